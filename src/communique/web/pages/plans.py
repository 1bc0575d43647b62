"""Plans, and what became of them, as a list and as a calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

import msgspec

from communique.model import EVENT_TYPES, Outcome, Plan
from communique.present.across import Followed, followed_line
from communique.present.calendar import days_of, to_calendar
from communique.store.view import AHEAD, Line, day, of_plans, one_of
from communique.web.across import Held
from communique.web.page import PER_PAGE, Asking, Page, Shown

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A plan as it is shown."""

    line: Followed
    plan: Plan


def show(asking: Asking) -> Shown:
    """One page of plans, by date."""
    held = held_for(asking)
    every = kept(asking, held)
    counted = Counter(plan.outcome for plan in every)
    first = PER_PAGE * (asking.number - 1)
    values = {
        "rows": [Row(line=followed_line(plan), plan=plan) for plan in every[first : first + PER_PAGE]],
        "count": len(every),
        "became": [(one, counted[one]) for one in OUTCOMES if counted[one]],
        "dayless": sum(days_of(plan) is None for plan in every),
        "held": held,
        "types": EVENT_TYPES,
        "statuses": AHEAD,
        "outcomes": OUTCOMES,
    }
    return Shown(title="Plans", values=values)


def held_for(asking: Asking) -> Held:
    """The plans with what became of them by the day that the address names, of none by the newest text."""
    today = day(asking.one("today"), option="today")
    return asking.across.held(asking.answers, asking.filters("plans"), today=today)


def kept(asking: Asking, held: Held) -> list[Plan]:
    """The plans that are asked for."""
    outcomes = {one_of(one, OUTCOMES, option="outcome") for one in asking.given.get("outcome", ()) if one}
    wanted = asking.across.ids(asking.answers, of_plans(asking.filters("plans")))
    return [p for p in held.plans if p.report.id in wanted and (not outcomes or p.outcome in outcomes)]


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """All plans that are asked for."""
    return [followed_line(plan) for plan in kept(asking, held_for(asking))], Followed


def calendar(asking: Asking) -> bytes:
    """All plans that are asked for and have a day, as a calendar."""
    return to_calendar(kept(asking, held_for(asking)))


PAGE = Page(name="plans", heading="Plans", show=show, lines=lines, calendar=calendar)
