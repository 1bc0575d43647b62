"""What is worked out across the texts of a store, once for each state of its file, and never over more than can be
waited for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from communique.compare.plans import WINDOW, plans
from communique.compare.stored import Accounts, Together, accounts, together
from communique.model import Plan, ReportId
from communique.store.publish import Mark, mark
from communique.store.told import NEAR, told_by
from communique.store.view import Answers, Filters

MOST = 5_000
"""So many reports at most are held against each other for one page."""

MOST_TEXTS = 40
"""So many texts that report one event are compared at most."""

KEPT = 4
"""So many results are kept."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What was held against each other: the reports, the plans among them, and the days if not all days were."""

    together: Together
    plans: tuple[Plan, ...]
    since: date | None
    until: date | None

    @property
    def most(self) -> int:
        """How many reports were held against each other."""
        return len(self.together.reports)

    @property
    def is_whole(self) -> bool:
        """Whether all events of the store were held against each other."""
        return self.since is None and self.until is None and self.most == self.together.every


class Across:
    """A store's texts held against each other. Whoever asks holds the viewer's lock."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._kept: dict[tuple[Mark | None, Filters, date | None], Held] = {}

    def held(self, answers: Answers, filters: Filters, *, today: date | None = None) -> Held:
        """All reports held against each other; of more than `MOST`, those of about the days that filters ask for."""
        told = told_by(answers)
        days = Filters() if told.count(Filters()) <= MOST else around(filters)
        key = (mark(self._store), days, today)
        held = self._kept.pop(key, None)
        if held is None:
            found = together(told, days, most=MOST)
            followed = plans(found.reports, found.linked, today=today)
            held = Held(together=found, plans=followed, since=days.since, until=days.until)
        self._kept = {one: kept for one, kept in [*self._kept.items(), (key, held)][-KEPT:] if one[0] == key[0]}
        return held

    def ids(self, answers: Answers, filters: Filters) -> set[ReportId]:
        """The events that pass."""
        return told_by(answers).ids(filters)

    def accounts(self, answers: Answers, event: str, *, text: str | None) -> Accounts | None:
        """The accounts of an event by its id, of the one of a text if it is named; None where the store lacks it."""
        told = told_by(answers)
        named = [one for one in told.named(event) if one.event == event and text in {None, one.text}]
        return accounts(told, named[0], most=MOST, most_texts=MOST_TEXTS) if named else None


def around(filters: Filters) -> Filters:
    """The days in which what is told of an event, or becomes of a plan, is looked for."""
    return Filters(since=shifted(filters.since, -NEAR), until=shifted(filters.until, WINDOW))


def shifted(day: date | None, days: int) -> date | None:
    """A day so many days on; the first or last day there is, where there is no such."""
    if day is None:
        return None
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
