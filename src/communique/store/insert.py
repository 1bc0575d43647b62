"""Rows into tables: many at once, as JSON that DuckDB unpacks by the types of their struct."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.store.connection import Connection
from communique.store.rows import Row, columns


def insert(connection: Connection, kind: type[Row], rows: Sequence[Row]) -> None:
    """Add rows to their table."""
    staged(connection, kind, rows, f"INSERT INTO {kind.TABLE} BY NAME SELECT * FROM staged")


def staged(connection: Connection, kind: type[Row], rows: Sequence[Row], statement: str) -> None:
    """Run a statement in which the rows go by the name of `staged`; nothing is run for none."""
    if not rows:
        return
    structure = msgspec.json.encode([columns(kind)]).decode()
    table = f"WITH staged AS (SELECT unnest(from_json(?, '{structure}'), max_depth := 2))"
    connection.execute(f"{table} {statement}", [msgspec.json.encode(rows).decode()])
