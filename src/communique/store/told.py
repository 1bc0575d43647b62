"""What a comparison needs of a store: events with their texts and actors, and whole records, as they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from communique.model import Actor, Document, Event, LinkJudgement, Record, ReportId
from communique.store.connection import Connection
from communique.store.linkages import linkages
from communique.store.records import AT_ONCE, several
from communique.store.view import Answers, Filters, View, events

NEAR = 31
"""An event is looked for so many days before and behind a report of it."""

ANCHOR = """
    SELECT a.type, coalesce(a.first_day, t.published_day), coalesce(a.last_day, a.first_day, t.published_day)
    FROM events AS a JOIN documents AS t ON t.id = a.document WHERE a.id = ? AND a.is_current LIMIT 1
"""
PUBLISHED = "(SELECT published_day FROM documents AS p WHERE p.id = e.document)"
DAY = f"coalesce(e.first_day, {PUBLISHED})"


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

    def events(self, filters: Filters, *, most: int | None = None) -> Iterator[EventTold]:
        """The current events that pass, in the order of their texts: all, or `most`, those published last."""
        condition, given = events(filters)
        yield from self._events(condition, given, first=f"{PUBLISHED} DESC NULLS LAST", most=most)

    def count(self, filters: Filters) -> int:
        """How many current events pass."""
        condition, given = events(filters)
        found = self._connection.execute(f"SELECT count(*) FROM events AS e WHERE {condition}", given).fetchone()
        return int(found[0]) if found else 0

    def near(self, event: str, *, judged: Sequence[LinkJudgement] = (), most: int | None = None) -> Iterator[EventTold]:
        """The current events that may be one with an event, by its id: of its type, and of about its days.

        Those on which there are judgements are among them. Of many come `most`, those nearest in time. Nothing comes
        where no current event has this id.
        """
        anchor = self._connection.execute(ANCHOR, [event]).fetchone()
        if anchor is not None:
            kind, low, high = anchor
            condition, given = "e.type = ?", list[object]([kind])
            if low is not None:
                condition += f" AND coalesce({DAY} BETWEEN ?::DATE - {NEAR} AND ?::DATE + {NEAR}, true)"
                given += [low, high]
            pairs = [one.event for judgement in judged for one in (judgement.one, judgement.other)]
            judged_too = "e.id IN (SELECT unnest(?::VARCHAR[]))"
            yield from self._events(
                f"e.is_current AND ({condition} OR {judged_too})",
                [*given, pairs],
                first=f"e.id = ? DESC, {judged_too} DESC, abs({DAY} - ?::DATE) NULLS LAST",
                by=[event, pairs, low],
                most=most,
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

    def _events(
        self, condition: str, given: Sequence[object], *, first: str, by: Sequence[object] = (), most: int | None
    ) -> Iterator[EventTold]:
        """The events of a condition, of many `most` of them: those that an order, into which `by` goes, has first."""
        asked = f"SELECT e.document, e.id FROM events AS e WHERE {condition}"
        if most is not None:
            asked += f" ORDER BY {first}, e.document, e.id LIMIT {most:d}"
            given = [*given, *by]
        asked = f"SELECT document, id FROM ({asked}) ORDER BY document"
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


def told_by(answers: Answers) -> Told:
    """The store of some answers, for comparisons too."""
    return Told(answers.connection)


@contextmanager
def told(path: Path) -> Iterator[Told]:
    """A store open for comparisons."""
    with View(path).answers() as answers:
        yield told_by(answers)
