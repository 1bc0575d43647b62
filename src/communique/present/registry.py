"""The registry of office-holders as a file: JSON Lines, one holder a line."""

from __future__ import annotations

import msgspec

from communique.model import Registry


def registry_to(registry: Registry) -> bytes:
    """The registry in UTF-8, by office, state and name; `registry_from` reads it again."""
    return b"".join(msgspec.json.encode(holder) + b"\n" for holder in registry.holders)
