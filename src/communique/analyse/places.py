"""Where something happened: names of places that stand after a preposition of place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token, covering
from communique.lexicon.classes import word_class
from communique.lexicon.states import state_named
from communique.model import Finding, PlaceFound, Span

LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "around", "across", "off", "throughout", "within", "to"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


class Places:
    """Finds place names: what the parser calls a place, after "in", "at", "near" and the like."""

    name = "places/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:  # noqa: ARG002
        """Yield the places in the text's order."""
        for token in parsed.tokens:
            if token.dep == "prep" and token.text.lower() in LOCATIVE:
                for noun in token.kids("pobj"):
                    for place in noun.conjuncts() if token.text.lower() == "in" else [noun]:
                        span = self._place(parsed, place)
                        if span is not None:
                            state = state_named(parsed.words(span))
                            yield PlaceFound(
                                span=span,
                                country=state.code if state else None,
                                extractor=self.name,
                                reason=f"a place after {token.text!r}",
                                score=0.8,
                            )

    def _place(self, parsed: Parsed, head: Token) -> Span | None:
        """The name that hangs on this noun, if it is a place's: from its first capital to its head."""
        if head.lemma in word_class("settlement"):
            inner = next((n for n in head.after("of") if n.tag == "NNP"), None)
            return covering([head, *_name(inner)]) if inner is not None else None
        if head.tag not in {"NNP", "NNPS"}:
            return None
        named = list(_name(head))
        words = parsed.words(covering(named))
        is_place = head.ent in PLACE_LABELS or state_named(words) is not None or head.lemma in word_class("building")
        return covering(named) if is_place else None


def _name(head: Token) -> Iterator[Token]:
    yield head
    for child in head.children:
        if child.start < head.start and child.dep in {"compound", "nmod", "amod"} and child.text[0].isupper():
            yield from child.subtree()
