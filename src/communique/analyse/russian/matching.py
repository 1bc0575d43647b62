"""Phrases of a word list found in a text, in whatever case they stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Generic, TypeVar

from communique.analyse.engine.russian import forms, plain
from communique.analyse.parsed import Token
from communique.lexicon.russian.people import ActorWord, Office, RussianBody, actor_words, bodies, offices
from communique.lexicon.russian.states import StateWord, state_words
from communique.lexicon.russian.verbs import RegardWord, regard_words

Entry = TypeVar("Entry")
Key = tuple[frozenset[str] | str, ...]


class Phrases(Generic[Entry]):
    """A word list whose phrases are found word for word by their dictionary forms; acronyms match as they stand."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._by_first: dict[str, list[tuple[Key, Entry]]] = {}
        for phrase, entry in entries.items():
            key = tuple(_key(word) for word in phrase.split())
            for form in {key[0]} if isinstance(key[0], str) else key[0]:
                self._by_first.setdefault(form, []).append((key, entry))
        for each in self._by_first.values():
            each.sort(key=lambda one: -len(one[0]))

    def at(self, tokens: Sequence[Token], place: int) -> tuple[int, Entry] | None:
        """The longest phrase that begins at a place: how many tokens, and its entry."""
        word = tokens[place]
        for first in (word.text, *forms(word.text)):
            for key, entry in self._by_first.get(first, ()):
                if place + len(key) <= len(tokens) and all(
                    _is_form(part, tokens[place + n]) for n, part in enumerate(key)
                ):
                    return len(key), entry
        return None

    def all_in(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, Entry]]:
        """All phrases in a sentence, from left to right, none overlapping another: first, last (half-open), entry."""
        place = 0
        while place < len(tokens):
            found = self.at(tokens, place)
            if found is None:
                place += 1
                continue
            yield place, place + found[0], found[1]
            place += found[0]


def _key(word: str) -> frozenset[str] | str:
    return word if word.isupper() and len(word) > 1 else forms(word)


def _is_form(part: frozenset[str] | str, token: Token) -> bool:
    if isinstance(part, str):
        return part == token.text
    return bool(part & forms(token.text)) or plain(token.text) in part


@cache
def state_phrases() -> Phrases[StateWord]:
    """Names, adjectives and capitals of states."""
    return Phrases({word: entry for word, entry in state_words().items() if entry.sort != "beginning"})


@cache
def body_phrases() -> Phrases[RussianBody]:
    """Named bodies."""
    return Phrases(bodies())


@cache
def office_phrases() -> Phrases[Office]:
    """Offices and titles."""
    return Phrases(offices())


@cache
def actor_phrases() -> Phrases[ActorWord]:
    """Nouns that mean an actor."""
    return Phrases(actor_words())


@cache
def regard_phrases() -> Phrases[RegardWord]:
    """Words of regard."""
    return Phrases(regard_words())
