"""The events that several texts report, in time order."""

from __future__ import annotations

from collections.abc import Iterable

from communique.compare.points import begins, fullness
from communique.model import Group, Report


def shared(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The events that two texts or more report, by their first day; those without a date come last."""
    return tuple(sorted((g for g in groups if len(g.texts) > 1), key=lambda g: (begins(fullest(g)), g.reports[0].id)))


def fullest(group: Group) -> Report:
    """The report that tells most of an event."""
    return max(group.reports, key=fullness)
