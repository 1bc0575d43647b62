"""Read the texts of a folder of gold records and score what comes out by the project's scorer.

The scorer is `score_record.py` beside the gold records, run as it stands. With `--check` the figures are
held against `bench/floors.json`, and any that fell below its floor fails the run.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench.scored import SHARED, TOOLS, gold_document, scored
from communique.pipeline import READABLE, analyse
from communique.present.json import to_json

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "bench" / "floors.json"
KEPT = ("record", "statement", "event", "dyad", "stance", "actor")
KEPT_ACCURACY = (
    "actor.kind",
    "actor.country",
    "event.status",
    "event.date",
    "event.place",
    "event.attested_by",
    "statement.channel",
    "evidence.verbatim",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's options."""
    parser.add_argument("--data", type=Path, default=SHARED / "gold" / "dev", help="folder of gold records")
    parser.add_argument("--out", type=Path, help="folder for the records (default: a temporary one)")
    parser.add_argument("--scorer", type=Path, default=TOOLS / "score_record.py")
    parser.add_argument("--language", help="only the texts in this language, by its two letters (default: all)")
    parser.add_argument("--check", action="store_true", help="fail where a figure is below bench/floors.json")


def run(args: argparse.Namespace) -> int:
    """Print every figure, and those below their floors; the exit status is 1 if `--check` found any."""
    if not args.data.is_dir():
        print(f"no gold records: {args.data} is not there", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        gold = args.data if args.language is None else only(args.data, Path(scratch) / "gold", args.language)
        figures = measure(gold, args.out or Path(scratch) / "out", args.scorer)
    for name, value in figures.items():
        print(f"{name:20}{value:7.3f}")
    if not args.check:
        return 0
    fallen = below(figures, floors(args.language))
    for line in fallen:
        print(line, file=sys.stderr)
    return 1 if fallen else 0


def measure(gold: Path, out: Path, scorer: Path) -> dict[str, float]:
    """Read the gold records' texts into `out` and score them: F1 by kind of finding, accuracy by field (0 to 1)."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(gold.glob("*.json")):
        doc = gold_document(path)
        if doc.language is None or doc.language.split("-")[0] in READABLE:
            (out / path.name).write_bytes(to_json(analyse(doc)))
    table = json.loads(scored(scorer, gold, out, "--json"))
    figures = {name: table["f1"][name]["f1"] for name in KEPT}
    return figures | {name: table["accuracy"][name]["value"] for name in KEPT_ACCURACY if name in table["accuracy"]}


def only(gold: Path, out: Path, language: str) -> Path:
    """A folder with the gold records in one language alone."""
    out.mkdir(parents=True)
    for path in sorted(gold.glob("*.json")):
        told = gold_document(path).language
        if told is not None and told.split("-")[0] == language:
            (out / path.name).write_bytes(path.read_bytes())
    return out


def floors(language: str | None = None) -> dict[str, float]:
    """The figures that must not fall, by name: of all gold records, or of those in one language."""
    named = "record" if language is None else f"record in {language}"
    kept: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))[named]
    return kept


def below(figures: dict[str, float], least: dict[str, float]) -> list[str]:
    """A line for each figure that is missing or below its floor (a thousandth is let go as rounding)."""
    return [
        f"{name} fell to {figures.get(name, 0):.3f}, its floor is {floor:.3f}"
        for name, floor in least.items()
        if figures.get(name, 0) < floor - 0.001
    ]
