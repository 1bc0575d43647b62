"""How a store comes to be what its journal tells, without a reader ever meeting it half made.

The store's file is never written to. A copy beside it is brought up to the journal and takes its place in one step,
so that whoever has the old file open reads on in it (docs/decisions/0008).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from communique.store.apply import apply
from communique.store.connection import Connection, opened
from communique.store.errors import StoreError
from communique.store.frames import Began, Told
from communique.store.journal import Damage, frames
from communique.store.lock import Lock
from communique.store.migrations import is_newest, migrate


class Files(msgspec.Struct, frozen=True):
    """A store's files, by the name of the one that is asked."""

    store: Path

    @property
    def journal(self) -> Path:
        """What the store is made from."""
        return self.store.with_name(f"{self.store.name}.journal")

    @property
    def part(self) -> Path:
        """The store that is being made."""
        return self.store.with_name(f".{self.store.name}.part")

    def clear(self) -> None:
        """Take away what an unfinished making left."""
        for path in (self.part, self.part.with_name(f"{self.part.name}.wal")):
            path.unlink(missing_ok=True)
        shutil.rmtree(self.part.with_name(f"{self.part.name}.tmp"), ignore_errors=True)


class Mark(msgspec.Struct, frozen=True):
    """A state of a store's file, by which a change through other hands is noticed."""

    inode: int
    size: int
    changed: int


def mark(path: Path) -> Mark | None:
    """The state of a file, None where there is none."""
    try:
        told = path.stat()
    except FileNotFoundError:
        return None
    return Mark(told.st_ino, told.st_size, told.st_mtime_ns)


def publish(files: Files) -> None:
    """Bring the store up to its journal; StoreError, with the store as it was, if that can't be."""
    if files.store.with_name(f"{files.store.name}.wal").exists():
        raise StoreError(files.store, "opened for writing by another program", "close it there: others only read it")
    with making(files) as before:
        if before is not None and is_of_this_version(files):
            copied(files)
        with opened(files.part, work_for=files.store) as connection:
            migrate(connection, files.store)
            apply(connection, behind(connection, files))
            connection.execute("CHECKPOINT")


def is_of_this_version(files: Files) -> bool:
    """Whether a store has all steps of this version; one that lacks any is made anew from its journal."""
    with opened(files.store) as connection:
        return is_newest(connection, files.store)


class Rebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """A store that was made anew: what is in it, and what of the journal could not be read."""

    documents: int
    events: int
    damage: tuple[Damage, ...]


def rebuild(path: Path, *, wait: float = 0.0) -> Rebuilt:
    """Make a store anew from its whole journal; what of the journal is damaged is passed over, and given back.

    Raises StoreError where there is no journal, no room, or another writer; the store stays as it was.
    """
    files = Files(path)
    damage: list[Damage] = []
    if not files.journal.exists():
        raise StoreError(files.journal, "there is no such journal", "put it back beside its store")
    with ExitStack() as undo:
        undo.callback(Lock(path, wait=wait).release)
        undo.enter_context(making(files))
        connection = undo.enter_context(opened(files.part, work_for=path))
        migrate(connection, path)
        apply(connection, whole(frames(files.journal), passed_over=damage.append))
        connection.execute("CHECKPOINT")
        found = connection.execute("SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM events)").fetchone()
    documents, events = found or (0, 0)
    return Rebuilt(documents=documents, events=events, damage=tuple(damage))


@contextmanager
def making(files: Files) -> Iterator[Mark | None]:
    """Where a new store is made beside the old one: it takes its place at the end, or leaves no trace.

    Gives the state of the old one, None where there is none.
    """
    before = mark(files.store)
    files.clear()
    with ExitStack() as undo:
        undo.callback(files.clear)
        yield before
        # DuckDB is silent about a checkpoint that fails while a file is closed, and leaves its log behind.
        if files.part.with_name(f"{files.part.name}.wal").exists():
            raise no_room(files.store, OSError(0, "what is new could not be put into the file"))
        if mark(files.store) != before:
            problem = "changed by another program while it was being read into"
            raise StoreError(files.store, problem, "run the same command again: what was read is in the journal")
        settled(files)


def copied(files: Files) -> None:
    """Copy the store to where the new one is made; StoreError where there is no room."""
    try:
        shutil.copyfile(files.store, files.part)
    except OSError as error:
        raise no_room(files.store, error) from None


def settled(files: Files) -> None:
    """Put the new store on the disk and in the place of the old one."""
    try:
        put(files)
    except OSError as error:
        raise no_room(files.store, error) from None


def put(files: Files) -> None:
    """The same, with the system's own errors."""
    with files.part.open("rb+") as file:
        os.fsync(file.fileno())
    files.part.replace(files.store)
    folder = os.open(files.store.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def no_room(path: Path, error: OSError) -> StoreError:
    """The error for a store that can't be written beside the old one."""
    mend = "make room, then run the same command again: what was read is in the journal"
    return StoreError(path, f"can't be written ({error.strerror})", mend)


def behind(connection: Connection, files: Files) -> Iterator[tuple[int, Told]]:
    """The frames that a store has not applied; StoreError where the journal is not its own."""
    applied = check_own(connection, files)

    def refuse(damage: Damage) -> None:
        raise StoreError(files.journal, f"damaged at byte {damage.start:,}", f"run communique rebuild {files.store}")

    return whole(frames(files.journal, start=applied), passed_over=refuse)


def check_own(connection: Connection, files: Files) -> int:
    """How far the journal is applied to a store, in bytes; StoreError where the journal is not the store's own."""
    found = connection.execute("SELECT journal, applied FROM store").fetchone()
    journal, applied = found or (None, 0)
    if journal is not None and (journal != name_of(files.journal) or applied > files.journal.stat().st_size):
        problem = f"not made from the journal beside it, {files.journal.name}"
        raise StoreError(files.store, problem, "put its own journal back, or run communique rebuild")
    return int(applied)


def name_of(journal: Path) -> str | None:
    """The name that a journal gives itself at its beginning."""
    first = next(frames(journal), None)
    return first[1].journal if first is not None and isinstance(first[1], Began) else None


def whole(
    told: Iterator[tuple[int, Told | Damage]], *, passed_over: Callable[[Damage], None]
) -> Iterator[tuple[int, Told]]:
    """The frames that can be read; what lies between is handed to `passed_over`, but for an unfinished last one."""
    for offset, frame in told:
        if not isinstance(frame, Damage):
            yield offset, frame
        elif not frame.is_last:
            passed_over(frame)
