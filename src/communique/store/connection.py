"""The only door to DuckDB: a store opened for reading or for work, with its faults told as StoreErrors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from communique.store.errors import StoreError

Connection = duckdb.DuckDBPyConnection

Setting = str | bool | int | float | list[str]
READING: dict[str, Setting] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
WORKING: dict[str, Setting] = {**READING, "memory_limit": "256MB", "preserve_insertion_order": True}


@contextmanager
def opened(path: Path, *, work_for: Path | None = None) -> Iterator[Connection]:
    """A store's file, read-only unless it is work for a store; StoreError where that is missing, damaged or full."""
    is_for_work = work_for is not None
    if not is_for_work and not path.exists():
        raise StoreError(path, "no such file", "check the name, or make it: communique ingest SOURCE… --into FILE")
    try:
        connection = duckdb.connect(str(path), read_only=not is_for_work, config=WORKING if is_for_work else READING)
    except (duckdb.Error, RuntimeError) as error:
        raise faulty(work_for or path, error) from None
    with faults_of(work_for or path, connection):
        yield connection


@contextmanager
def faults_of(path: Path, connection: Connection) -> Iterator[None]:
    """Tell what goes wrong with a connection as StoreErrors, and close it in any case."""
    try:
        yield
    except duckdb.ParserException:
        raise  # a fault of ours, not of the file
    except (duckdb.Error, UnicodeDecodeError, RuntimeError) as error:
        raise faulty(path, error) from None
    finally:
        connection.close()


def faulty(path: Path, error: Exception) -> StoreError:
    """What DuckDB says, as the one error: held by a writer of another program, no room, or damaged."""
    told = str(error).split("\n")[0][:300]
    if "could not set lock" in told.lower():
        return StoreError(path, f"held by another program ({told})", "close it there, or open it there read-only")
    if isinstance(error, duckdb.OutOfMemoryException):
        return StoreError(path, f"too little memory or room ({told})", "make room, then run the same command again")
    room = ("no space", "could not write", "file too large", "cannot write")
    if any(word in told.lower() for word in room):
        return StoreError(path, f"can't be written ({told})", "make room, then run the same command again")
    return StoreError(path, f"damaged, or no store ({told})", f"make it anew: communique rebuild {path}")
