"""Where data and scorers lie beside the repository, and how a scorer is run as it stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec

from communique.model import Document

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data"
TOOLS = SHARED / "tools"


class _Gold(msgspec.Struct):
    document: Document


def gold_document(path: Path) -> Document:
    """The text of a gold record."""
    return msgspec.json.decode(path.read_bytes(), type=_Gold).document


def scored(scorer: Path, gold: Path, predicted: Path, *options: str) -> str:
    """What a scorer prints for predictions held against gold."""
    command = [sys.executable, str(scorer), str(gold), str(predicted), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
