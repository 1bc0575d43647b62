"""The record and what it is made of: frozen, typed, without any dependency on how it was found.

`document` is the text, `record` what is written down from it (the spec's terms), `found` what one
passage says before it is known who is who, `run` the versions by which a text was read.
"""

from communique.model.document import Document, Evidence, Span, SpanIndex, quote
from communique.model.found import (
    Basis,
    EventFound,
    Finding,
    Form,
    Judgement,
    Mention,
    PlaceFound,
    StanceFound,
    StatementFound,
    TimeFound,
)
from communique.model.known import Code, Dictionary, Holder, Inference, Registry, Sighting
from communique.model.record import (
    EVENT_TYPES,
    MODES,
    SECTORS,
    SPEECH_ACTS,
    SYMMETRIC,
    Actor,
    ActorKind,
    Event,
    EventType,
    Place,
    Record,
    Reference,
    Sector,
    Stance,
    Statement,
    StatementKind,
    Status,
    Unresolved,
)
from communique.model.run import Run

__all__ = [
    "EVENT_TYPES",
    "MODES",
    "SECTORS",
    "SPEECH_ACTS",
    "SYMMETRIC",
    "Actor",
    "ActorKind",
    "Basis",
    "Code",
    "Dictionary",
    "Document",
    "Event",
    "EventFound",
    "EventType",
    "Evidence",
    "Finding",
    "Form",
    "Holder",
    "Inference",
    "Judgement",
    "Mention",
    "Place",
    "PlaceFound",
    "Record",
    "Reference",
    "Registry",
    "Run",
    "Sector",
    "Sighting",
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
