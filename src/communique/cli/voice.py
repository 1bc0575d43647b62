"""What every command shares: exit statuses, how it is broken off, and how it complains."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable

import typer

DONE, SOME_FAILED, NOTHING_DONE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""Exit statuses; the last two as a shell expects them, after Ctrl-C and when the output's reader has gone."""


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


def window() -> tuple[int, bool]:
    """How many columns there are for a report, 100 without a terminal, and whether it may have colours."""
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return shutil.get_terminal_size(fallback=(100, 24)).columns, sys.stdout.isatty() and not is_plain


def encoded(*, is_for_programs: bool) -> None:
    """What is for programs is UTF-8 wherever it goes; a terminal that lacks a character gets a question mark."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8" if is_for_programs else None, errors="replace")


def tell_cut(shown: int, count: int) -> None:
    """Say that a table goes on."""
    complain(f"{shown:,} of {count:,} lines; --most N shows more, --format json or csv all")


def complain(problem: object) -> None:
    """Say on standard error, in one line, what could not be done."""
    from communique.present.escape import visible

    typer.echo(f"communique: {visible(str(problem))}", err=True)
