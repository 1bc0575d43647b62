"""Nouns that take up somebody named before: "the leader" a president, "the bloc" an organisation of states."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import cast

from communique.lexicon import rows
from communique.model import ActorKind


def offices_meant(noun: str) -> tuple[str, ...]:
    """Words of the offices that a noun can take up, itself if none: `offices_meant("pontiff")` is `("pope",)`."""
    return _by("office").get(noun.casefold(), (noun.casefold(),))


def kinds_meant(noun: str) -> frozenset[ActorKind]:
    """The kinds of actor that a noun can take up: `kinds_meant("bloc")` holds "igo"; empty for other nouns."""
    return frozenset(cast(tuple[ActorKind, ...], _by("kind").get(noun.casefold(), ())))


@cache
def _by(sort: str) -> Mapping[str, tuple[str, ...]]:
    told = rows("taken_up", "noun", "sort", "takes")
    return MappingProxyType({noun: tuple(takes.split("|")) for noun, of_sort, takes in told if of_sort == sort})
