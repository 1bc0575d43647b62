"""Words that share what they do in a clause, and the channels by which words reach their readers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from communique.lexicon import rows


@cache
def word_class(name: str) -> frozenset[str]:
    """The lemmas of a class: `word_class("discussing")` holds "обсудить"."""
    return frozenset(word for word, kind in rows("russian/classes", "word", "class") if kind == name)


@cache
def channels() -> Mapping[str, str]:
    """The record's term for a channel by its Russian noun: `channels()["брифинг"]` is "press conference"."""
    return MappingProxyType({row[0]: row[1] for row in rows("russian/channels", "word", "channel")})
