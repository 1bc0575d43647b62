"""Statements: who is reported to have said, written or thought what, with cue, channel and addressee."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.analyse.clauses import clause, doer, helpers, is_negated, is_passive, subject, trimmed
from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token
from communique.analyse.quotations import quotations
from communique.analyse.quoted import Attributed, Attribution, cue_span
from communique.analyse.transcripts import turns
from communique.lexicon.classes import word_class
from communique.lexicon.cues import Cue, channel_in, cue_of
from communique.model import Finding, Span, SpanIndex, StatementFound, StatementKind

UNREAL = frozenset({"would", "could", "might", "should", "may", "will", "can", "must"})
QUOTE_MARKS = frozenset('"“”«»„')
PREPOSITIONS = ("for", "on", "about", "against", "of", "upon")


class Statements:
    """Finds attribution relations: transcripts, quotations, reported clauses and "according to"."""

    name = "statements/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:
        """Yield the statements in the text's order, none inside another's content."""
        spoken = list(turns(parsed))
        if spoken:
            for turn in spoken:
                yield StatementFound(
                    span=turn.words,
                    kind="direct",
                    cue=turn.label,
                    source=turn.label,
                    sentence=turn.words,
                    extractor=self.name,
                    reason="a turn in a transcript",
                    score=0.95,
                )
            return
        reading = _Reading(parsed, found)
        yield from sorted(_outermost(reading.statements()), key=lambda s: s.span)


def _outermost(statements: Iterable[StatementFound]) -> list[StatementFound]:
    """Without those that lie inside another one's content, or repeat it."""
    kept: list[StatementFound] = []
    for one in sorted(statements, key=lambda s: (s.span.start, -s.span.end, -s.score)):
        before = kept[-1].span if kept else None
        if before is None or not (before.meets(one.span) or (one.cue is not None and before.holds(one.cue))):
            kept.append(one)
    return kept


class _Reading:
    """One text while its statements are read off."""

    def __init__(self, parsed: Parsed, found: Findings) -> None:
        self.parsed, self.found, self.text = parsed, found, parsed.text
        self.quotes = quotations(parsed.text, parsed.paragraphs)
        self.direct = list(Attribution(parsed, found, self.quotes).attributed())
        self.used = {a.verb.start for a in self.direct if a.verb is not None}
        self.covered = SpanIndex(a.content for a in self.direct)
        self.quoted = SpanIndex(q.outer for q in self.quotes)

    def statements(self) -> Iterator[StatementFound]:
        for attributed in self.direct:
            if attributed.speaker is None or not self._is_authors(attributed.speaker):
                yield self._quoted(attributed)
        for token in self.parsed.tokens:
            if self.covered.holding(token.start, token.end) is not None:
                continue
            if token.lemma == "accord" and token.text.lower() == "according":
                yield from self._according(token)
            elif token.is_verb and token.start not in self.used:
                cue = cue_of(token.lemma)
                if cue is not None:
                    yield from self._reported(token, cue)
            elif token.pos == "NOUN" and token.start not in self.used:
                yield from self._noun(token)

    def _quoted(self, attributed: Attributed) -> StatementFound:
        kind: StatementKind = "mixed" if attributed.is_mixed else "direct"
        speaker = self._source(attributed.speaker)
        cue = cue_of(attributed.verb.lemma) if attributed.verb is not None else None
        return StatementFound(
            span=attributed.content,
            kind=kind,
            cue=attributed.cue,
            source=speaker,
            addressee=self._addressee(attributed.verb),
            sentence=self._sentence(attributed.verb, attributed.content),
            channel=self._channel(attributed.verb, attributed.content, cue),
            extractor=Statements.name,
            reason=attributed.reason,
            score=0.9 if speaker else 0.5,
        )

    def _source(self, token: Token | None) -> Span | None:
        """The mention that names the speaker; the bare word where it is none."""
        if token is None:
            return None
        mention = self.found.mention_of(token)
        return mention.span if mention is not None else None

    def _others(self, named: Token | None) -> tuple[Span, ...]:
        """Those who speak jointly with the first: "Rubio and Lavrov pledged to …"."""
        joint = list(named.conjuncts())[1:] if named is not None else []
        return tuple(m.span for t in joint if (m := self.found.headed_by(t)) is not None)

    def _sentence(self, verb: Token | None, content: Span) -> Span:
        return self.parsed.sentence_of(verb).span if verb is not None else content

    def _addressee(self, verb: Token | None) -> Span | None:
        if verb is None:
            return None
        if verb.lemma in word_class("addressing"):
            return self._source(verb.child("dative", "dobj"))
        if verb.lemma in {"say", "write", "announce", "state", "explain", "add", "comment"}:
            return self._source(next(verb.after("to"), None))
        if verb.lemma in {"call", "appeal"}:
            return self._source(next(verb.after("on", "upon", "to"), None))
        return None

    def _channel(self, verb: Token | None, content: Span, cue: Cue | None) -> str | None:
        if verb is None:
            return None
        outside = "".join(
            t.text + " "
            for t in self.parsed.sentence_of(verb).tokens
            if not content.meets(t.span) and self.quoted.holding(t.start, t.end) is None
        )
        return channel_in(outside) or (cue.channel if cue is not None else None)

    def _reported(self, verb: Token, cue: Cue) -> Iterator[StatementFound]:
        """Iran said it would …; the ministry called on Iran to …; Kerry reiterated his concern."""
        if is_negated(verb) or (helpers(verb) & UNREAL) or self._is_asked(verb):
            return
        content = self._closed(self._content(verb, cue))
        if content is None or len(self.parsed.within(content)) < 3:
            return
        named = doer(verb)
        if named is None and not (
            is_passive(verb) and (verb.lemma in word_class("said by nobody") or self._is_impersonal(verb))
        ):
            return
        if named is not None and self._is_authors(named):
            return
        source = self._source(named) if named is not None else None
        if (
            named is not None
            and source is None
            and named.text.lower() not in {"sources", "reports", "experts", "source"}
        ):
            return
        yield StatementFound(
            span=content,
            kind="mixed" if self._has_quotes(content) else "indirect",
            cue=cue_span(verb),
            source=source,
            co_sources=self._others(named),
            addressee=self._addressee(verb),
            channel=self._channel(verb, content, cue),
            sentence=self.parsed.sentence_of(verb).span,
            extractor=Statements.name,
            reason=f"reported after {verb.lemma!r}",
            score=0.8 if source else 0.6,
        )

    def _is_impersonal(self, verb: Token) -> bool:
        """ "It was stressed that …"."""
        named = verb.child("nsubjpass")
        return named is not None and named.text.lower() == "it"

    def _is_asked(self, verb: Token) -> bool:
        """Whether the speech is only wished for, a condition, or nobody's: "if he says", "to say", "those who say"."""
        if verb.dep == "relcl" and verb.head.lemma in {"those", "anyone", "anybody", "everyone", "someone", "one"}:
            return True
        if any(c.dep == "mark" and c.lemma in {"if", "whether", "unless"} for c in verb.children):
            return True
        return bool("to" in helpers(verb) and verb.head.lemma not in {"continue", "go", "begin", "start"})

    def _is_authors(self, named: Token) -> bool:
        """Whether the author of the whole text speaks: then the words are no reported statement."""
        return bool(self.parsed.doc.authors) and named.text.lower() in {"i", "we"}

    def _has_quotes(self, content: Span) -> bool:
        return any(mark in QUOTE_MARKS for mark in self.text[content.start : content.end])

    def _content(self, verb: Token, cue: Cue) -> Span | None:
        after = [c for c in verb.children if c.start > verb.start]
        if "clause" in cue.forms:
            told = next((c for c in after if c.dep == "ccomp" and not _is_infinitive(c)), None)
            named = verb.child("dobj")
            is_apposed = named is not None and told is not None and named.start < told.start and "rest" in cue.forms
            if told is not None and not (is_apposed and not any(c.dep == "mark" for c in told.children)):
                return self._clause(told, verb)
            if verb.child("dobj") is None and self._is_postponed(verb):
                return self._before(verb)
            if verb.child("dobj") is None and any(c.dep == "mark" and c.lemma == "as" for c in verb.children):
                return self._main_clause(verb)
        if "to" in cue.forms:
            done = next((c for c in after if c.dep in {"xcomp", "ccomp", "advcl"} and _is_infinitive(c)), None)
            if done is not None and done.lemma in {"name", "identify", "quote"} and is_passive(done):
                return None  # "asked not to be named"
            if done is not None:
                return trimmed([t for t in clause(done) if t.start >= self._to(done)])
        for preposition in PREPOSITIONS:
            if preposition in cue.forms:
                noun = next(
                    (
                        c
                        for p in after
                        if p.dep == "prep" and p.lemma == preposition
                        for c in p.children
                        if c.dep in {"pobj", "pcomp"}
                    ),
                    None,
                )
                if noun is not None:
                    return trimmed(list(noun.subtree()))
        return self._rest(verb, after) if "rest" in cue.forms else None

    def _to(self, done: Token) -> int:
        return next((c.start for c in done.children if c.text.lower() == "to"), done.start)

    def _main_clause(self, verb: Token) -> Span | None:
        """What "as our partners have said" is about: the rest of the sentence."""
        end = max(t.end for t in verb.subtree())
        if verb.dep != "advcl":
            return None
        return trimmed([t for t in self.parsed.sentence_of(verb).tokens if t.start >= end])

    def _closed(self, content: Span | None) -> Span | None:
        """A content that opens a quotation and stops before its end, extended to the closing mark."""
        if content is None:
            return None
        outer = self.quoted.holding(content.end - 1, content.end)
        return Span(content.start, outer.end) if outer is not None and content.start <= outer.start else content

    def _clause(self, told: Token, cue: Token | None = None) -> Span | None:
        aside = {t.start for c in told.children if self._reports_more(c) for t in c.subtree()}
        words = [
            t
            for t in clause(told)
            if t.start not in aside and not (t.dep == "mark" and t.head is told and t.lemma == "that")
        ]
        coordinated = [c for c in told.children if c.dep == "conj" and c.child("nsubj") is None and c.is_verb]
        if cue is not None and "had" in helpers(told):  # "said he had called her and both had promised to …"
            coordinated += [c for c in cue.kids("conj") if "had" in helpers(c) and c.child("nsubj") is not None]
        for other in coordinated:
            words += clause(other)
        return trimmed(words)

    def _reports_more(self, verb: Token) -> bool:
        """Whether a participle goes on reporting: "…, while claiming that nothing was lost"."""
        return (
            verb.dep == "advcl"
            and verb.tag == "VBG"
            and cue_of(verb.lemma) is not None
            and verb.child("ccomp") is not None
        )

    def _is_postponed(self, verb: Token) -> bool:
        """Whether the reporting clause comes last: "The permit was suspended, officials said."."""
        named = verb.child("nsubj")
        sentence = self.parsed.sentence_of(verb)
        if named is None:
            return False
        left = min(t.start for t in [*named.subtree(), verb])
        if self.text[:left].rstrip()[-1:] != ",":
            return False
        rest = [
            t for t in sentence.tokens if t.start > verb.start and t.pos == "VERB" and t.dep not in {"advcl", "acl"}
        ]
        return not rest and left - sentence.span.start > 20

    def _before(self, verb: Token) -> Span | None:
        named = verb.child("nsubj")
        if named is None:
            return None
        left = min(t.start for t in [*named.subtree(), verb])
        return trimmed([t for t in self.parsed.sentence_of(verb).tokens if t.end <= left])

    def _rest(self, verb: Token, after: list[Token]) -> Span | None:
        """The object, with what else is said about it: "blame him for the fires"."""
        if is_passive(verb):
            named = verb.child("nsubjpass")
            return (
                trimmed(list(named.subtree()))
                if named is not None and verb.lemma in word_class("said by nobody")
                else None
            )
        parts = [c for c in after if c.dep in {"dobj", "xcomp", "oprd", "attr", "ccomp"}]
        if not parts:
            return None
        with_it = [
            c
            for c in after
            if c.dep == "prep"
            and c.lemma in {"for", "of", "as", "with"}
            and verb.lemma in {"blame", "accuse", "describe", "characterise", "characterize", "attribute", "cite"}
        ]
        with_it += [c for c in after if c.dep == "prep" and verb.lemma == "attribute"]
        words = [t for part in [*parts, *with_it] for t in part.subtree()]
        return trimmed(words)

    def _according(self, token: Token) -> Iterator[StatementFound]:
        """According to a Kenyan envoy, the ministry will investigate."""
        to = next(
            (t for t in [*token.children, *token.head.children] if t.text.lower() == "to" and t.start == token.end + 1),
            None,
        )
        named = next((c for c in (to.children if to else []) if c.dep == "pobj"), None)
        if to is None or named is None:
            return
        sentence = self.parsed.sentence_of(token)
        phrase_end = max(t.end for t in named.subtree())
        if token.start - sentence.span.start < 12:
            words = [t for t in sentence.tokens if t.start >= phrase_end]
            comma = next(
                (
                    t
                    for t in sentence.tokens
                    if t.start > token.start
                    and t.text == ","
                    and t.head.start not in {c.start for c in named.subtree()}
                    and t.start >= named.end
                ),
                None,
            )
            if comma is not None and comma.start < phrase_end:
                words = [t for t in sentence.tokens if t.start > comma.start]
        else:
            words = [t for t in sentence.tokens if t.end <= token.start]
        content = trimmed(words)
        author = next((n for n in named.after("by", "from", "of") if self.found.headed_by(n) is not None), None)
        source = self._source(author if author is not None and self.found.headed_by(named) is None else named)
        if content is None or len(words) < 4 or (source is None and named.lemma not in {"report", "source", "expert"}):
            return
        yield StatementFound(
            span=content,
            kind="mixed" if self._has_quotes(content) else "indirect",
            cue=Span(token.start, to.end),
            source=source,
            channel=channel_in(" ".join(t.text for t in named.subtree())),
            sentence=sentence.span,
            extractor=Statements.name,
            reason="according to",
            score=0.8,
        )

    def _noun(self, token: Token) -> Iterator[StatementFound]:
        """Merkel seconded Macron's recommendation that …: a reporting noun with an owner and a clause."""
        if token.lemma not in word_class("reporting noun"):
            return
        told = next(
            (
                c
                for c in token.children
                if c.dep in {"acl", "ccomp", "relcl"}
                and c.start > token.start
                and (any(m.dep == "mark" and m.lemma == "that" for m in c.children) or c.child("nsubj", "nsubjpass"))
                and not any(m.tag in {"WDT", "WP"} for m in c.children)
            ),
            None,
        )
        owner = token.child("poss") or next(token.after("by", "of", "from"), None)
        if told is None or owner is None or self.found.mention_of(owner) is None or self._is_authors(owner):
            return
        content = self._clause(told)
        if content is not None and subject(told) is not None:
            yield StatementFound(
                span=content,
                kind="mixed" if self._has_quotes(content) else "indirect",
                cue=token.span,
                source=self._source(owner),
                sentence=self.parsed.sentence_of(token).span,
                extractor=Statements.name,
                reason=f"reported as a {token.lemma}",
                score=0.6,
            )


def _is_infinitive(verb: Token) -> bool:
    return any(c.text.lower() == "to" and c.dep == "aux" for c in verb.children)
