"""What is worked out across the texts of a store, once for each state of its file, and never over more than can be
waited for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from communique.compare.plans import WINDOW, plans
from communique.compare.stored import Accounts, Together, accounts, together
from communique.model import Plan, ReportId
from communique.store.publish import Mark, mark
from communique.store.told import NEAR, told_by
from communique.store.view import Answers, Filters

K = TypeVar("K")
V = TypeVar("V")

MOST = 4_000
"""So many reports at most are held against each other for one list."""

MOST_NEAR = 1_000
"""So many reports at most are held against each other for the table of one event."""

MOST_TEXTS = 20
"""So many texts that report one event are compared at most."""

KEPT = 4
"""So many results of each kind are kept, the newest ones."""


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
        self._mark: Mark | None = None
        self._held: dict[tuple[Filters, date | None], Held] = {}
        self._accounts: dict[ReportId, Accounts] = {}

    def held(self, answers: Answers, filters: Filters, *, today: date | None = None) -> Held:
        """All reports held against each other; of more than `MOST`, those of about the days that filters ask for."""
        self._forget()
        told = told_by(answers)
        days = Filters() if told.count(Filters()) <= MOST else around(filters)
        if (days, today) not in self._held:
            found = together(told, days, most=MOST)
            followed = plans(found.reports, found.linked, today=today)
            made = Held(together=found, plans=followed, since=days.since, until=days.until)
            self._held = last(self._held) | {(days, today): made}
        return self._held[days, today]

    def _forget(self) -> None:
        """Forget what was worked out from another state of the store's file."""
        now = mark(self._store)
        if now != self._mark:
            self._mark, self._held, self._accounts = now, {}, {}

    def ids(self, answers: Answers, filters: Filters) -> set[ReportId]:
        """The events that pass."""
        return told_by(answers).ids(filters)

    def accounts(self, answers: Answers, event: str, *, text: str | None) -> Accounts | None:
        """The accounts of an event by its id, of the one of a text if it is named; None where the store lacks it."""
        self._forget()
        told = told_by(answers)
        named = [one for one in told.named(event) if one.event == event and text in {None, one.text}]
        if not named:
            return None
        if named[0] not in self._accounts:
            made = accounts(told, named[0], most=MOST_NEAR, most_texts=MOST_TEXTS)
            self._accounts = last(self._accounts) | {named[0]: made}
        return self._accounts[named[0]]


def last(kept: dict[K, V]) -> dict[K, V]:
    """What is kept beside one that is new."""
    return dict([*kept.items()][1 - KEPT :])


def around(filters: Filters) -> Filters:
    """The days in which what is told of an event, or becomes of a plan, is looked for."""
    return Filters(since=shifted(filters.since, -NEAR), until=shifted(filters.until, WINDOW))


def shifted(day: date | None, days: int) -> date | None:
    """A day so many days on; the first or last day there is, where there is no such."""
    if day is None:
        return None
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
