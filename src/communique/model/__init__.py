"""The record and what it is made of: frozen, typed, without any dependency on how it was found.

`document` is the text, `record` what is written down from it (the spec's terms), `found` what one
passage says before it is known who is who.
"""

from communique.model.document import Document, Evidence, Span, SpanIndex, quote
from communique.model.found import (
    Antecedent,
    Basis,
    EventFound,
    Finding,
    Form,
    Judgement,
    Mention,
    PlaceFound,
    ReferenceFound,
    StanceFound,
    StatementFound,
    TimeFound,
)
from communique.model.record import (
    EVENT_TYPES,
    MODES,
    SPEECH_ACTS,
    SYMMETRIC,
    Actor,
    ActorKind,
    Event,
    EventType,
    Record,
    Reference,
    Stance,
    Statement,
    StatementKind,
    Status,
    Unresolved,
)

__all__ = [
    "EVENT_TYPES",
    "MODES",
    "SPEECH_ACTS",
    "SYMMETRIC",
    "Actor",
    "ActorKind",
    "Antecedent",
    "Basis",
    "Document",
    "Event",
    "EventFound",
    "EventType",
    "Evidence",
    "Finding",
    "Form",
    "Judgement",
    "Mention",
    "PlaceFound",
    "Record",
    "Reference",
    "ReferenceFound",
    "Span",
    "SpanIndex",
    "Stance",
    "StanceFound",
    "Statement",
    "StatementFound",
    "StatementKind",
    "Status",
    "TimeFound",
    "Unresolved",
    "quote",
]
