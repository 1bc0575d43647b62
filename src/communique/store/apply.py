"""From the journal into the tables: frames in batches, each in one transaction with how far the journal is applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.store.connection import Connection
from communique.store.frames import Again, Began, Fell, Judged, Linkage, Mended, Ran, Read, Told
from communique.store.insert import insert, staged
from communique.store.linkages import add_linkages
from communique.store.rows import (
    FINDINGS,
    DocumentRow,
    EvidenceRow,
    FindingRow,
    Row,
    document_row,
    evidence_rows,
    finding_rows,
)
from communique.store.search import index_words
from communique.store.settle import add_judgements, settle, unsettled

BATCH = 200
"""How many frames make a transaction at most."""

CHARACTERS = 2_000_000
"""And how many characters of text, so that memory stays flat whatever the texts."""


class Turned(Row, frozen=True, kw_only=True):
    """A version of a text that has become the current one of its source, or is no longer."""

    document: str
    is_current: bool


class LastRun(Row, frozen=True, kw_only=True):
    """By which run a version of a text was read last."""

    document: str
    run: str


class Ended(Row, frozen=True, kw_only=True):
    """A finding that a later run no longer makes."""

    id: str
    document: str
    digest: str
    run: str


class Failure(Row, frozen=True, kw_only=True):
    """A row of the failures."""

    TABLE = "failures"
    source: str
    origin: str
    problem: str
    mend: str
    tried: str


class Source(Row, frozen=True, kw_only=True):
    """A place of a text."""

    source: str


def batches(told: Iterable[tuple[int, Told]]) -> Iterator[tuple[int, list[Told]]]:
    """The frames in batches, each with the offset behind it; no text comes twice in one."""
    batch: list[Told] = []
    end, seen, size = 0, set[str](), 0
    for offset, frame in told:
        is_known = isinstance(frame, Read) and frame.document in seen
        if batch and (is_known or len(batch) >= BATCH or size >= CHARACTERS):
            yield end, batch
            batch, seen, size = [], set(), 0
        batch.append(frame)
        end = offset
        if isinstance(frame, Read):
            seen.add(frame.document)
            size += len(frame.record.document.text)
    if batch:
        yield end, batch


def apply(connection: Connection, told: Iterable[tuple[int, Told]]) -> None:
    """Bring a store up to the frames, which are those behind what it has applied."""
    connection.execute("BEGIN")
    judged = unsettled(connection)
    connection.execute("COMMIT")
    for end, batch in batches(told):
        connection.execute("BEGIN")
        apply_batch(connection, batch)
        connection.execute("UPDATE store SET applied = ?", [end])
        connection.execute("COMMIT")
    connection.execute("BEGIN")
    settle(connection, judged)
    connection.execute("COMMIT")


def apply_batch(connection: Connection, batch: Sequence[Told]) -> None:
    """Write what the frames tell into the tables."""
    for frame in batch:
        if isinstance(frame, Began):
            connection.execute("UPDATE store SET journal = ?", [frame.journal])
        elif isinstance(frame, Ran):
            add_run(connection, frame)
    reads = [frame for frame in batch if isinstance(frame, Read)]
    add_documents(connection, reads)
    set_current(connection, [frame for frame in batch if isinstance(frame, Read | Again)])
    set_failures(connection, batch)
    add_judgements(connection, [frame for frame in batch if isinstance(frame, Judged)])
    add_linkages(connection, [frame for frame in batch if isinstance(frame, Linkage)])


def add_run(connection: Connection, frame: Ran) -> None:
    """A row for a run, unless it is there."""
    run = frame.run
    connection.execute(
        "INSERT INTO runs SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM runs WHERE id = ?)",
        [run.id, run.program, run.model, run.lexicon, frame.at, run.id],
    )


def add_documents(connection: Connection, reads: Sequence[Read]) -> None:
    """Rows for what was read: new versions with all they say, known ones with what has changed in their reading."""
    if not reads:
        return
    ids = [frame.document for frame in reads]
    found = connection.execute("SELECT id FROM documents WHERE id IN (SELECT unnest(?))", [ids]).fetchall()
    known = {row[0] for row in found}
    new = [frame for frame in reads if frame.document not in known]
    insert(connection, DocumentRow, list(versions(connection, new)))
    index_words(connection, [frame.document for frame in new])
    again = [frame for frame in reads if frame.document in known]
    found_now = [row for frame in reads for row in finding_rows(frame)]
    kept = supersede(connection, again, found_now)
    rows = [row for row in found_now if (row.document, row.id, row.digest) not in kept]
    for kind in FINDINGS:
        insert(connection, kind, [row for row in rows if isinstance(row, kind)])
    made = {(row.document, row.id) for row in rows}
    words = (row for frame in reads for row in evidence_rows(frame))
    insert(connection, EvidenceRow, [row for row in words if (row.document, row.finding) in made])


def versions(connection: Connection, reads: Sequence[Read]) -> Iterator[DocumentRow]:
    """The rows of new versions, numbered behind those that their sources have."""
    sources = [frame.source for frame in reads]
    found = connection.execute(
        "SELECT source, max(version) FROM documents WHERE source IN (SELECT unnest(?)) GROUP BY source", [sources]
    ).fetchall()
    last: dict[str, int] = dict(found)
    for frame in reads:
        last[frame.source] = last.get(frame.source, 0) + 1
        yield document_row(frame, version=last[frame.source])


def supersede(
    connection: Connection, reads: Sequence[Read], found_now: Sequence[FindingRow]
) -> set[tuple[str, str, str]]:
    """Mark what these readings of known texts no longer find; what they find as before, by document, id and digest."""
    if not reads:
        return set()
    runs = {frame.document: frame.run for frame in reads}
    now = {(row.document, row.id, row.digest) for row in found_now}
    kept: set[tuple[str, str, str]] = set()
    for kind in FINDINGS:
        found = connection.execute(
            f"SELECT document, id, digest FROM {kind.TABLE} "
            "WHERE superseded IS NULL AND document IN (SELECT unnest(?))",
            [list(runs)],
        ).fetchall()
        ended = [Ended(id=i, document=d, digest=g, run=runs[d]) for d, i, g in found if (d, i, g) not in now]
        kept |= {(d, i, g) for d, i, g in found if (d, i, g) in now}
        staged(
            connection,
            Ended,
            ended,
            f"UPDATE {kind.TABLE} AS t SET superseded = s.run, is_current = false FROM staged AS s "
            "WHERE t.document = s.document AND t.id = s.id AND t.digest = s.digest AND t.superseded IS NULL",
        )
    read = [LastRun(run=frame.run, document=frame.document) for frame in reads]
    staged(connection, LastRun, read, "UPDATE documents SET run = s.run FROM staged AS s WHERE id = s.document")
    return kept


def set_current(connection: Connection, told: Sequence[Read | Again]) -> None:
    """Make the version of each source current that was seen last, and what was found in it."""
    latest = {frame.source: frame.document for frame in told}
    read = {frame.document for frame in told if isinstance(frame, Read)}
    found = connection.execute(
        "SELECT id, source, is_current FROM documents "
        "WHERE source IN (SELECT unnest($sources)) OR id IN (SELECT unnest($read))",
        {"sources": list(latest), "read": list(read)},
    ).fetchall()
    own = {source for document, source, _ in found if latest.get(source) == document}
    now = {document: latest[s] == document if s in own else was for document, s, was in found}
    # What was just found in a text stands as current; in an earlier version of a text it is not.
    turned = [
        Turned(document=document, is_current=now[document])
        for document, _, was in found
        if was != now[document] or (document in read and not now[document])
    ]
    for table, key, ended in (
        ("documents", "id", ""),
        *((kind.TABLE, "document", "AND superseded IS NULL") for kind in FINDINGS),
    ):
        staged(
            connection,
            Turned,
            turned,
            f"UPDATE {table} SET is_current = s.is_current FROM staged AS s WHERE {table}.{key} = s.document {ended}",
        )


def set_failures(connection: Connection, told: Sequence[Told]) -> None:
    """Write down what failed last at each source, and strike out what no longer does."""
    failures: dict[str, Failure | None] = {}
    for frame in told:
        if isinstance(frame, Read):
            failures[frame.source] = None
        elif isinstance(frame, Mended):
            failures |= dict.fromkeys(frame.sources)
        elif isinstance(frame, Fell):
            failures[frame.source] = Failure(
                source=frame.source, origin=frame.origin, problem=frame.problem, mend=frame.mend, tried=frame.at
            )
    gone = [Source(source=source) for source in failures]
    staged(connection, Source, gone, "DELETE FROM failures USING staged AS s WHERE failures.source = s.source")
    insert(connection, Failure, [failure for failure in failures.values() if failure is not None])
