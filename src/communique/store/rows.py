"""A record as rows: one struct a table, whose fields are the table's columns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from types import UnionType
from typing import ClassVar, get_args, get_origin, get_type_hints

import msgspec

from communique.model import Actor, Event, Evidence, Place, Reference, Stance, Statement, Unresolved
from communique.store.days import first_day, last_day
from communique.store.frames import Read
from communique.store.judged import Kind


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a table."""

    TABLE: ClassVar[str]


class DocumentRow(Row, frozen=True, kw_only=True):
    """A version of a text."""

    TABLE = "documents"
    id: str
    name: str
    source: str
    origin: str
    version: int
    is_current: bool
    title: str | None
    publisher: str | None
    published: str | None
    published_day: str | None
    language: str | None
    url: str | None
    authors: tuple[str, ...]
    text: str
    run: str
    stored: str


class FindingRow(Row, frozen=True, kw_only=True):
    """What the rows of all findings have; `digest` hashes the whole entry, `superseded` is the run that ended it.

    `is_current` is true of what no run has ended, in the current version of its text, and nobody has rejected. What
    the `verdict` of the `judgement` that holds has amended is there twice: as it was found, and `amended`.
    """

    id: str
    document: str
    run: str
    superseded: str | None = None
    is_current: bool = True
    digest: str
    verdict: str | None = None
    judgement: str | None = None


class ActorRow(FindingRow, frozen=True, kw_only=True):
    """An actor of a text."""

    TABLE = "actors"
    name: str
    kind: str
    sector: str | None
    country: str | None
    country_reason: str | None
    roles: tuple[str, ...]
    mentions: tuple[str, ...]
    name_en: str | None = None


class StatementRow(FindingRow, frozen=True, kw_only=True):
    """A statement; `country` is the speaker's."""

    TABLE = "statements"
    speaker: str | None
    country: str | None
    kind: str
    cue: str | None
    source: str | None
    content: str
    addressee: str | None
    channel: str | None
    reason: str
    score: float
    extractor: str


class EventRow(FindingRow, frozen=True, kw_only=True):
    """An event; `first_day` and `last_day` are what its date spans, `words` the first that report it.

    `parties` are all names in source and target, with the English ones beside them, `countries` their states, one a
    line: to be searched quickly.
    """

    TABLE = "events"
    type: str
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    status: str
    date: str | None
    first_day: str | None
    last_day: str | None
    date_said: str | None
    place: str | None
    topics: tuple[str, ...]
    attested_by: tuple[str, ...]
    words: str
    parties: str
    countries: str
    source_countries: tuple[str, ...]
    target_countries: tuple[str, ...]
    reason: str
    score: float
    extractor: str


class StanceRow(FindingRow, frozen=True, kw_only=True):
    """A stance."""

    TABLE = "stances"
    holder: str | None
    target: str | None
    phrase: str
    polarity: int
    attested_by: tuple[str, ...]
    reason: str
    score: float
    extractor: str


class PlaceRow(FindingRow, frozen=True, kw_only=True):
    """A place."""

    TABLE = "places"
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames: int | None
    reason: str
    score: float
    extractor: str


TABLES: dict[Kind, type[FindingRow]] = {
    "actor": ActorRow,
    "statement": StatementRow,
    "event": EventRow,
    "stance": StanceRow,
    "place": PlaceRow,
}
"""The rows of each kind of finding."""


class UnresolvedRow(FindingRow, frozen=True, kw_only=True):
    """Words that were left open."""

    TABLE = "unresolved"
    what: str
    words: str
    start_offset: int
    end_offset: int
    reason: str


class EvidenceRow(Row, frozen=True, kw_only=True):
    """Words of a text that a finding stands on, in what role; `number` counts those of one role from 1."""

    TABLE = "evidence"
    document: str
    finding: str
    run: str
    kind: str
    role: str
    number: int
    words: str
    start_offset: int
    end_offset: int
    reason: str | None = None
    score: float | None = None


Told = Actor | Statement | Event | Stance | Place
FINDINGS: tuple[type[FindingRow], ...] = (ActorRow, StatementRow, EventRow, StanceRow, PlaceRow, UnresolvedRow)
ROWS: dict[type, type[FindingRow]] = {
    Actor: ActorRow,
    Statement: StatementRow,
    Event: EventRow,
    Stance: StanceRow,
    Place: PlaceRow,
}
JSON_TYPES: dict[type, object] = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


def columns(row: type[Row]) -> dict[str, object]:
    """The columns of a row with their types as DuckDB's from_json wants them: `{"source": ["VARCHAR"]}`."""
    hints = get_type_hints(row)
    return {name: column(hints[name]) for name in row.__struct_fields__}


def column(hint: object) -> object:
    """The type of a column: a list for a tuple, and what may be None as what it is otherwise."""
    if get_origin(hint) is tuple:
        return [column(get_args(hint)[0])]
    if isinstance(hint, UnionType):
        return column(next(one for one in get_args(hint) if one is not type(None)))
    return JSON_TYPES[hint]  # type: ignore[index]


def document_row(frame: Read, *, version: int) -> DocumentRow:
    """The row of a version of a text, taken for the current one."""
    doc = frame.record.document
    return DocumentRow(
        id=frame.document,
        name=doc.id,
        source=frame.source,
        origin=frame.origin,
        version=version,
        is_current=True,
        title=doc.title,
        publisher=doc.publisher,
        published=doc.published,
        published_day=first_day(doc.published),
        language=doc.language,
        url=doc.url,
        authors=doc.authors,
        text=doc.text,
        run=frame.run,
        stored=frame.at,
    )


def finding_rows(frame: Read) -> Iterable[FindingRow]:
    """The rows of all findings of a record."""
    record = frame.record
    found: tuple[Told, ...] = (
        *record.actors,
        *record.statements,
        *record.events,
        *record.stances,
        *record.places,
    )
    known = {actor.name: actor for actor in record.actors}
    yield from (finding_row(one, frame, known) for one in found)
    yield from (unresolved_row(one, frame) for one in record.unresolved)


def evidence_rows(frame: Read) -> Iterable[EvidenceRow]:
    """The rows of all words that the findings of a record stand on."""
    record = frame.record
    kinds: tuple[tuple[str, tuple[Told, ...]], ...] = (
        ("actor", record.actors),
        ("statement", record.statements),
        ("event", record.events),
        ("stance", record.stances),
        ("place", record.places),
    )
    for kind, found in kinds:
        for finding in found:
            for role, words in roles(finding):
                for number, one in enumerate(words, start=1):
                    yield evidence_row(one, frame, finding=finding.id, kind=kind, role=role, number=number)


def evidence_row(words: Evidence, frame: Read, *, finding: str, kind: str, role: str, number: int) -> EvidenceRow:
    """The row of some words; a reference has its reason and score."""
    return EvidenceRow(
        document=frame.document,
        finding=finding,
        run=frame.run,
        kind=kind,
        role=role,
        number=number,
        words=words.text,
        start_offset=words.start,
        end_offset=words.end,
        reason=words.reason if isinstance(words, Reference) else None,
        score=words.score if isinstance(words, Reference) else None,
    )


def roles(finding: Told) -> Iterable[tuple[str, tuple[Evidence, ...]]]:
    """The words of a finding by the field that holds them."""
    yield "evidence", finding.evidence
    if isinstance(finding, Actor):
        yield "references", finding.references
    elif isinstance(finding, Statement):
        yield from (("content", (finding.content,)), ("cue", one(finding.cue)), ("source", one(finding.source)))
    elif isinstance(finding, Event):
        yield from (("topics", finding.topics), ("date_said", one(finding.date_said)))
    elif isinstance(finding, Stance):
        yield "phrase", (finding.phrase,)


def one(words: Evidence | None) -> tuple[Evidence, ...]:
    """The words as a row of one, or of none."""
    return () if words is None else (words,)


def digest(finding: msgspec.Struct) -> str:
    """16 hexadecimal digits that hash the whole entry: two runs that find the same give the same."""
    return hashlib.sha256(msgspec.json.encode(finding)).hexdigest()[:16]


def unresolved_row(item: Unresolved, frame: Read) -> UnresolvedRow:
    """The row of words that were left open; its id is its digest."""
    told = digest(item)
    return UnresolvedRow(
        id=told,
        document=frame.document,
        run=frame.run,
        digest=told,
        what=item.what,
        words=item.evidence.text,
        start_offset=item.evidence.start,
        end_offset=item.evidence.end,
        reason=item.reason,
    )


def finding_row(finding: Told, frame: Read, known: Mapping[str, Actor]) -> FindingRow:
    """The row of an actor, statement, event or stance; `known` has each actor by its name."""
    said = {"document": frame.document, "run": frame.run, "digest": digest(finding), **fields(finding)}
    if isinstance(finding, Statement):
        speaker = known.get(finding.speaker or "")
        said |= {"country": speaker.country if speaker is not None else None}
    if isinstance(finding, Event):
        said |= {"words": finding.evidence[0].text if finding.evidence else ""}
        country = {name: actor.country for name, actor in known.items()}
        said |= spanned(finding.date) | sides(finding.source, finding.target, country)
        said |= {"parties": "\n".join(named(finding.source + finding.target, known))}
    return msgspec.convert(said, ROWS[type(finding)])


def named(names: Iterable[str], known: Mapping[str, Actor]) -> Iterable[str]:
    """Some actors' names, each once, with the English ones beside those in another script."""
    each = dict.fromkeys(names)
    told = (known[name].name_en for name in each if name in known)
    return each | dict.fromkeys(name for name in told if name is not None)


def spanned(date: str | None) -> dict[str, object]:
    """The columns of an event that follow from its date."""
    return {"first_day": first_day(date), "last_day": last_day(date)}


def sides(source: Iterable[str], target: Iterable[str], country: Mapping[str, str | None]) -> dict[str, object]:
    """The columns of an event that follow from who takes part."""
    ours, theirs = states(source, country), states(target, country)
    return {
        "parties": "\n".join(dict.fromkeys((*source, *target))),
        "countries": "\n".join(dict.fromkeys(ours + theirs)),
        "source_countries": ours,
        "target_countries": theirs,
    }


def states(names: Iterable[str], country: Mapping[str, str | None]) -> tuple[str, ...]:
    """The states of some actors, each once."""
    return tuple(dict.fromkeys(code for code in map(country.get, names) if code is not None))


def fields(finding: msgspec.Struct) -> dict[str, object]:
    """The fields of a finding as columns hold them: of evidence, the words."""
    return {name: plain(getattr(finding, name)) for name in finding.__struct_fields__}


def plain(value: object) -> object:
    """A field's value as a column holds it."""
    if isinstance(value, Evidence):
        return value.text
    return tuple(plain(inner) for inner in value) if isinstance(value, tuple) else value
