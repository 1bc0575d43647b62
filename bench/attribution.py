"""Write the attribution relations of PolNeAR's articles as its scorer reads them, and score them.

`--data` is a split: text/NAME.txt and, to be scored, attributions/NAME*.ann. Each NAME.json in `--out` is a list of
{"source", "cue", "content"}, each a list of [start, end], code points, half-open.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench.scored import DATA, TOOLS, scored
from communique.analyse.attribution import relations
from communique.analyse.engine.encoder import ENGINE, encode
from communique.model import Span
from communique.present.write import write_whole

SCORER = TOOLS / "score_attribution.py"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's options."""
    parser.add_argument(
        "--data", type=Path, default=DATA / "polnear" / "dev", help="folder with text/ (default: %(default)s)"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for the predictions")
    parser.add_argument("--weights", type=Path, default=ENGINE, help="another ONNX file than the program's own")


def run(args: argparse.Namespace) -> int:
    """Write a file for each text; print the scores where there are annotations."""
    if not any((args.data / "text").glob("*.txt")):
        print(f"no text/*.txt in {args.data}", file=sys.stderr)
        return 2
    print(measure(args.data, args.out, weights=args.weights), end="")
    return 0


def measure(data: Path, out: Path, *options: str, weights: Path = ENGINE) -> str:
    """Write the relations of a split's articles into `out`; what the scorer prints where there are annotations."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted((data / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        told = [
            {"source": _pairs(r.source), "cue": _pairs(r.cue), "content": _pairs(*r.content)}
            for r in relations(encode(text, weights=weights))
        ]
        write_whole(out / f"{path.stem}.json", json.dumps(told).encode())
    return scored(SCORER, data, out, *options) if (data / "attributions").is_dir() else ""


def _pairs(*spans: Span | None) -> list[list[int]]:
    return [[span.start, span.end] for span in spans if span is not None]
