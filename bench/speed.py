"""Measure articles a second, the whole read against the bare parse, peak memory and start-up time."""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from communique.model import Document
from communique.read.errors import ReadError
from communique.read.files import document, sources
from communique.read.language import primary

ROOT = Path(__file__).parent.parent
TEXTS = ROOT.parent / "shared" / "data" / "texts"
EXAMPLES = ROOT / "examples"
MIB_IN_KIB = 1024


@dataclass(frozen=True, kw_only=True)
class Speed:
    """The figures of one run: seconds over all texts, peak memory in MiB, start-up in seconds."""

    texts: int
    tokens: int
    read: float
    parse: float
    memory: float
    start: float

    @property
    def articles_a_second(self) -> float:
        """Whole reads a second, on one core."""
        return self.texts / self.read

    @property
    def ratio(self) -> float:
        """How much longer a whole read takes than the bare parse of the same texts."""
        return self.read / self.parse


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
    print(f"read to bare parse  {speed.ratio:.2f} (at most 1.5)")
    print(f"peak memory         {speed.memory:.0f} MiB (under 1.2 GB)")
    print(f"communique --help   {speed.start:.2f} s (under 0.3 s)")
    return 0


def english(folder: str) -> Iterator[Document]:
    """The texts of a folder that say they are in English or are found to be."""
    for source in sources([folder]).found:
        try:
            doc = document(source)
        except ReadError as error:
            print(error, file=sys.stderr)
            continue
        if doc.language is not None and primary(doc.language) == "en":
            yield doc


def spread(docs: Sequence[Document], *, most: int) -> Sequence[Document]:
    """At most so many of them, evenly spread: of nine and at most three, the first, fourth and seventh."""
    return docs[:: max(1, -(-len(docs) // max(most, 1)))]


def measure(docs: Sequence[Document]) -> Speed:
    """Read and barely parse each text in turn, so that whatever else the machine does slows both.

    Which of the two comes first alternates; the first text is read once before, to load the parser.
    """
    from communique.analyse.engine import bare_parse
    from communique.pipeline import analyse

    analyse(docs[0])
    bare_parse(docs[0])
    read = parse = 0.0
    tokens = 0
    for number, doc in enumerate(docs):
        for step in (analyse, bare_parse) if number % 2 else (bare_parse, analyse):
            start = perf_counter()
            result = step(doc)
            spent = perf_counter() - start
            if isinstance(result, int):
                parse, tokens = parse + spent, tokens + result
            else:
                read += spent
    return Speed(texts=len(docs), tokens=tokens, read=read, parse=parse, memory=peak_memory(), start=start_up())


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
