"""The `communique` command: one verb a command, named as in the API. Nothing heavy is loaded for `--help`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from communique.cli import across
from communique.cli.stored import Ingest, Listing, Subject, answered, ingested, rebuilt, served
from communique.cli.voice import DONE, NOTHING_DONE, SOME_FAILED, complain, encoded, ended, window

if TYPE_CHECKING:
    from communique.model import Dictionary, Document, Record, Registry
    from communique.present.write import RecordFolder
    from communique.store.view import Subject as What


KNOWN_BYTES = 64_000_000
"""The largest registry or dictionary that is read."""

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


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The options of `read`, as they were given."""

    published: str | None
    form: Format | None
    out: Path | None
    registry: Path | None
    actors: tuple[Path, ...]


@dataclass(frozen=True, kw_only=True)
class Job:
    """What one run does with each text: the options, checked."""

    published: str | None
    folder: RecordFolder | None
    show: Callable[[Record], str]
    known: Known


@dataclass
class Known:
    """What is known beside the texts: the registry, which grows with each text read, and the dictionaries."""

    registry: Registry
    actors: Dictionary
    path: Path | None

    def keep(self) -> None:
        """Write the registry where it was asked for; OSError if that can't be."""
        from communique.present.registry import registry_to
        from communique.present.write import write_whole

        if self.path is not None:
            write_whole(self.path, registry_to(self.registry))


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
    registry: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Learn who holds which office, and use what earlier texts told."),
    ] = None,
    actors: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A dictionary of actors or agents, as PETRARCH's; may be given again."),
    ] = None,
) -> None:
    """Read texts and show their records."""
    asked = Reading(published=published, form=form, out=out, registry=registry, actors=tuple(actors or ()))
    raise typer.Exit(ended(lambda: run(texts, asked)))


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


@app.command()
def show(
    subject: Annotated[
        Subject,
        typer.Argument(
            metavar="timeline|actors|statements|dyads|plans|accounts|places|judgements|records", help="What to show."
        ),
    ],
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
    event: Annotated[str | None, typer.Option(metavar="ID", help="Of accounts, the event whose they are.")] = None,
    today: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Of plans, the day they are due by.  [default: the newest text]"),
    ] = None,
) -> None:
    """Show what a store holds."""
    from communique.store.view import Asked

    asked = Asked(
        actor=actor, country=country, types=tuple(kinds or ()), statuses=tuple(statuses or ()), since=since, until=until
    )
    wanted = across.Across(store=store, asked=asked, form=form, most=most, event=event, today=today)
    if subject is Subject.ACCOUNTS:
        raise typer.Exit(ended(lambda: across.accounts(wanted)))
    if subject is Subject.PLANS:
        raise typer.Exit(ended(lambda: across.plans(wanted)))
    what = cast("What", subject.value)
    raise typer.Exit(ended(lambda: answered(what, store, asked, form=form, most=most)))


@app.command()
def compare(
    texts: Annotated[
        list[str],
        typer.Argument(metavar="TEXT…", help="Plain text, JSON documents, or folders of both.", show_default=False),
    ],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When texts that don't say so themselves were published.")
    ] = None,
    event: Annotated[
        str | None, typer.Option(metavar="ID", help="The event.  [default: the one that most texts report]")
    ] = None,
    form: Annotated[across.Shape, typer.Option("--format", help="For people, or for programs.")] = across.Shape.TABLE,
) -> None:
    """Show what each of several texts says of one event."""
    asked = Reading(published=published, form=None, out=None, registry=None, actors=())
    raise typer.Exit(ended(lambda: held_against(texts, asked, event=event, form=form)))


@app.command()
def link(
    store: Annotated[Path, typer.Argument(metavar="FILE", help="The store.", show_default=False)],
    one: Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="EVENT", help="The id of another.", show_default=False)],
    is_same: Annotated[bool, typer.Option("--same/--apart", help="Whether they are one event.", show_default=False)],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who says so.")],
    wait: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, help="How long to wait for another writer of the store.")
    ] = 0.0,
) -> None:
    """Judge that two reports are, or are not, of one event."""
    judged = across.Judged(store=store, one=one, other=other, is_same=is_same, by=by, wait=wait)
    raise typer.Exit(ended(lambda: across.link(judged)))


@app.command()
def rebuild(
    store: Annotated[Path, typer.Argument(metavar="FILE", help="The store.", show_default=False)],
    wait: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, help="How long to wait for another writer of the store.")
    ] = 0.0,
) -> None:
    """Make a store anew from its journal."""
    raise typer.Exit(ended(lambda: rebuilt(store, wait=wait)))


@app.command()
def serve(
    store: Annotated[Path, typer.Argument(metavar="FILE", help="The store.", show_default=False)],
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 takes one that is free.")
    ] = 8470,
    is_opened: Annotated[bool, typer.Option("--open", help="Open the first page in the browser.")] = False,
) -> None:
    """Show a store as web pages, on this machine only."""
    raise typer.Exit(ended(lambda: served(store, port=port, is_opened=is_opened)))


def run(texts: list[str], asked: Reading) -> int:
    """Find the texts, read each one, and give the exit status."""
    from communique.read.errors import ReadError
    from communique.read.files import sources

    listed = sources(texts)
    try:
        job = prepared(listed.found, asked)
    except ReadError as error:
        complain(error)
        return NOTHING_DONE
    for failure in listed.failed:
        complain(failure)
    done = read_each(listed.found, job=job)
    try:
        job.known.keep()
    except OSError as error:
        complain(f"{asked.registry}: could not be written ({error.strerror}); check the disk and --registry")
        return SOME_FAILED
    if done == len(listed.found) and not listed.failed:
        return DONE
    return SOME_FAILED if done else NOTHING_DONE


def held_against(texts: list[str], asked: Reading, *, event: str | None, form: across.Shape) -> int:
    """Read the texts, compare them, and give the exit status."""
    from communique.read.errors import ReadError
    from communique.read.files import sources

    listed = sources(texts)
    for failure in listed.failed:
        complain(failure)
    try:
        records = read_all(listed.found, asked)
    except ReadError as error:
        complain(error)
        return NOTHING_DONE
    if len(records) < 2:
        complain("compare: two texts at least are needed")
        return NOTHING_DONE
    return across.compare_texts(records, event=event, form=form, failed=bool(listed.failed))


def read_all(found: tuple[str, ...], asked: Reading) -> dict[str, Record]:
    """The records of some texts by where they stand; ReadError for the first that can't be read."""
    job = prepared(found, asked)
    return {source: analysed(opened(source, job=job), known=job.known) for source in found}


def prepared(found: tuple[str, ...], asked: Reading) -> Job:
    """The job that the options ask for; ReadError, naming the option, for what can't be followed."""
    from communique.present.write import RecordFolder
    from communique.read.errors import ReadError
    from communique.read.published import check_published

    if asked.published is not None:
        check_published(asked.published, "--published")
    if asked.out is not None and asked.form is Format.TERMINAL:
        raise ReadError("--format", "terminal, but --out writes JSON", "leave one of the two out")
    known = known_from(asked)
    folder = None if asked.out is None else RecordFolder(asked.out, sources=found)
    if folder is not None:
        folder.create()
    show = shown(asked.form, is_only=len(found) == 1)
    return Job(published=asked.published, folder=folder, show=show, known=known)


def known_from(asked: Reading) -> Known:
    """The registry and the dictionaries that the options name; a registry that isn't there yet begins empty."""
    from communique.model import Registry
    from communique.read.dictionary import dictionary_from, joined
    from communique.read.files import content
    from communique.read.registry import registry_from

    registry = Registry()
    if asked.registry is not None and asked.registry.exists():
        registry = registry_from(content(str(asked.registry), KNOWN_BYTES), str(asked.registry))
    read = (dictionary_from(content(str(path), KNOWN_BYTES), str(path)) for path in asked.actors)
    return Known(registry, joined(read), asked.registry)


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
    from communique.read.errors import ReadError

    try:
        doc = opened(source, job=job)
    except ReadError as error:
        complain(error)
        return False
    try:
        record = analysed(doc, known=job.known)
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


def analysed(doc: Document, *, known: Known) -> Record:
    """The record of a text with what is known beside it, of which the registry then knows more."""
    from communique.pipeline import analyse
    from communique.resolve import infer, learn

    record = infer(analyse(doc), known.registry, known.actors)
    if known.path is not None:
        known.registry = learn(known.registry, record)
    return record


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
    encoded(is_for_programs=is_json)
    if is_json:
        from communique.present.json import to_json

        return lambda record: to_json(record, indent=1 if is_only else 0).decode()
    from communique.present.terminal.report import to_text

    width, colour = window()
    after = "" if is_only else "\n\n"
    return lambda record: to_text(record, width=width, colour=colour) + after
