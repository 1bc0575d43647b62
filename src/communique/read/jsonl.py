"""JSON Lines: a document a line, in the keys of the record or in those that event coders read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from communique.model import Document
from communique.read import jsondoc
from communique.read.arrival import Arrival, Incoming, Place, failed
from communique.read.errors import ReadError
from communique.read.lines import lines
from communique.read.plain import check_text, decoded
from communique.read.published import check_published

MEND = 'make it a JSON object with at least the key "text" or "event_text"'


class Coded(msgspec.Struct, frozen=True):
    """A story as the coders of the PETRARCH family take it."""

    event_text: str
    id: str | int | None = None
    date: str | int | None = None
    title: str | None = None
    url: str | None = None


def texts(file: BinaryIO, place: Place) -> Iterator[Incoming]:
    """The documents of a file, one a line; what a line's own trouble is costs no other line.

    A text's place is the file with its id, or with the number of its line where it has none.
    """
    for number, line in enumerate(lines(file, limit=jsondoc.BYTES), start=1):
        where = f"{place.origin}#{number}"
        if line is not None and not line.strip():
            continue
        try:
            doc = document(line, where, name=f"{place.name}-{number}", published=place.published)
        except ReadError as error:
            yield failed(error, place, source=where)
            continue
        own = doc.id if doc.id != f"{place.name}-{number}" else str(number)
        yield Arrival(origin=place.origin, source=f"{place.origin}#{own}", doc=doc)


def document(line: bytes | None, where: str, *, name: str, published: str | None) -> Document:
    """One line as a document; ReadError if it is none."""
    if line is None:
        raise ReadError(where, f"a line longer than {jsondoc.BYTES:,} bytes", "split it, one text a line")
    if b'"event_text"' in line:
        doc = story(decoded(line, where), where, name=name)
    else:
        doc = jsondoc.from_bytes(line, where, default_id=name)
    return msgspec.structs.replace(doc, published=doc.published or published)


def story(line: str, where: str, *, name: str) -> Document:
    """A line in the event coders' keys; their dates may be eight digits."""
    try:
        given = msgspec.json.decode(line, type=Coded)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ReadError(where, str(error), MEND) from None
    check_text(given.event_text, where)
    day = jsondoc.stated(None if given.date is None else str(given.date))
    if day is not None:
        day = check_published(re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", day), where)
    return Document(
        id=jsondoc.stated(None if given.id is None else str(given.id)) or name,
        text=given.event_text,
        title=jsondoc.stated(given.title),
        published=day,
        url=jsondoc.stated(given.url),
    )
