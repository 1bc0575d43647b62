"""The journal: a file that only grows, in which every frame is checked; what is in it can't be lost by a later fault.

A frame is `cmq1`, the length of its payload and its CRC-32 (big-endian, four bytes each), and the payload: JSON,
packed by zlib. A frame that a killed writer left unfinished at the end is cut off by the next writer.
"""

from __future__ import annotations

import os
import secrets
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from communique.store.errors import StoreError
from communique.store.frames import Began, Frame, Told

MAGIC = b"cmq1"
HEAD = struct.Struct(">4sII")
LONGEST = 1 << 30
PIECE = 1 << 20
DECODER: msgspec.json.Decoder[Told] = msgspec.json.Decoder(Told)


class Damage(msgspec.Struct, frozen=True):
    """A stretch of the journal, in bytes, that holds no whole frame."""

    start: int
    end: int
    is_last: bool


def packed(frame: Frame) -> bytes:
    """A frame as the bytes that are written."""
    payload = zlib.compress(msgspec.json.encode(frame), 6)
    return HEAD.pack(MAGIC, len(payload), zlib.crc32(payload)) + payload


def frames(path: Path, *, start: int = 0) -> Iterator[tuple[int, Told | Damage]]:
    """The frames from an offset on, each with the offset behind it; what is damaged comes as Damage.

    Raises StoreError where the file can't be read.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from None
    with file:
        end = os.fstat(file.fileno()).st_size
        here = start
        while here < end:
            frame = frame_at(file, here)
            if frame is None:
                after = next_frame(file, here + 1, end)
                yield after, Damage(here, after, is_last=after == end)
                here = after
                continue
            here = file.tell()
            yield here, frame


def frame_at(file: BinaryIO, offset: int) -> Told | None:
    """The frame that begins at an offset, None where no whole one does."""
    file.seek(offset)
    head = file.read(HEAD.size)
    if len(head) < HEAD.size or not head.startswith(MAGIC):
        return None
    _, length, crc = HEAD.unpack(head)
    payload = file.read(length) if length <= LONGEST else b""
    if len(payload) < length or zlib.crc32(payload) != crc:
        return None
    try:
        return DECODER.decode(zlib.decompress(payload))
    except (zlib.error, msgspec.DecodeError):
        return None


def next_frame(file: BinaryIO, offset: int, end: int) -> int:
    """Where the next whole frame begins, the end of the file if there is none."""
    while offset < end:
        file.seek(offset)
        piece = file.read(PIECE + len(MAGIC) - 1)
        found = piece.find(MAGIC)
        if found < 0:
            offset += PIECE
        elif frame_at(file, offset + found) is not None:
            return offset + found
        else:
            offset += found + 1
    return end


def unreadable(path: Path, error: OSError) -> StoreError:
    """The error for a file that the system won't let us read."""
    if isinstance(error, FileNotFoundError):
        return StoreError(path, "there is no such journal", "put it back beside its store")
    return StoreError(path, f"can't be read ({error.strerror})", "check its permissions and the disk")


def full(path: Path, error: OSError) -> StoreError:
    """The error for a file that can't be written to."""
    return StoreError(
        path,
        f"can't be written ({error.strerror})",
        "make room or mend the disk, then run the same command again: what was read before is kept",
    )


class Journal:
    """The journal open for writing, by one process; begun if it isn't there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        is_new = not path.exists()
        try:
            self._file = path.open("ab", buffering=0)
        except OSError as error:
            raise full(path, error) from None
        self._end = os.fstat(self._file.fileno()).st_size
        if is_new or not self._end:
            self.append([Began(journal=secrets.token_hex(8))])
            self.sync()

    def mend(self, start: int) -> None:
        """Cut off what a killed writer left unfinished behind an offset; StoreError for damage before the end."""
        for _, frame in frames(self.path, start=start):
            if isinstance(frame, Damage) and not frame.is_last:
                raise StoreError(self.path, f"damaged at byte {frame.start:,}", "run communique rebuild on its store")
            if isinstance(frame, Damage):
                self._end = frame.start
                os.ftruncate(self._file.fileno(), frame.start)

    def append(self, told: list[Frame]) -> None:
        """Write frames behind the others, all or none; StoreError if they can't be."""
        data = b"".join(map(packed, told))
        try:
            self._write(data)
        except OSError as error:
            os.ftruncate(self._file.fileno(), self._end)
            raise full(self.path, error) from None
        self._end += len(data)

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[self._file.write(view) :]

    def sync(self) -> None:
        """Have the system put on the disk what was written; StoreError if it can't."""
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            raise full(self.path, error) from None

    @property
    def end(self) -> int:
        """The offset behind the last frame."""
        return self._end

    def close(self) -> None:
        """Close the file."""
        self._file.close()
