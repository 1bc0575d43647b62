"""The languages that have word lists of their own beside the English ones, and what names are called in them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from communique.lexicon.states import name_of, state_named
from communique.model import ActorKind

# By two letters, the folder in `lexicon` and `analyse` that holds each.
FOLDERS: Mapping[str, str] = MappingProxyType({"ru": "russian"})


def state_name(code: str, tag: str | None) -> str | None:
    """What a state is called in a language: `state_name("USA", "ru")` is "США"; in English where no list tells."""
    folder = FOLDERS.get(tag or "en")
    named: str | None = _lists(folder).state_name(code) if folder is not None else None
    return named or name_of(code)


def english_name(name: str, kind: ActorKind, country: str | None) -> str | None:
    """An actor's name in English, None for one that is in Latin letters or that no list and no rule can tell.

    >>> english_name("Владимир Путин", "person", "RUS"), english_name("Anna Berg", "person", "NOR")
    ('Vladimir Putin', None)
    """
    for folder in FOLDERS.values():
        lists = _lists(folder)
        if lists.is_written(name):
            told: str | None = lists.english_name(name, kind, country)
            return told
    return None


def in_english(words: str) -> str:
    """Words in English, as far as the lists have them; words in Latin letters as they stand.

    >>> in_english("Президент Сербии"), in_english("Foreign Minister")
    ('President Serbia', 'Foreign Minister')
    """
    written = next((folder for folder in FOLDERS.values() if _lists(folder).is_written(words)), None)
    return (_lists(written).english(words) or words) if written is not None else words


def romanised(name: str) -> str:
    """A person's name in Latin letters, one in them as it stands: `romanised("Путин")` is "Putin"."""
    written = next((folder for folder in FOLDERS.values() if _lists(folder).is_written(name)), None)
    return str(_lists(written).romanised(name)) if written is not None else name


def state_code(name: str) -> str | None:
    """The state that a name in the nominative means, in any language: `state_code("Россия")` is "RUS"."""
    named = state_named(name)
    if named is not None:
        return named.code
    found: list[str | None] = [_lists(folder).state_code(name) for folder in FOLDERS.values()]
    return next((code for code in found if code is not None), None)


def _lists(folder: str):  # type: ignore[no-untyped-def]
    return import_module(f"communique.lexicon.{folder}")
