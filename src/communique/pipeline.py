"""Where the rooms meet: a text in, its record out."""

from __future__ import annotations

import hashlib

import msgspec

from communique.model import Document, Record
from communique.read.errors import ReadError
from communique.read.language import detect, primary
from communique.resolve import resolve

READABLE = frozenset({"en"})


def analyse(doc: Document) -> Record:
    """The record of a document. Loads the parser on first use, about a second.

    Raises ReadError where the text is in a language that can't be read yet.
    """
    language = doc.language or detect(doc.text)
    if language is not None and primary(language) not in READABLE:
        raise ReadError(
            doc.id,
            f"written in {language!r}, which can't be read yet",
            'if that is wrong, set "language": "en" in the document',
        )
    from communique.analyse import extract

    found = extract(doc)
    return resolve(msgspec.structs.replace(doc, language=language), found.all, found.sentences)


def read(text: str | Document, *, published: str | None = None) -> Record:
    """Read one text, or a Document, into its record.

    `published` is the ISO date by which relative dates are resolved; a Document's own date goes before it.
    """
    if isinstance(text, Document):
        doc = text if text.published else msgspec.structs.replace(text, published=published)
    else:
        doc = Document(
            id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            text=text,
            published=published,
        )
    return analyse(doc)
