"""One writer at a time: who writes holds a lock that the system lets go when the process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from communique.store.errors import StoreError

PAUSE = 0.2


class Lock:
    """The lock on a store; `<store>.lock` tells who holds it and stays behind, empty, when it is let go."""

    def __init__(self, path: Path, *, wait: float) -> None:
        """Take the lock, for which the store's other writer may be waited for so many seconds.

        Raises StoreError, which names the holder, where the time is over.
        """
        self._path = path.with_name(f"{path.name}.lock")
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(path, f"can't be written ({error.strerror})", "check the folder") from None
        ends = monotonic() + wait
        while not self._taken():
            if monotonic() >= ends:
                problem = f"being written by {self._holder()}"
                os.close(self._file)
                raise StoreError(path, problem, "wait until it is done, or let --wait SECONDS do so")
            sleep(PAUSE)
        told = f"process {os.getpid()} since {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\n"
        with suppress(OSError):  # on a full disk the lock holds all the same
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, told.encode(), 0)

    def _taken(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _holder(self) -> str:
        told = os.pread(self._file, 200, 0).decode("ascii", "replace").strip()
        return told or "another process"

    def release(self) -> None:
        """Let the next writer in."""
        with suppress(OSError):
            os.ftruncate(self._file, 0)
        os.close(self._file)
