"""From a TIMEX3 value to the record's: a day, month, year, or an interval of the calendar as ISO 8601 writes them."""

from __future__ import annotations

import datetime as dt
import re

from communique.analyse.timex.periods import SIZES, Unit, first_day, moved, unit_of

LENGTH = re.compile(r"P(?P<many>\d{1,4})(?P<unit>[DWMY])")
UNITS: dict[str, Unit] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
MONTHS_IN = {"quarter": 3, "half": 6}


def iso(value: str) -> str | None:
    """What the record says for a stretch of the calendar; None for what is none, and for seasons and centuries.

    >>> iso("1998-02-12TNI"), iso("1998-02"), iso("1998-W07"), iso("1998-Q3"), iso("199")
    ('1998-02-12', '1998-02', '1998-02-09/1998-02-15', '1998-07/1998-09', '1990/1999')
    """
    unit = unit_of(value)
    if unit in {"month", "year"}:
        return value
    first = first_day(value)
    if unit == "day":
        return first.isoformat() if first is not None else None
    if first is None or unit is None:
        return None
    if unit in {"week", "weekend"}:
        return f"{first}/{first + dt.timedelta(days=6 if unit == 'week' else 1)}"
    if unit in MONTHS_IN:
        last = moved(first.isoformat(), "month", MONTHS_IN[unit] - 1)
        return f"{first.isoformat()[:7]}/{last}"
    return f"{value}0/{value}9" if unit == "decade" else None


def behind(length: str, today: dt.date) -> str | None:
    """The interval of "the past two weeks", given its length; counted in months where the length is.

    >>> behind("P2W", dt.date(2025, 2, 12)), behind("P3M", dt.date(2025, 2, 12)), behind("PXD", dt.date(2025, 2, 12))
    ('2025-01-29/2025-02-12', '2024-11/2025-02', None)
    """
    start = _away(length, today, -1)
    return f"{start}/{today.isoformat()[: len(start)]}" if start is not None else None


def ahead(length: str, today: dt.date) -> str | None:
    """The interval of "the next two weeks", given its length.

    >>> ahead("P10D", dt.date(2025, 2, 12))
    '2025-02-12/2025-02-22'
    """
    end = _away(length, today, 1)
    return f"{today.isoformat()[: len(end)]}/{end}" if end is not None else None


def due(length: str, today: dt.date) -> str | None:
    """The day, week, month or year that lies a length ahead: "in two weeks".

    >>> due("P2W", dt.date(2025, 2, 12))
    '2025-02-24/2025-03-02'
    """
    match = LENGTH.fullmatch(length)
    found = moved(today.isoformat(), UNITS[match["unit"]], int(match["many"])) if match is not None else None
    return iso(found) if found is not None else None


def _away(length: str, today: dt.date, by: int) -> str | None:
    match = LENGTH.fullmatch(length)
    if match is None:
        return None
    unit, many = UNITS[match["unit"]], int(match["many"]) * by
    if unit in {"day", "week"}:
        return moved(today.isoformat(), "day", many * (7 if unit == "week" else 1))
    return moved(today.isoformat(), "month", many * (12 if unit == "year" else 1))


def before(value: str) -> str | None:
    """The stretch of the same size that ends where a day, month or year begins: "before October 2022".

    >>> before("2022-10"), before("2025-03-01"), before("2025-03-01/2025-03-05")
    ('2022-09', '2025-02-28', None)
    """
    unit = unit_of(value)
    return moved(value, unit, -1) if unit in SIZES else None
