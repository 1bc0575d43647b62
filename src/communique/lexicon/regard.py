"""Words of regard: "adversary", "partnership", "wonderful", each with its polarity."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from communique.lexicon import rows

Sort = Literal["person", "relation", "quality"]
Polarity = Literal[-2, -1, 0, 1, 2]


@cache
def _table() -> dict[tuple[str, str], Polarity]:
    return {
        (word, sort): cast("Polarity", int(polarity))
        for word, sort, polarity in rows("regard", "word", "sort", "polarity")
    }


def regard(lemma: str, sort: Sort) -> Polarity | None:
    """How a word regards: `regard("adversary", "person")` is -2; None for a word that tells nothing."""
    return _table().get((lemma, sort))
