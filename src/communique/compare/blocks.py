"""Where a report looks for others of its event, so that not every report is held against every other.

Reports are filed by type, by two parties (or the one that is named), and by day; exact dates look a day further on
either side, coarse ones through their months.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

import msgspec

from communique.compare.days import days_of, published_day
from communique.compare.parties import keys
from communique.model import Party, Report

LONGEST = 400
"""Dates of more days than this are filed as long ones, without their months."""

When = tuple[str, str]
Block = tuple[str, str, When]


class Filing(msgspec.Struct, frozen=True):
    """Under which blocks a report is filed, and in which it looks for others."""

    filed: tuple[Block, ...]
    asked: tuple[Block, ...]


def filing(report: Report) -> Filing:
    """Where a report is filed and looks."""
    filed, asked = times(report)
    whose = parties(report.parties)
    return Filing(
        tuple((report.event.type, who, when) for who in whose.filed for when in filed),
        tuple((report.event.type, who, when) for who in whose.asked for when in asked),
    )


class Whose(msgspec.Struct, frozen=True):
    """By which parties a report is filed, and by which it looks."""

    filed: tuple[str, ...]
    asked: tuple[str, ...]


def parties(found: tuple[Party, ...]) -> Whose:
    """The keys of who takes part: each two together; what names one party alone is held against all that have it.

    A state alone is held against what names that state alone.
    """
    each = [keys(party) for party in found]
    pairs = {" + ".join(sorted((a, b))) for one, other in combinations(each, 2) for a in one for b in other}
    alone = [key for one in each for key in one]
    has = {f"has {key}" for key in alone if not key.startswith("state ")}
    only = {f"only {key}" for key in alone}
    if len(each) == 1:
        return Whose(tuple(sorted(has | only)), tuple(sorted(has | only)))
    return Whose(tuple(sorted(pairs | has)), tuple(sorted(pairs | only)))


def times(report: Report) -> tuple[tuple[When, ...], tuple[When, ...]]:
    """When an event is filed, and when it looks; what has no date at all looks everywhere."""
    days, published = days_of(report), published_day(report)
    everywhere: When = ("any", "")
    if days is None and published is None:
        return (("none", ""), everywhere), (everywhere,)
    none: When = ("none", "")
    if days is None:
        ahead = tuple(months(published, None if published is None else published + timedelta(31)))
        told = tuple(("coarse", month) for month in ahead)
        return (*told, everywhere), (*told, *(("month", month) for month in ahead), none)
    if days.first is None or days.last is None or (days.last - days.first).days > LONGEST:
        return (("long", ""), everywhere), (("long", ""), none)
    span = tuple(months(days.first, days.last))
    coarse = tuple(("coarse", month) for month in span)
    if not days.is_exact:
        return (*coarse, everywhere), (*coarse, *(("month", month) for month in span), none)
    own = tuple(("day", day) for day in each_day(days.first, days.last))
    near = tuple(("day", day) for day in each_day(days.first - timedelta(1), days.last + timedelta(1)))
    return (*own, *(("month", month) for month in span), everywhere), (*near, *coarse, none)


def each_day(first: date, last: date) -> Iterable[str]:
    """The days of a span."""
    return [(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)]


def months(first: date | None, last: date | None) -> Iterator[str]:
    """The months of a span."""
    if first is None or last is None:
        return
    here = first.replace(day=1)
    while here <= last:
        yield here.isoformat()[:7]
        here = (here + timedelta(32)).replace(day=1)
