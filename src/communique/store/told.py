"""What a comparison needs of a store: events with their texts and actors, and whole records, as model objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from communique.model import (
    Actor,
    Document,
    Event,
    Evidence,
    LinkJudgement,
    Record,
    Reference,
    ReportId,
    Stance,
    Statement,
)
from communique.store.connection import Connection, opened
from communique.store.errors import StoreError
from communique.store.linkages import linkages
from communique.store.migrations import check, steps
from communique.store.view import PIECE, Filters, events

NEAR = 31
"""An event is looked for so many days before and behind a report of it."""


class EventTold(msgspec.Struct, frozen=True, kw_only=True):
    """An event of a stored text, whose id there is `text`, with the text and its actors."""

    text: str
    doc: Document
    event: Event
    actors: tuple[Actor, ...]


class Named(msgspec.Struct, frozen=True):
    """A version of a text, by the names of its columns."""

    id: str
    name: str
    text: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    url: str | None
    authors: tuple[str, ...]

    def document(self) -> Document:
        """The text as it was read."""
        author = tuple(self.authors) if len(self.authors) > 1 else next(iter(self.authors), None)
        return Document(
            id=self.name,
            text=self.text,
            title=self.title,
            publisher=self.publisher,
            published=self.published,
            language=self.language,
            url=self.url,
            author=author,
        )


ANCHOR = """
    SELECT a.type, coalesce(a.first_day, t.published_day), coalesce(a.last_day, a.first_day, t.published_day)
    FROM events AS a JOIN documents AS t ON t.id = a.document WHERE a.id = ? AND a.is_current LIMIT 1
"""
DAY = "coalesce(e.first_day, (SELECT published_day FROM documents AS p WHERE p.id = e.document))"
DOCUMENT = "d.id, d.name, d.text, d.title, d.publisher, d.published, d.language, d.url, d.authors"
WORDS = """
    SELECT v.document, v.finding, v.run, v.role, to_json(list({'text': v.words, 'start': v.start_offset,
        'end': v.end_offset, 'reason': v.reason, 'score': v.score} ORDER BY v.number)) AS words
    FROM evidence AS v SEMI JOIN chosen AS c ON v.document = c.document AND v.finding = c.id AND v.run = c.run
    GROUP BY ALL
"""
GIVEN = {
    "statements": "id, speaker, kind, addressee, channel, reason, score, extractor",
    "events": "id, type, mode, source, target, status, date, place, attested_by, reason, score, extractor",
    "stances": "id, holder, target, polarity, attested_by, reason, score, extractor",
    "actors": "id, name, kind, country, country_reason, roles, mentions",
}
KINDS: dict[str, type[Actor] | type[Statement] | type[Event] | type[Stance]] = {
    "actors": Actor,
    "statements": Statement,
    "events": Event,
    "stances": Stance,
}
ONE = frozenset({"content", "cue", "source", "date_said", "phrase"})
"""The fields that hold one piece of evidence, where others hold a row of them."""

Finding = Actor | Statement | Event | Stance


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
        texts = self._connection.cursor().execute(
            f"SELECT {DOCUMENT} FROM documents AS d SEMI JOIN (SELECT * FROM events AS e WHERE {condition}) AS e "
            "ON d.id = e.document ORDER BY d.id",
            given,
        )
        while piece := texts.fetchmany(PIECE):
            documents = [Named(*row) for row in piece]
            ids = [one.id for one in documents]
            actors = self._found("actors", "e.is_current", [], ids)
            found = self._found("events", condition, given, ids)
            for one in documents:
                own = [actor for actor in actors.get(one.id, ()) if isinstance(actor, Actor)]
                for event in found.get(one.id, ()):
                    if isinstance(event, Event):
                        yield EventTold(text=one.id, doc=one.document(), event=event, actors=tuple(own))

    def records(self, texts: Sequence[str]) -> dict[str, Record]:
        """The records of texts by their ids in the store, as they stand now; what is no current text is left out."""
        rows = self._connection.execute(
            f"SELECT {DOCUMENT} FROM documents AS d WHERE d.is_current AND d.id IN (SELECT unnest(?))", [list(texts)]
        ).fetchall()
        documents = {one.id: one for one in (Named(*row) for row in rows)}
        found = {table: self._found(table, "e.is_current", [], list(documents)) for table in KINDS}
        return {
            key: msgspec.convert(
                {
                    "document": documents[key].document(),
                    "reader": "store",
                    **{table: tuple(found[table].get(key, ())) for table in KINDS},
                },
                Record,
            )
            for key in texts
            if key in documents
        }

    def _found(
        self, table: str, condition: str, given: Sequence[object], texts: Sequence[str]
    ) -> dict[str, list[Finding]]:
        """The findings of one kind by their texts, each with its words, in the order in which they were stored."""
        asked = self._connection.cursor().execute(
            f"WITH chosen AS (SELECT e.*, e.rowid AS place FROM {table} AS e WHERE {condition} "
            f"AND e.document IN (SELECT unnest(?))), said AS ({WORDS}) "
            f"SELECT c.document, to_json({{{', '.join(f'{name!r}: c.{name}' for name in GIVEN[table].split(', '))}}}), "
            "list(s.role), list(s.words), c.place FROM chosen AS c LEFT JOIN said AS s ON s.document = c.document "
            "AND s.finding = c.id AND s.run = c.run GROUP BY ALL ORDER BY c.document, c.place",
            [*given, list(texts)],
        )
        found: dict[str, list[Finding]] = {}
        for document, fields, roles, words, _ in asked.fetchall():
            said = {role: msgspec.json.decode(told) for role, told in zip(roles, words, strict=True) if role}
            found.setdefault(document, []).append(finding(table, msgspec.json.decode(fields), said))
        return found


def finding(table: str, fields: dict[str, object], said: dict[str, list[dict[str, object]]]) -> Finding:
    """A finding from its row and its words by the field that holds them."""
    for role, words in said.items():
        kind = Reference if role == "references" else Evidence
        told = msgspec.convert(words, tuple[kind, ...])  # type: ignore[valid-type]
        fields[role] = told[0] if role in ONE else told
    return msgspec.convert(fields, KINDS[table])


@contextmanager
def told(path: Path) -> Iterator[Told]:
    """A store open for comparisons."""
    with opened(path) as connection:
        if check(connection, path, newest=len(steps())) < len(steps()):
            raise StoreError(
                path, "no store, or one of an earlier version of communique", "run communique rebuild on it"
            )
        yield Told(connection)
