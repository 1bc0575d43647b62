"""What talks are about: phrases of English and Russian with one key for what they mean."""

from __future__ import annotations

import re
from functools import cache

from communique.lexicon import rows
from communique.lexicon.states import longest_state_name, name_of, state_named
from communique.lexicon.stems import met, pattern

Index = dict[str, list[tuple[tuple[str, ...], str]]]
CAPITALISED = re.compile(r"[A-Z][\w.’'-]*")


@cache
def _index() -> Index:
    index: Index = {}
    for key, phrase in rows("topics", "key", "phrase"):
        wanted = pattern(phrase)
        index.setdefault(wanted[0], []).append((wanted, key))
    return index


def topic_keys(words: str) -> frozenset[str]:
    """The keys of what a phrase is about: `topic_keys("Iran's nuclear programme")` is {"iran nuclear programme"}.

    States that are named are keys of their own, as codes: `topic_keys("the war in Ukraine")` is {"UKR"}.
    """
    return frozenset(key for key, _, _ in keyed(words))


def keyed(words: str) -> list[tuple[str, int, int]]:
    """The keys of what some words are about, each with where the words for it begin and end."""
    found = list(met(words, _index()))
    rest = words
    for _, start, end in found:
        rest = rest[:start] + "x" * (end - start) + rest[end:]
    return found + _states(rest)


def _states(words: str) -> list[tuple[str, int, int]]:
    named = [(found.start(), found.end()) for found in CAPITALISED.finditer(words)]
    states: list[tuple[str, int, int]] = []
    for first in range(len(named)):
        for last in range(first, min(first + longest_state_name(), len(named))):
            start, end = named[first][0], named[last][1]
            state = state_named(words[start:end])
            if state is not None and state.form != "capital":
                states.append((state.code, start, end))
    return states


def is_state(key: str) -> bool:
    """Whether a key is a state's code: `is_state("UKR")`."""
    return len(key) == 3 and key.isupper()


def topic_name(key: str) -> str:
    """What a key is called: a state by its name, what else there is by the key itself."""
    return (name_of(key) if is_state(key) else None) or key
