"""Two names or states over time: what they do to each other and together."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.store.view import Filters, Happened, Line, timeline
from communique.web.page import Asking, Missing, Page, Shown
from communique.web.pages.dyads import by_of
from communique.web.pages.timeline import by_time


def between(asking: Asking) -> Filters:
    """The filters for the two that the address names; Missing where it doesn't name two."""
    one, other = asking.one("one"), asking.one("other")
    if one is None or other is None:
        raise Missing("The address names no two: ?one=…&other=…")
    if by_of(asking) == "state":
        return msgspec.structs.replace(asking.filters(), between_states=(one, other))
    return msgspec.structs.replace(asking.filters(), between=(one, other))


def show(asking: Asking) -> Shown:
    """The events between the two, on a chart and in a list."""
    filters, answers = between(asking), asking.answers
    one, other = asking.one("one"), asking.one("other")
    values = {
        "one": one,
        "other": other,
        "by": by_of(asking),
        "lines": answers.all(timeline(asking.paged(filters))),
        "count": answers.count(timeline(filters)),
        "chart": by_time(answers, filters, asking),
    }
    return Shown(title=f"{one} and {other}", values=values)


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """All events between the two."""
    return asking.answers.all(timeline(between(asking))), Happened


PAGE = Page(name="dyad", heading="", show=show, lines=lines)
