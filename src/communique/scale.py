"""Many texts: several processes read, and this one writes what they read into a store.

`Workers` is all that the rest asks of the processes, and what another way of spreading the work, such as Ray, has
to offer in their place: what goes out and comes back is plain data, and order is kept.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Literal, Protocol, TypeVar

import msgspec

from communique.model import Record
from communique.read.arrival import Arrival, Done, Failed, Incoming, Page
from communique.read.errors import ReadError, fault
from communique.read.gather import gather
from communique.read.html import laid_bare
from communique.read.web import Limits
from communique.store.frames import document_id
from communique.store.writer import Known, Writer

Given = TypeVar("Given")
Got = TypeVar("Got")

AHEAD = 8
"""Texts that wait for each process, so that none is idle while this one writes."""

ASKED = 32
"""Texts that the store is asked about at once."""


class Died(msgspec.Struct, frozen=True):
    """What comes of a task that its process did not live through."""


Waiting = deque[tuple[Given, Future[Got | Died] | None]]


class Workers(Protocol):
    """Where the work is done."""

    def ordered(
        self, function: Callable[[Given], Got], given: Iterable[Given], *, is_work: Callable[[Given], bool]
    ) -> Iterator[tuple[Given, Got | Died | None]]:
        """Do a module's function to all that is work, and give all in its order; what is none comes with None."""


class Processes:
    """Local processes. One that dies is replaced, and costs only the text that it died of."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._count, mp_context=get_context("spawn"), initializer=_settle)

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the processes end, after an error without waiting for what they are at."""
        if error is not None:
            for process in list((self._pool._processes or {}).values()):
                process.terminate()
        self._pool.shutdown(cancel_futures=True)

    def ordered(
        self, function: Callable[[Given], Got], given: Iterable[Given], *, is_work: Callable[[Given], bool]
    ) -> Iterator[tuple[Given, Got | Died | None]]:
        """As Workers has it, with no more held at once than keeps the processes busy."""
        waiting: Waiting[Given, Got] = deque()
        for one in given:
            waiting.append((one, self._submitted(function, one) if is_work(one) else None))
            while len(waiting) > self._count * AHEAD:
                yield self._next(function, waiting)
        while waiting:
            yield self._next(function, waiting)

    def _submitted(self, function: Callable[[Given], Got], one: Given) -> Future[Got | Died]:
        try:
            return self._pool.submit(function, one)
        except BrokenProcessPool as error:  # told once more when its turn comes
            broken: Future[Got | Died] = Future()
            broken.set_exception(error)
            return broken

    def _next(self, function: Callable[[Given], Got], waiting: Waiting[Given, Got]) -> Any:
        """Wait for the first; if its process was lost, see which task is to blame."""
        future = waiting[0][1]
        if future is not None and isinstance(future.exception(), BrokenProcessPool):
            self._one_by_one(function, waiting)
        one, future = waiting.popleft()
        return one, None if future is None else future.result()

    def _one_by_one(self, function: Callable[[Given], Got], waiting: Waiting[Given, Got]) -> None:
        """Try what waits again in new processes, one alone at a time, which shows what killed the old ones."""
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._started()
        for place, (one, future) in enumerate(list(waiting)):
            if future is None or (future.done() and not future.cancelled() and future.exception() is None):
                continue
            again = self._submitted(function, one)
            if isinstance(again.exception(), BrokenProcessPool):
                self._pool.shutdown(cancel_futures=True)
                self._pool = self._started()
                again = Future()
                again.set_result(Died())
            waiting[place] = (one, again)


def _settle() -> None:
    """Leave Ctrl-C to the process that gives the work, and end when that process does, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What an ingest is asked to do beside its sources: `published` is for texts that don't say when they were."""

    published: str | None = None
    is_reread: bool = False
    limits: Limits = Limits()


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """Something that came in, and for a text its id as a document, what is known of it, and whether to read it."""

    item: Incoming | Done
    document: str = ""
    known: Known | None = None
    is_to_read: bool = False


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a text, or that an origin is done; `told` says what went wrong, `passed` bytes of the origin."""

    state: Literal["read", "unchanged", "outdated", "failed", "done"]
    origin: str
    passed: int
    told: str = ""


def ingest(origins: Iterable[str], writer: Writer, *, workers: Workers, order: Order) -> Iterator[Outcome]:
    """Read the texts of files and URLs into a store, in their order, whatever process reads which.

    Raises StoreError where the store can't be written any more; what was written till then is kept.
    """
    incoming = (item for origin in origins for item in gather(origin, published=order.published, limits=order.limits))
    visits = _asked(_bare(incoming, workers), writer, order=order)
    yield from _written(visits, writer, workers)


def reread(writer: Writer, *, workers: Workers) -> Iterator[Outcome]:
    """Read anew the stored texts that were last read by other versions than the writer's."""
    visits = (
        Visit(item=Arrival(origin=old.origin, source=old.source, doc=old.doc), document=old.document, is_to_read=True)
        for old in writer.outdated()
    )
    yield from _written(visits, writer, workers)


def _bare(incoming: Iterable[Incoming | Done], workers: Workers) -> Iterator[Incoming | Done]:
    """The same with the text of each page found, in a process of its own: pages are what bites most."""
    for item, found in workers.ordered(_lay_bare, incoming, is_work=lambda one: isinstance(one, Page)):
        if isinstance(found, Died) and isinstance(item, Page):
            yield _died(item.origin, item.source, item.passed)
        else:
            yield item if found is None or isinstance(found, Died) else found


def _lay_bare(item: Incoming | Done) -> Incoming | Done:
    return laid_bare(item) if isinstance(item, Page) else item


def _asked(incoming: Iterable[Incoming | Done], writer: Writer, *, order: Order) -> Iterator[Visit]:
    """What came in, with what the store knows of it already."""
    run = writer.run.id
    items = iter(incoming)
    while some := list(islice(items, ASKED)):
        ids = [document_id(item.doc) if isinstance(item, Arrival) else "" for item in some]
        known = writer.known([one for one in ids if one])
        for item, document in zip(some, ids, strict=True):
            was = known.get(document)
            is_to_read = isinstance(item, Arrival) and (was is None or (order.is_reread and was.run != run))
            yield Visit(item=item, document=document, known=was, is_to_read=is_to_read)


def _written(visits: Iterable[Visit], writer: Writer, workers: Workers) -> Iterator[Outcome]:
    """Have what is to be read read, and write down what comes of everything."""
    failed: set[str] = set()
    for visit, result in workers.ordered(read_text, visits, is_work=lambda one: one.is_to_read):
        item = visit.item
        if isinstance(item, Done):
            _settle_failures(writer, item.origin, failed)
            failed = set()
            yield Outcome(state="done", origin=item.origin, passed=item.passed)
        elif isinstance(item, Failed):
            failed.add(item.source)
            yield _fail(item, writer)
        elif isinstance(item, Arrival):
            told = _died(item.origin, item.source, item.passed) if isinstance(result, Died) else result
            if isinstance(told, Failed):
                failed.add(told.source)
                yield _fail(told, writer)
            else:
                yield _write(visit, item, told, writer)


def _write(visit: Visit, item: Arrival, record: Record | None, writer: Writer) -> Outcome:
    """Write down a text that was read, or met again."""
    known = writer.just_read(visit.document) or (None if record is not None else visit.known)
    if known is None:
        if record is None:
            raise AssertionError(f"{visit.document} is neither known nor read")
        writer.add(record, document=visit.document, origin=item.origin, source=item.source)
        return Outcome(state="read", origin=item.origin, passed=item.passed)
    writer.unchanged(visit.document, known, source=item.source)
    state: Literal["unchanged", "outdated"] = "unchanged" if known.run == writer.run.id else "outdated"
    return Outcome(state=state, origin=item.origin, passed=item.passed)


def _fail(item: Failed, writer: Writer) -> Outcome:
    writer.fail(origin=item.origin, source=item.source, problem=item.problem, mend=item.mend)
    return Outcome(state="failed", origin=item.origin, passed=item.passed, told=str(item))


def _settle_failures(writer: Writer, origin: str, failed: set[str]) -> None:
    """Strike out what failed at an earlier visit of an origin and did not at this one, if all of it was seen."""
    if origin not in failed:
        writer.mended([one.source for one in writer.failed(origin=origin) if one.source not in failed])


def _died(origin: str, source: str, passed: int) -> Failed:
    problem = "the process that read it was killed, perhaps for want of memory"
    return Failed(origin=origin, source=source, problem=problem, mend="split it, or read it with more", passed=passed)


def read_text(visit: Visit) -> Record | Failed:
    """Read one text, in whatever process; a fault of ours costs that text alone."""
    from communique.pipeline import analyse

    item = visit.item
    if not isinstance(item, Arrival):
        raise TypeError(f"no text: {item}")
    try:
        return analyse(item.doc)
    except ReadError as error:
        told = error
    except Exception as error:  # noqa: BLE001  A fault of ours in one text must not cost the others.
        told = fault(error, item.source)
    return Failed(origin=item.origin, source=item.source, problem=told.problem, mend=told.mend, passed=item.passed)
