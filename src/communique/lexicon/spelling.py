"""How one name is spelled in many texts: apostrophes, hyphens, accents, capitals, articles, the genitive."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import TypeVar

__all__ = ["found_in", "spellings", "without_article"]

Entry = TypeVar("Entry")

_ONE_SIGN = str.maketrans(dict.fromkeys("‘’ʼʻ`´", "'") | dict.fromkeys("‐‑‒–−", "-"))
# "US" and "UK" must not be what "us" or a heading's "Uk" could be; from four letters on capitals are safe
_SHORT = 3


def without_article(words: str) -> str:
    """The words less a leading "the": `without_article("The Netherlands")` is "Netherlands"."""
    return words[4:] if words[:4] in {"the ", "The ", "THE "} else words


def spellings(name: str) -> frozenset[str]:
    """The ways to write a name that all mean it: plain signs, without accents, in capitals.

    >>> sorted(spellings("Perú"))
    ['PERU', 'PERÚ', 'Peru', 'Perú']
    """
    plain = _plain(name)
    ways = {plain, _unaccented(plain)}
    if sum(letter.isalpha() for letter in plain) > _SHORT:
        ways |= {way.upper() for way in ways}
    return frozenset(ways)


def found_in(index: Mapping[str, Entry], words: str) -> Entry | None:
    """What an index of spellings holds for words of a text, the fullest reading first; None if nothing."""
    return next((index[way] for way in _readings(_plain(words)) if way in index), None)


def _readings(plain: str) -> Iterator[str]:
    """As it stands, less the genitive, less the article, less the accents."""
    for words in (plain, _without_genitive(plain)):
        for bare in (words, without_article(words)):
            yield bare
            if not bare.isascii():
                yield _unaccented(bare)


def _plain(words: str) -> str:
    """With the typewriter's apostrophe and hyphen, and single blanks."""
    return " ".join(words.translate(_ONE_SIGN).split())


def _without_genitive(words: str) -> str:
    """Russia's -> Russia; the United States' -> the United States."""
    return words[:-2] if words[-2:] in {"'s", "'S"} else words.removesuffix("'")


def _unaccented(words: str) -> str:
    """Letters without their marks: Türkiye -> Turkiye."""
    if words.isascii():
        return words
    return "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
