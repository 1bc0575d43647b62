"""From what the user names (files, folders, globs, URLs) to the texts in it, one after another."""

from __future__ import annotations

import glob
import io
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from communique.model import Document
from communique.read import feed, html, jsondoc, jsonl, mail, plain, warc
from communique.read.arrival import Arrival, Done, Failed, Incoming, Place, failed
from communique.read.charset import declared
from communique.read.errors import ReadError, fault
from communique.read.files import inside, named, unreadable
from communique.read.web import Limits, fetch

Reader = Callable[[BinaryIO, Place], Iterator[Incoming]]


def text(file: BinaryIO, place: Place) -> Iterator[Incoming]:
    """A plain text, which is the whole file."""
    data = file.read(plain.BYTES + 1)
    try:
        said = declared(within(data, place, limit=plain.BYTES), place)
    except ReadError as error:
        yield failed(error, place)
        return
    doc = Document(id=place.name, text=said, url=place.url, published=place.published)
    yield Arrival(origin=place.origin, source=place.url or place.origin, doc=doc)


def json(file: BinaryIO, place: Place) -> Iterator[Incoming]:
    """A JSON document, or a JSON Feed."""
    data = file.read(jsondoc.BYTES + 1)
    if feed.is_json_feed(data):
        yield from feed.json_texts(io.BytesIO(data), place)
        return
    try:
        doc = jsondoc.from_bytes(within(data, place, limit=jsondoc.BYTES), place.origin, default_id=place.name)
    except ReadError as error:
        yield failed(error, place)
        return
    doc = msgspec.structs.replace(doc, published=doc.published or place.published)
    yield Arrival(origin=place.origin, source=place.url or place.origin, doc=doc)


def within(data: bytes, place: Place, *, limit: int) -> bytes:
    """The bytes, unless there are too many; ReadError then."""
    if len(data) > limit:
        raise plain.too_long(place.origin)
    return data


READERS: dict[str, Reader] = {
    ".txt": text,
    ".json": json,
    ".jsonl": jsonl.texts,
    ".ndjson": jsonl.texts,
    ".html": html.texts,
    ".htm": html.texts,
    ".xhtml": html.texts,
    ".rss": feed.texts,
    ".atom": feed.texts,
    ".xml": feed.texts,
    ".warc": warc.texts,
    ".warc.gz": warc.texts,
    ".eml": mail.texts,
    ".mbox": mail.box,
}
"""Which reader reads a file, by the end of its name; any other file is looked at."""

MEDIA: dict[str, Reader] = {
    "text/html": html.texts,
    "application/xhtml+xml": html.texts,
    "text/plain": text,
    "application/json": json,
    "application/feed+json": json,
    "application/x-ndjson": jsonl.texts,
    "application/jsonl": jsonl.texts,
    "application/rss+xml": feed.texts,
    "application/atom+xml": feed.texts,
    "application/rdf+xml": feed.texts,
    "application/xml": feed.texts,
    "text/xml": feed.texts,
    "application/warc": warc.texts,
    "message/rfc822": mail.texts,
    "application/mbox": mail.box,
}
"""The same for what a server says it sends."""

BEGINNINGS: tuple[tuple[bytes, Reader], ...] = (
    (b"warc/", warc.texts),
    (b"\x1f\x8b", warc.texts),
    (b"<!doctype html", html.texts),
    (b"<html", html.texts),
    (b"<?xml", feed.texts),
    (b"<rss", feed.texts),
    (b"<feed", feed.texts),
    (b"{", json),
    (b"from ", mail.box),
)
"""And for what neither name nor server tells, by how it begins."""


class Origins(msgspec.Struct, frozen=True, kw_only=True):
    """What the user's sources stand for: files and URLs, each once; `size` is that of the files in bytes.

    `opened` are folders and patterns that could be looked through, by their full paths.
    """

    found: tuple[str, ...]
    opened: tuple[str, ...]
    failed: tuple[Failed, ...]
    size: int


def origins(sources: Iterable[str]) -> Origins:
    """The files and URLs that sources stand for: a folder its files, a glob its matches, sorted.

    Files are called by their full path, so that they are known again from wherever the next run is made.
    """
    found: dict[str, int] = {}
    looked_through: list[str] = []
    refused: list[Failed] = []
    for source in sources:
        if is_url(source):
            found.setdefault(source, 0)
            continue
        full = os.path.abspath(source)  # noqa: PTH100  links are kept: it is what was asked for
        try:
            paths = list(expanded(source))
        except ReadError as error:
            refused.append(Failed(origin=full, source=full, problem=error.problem, mend=error.mend))
            continue
        looked_through.append(full)
        for path in paths:
            if isinstance(path, ReadError):
                refused.append(Failed(origin=full, source=path.source, problem=path.problem, mend=path.mend))
            else:
                found.setdefault(os.path.realpath(path), size(path))
    opened_too = tuple(full for full in looked_through if full not in found)
    return Origins(found=tuple(found), opened=opened_too, failed=tuple(refused), size=sum(found.values()))


def is_url(source: str) -> bool:
    """Whether a source is a URL of the Web: `is_url("https://example.org/a")` is true."""
    return source.lower().startswith(("http://", "https://"))


def expanded(source: str) -> Iterator[str | ReadError]:
    """The files that a path stands for, and links that are not followed; raises ReadError for none."""
    path = Path(source)
    if path.is_dir():
        yield from inside(source, suffixes=tuple(READERS))
    elif path.exists() or path.is_symlink() or not glob.has_magic(source):
        if not path.exists():
            raise ReadError(source, "no such file or folder", "check the name")
        yield source
    else:
        matches = sorted(glob.glob(source, recursive=True))  # noqa: PTH207  Path.glob takes no absolute pattern
        if not matches:
            raise ReadError(source, "no file has such a name", "check the pattern")
        for match in matches:
            yield from inside(match, suffixes=tuple(READERS)) if Path(match).is_dir() else (match,)


def size(path: str) -> int:
    """A file's size in bytes, 0 where it can't be told."""
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def gather(origin: str, *, published: str | None = None, limits: Limits | None = None) -> Iterator[Incoming | Done]:
    """The texts of one file or URL in their order, and Done at the end; what can't be read is a Failed among them."""
    passed = 0
    try:
        place, file, reader = opened(origin, published=published, limits=limits or Limits())
    except ReadError as error:
        yield failed(error, Place(origin=origin, name=origin))
        yield Done(origin=origin, passed=size(origin))
        return
    with file:
        for item in guarded(reader(file, place), place):
            passed = max(passed, told(file))
            yield msgspec.structs.replace(item, passed=passed)
    yield Done(origin=origin, passed=size(origin))


def guarded(found: Iterator[Incoming], place: Place) -> Iterator[Incoming]:
    """What a reader finds, and a failure of the origin where the reader, or what it stands on, breaks."""
    while True:
        try:
            item = next(found, None)
        except Exception as error:  # noqa: BLE001  A fault of ours in one file must not cost the others.
            yield failed(fault(error, place.origin), place)
            return
        if item is None:
            return
        yield item


def told(file: BinaryIO) -> int:
    """How far a file has been read, in bytes; 0 for a pipe, which doesn't know."""
    return file.tell() if file.seekable() else 0


def opened(origin: str, *, published: str | None, limits: Limits) -> tuple[Place, BinaryIO, Reader]:
    """An origin as a stream with its reader; ReadError if it can't be had."""
    if is_url(origin):
        got = fetch(origin, limits=limits)
        stream = io.BytesIO(got.data)
        place = Place(origin=origin, name=got.url, url=got.url, charset=got.charset, published=published)
        return place, stream, MEDIA.get(got.media) or suffixed(got.url.split("?")[0]) or looked_at(stream)
    try:
        file = Path(origin).open("rb")  # noqa: SIM115  closed by `gather`, which reads from it
    except OSError as error:
        raise unreadable(origin, error) from None
    place = Place(origin=origin, name=named(origin.removesuffix(".gz")), published=published)
    return place, file, suffixed(origin) or looked_at(file)


def suffixed(name: str) -> Reader | None:
    """The reader for a file of this name, None where the name doesn't tell."""
    lower = name.lower()
    return next((READERS[end] for end in sorted(READERS, key=len, reverse=True) if lower.endswith(end)), None)


def looked_at(file: BinaryIO) -> Reader:
    """The reader for a file by how it begins; plain text where nothing tells."""
    if not file.seekable():
        return text
    head = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    file.seek(0)
    return next((reader for start, reader in BEGINNINGS if head.startswith(start)), text)
