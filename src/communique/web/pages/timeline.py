"""Events by date, with intervals, and what is planned ahead; by actor, state, type, status and on whose word."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.model import EVENT_TYPES, QUADS
from communique.present.listing import what
from communique.store import charts
from communique.store.view import AHEAD, STATUSES, Answers, Filters, Happened, Line, timeline
from communique.web.page import Asking, Page, Shown
from communique.web.plots import Chart, bars, strip, unit_for


def show(asking: Asking) -> Shown:
    """One page of events, on a strip and in a list, with a chart of all that the filters leave."""
    answers, filters = asking.answers, asking.filters()
    count = answers.count(timeline(filters))
    events = [line for line in answers.all(timeline(asking.paged(filters))) if isinstance(line, Happened)]
    values = {
        "lines": events,
        "count": count,
        "chart": by_time(answers, filters, asking),
        "strip": strip(events, kind=quad, say=lambda one: f"{one.date}: {what(one)}"),
        "types": EVENT_TYPES,
        "statuses": STATUSES,
        "ahead": AHEAD,
    }
    return Shown(title="Timeline", values=values)


def by_time(answers: Answers, filters: Filters, asking: Asking) -> Chart | None:
    """The chart of the events that filters leave, each bar a link to its own events; None where none is dated."""
    [span] = answers.all(charts.span(filters))
    if span.first is None or span.last is None:
        return None
    unit = unit_for(span.first, span.last)
    return bars(
        answers.all(charts.bins(filters, unit=unit)),
        unit=unit,
        link=lambda start, end: asking.address(since=start.isoformat(), until=end.isoformat(), page=None),
    )


def quad(event: Happened) -> str:
    """The class that colours an event."""
    return QUADS[event.type].replace(" ", "-") if event.type in QUADS else "no-class"


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """All events that are asked for."""
    return asking.answers.all(timeline(msgspec.structs.replace(asking.filters(), most=None))), Happened


PAGE = Page(name="timeline", heading="Timeline", show=show, lines=lines)
