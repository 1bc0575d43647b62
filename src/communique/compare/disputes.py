"""On what the reports of one event contradict each other."""

from __future__ import annotations

from itertools import combinations

from communique.compare.points import contrasts
from communique.model import Group


def disputes(group: Group) -> tuple[str, ...]:
    """How the reports of an event differ, each way once: that one denies it, other dates, places, persons."""
    found: dict[str, None] = {}
    statuses = {report.event.status for report in group.reports}
    if "denied" in statuses and len(statuses) > 1:
        found["denied by one, told by another"] = None
    # Of reports that say the same, one stands for all: a copied report has hundreds.
    said = {(r.event.date, r.event.place, r.event.status, r.event.target): r for r in reversed(group.reports)}
    for one, other in combinations(list(said.values())[::-1], 2):
        found |= dict.fromkeys(f"{first} against {second}" for first, second in contrasts(one, other))
    return tuple(found)
