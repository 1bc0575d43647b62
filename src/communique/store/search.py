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
from communique.store.view import Answers, Filters, Line, Question, limit, texts

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


class Match(Line, frozen=True, kw_only=True):
    """A text in which all that was sought occurs; the higher its rank, the more of the text is about it."""

    rank: float
    published: str | None
    title: str | None
    document: str
    publisher: str | None
    text_id: str
    words: tuple[str, ...]
    text: str


class Indexed(Line, frozen=True, kw_only=True):
    """A word of the index."""

    word: str


def spelt(answers: Answers, asked: Sought) -> tuple[tuple[str, ...], ...]:
    """The forms of each word that stand in the index."""
    found = []
    for word in asked.words:
        start = stem(word)[: max(2, len(stem(word)) - 1)]
        like = answers.all(Question("SELECT DISTINCT word FROM words WHERE starts_with(word, ?)", (start,), Indexed))
        found.append(forms(word, [line.word for line in like]))
    return tuple(found)


def matches(answers: Answers, asked: Sought, filters: Filters) -> Question[Match]:
    """The texts in which every word occurs, in any of its forms, and every phrase; the best first."""
    terms = [(number, form) for number, several in enumerate(spelt(answers, asked)) for form in several]
    condition, given = texts(Filters(since=filters.since, until=filters.until), name="", country="")
    phrases = (
        " AND contains(regexp_replace(lower(strip_accents(concat_ws(' ', d.title, d.text))), '\\s+', ' ', 'g'), ?)"
    )
    return Question(
        f"""
        WITH terms AS (SELECT unnest(?) AS term, unnest(?) AS word), texts AS (
            SELECT id, length(text) AS size FROM documents WHERE is_current
        ), hits AS (
            SELECT w.document, t.term, sum(w.times) AS times, list(DISTINCT w.word) AS words
            FROM words AS w JOIN terms AS t ON t.word = w.word WHERE w.document IN (SELECT id FROM texts)
            GROUP BY w.document, t.term
        ), rare AS (
            SELECT term, ln(1 + ((SELECT count(*) FROM texts) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
            FROM hits GROUP BY term
        ), ranked AS (
            SELECT h.document, list_sort(flatten(list(h.words))) AS words, sum(r.weight * h.times * ({K1} + 1)
                / (h.times + {K1} * (1 - {B} + {B} * t.size / (SELECT greatest(avg(size), 1) FROM texts)))) AS rank
            FROM hits AS h JOIN rare AS r ON r.term = h.term JOIN texts AS t ON t.id = h.document
            GROUP BY h.document HAVING count(*) = ?
        )
        SELECT round(r.rank, 3), d.published, d.title, d.name, d.publisher, d.id, r.words, d.text
        FROM ranked AS r JOIN documents AS d ON d.id = r.document WHERE true{condition}{phrases * len(asked.phrases)}
        ORDER BY r.rank DESC, d.id{limit(filters)}
        """,
        ([n for n, _ in terms], [word for _, word in terms], len(asked.words), *given, *asked.phrases),
        Match,
    )


def told(answers: Answers, asked: Sought, filters: Filters) -> Question[Line]:
    """The statements whose content has every word, in any of its forms, and every phrase."""
    from communique.store.view import statements

    every = statements(msgspec.structs.replace(filters, most=None, skip=0))
    content = "regexp_replace(lower(strip_accents(s.content)), '\\s+', ' ', 'g')"
    patterns = [
        rf"(^|[^\p{{L}}\p{{N}}])({'|'.join(several)})($|[^\p{{L}}\p{{N}}])" for several in spelt(answers, asked)
    ]
    condition = f" AND regexp_matches({content}, ?)" * len(patterns) + f" AND contains({content}, ?)" * len(
        asked.phrases
    )
    before, order, after = every.sql.partition(" ORDER BY ")
    return Question(
        f"{before}{condition}{order}{after}{limit(filters)}", (*every.given, *patterns, *asked.phrases), every.line
    )
