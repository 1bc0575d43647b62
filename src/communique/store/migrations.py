"""The steps from an empty file to the tables of this version, each a file in `schema/`, taken once and in order."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from communique.store.connection import Connection
from communique.store.errors import StoreError


def steps() -> tuple[str, ...]:
    """The SQL of each step, the first first."""
    folder = files("communique.store") / "schema"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple((folder / name).read_text(encoding="utf-8") for name in names)


def schema_of(connection: Connection) -> int:
    """How many steps a store has taken, 0 for an empty file."""
    named = connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'store'").fetchone()
    found = connection.execute("SELECT schema FROM store").fetchone() if named else None
    return int(found[0]) if found else 0


def migrate(connection: Connection, path: Path, *, taken: Sequence[str] | None = None) -> None:
    """Take the steps that a store lacks, all or none; StoreError for a store of a later version than ours."""
    wanted = steps() if taken is None else taken
    has = check(connection, path, newest=len(wanted))
    if has == len(wanted):
        return
    connection.execute("BEGIN")
    for number, step in enumerate(wanted[has:], start=has + 1):
        connection.execute(step)
        if number == 1:
            connection.execute("INSERT INTO store VALUES (NULL, 0, 1)")
        connection.execute("UPDATE store SET schema = ?", [number])
    connection.execute("COMMIT")


def is_newest(connection: Connection, path: Path) -> bool:
    """Whether a store has taken all steps; StoreError for a store of a later version."""
    newest = len(steps())
    return check(connection, path, newest=newest) == newest


def check(connection: Connection, path: Path, *, newest: int) -> int:
    """How many steps a store has taken; StoreError if that is more than this program knows."""
    has = schema_of(connection)
    if has > newest:
        raise StoreError(path, f"made by a later version of communique (schema {has})", "update communique")
    return has
