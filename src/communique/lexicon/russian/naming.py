"""Names between Russian and English: states, bodies and persons."""

from __future__ import annotations

import re

from communique.lexicon.russian.people import bodies, offices
from communique.lexicon.russian.romanise import romanised
from communique.lexicon.russian.states import state_words, usual_names
from communique.lexicon.russian.terms import english
from communique.lexicon.states import name_of
from communique.model import ActorKind

CYRILLIC = re.compile(r"[А-Яа-яЁё]")


def is_written(name: str) -> bool:
    """Whether a name is written in Cyrillic: `is_written("Сербия")` is true."""
    return CYRILLIC.search(name) is not None


def state_name(code: str) -> str | None:
    """A state's usual Russian name: `state_name("DEU")` is "Германия"."""
    return usual_names().get(code)


def state_code(name: str) -> str | None:
    """The state that a name or capital in the nominative means: `state_code("Минск")` is "BLR"."""
    word = state_words().get(name)
    return word.code if word is not None and word.sort != "adjective" else None


def english_name(name: str, kind: ActorKind, country: str | None) -> str | None:
    """An actor's English name: of a state CLDR's, of a body the list's, of a person by transliteration.

    A description that begins with a state ("индийские граждане") is translated where all its words are in the lists.

    >>> english_name("Госдума", "legislature", "RUS"), english_name("Сергей Лавров", "person", "RUS")
    ('State Duma', 'Sergey Lavrov')
    """
    if kind == "state":
        state = state_words().get(name)
        code = country or (state.code if state is not None else None)
        return name_of(code) if code is not None else None
    if name in bodies():
        return bodies()[name].english
    if kind == "person" and all(word[:1].isupper() or "-" in word for word in name.split()[:1]) and is_name(name):
        return romanised(name, country)
    first = state_words().get(name.split(maxsplit=1)[0].lower().replace("ие", "ий").replace("ые", "ый"))
    is_of_a_state = first is not None and first.sort == "adjective"
    return english(name, is_whole=True) if is_of_a_state else None


def is_name(name: str) -> bool:
    """Whether words are a person's name rather than a description: most begin with a capital."""
    words = name.split()
    if words[0].lower() in offices():
        return False
    return all(word[:1].isupper() or len(word) < 5 for word in words)
