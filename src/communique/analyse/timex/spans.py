"""Parts and groups of years: quarters, halves, seasons, decades, centuries."""

from __future__ import annotations

import datetime as dt
import re

from communique.analyse.timex.expression import Expression
from communique.analyse.timex.numbers import ordinal, year
from communique.analyse.timex.periods import SEASON_MONTHS, SEASONS, first_day, stretch

NTH = r"(?P<nth>first|second|third|fourth|last|final|latter|1st|2nd|3rd|4th)"
QUARTER = re.compile(rf"\b{NTH}(?: (?:fiscal|calendar))? quarters?\b|\bq(?P<q>[1-4])\b|\b(?P<q2>[1-4])q(?P<yy>\d\d)?\b")
HALF = re.compile(rf"\b{NTH} half\b|\bh(?P<h>[12])\b|\b{NTH.replace('nth', 'two')} two quarters\b")
SEASON = re.compile(
    r"\b(?:(?P<which>last|next|this|past|coming|previous|following|same|that) )?(?:past |coming )?"
    r"(?P<season>spring|summer|autumn|fall|winter)\b"
)
DECADE = re.compile(
    r"\b(?P<century>1\d|20)?(?P<tens>\d)0s\b|\b(?P<word>twenties|thirties|forties|fifties|sixties|"
    r"seventies|eighties|nineties)\b"
)
DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
CENTURY = re.compile(r"\b(?P<nth>\d\d?(?:st|nd|rd|th)|(?:twenty )?[a-z]+(?:th|st)) century\b")
YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d|nineteen [a-z]+(?: [a-z]+)?|two thousand|(?<=of )\d\d)\b")
YEAR_AFTER = re.compile(r"\s+(?:of\s+)?(?:fiscal\s+)?(?P<year>(?:19|20)\d\d)\b")
NEAR_YEAR = re.compile(r"\s*(?:of )?(?P<which>last|next|this) year\b")
YEAR_BEFORE = re.compile(r"\byear (?:ago|earlier|before)\b|\bsame\b.*\blast year\b")


def quarter(said: Expression) -> str | None:
    """The value of a quarter told by its number, "the third quarter", "2Q", "the 1988 second quarter"."""
    match = QUARTER.search(said.words)
    if match is None or HALF.search(said.words):
        return None
    told = match["q"] or match["q2"] or match["nth"]
    nth = int(told) if told.isdecimal() else 4 if told == "final" else ordinal(told)
    if nth is None:
        return None
    if match["yy"]:
        return f"{year(match['yy']) or 2000 + int(match['yy']):04d}-Q{nth}"
    return _of_year(said, f"Q{nth}")


def half(said: Expression) -> str | None:
    """The value of a half year, "the first half of 1998", and of a part of a decade, which is the decade's."""
    match = HALF.search(said.words)
    if match is None:
        return None
    if DECADE.search(said.words):
        return decade(said)
    nth = "1" if match["h"] == "1" or (match["nth"] or match["two"]) in {"first", "1st"} else "2"
    return _of_year(said, f"H{nth}")


def season(said: Expression) -> str | None:
    """The value of a season, "last fall", "the winter of 1994"."""
    match = SEASON.search(said.words)
    if match is None:
        return None
    part = SEASONS[match["season"]]
    told = _year_told(said)
    if told is not None:
        return f"{told:04d}-{part}"
    if said.published is None:
        return None
    today = said.published
    return f"{_year_of_season(said, part, match['which'], today):04d}-{part}"


def _year_of_season(said: Expression, part: str, which: str | None, today: dt.date) -> int:
    now = stretch(today, "season")
    latest = int(now[:4]) - (SEASON_MONTHS[part] > SEASON_MONTHS[now[5:]])
    is_now = f"{latest:04d}-{part}" == now
    if which in {"next", "coming"} or (which not in {"last", "past"} and said.direction == "ahead"):
        return latest if is_now and which is None else latest + 1
    if which == "this" and "past" not in said.words and not is_now:
        return today.year
    return latest - (which == "last" and is_now)


def decade(said: Expression) -> str | None:
    """The value of a decade, "the 1990s", "the mid-eighties"."""
    match = DECADE.search(said.words)
    if match is None:
        return None
    if match["word"]:
        return f"19{DECADES.index(match['word']) + 2}"
    if match["tens"] == "0" and match["century"] not in {None, "20"}:  # "the 1800s"
        return match["century"]
    return f"{match['century'] or '19'}{match['tens']}"


def century(said: Expression) -> str | None:
    """The value of a century: "the 11th century" is 10."""
    match = CENTURY.search(said.words)
    nth = ordinal(match["nth"]) if match is not None else None
    return f"{nth - 1:02d}" if nth is not None and nth > 0 else None


def _year_told(said: Expression) -> int | None:
    match = YEAR.search(said.words) or YEAR_AFTER.match(said.after)
    return year(match["year"]) if match is not None else None


def _of_year(said: Expression, part: str) -> str | None:
    told = _year_told(said)
    if told is None and said.published is not None:
        today = said.published
        begun = f"{today.year:04d}-{part}"
        first = first_day(begun)
        told = today.year - (first is not None and first > today and said.direction != "ahead")
        near = NEAR_YEAR.search(said.words) or NEAR_YEAR.match(said.after)
        if near:
            told = today.year + {"last": -1, "next": 1, "this": 0}[near["which"]]
        told -= YEAR_BEFORE.search(said.words) is not None
    return f"{told:04d}-{part}" if told is not None else None
