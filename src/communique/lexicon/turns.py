"""Phrases that turn a matter: put off, called off, nothing said of it, who rang; and how talks are described."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, cast

import msgspec

from communique.lexicon import rows
from communique.lexicon.stems import met, pattern

Turn = Literal["postponed", "cancelled", "declined", "called", "called by"]


class Turned(msgspec.Struct, frozen=True):
    """A phrase that turns a matter, and where it stands."""

    turn: Turn
    start: int
    end: int


class Described(msgspec.Struct, frozen=True):
    """A word that describes talks, by its English equivalent, and where it stands."""

    manner: str
    start: int
    end: int


@cache
def _index(table: str, column: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for value, phrase in rows(table, column, "phrase"):
        wanted = pattern(phrase)
        index.setdefault(wanted[0], []).append((wanted, value))
    return index


def turns(text: str) -> Iterator[Turned]:
    """The turns that a text tells, in its order: "declined to say" is one of `declined`."""
    for value, start, end in met(text, _index("turns", "turn")):
        yield Turned(cast(Turn, value), start, end)


def manners(text: str) -> Iterator[Described]:
    """How a text describes talks, in its order: "a frank exchange" is `frank`."""
    for value, start, end in met(text, _index("manners", "manner")):
        yield Described(value, start, end)
