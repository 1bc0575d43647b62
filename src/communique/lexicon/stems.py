"""Words of English and Russian texts by their stems, so that a phrase is met in any of its forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Protocol

import msgspec

WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
GAP = "…"
MOST_BETWEEN = 4
"""So many words at most stand for a gap."""


class Stem(msgspec.Struct, frozen=True):
    """A word's stem, and where the word stands in its text."""

    stem: str
    start: int
    end: int


class Stemmer(Protocol):
    """What a stemmer of the Snowball family does."""

    def stemWord(self, word: str) -> str:
        """The stem of one word in small letters."""


@cache
def _stemmer(language: str) -> Stemmer:
    from snowballstemmer import stemmer

    made: Stemmer = stemmer(language)
    return made


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a word by the Snowball rules of its script: `stem("Negotiations")` is "negoti"."""
    small = word.casefold().replace("ё", "е")
    return _stemmer("russian" if CYRILLIC.search(small) else "english").stemWord(small)


def stems(text: str) -> tuple[Stem, ...]:
    """The words of a text by their stems, marks of possession left out.

    >>> [one.stem for one in stems("Iran's nuclear programme")]
    ['iran', 'nuclear', 'programm']
    """
    blank = POSSESSIVE.sub(lambda mark: " " * len(mark[0]), text)
    return tuple(Stem(stem(found[0]), found.start(), found.end()) for found in WORD.finditer(blank))


def pattern(phrase: str) -> tuple[str, ...]:
    """A phrase of a table by its stems, `…` for a gap: `pattern("declined … comment")`."""
    return tuple(GAP if word == GAP else stem(word) for word in re.findall(rf"{GAP}|[^\W_]+", phrase))


def length_at(words: Sequence[Stem], at: int, wanted: Sequence[str]) -> int:
    """How many words of a text, from the one at `at` on, are the pattern; 0 if they aren't."""
    here, gap = at, 0
    for part in wanted:
        if part == GAP:
            gap = MOST_BETWEEN
            continue
        found = next((n for n in range(here, min(here + gap + 1, len(words))) if words[n].stem == part), None)
        if found is None:
            return 0
        here, gap = found + 1, 0
    return here - at


def met(text: str, index: dict[str, list[tuple[tuple[str, ...], str]]]) -> Iterator[tuple[str, int, int]]:
    """The values of the patterns that a text holds, the longest first at each word, none within another.

    `index` has the patterns with their values by their first stem.
    """
    words = stems(text)
    at = 0
    while at < len(words):
        tried = ((length_at(words, at, wanted), value) for wanted, value in index.get(words[at].stem, ()))
        long, value = max(tried, default=(0, ""))
        if long:
            yield value, words[at].start, words[at + long - 1].end
        at += max(long, 1)
