"""Measure how fast texts in each language are read beside English ones, in one run and on one core.

Texts of the languages are read in turn, so that whatever else the machine does slows all alike.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from time import perf_counter

from bench.speed import TEXTS, documents, spread
from communique.lexicon.languages import FOLDERS
from communique.model import Document
from communique.read.language import primary

MOST = 2.0  # times the time of English, for as many characters


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's options."""
    parser.add_argument("--data", default=str(TEXTS), metavar="FOLDER", help="texts to read (default: %(default)s)")
    parser.add_argument("--most", type=int, default=40, metavar="N", help="texts of each language, at the most")


def run(args: argparse.Namespace) -> int:
    """Print the characters a second of each language, and its time beside English; 1 where it takes too long."""
    texts = by_language(args.data, most=args.most)
    if set(texts) != {"en", *FOLDERS}:
        print(f"{args.data} lacks texts in {sorted({'en', *FOLDERS} - set(texts))}", file=sys.stderr)
        return 2
    spent = measure(texts)
    pace = {tag: sum(len(doc.text) for doc in docs) / spent[tag] for tag, docs in texts.items()}
    for tag, docs in texts.items():
        told = f"{len(docs)} texts, {pace[tag]:,.0f} characters a second"
        print(f"{tag:4}{told}, {pace['en'] / pace[tag]:.2f} times the time of English (at most {MOST:.0f})")
    return 1 if any(pace["en"] / pace[tag] > MOST for tag in texts) else 0


def by_language(folder: str, *, most: int) -> dict[str, Sequence[Document]]:
    """Texts of a folder by language, of each at most so many, spread evenly."""
    found: dict[str, list[Document]] = {}
    for doc in documents(folder):
        tag = primary(doc.language) if doc.language is not None else ""
        if tag in {"en", *FOLDERS}:
            found.setdefault(tag, []).append(doc)
    return {tag: spread(docs, most=most) for tag, docs in sorted(found.items())}


def measure(texts: Mapping[str, Sequence[Document]]) -> dict[str, float]:
    """The seconds that the texts of each language take, read in turn; the first of each once before, to load models."""
    from communique.pipeline import analyse

    for docs in texts.values():
        analyse(docs[0])
    spent = dict.fromkeys(texts, 0.0)
    for number in range(max(map(len, texts.values()))):
        for tag, docs in texts.items():
            if number < len(docs):
                start = perf_counter()
                analyse(docs[number])
                spent[tag] += perf_counter() - start
    return spent
