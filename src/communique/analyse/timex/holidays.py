"""Feasts and holidays that have one day a year: Christmas, Thanksgiving, Easter and their like."""

from __future__ import annotations

import datetime as dt
import re

from communique.analyse.timex.expression import Expression
from communique.analyse.timex.periods import moved

FIXED = {
    "new year eve": (12, 31),
    "new year day": (1, 1),
    "new year": (1, 1),
    "valentine day": (2, 14),
    "st patrick day": (3, 17),
    "may day": (5, 1),
    "independence day": (7, 4),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "veterans day": (11, 11),
    "armistice day": (11, 11),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
}
FLOATING = {
    "martin luther king day": (1, 0, 3),
    "presidents day": (2, 0, 3),
    "memorial day": (5, 0, -1),
    "labor day": (9, 0, 1),
    "columbus day": (10, 0, 2),
    "thanksgiving": (11, 3, 4),
}
FROM_EASTER = {"palm sunday": -7, "good friday": -2, "easter monday": 1, "easter": 0, "pentecost": 49}
NAME = re.compile(rf"\b(?P<name>{'|'.join((*FIXED, *FLOATING, *FROM_EASTER))})\b")
YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b")
WHICH = re.compile(r"\b(?P<which>last|next|this)\b")


def holiday(said: Expression) -> str | None:
    """The day of a holiday in the year told, else the nearest as the words look.

    >>> from communique.analyse.timex.expression import expression
    >>> holiday(expression("Thanksgiving Day", (0, 16), "DATE", dt.date(2000, 1, 7)))
    '1999-11-25'
    """
    match = NAME.search(said.words)
    if match is None:
        return None
    told = YEAR.search(said.words)
    if told:
        return _of_year(match["name"], int(told["year"]))
    today = said.published
    if today is None:
        return None
    years = [today.year - 1, today.year, today.year + 1]
    days = [on for y in years if (on := _of_year(match["name"], y)) is not None]
    which = WHICH.search(said.words)
    look = {"last": "behind", "next": "ahead"}.get(which["which"]) if which else said.direction
    if which and which["which"] == "this":
        return _of_year(match["name"], today.year)
    if look == "ahead":
        return next((on for on in days if on >= today.isoformat()), None)
    return next((on for on in reversed(days) if on <= today.isoformat()), None)


def _of_year(name: str, told: int) -> str | None:
    if not 1583 <= told <= 2199:
        return None
    if name in FIXED:
        month, of_month = FIXED[name]
        return dt.date(told, month, of_month).isoformat()
    if name in FROM_EASTER:
        return moved(easter(told).isoformat(), "day", FROM_EASTER[name])
    month, weekday, nth = FLOATING[name]
    first = dt.date(told, month, 1) if nth > 0 else dt.date(told, month + 1, 1)
    ahead = (weekday - first.weekday()) % 7
    return (first + dt.timedelta(days=ahead + 7 * (nth - 1 if nth > 0 else nth))).isoformat()


def easter(told: int) -> dt.date:
    """Easter Sunday of a year after 1582, by the anonymous Gregorian method (Nature, 20 April 1876).

    >>> easter(2000)
    datetime.date(2000, 4, 23)
    """
    golden, (hundreds, rest) = told % 19, divmod(told, 100)
    shift = (hundreds - (hundreds + 8) // 25 + 1) // 3
    moon = (19 * golden + hundreds - hundreds // 4 - shift + 15) % 30
    to_sunday = (32 + 2 * (hundreds % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, before = divmod(moon + to_sunday - 7 * late + 114, 31)
    return dt.date(told, month, before + 1)
