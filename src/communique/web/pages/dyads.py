"""Pairs of names or of states that deal with each other, cooperative and hostile acts apart."""

from __future__ import annotations

from collections.abc import Sequence

from communique.store.charts import By, Tie, ties
from communique.store.view import Line
from communique.web.page import PER_PAGE, Asking, Page, Shown


def by_of(asking: Asking) -> By:
    """Whether the address asks for names or for states; ValueError for anything else."""
    by = asking.one("by") or "name"
    if by == "name":
        return "name"
    if by == "state":
        return "state"
    raise ValueError(f"by: {by!r}; there are name and state")


def show(asking: Asking) -> Shown:
    """One page of pairs."""
    by = by_of(asking)
    every = asking.answers.all(ties(asking.filters(), by=by))
    first = PER_PAGE * (asking.number - 1)
    values = {"lines": every[first : first + PER_PAGE], "count": len(every), "by": by}
    return Shown(title="Dyads", values=values)


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """All pairs that are asked for."""
    return asking.answers.all(ties(asking.filters(), by=by_of(asking))), Tie


PAGE = Page(name="dyads", heading="Dyads", show=show, lines=lines)
