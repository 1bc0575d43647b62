"""What one passage says, before it is known who is who: the findings that extractors yield.

Participants are spans of mentions; `resolve` turns them into actors.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.document import Span
from communique.model.record import ActorKind, EventType, StatementKind, Status

Form = Literal["name", "nominal", "pronoun"]
# What a mention is recognised by: a title with it, the list of bodies, a capital that tells a place or nothing more.
Basis = Literal["title", "body", "place", "capital", "words"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What all findings have: where they stand, which extractor found them, why and how surely (0 to 1)."""

    span: Span
    extractor: str
    reason: str
    score: float = 1.0


class Mention(Finding, frozen=True, kw_only=True):
    """A place in the text where somebody is meant: a name, a description ("the president") or a pronoun.

    `span` is the whole phrase with titles, `name` what is left of it without them, `head` the word it
    hangs on. `roles` are titles and offices given with it; `country` ISO 3166-1 alpha-3. A description of several has
    those it lists as `members`, by their heads, and the states that it names in their order as `countries`. A name
    `takes_part` where it is a subject, an object or a party ("with Iran"). `shown` is the whole phrase in its
    dictionary form, in a language that inflects it.
    """

    head: Span
    form: Form
    basis: Basis = "words"
    name: str
    shown: str | None = None
    kind: ActorKind | None = None
    country: str | None = None
    roles: tuple[str, ...] = ()
    is_plural: bool = False
    is_subject: bool = False
    takes_part: bool = False
    members: tuple[Span, ...] = ()
    countries: tuple[str, ...] = ()


class TimeFound(Finding, frozen=True, kw_only=True):
    """A time expression: `value` is ISO 8601 as in Event.date, None where nothing to resolve it by is known.

    `timex` is its value as TimeML writes it: 2025-W07 for a week, 2025-02-12TNI for a night.
    """

    value: str | None
    timex: str | None = None


class PlaceFound(Finding, frozen=True, kw_only=True):
    """A name of a place, with the state it lies in where that is known (ISO 3166-1 alpha-3).

    `name` is its dictionary form, in a language that inflects it.
    """

    country: str | None = None
    name: str | None = None


class StatementFound(Finding, frozen=True, kw_only=True):
    """An attribution: `span` is its content, `source` the words that name the speaker, `co_sources` joint ones."""

    kind: StatementKind
    cue: Span | None = None
    source: Span | None = None
    co_sources: tuple[Span, ...] = ()
    addressee: Span | None = None
    channel: str | None = None
    sentence: Span


class EventFound(Finding, frozen=True, kw_only=True):
    """A report of an event: `span` is the evidence, `trigger` the word that tells the type, `word` its lemma.

    `told_by` names whose account a bare noun stands in; `is_by_author` is true where the author leaves "I" out.
    """

    trigger: Span
    word: str
    form: Literal["verb", "noun", "adj"]
    type: EventType
    mode: str | None = None
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    status: Status
    date: Span | None = None
    place: Span | None = None
    topics: tuple[Span, ...] = ()
    told_by: Span | None = None
    is_by_author: bool = False


class StanceFound(Finding, frozen=True, kw_only=True):
    """A view of somebody: `span` is the evidence, `phrase` the words that tell it."""

    holder: Span | None
    target: Span | None
    phrase: Span
    polarity: Literal[-2, -1, 0, 1, 2]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """Which mentions are one actor, decided for `mention`: several names for "both", none for an abstention.

    `thing` is the same for mentions of one and the same that is no actor: a place, a law.
    """

    mention: Span
    actors: tuple[str, ...]
    thing: str | None = None
    reason: str
    score: float
