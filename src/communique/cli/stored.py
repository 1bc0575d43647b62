"""What `ingest`, `show`, `serve` and `rebuild` do: a store written, asked, shown and made anew."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from communique.cli.voice import DONE, NOTHING_DONE, SOME_FAILED, complain, encoded, tell_cut, window

if TYPE_CHECKING:
    from communique.scale import Order
    from communique.store.view import Asked, Filters, View
    from communique.store.view import Subject as What

ROWS = 100
"""How many lines a table has at most, unless more are asked for."""


class Listing(StrEnum):
    """How an answer of a store is shown on standard output."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    ICALENDAR = "icalendar"


class Subject(StrEnum):
    """What a store is asked for."""

    TIMELINE = "timeline"
    ACTORS = "actors"
    STATEMENTS = "statements"
    DYADS = "dyads"
    PLANS = "plans"
    ACCOUNTS = "accounts"
    PLACES = "places"
    JUDGEMENTS = "judgements"
    RECORDS = "records"


@dataclass(frozen=True, kw_only=True)
class Ingest:
    """What one ingest is asked to do."""

    store: Path
    sources: tuple[str, ...]
    order: Order
    is_retry: bool
    wait: float
    processes: int | None


def ingested(asked: Ingest) -> int:
    """Do an ingest, tell what came of it, and give the exit status."""
    from communique.read.errors import ReadError
    from communique.read.published import check_published
    from communique.store.errors import StoreError

    try:
        check_published(asked.order.published or "2025-02-12", "--published")
    except ReadError as error:
        complain(error)
        return NOTHING_DONE
    if not (asked.sources or asked.is_retry or asked.order.is_reread):
        complain("ingest: no SOURCE; name files, folders or URLs, or give --retry or --reread")
        return NOTHING_DONE
    tally: Counter[str] = Counter()
    failures: list[str] = []
    try:
        read_into(asked, tally=tally, failures=failures)
    except StoreError as error:
        complain(error)
        return NOTHING_DONE
    finally:
        report(asked, tally=tally, failures=failures)
    if not failures:
        return DONE
    return SOME_FAILED if sum(tally.values()) > tally["failed"] else NOTHING_DONE


def read_into(asked: Ingest, *, tally: Counter[str], failures: list[str]) -> None:
    """Read all that is asked for into the store, counting what becomes of each text."""
    from communique.pipeline import versions
    from communique.present.terminal.progress import bytes_progress
    from communique.read.gather import origins
    from communique.scale import Processes, reread
    from communique.scale import ingest as ingest_all
    from communique.store.writer import Writer

    with Writer(asked.store, run=versions(), wait=asked.wait) as writer:
        again = dict.fromkeys(one.origin for one in writer.failed()) if asked.is_retry else {}
        named = origins((*asked.sources, *again))
        writer.mended(named.opened)
        for failure in named.failed:
            writer.fail(origin=failure.origin, source=failure.source, problem=failure.problem, mend=failure.mend)
            tally["failed"] += 1
            failures.append(str(failure))
        with Processes(asked.processes or os.cpu_count() or 1) as workers, bytes_progress(named.size) as advance:
            outcomes = ingest_all(named.found, writer, workers=workers, order=asked.order)
            is_all = asked.order.is_reread and not asked.sources
            for outcome in chain(outcomes, reread(writer, workers=workers) if is_all else ()):
                if outcome.state != "done":
                    tally[outcome.state] += 1
                failures += [outcome.told] if outcome.told else []
                advance(outcome.origin, outcome.passed, outcome.state != "done")


def report(asked: Ingest, *, tally: Counter[str], failures: list[str]) -> None:
    """Say at the end, on standard error, what failed and why, and how many texts were read."""
    for failure in failures:
        complain(failure)
    if not tally:
        return
    parts = [f"{tally['read']:,} read", f"{tally['unchanged'] + tally['outdated']:,} unchanged"]
    parts += [f"{tally['failed']:,} failed (kept for --retry)"] if tally["failed"] else []
    complain(f"{asked.store}: {', '.join(parts)}")
    if tally["outdated"]:
        complain(f"{tally['outdated']:,} texts were read by an earlier version; --reread reads them anew")


def answered(subject: What, store: Path, asked: Asked, *, form: Listing, most: int | None) -> int:
    """Ask a store, print the answer, and give the exit status."""
    from communique.store.errors import StoreError
    from communique.store.view import View, filters_from

    if form not in {Listing.TABLE, Listing.JSON, Listing.CSV}:
        complain(f"--format: {subject} come as csv, json, table")
        return NOTHING_DONE
    is_table = form is Listing.TABLE
    if subject == "records" and form is not Listing.JSON:
        complain("show records: they are whole records; give --format json")
        return NOTHING_DONE
    encoded(is_for_programs=not is_table)
    try:
        filters = filters_from(asked, subject=subject, most=most or (ROWS if is_table else None))
    except ValueError as error:
        complain(error)
        return NOTHING_DONE
    try:
        if subject == "records":
            recorded(View(store), filters)
        elif is_table:
            tabled(View(store), subject, filters)
        else:
            listed(View(store), subject, filters, is_csv=form is Listing.CSV)
    except StoreError as error:
        complain(error)
        return NOTHING_DONE
    return DONE


def tabled(view: View, subject: What, filters: Filters) -> None:
    """Print an answer as a table, and say if it goes on, or is empty."""
    from communique.present.listing import to_table
    from communique.store.view import question

    lines = list(view.ask(subject, filters))
    if not lines:
        complain(f"{view.path}: nothing found for this")
        return
    width, colour = window()
    sys.stdout.write(to_table(lines, question(subject, filters).line, width=width, colour=colour))
    sys.stdout.flush()
    if len(lines) == filters.most:
        count = view.count(subject, filters)
        if count > len(lines):
            tell_cut(len(lines), count)


def listed(view: View, subject: What, filters: Filters, *, is_csv: bool) -> None:
    """Print an answer as JSON Lines or CSV, line by line."""
    from communique.present.listing import to_csv, to_json_lines
    from communique.store.view import question

    lines = view.ask(subject, filters)
    sys.stdout.writelines(to_csv(lines, question(subject, filters).line) if is_csv else to_json_lines(lines))
    sys.stdout.flush()


def recorded(view: View, filters: Filters) -> None:
    """Print the records that hold, each with its judgements, as JSON Lines."""
    from communique.present.listing import to_json_lines
    from communique.store.records import exports

    with view.answers() as answers:
        sys.stdout.writelines(to_json_lines(exports(answers, filters)))
    sys.stdout.flush()


def served(store: Path, *, port: int, is_opened: bool) -> int:
    """Serve a store's pages until Ctrl-C, and give the exit status."""
    from communique.store.errors import StoreError
    from communique.web.serve import serve

    def ready(address: str) -> None:
        complain(f"{store}: {address} (Ctrl-C ends it)")
        if is_opened:
            import webbrowser

            webbrowser.open(address)

    try:
        serve(store, port=port, ready=ready)
    except StoreError as error:
        complain(error)
        return NOTHING_DONE
    except OSError as error:
        complain(f"--port {port}: can't be had ({error.strerror}); name another, or 0 for one that is free")
        return NOTHING_DONE
    return DONE


def rebuilt(store: Path, *, wait: float) -> int:
    """Make a store anew, say what could not be had from its journal, and give the exit status."""
    from communique.store.errors import StoreError
    from communique.store.publish import rebuild as rebuild_store

    try:
        done = rebuild_store(store, wait=wait)
    except StoreError as error:
        complain(error)
        return NOTHING_DONE
    for lost in done.damage:
        complain(
            f"{store}: {lost.end - lost.start:,} bytes of the journal at byte {lost.start:,} are damaged and left out"
        )
    complain(f"{store}: made anew, {done.documents:,} documents and {done.events:,} events")
    return SOME_FAILED if done.damage else DONE
