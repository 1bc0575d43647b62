"""The annotated corpus: records of diplomatic texts as offsets, joined with the texts where these lie.

`training/corpus/<id>.json` holds a text's id, the SHA-256 of its words and its record by the project's specification;
every quoted stretch is [start, end], code points of the text, half-open. The texts are not in the repository.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from communique.model import MODES, ActorKind, EventType, StatementKind, Status

FOLDER = Path(__file__).parent
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")

Extent = tuple[int, int]


class Actor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who takes part; `mentions` are all places of the forms that name it, pronouns left out."""

    name: str
    kind: ActorKind
    country: str | None
    roles: tuple[str, ...] = ()
    mentions: tuple[Extent, ...] = ()


class Statement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who said what; `cue` is None where no words report it."""

    speaker: str | None
    kind: StatementKind
    cue: Extent | None
    content: Extent
    addressee: str | None = None
    channel: str | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who did what to whom; `date` as in the record."""

    type: EventType
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    status: Status
    date: str | None
    place: str | None
    topics: tuple[Extent, ...]
    attested_by: tuple[str, ...]
    evidence: tuple[Extent, ...]


class Stance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one regards another."""

    holder: str | None
    target: str | None
    phrase: Extent
    polarity: Literal[-2, -1, 0, 1, 2]
    attested_by: tuple[str, ...]
    evidence: tuple[Extent, ...]


class Annotation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The record of one text, without its words."""

    id: str
    sha256: str
    length: int
    language: str
    published: str
    author: tuple[str, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    stances: tuple[Stance, ...]


class Text(msgspec.Struct, frozen=True):
    """A text of `shared/data/texts`, what of it is used here."""

    id: str
    text: str
    title: str
    publisher: str
    published: str
    language: str


def annotations(folder: Path = FOLDER) -> Iterator[Annotation]:
    """Every annotation of the corpus, by id. Raises msgspec.ValidationError for one that has not the form."""
    for path in sorted(folder.glob("*.json")):
        yield msgspec.json.decode(path.read_bytes(), type=Annotation)


def joined(texts: Path, folder: Path = FOLDER) -> Iterator[tuple[Annotation, Text]]:
    """Every annotation with its text.

    Raises ValueError for a text that is not the one that was annotated, FileNotFoundError for one that is missing.
    """
    for one in annotations(folder):
        text = msgspec.json.decode((texts / f"{one.id}.json").read_bytes(), type=Text)
        if digest(text.text) != one.sha256:
            raise ValueError(f"{one.id}: the text is not the one that was annotated")
        yield one, text


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def faults(one: Annotation) -> Iterator[str]:
    """What is wrong with an annotation of the form: names that no actor has, modes, dates, places past the end."""
    names = {actor.name for actor in one.actors}
    for who in _named(one):
        if who not in names:
            yield f"{who!r} is no actor"
    for start, end in _extents(one):
        if not 0 <= start < end <= one.length:
            yield f"no place in the text: {start} to {end}"
    for event in one.events:
        if event.mode is not None and event.mode not in MODES.get(event.type, ()):
            yield f"{event.type} has no mode {event.mode!r}"
        if event.date is not None and not _is_date(event.date):
            yield f"no date: {event.date!r}"
        if not event.evidence:
            yield f"{event.type} without evidence"
    for actor in one.actors:
        if actor.country is not None and not re.fullmatch("[A-Z]{3}", actor.country):
            yield f"no ISO 3166-1 alpha-3 code: {actor.country!r}"
        if not actor.mentions and actor.name not in one.author:
            yield f"{actor.name!r} has no mention"


def _named(one: Annotation) -> Iterator[str]:
    yield from one.author
    for statement in one.statements:
        if statement.speaker is not None:
            yield statement.speaker
    for event in one.events:
        yield from (*event.source, *event.target, *event.attested_by)
    for stance in one.stances:
        yield from (who for who in (stance.holder, stance.target, *stance.attested_by) if who is not None)


def _extents(one: Annotation) -> Iterator[Extent]:
    for actor in one.actors:
        yield from actor.mentions
    for statement in one.statements:
        yield statement.content
        if statement.cue is not None:
            yield statement.cue
    for event in one.events:
        yield from (*event.evidence, *event.topics)
    for stance in one.stances:
        yield from (stance.phrase, *stance.evidence)


def _is_date(value: str) -> bool:
    """A year, month or day, or an interval of two, either end open: ISO 8601 as in the record."""
    ends = value.split("/")
    return (
        len(ends) <= 2 and any(end != ".." for end in ends) and all(end == ".." or DATE.fullmatch(end) for end in ends)
    )
