"""Measure an ingest: texts a second, time against reading alone, memory, bytes a text, a store of many events."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

import msgspec

from bench import speed
from bench.speed import MIB_IN_KIB, peak_memory, spread
from communique.pipeline import versions
from communique.read.arrival import Arrival, Done
from communique.read.gather import gather, origins
from communique.scale import Order, Processes, Visit, ingest, read_text
from communique.store.copies import copied
from communique.store.frames import Read
from communique.store.journal import frames
from communique.store.publish import Files
from communique.store.view import Filters, View
from communique.store.writer import Writer

PROCESSES = 2
ROUNDS = 2
ASKED = 5
GROWN = 10


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What one run gives: seconds over all texts, peaks in MiB, sizes in bytes."""

    texts: int
    alone: float
    ingested: float
    once: float
    grown: float
    reader: float
    store: int
    journal: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's options."""
    speed.add_arguments(parser)
    parser.add_argument("--events", type=int, default=1_000_000, metavar="N", help="events of the copied store")


def run(args: argparse.Namespace) -> int:
    """Measure and print, each figure beside what it must not pass."""
    found = spread(origins([args.data]).found, most=args.most)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "bench.duckdb"
        figures = measure(found, Path(folder))
        print(f"texts                    {figures.texts}, read by {PROCESSES} processes")
        print(f"articles a second        {figures.texts / figures.ingested:.1f}")
        print(f"ingest to reading alone  {figures.ingested / figures.alone:.2f} (at most 1.1)")
        told = f"{figures.once:.0f} MiB, {figures.grown:.0f} MiB after {GROWN} times as many texts"
        print(f"peak memory, writer      {told}")
        print(f"peak memory, a reader    {figures.reader:.0f} MiB")
        print(f"bytes a text, store      {figures.store / figures.texts:,.0f}")
        print(f"bytes a text, journal    {figures.journal / figures.texts:,.0f}")
        many(store, Path(folder) / "many.duckdb", events=args.events)
    return 0


def measure(found: Iterable[str], folder: Path) -> Figures:
    """Read and ingest the same texts in turn, in the same processes, so that what else the machine does slows both."""
    found = list(found)
    alone, ingested, texts = [], [], 0
    store = folder / "bench.duckdb"
    with Processes(PROCESSES) as workers:
        list(workers.ordered(read_text, list(visits(found))[: 8 * PROCESSES], is_work=lambda visit: visit.is_to_read))
        for _ in range(ROUNDS):
            for path in folder.iterdir():
                path.unlink()
            started = perf_counter()
            for _ in workers.ordered(read_text, visits(found), is_work=lambda visit: visit.is_to_read):
                pass
            alone.append(perf_counter() - started)
            started = perf_counter()
            texts = 0
            with Writer(store, run=versions()) as writer:
                for outcome in ingest(found, writer, workers=workers, order=Order()):
                    texts += outcome.state == "read"
            ingested.append(perf_counter() - started)
    once = peak_memory()
    grow(store, folder / "grown.duckdb")
    return Figures(
        texts=texts,
        alone=min(alone),
        ingested=min(ingested),
        once=once,
        grown=peak_memory(),
        reader=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MIB_IN_KIB,
        store=store.stat().st_size,
        journal=Files(store).journal.stat().st_size,
    )


def grow(store: Path, other: Path) -> None:
    """Write a store of many times as many texts, as a writer is told of them one after another."""
    with Writer(other, run=versions()) as writer:
        for number in range(GROWN):
            for _, frame in frames(Files(store).journal):
                if isinstance(frame, Read):
                    source, document = f"{frame.source}#{number}", f"{frame.document[:12]}{number:04x}"
                    writer.add(frame.record, document=document, origin=frame.origin, source=source)


def visits(found: Iterable[str]) -> Iterator[Visit]:
    """The texts as an ingest hands them to its processes, without a store."""
    for origin in found:
        for item in gather(origin):
            if not isinstance(item, Done):
                yield Visit(item=item, is_to_read=isinstance(item, Arrival))


def many(store: Path, other: Path, *, events: int) -> None:
    """Copy a store into one of so many events, and ask it for an actor's timeline."""
    made = copied(store, other, events=events)
    actor = made.actor
    print(f"a store of copies        {made.events:,} events, {other.stat().st_size / MIB_IN_KIB**2:.0f} MiB")
    filters = Filters(actor=actor, most=100)
    first = asked(other, filters)
    rest = min(asked(other, filters) for _ in range(ASKED))
    print(f"timeline of {actor!r}: {first:.3f} s at first, {rest:.3f} s again (under 0.2 s)")
    command = [sys.executable, "-m", "communique", "show", "timeline", str(other), "--actor", actor]
    spent = []
    for _ in range(ASKED):
        started = perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        spent.append(perf_counter() - started)
    print(f"the whole command        {min(spent):.3f} s, start of Python and all")


def asked(store: Path, filters: Filters) -> float:
    """Seconds for one question, opening the store included."""
    started = perf_counter()
    list(View(store).ask("timeline", filters))
    return perf_counter() - started
