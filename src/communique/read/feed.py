"""Feeds: the entries of RSS and Atom (by feedparser) and of JSON Feed, each with the text that the feed itself gives.

Links are not followed. An entry is known by its own id or link, wherever the feed is found.
"""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from time import struct_time
from typing import Any, BinaryIO

import msgspec

from communique.model import Document
from communique.read.arrival import Arrival, Incoming, Place, failed
from communique.read.errors import ReadError
from communique.read.markup import to_text
from communique.read.plain import check_text, decoded
from communique.read.published import check_published

BYTES = 16_000_000
"""The largest feed that is read."""

MEND = "check that it is RSS, Atom or JSON Feed"
VERSION = re.compile(rb'\s*\{.{0,4000}?"version"\s*:\s*"https://jsonfeed\.org/version/', re.S)


class Author(msgspec.Struct, frozen=True):
    """Who publishes a JSON Feed."""

    name: str | None = None


class Item(msgspec.Struct, frozen=True):
    """An entry of a JSON Feed (version 1.1)."""

    id: str | int
    content_text: str | None = None
    content_html: str | None = None
    summary: str | None = None
    title: str | None = None
    url: str | None = None
    date_published: str | None = None


class JsonFeed(msgspec.Struct, frozen=True):
    """A JSON Feed (version 1.1)."""

    items: tuple[msgspec.Raw, ...]
    title: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of any feed."""

    id: str
    body: str
    is_html: bool
    title: str | None = None
    url: str | None = None
    published: str | None = None


def is_json_feed(data: bytes) -> bool:
    """Whether JSON says at its beginning that it is a JSON Feed."""
    return VERSION.match(data) is not None


def texts(file: BinaryIO, place: Place) -> Iterator[Incoming]:
    """The entries of an RSS or Atom feed."""
    try:
        data = whole(file, place.origin)
    except ReadError as error:
        yield failed(error, place)
        return
    import feedparser

    told = {"content-location": place.url or "", "content-type": "application/xml"}
    parsed = feedparser.parse(io.BytesIO(data), response_headers=told)
    if not parsed.get("version"):
        yield failed(ReadError(place.origin, "no feed", MEND), place)
        return
    if not parsed.entries:
        yield failed(ReadError(place.origin, "no entry in this feed", MEND), place)
    for number, entry in enumerate(parsed.entries, start=1):
        yield from arrivals(of_xml(entry, number), place, publisher=parsed.feed.get("title"))


def json_texts(file: BinaryIO, place: Place) -> Iterator[Incoming]:
    """The entries of a JSON Feed."""
    try:
        feed = json_feed(file.read(BYTES), place.origin)
    except ReadError as error:
        yield failed(error, place)
        return
    for number, raw in enumerate(feed.items, start=1):
        try:
            item = msgspec.json.decode(raw, type=Item)
        except (msgspec.DecodeError, RecursionError) as error:
            yield failed(ReadError(place.origin, str(error), MEND), place, source=f"{place.origin}#{number}")
            continue
        yield from arrivals(of_json(item), place, publisher=feed.title)


def json_feed(data: bytes, source: str) -> JsonFeed:
    """A JSON Feed, its items still to be looked at; ReadError if it is none."""
    text = decoded(data, source)
    try:
        return msgspec.json.decode(text, type=JsonFeed)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ReadError(source, str(error), MEND) from None


def whole(file: BinaryIO, source: str) -> bytes:
    """A feed's bytes; ReadError for one that is too long, or that declares entities, which feeds have no use for."""
    data = file.read(BYTES + 1)
    if len(data) > BYTES:
        raise ReadError(source, f"a feed longer than {BYTES:,} bytes", "split it")
    if b"<!ENTITY" in data.replace(b"\x00", b""):
        raise ReadError(source, "a feed that declares entities, as no honest feed does", "leave its DOCTYPE out")
    return data


def of_xml(entry: Any, number: int) -> Entry:
    """What feedparser gives, as an Entry; its fullest text counts."""
    bodies = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    body: dict[str, str] = max(bodies, key=lambda one: len(one.get("value") or ""))
    value = body.get("value") or ""
    # feedparser's own `get` takes one date for the other, with a warning.
    moment = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    return Entry(
        id=entry.get("id") or entry.get("link") or f"#{number}",
        body=value,
        is_html=body.get("type") != "text/plain" or "<" in value,
        title=entry.get("title") or None,
        url=entry.get("link") or None,
        published=in_utc(moment) if moment else None,
    )


def of_json(item: Item) -> Entry:
    """An entry of a JSON Feed as an Entry."""
    body = item.content_text or item.content_html or item.summary or ""
    is_html = not item.content_text and bool(item.content_html)
    return Entry(
        id=str(item.id), body=body, is_html=is_html, title=item.title, url=item.url, published=item.date_published
    )


def in_utc(moment: struct_time) -> str | None:
    """A time in UTC in ISO 8601, None for one that no calendar has."""
    try:
        return datetime.fromtimestamp(timegm(moment), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return None


def arrivals(entry: Entry, place: Place, *, publisher: str | None) -> Iterator[Incoming]:
    """The entry as a text that came in, or why it is none."""
    source = entry.id if "://" in entry.id or entry.id.startswith("urn:") else f"{place.origin}#{entry.id.lstrip('#')}"
    try:
        doc = document(entry, place, source=source, publisher=publisher)
    except ReadError as error:
        yield failed(error, place, source=source)
        return
    yield Arrival(origin=place.origin, source=source, doc=doc)


def document(entry: Entry, place: Place, *, source: str, publisher: str | None) -> Document:
    """The entry as a document; ReadError where it has no text, or a date that is none."""
    text = to_text(entry.body, source) if entry.is_html else entry.body
    check_text(text, source)
    return Document(
        id=entry.id if not entry.id.startswith("#") else f"{place.name}-{entry.id[1:]}",
        text=text,
        title=to_text(entry.title or "", source) or None,
        publisher=publisher or None,
        published=check_published(entry.published, source) if entry.published else place.published,
        url=entry.url,
    )
