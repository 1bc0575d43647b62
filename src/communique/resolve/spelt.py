"""Which names can be one person's or one body's, by how they are spelt: initials, short forms, transliterations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from communique.lexicon.languages import romanised
from communique.lexicon.nicknames import same_first_name

# One sound in several transliterations, the longest first: Khrushchev, Qaddafi and Gaddafi, Zelenskyy and Zelensky.
SOUNDS = (
    (r"^[qk](?=ad[dh])", "g"),
    (r"^ts(?=i)", "t"),
    (r"[oa]usk", "ovsk"),
    (r"shch|sch|tsch", "sh"),
    (r"tch", "ch"),
    (r"dzh|dj|zh", "j"),
    (r"ph", "f"),
    (r"(?<=[bdgkt])h", ""),
    (r"ck|q", "k"),
    (r"ou|oo", "u"),
    (r"ei|ey|ai|ay|ae", "e"),
    (r"(?:iy|yy|ii|ij|yi|ee|ie|y)", "i"),
    (r"w", "v"),
    (r"h$", ""),
    (r"enka$", "enko"),
    (r"(.)\1", r"\1"),
    (r"u", "o"),
    (r"e", "i"),
)


# What one sound becomes between Latin and Cyrillic letters and back.
CARRIED = (
    (r"shch|sch|sh", "s"),
    (r"ts|tz", "s"),
    (r"tch|ch|cz|dzh|zh|j(?!$)", "c"),
    (r"kh|gh|h", ""),
    (r"c(?=[eiy])", "s"),
    (r"ck|qu|q|c(?!$)|x", "k"),
    (r"^u(?=[aeio])|w", "v"),
    (r"ph", "f"),
    (r"z", "s"),
    (r"g", "k"),
)


def name_words(name: str) -> list[str]:
    """A name's words, folded: "Antony J. Blinken" gives antony, j, blinken."""
    return [w.strip(".").casefold() for w in re.split(r"[\s]+", name.replace("’", "'")) if w.strip(".")]


def same_person(one: str, other: str) -> bool:
    """Whether two names of persons can be one person's: same surname, first names that fit, or none.

    Of names in two scripts the consonants are compared, since a name that came from Latin letters goes back to others.

    >>> same_person("Владимир Путин", "Vladimir Putin"), same_person("Дональд Трамп", "Donald Trump")
    (True, True)
    >>> same_person("Antony J. Blinken", "Blinken"), same_person("Bill Clinton", "Hillary Clinton")
    (True, False)
    """
    if (romanised(one) != one) != (romanised(other) != other):
        return _across_scripts(name_words(romanised(one)), name_words(romanised(other)))
    a, b = sorted((name_words(one), name_words(other)), key=len)
    if not a or not b:
        return False
    if len(a) > 1 and a == b[: len(a)]:
        return True  # "Mohammed bin Salman" and "Mohammed bin Salman Al Saud"
    if a == b[-len(a) :] or (len(a) == 1 and len(b) > 2 and a[0] in b[1:]):
        return True
    if len(a) > 1 and a[0] == b[0] and _one_letter_off(a[-1], b[-1]):
        return True
    if len(a) > 1:
        return alike(a[-1], b[-1]) and _first_names_fit(a[0], b[0])
    return alike(a[0], b[-1])


def _across_scripts(one: list[str], other: list[str]) -> bool:
    """Whether surnames, and first names where both have them, have the same consonants."""
    if not one or not other or skeleton(one[-1]) != skeleton(other[-1]) or len(skeleton(one[-1])) < 2:
        return False
    return (
        min(len(one), len(other)) == 1 or skeleton(one[0]) == skeleton(other[0]) or _first_names_fit(one[0], other[0])
    )


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """A word's consonants, one letter a sound, however it was carried from one script to another.

    >>> skeleton("Macron") == skeleton("Makron"), skeleton("Witkoff") == skeleton("Uitkoff")
    (True, True)
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold().replace("ć", "ch").replace("č", "ch")))
    for pattern, letters in CARRIED:
        plain = re.sub(pattern, letters, plain)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z]|[aeiouy]", "", plain))


def _first_names_fit(one: str, other: str) -> bool:
    is_initial = min(len(one), len(other)) == 1 and one[0] == other[0]
    return is_initial or same_first_name(one, other) or alike(one, other)


def alike(one: str, other: str) -> bool:
    """Equal but for the usual variants of a transliteration: Zelensky, Zelenskyy, Zelenskiy; Qaddafi, Gaddafi."""
    return one == other or (min(len(one), len(other)) > 4 and sound(one) == sound(other))


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """A word with one letter for each sound, however it was transliterated."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if c.isalpha())
    for pattern, letters in SOUNDS:
        plain = re.sub(pattern, letters, plain)
    return plain


def _one_letter_off(one: str, other: str) -> bool:
    """A letter more, less or other in a longer surname: Scholz and Scholtz."""
    short, long = sorted((one, other), key=len)
    if len(short) < 5 or len(long) - len(short) > 1:
        return False
    head = next((n for n, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[head + (len(short) == len(long)) :] == long[head + 1 :]


def acronym(name: str) -> str:
    """The capitals of a name: "International Atomic Energy Agency" gives IAEA."""
    return "".join(w[0] for w in re.findall(r"[A-Z][\w]*", name))
