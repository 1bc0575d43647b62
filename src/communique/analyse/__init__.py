"""From a document to findings: one file a kind of finding, each an Extractor, run in the order of EXTRACTORS.

What the extractors yield says only what one passage says; who is who is decided in `resolve`. The files here read
English; another language is a folder beside them that holds a LANGUAGE, named in `lexicon.languages`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

import msgspec

from communique.analyse.actors import Actors
from communique.analyse.dates import Dates
from communique.analyse.engine import parse
from communique.analyse.events import Events
from communique.analyse.findings import Findings
from communique.analyse.language import Extractor, Language
from communique.analyse.parsed import Parsed
from communique.analyse.places import Places
from communique.analyse.stances import Stances
from communique.analyse.statements import Statements
from communique.lexicon.languages import FOLDERS
from communique.model import Document, Finding, Span

__all__ = [
    "EXTRACTORS",
    "Extracted",
    "Extractor",
    "Findings",
    "Parsed",
    "extract",
    "extract_parts",
    "language",
    "parse",
]

EXTRACTORS: tuple[Extractor, ...] = (Actors(), Dates(), Places(), Statements(), Events(), Stances())


class Extracted(NamedTuple):
    """What the passages of a text say, in whichever languages, and where its sentences stand."""

    all: tuple[Finding, ...]
    sentences: tuple[Span, ...]


def language(tag: str) -> Language:
    """How a language is read, by its two letters: `language("ru")`; English where no other is named."""
    folder = FOLDERS.get(tag)
    if folder is None:
        return Language(parse=parse, extractors=EXTRACTORS)
    found: Language = import_module(f"communique.analyse.{folder}").LANGUAGE
    return found


def extract(doc: Document, tag: str = "en") -> Findings:
    """What the passages of a document in one language say, each finding with its extractor's name and reason."""
    return language(tag).extract(doc)


def extract_parts(doc: Document, parts: Mapping[str, Sequence[Span]]) -> Extracted:
    """What the passages of a document say; `parts` are its stretches in each language, by its two letters."""
    found = [extract(_only(doc, spans) if len(parts) > 1 else doc, tag) for tag, spans in parts.items()]
    return Extracted(
        all=tuple(finding for one in found for finding in one.all),
        sentences=tuple(sorted(span for one in found for span in one.sentences)),
    )


def _only(doc: Document, spans: Sequence[Span]) -> Document:
    """A document with only some stretches of its text, the rest blanked, so that offsets stay."""
    pieces = []
    at = 0
    for span in sorted(spans):
        pieces += [_blank(doc.text[at : span.start]), doc.text[span.start : span.end]]
        at = span.end
    return msgspec.structs.replace(doc, text="".join([*pieces, _blank(doc.text[at:])]))


def _blank(text: str) -> str:
    return "".join("\n" if sign == "\n" else " " for sign in text)
