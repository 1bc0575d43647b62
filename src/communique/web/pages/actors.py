"""Names, by how many texts have them."""

from __future__ import annotations

from collections.abc import Sequence

from communique.store.view import Line, Named, actors
from communique.web.page import Asking, Page, Shown


def show(asking: Asking) -> Shown:
    """One page of names."""
    answers, filters = asking.answers, asking.filters("actors")
    values = {"lines": answers.all(actors(asking.paged(filters))), "count": answers.count(actors(filters))}
    return Shown(title="Actors", values=values)


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """All names that are asked for."""
    return asking.answers.all(actors(asking.filters("actors"))), Named


PAGE = Page(name="actors", heading="Actors", show=show, lines=lines)
