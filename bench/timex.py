"""Write the time expressions of TimeML files as their scorer reads them, and score them.

Each NAME.json in `--out` is a list of {"start", "end", "type", "value"}: code points of the text of <TEXT>, half-open.
The text and its date are those that the scorer exports.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.scored import DATA, TOOLS, scored
from communique.analyse.engine.encoder import encode
from communique.analyse.times import times
from communique.analyse.timex.dateline import day_of
from communique.present.write import write_whole
from training.splits import timebank

SCORER = TOOLS / "score_timex.py"


class _Text(msgspec.Struct):
    text: str
    published: str | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's options."""
    parser.add_argument(
        "--data", type=Path, default=DATA / "timebank", help="folder of .tml files (default: %(default)s)"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for the predictions")
    parser.add_argument("--held-out", action="store_true", help="only the files that training has not seen")


def run(args: argparse.Namespace) -> int:
    """Write a file for each text and print the scores."""
    files = sorted(args.data.glob("*.tml"))
    if args.held_out:
        files = timebank(args.data.parent)[1]
    if not files:
        print(f"no *.tml in {args.data}", file=sys.stderr)
        return 2
    print(measure(files, args.out), end="")
    return 0


def measure(files: Sequence[Path], out: Path, *options: str) -> str:
    """Write the time expressions of these files into `out`; what the scorer prints, with its `options`."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        gold, texts = Path(folder) / "gold", Path(folder) / "texts"
        gold.mkdir()
        for path in files:
            (gold / path.name).symlink_to(path.resolve())
        scored(SCORER, gold, out, "--export", str(texts))
        for path in sorted(texts.glob("*.json")):
            doc = msgspec.json.decode(path.read_bytes(), type=_Text)
            found = times(encode(doc.text), doc.text, published=day_of(doc.text, doc.published))
            write_whole(out / path.name, msgspec.json.encode(found))
        return scored(SCORER, gold, out, *options)
