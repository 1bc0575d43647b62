"""The sector of society that an actor belongs to, in PLOVER's terms: by office, by the words of the name, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from communique.lexicon import rows
from communique.lexicon.offices import sector_of
from communique.model import SECTORS, ActorKind, Sector


def sector(kind: ActorKind | None, name: str, roles: Iterable[str] = ()) -> Sector | None:
    """The sector, None where nothing tells: `sector("person", "Anna Berg", ["Foreign Minister"])` is "GOV".

    An office held no longer tells nothing: `sector("person", "Anna Berg", ["former senator"])` is None.
    """
    told = (s for role in roles if not is_former(role) if (s := _ending(role)) is not None)
    return next(told, None) or _ending(name) or _by("kind").get(kind or "")


def is_former(role: str) -> bool:
    """Whether an office is held no longer, or not yet: `is_former("ex-President")` is true."""
    return any(word in _by("former") for word in role.casefold().replace("-", " ").split())


def _ending(words: str) -> Sector | None:
    """By an office or a word of the table that these words end in, the longest first; before "of" as well."""
    for ending in (*_endings(words), *_endings(words.split(" of ", maxsplit=1)[0])):
        found = sector_of(ending) or _by("word").get(ending) or _by("word").get(ending.casefold())
        if found in SECTORS:
            return found
    return None


def _endings(words: str) -> Iterator[str]:
    parts = words.split()
    yield from (" ".join(parts[n:]) for n in range(len(parts)))


@cache
def _by(what: str) -> dict[str, Sector | None]:
    return {
        word: next((s for s in SECTORS if s == code), None)
        for by, word, code in rows("sectors", "by", "word", "sector")
        if by == what
    }
