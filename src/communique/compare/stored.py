"""The events of a store put together across its texts, and the accounts of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Set

import msgspec

from communique.compare.accounts import compared
from communique.compare.links import Linked, linked
from communique.compare.reports import report
from communique.compare.timeline import shared
from communique.model import Comparison, Group, Report, ReportId
from communique.store.told import EventTold, Told
from communique.store.view import Filters


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """Reports of a store, and the events they were put together to; `every` counts those there are of them."""

    reports: tuple[Report, ...]
    linked: Linked
    every: int

    def shared(self, wanted: Set[ReportId]) -> list[Group]:
        """The events that several texts report, of those with a report that is wanted."""
        return [one for one in shared(self.linked.groups) if any(report.id in wanted for report in one.reports)]


class Accounts(msgspec.Struct, frozen=True, kw_only=True):
    """The accounts of an event, with the ids in the store of the texts they stand in, by the texts' names.

    `is_cut` tells that only the reports nearest in time were held against the event's, `left_out` how many of the texts
    that report it were not compared.
    """

    comparison: Comparison
    texts: dict[str, str]
    is_cut: bool
    left_out: int


def reports_of(events: Iterable[EventTold]) -> tuple[Report, ...]:
    """Events of a store as reports."""
    return tuple(
        report(one.event, one.doc, {actor.name: actor for actor in one.actors}, text=one.text) for one in events
    )


def together(store: Told, filters: Filters | None = None, *, most: int | None = None) -> Together:
    """The reports that pass put together by event: all, or `most` of them, those that were published last."""
    passing = filters or Filters()
    found = reports_of(store.events(passing, most=most))
    every = len(found) if most is None else store.count(passing)
    return Together(reports=found, linked=linked(found, store.linkages()), every=every)


def accounts(store: Told, event: ReportId, *, most: int | None = None, most_texts: int | None = None) -> Accounts:
    """What each side says of an event of a store.

    Of many reports near it in time, `most` are held against it, and `most_texts` of the texts that report it compared.
    KeyError where the store has no such event.
    """
    judgements = store.linkages()
    near = reports_of(store.near(event.event, judged=judgements, most=most))
    groups = linked(near, judgements).groups
    group = next((one for one in groups if any(report.id == event for report in one.reports)), None)
    if group is None:
        raise KeyError(event)
    texts = list(dict.fromkeys((event.text, *group.texts)))[:most_texts]
    records = store.records([text for text in group.texts if text in texts])
    return Accounts(
        comparison=compared(records, event=event, judgements=judgements),
        texts={record.document.id: key for key, record in records.items()},
        is_cut=most is not None and len(near) >= most,
        left_out=len(group.texts) - len(texts),
    )
