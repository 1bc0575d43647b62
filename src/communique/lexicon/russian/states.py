"""Names, adjectives and capitals of states in Russian, in the nominative."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

import msgspec

from communique.lexicon import rows

Sort = Literal["name", "adjective", "capital", "beginning"]


class StateWord(msgspec.Struct, frozen=True):
    """A word for a state: its code (ISO 3166-1 alpha-3) and whether it is a name, an adjective, a capital, or the
    beginning of a compound ("российско-")."""

    code: str
    sort: Sort


@cache
def state_words() -> Mapping[str, StateWord]:
    """All words for states: `state_words()["индийский"]` is `StateWord("IND", "adjective")`."""
    index: dict[str, StateWord] = {}
    for code, name, adjective, capital, others in _states():
        for word in (name, *others.split("|")):
            index.setdefault(word, StateWord(code, "name"))
        index.setdefault(adjective, StateWord(code, "adjective"))
        index.setdefault(capital, StateWord(code, "capital"))
    for word, code, sort in rows("russian/adjectives", "word", "code", "sort"):
        index.setdefault(word, StateWord(code, "adjective" if sort == "adjective" else "beginning"))
    index.pop("-", None)
    return MappingProxyType(index)


@cache
def usual_names() -> Mapping[str, str]:
    """Each state's usual Russian name by its code: `usual_names()["USA"]` is "США"."""
    return MappingProxyType({code: name for code, name, _, _, _ in _states()})


def _states() -> tuple[tuple[str, ...], ...]:
    return rows("russian/states", "code", "name", "adjective", "capital", "others")
