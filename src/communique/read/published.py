"""The date of publication, by which "on Friday" is resolved: a real day, or nothing."""

from __future__ import annotations

import re
from datetime import date, datetime

from communique.read.errors import ReadError

MEND = "write it as 2025-02-12, or as 2025-02-12T09:30:00Z"


def check_published(value: str, source: str) -> str:
    """The date as given, if it is an ISO 8601 date, or a date-time with its zone, that exists.

    >>> check_published("2025-02-12T09:30:00+01:00", "a.json")
    '2025-02-12T09:30:00+01:00'
    """
    day, time = value[:10], value[10:]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII) or (time and time[0] not in "Tt"):
        raise ReadError(source, f"{value!r} is no ISO 8601 date", MEND)
    try:
        date.fromisoformat(day)
    except ValueError:
        raise ReadError(source, f"no such date: {value!r}", MEND) from None
    if not 1000 <= int(day[:4]) <= 9000:
        raise ReadError(source, f"no year of publication: {value!r}", MEND)
    if time:
        check_time(value, source)
    return value


def check_time(value: str, source: str) -> None:
    """Refuse a date-time that doesn't exist, or whose zone is left open."""
    try:
        moment = datetime.fromisoformat(value.upper())
    except ValueError:
        raise ReadError(source, f"no such date and time: {value!r}", MEND) from None
    if moment.tzinfo is None:
        raise ReadError(source, f"date and time without a zone: {value!r}", MEND)
