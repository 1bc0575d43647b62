"""A store held by the one process that writes: its lock taken, its journal open, what a killed writer left mended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from communique.store.connection import opened
from communique.store.errors import StoreError
from communique.store.journal import Journal
from communique.store.lock import Lock
from communique.store.migrations import check, steps
from communique.store.publish import Files, check_own, publish


@contextmanager
def held(path: Path, *, wait: float) -> Iterator[Journal]:
    """The journal of a store that nobody else can write to meanwhile; the store is brought up to it first.

    Raises StoreError where another process writes, nothing can be written, or store and journal don't fit.
    """
    files = Files(path)
    with ExitStack() as undo:
        lock = Lock(path, wait=wait)
        undo.callback(lock.release)
        if path.exists() and not files.journal.exists():
            problem = f"its journal {files.journal.name} is not there"
            raise StoreError(path, problem, "put it back beside the store, or read into another file")
        journal = Journal(files.journal)
        undo.callback(journal.close)
        catch_up(files, journal)
        yield journal


def catch_up(files: Files, journal: Journal) -> None:
    """Bring the store to where an earlier writer, that may have been killed, had brought the journal."""
    start, is_old = 0, True
    if files.store.exists():
        with opened(files.store) as connection:
            taken = check(connection, files.store, newest=len(steps()))
            start = check_own(connection, files) if taken else 0  # before anything is cut off the journal
            is_old = taken < len(steps())
    journal.mend(start)
    if is_old or start != journal.end:
        publish(files)


def now() -> str:
    """The time in UTC, as the store keeps it."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
