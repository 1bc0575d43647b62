"""WARC files, plain or gzipped: the pages and texts that a crawl brought home (by warcio)."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from warcio.exceptions import ArchiveLoadFailed

from communique.model import Document
from communique.read import html, plain
from communique.read.arrival import Arrival, Incoming, Page, Place, failed
from communique.read.charset import declared
from communique.read.errors import ReadError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FREE = 64_000_000
"""So many bytes may come out of a gzipped file, however small it is."""

RATIO = 100
"""Past that, no more than so many times the bytes that went in: text packs ten to one, a bomb a thousand."""

MEND = "fetch it anew"

BROKEN = (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError, TypeError, AttributeError, LookupError)
"""What warcio and what it builds on raise for files that aren't what they say, found by fuzzing."""


class TooMuch(OSError):
    """More comes out of a packed file than any honest one holds."""


class Unpacked(io.RawIOBase):
    """What a gzipped file holds, read for as long as it is no bomb; TooMuch once it is."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._out = 0
        self._gzip = gzip.GzipFile(fileobj=file, mode="rb")

    def readable(self) -> bool:
        """True: it is for reading."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer with what comes next."""
        view = memoryview(buffer).cast("B")
        data = self._gzip.read(len(view))
        self._out += len(data)
        if self._out > FREE and self._out > RATIO * self._file.tell():
            raise TooMuch(f"{self._out:,} bytes out of {self._file.tell():,}")
        view[: len(data)] = data
        return len(data)


def texts(file: BinaryIO, place: Place) -> Iterator[Incoming]:
    """The pages of a WARC file that were answered with 200, and its plain texts; each is known by its URL.

    Requests, revisits, images and other media are passed over.
    """
    from warcio.archiveiterator import ArchiveIterator

    head = file.read(2)
    file.seek(0)
    stream = io.BufferedReader(Unpacked(file), 1 << 16) if head == b"\x1f\x8b" else file
    records = iter(ArchiveIterator(stream, ensure_http_headers=False))
    while True:
        try:
            record = next(records, None)
        except BROKEN as error:
            yield failed(damaged(error, place.origin), place)
            return
        if record is None:
            return
        try:
            yield from incoming(record, place)
        except BROKEN as error:
            yield failed(damaged(error, place.origin), place)
            return


def damaged(error: Exception, source: str) -> ReadError:
    """The error for a file that ends or breaks off where it should not, or unpacks to too much."""
    if isinstance(error, TooMuch):
        return ReadError(source, f"it unpacks to far too much ({error})", "leave it out: it is no honest WARC file")
    return ReadError(source, f"damaged, or no WARC file ({type(error).__name__})", MEND)


def incoming(record: Any, place: Place) -> Iterator[Incoming]:
    """What one record of the file brings, if it is a page or a text."""
    http = record.http_headers
    if record.rec_type not in {"response", "resource", "conversion"}:
        return
    if record.rec_type == "response" and (http is None or http.get_statuscode() != "200"):
        return
    declared = (http or record.rec_headers).get_header("Content-Type") or ""
    media = declared.split(";")[0].strip().lower()
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if media not in {"text/html", "application/xhtml+xml", "text/plain"} or not url:
        return
    said = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", declared, re.I)
    limit = plain.BYTES if media == "text/plain" else html.BYTES
    data = record.content_stream().read(limit + 1)
    inner = Place(origin=place.origin, name=url, url=url, charset=said[1] if said else None, published=place.published)
    if len(data) > limit:
        yield failed(ReadError(url, f"longer than {limit:,} bytes", "leave it out"), inner, source=url)
    elif media == "text/plain":
        yield from conversion(data, inner)
    else:
        yield Page(
            origin=inner.origin,
            source=url,
            data=data,
            name=url,
            url=url,
            charset=inner.charset,
            published=inner.published,
        )


def conversion(data: bytes, place: Place) -> Iterator[Incoming]:
    """A plain text of the file."""
    try:
        text = declared(data, place)
    except ReadError as error:
        yield failed(error, place, source=place.name)
        return
    doc = Document(id=place.name, text=text, url=place.url, published=place.published)
    yield Arrival(origin=place.origin, source=place.name, doc=doc)
