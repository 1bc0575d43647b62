"""From a document to findings: one file a kind of finding, each an Extractor, run in the order of EXTRACTORS.

What the extractors yield says only what one passage says; who is who is decided in `resolve`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from communique.analyse.actors import Actors
from communique.analyse.dates import Dates
from communique.analyse.engine import parse
from communique.analyse.events import Events
from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed
from communique.analyse.places import Places
from communique.analyse.stances import Stances
from communique.analyse.statements import Statements
from communique.model import Document, Finding

__all__ = ["EXTRACTORS", "Extractor", "Findings", "Parsed", "extract", "parse"]


class Extractor(Protocol):
    """Finds one kind of finding. It yields and never mutates; later ones see what earlier ones found."""

    name: str

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:
        """Yield the findings of this kind in the text's order."""


EXTRACTORS: tuple[Extractor, ...] = (Actors(), Dates(), Places(), Statements(), Events(), Stances())


def extract(doc: Document) -> Findings:
    """Everything that the passages of a document say, each finding with its extractor's name and reason."""
    parsed = parse(doc)
    found = Findings(parsed)
    for extractor in EXTRACTORS:
        found = found.with_more(extractor.extract(parsed, found))
    return found
