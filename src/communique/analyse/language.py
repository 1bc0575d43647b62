"""What a language must bring to be read: a parser, and extractors in running order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed
from communique.model import Document, Finding


class Extractor(Protocol):
    """Finds one kind of finding. It yields and never mutates; later ones see what earlier ones found."""

    name: str

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:
        """Yield the findings of this kind in the text's order."""


class Language(NamedTuple):
    """How a language is read: from a document to its words, and the extractors, each after those it builds on."""

    parse: Callable[[Document], Parsed]
    extractors: tuple[Extractor, ...]

    def extract(self, doc: Document) -> Findings:
        """Everything that the passages of a document say, each finding with its extractor's name and reason."""
        parsed = self.parse(doc)
        found = Findings(parsed)
        for extractor in self.extractors:
            found = found.with_more(extractor.extract(parsed, found))
        return found
