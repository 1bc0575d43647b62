"""The day that a text is written on: that of its dateline, or of its publication as seen from the dateline's place."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from communique.lexicon.calendar import MONTHS
from communique.lexicon.gazetteer import zone_of

MONTH = "|".join(m.title() for m in MONTHS) + "|" + "|".join(m[:3].title() + r"\.?" for m in MONTHS) + r"|Sept\.?"
DATE = (
    rf"(?:(?P<month>{MONTH}) (?P<day>\d\d?)(?:,? (?P<year>(?:19|20)\d\d))?|"
    rf"(?P<day2>\d\d?) (?P<month2>{MONTH}),?(?: (?P<year2>(?:19|20)\d\d))?)"
)
ENDS = r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:[-–—:]|\n|$)"
DATELINE = re.compile(
    rf"\s*(?P<place>[A-Z][A-Z .'’-]{{2,40}}?)(?:, (?!{MONTH})[A-Z][\w. ]{{1,20}}?)?(?:,? {DATE})?{ENDS}"
)
DATE_ALONE = re.compile(rf"\s*(?:[^\n]{{0,60}}?[ ,(])?{DATE}{ENDS}")
LATE = 3
HEAD = 200


def day_of(text: str, published: str | None) -> dt.date | None:
    """The day by which "today" is resolved, given an ISO 8601 date or date-time of publication; None if not told.

    The date of a dateline counts where the text was published within three days of it. A time of publication is
    seen from the dateline's place: 02:00 in London is still yesterday in Washington.

    >>> day_of("OSLO, March 3 (Agency) -- The king spoke.", "2025-03-04")
    datetime.date(2025, 3, 3)
    >>> day_of("OSLO, March 3, 2025 -- The king spoke.", None)
    datetime.date(2025, 3, 3)
    >>> day_of("The king spoke.", None) is None
    True
    """
    head = text[:HEAD]
    line = DATELINE.match(head)
    told = line or DATE_ALONE.match(head)
    if published is None:
        return _date(told, None) if told is not None else None
    own = dt.date.fromisoformat(published[:10])
    dated = _date(told, own) if told is not None else None
    if dated is not None and 0 <= (own - dated).days <= LATE:
        return dated
    return _seen_from(line["place"], published) or own if line is not None and len(published) > 10 else own


def _date(line: re.Match[str], near: dt.date | None) -> dt.date | None:
    """The date in a dateline; without a year it is that of publication, or of the year before."""
    month, of_month = line["month"] or line["month2"], line["day"] or line["day2"]
    if month is None:
        return None
    number = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month[:3].lower()))
    year = line["year"] or line["year2"]
    years = [int(year)] if year else [near.year, near.year - 1] if near is not None else []
    days = [found for y in years if (found := _day(y, number, int(of_month)))]
    return next((found for found in days if near is None or found <= near), None)


def _day(year: int, month: int, of_month: int) -> dt.date | None:
    try:
        return dt.date(year, month, of_month)
    except ValueError:
        return None


def _seen_from(place: str, published: str) -> dt.date | None:
    """The day of a moment at a place; None for a place that isn't known for certain."""
    zone = zone_of(place)
    moment = dt.datetime.fromisoformat(published.upper())
    if zone is None or moment.tzinfo is None:
        return None
    try:
        return moment.astimezone(ZoneInfo(zone)).date()
    except ZoneInfoNotFoundError:
        return None
