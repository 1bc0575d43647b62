"""The one process that writes a store: what it is told goes to the journal at once, and to the tables by and by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from types import TracebackType

import msgspec

from communique.model import Document, LinkJudgement, Record, Run
from communique.store.connection import opened
from communique.store.errors import StoreError
from communique.store.frames import Again, Fell, Frame, Linkage, Mended, Ran, Read
from communique.store.hold import held, now
from communique.store.publish import Files, publish

SYNC = 1.0
"""Seconds after which what was written is put on the disk: what a power cut may cost."""

PUBLISH = 60.0
"""Seconds after which readers see what is new, at the earliest."""

SHARE = 20
"""And never sooner than so many times what it took last, so that it costs a twentieth of the time at most."""

LATELY = 10_000
"""So many sources whose current version was told last are kept in mind."""


class Known(msgspec.Struct, frozen=True):
    """What a store knows of a version of a text: by which run it was read last, where it stands, if it is current."""

    run: str
    source: str
    is_current: bool


class Outdated(msgspec.Struct, frozen=True, kw_only=True):
    """A stored version of a text that was read by other versions of the program."""

    document: str
    origin: str
    source: str
    doc: Document


OUTDATED = """
SELECT id, origin, source, name, text, title, publisher, published, language, url, authors
FROM documents WHERE is_current AND run <> ? AND id > ? ORDER BY id LIMIT 64
"""


class Writer:
    """A store open for writing; leaving it makes all that was written visible to readers.

    Raises StoreError where another process writes, nothing can be written, or store and journal don't fit.
    """

    def __init__(self, path: Path, *, run: Run, wait: float = 0.0) -> None:
        self.path = path
        self.run = run
        self._files = Files(path)
        with ExitStack() as undo:
            self._journal = undo.enter_context(held(path, wait=wait))
            self._undo = undo.pop_all()
        self._read: dict[str, Known] = {}
        self._current: dict[str, str] = {}
        self._failed = self._failures()
        self._has_run = self._knows_run()
        self._synced = self._published = monotonic()
        self._took = 0.0
        self._shown = self._journal.end

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Publish, unless the store itself has failed, and let the next writer in."""
        with self._undo:
            if not isinstance(error, StoreError):
                self._journal.sync()
                if self._journal.end != self._shown:
                    self.publish()

    def _failures(self) -> dict[str, Fell]:
        with opened(self.path) as connection:
            found = connection.execute("SELECT source, origin, problem, mend FROM failures").fetchall()
        return {s: Fell(source=s, origin=o, problem=p, mend=m, at="") for s, o, p, m in found}

    def _knows_run(self) -> bool:
        with opened(self.path) as connection:
            return connection.execute("SELECT 1 FROM runs WHERE id = ?", [self.run.id]).fetchone() is not None

    def known(self, ids: Sequence[str]) -> dict[str, Known]:
        """What the store knows of these versions of texts; those that it lacks are left out."""
        with opened(self.path) as connection:
            found = connection.execute(
                "SELECT id, run, source, is_current FROM documents WHERE id IN (SELECT unnest(?))", [list(ids)]
            ).fetchall()
        told = {i: Known(run, source, is_current) for i, run, source, is_current in found}
        return told | {i: self._read[i] for i in ids if i in self._read}

    def just_read(self, document: str) -> Known | None:
        """What is known of a version of a text that was written down since readers were last shown all."""
        return self._read.get(document)

    def outdated(self) -> Iterator[Outdated]:
        """The current texts that were last read by other versions than this run's, in the order of their ids."""
        last = ""
        while True:
            with opened(self.path) as connection:
                found = connection.execute(OUTDATED, [self.run.id, last]).fetchall()
            if not found:
                return
            for document, origin, source, name, text, title, publisher, published, language, url, authors in found:
                doc = Document(
                    id=name,
                    text=text,
                    title=title,
                    publisher=publisher,
                    published=published,
                    language=language,
                    url=url,
                    author=tuple(authors) if len(authors) > 1 else next(iter(authors), None),
                )
                yield Outdated(document=document, origin=origin, source=source, doc=doc)
            last = found[-1][0]

    def add(self, record: Record, *, document: str, origin: str, source: str) -> None:
        """Write down what was read at a place."""
        frames: list[Frame] = [] if self._has_run else [Ran(run=self.run, at=now())]
        frames.append(Read(document=document, origin=origin, source=source, run=self.run.id, record=record, at=now()))
        self._tell(frames)
        self._has_run = True
        self._read[document] = Known(self.run.id, source, True)
        self._claim(source, document)
        self._failed.pop(source, None)

    def unchanged(self, document: str, known: Known, *, source: str) -> None:
        """Take note that a text that is known was met again; only what that changes is written down."""
        is_current = self._current[source] == document if source in self._current else known.is_current
        if source == known.source and not is_current:
            self._tell([Again(source=source, document=document)])
            self._claim(source, document)
        self.mended([source])

    def _claim(self, source: str, document: str) -> None:
        self._current.pop(source, None)
        self._current[source] = document

    def fail(self, *, origin: str, source: str, problem: str, mend: str) -> None:
        """Write down that a text, or a whole origin, could not be read, for a later try."""
        was = self._failed.get(source)
        if was is not None and (was.origin, was.problem, was.mend) == (origin, problem, mend):
            return
        self._failed[source] = Fell(origin=origin, source=source, problem=problem, mend=mend, at=now())
        self._tell([self._failed[source]])

    def link(self, judgement: LinkJudgement) -> None:
        """Write down somebody's word that two reports are, or are not, of one event; earlier ones are kept."""
        self._tell([Linkage(judgement=judgement)])

    def mended(self, sources: Sequence[str]) -> None:
        """Strike out failures that are none any more."""
        gone = tuple(source for source in sources if source in self._failed)
        if gone:
            self._tell([Mended(sources=gone)])
            for source in gone:
                del self._failed[source]

    def failed(self, *, origin: str | None = None) -> list[Fell]:
        """What failed and was not mended, of one origin or of all."""
        return [one for one in self._failed.values() if origin is None or one.origin == origin]

    def _tell(self, frames: list[Frame]) -> None:
        self._journal.append(frames)
        if monotonic() - self._synced > SYNC:
            self._journal.sync()
            self._synced = monotonic()
        if monotonic() - self._published > max(PUBLISH, SHARE * self._took):
            self.publish()

    def publish(self) -> None:
        """Make all that was written visible to readers; StoreError, and nothing lost, if that can't be."""
        started = monotonic()
        publish(self._files)
        self._published = monotonic()
        self._took = self._published - started
        self._shown = self._journal.end
        self._read.clear()
        # What was asked of the store before this may still be on its way, and has not heard of the last of these.
        self._current = dict(list(self._current.items())[-LATELY:])
