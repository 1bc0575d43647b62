"""What is asked of a reporting verb in one text: who speaks, to whom, by what channel, and whether the author does."""

from __future__ import annotations

from communique.analyse.clauses import helpers, is_negated
from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token
from communique.analyse.quotations import quotations
from communique.lexicon.classes import word_class
from communique.lexicon.cues import Cue, channel_in
from communique.model import Span, SpanIndex

QUOTE_MARKS = frozenset('"“”«»„')
UNREAL = frozenset({"would", "could", "might", "should", "may", "will", "can", "must"})
ANYBODY = frozenset({"those", "anyone", "anybody", "everyone", "someone", "one"})
SAYING_TO = frozenset({"say", "write", "announce", "state", "explain", "add", "comment"})


def is_made(verb: Token) -> bool:
    """Whether a verb tells of speech that was made: none denied, possible, wished for or nobody's.

    Not "if he says", "to say", "will say", "those who say", "did not say".
    """
    if is_negated(verb) or helpers(verb) & UNREAL:
        return False
    if verb.dep == "relcl" and verb.head.lemma in ANYBODY:
        return False
    if any(c.dep == "mark" and c.lemma in {"if", "whether", "unless"} for c in verb.children):
        return False
    return "to" not in helpers(verb) or verb.head.lemma in {"continue", "go", "begin", "start"}


class Speech:
    """A text with its mentions and quotations, asked about the words that report speech in it."""

    def __init__(self, parsed: Parsed, found: Findings, extractor: str) -> None:
        self.parsed, self.found, self.text, self.extractor = parsed, found, parsed.text, extractor
        self.quotes = quotations(parsed.text, parsed.paragraphs)
        self.quoted = SpanIndex(q.outer for q in self.quotes)

    def source(self, token: Token | None) -> Span | None:
        """The mention that a token belongs to, None where it is none."""
        mention = self.found.mention_of(token) if token is not None else None
        return mention.span if mention is not None else None

    def others(self, named: Token | None) -> tuple[Span, ...]:
        """Those who speak jointly with the first: "Rubio and Lavrov pledged to …"."""
        joint = list(named.conjuncts())[1:] if named is not None else []
        return tuple(m.span for t in joint if (m := self.found.headed_by(t)) is not None)

    def sentence(self, verb: Token | None, content: Span) -> Span:
        """The sentence of the reporting verb; where there is none the content itself."""
        return self.parsed.sentence_of(verb).span if verb is not None else content

    def addressee(self, verb: Token | None) -> Span | None:
        """Whom the words are said to."""
        if verb is None:
            return None
        if verb.lemma in word_class("addressing"):
            return self.source(verb.child("dative", "dobj"))
        if verb.lemma in SAYING_TO:
            return self.source(next(verb.after("to"), None))
        if verb.lemma in {"call", "appeal"}:
            return self.source(next(verb.after("on", "upon", "to"), None))
        return None

    def channel(self, verb: Token | None, content: Span, cue: Cue | None) -> str | None:
        """By which channel, from the words of the sentence outside content and quotations, else from the cue."""
        if verb is None:
            return None
        outside = "".join(
            t.text + " "
            for t in self.parsed.sentence_of(verb).tokens
            if not content.meets(t.span) and self.quoted.holding(t.start, t.end) is None
        )
        return channel_in(outside) or (cue.channel if cue is not None else None)

    def is_authors(self, named: Token) -> bool:
        """Whether the author of the whole text speaks: then the words are no reported statement."""
        return bool(self.parsed.doc.authors) and named.text.lower() in {"i", "we"}

    def has_quotes(self, content: Span) -> bool:
        """Whether any quotation mark stands in a content."""
        return any(mark in QUOTE_MARKS for mark in self.text[content.start : content.end])
