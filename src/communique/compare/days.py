"""When a report says that its event is, as days that can be compared; for news of the day, by its publication."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from communique.model import Report
from communique.store.days import first_day, last_day

FRESH = 2
"""News told without a date is of the day of publication, or so many days before it at most."""

EXACT = 3
"""A date of so many days at most is an exact one."""


class Days(msgspec.Struct, frozen=True):
    """The days that an event spans, None for an open end. `is_told` unless they were taken from the publication."""

    first: date | None
    last: date | None
    is_told: bool

    @property
    def is_exact(self) -> bool:
        """Whether they are few enough to tell one event from the next."""
        return self.first is not None and self.last is not None and (self.last - self.first).days < EXACT

    def meets(self, other: Days, *, slack: int = 0) -> bool:
        """Whether the two share a day, or have at most `slack` days between them."""
        gap = timedelta(slack)
        starts_before = self.first is None or other.last is None or self.first <= other.last + gap
        ends_after = self.last is None or other.first is None or other.first <= self.last + gap
        return starts_before and ends_after


def published_day(report: Report) -> date | None:
    """The day on which a report was published."""
    return as_date(first_day(report.published))


def days_of(report: Report) -> Days | None:
    """The days of a report's event; None where neither the text nor its publication tells."""
    value = report.event.date
    if value is not None:
        return Days(as_date(first_day(value)), as_date(last_day(value)), is_told=True)
    day = published_day(report)
    if day is None or report.event.status not in {"occurred", "denied"}:
        return None
    return Days(day - timedelta(FRESH), day, is_told=False)


def as_date(value: str | None) -> date | None:
    """An ISO 8601 day as a date."""
    return None if value is None else date.fromisoformat(value[:10])
