"""The events that several texts report, and on what the texts contradict each other."""

from __future__ import annotations

from collections.abc import Sequence

from communique.compare.disputes import disputes
from communique.compare.timeline import fullest
from communique.model import EVENT_TYPES
from communique.present.across import Shared, shared_line
from communique.store.view import Line
from communique.web.across import Held
from communique.web.page import PER_PAGE, Asking, Page, Shown


def show(asking: Asking) -> Shown:
    """One page of the events that several texts report."""
    held = asking.across.held(asking.answers, asking.filters())
    every = shared(asking, held)
    first = PER_PAGE * (asking.number - 1)
    values = {"lines": every[first : first + PER_PAGE], "count": len(every), "held": held, "types": EVENT_TYPES}
    return Shown(title="Accounts", values=values)


def shared(asking: Asking, held: Held) -> list[Shared]:
    """All events that several texts report, of those that are asked for."""
    groups = held.together.shared(asking.across.ids(asking.answers, asking.filters()))
    every = [shared_line(fullest(group), texts=len(group.texts), disputed=disputes(group)) for group in groups]
    return [line for line in every if line.disputed] if asking.one("disputed") else every


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """All events that several texts report, of those that are asked for."""
    return shared(asking, asking.across.held(asking.answers, asking.filters())), Shared


PAGE = Page(name="accounts", heading="Accounts", show=show, lines=lines)
