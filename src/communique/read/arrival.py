"""What comes in from a source of texts: a text that can be read, a page still to be laid bare, or why there is none."""

from __future__ import annotations

import msgspec

from communique.model import Document
from communique.read.errors import ReadError


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a source stands: `origin` opens it again (a file, a URL), `name` calls what is in it.

    `url` is where it was fetched from, `charset` what the sender says of it, `published` a date for texts without.
    """

    origin: str
    name: str
    url: str | None = None
    charset: str | None = None
    published: str | None = None


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """A text that came in. `source` is its own place, the same at every visit: `press.jsonl#12`, a URL.

    `passed` is how many bytes of its origin lie behind once it is done.
    """

    origin: str
    source: str
    doc: Document
    passed: int = 0


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A web page as it came in, whose text is yet to be found; its fields are those of Place and Arrival."""

    origin: str
    source: str
    data: bytes
    name: str
    url: str | None = None
    charset: str | None = None
    published: str | None = None
    passed: int = 0


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """A text, or a whole origin, that could not be read: what is wrong, and how to mend it."""

    origin: str
    source: str
    problem: str
    mend: str
    passed: int = 0

    def __str__(self) -> str:
        return f"{self.source}: {self.problem}; {self.mend}"


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """An origin has been gone through; `passed` is its size in bytes."""

    origin: str
    passed: int = 0


Incoming = Arrival | Page | Failed
"""What a reader of a format yields, in the order of its file."""


def failed(error: ReadError, place: Place, *, source: str | None = None) -> Failed:
    """The failure that an error means for a text of this place, or for the place as a whole."""
    return Failed(origin=place.origin, source=source or place.origin, problem=error.problem, mend=error.mend)
