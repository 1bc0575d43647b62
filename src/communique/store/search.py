"""Search over texts and statements: an index of words, ranked by BM25, as DuckDB's own extension ranks.

That extension is fetched from the internet by whoever uses it, which we can't do (docs/decisions/0013). So the index is
a plain table, one row a word of a text, and the ranking a question like any other. Forms of a word are brought
together when a question is asked, by the Snowball stemmer: "sanction" finds "sanctions".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import msgspec
import snowballstemmer

from communique.store.connection import Connection

INDEX = r"""
INSERT INTO words SELECT id, word, count(*) FROM (
    SELECT id, unnest(regexp_extract_all(lower(strip_accents(concat_ws(' ', title, text))), '[\p{L}\p{N}]+')) AS word
    FROM documents WHERE id IN (SELECT unnest(?))
) GROUP BY id, word
"""
ASKED = re.compile(r'"([^"]+)"|(\S+)')
WORD = re.compile(r"[^\W_]+")
MOST_TERMS = 12
K1, B = 1.2, 0.75
"""How soon repeating a word stops counting, and how much a long text is held back: BM25's usual values."""


def index_words(connection: Connection, documents: Sequence[str]) -> None:
    """Index the words of texts that are new in a store."""
    if documents:
        connection.execute(INDEX, [list(documents)])


class Sought(msgspec.Struct, frozen=True):
    """What is searched for: words that must all occur, in any form, and phrases that must stand there as they are."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]


def sought(asked: str) -> Sought:
    """What a line of search means: words, and phrases in quotation marks.

    >>> sought('Sanctions "hard negotiator"')
    Sought(words=('sanctions', 'hard', 'negotiator'), phrases=('hard negotiator',))
    """
    words, phrases = list[str](), list[str]()
    for found in ASKED.finditer(plain(asked)):
        phrase = found[1]
        words += WORD.findall(phrase or found[2])
        phrases += [" ".join(phrase.split())] if phrase and phrase.strip() else []
    return Sought(tuple(dict.fromkeys(words))[:MOST_TERMS], tuple(dict.fromkeys(phrases))[:MOST_TERMS])


def plain(text: str) -> str:
    """A text in small letters without accents, as the index has it: `plain("Élysée")` is "elysee"."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(one for one in apart if not unicodedata.combining(one))).lower()


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What is common to the forms of an English word: `stem("negotiations")` is "negoti"."""
    return str(snowballstemmer.stemmer("english").stemWord(word))


def forms(word: str, indexed: Sequence[str]) -> tuple[str, ...]:
    """The words of an index that are forms of a word.

    >>> forms("countries", ["country", "count"])
    ('country',)
    """
    return tuple(one for one in indexed if stem(one) == stem(word)) or (word,)
