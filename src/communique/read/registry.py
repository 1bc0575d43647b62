"""The registry of office-holders from its file: JSON Lines, one holder a line."""

from __future__ import annotations

import msgspec

from communique.model import Holder, Registry
from communique.read.errors import ReadError
from communique.read.plain import decoded


def registry_from(data: bytes, source: str) -> Registry:
    """The registry that `registry_to` wrote; ReadError, with the line, for one that is no holder."""
    lines = enumerate(decoded(data, source).splitlines(), start=1)
    return Registry(tuple(_holder(line, f"{source}:{number}") for number, line in lines if line.strip()))


def _holder(line: str, where: str) -> Holder:
    try:
        return msgspec.json.decode(line, type=Holder)
    except msgspec.DecodeError as error:
        raise ReadError(
            where, f"no office-holder: {error}", "name a file that communique wrote, or a new one"
        ) from None
