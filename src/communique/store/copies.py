"""A large store out of a small one, by copying, to see how questions fare: nobody has a million events at hand."""

from __future__ import annotations

from pathlib import Path

import msgspec

from communique.store.connection import opened
from communique.store.migrations import migrate
from communique.store.rows import FINDINGS


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """A store of copies: how many events it has, and who takes part in most of them."""

    events: int
    actor: str


def copied(store: Path, other: Path, *, events: int) -> Copied:
    """Copy the texts of a store, each time under new ids, until there are so many events; StoreError if that fails."""
    with opened(store) as connection:
        found = connection.execute("SELECT count(*) FROM events").fetchone()
        has = int(found[0]) if found else 0
        most = connection.execute(
            "SELECT name FROM (SELECT unnest(source) AS name FROM events) GROUP BY name ORDER BY count(*) DESC, name"
        ).fetchone()
    times = -(-events // max(has, 1))
    with opened(other, work_for=other) as connection:
        migrate(connection, other)
        connection.execute(f"ATTACH '{str(store).replace(chr(39), chr(39) * 2)}' AS small (READ_ONLY)")
        connection.execute(
            f"INSERT INTO documents BY NAME SELECT d.* REPLACE (d.id || n AS id, d.source || n AS source) "
            f"FROM small.documents AS d, range({times}) AS copies(n)"
        )
        for table in (*(kind.TABLE for kind in FINDINGS), "evidence", "words"):
            connection.execute(
                f"INSERT INTO {table} BY NAME SELECT t.* REPLACE (t.document || n AS document) "
                f"FROM small.{table} AS t, range({times}) AS copies(n)"
            )
        connection.execute("CHECKPOINT")
    return Copied(events=has * times, actor=str(most[0]) if most else "")
