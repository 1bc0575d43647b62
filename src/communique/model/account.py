"""What several texts say of one event: reports, the links between them, accounts point by point, plans followed."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.document import Evidence
from communique.model.record import ActorKind, Event

State = Literal["asserted", "different", "denied", "declined", "silent"]
PointKind = Literal[
    "took place",
    "who called",
    "length",
    "topic",
    "agreement",
    "promise",
    "request",
    "invitation",
    "plan",
    "appointment",
    "characterisation",
    "deed",
    "no comment",
]
Outcome = Literal["done", "postponed", "cancelled", "overdue", "open"]


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes part in an event, as far as it takes to know them again in another text.

    `english` is the name in Latin letters, where the text has another script.
    """

    name: str
    kind: ActorKind
    country: str | None = None
    english: str | None = None


class ReportId(msgspec.Struct, frozen=True, order=True):
    """Which report: the text, by a key of its own, and the id of the event in it."""

    text: str
    event: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One event as one text reports it. `context` are the sentences around its words, `name` is the document's id."""

    id: ReportId
    name: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    event: Event
    source: tuple[Party, ...] = ()
    target: tuple[Party, ...] = ()
    context: str = ""

    @property
    def parties(self) -> tuple[Party, ...]:
        """All who take part, whatever their side, each once."""
        return tuple(dict.fromkeys(self.source + self.target))


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports that tell of one event, or may: why, and how surely (0 to 1). `by` is who judged it, if somebody did.

    One that `is_thin` was not made: too little speaks for it.
    """

    one: ReportId
    other: ReportId
    score: float
    reason: str
    by: str | None = None
    is_thin: bool = False


class LinkJudgement(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's word that two reports are, or are not, of one event; of two on the same pair the later counts."""

    one: ReportId
    other: ReportId
    is_same: bool
    by: str
    at: str


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The reports of one event, in the order in which their texts were published, with what links them."""

    reports: tuple[Report, ...]
    links: tuple[Link, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The keys of the texts that report it, each once."""
        return tuple(dict.fromkeys(report.id.text for report in self.reports))


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """Whose word something is: an actor's, or a text's own. `side` is what makes it independent of others."""

    name: str
    side: str
    country: str | None = None
    is_text: bool = False
    english: str | None = None


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a text that a cell stands on; `text` is the document's id."""

    text: str
    words: Evidence


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one account says of one point; `how` it says it, or how it differs."""

    state: State
    how: str | None = None
    quotations: tuple[Quotation, ...] = ()


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One point with a cell for each account, in their order.

    `label` names what has no event of its own. `independent` counts the sides that assert it, `alone` is whose word
    it stands on if that is one side's. `reason` and `score` say why the cells were put in one row, and how surely.
    """

    kind: PointKind
    label: str | None = None
    event: Event | None = None
    cells: tuple[Cell, ...]
    independent: int
    alone: str | None = None
    reason: str
    score: float


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What one voice says, in which texts (their documents' ids). It `is_own` where a whole text is the voice's own."""

    voice: Voice
    texts: tuple[str, ...]
    is_own: bool


class TextTold(msgspec.Struct, frozen=True, kw_only=True):
    """A text of a comparison. It is a copy of another where most of its words are the same."""

    name: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    copy_of: str | None = None


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """An event with its accounts point by point; texts that don't report it are in `without`.

    `names` has names in other scripts than Latin with the English ones that go for them.
    """

    event: Event
    texts: tuple[TextTold, ...]
    accounts: tuple[Account, ...]
    points: tuple[Point, ...]
    links: tuple[Link, ...] = ()
    thin: tuple[Link, ...] = ()
    without: tuple[str, ...] = ()
    names: dict[str, str] = {}


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """An event announced, agreed or proposed, and what became of it.

    `report` tells it first, `later` what became of it; `date` is the newest date it was given. Where the outcome was
    told, `score` says how surely it is of this plan.
    """

    report: Report
    date: str | None
    outcome: Outcome
    later: Report | None = None
    changes: int = 0
    reason: str
    score: float
