"""Lines of a file of which none is held that is longer than allowed, however long the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

PIECE = 1 << 16


def lines(file: BinaryIO, *, limit: int) -> Iterator[bytes | None]:
    r"""The lines with their ends; None stands for one of more than `limit` bytes, which is passed over.

    >>> import io
    >>> list(lines(io.BytesIO(b"ab\nabcdef\nc"), limit=4))
    [b'ab\n', None, b'c']
    """
    while line := file.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(PIECE)
        yield None
