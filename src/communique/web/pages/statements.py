"""Statements, by speaker, state and when their texts were published."""

from __future__ import annotations

from collections.abc import Sequence

from communique.store.view import Line, Said, statements
from communique.web.page import Asking, Page, Shown


def show(asking: Asking) -> Shown:
    """One page of statements."""
    answers, filters = asking.answers, asking.filters("statements")
    values = {"lines": answers.all(statements(asking.paged(filters))), "count": answers.count(statements(filters))}
    return Shown(title="Statements", values=values)


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """All statements that are asked for."""
    return asking.answers.all(statements(asking.filters("statements"))), Said


PAGE = Page(name="statements", heading="Statements", show=show, lines=lines)
