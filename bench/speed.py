"""Measure articles a second, the whole read and the path to statements against bare models, memory, start-up time."""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from bench.scored import gold_document
from communique.analyse.engine.windows import Ints
from communique.model import Document
from communique.read.errors import ReadError
from communique.read.files import document, sources
from communique.read.language import primary

ROOT = Path(__file__).parent.parent
TEXTS = ROOT.parent / "shared" / "data" / "texts"
EXAMPLES = ROOT / "examples"
BRIEFING = ROOT.parent / "shared" / "gold" / "dev" / "2025-02-12-leavitt-briefing.json"
MIB_IN_KIB = 1024
One = TypeVar("One")


@dataclass(frozen=True, kw_only=True)
class Speed:
    """The figures of one run: seconds over all texts, peak memory in MiB, start-up in seconds.

    `encode` is the encoder's bare run, `relations` the path from a text to its attribution relations.
    """

    texts: int
    tokens: int
    read: float
    parse: float
    encode: float
    relations: float
    memory: float
    start: float

    @property
    def articles_a_second(self) -> float:
        """Whole reads a second, on one core."""
        return self.texts / self.read

    @property
    def ratio(self) -> float:
        """How much longer a whole read takes than the bare parse and the bare encoder on the same texts."""
        return self.read / (self.parse + self.encode)

    @property
    def statement_ratio(self) -> float:
        """How much longer it takes to find who said what than to run the bare encoder on the same texts."""
        return self.relations / self.encode


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's options."""
    parser.add_argument(
        "--data",
        default=str(TEXTS if TEXTS.is_dir() else EXAMPLES),
        metavar="FOLDER",
        help="texts to read (default: %(default)s)",
    )
    parser.add_argument("--most", type=int, default=200, metavar="N", help="read no more texts than this")


def run(args: argparse.Namespace) -> int:
    """Measure and print, each figure beside what it must not pass."""
    docs = spread(list(english(args.data)), most=args.most)
    if not docs:
        print(f"no English text in {args.data}", file=sys.stderr)
        return 2
    speed = measure(docs)
    print(f"texts               {speed.texts} ({speed.tokens:,} tokens)")
    print(f"articles a second   {speed.articles_a_second:.1f}")
    print(f"read to bare models {speed.ratio:.2f} (at most 1.5)")
    print(f"statement path      {speed.statement_ratio:.2f} of the bare encoder (at most 1.3)")
    print(f"peak memory         {speed.memory:.0f} MiB (under 1.2 GB)")
    print(f"communique --help   {speed.start:.2f} s (under 0.3 s)")
    if BRIEFING.is_file():
        print(f"briefing, 2 procs   {in_processes(briefing()):.1f} a second (at least 6)")
    return 0


def briefing() -> Document:
    """The report of the briefing that the project began with, 687 words, from the gold records."""
    return gold_document(BRIEFING)


def in_processes(doc: Document, *, processes: int = 2, times: int = 24) -> float:
    """How many times a second a text is read by so many processes, their models loaded before."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(_reads, [doc] * processes * 2))
        start = perf_counter()
        list(pool.map(_reads, [doc] * times))
        return times / (perf_counter() - start)


def _reads(doc: Document) -> int:
    from communique.pipeline import analyse

    return len(analyse(doc).statements)


def documents(folder: str) -> Iterator[Document]:
    """The texts of a folder; those that can't be read are told and left out."""
    for source in sources([folder]).found:
        try:
            yield document(source)
        except ReadError as error:
            print(error, file=sys.stderr)


def english(folder: str) -> Iterator[Document]:
    """The texts of a folder that say they are in English or are found to be."""
    return (doc for doc in documents(folder) if doc.language is not None and primary(doc.language) == "en")


def spread(docs: Sequence[One], *, most: int) -> Sequence[One]:
    """At most so many of them, evenly spread: of nine and at most three, the first, fourth and seventh."""
    return docs[:: max(1, -(-len(docs) // max(most, 1)))]


def measure(docs: Sequence[Document]) -> Speed:
    """Read each text, and run each part alone, in turn, so that whatever else the machine does slows all alike.

    Which comes first goes round; the first text is read once before, to load the models.
    """
    from communique.analyse.engine import bare_parse
    from communique.analyse.engine.encoder import batches
    from communique.analyse.engine.windows import pieces
    from communique.pipeline import analyse

    analyse(docs[0])
    bare_parse(docs[0])
    spent = dict.fromkeys(("read", "parse", "encode", "relations"), 0.0)
    tokens = 0
    for number, doc in enumerate(docs):
        feeds = [batch.feed for batch in batches(pieces(doc.text))]
        steps: list[tuple[str, Callable[[], object]]] = [
            ("read", partial(analyse, doc)),
            ("parse", partial(bare_parse, doc)),
            ("encode", partial(_bare_encode, feeds)),
            ("relations", partial(_relations, doc.text)),
        ]
        first = number % len(steps)
        for name, step in steps[first:] + steps[:first]:
            start = perf_counter()
            result = step()
            spent[name] += perf_counter() - start
            tokens += result if name == "parse" and isinstance(result, int) else 0
    return Speed(texts=len(docs), tokens=tokens, **spent, memory=peak_memory(), start=start_up())


def _bare_encode(feeds: Sequence[dict[str, Ints]]) -> None:
    from communique.analyse.engine.encoder import engine

    for feed in feeds:
        engine().run(feed)


def _relations(text: str) -> int:
    from communique.analyse.attribution import relations
    from communique.analyse.engine.encoder import encode

    return len(relations(encode(text)))


def peak_memory() -> float:
    """The most memory this process has held so far, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MIB_IN_KIB if sys.platform != "darwin" else MIB_IN_KIB**2)


def start_up(times: int = 5) -> float:
    """Seconds that `communique --help` takes, the median of several, after one to warm the file cache."""
    spent = []
    for _ in range(times + 1):
        start = perf_counter()
        subprocess.run([sys.executable, "-m", "communique", "--help"], check=True, capture_output=True)
        spent.append(perf_counter() - start)
    return statistics.median(spent[1:])
