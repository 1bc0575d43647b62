"""What is known from elsewhere than the text: office-holders that other texts told of, dictionaries of actors.

None of it is what a text says: whatever is taken from here stands in a record as an Inference.
"""

from __future__ import annotations

import msgspec

from communique.model.document import Evidence


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """Where a text says that somebody holds an office: its id, its date (ISO 8601), and the words."""

    document: str
    published: str
    evidence: Evidence


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds an office, as texts told it.

    `office` is in small letters without the state, `country` ISO 3166-1 alpha-3 (None for an office of an organisation
    of states). `since` and `until` are the dates of the first and last text that told it, `ended` that of the first
    that called the office a former one.
    """

    office: str
    country: str | None
    name: str
    since: str
    until: str
    ended: str | None = None
    sightings: tuple[Sighting, ...] = ()


class Registry(msgspec.Struct, frozen=True):
    """The office-holders learnt so far."""

    holders: tuple[Holder, ...] = ()


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """What a dictionary says of an actor: a CAMEO code such as RUSGOV, with the dates it holds for (ISO 8601)."""

    code: str
    since: str | None = None
    until: str | None = None


class Dictionary(msgspec.Struct, frozen=True):
    """Actors and agents in the form of PETRARCH's files: codes by name, sectors by noun, all in small letters."""

    actors: dict[str, tuple[Code, ...]] = {}
    agents: dict[str, str] = {}


class Inference(msgspec.Struct, frozen=True, kw_only=True):
    """What the text does not say of an actor, taken from a registry or a dictionary: why, and how surely (0 to 1)."""

    name: str | None = None
    country: str | None = None
    sector: str | None = None
    reason: str
    score: float
    sighting: Sighting | None = None
