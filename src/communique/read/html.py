"""Web pages: the main text as trafilatura finds it, without menus, comments and adverts.

All offsets count the characters of the text that was found, which the document keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from msgspec.structs import replace

from communique.model import Document
from communique.read.arrival import Arrival, Failed, Incoming, Page, Place, failed
from communique.read.charset import decoded_as, named
from communique.read.errors import ReadError, fault
from communique.read.markup import check_markup
from communique.read.plain import check_binary, check_text
from communique.read.published import check_published

BYTES = 8_000_000
"""The largest page that is read."""

HEAD = 4096
"""How far into a page its character set is looked for, in bytes."""

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I)
MEND = "give the article's text as plain text"


def texts(file: BinaryIO, place: Place) -> Iterator[Incoming]:
    """The page in a file; its text is found later, by `laid_bare`, since that takes a while."""
    data = file.read(BYTES + 1)
    if len(data) > BYTES:
        yield failed(ReadError(place.origin, f"longer than {BYTES:,} bytes", MEND), place)
        return
    yield Page(
        origin=place.origin,
        source=place.url or place.origin,
        data=data,
        name=place.name,
        url=place.url,
        charset=place.charset,
        published=place.published,
    )


def laid_bare(page: Page) -> Arrival | Failed:
    """The page's main text as a document, or why there is none."""
    place = Place(origin=page.origin, name=page.name)
    try:
        doc = document(page)
    except ReadError as error:
        return replace(failed(error, place, source=page.source), passed=page.passed)
    except Exception as error:  # noqa: BLE001  A fault in one page, ours or a library's, must not cost the others.
        return replace(failed(fault(error, page.source), place, source=page.source), passed=page.passed)
    return Arrival(origin=page.origin, source=page.source, doc=doc, passed=page.passed)


def document(page: Page) -> Document:
    """Find the main text of a page with title, publisher and date; ReadError if there is none."""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    markup = characters(page)
    dates = {"extensive_search": False, "original_date": True}  # a date that the page declares, none made of its words
    try:
        found = bare_extraction(
            markup, url=page.url, with_metadata=True, include_comments=False, date_extraction_params=dates
        )
    except (LxmlError, RecursionError, ValueError) as error:
        raise ReadError(page.source, f"no page that can be read ({type(error).__name__})", MEND) from None
    text = None if found is None or isinstance(found, dict) else found.text
    if found is None or isinstance(found, dict) or not text or not text.strip():
        raise ReadError(page.source, "no main text found in this page", MEND)
    check_text(text, page.source)
    return Document(
        id=page.name,
        text=text,
        title=found.title or None,
        publisher=found.sitename or None,
        published=dated(found.date, page.source) or page.published,
        url=page.url or found.url or None,
    )


def characters(page: Page) -> str:
    """The page's characters, by what the sender or the page says; a page that says nothing is UTF-8 or Windows-1252.

    The last is what browsers do with it (WHATWG HTML Standard, 13.2.3).
    """
    check_binary(page.data, page.source)
    said = CHARSET.search(page.data[:HEAD])
    declared = page.charset or (said[1].decode("ascii") if said else None)
    if declared is None:
        try:
            page.data.decode("utf-8")
        except UnicodeDecodeError:
            declared = "windows-1252"
    if said and not page.charset and (named(declared or "") or "").startswith("utf-16"):
        declared = "utf-8"  # bytes in which the word "charset" could be found are no UTF-16
    text = decoded_as(page.data, page.source, declared=declared)
    if "\x00" in text:
        raise ReadError(page.source, "binary data, not text", MEND)
    check_markup(text, page.source)
    return text


def dated(value: str | None, source: str) -> str | None:
    """The date of a page, if it is a real one."""
    try:
        return check_published(value, source) if value else None
    except ReadError:
        return None
