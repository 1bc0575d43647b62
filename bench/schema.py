"""Write the JSON Schema of the record, as the model has it, to docs/record.schema.json."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from communique.present.json import schema
from communique.present.write import write_whole

FILE = Path(__file__).parent.parent / "docs" / "record.schema.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's options."""
    parser.add_argument("--out", type=Path, default=FILE, metavar="FILE", help="where to write it")


def run(args: argparse.Namespace) -> int:
    """Write the file, whole."""
    write_whole(args.out, as_file())
    return 0


def as_file() -> bytes:
    """The schema as the file has it, indented and with a newline at its end."""
    return (json.dumps(schema(), indent=1, ensure_ascii=False) + "\n").encode()
