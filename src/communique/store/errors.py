"""The one error that work on a store can end in: which file, what is wrong, and how to mend it."""

from __future__ import annotations


class StoreError(Exception):
    """A store that can't be opened, read or written; its message is one line, `FILE: problem; mend`.

    >>> str(StoreError("a.duckdb", "no such file", "check the name"))
    'a.duckdb: no such file; check the name'
    """

    def __init__(self, file: object, problem: str, mend: str) -> None:
        super().__init__(str(file), problem, mend)
        self.file = str(file)
        self.problem = problem
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.file}: {self.problem}; {self.mend}"
