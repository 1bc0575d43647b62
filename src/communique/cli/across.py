"""What `compare`, `show accounts`, `show plans` and `link` do: texts held against each other."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from communique.cli.stored import ROWS, Listing
from communique.cli.voice import DONE, NOTHING_DONE, SOME_FAILED, complain, encoded, tell_cut, window

if TYPE_CHECKING:
    from communique.model import Comparison, Record
    from communique.present.across import Followed, Shared
    from communique.store.told import Told
    from communique.store.view import Asked, Filters


class Shape(StrEnum):
    """How a comparison is shown on standard output."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"


SHAPES = frozenset(Shape)
LISTS = frozenset({Listing.TABLE, Listing.JSON, Listing.CSV})


@dataclass(frozen=True, kw_only=True)
class Across:
    """What is asked for across the texts of a store."""

    store: Path
    asked: Asked
    form: Listing
    most: int | None = None
    event: str | None = None
    today: str | None = None


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A judgement on a link, as it was typed."""

    store: Path
    one: str
    other: str
    is_same: bool
    by: str
    wait: float


def compare_texts(records: dict[str, Record], *, event: str | None, form: Shape, failed: bool) -> int:
    """Compare what was read, print it, and give the exit status."""
    from communique.compare.accounts import NothingInCommon, compared
    from communique.model import ReportId

    names = [record.document.id for record in records.values()]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        complain(f"compare: two texts have the id {twice}; rename one, or give it an id of its own")
        return NOTHING_DONE
    ids = [e.id for record in records.values() for e in record.events if event and e.id.startswith(event)]
    if event is not None and len(set(ids)) != 1:
        complain(f"--event: {event!r} begins the id of {len(set(ids)) or 'no'} events of these texts")
        return NOTHING_DONE
    try:
        comparison = compared(records, event=ReportId("", ids[0]) if ids else None)
    except NothingInCommon as error:
        complain(f"compare: {error}")
        return NOTHING_DONE
    shown(comparison, form)
    return SOME_FAILED if failed else DONE


def shown(comparison: Comparison, form: Shape) -> None:
    """Print a comparison."""
    encoded(is_for_programs=form is not Shape.TABLE)
    if form is Shape.TABLE:
        from communique.present.accounts.table import to_text

        width, colour = window()
        sys.stdout.write(to_text(comparison, width=width, colour=colour))
    elif form is Shape.MARKDOWN:
        from communique.present.accounts.markdown import to_markdown

        sys.stdout.write(to_markdown(comparison))
    elif form is Shape.HTML:
        from communique.present.accounts.html import to_html

        sys.stdout.write(to_html(comparison))
    else:
        from communique.present.accounts.json import to_json

        sys.stdout.write(to_json(comparison).decode())
    sys.stdout.flush()


def accounts(across: Across) -> int:
    """Show the accounts of one event of a store, or the events that several of its texts report."""
    from communique.store.view import filters_from

    forms = SHAPES if across.event else LISTS
    if across.form.value not in forms:
        others = ", ".join(sorted(form.value for form in forms))
        complain(f"--format: accounts {'of one event' if across.event else 'without --event'} come as {others}")
        return NOTHING_DONE
    try:
        filters = filters_from(across.asked, subject="timeline")
    except ValueError as error:
        complain(error)
        return NOTHING_DONE
    return answered(across, lambda store: of_accounts(store, across, filters))


def answered(across: Across, work: Callable[[Told], int]) -> int:
    """The exit status of a work on a store; a fault of the store is told."""
    from communique.store.errors import StoreError

    try:
        return on_store(across.store, work)
    except StoreError as error:
        complain(error)
        return NOTHING_DONE


def on_store(path: Path, work: Callable[[Told], int]) -> int:
    """Do a work on a store that is opened for it."""
    from communique.store.told import told

    with told(path) as store:
        return work(store)


def of_accounts(store: Told, across: Across, filters: Filters) -> int:
    """Show the accounts of the event that is named, or which events there are."""
    if across.event is not None:
        return of_event(store, across, across.event)
    return listed(shared_lines(store, filters), across)


def of_event(store: Told, across: Across, event: str) -> int:
    """Show what each side says of one event of a store."""
    from communique.compare.stored import accounts as accounts_of

    ids = store.named(event) if event else []
    if len({one.event for one in ids}) != 1:
        problem = "begins the ids of several events" if ids else "is the id of no event there"
        complain(f"{across.store}: --event: {event!r} {problem}; show accounts or show timeline --format json has them")
        return NOTHING_DONE
    shown(accounts_of(store, ids[0]).comparison, Shape(across.form.value))
    return DONE


def shared_lines(store: Told, filters: Filters) -> list[Shared]:
    """The events that several texts report, of those that pass."""
    from communique.compare.disputes import disputes
    from communique.compare.stored import together
    from communique.compare.timeline import fullest
    from communique.present.across import shared_line

    return [
        shared_line(fullest(group), texts=len(group.texts), disputed=disputes(group))
        for group in together(store).shared(store.ids(filters))
    ]


def plans(across: Across) -> int:
    """Show the plans of a store with what became of them."""
    from communique.store.view import day, filters_from

    if across.form.value not in {*LISTS, Listing.ICALENDAR}:
        complain("--format: plans come as csv, icalendar, json, table")
        return NOTHING_DONE
    try:
        filters, today = filters_from(across.asked, subject="plans"), day(across.today, option="--today")
    except ValueError as error:
        complain(error)
        return NOTHING_DONE
    return answered(across, lambda store: followed(store, across, filters, today))


def followed(store: Told, across: Across, filters: Filters, today: date | None) -> int:
    """Follow the plans of a store and show those that pass."""
    from communique.compare.plans import plans as follow
    from communique.compare.stored import together
    from communique.present.across import followed_line
    from communique.present.calendar import days_of, to_calendar
    from communique.store.view import of_plans

    found = together(store)
    wanted = store.ids(of_plans(filters))
    kept = [plan for plan in follow(found.reports, found.linked, today=today) if plan.report.id in wanted]
    if across.form is not Listing.ICALENDAR:
        return listed([followed_line(plan) for plan in kept], across)
    encoded(is_for_programs=True)
    sys.stdout.write(to_calendar(kept).decode())
    sys.stdout.flush()
    left_out = sum(days_of(plan) is None for plan in kept)
    if left_out:
        complain(f"{across.store}: {left_out:,} of {len(kept):,} plans have no day to be put on, and are left out")
    return DONE


def listed(lines: Sequence[Shared] | Sequence[Followed], across: Across) -> int:
    """Print lines as a table, JSON Lines or CSV."""
    from communique.present.across import COLUMNS
    from communique.present.listing import to_csv, to_json_lines, to_table

    encoded(is_for_programs=across.form is not Listing.TABLE)
    if not lines:
        complain(f"{across.store}: nothing found for this")
        return DONE
    kind = type(lines[0])
    if across.form is not Listing.TABLE:
        some = lines[: across.most]
        sys.stdout.writelines(to_csv(some, kind) if across.form is Listing.CSV else to_json_lines(some))
        sys.stdout.flush()
        return DONE
    width, colour = window()
    some = lines[: across.most or ROWS]
    sys.stdout.write(to_table(some, kind, width=width, colour=colour, columns=COLUMNS[kind]))
    sys.stdout.flush()
    if len(some) < len(lines):
        tell_cut(len(some), len(lines))
    return DONE


def link(judged: Judged) -> int:
    """Keep a judgement on a link."""
    from communique.store.errors import StoreError

    try:
        return linked_in(judged)
    except StoreError as error:
        complain(error)
        return NOTHING_DONE


def linked_in(judged: Judged) -> int:
    """Find the two reports and write the judgement down; StoreError if that can't be."""
    from communique.model import LinkJudgement
    from communique.pipeline import versions
    from communique.store.hold import now
    from communique.store.told import told
    from communique.store.writer import Writer

    with told(judged.store) as store:
        pair = [store.named(event) for event in (judged.one, judged.other)]
    for event, ids in zip((judged.one, judged.other), pair, strict=True):
        if len({one.event for one in ids}) != 1:
            problem = "begins the ids of several events" if ids else "is the id of no event there"
            complain(f"{judged.store}: {event!r} {problem}")
            return NOTHING_DONE
    one, other = pair[0][0], pair[1][0]
    if one == other:
        complain(f"{judged.store}: {judged.one!r} and {judged.other!r} are one report")
        return NOTHING_DONE
    with Writer(judged.store, run=versions(), wait=judged.wait) as writer:
        writer.link(LinkJudgement(one=one, other=other, is_same=judged.is_same, by=judged.by, at=now()))
    verdict = "one event" if judged.is_same else "two events"
    complain(f"{judged.store}: {one.event} and {other.event} are {verdict}, by the word of {judged.by}")
    return DONE
