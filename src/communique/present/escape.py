"""Words from outside made safe to show: nothing in a text can steer the terminal or turn its lines round."""

from __future__ import annotations

import unicodedata

HARMLESS = frozenset("\u200c\u200d\u00ad")
"""Format characters that only shape the letters beside them: joiners and the soft hyphen."""


def visible(words: str) -> str:
    r"""The words on one line, with control and direction characters written out instead of obeyed.

    >>> visible("They\n met \x1b[31m")
    'They met \\x1b[31m'
    """
    return "".join(map(written, " ".join(words.split())))


def written(character: str) -> str:
    """One character as it can be shown: `written("a")` is "a", a control character becomes its escape."""
    category = unicodedata.category(character)
    if category not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or character in HARMLESS:
        return character
    return character.encode("unicode_escape").decode("ascii")
