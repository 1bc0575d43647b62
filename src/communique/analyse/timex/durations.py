"""Lengths of time: "three months" is P3M, "24 hours" PT24H, "a few weeks" PXW, "two and a half years" P2Y6M."""

from __future__ import annotations

import re
from fractions import Fraction

from communique.analyse.timex.expression import Expression
from communique.analyse.timex.numbers import is_vague, number

UNITS = {
    "second": "TS",
    "minute": "TM",
    "min": "TM",
    "hour": "TH",
    "hr": "TH",
    "day": "D",
    "night": "D",
    "weekend": "WE",
    "week": "W",
    "wk": "W",
    "fortnight": "W",
    "month": "M",
    "mo": "M",
    "quarter": "Q",
    "year": "Y",
    "yr": "Y",
    "decade": "DE",
    "century": "CE",
    "centurie": "CE",
}
UNIT = rf"(?P<unit>{'|'.join(UNITS)})(?P<plural>s?)"
LENGTH = re.compile(
    rf"^(?P<many>.*?) ?\b{UNIT}(?: (?:old|long|ahead|period|time|later|together|longer|running|more|and a half))?$"
)
FILLERS = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|past|next|coming|previous|preceding|following|recent|latest|more|another|additional|extra|full|"
    r"consecutive|straight|successive|trading|working|business|calendar|fiscal|final|early|entire|whole|the|these|those|"
    r"his|her|its|their|our|year earlier|year ago|each of|all|long|good|current|this|that|other|further|or|so|mere)\b"
)
EITHER = re.compile(rf" (?:or|and) (?:even )?(?:{'|'.join(UNITS)})s$")
OF = re.compile(r"(?<=s) (?:of|in|from|since|after|before|into|under) .+$")
OR_TWO = re.compile(r"^an? (\w+) or (?:two|three)$")
QUARTER = re.compile(r"\b(?:an? )?quarter (?:of a )?century$")
MIXED = re.compile(rf"^(?P<first>.+? (?:year|week|day|hour)s?) (?:and )?(?P<second>(?:\w+) {UNIT})$")
LEAST_PARTS = {"Y": (12, "M"), "TH": (60, "M"), "TM": (60, "S"), "D": (24, "H")}
NEAR = re.compile(r"^(?:last|next|this) (?:week|weekend|month|quarter|year)$")
NO_LENGTH = re.compile(r"^(?:fiscal )?(?:first|second|third|fourth) quarter$")
SAME = re.compile(r"^(?:that|same|this) (?:\w+ )?(?:period|time|span|stretch)$")
LONG = re.compile(r"^(?:some|a long|a short|quite some|a|long|short|enough) (?:time|while|period)$|^time$|^while$")


def duration(said: Expression) -> str | None:
    """The value of a length of time."""
    if LONG.match(said.words):
        return "PXM" if said.words == "some time" else "PXX"
    if SAME.match(said.words):
        return next((told.value for told in reversed(said.told) if re.match(r"P[\dT]", told.value)), None)
    if NO_LENGTH.search(said.words) or (NEAR.search(said.words) and not said.is_definite):
        return None
    return length(said.words)


def length(words: str) -> str | None:
    """The length that plain words tell.

    >>> length("past three months"), length("24 hours"), length("few weeks"), length("2 1/2 years"), length("18 month")
    ('P3M', 'PT24H', 'PXW', 'P2Y6M', 'P18M')
    """
    mixed = MIXED.match(words)
    if mixed:
        first, second = length(mixed["first"]), length(mixed["second"])
        if first is not None and second is not None and "X" not in first + second:
            return first + (second[1:] if "T" not in first else second[2:])
    words = re.sub(r"^(.*\bhalf)(?: an?| of an?)? (\w+)$", r"\1 \2", words)
    words = re.sub(r"^(?P<many>.+?) (?P<unit>\w+) and a half$", r"\1 and a half \2", words)
    words = OR_TWO.sub(r"several \1s", QUARTER.sub("25 year", EITHER.sub("", OF.sub("", words))))
    match = LENGTH.match(words)
    if match is None:
        return None
    many = " ".join(FILLERS.sub(" ", match["many"]).split())
    letters = UNITS[match["unit"]]
    if is_vague(match["many"]):
        return _written("X", letters)
    amount = number(many) if many else Fraction(1) if not match["plural"] else None
    if amount is None and (many and not match["plural"]):
        return None
    if amount is None:
        return (
            _written("X", letters) if match["plural"] else "P1" + letters if letters[0] != "T" else "PT1" + letters[1]
        )
    if match["unit"] == "fortnight":
        amount *= 2
    return _counted(amount, letters)


def _counted(amount: Fraction, letters: str) -> str:
    if letters in {"DE", "CE"}:
        amount, letters = amount * (10 if letters == "DE" else 100), "Y"
    whole = amount.numerator // amount.denominator
    rest = amount - whole
    if not rest:
        return _written(str(whole), letters)
    if letters not in LEAST_PARTS:
        return _written(f"{float(amount):g}", letters)
    parts, letter = LEAST_PARTS[letters]
    least = f"{float(rest * parts):g}"
    first = _written(str(whole), letters) if whole else "PT" if letters.startswith("T") else "P"
    return first + ("T" if letters == "D" else "") + least + letter


def _written(amount: str, letters: str) -> str:
    return f"PT{amount}{letters[1:]}" if letters.startswith("T") else f"P{amount}{letters}"
