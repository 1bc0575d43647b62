"""Words that report speech, events and regard, in Russian."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

import msgspec

from communique.lexicon import rows
from communique.model import EventType

Regard = Literal["relation", "person", "feeling"]
Polarity = Literal[-2, -1, 0, 1, 2]


class RussianCue(msgspec.Struct, frozen=True):
    """A reporting word: where its content stands (quote, clause, obj, or prepositions), and its English."""

    english: str
    content: tuple[str, ...]


class RussianTrigger(msgspec.Struct, frozen=True):
    """A word that reports an event: what must stand `beside` it, type and mode (type None where it reports none).

    `source` and `target` name the places where its parties stand, the first that has one counts.
    """

    beside: tuple[tuple[str, frozenset[str]], ...]
    type: EventType | None
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    english: str


class RegardWord(msgspec.Struct, frozen=True):
    """Words that tell a regard: said of two (relation), of somebody (person), or expressed to somebody (feeling)."""

    words: str
    sort: Regard
    polarity: Polarity
    english: str


def unfolded(word: str) -> str:
    """A word as lemmas are written: small letters, ё as е."""
    return word.lower().replace("ё", "е")


@cache
def cues() -> Mapping[str, RussianCue]:
    """Reporting words by their infinitive: `cues()["заявить"].english` is "state"."""
    found: dict[str, RussianCue] = {}
    for words, english, content in rows("russian/cues", "cue", "english", "content"):
        for word in words.split("|"):
            found[unfolded(word)] = RussianCue(english, tuple(content.split("|")))
    return MappingProxyType(found)


@cache
def triggers() -> Mapping[tuple[str, str], tuple[RussianTrigger, ...]]:
    """Triggers by lemma and part of speech ("verb" or "noun"), in the order in which they are tried."""
    found: dict[tuple[str, str], list[RussianTrigger]] = {}
    columns = ("word", "pos", "with", "type", "mode", "source", "target", "english")
    for words, pos, beside, kind, mode, source, target, english in rows("russian/triggers", *columns):
        one = RussianTrigger(
            beside=tuple(_condition(part) for part in beside.split(";")) if beside != "-" else (),
            type=None if kind == "NONE" else cast(EventType, kind),
            mode=None if mode == "-" else mode,
            source=tuple(source.split("|")) if source != "-" else (),
            target=tuple(target.split("|")) if target != "-" else (),
            english=english,
        )
        for word in words.split("|"):
            found.setdefault((unfolded(word), pos), []).append(one)
    return MappingProxyType({key: tuple(each) for key, each in found.items()})


def _condition(part: str) -> tuple[str, frozenset[str]]:
    place, _, words = part.partition(":")
    return place, frozenset(unfolded(word) if word != "PERSON" else word for word in words.split("|"))


@cache
def regard_words() -> Mapping[str, RegardWord]:
    """Words that tell a regard: `regard_words()["враг"].polarity` is -2."""
    found = {}
    for words, sort, polarity, english in rows("russian/regard", "word", "sort", "polarity", "english"):
        found[words] = RegardWord(words, cast(Regard, sort), cast(Polarity, int(polarity)), english)
    return MappingProxyType(found)
