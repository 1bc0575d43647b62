"""A stored text with its record as it holds now, judgements and all, made anew from the tables.

In `Record` what was rejected is left out and what was amended is as amended; `Stored` has besides what was found and
does not hold, so that it can be shown and judged once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from communique.model import (
    Actor,
    Document,
    Event,
    Evidence,
    Place,
    Record,
    Reference,
    Stance,
    Statement,
    Unresolved,
)
from communique.store.judged import Kind
from communique.store.pages import JudgementLine, judgements, recent
from communique.store.rows import (
    TABLES,
    ActorRow,
    DocumentRow,
    EventRow,
    EvidenceRow,
    FindingRow,
    PlaceRow,
    Row,
    StanceRow,
    StatementRow,
    UnresolvedRow,
)
from communique.store.view import Answers, Filters, Line, Question

AT_ONCE = 200
"""So many texts are taken from the tables at once."""

Found = Actor | Statement | Event | Stance | Place
Words = Mapping[str, tuple[Evidence, ...]]
ORDER: tuple[Kind, ...] = ("statement", "event", "stance", "actor", "place")
"""In which order the findings of a text come."""


class Json(Line, frozen=True, kw_only=True):
    """A row of a table, as JSON."""

    row: str


class Reader(Line, frozen=True, kw_only=True):
    """By what versions a run read."""

    run: str
    program: str


class Version(Line, frozen=True, kw_only=True):
    """A version of the text of a source."""

    text_id: str
    version: int
    is_current: bool
    published: str | None
    title: str | None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with how it stands: by which run it was found, if it holds, and the verdict on it.

    Of what was amended there are two: as it was found (`amend`), and as it holds (`amended`).
    """

    kind: Kind
    found: Found
    words: tuple[tuple[str, Evidence], ...]
    run: str
    digest: str
    is_current: bool
    superseded: bool
    verdict: str | None


class Exported(Line, frozen=True, kw_only=True):
    """A record as it holds, with the judgements that made it so."""

    text_id: str
    record: Record
    judgements: tuple[JudgementLine, ...]


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A text of a store: its record as it holds, every finding there is of it, and what was judged."""

    row: DocumentRow
    record: Record
    entries: tuple[Entry, ...]
    judgements: tuple[JudgementLine, ...]
    program: str

    @property
    def exported(self) -> Exported:
        """The record as it is handed on."""
        return Exported(text_id=self.row.id, record=self.record, judgements=self.judgements)


def stored(answers: Answers, text_id: str) -> Stored | None:
    """A text by its id in the store, None where it has no such text."""
    return next(several(answers, [text_id]), None)


def exports(answers: Answers, filters: Filters) -> Iterator[Exported]:
    """The records of all current texts that are asked for, as they hold."""
    ids = [line.text_id for line in answers.all(recent(filters))]
    for start in range(0, len(ids), AT_ONCE):
        yield from (one.exported for one in several(answers, ids[start : start + AT_ONCE]))


def several(answers: Answers, ids: Sequence[str]) -> Iterator[Stored]:
    """Texts by their ids, in that order; ids that the store lacks are passed over."""
    texts = {text.id: text for text in read_rows(answers, DocumentRow, ids, key="id")}
    words = evidence(answers, ids)
    entries: dict[str, list[Entry]] = {}
    for kind in ORDER:
        for row in read_rows(answers, TABLES[kind], ids):
            by_role = words.get((row.document, row.id, row.run), {})
            entries.setdefault(row.document, []).append(entry(kind, row, by_role))
    left_open: dict[str, list[UnresolvedRow]] = {}
    for left in read_rows(answers, UnresolvedRow, ids):
        left_open.setdefault(left.document, []).extend([left] if left.superseded is None else [])
    judged = judgements_on(answers, ids)
    readers = Question("SELECT id, program || ' ' || model FROM runs", (), Reader)
    programs = {line.run: line.program for line in answers.all(readers)}
    for text in (texts[one] for one in ids if one in texts):
        found = entries.get(text.id, [])
        program = programs.get(text.run, text.run)
        own = {one.found.id for one in found}
        yield Stored(
            row=text,
            record=record_of(text, found, left_open.get(text.id, ()), reader=program),
            entries=tuple(found),
            judgements=tuple(line for line in judged if line.finding in own),
            program=program,
        )


R = TypeVar("R", bound=Row)


def read_rows(answers: Answers, kind: type[R], ids: Sequence[str], *, key: str = "document") -> Iterator[R]:
    """The rows of some texts in a table, in the order in which they were written."""
    sql = f"SELECT to_json(t) FROM {kind.TABLE} AS t WHERE {key} IN (SELECT unnest(?)) ORDER BY rowid"
    found = answers.all(Question(sql, (list(ids),), Json))
    return (msgspec.json.decode(line.row, type=kind) for line in found)


def judgements_on(answers: Answers, ids: Sequence[str]) -> list[JudgementLine]:
    """The judgements on what was ever found in some texts."""
    every = judgements(Filters())
    names = ", ".join(f'"{name}"' for name in JudgementLine.__struct_fields__)
    found = " UNION ".join(
        f"SELECT id FROM {kind.TABLE} WHERE document IN (SELECT unnest(?))" for kind in TABLES.values()
    )
    return answers.all(
        Question(
            f"SELECT * FROM ({every.sql}) AS j({names}) WHERE j.finding IN ({found})",
            (*every.given, *[list(ids)] * len(TABLES)),
            JudgementLine,
            json=every.json,
        )
    )


def versions(source: str) -> Question[Version]:
    """All versions of the text that stands at a source."""
    sql = "SELECT id, version, is_current, published, title FROM documents WHERE source = ? ORDER BY version"
    return Question(sql, (source,), Version)


def evidence(answers: Answers, ids: Sequence[str]) -> dict[tuple[str, str, str], dict[str, tuple[Evidence, ...]]]:
    """The words of findings: by text, finding and run, then by role."""
    found: dict[tuple[str, str, str], dict[str, tuple[Evidence, ...]]] = {}
    rows = read_rows(answers, EvidenceRow, ids)
    for row in sorted(rows, key=lambda row: (row.document, row.finding, row.run, row.role, row.number)):
        at = found.setdefault((row.document, row.finding, row.run), {})
        at[row.role] = (*at.get(row.role, ()), words_of(row))
    return found


def words_of(row: EvidenceRow) -> Evidence:
    """The words of a row; those with a reason are a reference."""
    if row.reason is None or row.score is None:
        return Evidence(row.words, row.start_offset, row.end_offset)
    return Reference(row.words, row.start_offset, row.end_offset, row.reason, row.score)


def entry(kind: Kind, row: FindingRow, words: Words) -> Entry:
    """A finding with how it stands."""
    return Entry(
        kind=kind,
        found=made(row, words, MADE[type(row)]),
        words=tuple((role, one) for role, many in words.items() for one in many),
        run=row.run,
        digest=row.digest,
        is_current=holds(row),
        superseded=row.superseded is not None,
        verdict=row.verdict,
    )


def holds(row: FindingRow) -> bool:
    """Whether a finding stands in its own version of the text, which need not be the current one."""
    return row.verdict in {"accept", "amended"} or (row.superseded is None and row.verdict is None)


def record_of(doc: DocumentRow, entries: Iterable[Entry], left_open: Iterable[UnresolvedRow], *, reader: str) -> Record:
    """The record that holds. An actor that no longer does is left out of the entries that name it."""
    entries = list(entries)
    now = [entry.found for entry in entries if entry.is_current]
    actors = {one.name: one for one in now if isinstance(one, Actor)}
    rejected = {e.found.name for e in entries if isinstance(e.found, Actor) and e.verdict == "reject"}
    for entry in entries:  # whom a judged entry names that a later reading no longer finds
        if isinstance(entry.found, Actor) and entry.found.name not in actors.keys() | rejected:
            actors[entry.found.name] = entry.found
    needed = {name for one in now for name in names_in(one)}
    found = {one.name for one in now if isinstance(one, Actor)}
    shown = [actor for name, actor in actors.items() if name in found | needed]
    known = {actor.name for actor in shown}
    return Record(
        document=document_of(doc),
        actors=tuple(shown),
        statements=tuple(less_statement(one, known) for one in now if isinstance(one, Statement)),
        events=tuple(less_event(one, known) for one in now if isinstance(one, Event)),
        stances=tuple(less_stance(one, known) for one in now if isinstance(one, Stance)),
        places=tuple(one for one in now if isinstance(one, Place)),
        unresolved=tuple(
            Unresolved(what=row.what, evidence=Evidence(row.words, row.start_offset, row.end_offset), reason=row.reason)  # type: ignore[arg-type]
            for row in left_open
        ),
        reader=reader,
    )


def names_in(one: Found) -> Iterator[str]:
    """The actors that an entry names."""
    if isinstance(one, Statement):
        yield from filter(None, [one.speaker])
    elif isinstance(one, Event):
        yield from one.source + one.target + one.attested_by
    elif isinstance(one, Stance):
        yield from filter(None, [one.holder, one.target, *one.attested_by])


def less_statement(one: Statement, known: set[str]) -> Statement:
    """A statement without a speaker who is no actor that holds."""
    return one if one.speaker in known else msgspec.structs.replace(one, speaker=None)


def less_event(one: Event, known: set[str]) -> Event:
    """An event without those who are no actors that hold."""
    return msgspec.structs.replace(
        one, source=kept(one.source, known), target=kept(one.target, known), attested_by=kept(one.attested_by, known)
    )


def less_stance(one: Stance, known: set[str]) -> Stance:
    """A stance without those who are no actors that hold."""
    return msgspec.structs.replace(
        one,
        holder=one.holder if one.holder in known else None,
        target=one.target if one.target in known else None,
        attested_by=kept(one.attested_by, known),
    )


def kept(names: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    """The names that are known."""
    return tuple(name for name in names if name in known)


def document_of(row: DocumentRow) -> Document:
    """A text with what is known of its origin."""
    return Document(
        id=row.name,
        text=row.text,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        language=row.language,
        url=row.url,
        author=row.authors if len(row.authors) > 1 else next(iter(row.authors), None),
    )


def made(row: FindingRow, words: Words, kind: type[Found]) -> Found:
    """A finding of its row and its words."""
    named: dict[str, object] = {name: getattr(row, name) for name in row.__struct_fields__}
    named |= {"evidence": words.get("evidence", ())}
    for role in kind.__struct_fields__:
        if role in SEVERAL:
            named[role] = words.get(role, ())
        elif role in ONE and not (role == "source" and kind is not Statement):
            named[role] = next(iter(words.get(role, ())), None)
    return msgspec.convert({name: named[name] for name in kind.__struct_fields__ if name in named}, kind)


SEVERAL = {"references", "topics"}
ONE = {"content", "cue", "source", "phrase", "date_said"}
MADE: dict[type[FindingRow], type[Found]] = {
    ActorRow: Actor,
    StatementRow: Statement,
    EventRow: Event,
    StanceRow: Stance,
    PlaceRow: Place,
}
