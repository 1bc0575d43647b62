"""A parsed text in our own terms: tokens, their dependencies, sentences and names, with offsets.

No spaCy object stands behind it, so that it can be pickled and every extractor can be read without spaCy.
Parts of speech are Universal POS tags. In English `tag` is Penn Treebank and `dep` has ClearNLP's dependency labels;
in other languages both are Universal Dependencies' (`tag` the features: "Case=Gen|Number=Sing").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from communique.model import Document, Span

if TYPE_CHECKING:
    from communique.analyse.engine.encoder import Encoded

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


class Token:
    """A word of the text with its place in the sentence's tree; `head` of a root is itself."""

    __slots__ = (
        "children",
        "dep",
        "end",
        "ent",
        "head",
        "index",
        "lemma",
        "pos",
        "sentence",
        "start",
        "tag",
        "text",
    )

    def __init__(self, index: int, text: str, start: int) -> None:
        self.index, self.text, self.start, self.end = index, text, start, start + len(text)
        self.lemma = self.tag = self.pos = self.dep = self.ent = ""
        self.head: Token = self
        self.children: list[Token] = []
        self.sentence = 0

    def __repr__(self) -> str:
        return f"{self.text}/{self.pos}/{self.dep}"

    def child(self, *deps: str) -> Token | None:
        """The first dependent with one of these labels."""
        return next((c for c in self.children if c.dep in deps), None)

    def kids(self, *deps: str) -> list[Token]:
        """All dependents with one of these labels."""
        return [c for c in self.children if c.dep in deps]

    def after(self, *prepositions: str) -> Iterator[Token]:
        """The nouns that hang on it by one of these prepositions: "talks with Iran" gives Iran."""
        for prep in self.children:
            if prep.dep in {"prep", "agent", "dative", "prt"} and prep.lemma in prepositions:
                for child in prep.children:
                    if child.dep in {"pobj", "pcomp"}:
                        yield child
                    elif child.dep == "prep":  # "away from the border"
                        yield from (c for c in child.children if c.dep == "pobj")

    def subtree(self) -> Iterator[Token]:
        """It and all that hangs on it, in no particular order."""
        stack = [self]
        while stack:
            token = stack.pop()
            yield token
            stack.extend(token.children)

    def ancestors(self) -> Iterator[Token]:
        """Its head, the head's head, and so on up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def conjuncts(self) -> Iterator[Token]:
        """It and what is coordinated with it: "France and Italy" gives both from France."""
        stack = [self]
        while stack:
            token = stack.pop()
            yield token
            stack.extend(child for child in reversed(token.children) if child.dep == "conj")

    @property
    def is_verb(self) -> bool:
        """Whether it heads a clause as a verb."""
        return self.pos in {"VERB", "AUX"}

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.end)


class Sentence:
    """A sentence: its tokens, the paragraph it stands in, and where in the text."""

    __slots__ = ("index", "paragraph", "tokens")

    def __init__(self, index: int, paragraph: int, tokens: list[Token]) -> None:
        self.index, self.paragraph, self.tokens = index, paragraph, tokens

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.tokens[0].start, self.tokens[-1].end)


class Parsed:
    """A document with its sentences, whose tokens know heads and dependents, and what the encoder gives for it."""

    def __init__(
        self, doc: Document, sentences: list[Sentence], paragraphs: tuple[Span, ...], encoded: Encoded | None = None
    ) -> None:
        self.doc, self.sentences, self.paragraphs, self._encoded = doc, sentences, paragraphs, encoded
        self.tokens = [token for sentence in sentences for token in sentence.tokens]
        self.at = {token.start: token for token in self.tokens}

    @property
    def text(self) -> str:
        """The document's text."""
        return self.doc.text

    @property
    def encoded(self) -> Encoded:
        """What the encoder gives for the text; ValueError where its language is read without the encoder."""
        if self._encoded is None:
            raise ValueError(f"{self.doc.id} was parsed without the encoder")
        return self._encoded

    def sentence_of(self, token: Token) -> Sentence:
        """The sentence that a token stands in."""
        return self.sentences[token.sentence]

    def within(self, span: Span) -> list[Token]:
        """The tokens that stand wholly inside a span (found by bisection)."""
        from bisect import bisect_left

        first = bisect_left(self.tokens, span.start, key=lambda t: t.start)
        last = bisect_left(self.tokens, span.end, key=lambda t: t.start)
        return [t for t in self.tokens[first:last] if t.end <= span.end]

    def words(self, span: Span) -> str:
        """The text at a span, its white space made single blanks."""
        return " ".join(self.text[span.start : span.end].split())


def covering(tokens: Iterable[Token]) -> Span:
    """The span from the first to the last of some tokens."""
    found = list(tokens)
    return Span(min(t.start for t in found), max(t.end for t in found))
