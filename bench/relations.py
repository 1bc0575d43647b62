"""Write the PLOVER type of each (sentence, source, target) of a table, and score them where it has `gold_root`.

`--data` is a table with tabs: `sentence`, `source` and `target`, `marked_sentence` where there is one, `uid` or the
row's number. `--out` gets one object a line: {"uid", "type"}.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from pathlib import Path

from bench.scored import DATA, TOOLS, scored
from communique.analyse.plover import sentence_type
from communique.model import Span
from communique.present.write import write_whole

SCORER = TOOLS / "score_relations.py"
MARK = re.compile(r"</?[st]>")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's options."""
    parser.add_argument("--data", type=Path, default=DATA / "plv" / "train.tsv", help="table (default: %(default)s)")
    parser.add_argument("--out", type=Path, required=True, help="file for the predictions")


def run(args: argparse.Namespace) -> int:
    """Write a line for each row; print the scores where the table has labels."""
    if not args.data.is_file():
        print(f"no table: {args.data} is not there", file=sys.stderr)
        return 2
    csv.field_size_limit(10**8)
    with args.data.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    lines = []
    for number, row in enumerate(rows):
        sentence, source, target = triple(row)
        found = sentence_type(sentence, source=source, target=target)
        lines.append(json.dumps({"uid": row.get("uid") or str(number), "type": found.type if found else None}))
    write_whole(args.out, ("\n".join(lines) + "\n").encode())
    if rows and rows[0].get("gold_root"):
        print(scored(SCORER, args.data, args.out), end="")
    return 0


def triple(row: dict[str, str]) -> tuple[str, Span, Span]:
    """The sentence of a row, and where source and target stand in it: by its marks, else where their words first are.

    One that is not found is taken to be the whole sentence.
    """
    marked = row.get("marked_sentence") or ""
    sentence = MARK.sub("", marked) or row["sentence"]
    whole = Span(0, max(1, len(sentence)))
    edges: dict[str, int] = {}
    removed = 0
    for mark in MARK.finditer(marked):
        edges.setdefault(mark.group(), mark.start() - removed)
        removed += len(mark.group())
    spans = []
    for sign, name in (("s", "source"), ("t", "target")):
        start, end = edges.get(f"<{sign}>", -1), edges.get(f"</{sign}>", -1)
        if not 0 <= start < end:
            words = row.get(name) or ""
            start = sentence.find(words) if words else -1
            end = start + len(words)
        spans.append(Span(start, end) if 0 <= start < end else whole)
    return sentence, spans[0], spans[1]
