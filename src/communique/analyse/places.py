"""Where something happened: names of places that stand after a preposition of place, or are visited or struck."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token, covering
from communique.lexicon.classes import word_class
from communique.lexicon.gazetteer import cities_named, is_abbreviated, us_state
from communique.lexicon.states import state_named
from communique.model import Finding, PlaceFound, Span

LOCATIVE = frozenset(
    "in at near inside outside around across off throughout within to into toward towards from through".split()
)
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NO_PLACES = frozenset({"PERSON", "ORG", "NORP", "DATE", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
GREAT = 100_000
LONGEST = 4
OUTER = re.compile(r",\s+(?=[A-Z])")
WORD = re.compile(r"[A-Z][\w’'-]*\.?(?:[A-Z]\.)*|of|the")


class Places:
    """Finds place names: what the parser or the gazetteer calls a place, after "in", "at", "near", "to" and so on."""

    name = "places/2"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:  # noqa: ARG002
        """Yield the places in the text's order."""
        for token in parsed.tokens:
            said = token.text.lower()
            if token.dep == "prep" and said in LOCATIVE:
                yield from self._listed(parsed, token.kids("pobj"), f"a place after {said!r}")
            elif token.is_verb and token.lemma in word_class("reaching"):
                is_town = word_class("settlement")
                objects = [n for n in token.kids("dobj") if n.ent in PLACE_LABELS or n.lemma in is_town]
                yield from self._listed(parsed, objects, f"what one is said to {token.lemma}")

    def _listed(self, parsed: Parsed, nouns: list[Token], reason: str) -> Iterator[PlaceFound]:
        for place in (each for noun in nouns for each in noun.conjuncts()):
            span = self._place(parsed, place)
            if span is not None:
                state = state_named(parsed.words(span))
                yield PlaceFound(
                    span=_with_outer(parsed.text, span),
                    country=state.code if state else None,
                    extractor=self.name,
                    reason=reason,
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
        if head.lemma.lower() in word_class("water"):
            named += [t for inner in head.after("of") for t in _name(inner)]
        words = parsed.words(covering(named))
        state = state_named(words)
        if state is not None:
            is_place = state.form in {"name", "capital"}
        else:
            is_place = (
                head.ent in PLACE_LABELS
                or head.lemma in word_class("building")
                or (len(named) > 1 and head.lemma.lower() in word_class("water"))
            )
            is_place = is_place or self._is_city(head, words)
        return covering(named) if is_place else None

    def _is_city(self, head: Token, words: str) -> bool:
        """Whether the gazetteer knows the name, a great city's where the parser takes it for somebody's."""
        cities = cities_named(words)
        return bool(cities) and (head.ent not in NO_PLACES or cities[0].population > GREAT)


def _name(head: Token) -> Iterator[Token]:
    yield head
    for child in head.children:
        if child.start < head.start and child.dep in {"compound", "nmod", "amod"} and child.text[0].isupper():
            yield from child.subtree()


def _with_outer(text: str, span: Span) -> Span:
    """The span with the state or country that follows it: "Paris, Texas", "Aden, Yemen"."""
    joint = OUTER.match(text, span.end)
    if joint is None:
        return span
    ends: list[int] = []
    at = joint.end()
    while len(ends) < LONGEST and (word := WORD.match(text, at)) is not None:
        ends.append(word.end())
        at = word.end() + 1 if text[word.end() : word.end() + 1] == " " else len(text)
    for end in reversed(ends):
        words = text[joint.end() : end]
        state = state_named(words.rstrip("."))
        if us_state(words) is not None or (state is not None and state.form == "name"):
            return Span(span.start, end - (words.endswith(".") and not is_abbreviated(words)))
    return span
