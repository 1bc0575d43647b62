"""JSON document files: the keys of the record's `document`, bare or under the key `document`."""

from __future__ import annotations

import msgspec

from communique.model import Document
from communique.read.errors import ReadError
from communique.read.plain import check_text, decoded
from communique.read.published import check_published

BYTES = 16_000_000
"""The largest JSON file that is read: the longest text with its record around it."""

MEND = 'make it a JSON object with at least the key "text"'


class Given(msgspec.Struct, frozen=True):
    """A document as a file gives it: only `text` is required, unknown keys are passed over."""

    text: str
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    author: str | tuple[str, ...] | None = None


class Wrapped(msgspec.Struct, frozen=True):
    """A file that has the document under a key, as a record has it."""

    document: Given


class Keys(msgspec.Struct, frozen=True):
    """What tells the two apart: which of the keys is there."""

    text: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    document: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


def from_bytes(data: bytes, source: str, *, default_id: str) -> Document:
    r"""The document in a JSON file, its text exactly as written there, so that offsets made elsewhere hold.

    A key that is null or blank counts as not given.

    >>> from_bytes(b'{"text": "They met.", "published": "2025-02-12"}', "a.json", default_id="a").published
    '2025-02-12'
    """
    file = decoded(data, source)
    if not file.strip():
        raise ReadError(source, "no text in it", MEND)
    given = parsed(file, source)
    check_text(given.text, source)
    published = stated(given.published)
    return Document(
        id=stated(given.id) or default_id,
        text=given.text,
        title=stated(given.title),
        publisher=stated(given.publisher),
        published=None if published is None else check_published(published, source),
        language=stated(given.language),
        url=stated(given.url),
        author=authors(given.author),
    )


def parsed(text: str, source: str) -> Given:
    """The file's object; an error names the place in it, such as `$.document.text`."""
    try:
        return unwrapped(text)
    except msgspec.ValidationError as error:
        raise ReadError(source, f"not a document: {error}", MEND) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise ReadError(source, str(error), MEND) from None


def unwrapped(text: str) -> Given:
    """The document at the top of the file or under `document`."""
    keys = msgspec.json.decode(text, type=Keys)
    if keys.text is msgspec.UNSET and keys.document is not msgspec.UNSET:
        return msgspec.json.decode(text, type=Wrapped).document
    return msgspec.json.decode(text, type=Given)


def stated(value: str | None) -> str | None:
    """The value, or None where it is blank: `stated(" ")` is None."""
    return value if value and value.strip() else None


def authors(given: str | tuple[str, ...] | None) -> str | tuple[str, ...] | None:
    """One author as a string, several as a tuple, None for none: `authors(())` is None."""
    if isinstance(given, tuple):
        return tuple(name for name in given if stated(name)) or None
    return stated(given)
