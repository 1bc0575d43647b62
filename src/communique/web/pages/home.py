"""The first page: what the store holds, its latest texts, and the events by time."""

from __future__ import annotations

from collections.abc import Sequence

from communique.store import charts, pages
from communique.store.view import Filters, Line
from communique.web.page import Asking, Page, Shown, address
from communique.web.plots import bars, unit_for


def show(asking: Asking) -> Shown:
    """The store by numbers, a chart of all events, and the texts, the latest first."""
    answers, filters = asking.answers, asking.filters("actors")
    [whole] = answers.all(pages.whole())
    [span] = answers.all(charts.span(Filters()))
    chart = None
    if span.first is not None and span.last is not None:
        unit = unit_for(span.first, span.last)
        chart = bars(
            answers.all(charts.bins(Filters(), unit=unit)),
            unit=unit,
            link=lambda start, end: address("timeline", since=start.isoformat(), until=end.isoformat()),
        )
    texts = answers.all(pages.recent(asking.paged(filters)))
    failures = answers.all(pages.failures()) if whole.failures else []
    values = {"whole": whole, "chart": chart, "lines": texts, "failures": failures, "count": whole.documents}
    return Shown(title="Texts", values=values)


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """All texts that are asked for."""
    return asking.answers.all(pages.recent(asking.filters("actors"))), pages.TextLine


PAGE = Page(name="home", heading="Texts", show=show, lines=lines)
