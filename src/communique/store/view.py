"""What a store is asked: timeline, actors, statements, dyads and plans, by the same filters; all that others need.

Only what holds is shown: the current version of each text, and nothing that was superseded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from communique.store.connection import Connection, opened
from communique.store.errors import StoreError
from communique.store.migrations import schema_of, steps

Subject = Literal["timeline", "actors", "statements", "dyads", "plans"]

PIECE = 1024


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. `actor` is part of a name, in any case; `country` ISO 3166-1 alpha-3.

    `since` and `until` are days, both included: of an event by the days its date may span, of a statement or an
    actor by the day its text was published. What has no date lies between no two days. `most` is how many rows.
    """

    actor: str | None = None
    country: str | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    most: int | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A row of an answer."""


class Happened(Line, frozen=True, kw_only=True):
    """An event with the first words that report it and where they were read."""

    date: str | None
    status: str
    type: str
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    place: str | None
    attested_by: tuple[str, ...]
    words: str | None
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    id: str
    score: float


class Said(Line, frozen=True, kw_only=True):
    """A statement and where it was read."""

    published: str | None
    speaker: str | None
    cue: str | None
    content: str
    kind: str
    addressee: str | None
    channel: str | None
    document: str
    title: str | None
    publisher: str | None
    id: str
    score: float


class Known(Line, frozen=True, kw_only=True):
    """A name with what the texts say of who has it, and in how many texts, statements and events it stands."""

    name: str
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    roles: tuple[str, ...]
    documents: int
    statements: int
    events: int


class Dyad(Line, frozen=True, kw_only=True):
    """Who does how much to whom, of one type; those who do something together stand in both orders' first."""

    source: str
    target: str
    type: str
    events: int
    first_day: date | None
    last_day: date | None


Answer = TypeVar("Answer", bound=Line)

PARTIES = "list_concat(e.source, e.target)"
ORIGIN = "d.name AS document, d.title, d.publisher, d.published"


class View:
    """A store open for reading, for as long as one question takes: `View(path).timeline(Filters(actor="Berg"))`.

    Raises StoreError for a file that is no store, is damaged, or was made by another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def timeline(self, filters: Filters) -> Iterator[Happened]:
        """Events in the order of their days, those without a date last."""
        return self._ask(Happened, lambda connection: timeline(connection, filters))

    def plans(self, filters: Filters) -> Iterator[Happened]:
        """What is planned, proposed or conditional, in the order of its days."""
        wanted = filters.statuses or ("planned", "proposed", "conditional")
        ahead = msgspec.structs.replace(filters, statuses=wanted)
        return self._ask(Happened, lambda connection: timeline(connection, ahead))
