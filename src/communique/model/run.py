"""By what a text was read: the versions of program, model and word lists."""

from __future__ import annotations

import hashlib

import msgspec


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """All readings by the same versions; `model` and `lexicon` name what they hash.

    >>> Run(program="communique/0.1.0", model="a1", lexicon="b2").id
    'eb06eaac9711fa8a'
    """

    program: str
    model: str
    lexicon: str

    @property
    def id(self) -> str:
        """16 hexadecimal digits that hash the versions: the same versions are the same run."""
        said = "\x1f".join([self.program, self.model, self.lexicon])
        return hashlib.sha256(said.encode()).hexdigest()[:16]
