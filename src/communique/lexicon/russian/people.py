"""Bodies, offices and nouns that mean an actor, in Russian, in the nominative."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

import msgspec

from communique.lexicon import rows
from communique.model import ActorKind

OfficeSort = Literal["head", "office", "title"]


class RussianBody(msgspec.Struct, frozen=True):
    """A named body: its Russian and English names, kind of actor, and state (None where it is no state's own)."""

    name: str
    english: str
    kind: ActorKind
    country: str | None


class Office(msgspec.Struct, frozen=True):
    """An office or title: its English, and whether it heads a state, is another office, or no office at all."""

    name: str
    english: str
    sort: OfficeSort


class ActorWord(msgspec.Struct, frozen=True):
    """A noun that means an actor: its English, and the kind of actor ("state" where the phrase means the state)."""

    name: str
    english: str
    kind: ActorKind


@cache
def bodies() -> Mapping[str, RussianBody]:
    """Bodies by name: `bodies()["ООН"].english` is "United Nations"."""
    found = {}
    for name, english, kind, country in rows("russian/bodies", "name", "english", "kind", "country"):
        plain = name.replace("«", "").replace("»", "")
        found[plain] = RussianBody(plain, english, cast(ActorKind, kind), None if country == "-" else country)
    return MappingProxyType(found)


@cache
def offices() -> Mapping[str, Office]:
    """Offices by name: `offices()["посол"]` is `Office("посол", "Ambassador", "office")`."""
    told = rows("russian/offices", "office", "english", "sort")
    return MappingProxyType({name: Office(name, english, cast(OfficeSort, sort)) for name, english, sort in told})


@cache
def actor_words() -> Mapping[str, ActorWord]:
    """Nouns that mean an actor: `actor_words()["народ"].english` is "people"."""
    told = rows("russian/actor_nouns", "noun", "english", "kind")
    return MappingProxyType({noun: ActorWord(noun, english, cast(ActorKind, kind)) for noun, english, kind in told})
