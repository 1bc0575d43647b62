"""The `communique` command: one verb a command, named as in the API. Nothing heavy is loaded for `--help`."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from communique.model import Document, Record
    from communique.present.write import RecordFolder
    from communique.scale import Order
    from communique.store.view import Asked, Filters, View
    from communique.store.view import Subject as What

DONE, SOME_FAILED, NOTHING_DONE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""Exit statuses; the last two as a shell expects them, after Ctrl-C and when the output's reader has gone."""

ROWS = 100
"""How many lines a table has at most, unless more are asked for."""

app = typer.Typer(
    name="communique",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How a record is shown on standard output."""

    TERMINAL = "terminal"
    JSON = "json"


class Listing(StrEnum):
    """How an answer of a store is shown on standard output."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Subject(StrEnum):
    """What a store is asked for."""

    TIMELINE = "timeline"
    ACTORS = "actors"
    STATEMENTS = "statements"
    DYADS = "dyads"
    PLANS = "plans"


@dataclass(frozen=True, kw_only=True)
class Job:
    """What one run does with each text: the options, checked."""

    published: str | None
    folder: RecordFolder | None
    show: Callable[[Record], str]


def main() -> None:
    """Run the command line."""
    app()


def show_version(is_wanted: bool) -> None:
    """Print the version and stop."""
    if is_wanted:
        from importlib.metadata import version

        typer.echo(f"communique {version('communique')}")
        raise typer.Exit()


@app.callback()
def communique(
    version: Annotated[
        bool,
        typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and stop."),
    ] = False,
) -> None:
    """Reads diplomatic news into a record that can be checked: who said and did what to whom, and when."""


@app.command()
def read(
    texts: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|FOLDER|-…",
            help="Plain text, JSON documents, folders of both, or - for standard input.",
            show_default=False,
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When a text that doesn't say so itself was published, such as 2025-02-12."),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="A report for people, or JSON for programs.  [default: terminal]"),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write each record to <id>.json in this folder, and show nothing."),
    ] = None,
) -> None:
    """Read texts and show their records."""
    raise typer.Exit(ended(lambda: run(texts, published=published, form=form, out=out)))


def ended(work: Callable[[], int]) -> int:
    """The exit status of a command's work, also where it is broken off."""
    try:
        return work()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED


@app.command()
def ingest(
    into: Annotated[Path, typer.Option("--into", metavar="FILE", help="The store, such as news.duckdb.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE…",
            help="Files (text, HTML, RSS, Atom, JSON, JSON Lines, WARC, mail), folders, patterns or URLs.",
            show_default=False,
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When texts that don't say so themselves were published."),
    ] = None,
    reread: Annotated[
        bool, typer.Option("--reread", help="Read anew what an earlier version read; without SOURCE, all of the store.")
    ] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try what failed before once more.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Follow URLs to machines that are not on the open internet.")
    ] = False,
    processes: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=256, help="Processes that read.  [default: one a core]")
    ] = None,
    wait: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, help="How long to wait for another writer of the store.")
    ] = 0.0,
) -> None:
    """Read texts into a store."""
    from communique.read.web import Limits
    from communique.scale import Order

    order = Order(published=published, is_reread=reread, limits=Limits(allow_private=allow_private))
    asked = Ingest(
        store=into, sources=tuple(sources or ()), order=order, is_retry=retry, wait=wait, processes=processes
    )
    raise typer.Exit(ended(lambda: ingested(asked)))


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


@app.command()
def show(
    subject: Annotated[Subject, typer.Argument(metavar="timeline|actors|statements|dyads|plans", help="What to show.")],
    store: Annotated[Path, typer.Argument(metavar="FILE", help="The store.", show_default=False)],
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Only who has this in the name.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Only this state's, such as NOR.")] = None,
    kinds: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="Only events of this type.")] = None,
    statuses: Annotated[
        list[str] | None, typer.Option("--status", metavar="STATUS", help="Only events of this status.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Only from this day on, such as 2025-02-12.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Only up to this day.")] = None,
    form: Annotated[Listing, typer.Option("--format", help="For people, or for programs.")] = Listing.TABLE,
    most: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="So many lines at most.  [default: 100 in a table]")
    ] = None,
) -> None:
    """Show what a store holds."""
    from communique.store.view import Asked

    asked = Asked(
        actor=actor, country=country, types=tuple(kinds or ()), statuses=tuple(statuses or ()), since=since, until=until
    )
    raise typer.Exit(ended(lambda: answered(subject, store, asked, form=form, most=most)))


def answered(subject: Subject, store: Path, asked: Asked, *, form: Listing, most: int | None) -> int:
    """Ask a store, print the answer, and give the exit status."""
    from communique.store.errors import StoreError
    from communique.store.view import View, filters_from

    is_table = form is Listing.TABLE
    if isinstance(sys.stdout, io.TextIOWrapper):
        # As in `shown`: what is for programs is UTF-8 wherever it goes.
        sys.stdout.reconfigure(encoding=None if is_table else "utf-8", errors="replace")
    try:
        filters = filters_from(asked, subject=subject.value, most=most or (ROWS if is_table else None))
    except ValueError as error:
        complain(error)
        return NOTHING_DONE
    try:
        if is_table:
            tabled(View(store), subject.value, filters)
        else:
            listed(View(store), subject.value, filters, is_csv=form is Listing.CSV)
    except StoreError as error:
        complain(error)
        return NOTHING_DONE
    return DONE


def tabled(view: View, subject: What, filters: Filters) -> None:
    """Print an answer as a table, and say if it goes on, or is empty."""
    from communique.present.listing import to_table
    from communique.store.view import SUBJECTS

    lines = list(view.ask(subject, filters))
    if not lines:
        complain(f"{view.path}: nothing found for this")
        return
    width, colour = window()
    sys.stdout.write(to_table(lines, SUBJECTS[subject], width=width, colour=colour))
    sys.stdout.flush()
    if len(lines) == filters.most:
        count = view.count(subject, filters)
        if count > len(lines):
            complain(f"{len(lines):,} of {count:,} lines; --most N shows more, --format json or csv all")


def listed(view: View, subject: What, filters: Filters, *, is_csv: bool) -> None:
    """Print an answer as JSON Lines or CSV, line by line."""
    from communique.present.listing import to_csv, to_json_lines
    from communique.store.view import SUBJECTS

    lines = view.ask(subject, filters)
    sys.stdout.writelines(to_csv(lines, SUBJECTS[subject]) if is_csv else to_json_lines(lines))
    sys.stdout.flush()


@app.command()
def rebuild(
    store: Annotated[Path, typer.Argument(metavar="FILE", help="The store.", show_default=False)],
    wait: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, help="How long to wait for another writer of the store.")
    ] = 0.0,
) -> None:
    """Make a store anew from its journal."""
    raise typer.Exit(ended(lambda: rebuilt(store, wait=wait)))


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


def run(texts: list[str], *, published: str | None, form: Format | None, out: Path | None) -> int:
    """Find the texts, read each one, and give the exit status."""
    from communique.read.errors import ReadError
    from communique.read.files import sources

    listed = sources(texts)
    try:
        job = prepared(listed.found, published=published, form=form, out=out)
    except ReadError as error:
        complain(error)
        return NOTHING_DONE
    for failure in listed.failed:
        complain(failure)
    done = read_each(listed.found, job=job)
    if done == len(listed.found) and not listed.failed:
        return DONE
    return SOME_FAILED if done else NOTHING_DONE


def prepared(found: tuple[str, ...], *, published: str | None, form: Format | None, out: Path | None) -> Job:
    """The job that the options ask for; ReadError, naming the option, for what can't be followed."""
    from communique.present.write import RecordFolder
    from communique.read.errors import ReadError
    from communique.read.published import check_published

    if published is not None:
        check_published(published, "--published")
    if out is not None and form is Format.TERMINAL:
        raise ReadError("--format", "terminal, but --out writes JSON", "leave one of the two out")
    folder = None if out is None else RecordFolder(out, sources=found)
    if folder is not None:
        folder.create()
    return Job(published=published, folder=folder, show=shown(form, is_only=len(found) == 1))


def read_each(found: tuple[str, ...], *, job: Job) -> int:
    """Read the texts one after another; how many of them could be read."""
    if not found:
        return 0
    from communique.present.terminal.progress import progress

    done = 0
    with progress(len(found), on_screen=job.folder is None) as advance:
        for source in found:
            done += read_one(source, job=job)
            advance()
    return done


def read_one(source: str, *, job: Job) -> bool:
    """Read one text and put its record where it belongs; False, once it has said why, if that can't be."""
    from communique.pipeline import analyse
    from communique.read.errors import ReadError

    try:
        doc = opened(source, job=job)
    except ReadError as error:
        complain(error)
        return False
    try:
        record = analyse(doc)
    except Exception as error:  # noqa: BLE001  A fault of ours in one text must not cost the others.
        complain(f"{source}: could not be read: {type(error).__name__}: {error}; please report it")
        return False
    try:
        put(record, job=job)
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(f"{source}: its record could not be written ({error.strerror}); check the disk and --out")
        return False
    return True


def opened(source: str, *, job: Job) -> Document:
    """The text as a document that can be read and, with --out, written; ReadError if it can't."""
    from communique.pipeline import READABLE
    from communique.read.files import document
    from communique.read.language import require_readable

    doc = document(source, published=job.published)
    require_readable(doc, readable=READABLE, source=source)
    if job.folder is not None:
        job.folder.reserve(doc.id, source=source)
    return doc


def put(record: Record, *, job: Job) -> None:
    """Write a record to its file, or show it; OSError if that can't be."""
    if job.folder is not None:
        job.folder.write(record)
        return
    sys.stdout.write(job.show(record))
    sys.stdout.flush()


def shown(form: Format | None, *, is_only: bool) -> Callable[[Record], str]:
    """How a record is shown: a report, or JSON, of several texts one line each."""
    is_json = form is Format.JSON
    if isinstance(sys.stdout, io.TextIOWrapper):
        # JSON is UTF-8 wherever it goes; a terminal that lacks a character gets a question mark.
        sys.stdout.reconfigure(encoding="utf-8" if is_json else None, errors="replace")
    if is_json:
        from communique.present.json import to_json

        return lambda record: to_json(record, indent=1 if is_only else 0).decode()
    from communique.present.terminal.report import to_text

    width, colour = window()
    after = "" if is_only else "\n\n"
    return lambda record: to_text(record, width=width, colour=colour) + after


def window() -> tuple[int, bool]:
    """How many columns there are for a report, 100 without a terminal, and whether it may have colours."""
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return shutil.get_terminal_size(fallback=(100, 24)).columns, sys.stdout.isatty() and not is_plain


def complain(problem: object) -> None:
    """Say on standard error, in one line, what could not be done."""
    from communique.present.escape import visible

    typer.echo(f"communique: {visible(str(problem))}", err=True)
