"""`python -m training`: from data to the ONNX file; `python -m training cross-validate`: PLV in five folds.

Training goes in three stages (`training.stages`). The first sees no row of PLV, so that cross-validation can begin
from it. Each is resumed where it stopped.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from communique.analyse.engine.windows import WEIGHTS
from training.checks import cross_validated, references
from training.export import export
from training.stages import finished, joint, typed
from training.tasks import tasks

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str] | None = None) -> int:
    """Run what the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["train", "cross-validate"], default="train")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder of the data sets")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "training", help="folder for checkpoints")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder for the ONNX file")
    args = parser.parse_args(arguments)
    if not (args.data / "polnear").is_dir():
        print(f"no data: {args.data / 'polnear'} is not there", file=sys.stderr)
        return 2
    network = joint(args.data, args.work)
    if args.what == "cross-validate":
        print(json.dumps(cross_validated(network, args.data), indent=1))
        return 0
    network = finished(typed(network, args.data, args.work), args.data, args.work)
    export(network, tasks(), args.out / "engine.onnx")
    export(network, tasks(), args.work / "plain.onnx", is_small=False)
    references(network, args.out / "references.npz")
    return 0


if __name__ == "__main__":
    sys.exit(main())
