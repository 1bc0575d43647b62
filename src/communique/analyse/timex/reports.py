"""Reports of figures: the quarter or year that a text is on, and the one a year before it that it is compared with."""

from __future__ import annotations

import re

from communique.analyse.timex.direction import sentence_before
from communique.analyse.timex.expression import Expression
from communique.analyse.timex.periods import Unit, moved, unit_of, within
from communique.analyse.timex.spans import quarter

NO_REPORT = re.compile(r"\byear (?:ago|earlier|before)\b|\bsame\b|^(?:19|20)\d\d (?:period|quarter)$|\b(?:last|that) ")
REPORT = re.compile(r"\b(?:six|nine) months?\b|^fiscal (?:year|(?:19|20)\d\d)$|^(?:fiscal )?year$")
COMPARED = re.compile(r"\byear (?:ago|earlier|before)\b|^(?:same|comparable) (?:period|quarter)|\blast year\b")
COMPARES = re.compile(r"\b(?:compar\w+|versus|against|from)\b[^.;]*$|than\s+$", re.I)
OF_YEAR = re.compile(
    r"^(?:(?:same|comparable|year ago|year earlier) )*(?P<year>(?:19|20)\d\d)(?: fiscal)? (?:period|quarter)$"
)
AFTER = re.compile(r"\s*(?:or so )?(?:ago|earlier|before)\b")
SEEN_FROM_IT = re.compile(r"(?:an?|one|year|same|comparable|last|quarter) ")
QUARTER = re.compile(r"\b(?:first|second|third|fourth) quarter\b")


def reported(said: Expression) -> str | None:
    """The stretch that a report of figures is on: its quarter, or the year where it went on to whole years or months.

    The quarter is the first one told that has begun and isn't itself seen from another ("the year-ago quarter").
    """
    if said.published is None:
        return None
    today = said.published.isoformat()
    now = moved(today, "quarter", 0) or ""
    last_year = f"{said.published.year - 1:04d}"
    own = [told for told in said.told if not NO_REPORT.search(told.words)]
    last = next((told for told in reversed(own) if unit_of(told.value) == "quarter" or REPORT.search(told.words)), None)
    if last is None:
        return None
    if unit_of(last.value) != "quarter":
        return last.value if unit_of(last.value) == "year" else moved(today, "year", 0)
    return next((t.value for t in own if unit_of(t.value) == "quarter" and last_year <= t.value <= now), None)


def a_year_before(said: Expression) -> str | None:
    """The value of "a year ago", "the year-earlier quarter", "the 1988 period" in a report on some quarter or year."""
    on = reported(said)
    of_year = OF_YEAR.match(said.words)
    if of_year:
        return of_year["year"] + (on[4:] if on is not None else "")
    words = said.words + (" earlier" if AFTER.match(said.after) and said.words.endswith("year") else "")
    if not COMPARED.search(words) or not SEEN_FROM_IT.match(words):
        return None
    if QUARTER.search(said.words):
        return quarter(said)
    if on is None and "quarter" in words:
        on = of_publication(said, "quarter")
    if on is None or ("last year" in words and not COMPARES.search(sentence_before(said.before))):
        return None
    return moved(on, unit_of(on) or "year", -4 if unit_of(on) == "quarter" else -1)


def of_publication(said: Expression, unit: Unit) -> str | None:
    """The stretch of that size that holds the day of publication."""
    return within(said.published.isoformat(), unit) if said.published is not None else None
