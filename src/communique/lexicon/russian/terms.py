"""Diplomatic terms in Russian and English, to set topics of two languages side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from communique.lexicon import rows
from communique.lexicon.russian.people import actor_words, bodies, offices
from communique.lexicon.russian.states import state_words
from communique.lexicon.russian.verbs import cues, regard_words, triggers, unfolded
from communique.lexicon.states import name_of

TABLES = ("diplomacy", "security", "economy", "justice", "society", "qualities", "geography", "actions")
LEAST = 3  # letters of a stem
LEFT_OUT = frozenset("и а но в во на с со к ко о об по для за из от у при до над под между через также".split())


def english(phrase: str, *, is_whole: bool = False) -> str | None:
    """A Russian phrase, in whatever case, word for word in English, what the lists have; None where they have nothing.

    `is_whole` asks for every word.

    >>> english("украинского урегулирования"), english("прекращении огня")
    ('Ukrainian settlement', 'ceasefire')
    """
    words = [word.strip(".,;:«»()“”") for word in phrase.split()]
    found: list[str] = []
    is_all = True
    place = 0
    while place < len(words):
        size, told = _longest(words, place)
        if told is not None:
            found.append(told)
        elif unfolded(words[place]) not in LEFT_OUT and words[place]:
            is_all = False
        place += size
    return " ".join(found) if found and (is_all or not is_whole) else None


def _longest(words: list[str], place: int) -> tuple[int, str | None]:
    """The longest term that begins at a place: of how many words, and its English."""
    for size in range(min(6, len(words) - place), 0, -1):
        told = _terms().get(tuple(stem(word) for word in words[place : place + size]))
        if told is not None:
            return size, told
    compound = words[place].lower().split("-")
    if len(compound) == 2:
        parts = [_terms().get((stem(part),)) or _beginnings().get(part) for part in compound]
        if all(parts):
            return 1, "-".join(part for part in parts if part)
    return 1, None


@cache
def stem(word: str) -> str:
    """A word less its endings, by Snowball's Russian rules: "урегулирования" and "урегулирование" have one stem.

    The rules are applied until they change nothing more: they take "обменом" to "обмен", and "обмен" further.
    """
    before, after = "", unfolded(word)
    while after != before and len(after) > LEAST:
        before, after = after, str(_stemmer().stemWord(after))
    return after


@cache
def _stemmer():  # type: ignore[no-untyped-def]
    from snowballstemmer import stemmer

    return stemmer("russian")


def entries() -> Iterator[tuple[str, str]]:
    """Every Russian term or word of the lists with its English, terms first."""
    for table in TABLES:
        yield from ((russian, told) for russian, told in rows(f"russian/terms_{table}", "russian", "english"))
    for name, body in bodies().items():
        yield name, body.english
    for name, office in offices().items():
        yield name, office.english
    for name, noun in actor_words().items():
        yield name, noun.english
    for name, word in regard_words().items():
        yield name, word.english
    for (name, _), rules in triggers().items():
        yield name, rules[-1].english
    for name, cue in cues().items():
        yield name, cue.english
    yield from _states()


def _states() -> Iterator[tuple[str, str]]:
    for word, state in state_words().items():
        name = name_of(state.code)
        if name is not None and state.sort in {"name", "adjective"}:
            yield word, _adjectives().get(state.code, name) if state.sort == "adjective" else name


@cache
def _adjectives() -> Mapping[str, str]:
    """The English adjective of each state."""
    told = [(code, word) for word, code, form in rows("demonyms", "word", "code", "form") if form == "adjective"]
    return MappingProxyType(dict(reversed(told)))


@cache
def _beginnings() -> Mapping[str, str]:
    """The English of what begins a compound: "российско-"."""
    told = {w: s.code for w, s in state_words().items() if s.sort == "beginning"}
    return MappingProxyType({word: _adjectives().get(code, "") for word, code in told.items()})


@cache
def _terms() -> Mapping[tuple[str, ...], str]:
    index: dict[tuple[str, ...], str] = {}
    for russian, told in entries():
        index.setdefault(tuple(stem(word) for word in russian.split()), told)
    return MappingProxyType(index)
