"""What training sees and what is kept for measuring, by the names of files and the ids of texts."""

from __future__ import annotations

import hashlib
from pathlib import Path


def timebank(data: Path) -> tuple[list[Path], list[Path]]:
    """TimeBank's files by name: those to learn from, and every fifth to measure with."""
    every = sorted((data / "timebank").glob("*.tml"))
    return [p for n, p in enumerate(every) if n % 5 != 4], [p for n, p in enumerate(every) if n % 5 == 4]


def is_held_out(name: str) -> bool:
    """Whether the corpus's text with this id is kept for measuring: about one in five, by a hash of the id."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 5 == 0


def is_second_half(name: str) -> bool:
    """Whether the corpus's Russian text with this id was kept from who wrote the rules: half, by a hash of the id.

    A remainder of 1 is left out, so that the halves have as many texts, and long ones stand in both.
    """
    number = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
    return number % 2 == 1 and number % 16 != 1
