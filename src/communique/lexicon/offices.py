"""Titles, offices and ranks ("Lt. Gen.", "foreign minister"), and nouns that mean an actor ("troops")."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

import msgspec

from communique.lexicon import rows
from communique.lexicon.bodies import body_named
from communique.model import ActorKind

__all__ = [
    "ActorNoun",
    "Number",
    "TitleSort",
    "actor_noun",
    "is_office_head",
    "longest_title",
    "sector_of",
    "title_sort",
]

TitleSort = Literal["honorific", "office", "rank", "modifier"]
Number = Literal["one", "many", "body"]


class _Title(msgspec.Struct, frozen=True):
    sort: TitleSort
    sector: str | None


class ActorNoun(msgspec.Struct, frozen=True):
    """What a common noun means as an actor: one person or member, many, or a body that acts as one."""

    kind: ActorKind
    number: Number


def title_sort(words: str) -> TitleSort | None:
    """What sort of title these words, all of them, are; None where they are none.

    `title_sort("Lt Gen")` is "rank", `title_sort("foreign minister")` "office", `title_sort("ex-")`
    "modifier". Capitals and full stops make no difference.
    """
    title = _titles().get(_key(words))
    return None if title is None else title.sort


def sector_of(title: str) -> str | None:
    """The sector that a title places its bearer in, in PLOVER's terms: `sector_of("Senator")` is "LEG".

    None where it does not say ("chairman", "Mr.") and for words that are no title.
    """
    found = _titles().get(_key(title))
    return None if found is None else found.sector


@cache
def _state_offices() -> Mapping[str, str]:
    return {row[0]: row[1] for row in rows("state_offices", "office", "code")}


def states_office(role: str) -> str | None:
    """The state that an office serves, where the words tell: `states_office("Director of the CIA")`."""
    words = role.split()
    folded = " ".join(words).casefold()
    own = next(
        (code for office, code in _state_offices().items() if folded == office or folded.endswith(" " + office)),
        None,
    )
    if own is not None:
        return own
    pieces = [" ".join(words[:n]) for n in range(len(words), 0, -1)]
    if " of " in role:
        pieces.append(role.split(" of ", 1)[1])
    body = next((b for piece in pieces if (b := body_named(piece)) is not None), None)
    return body.country if body is not None else None


def is_office_head(noun: str) -> bool:
    """Whether an office can hang on this one noun: `is_office_head("envoy")` is true, for "special envoy"."""
    return _key(noun) in _office_heads()


def actor_noun(noun: str) -> ActorNoun | None:
    """What this noun means as a phrase's head: `actor_noun("troops")` is `ActorNoun("military", "many")`.

    The form counts, capitals do not; None for a noun that means no actor.
    """
    return _actor_nouns().get(noun.lower())


@cache
def longest_title() -> int:
    """How many words, split at blanks, the longest title has: no need to try longer ones."""
    return max(len(title.split()) for title in _titles())


def _key(words: str) -> str:
    """Small letters, plain signs, and no full stop that ends a word: "Lt. Gen." -> "lt gen"."""
    plain = words.lower().replace("’", "'").replace("‑", "-").replace("–", "-")
    return " ".join(word.rstrip(".") for word in plain.split())


@cache
def _titles() -> Mapping[str, _Title]:
    return MappingProxyType(
        {
            _key(title): _Title(cast(TitleSort, sort), None if sector == "-" else sector)
            for title, sort, sector in rows("titles", "title", "sort", "sector")
        }
    )


@cache
def _office_heads() -> frozenset[str]:
    """The offices of one word; "official" is left to the common nouns, since nobody holds it as an office."""
    offices = (title for title, found in _titles().items() if found.sort == "office")
    return frozenset(title for title in offices if " " not in title) - {"official"}


@cache
def _actor_nouns() -> Mapping[str, ActorNoun]:
    return MappingProxyType(
        {
            noun.lower(): ActorNoun(cast(ActorKind, kind), cast(Number, number))
            for noun, kind, number in rows("actor_nouns", "noun", "kind", "number")
        }
    )
