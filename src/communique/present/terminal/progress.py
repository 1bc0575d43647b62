"""How far a run over several texts is, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def progress(total: int, *, on_screen: bool) -> Iterator[Callable[[], None]]:
    """A bar on standard error with count, rate and time left; gives what to call after each text.

    For a single text, or where standard error is no terminal, it does nothing. `on_screen` says that
    records are shown as well: where they share the terminal they pass above the bar.
    """
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        redirect_stdout=on_screen and sys.stdout.isatty(),
    )
    started = monotonic()
    task = bar.add_task("Reading", total=total, rate="")

    def advance() -> None:
        done = bar.tasks[0].completed + 1
        bar.update(task, advance=1, rate=f"{done / (monotonic() - started):.1f} texts/s")

    with bar:
        yield advance
