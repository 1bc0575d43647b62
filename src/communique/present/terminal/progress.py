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


@contextmanager
def bytes_progress(total: int) -> Iterator[Callable[[str, int, bool], None]]:
    """A bar on standard error for an ingest of so many bytes, with the number of texts, their rate and the time left.

    Gives what to call for each step: which origin, how many of its bytes lie behind, whether it is a text. Where
    standard error is no terminal it does nothing.
    """
    if not sys.stderr.isatty():
        yield lambda origin, passed, is_text: None  # noqa: ARG005
        return
    bar = Progress(
        TextColumn("Reading"),
        BarColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("Reading", total=total or None, told="")
    started, state = monotonic(), Passed()

    def advance(origin: str, passed: int, is_text: bool) -> None:
        state.step(origin, passed, is_text=is_text)
        rate = state.texts / (monotonic() - started)
        bar.update(task, completed=state.bytes, told=f"{state.texts:,} texts · {rate:.1f} texts/s")

    with bar:
        yield advance


class Passed:
    """How much of several origins lies behind."""

    def __init__(self) -> None:
        self.texts = 0
        self._before = 0
        self._origin = ""
        self._here = 0

    def step(self, origin: str, passed: int, *, is_text: bool) -> None:
        """Take note of a text, or of the end of an origin."""
        if origin != self._origin:
            self._before, self._origin, self._here = self.bytes, origin, 0
        self._here = max(self._here, passed)
        self.texts += is_text

    @property
    def bytes(self) -> int:
        """The bytes behind, over all origins."""
        return self._before + self._here
