"""The days that a date of the record spans, so that dates of all kinds can be compared."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def first_day(value: str | None) -> str | None:
    """The first day of a date or interval; None for no date, and where the beginning is open.

    >>> first_day("2025-02"), first_day("2022-02/.."), first_day("../2025")
    ('2025-02-01', '2022-02-01', None)
    """
    return None if value is None else bound(value.split("/")[0], is_last=False)


def last_day(value: str | None) -> str | None:
    """The last day of a date or interval; None for no date, and where the end is open.

    >>> last_day("2024-02"), last_day("2022-02/.."), last_day("2025-02-10/2025-02-16")
    ('2024-02-29', None, '2025-02-16')
    """
    return None if value is None else bound(value.split("/")[-1], is_last=True)


def bound(part: str, *, is_last: bool) -> str | None:
    """The first or last day of a day, month or year; None for anything else."""
    found = DAY.match(part)
    if found is None:
        return None
    year = int(found[1])
    month = int(found[2] or (12 if is_last else 1))
    if not (year >= 1 and 1 <= month <= 12):
        return None
    ends = monthrange(year, month)[1]
    day = int(found[3] or (ends if is_last else 1))
    return date(year, month, day).isoformat() if 1 <= day <= ends else None
