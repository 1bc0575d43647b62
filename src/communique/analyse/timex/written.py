"""Dates written out in full or in part: "Nov. 1, 1998", "1 November", "early November", "1998-11-01", "1998"."""

from __future__ import annotations

import datetime as dt
import re

from communique.analyse.timex.direction import Direction, is_outright
from communique.analyse.timex.expression import Expression
from communique.analyse.timex.numbers import ORDINALS, ordinal, year
from communique.analyse.timex.periods import day, unit_of
from communique.lexicon.calendar import MONTHS

NAME = r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december)"
SHORT = r"(?P<month>jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
MONTH = "(?:" + NAME + "|" + SHORT.replace("<month>", "<short>") + ")"
DAY = r"(?P<day>(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?|" + rf"(?:twenty |thirty )?(?:{'|'.join(ORDINALS)})|thirtieth)"
YEAR = r"(?P<year>(?:1\d|20|21)\d\d|\d\d(?!\w)|nineteen [a-z]+(?: [a-z]+)?|two thousand(?: (?:and )?[a-z]+)?)"
ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)")
SLASHED = re.compile(r"(?P<first>\d\d?)(?P<mark>[-/.])(?P<second>\d\d?)(?P=mark)(?P<year>(?:19|20)?\d\d)")
WRITTEN = (
    re.compile(rf"\b{MONTH} {DAY}(?: (?:of )?{YEAR})?(?!\w)"),
    re.compile(rf"\b(?:the )?{DAY} (?:of )?{MONTH}(?: (?:of )?{YEAR})?(?!\w)"),
    re.compile(rf"\b{MONTH}(?: of)? {YEAR}(?!\w)"),
)
ONLY_MONTH = re.compile(rf"\b{MONTH}(?: month)?(?!\w)")
NEAR = re.compile(r"\b(?P<which>last|next|this|same|that|previous|following) year\b")
NEAR_AFTER = re.compile(r"\s*,?\s*(?:of )?(?:the )?(?P<which>last|next|this|same|previous|following) year\b")
YEAR_AFTER = re.compile(r"\s*,?\s+(?:of )?(?P<year>(?:19|20)\d\d)\b(?!,\d)")
FAR_BEHIND, FAR_AHEAD = 9, 10
NEAR_DAY, NEAR_MONTH = 122, 70
WHICH = re.compile(rf"\b(last|next|this|coming|past) (?:coming |past )?{MONTH}(?!\w)")
ONLY_YEAR = re.compile(
    r"(?:fiscal |calendar |post |pre |year end |yearend |fy |year |circa |season )*"
    r"(?P<year>(?:1\d|20|21)\d\d|fy ?(?:\d\d)?\d\d|"
    r"'\d\d|\d\d|nineteen .+|twenty [a-z]+|eighteen .+|two thousand.*)"
    r"(?: (?:period|results|season|fiscal year|financial year|calendar year))*"
)


def date_in_figures(said: Expression) -> str | None:
    """The value of "1998-11-01" and "11/1/98"; month before day unless that can't be."""
    iso = ISO.search(said.words)
    if iso:
        return _day(int(iso["year"]), int(iso["month"]), int(iso["day"]))
    slashed = SLASHED.fullmatch(said.words)
    if not slashed:
        return None
    told = int(slashed["year"])
    full = told if told >= 100 else told + (1900 if told >= 40 else 2000)
    month, of_month = int(slashed["first"]), int(slashed["second"])
    if month > 12 or slashed["mark"] == ".":
        month, of_month = of_month, month
    return _day(full, month, of_month)


def date_in_words(said: Expression) -> str | None:
    """The value of a day or month with its name, "Nov. 1", "the first of November 1998", "November 1998"."""
    for pattern in WRITTEN:
        match = pattern.search(said.words)
        if match is None:
            continue
        groups = match.groupdict()
        of_month = _of_month(groups["day"]) if groups.get("day") else None
        if groups.get("day") and of_month is None:
            continue
        told = year(groups["year"]) if groups.get("year") else _year_after(said, match.end())
        if groups.get("year") and told is None:
            continue
        return _resolved(said, month_of(match), of_month, told)
    return None


def month_alone(said: Expression) -> str | None:
    """The value of a month without day or year, "early November", "last May", "June last year"."""
    match = ONLY_MONTH.search(said.words)
    if match is None or any(pattern.search(said.words) for pattern in WRITTEN):
        return None
    return _resolved(said, month_of(match), None, _year_after(said, match.end()))


def month_of(match: re.Match[str]) -> int:
    """The number of the month that MONTH matched."""
    told = match["month"] or match["short"]
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(told[:3]))


def day_of_month_alone(said: Expression) -> str | None:
    """The value of a bare day of the month, "the 15th", or the second day in "April 24 and 25"."""
    of_month = _of_month(said.words)
    if of_month is None or not (said.is_definite or said.words.isdecimal()):
        return None
    held = next((t.value for t in reversed(said.told) if unit_of(t.value) in {"day", "month"}), None)
    if held is None and said.published is not None and said.is_definite:
        held = said.published.isoformat()
    return _day(int(held[:4]), int(held[5:7]), of_month) if held is not None else None


def year_alone(said: Expression) -> str | None:
    """The value of a year, "1998", "fiscal 1998", "the year two thousand"."""
    match = ONLY_YEAR.fullmatch(said.words)
    if match is None:
        return None
    told = year(match["year"].lstrip("fy' "))
    return f"{told:04d}" if told is not None else None


def year_by(month: int, of_month: int | None, today: dt.date, look: Direction | None, *, is_told: bool = False) -> int:
    """The year of a day or month told without one: the nearest ahead or behind, as the words look.

    Where they don't look anywhere it is the last one, unless the next is near. Unless they say so outright
    (`is_told`), a day or month more than nine months behind or ten ahead gives way to the other.

    >>> year_by(12, None, dt.date(1998, 3, 4), "ahead"), year_by(12, None, dt.date(1998, 3, 4), "behind")
    (1998, 1997)
    """
    there, here = (month, of_month or 0), (today.month, today.day if of_month else 0)
    if look is None:
        days = (month - today.month) * 30.4 + (of_month - today.day if of_month else 0)
        near = NEAR_DAY if of_month else NEAR_MONTH
        return today.year + (1 if days < near - 365 else -1 if days > near else 0)
    told = today.year + (there < here) if look == "ahead" else today.year - (there > here)
    if is_told:
        return told
    months = (told - today.year) * 12 + month - today.month
    return told + (1 if months < -FAR_BEHIND else -1 if months > FAR_AHEAD else 0)


def _resolved(said: Expression, month: int, of_month: int | None, told: int | None) -> str | None:
    if told is None:
        told = _year_untold(said, month, of_month)
    if told is None:
        return None
    return _day(told, month, of_month) if of_month is not None else f"{told:04d}-{month:02d}"


def _year_untold(said: Expression, month: int, of_month: int | None) -> int | None:
    today = said.published
    if today is None:
        return None
    which = WHICH.search(" ".join((*said.before.lower().split()[-1:], said.words)))
    if which and which[1] in {"last", "past"}:
        lately = not of_month and (today.month - month) % 12 < 2 and month != today.month
        return year_by(month, of_month, today, "behind", is_told=True) - lately
    if which and which[1] == "this":
        return today.year
    look = "ahead" if which else said.direction
    is_told = which is not None or is_outright(said.before)
    told = year_by(month, of_month, today, look, is_told=is_told)
    by = 1 if look == "ahead" else -1
    return next((year for year in range(told, told + 8 * by, by) if day(year, month, of_month or 1)), told)


def _year_after(said: Expression, end: int) -> int | None:
    """The year that the words after the month tell, inside the expression or following it: "June last year"."""
    told = YEAR_AFTER.match(said.after) if end == len(said.words) else None
    if told:
        return int(told["year"])
    near = NEAR.search(said.words) or NEAR_AFTER.match(said.after)
    if near is None:
        return None
    if near["which"] in {"last", "next", "this"}:
        by = {"last": -1, "next": 1, "this": 0}[near["which"]]
        return said.published.year + by if said.published is not None else None
    anchor = said.anchor("year")
    return int(anchor[:4]) + {"previous": -1, "following": 1}.get(near["which"], 0) if anchor is not None else None


def _of_month(words: str) -> int | None:
    told = int(words) if words.isascii() and words.isdecimal() and len(words) < 3 else ordinal(words)
    return told if told is not None and 1 <= told <= 31 else None


def _day(told: int, month: int, of_month: int) -> str | None:
    found = day(told, month, of_month)
    return found.isoformat() if found is not None else None
