"""What a comparison needs of a store: events with their texts and actors, and whole records, as they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from communique.model import Actor, Document, Event, LinkJudgement, Record, ReportId
from communique.store.connection import Connection, opened
from communique.store.errors import StoreError
from communique.store.linkages import linkages
from communique.store.migrations import is_newest
from communique.store.records import AT_ONCE, several
from communique.store.view import Answers, Filters, events

NEAR = 31
"""An event is looked for so many days before and behind a report of it."""

ANCHOR = """
    SELECT a.type, coalesce(a.first_day, t.published_day), coalesce(a.last_day, a.first_day, t.published_day)
    FROM events AS a JOIN documents AS t ON t.id = a.document WHERE a.id = ? AND a.is_current LIMIT 1
"""
DAY = "coalesce(e.first_day, (SELECT published_day FROM documents AS p WHERE p.id = e.document))"


class EventTold(msgspec.Struct, frozen=True, kw_only=True):
    """An event of a stored text, whose id there is `text`, with the text and its actors."""

    text: str
    doc: Document
    event: Event
    actors: tuple[Actor, ...]


class Told:
    """A store open for comparisons: `with told(path) as store: store.linkages()`. StoreError as of the View."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def linkages(self) -> tuple[LinkJudgement, ...]:
        """All judgements on links, the oldest first."""
        return linkages(self._connection)

    def events(self, filters: Filters) -> Iterator[EventTold]:
        """The current events that pass, in the order of their texts."""
        condition, given = events(filters)
        yield from self._events(condition, given)

    def near(self, event: str, *, judged: Sequence[LinkJudgement] = ()) -> Iterator[EventTold]:
        """The current events that may be one with an event, by its id: of its type, and of about its days.

        Those on which there are judgements are among them. Nothing comes where no current event has this id.
        """
        anchor = self._connection.execute(ANCHOR, [event]).fetchone()
        if anchor is not None:
            kind, low, high = anchor
            condition, given = "e.type = ?", list[object]([kind])
            if low is not None:
                condition += f" AND coalesce({DAY} BETWEEN ?::DATE - {NEAR} AND ?::DATE + {NEAR}, true)"
                given += [low, high]
            pairs = [one.event for judgement in judged for one in (judgement.one, judgement.other)]
            yield from self._events(
                f"e.is_current AND ({condition} OR e.id IN (SELECT unnest(?::VARCHAR[])))", [*given, pairs]
            )

    def ids(self, filters: Filters) -> set[ReportId]:
        """The current events that pass, by their texts and ids."""
        condition, given = events(filters)
        found = self._connection.execute(f"SELECT e.document, e.id FROM events AS e WHERE {condition}", given)
        return {ReportId(document, event) for document, event in found.fetchall()}

    def named(self, prefix: str) -> list[ReportId]:
        """The current events whose id begins so, with their texts: twenty at most."""
        found = self._connection.execute(
            "SELECT document, id FROM events WHERE is_current AND starts_with(id, ?) ORDER BY document LIMIT 20",
            [prefix],
        )
        return [ReportId(document, event) for document, event in found.fetchall()]

    def _events(self, condition: str, given: Sequence[object]) -> Iterator[EventTold]:
        asked = f"SELECT e.document, e.id FROM events AS e WHERE {condition} ORDER BY e.document"
        wanted: dict[str, set[str]] = {}
        for text, event in self._connection.execute(asked, given).fetchall():
            wanted.setdefault(text, set()).add(event)
        texts = list(wanted)
        for start in range(0, len(texts), AT_ONCE):
            for key, record in self.records(texts[start : start + AT_ONCE]).items():
                for event in record.events:
                    if event.id in wanted[key]:
                        yield EventTold(text=key, doc=record.document, event=event, actors=record.actors)

    def records(self, texts: Sequence[str]) -> dict[str, Record]:
        """The records of texts by their ids in the store, as they hold; ids that the store lacks are left out."""
        return {one.row.id: one.record for one in several(Answers(self._connection), texts)}


@contextmanager
def told(path: Path) -> Iterator[Told]:
    """A store open for comparisons."""
    with opened(path) as connection:
        if not is_newest(connection, path):
            raise StoreError(
                path, "no store, or one of an earlier version of communique", "run communique rebuild on it"
            )
        yield Told(connection)
