"""The `communique` command: one verb a command, named as in the API. Nothing heavy is loaded for `--help`."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from communique.model import Dictionary, Document, Record, Registry
    from communique.present.write import RecordFolder

DONE, SOME_FAILED, NOTHING_DONE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""Exit statuses; the last two as a shell expects them, after Ctrl-C and when the output's reader has gone."""

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
class Asked:
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
    asked = Asked(published=published, form=form, out=out, registry=registry, actors=tuple(actors or ()))
    try:
        code = run(texts, asked)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = PIPE_CLOSED
    raise typer.Exit(code)


def run(texts: list[str], asked: Asked) -> int:
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


def prepared(found: tuple[str, ...], asked: Asked) -> Job:
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


def known_from(asked: Asked) -> Known:
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
    if isinstance(sys.stdout, io.TextIOWrapper):
        # JSON is UTF-8 wherever it goes; a terminal that lacks a character gets a question mark.
        sys.stdout.reconfigure(encoding="utf-8" if is_json else None, errors="replace")
    if is_json:
        from communique.present.json import to_json

        return lambda record: to_json(record, indent=1 if is_only else 0).decode()
    from communique.present.terminal.report import to_text

    width = shutil.get_terminal_size(fallback=(100, 24)).columns
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    colour = sys.stdout.isatty() and not is_plain
    after = "" if is_only else "\n\n"
    return lambda record: to_text(record, width=width, colour=colour) + after


def complain(problem: object) -> None:
    """Say on standard error, in one line, what could not be done."""
    from communique.present.escape import visible

    typer.echo(f"communique: {visible(str(problem))}", err=True)
