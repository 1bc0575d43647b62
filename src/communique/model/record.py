"""The record: actors, statements, events and stances, as the spec defines them.

Terms, types and modes are those of PLOVER (Open Event Data Alliance) with the extension APPOINT.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal

import msgspec

from communique.model.document import Document, Evidence, Span
from communique.model.known import Inference

ActorKind = Literal[
    "person",
    "state",
    "government",
    "military",
    "legislature",
    "party",
    "rebel",
    "igo",
    "ngo",
    "media",
    "business",
    "group",
]
# PLOVER's codes for sectors; docs/record.md says what each means.
Sector = Literal[
    "GOV",
    "MIL",
    "LEG",
    "JUD",
    "OPP",
    "REB",
    "COP",
    "SPY",
    "PTY",
    "IGO",
    "NGO",
    "MED",
    "BUS",
    "LAB",
    "EDU",
    "HLH",
    "REF",
    "CRM",
    "CVL",
]
SECTORS: tuple[Sector, ...] = Sector.__args__  # type: ignore[attr-defined]
StatementKind = Literal["direct", "indirect", "mixed"]
Status = Literal["occurred", "planned", "proposed", "conditional", "denied"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "APPOINT",
]
EVENT_TYPES: tuple[EventType, ...] = EventType.__args__  # type: ignore[attr-defined]
# In these all parties do the same, whoever is told as source or target.
SYMMETRIC: frozenset[EventType] = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# PLOVER's quad classes; APPOINT, which is not PLOVER's, has none.
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
QUADS: dict[EventType, Quad] = {
    "AGREE": "verbal cooperation",
    "CONSULT": "verbal cooperation",
    "SUPPORT": "verbal cooperation",
    "CONCEDE": "verbal cooperation",
    "COOPERATE": "material cooperation",
    "AID": "material cooperation",
    "RETREAT": "material cooperation",
    "REQUEST": "verbal conflict",
    "ACCUSE": "verbal conflict",
    "REJECT": "verbal conflict",
    "THREATEN": "verbal conflict",
    "PROTEST": "material conflict",
    "SANCTION": "material conflict",
    "MOBILIZE": "material conflict",
    "COERCE": "material conflict",
    "ASSAULT": "material conflict",
}
# These are done by saying so.
SPEECH_ACTS: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "SUPPORT", "ACCUSE", "REJECT", "THREATEN"})
MODES: dict[EventType, tuple[str, ...]] = {
    "CONSULT": ("phone", "video", "visit", "meeting", "third-party", "multilateral", "negotiation"),
    "RETREAT": ("release", "return", "withdraw", "ceasefire", "disarm", "ease-sanctions", "access", "resign"),
    "COERCE": ("arrest", "deport", "seize", "ban", "restrict", "censor", "cyber", "trial"),
    "ASSAULT": ("invasion", "aerial", "explosives", "firearms", "abduct", "beat"),
    "AID": ("economic", "military", "humanitarian", "asylum", "peacekeeping"),
    "SANCTION": ("expel", "withdraw", "discontinue", "embargo"),
    "REQUEST": ("invite", "meet", "assist", "change", "yield", "propose"),
    "APPOINT": ("delegate", "name", "dismiss"),
}


class Reference(Evidence, frozen=True):
    """A pronoun or description that was taken to mean an actor: why, and how surely (0 to 1)."""

    reason: str
    score: float


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes part: a person, a state, a body, a group.

    `name` is the fullest the text gives, without titles, in the nominative; `name_en` the English one beside a name
    in another script, None where that can't be told. `mentions` are its distinct surface forms, and `evidence` each
    place where one stands. `sector` is PLOVER's code, None where nothing tells. `country` is ISO 3166-1 alpha-3, with
    the reason. `inferred` is what the text does not say.
    """

    id: str
    name: str
    name_en: str | None = None
    kind: ActorKind
    sector: Sector | None = None
    country: str | None = None
    country_reason: str | None = None
    roles: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    references: tuple[Reference, ...] = ()
    inferred: Inference | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution relation: somebody's words or view, as the text reports them.

    `source` are the words that name the speaker ("she"), `speaker` the actor they mean.
    """

    id: str
    speaker: str | None
    kind: StatementKind
    content: Evidence
    cue: Evidence | None = None
    source: Evidence | None = None
    addressee: str | None = None
    channel: str | None = None
    evidence: tuple[Evidence, ...]
    reason: str
    score: float
    extractor: str


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One real-world event that the text reports, with all the places that report it.

    `date` is ISO 8601: a day, month, year, interval (`a/b`) or open interval (`a/..`); `date_said` the
    words it was resolved from, kept also where they could not be resolved.
    """

    id: str
    type: EventType
    mode: str | None = None
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    status: Status
    date: str | None = None
    date_said: Evidence | None = None
    place: str | None = None
    topics: tuple[Evidence, ...] = ()
    attested_by: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...]
    reason: str
    score: float
    extractor: str

    def __post_init__(self) -> None:
        if self.mode is not None and self.mode not in MODES.get(self.type, ()):
            raise ValueError(f"{self.type} has no mode {self.mode!r}")


class Stance(msgspec.Struct, frozen=True, kw_only=True):
    """How one actor regards another; polarity from -2 (hostile) to +2 (friendly)."""

    id: str
    holder: str | None
    target: str | None
    phrase: Evidence
    polarity: Literal[-2, -1, 0, 1, 2]
    attested_by: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...]
    reason: str
    score: float
    extractor: str


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place that the text names: where it lies, with the reason and how surely (0 to 1).

    `geonames` is its GeoNames id. A city has degrees north and east besides, a state none. What could not be told,
    or is not in the gazetteer (regions, waters, bases, buildings), has no id, and the reason says why.
    """

    id: str
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    evidence: tuple[Evidence, ...]
    reason: str
    score: float
    extractor: str


class Unresolved(msgspec.Struct, frozen=True, kw_only=True):
    """Words that were found and could not be resolved: a date without a reference, a "he" with two candidates."""

    what: Literal["date", "speaker", "participant"]
    evidence: Evidence
    reason: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What is written down from one document. Every span is checked against the text when it is built.

    Statements, events and stances refer to actors by `name`.
    """

    document: Document
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    stances: tuple[Stance, ...] = ()
    places: tuple[Place, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    reader: str

    def __post_init__(self) -> None:
        text = self.document.text
        for words in self.spans():
            if not words.text or text[words.start : words.end] != words.text:
                raise ValueError(f"not the words of {self.document.id} at {words.start}: {words.text!r}")
        names = {actor.name for actor in self.actors}
        strangers = {name for name in self.named() if name not in names}
        if strangers:
            raise ValueError(f"no actors of {self.document.id}: {sorted(strangers)}")

    def spans(self) -> Iterable[Evidence]:
        """Every piece of evidence in the record."""
        for actor in self.actors:
            yield from actor.evidence
            yield from actor.references
        for statement in self.statements:
            yield statement.content
            yield from (words for words in (statement.cue, statement.source) if words is not None)
            yield from statement.evidence
        for event in self.events:
            yield from event.evidence
            yield from event.topics
            if event.date_said is not None:
                yield event.date_said
        for stance in self.stances:
            yield stance.phrase
            yield from stance.evidence
        for place in self.places:
            yield from place.evidence
        yield from (item.evidence for item in self.unresolved)

    def named(self) -> Iterable[str]:
        """Every actor's name that an entry refers to."""
        yield from (s.speaker for s in self.statements if s.speaker is not None)
        for event in self.events:
            yield from event.source + event.target + event.attested_by
        for stance in self.stances:
            yield from (name for name in (stance.holder, stance.target) if name is not None)
            yield from stance.attested_by


def claim_id(kind: str, doc: Document, *said: object) -> str:
    """An id that hashes what the text says, never whom it was resolved to: 16 hexadecimal digits.

    >>> claim_id("event", Document(id="a", text="They met."), "CONSULT", 5) == claim_id(
    ...     "event", Document(id="b", text="They met."), "CONSULT", 5)
    True
    """
    parts = [f"{one.start}-{one.end}" if isinstance(one, Span) else str(one) for one in said]
    claim = "\x1f".join([kind, doc.text, *parts])
    return hashlib.sha256(claim.encode("utf-8", "surrogatepass")).hexdigest()[:16]
