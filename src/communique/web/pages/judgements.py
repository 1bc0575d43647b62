"""What was judged: every judgement there is, the last first."""

from __future__ import annotations

from collections.abc import Sequence

from communique.store.pages import JudgementLine, judgements
from communique.store.view import Filters, Line
from communique.web.page import PER_PAGE, Asking, Page, Shown


def every(asking: Asking) -> list[JudgementLine]:
    """All judgements that are asked for, the first first."""
    filters = asking.filters("statements")
    return asking.answers.all(judgements(Filters(since=filters.since, until=filters.until)))


def show(asking: Asking) -> Shown:
    """One page of judgements."""
    found = every(asking)[::-1]
    first = PER_PAGE * (asking.number - 1)
    return Shown(title="Judgements", values={"lines": found[first : first + PER_PAGE], "count": len(found)})


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """All judgements, in the order in which they were made."""
    return every(asking), JudgementLine


PAGE = Page(name="judgements", heading="Judgements", show=show, lines=lines)
