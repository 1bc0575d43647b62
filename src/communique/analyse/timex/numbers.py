"""Numbers as news writes them: "two and a half", "twenty-four", "a dozen", "nineteen eighty-nine", "the 11th"."""

from __future__ import annotations

import re
from fractions import Fraction

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
WORDS: dict[str, int] = {
    **{word: n for n, word in enumerate(ONES)},
    **{word: 20 + 10 * n for n, word in enumerate(TENS)},
    "a": 1,
    "an": 1,
    "couple": 2,
    "pair": 2,
    "dozen": 12,
    "fourty": 40,
}
SCALES = {"hundred": 100, "thousand": 1000}
HALF = re.compile(r"^(?:(?P<whole>.+?) and )?(?:(?:a|one) )?half(?: (?:a|an|of|of a))?$")
ARTICLE = re.compile(r"^an? (?!and |hundred|thousand|dozen|couple|pair|half)")
FRACTION = re.compile(r"^(?:(?P<whole>\d+) )?(?P<over>\d)/(?P<under>[2-9])$")
DIGITS = re.compile(r"\d+(?:\.\d+)?")
VAGUE = re.compile(
    r"\b(?:several|few|some|many|numerous|various|countless|number of|dozens|tens|scores|hundreds|thousands|"
    r"couple more|between)\b|\b(?:or|to)\b|^(?!.*\b(?:half|hundred|thousand)\b).*\band\b"
)


def number(words: str) -> Fraction | None:
    """The number that lower-case words without hyphens tell.

    >>> number("twenty four"), number("2 1/2"), number("a couple of"), number("whenever")
    (Fraction(24, 1), Fraction(5, 2), Fraction(2, 1), None)
    """
    if DIGITS.fullmatch(words):
        return Fraction(words)
    if ARTICLE.match(words):  # "a two-year" plan
        return number(ARTICLE.sub("", words))
    fraction = FRACTION.match(words)
    if fraction:
        return Fraction(int(fraction["whole"] or 0)) + Fraction(int(fraction["over"]), int(fraction["under"]))
    half = HALF.match(words)
    if half:
        whole = number(half["whole"]) if half["whole"] else Fraction(0)
        return None if whole is None else whole + Fraction(1, 2)
    return _spelled(words)


def _spelled(words: str) -> Fraction | None:
    total, part, seen, last = 0, 0, False, ""
    for word in words.split():
        if (word == "and" and last in SCALES) or (word == "of" and seen):
            continue
        last = word
        if word in SCALES:
            part = (part or 1) * SCALES[word]
            total, part = (total + part, 0) if word == "thousand" else (total, part)
        elif word in {"dozen", "couple", "pair"}:
            part = (part or 1) * WORDS[word]
        elif word in WORDS or word.isdecimal():
            part += WORDS[word] if word in WORDS else int(word)
        else:
            return None
        seen = True
    return Fraction(total + part) if seen else None


def is_vague(words: str) -> bool:
    """Whether the words name a number without telling it, as "several" and "two or three" do.

    >>> is_vague("a few"), is_vague("12 to 18"), is_vague("three")
    (True, True, False)
    """
    return VAGUE.search(words) is not None


def ordinal(word: str) -> int | None:
    """The number of an ordinal.

    >>> ordinal("third"), ordinal("21st"), ordinal("twenty first"), ordinal("three")
    (3, 21, 21, None)
    """
    written = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word)
    if written:
        return int(written[1])
    if word in ORDINALS:
        return ORDINALS.index(word) + 1
    if word == "thirtieth":
        return 30
    tens, _, ones = word.partition(" ")
    if tens in TENS[:2] and ones in ORDINALS[:9]:
        return WORDS[tens] + ORDINALS.index(ones) + 1
    return None


def year(words: str) -> int | None:
    """The year that words or digits tell, 1000 to 2199.

    >>> year("1989"), year("nineteen ninety six"), year("two thousand"), year("98"), year("12")
    (1989, 1996, 2000, 1998, None)
    """
    if words.isascii() and words.isdecimal():
        told = int(words)
        if len(words) == 2:
            return 1900 + told if told >= 40 else None
        return told if 1000 <= told < 2200 else None
    first, _, rest = words.partition(" ")
    if first in {"eighteen", "nineteen", "twenty"} and rest:
        tail = number(rest.removeprefix("oh ").removeprefix("o "))
        if tail is not None and tail.denominator == 1 and tail < 100:
            return WORDS[first] * 100 + int(tail)
    told_out = number(words) if words.startswith("two thousand") else None
    return int(told_out) if told_out is not None and told_out < 2200 else None
