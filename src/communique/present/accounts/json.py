"""A comparison as JSON: the fields of the model, evidence with its offsets."""

from __future__ import annotations

import msgspec

from communique.model import Comparison


def to_json(comparison: Comparison, *, indent: int = 1) -> bytes:
    """The comparison in UTF-8 with a newline at its end; `indent=0` puts it on one line."""
    line = msgspec.json.encode(comparison)
    return (msgspec.json.format(line, indent=indent) if indent else line) + b"\n"
