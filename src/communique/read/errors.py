"""The one error that reading a text can end in: which file, what is wrong, and how to mend it."""

from __future__ import annotations


class ReadError(ValueError):
    """A text that can't be read; its message is one line, `FILE: problem; mend`.

    `source` is the file's name as it was given, "-" for standard input.

    >>> str(ReadError("a.txt", "no text in it", "put the article's text there"))
    "a.txt: no text in it; put the article's text there"
    """

    def __init__(self, source: str, problem: str, mend: str) -> None:
        super().__init__(source, problem, mend)
        self.source = source
        self.problem = problem
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.source}: {self.problem}; {self.mend}"


def fault(error: Exception, source: str) -> ReadError:
    """The error for a fault of ours: nothing that the user did is wrong.

    >>> str(fault(KeyError("x"), "a.txt"))
    "a.txt: could not be read: KeyError: 'x'; please report it"
    """
    return ReadError(source, f"could not be read: {type(error).__name__}: {error}", "please report it")
