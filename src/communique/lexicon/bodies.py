"""Named bodies that act in diplomatic news: organs of states, forces, parties, organisations, news media."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import cast

import msgspec

from communique.lexicon import rows
from communique.lexicon.spelling import found_in, spellings
from communique.model import ActorKind

__all__ = ["Body", "body_named", "kind_of_head", "longest_body_name"]


class Body(msgspec.Struct, frozen=True):
    """A body under its fullest usual name; `country` is ISO 3166-1 alpha-3, None if no state has it."""

    canonical: str
    kind: ActorKind
    country: str | None


def body_named(words: str) -> Body | None:
    """The body that these words, all of them, name; None where they name none.

    `body_named("the U.N.'s")` is `Body("United Nations", "igo", None)`. Capitals count, so that "who" is
    not the World Health Organization.
    """
    return found_in(_bodies(), words)


def kind_of_head(noun: str) -> ActorKind | None:
    """What kind of actor a name is that ends in these words: `kind_of_head("Ministry")` is "government".

    "Council" and "Group" say no more than "group"; None for words that are no body's.
    """
    return found_in(_heads(), noun)


@cache
def longest_body_name() -> int:
    """How many words, split at blanks, the longest name has: no need to try longer ones."""
    return max(len(name.split()) for name in _bodies())


@cache
def _bodies() -> Mapping[str, Body]:
    """Every spelling of every name; the earlier row has a spelling that two rows share."""
    index: dict[str, Body] = {}
    for name, canonical, kind, country in rows("bodies", "name", "canonical", "kind", "country"):
        body = Body(canonical, cast(ActorKind, kind), None if country == "-" else country)
        for way in spellings(name):
            index.setdefault(way, body)
    return MappingProxyType(index)


@cache
def _heads() -> Mapping[str, ActorKind]:
    heads = rows("heads", "word", "kind")
    return MappingProxyType({way: cast(ActorKind, kind) for word, kind in heads for way in spellings(word)})
