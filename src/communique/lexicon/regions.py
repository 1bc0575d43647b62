"""Parts of states: from "Texas", "Scottish" or "Greenland" to the code of the state they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from communique.lexicon import rows
from communique.lexicon.spelling import found_in, spellings


def region_named(words: str) -> str | None:
    """The state that a part belongs to (ISO 3166-1 alpha-3): `region_named("Scottish")` is "GBR"; None for no part."""
    return found_in(_regions(), words)


@cache
def longest_region_name() -> int:
    """How many words, split at blanks, the longest name has."""
    return max(len(name.split()) for name, _ in rows("regions", "name", "code"))


@cache
def _regions() -> Mapping[str, str]:
    return MappingProxyType({way: code for name, code in rows("regions", "name", "code") for way in spellings(name)})
