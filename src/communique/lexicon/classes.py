"""Classes of words that extractors ask for: light verbs, words that make planned what they govern, and so on."""

from __future__ import annotations

from functools import cache

from communique.lexicon import LexiconError, rows


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of a class, lower case: `word_class("light verb")`; LexiconError for a class there is not."""
    words = frozenset(word for sort, word in rows("classes", "class", "word") if sort == name)
    if not words:
        raise LexiconError(f"classes.tsv: no words of the class {name!r}")
    return words
