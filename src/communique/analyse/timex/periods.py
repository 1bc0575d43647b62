"""Stretches of the calendar as TIMEX3 writes them, 1998-02-12, 1998-W07, 1998-Q1, 199, and steps among them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

Unit = Literal["day", "week", "weekend", "month", "quarter", "season", "half", "year", "decade", "century"]

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SIZES: tuple[Unit, ...] = (
    "day",
    "weekend",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
)
NAMED: dict[str, Unit] = {**{unit: unit for unit in SIZES}, "fortnight": "week", "period": "year"}
FORMS: tuple[tuple[Unit, re.Pattern[str]], ...] = (
    ("day", re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?")),
    ("weekend", re.compile(r"\d{4}-W\d\d-WE")),
    ("week", re.compile(r"\d{4}-W\d\d")),
    ("month", re.compile(r"\d{4}-\d\d")),
    ("season", re.compile(r"\d{4}-(?:SP|SU|FA|WI)")),
    ("quarter", re.compile(r"\d{4}-Q[1-4]")),
    ("half", re.compile(r"\d{4}-H[12]")),
    ("year", re.compile(r"\d{4}")),
    ("decade", re.compile(r"\d{3}")),
    ("century", re.compile(r"\d\d")),
)


def unit_of(value: str) -> Unit | None:
    """What a value is a stretch of; None where it is no stretch of the calendar.

    >>> unit_of("1998-W07"), unit_of("199"), unit_of("PAST_REF")
    ('week', 'decade', None)
    """
    return next((unit for unit, form in FORMS if form.fullmatch(value)), None)


def first_day(value: str) -> dt.date | None:
    """The first day of a stretch.

    >>> first_day("1998-Q3"), first_day("199")
    (datetime.date(1998, 7, 1), datetime.date(1990, 1, 1))
    """
    unit = unit_of(value)
    if unit is None:
        return None
    if unit in {"week", "weekend"}:
        return week_day(int(value[:4]), int(value[6:8]), 6 if unit == "weekend" else 1)
    year = int(value[:4].ljust(4, "0"))
    if unit in {"day", "month"}:
        return day(year, int(value[5:7]), int(value[8:10]) if unit == "day" else 1)
    if unit == "season":
        return day(year, SEASON_MONTHS[value[5:]], 1)
    by = {"quarter": 3, "half": 6}.get(unit)
    return day(year, 1 if by is None else (int(value[6]) - 1) * by + 1, 1)


def day(year: int, month: int, of_month: int) -> dt.date | None:
    """A day of the calendar, None where there is no such day."""
    try:
        return dt.date(year, month, of_month)
    except ValueError:
        return None


def week_day(year: int, week: int, weekday: int) -> dt.date | None:
    """A day of an ISO week, Monday being 1; None where there is no such week."""
    try:
        return dt.date.fromisocalendar(year, week, weekday)
    except ValueError:
        return None


def stretch(of: dt.date, unit: Unit) -> str:
    """The stretch of that size in which a day lies.

    >>> stretch(dt.date(1998, 2, 12), "week"), stretch(dt.date(1998, 2, 12), "quarter")
    ('1998-W07', '1998-Q1')
    """
    if unit == "day":
        return of.isoformat()
    if unit in {"week", "weekend"}:
        year, week, _ = of.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "season":
        year = of.year - (of.month < 3)
        return f"{year:04d}-" + ("WI", "SP", "SU", "FA", "WI")[of.month // 3]
    part = {"month": of.month, "quarter": (of.month + 2) // 3, "half": (of.month + 5) // 6}.get(unit)
    letter = {"quarter": "Q", "half": "H"}.get(unit, "")
    if part is not None:
        return f"{of.year:04d}-{letter}{part}" if letter else f"{of.year:04d}-{part:02d}"
    return f"{of.year:04d}"[: {"decade": 3, "century": 2}.get(unit, 4)]


def within(value: str, unit: Unit) -> str | None:
    """The stretch of that size that holds a value, None where the value is the larger of the two.

    >>> within("1998-02-12", "year"), within("1998", "month")
    ('1998', None)
    """
    own = unit_of(value)
    if own is None or SIZES.index(own) > SIZES.index(unit):
        return None
    if own == unit:
        return value[:10] if unit == "day" else value
    first = first_day(value)
    return stretch(first, unit) if first is not None else None


def moved(value: str, unit: Unit, by: int) -> str | None:
    """The stretch of that size, so many of them on from the one that holds `value`; back where `by` is negative.

    >>> moved("1998-02-12", "month", -3), moved("1998-02-12", "day", 20), moved("1998", "year", 1)
    ('1997-11', '1998-03-04', '1999')
    """
    held = within(value, unit)
    first = first_day(held) if held is not None else None
    if first is None:
        return None
    if unit in {"day", "week", "weekend"}:
        try:
            return stretch(first + dt.timedelta(days=by * (1 if unit == "day" else 7)), unit)
        except OverflowError:
            return None
    months = first.year * 12 + first.month - 1 + by * MONTHS_IN[unit]
    on = day(months // 12, months % 12 + 1, 1)
    return stretch(on, unit) if on is not None else None


MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
