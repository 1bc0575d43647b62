"""Judgements brought to findings: what is rejected no longer holds, what is amended holds as amended.

Before frames are applied all is laid back as it was found, so that readings are compared with readings; after that the
latest judgement of each finding is brought to it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from communique.store.connection import Connection
from communique.store.frames import Judged
from communique.store.insert import insert, staged
from communique.store.judged import CHANGES, Changes, Kind, changed
from communique.store.rows import (
    TABLES,
    EventRow,
    FindingRow,
    Row,
    sides,
    spanned,
    states,
)


class JudgementRow(Row, frozen=True, kw_only=True):
    """A judgement; `number` counts all of the journal, `is_latest` is true of the one that holds."""

    TABLE = "judgements"
    id: str
    finding: str
    kind: str
    verdict: str
    changes: str | None
    digest: str
    note: str | None
    author: str | None
    made: str
    number: int
    is_latest: bool


class StateRow(Row, frozen=True, kw_only=True):
    """The columns of a statement or event that follow from the states of actors."""

    place: int
    source: str | None = None
    country: str | None = None
    countries: str | None = None
    source_countries: tuple[str, ...] = ()
    target_countries: tuple[str, ...] = ()


def add_judgements(connection: Connection, frames: Sequence[Judged]) -> None:
    """Rows for judgements, of which the last of each finding holds."""
    if not frames:
        return
    found = connection.execute("SELECT count(*) FROM judgements").fetchone()
    first = int(found[0]) + 1 if found else 1
    insert(connection, JudgementRow, [judgement_row(frame, number) for number, frame in enumerate(frames, start=first)])
    connection.execute(
        "UPDATE judgements SET is_latest = (number = l.last) "
        "FROM (SELECT finding, max(number) AS last FROM judgements GROUP BY finding) AS l "
        "WHERE judgements.finding = l.finding"
    )


def judgement_row(frame: Judged, number: int) -> JudgementRow:
    """The row of a judgement."""
    told = frame.judgement
    return JudgementRow(
        id=told.hashed(at=frame.at),
        finding=told.finding,
        kind=told.kind,
        verdict=told.verdict,
        changes=None if told.changes is None else msgspec.json.encode(told.changes).decode(),
        digest=told.digest,
        note=told.note,
        author=told.author,
        made=frame.at,
        number=number,
        is_latest=True,
    )


def unsettled(connection: Connection) -> set[str]:
    """Lay all findings back as they were found; the documents whose findings were judged."""
    touched: set[str] = set()
    for kind in TABLES.values():
        table = kind.TABLE
        found = connection.execute(f"SELECT DISTINCT document FROM {table} WHERE verdict IS NOT NULL").fetchall()
        if not found:
            continue
        touched |= {str(row[0]) for row in found}
        connection.execute(f"DELETE FROM {table} WHERE verdict = 'amended'")
        connection.execute(
            f"UPDATE {table} SET verdict = NULL, judgement = NULL, is_current = superseded IS NULL AND d.is_current "
            f"FROM documents AS d WHERE d.id = {table}.document AND verdict IS NOT NULL"
        )
    return touched


def settle(connection: Connection, touched: Iterable[str]) -> None:
    """Bring the latest judgement of each finding to it; `touched` are documents that had judgements before."""
    documents = set(touched)
    for kind, row in TABLES.items():
        documents |= settle_kind(connection, kind, row)
    if documents:
        derive_states(connection, sorted(documents))


def settle_kind(connection: Connection, kind: Kind, row: type[FindingRow]) -> set[str]:
    """The same for one kind of finding; the documents that have one that is judged.

    What was accepted or amended holds also where a later reading no longer finds it.
    """
    table = row.TABLE
    connection.execute(
        f"""
        UPDATE {table} SET verdict = j.verdict, judgement = j.judgement,
            is_current = j.is_current AND j.verdict = 'accept'
        FROM (
            SELECT t.rowid AS place, j.verdict, j.id AS judgement, d.is_current
            FROM {table} AS t JOIN judgements AS j ON j.finding = t.id AND j.kind = ? AND j.is_latest
            JOIN documents AS d ON d.id = t.document
            WHERE t.superseded IS NULL OR j.verdict <> 'reject'
            QUALIFY row_number() OVER (
                PARTITION BY t.document, t.id ORDER BY t.superseded IS NULL DESC, t.rowid DESC
            ) = 1
        ) AS j WHERE {table}.rowid = j.place
        """,
        [kind],
    )
    found = connection.execute(
        f"SELECT to_json(t), j.changes, d.is_current FROM {table} AS t JOIN judgements AS j ON j.id = t.judgement "
        "JOIN documents AS d ON d.id = t.document WHERE t.verdict = 'amend' ORDER BY t.rowid"
    ).fetchall()
    amended = [
        amended_row(msgspec.json.decode(was, type=row), msgspec.json.decode(changes, type=CHANGES[kind]), holds)
        for was, changes, holds in found
    ]
    insert(connection, row, amended)
    judged = connection.execute(f"SELECT DISTINCT document FROM {table} WHERE verdict IS NOT NULL").fetchall()
    return {str(document) for (document,) in judged}


def amended_row(row: FindingRow, changes: Changes, is_current: bool) -> FindingRow:
    """A finding as it holds once it is amended."""
    told = changed(changes) | {"verdict": "amended", "is_current": is_current}
    amended = msgspec.structs.replace(row, **told)
    if isinstance(amended, EventRow):
        amended = msgspec.structs.replace(amended, **spanned(amended.date))
    return amended


def derive_states(connection: Connection, documents: Sequence[str]) -> None:
    """Take what follows from the states of actors from those that hold now."""
    found = connection.execute(
        "SELECT document, name, country, name_en FROM actors WHERE document IN (SELECT unnest(?)) "
        "AND coalesce(verdict, '') <> 'amend' ORDER BY is_current, rowid",
        [documents],
    ).fetchall()
    country: dict[str, dict[str, str | None]] = {}
    english: dict[str, dict[str, str]] = {}
    for document, name, code, name_en in found:
        country.setdefault(document, {})[name] = code
        if name_en is not None:
            english.setdefault(document, {})[name] = name_en
    said = connection.execute(
        "SELECT rowid, document, speaker FROM statements WHERE document IN (SELECT unnest(?))", [documents]
    ).fetchall()
    speakers = [StateRow(place=place, country=country.get(d, {}).get(speaker)) for place, d, speaker in said]
    staged(
        connection, StateRow, speakers,
        "UPDATE statements SET country = s.country FROM staged AS s WHERE statements.rowid = s.place",
    )  # fmt: skip
    done = connection.execute(
        "SELECT rowid, document, source, target FROM events WHERE document IN (SELECT unnest(?))", [documents]
    ).fetchall()
    parties = [
        event_states(place, source, target, country.get(d, {}), english.get(d, {})) for place, d, source, target in done
    ]
    staged(
        connection, StateRow, parties,
        "UPDATE events SET parties = s.source, countries = s.countries, source_countries = s.source_countries, "
        "target_countries = s.target_countries FROM staged AS s WHERE events.rowid = s.place",
    )  # fmt: skip


def event_states(
    place: int,
    source: Sequence[str],
    target: Sequence[str],
    country: dict[str, str | None],
    english: dict[str, str],
) -> StateRow:
    """What follows for one event; `english` has the English names beside those in another script."""
    told = sides(source, target, country)
    return StateRow(
        place=place,
        source="\n".join([str(told["parties"]), *(english[name] for name in (*source, *target) if name in english)]),
        countries=str(told["countries"]),
        source_countries=states(source, country),
        target_countries=states(target, country),
    )
