"""Speech reported without quotation marks, by rules: reporting verbs, "according to", nouns like "recommendation"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.analyse.clauses import clause, doer, helpers, is_passive, subject, trimmed
from communique.analyse.parsed import Token
from communique.analyse.quoted import cue_span
from communique.analyse.speech import Speech, is_made
from communique.lexicon.classes import word_class
from communique.lexicon.cues import Cue, channel_in, cue_of
from communique.model import Span, SpanIndex, StatementFound

PREPOSITIONS = ("for", "on", "about", "against", "of", "upon")


class ReportedSpeech:
    """Finds paraphrases in one text; `covered` are contents that are statements already, `used` their verbs."""

    def __init__(self, speech: Speech, covered: SpanIndex, used: frozenset[int]) -> None:
        self.speech, self.covered, self.used = speech, covered, used
        self.parsed, self.found, self.text, self.quoted = speech.parsed, speech.found, speech.text, speech.quoted

    def statements(self) -> Iterator[StatementFound]:
        """Every paraphrase outside what is covered."""
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

    def _reported(self, verb: Token, cue: Cue) -> Iterator[StatementFound]:
        """Iran said it would …; the ministry called on Iran to …; Kerry reiterated his concern."""
        if not is_made(verb):
            return
        content = self._closed(self._content(verb, cue))
        if content is None or len(self.parsed.within(content)) < 3:
            return
        named = doer(verb)
        if named is None and not (
            is_passive(verb) and (verb.lemma in word_class("said by nobody") or self._is_impersonal(verb))
        ):
            return
        if named is not None and self.speech.is_authors(named):
            return
        source = self.speech.source(named) if named is not None else None
        if (
            named is not None
            and source is None
            and named.text.lower() not in {"sources", "reports", "experts", "source"}
        ):
            return
        yield StatementFound(
            span=content,
            kind="mixed" if self.speech.has_quotes(content) else "indirect",
            cue=cue_span(verb),
            source=source,
            co_sources=self.speech.others(named),
            addressee=self.speech.addressee(verb),
            channel=self.speech.channel(verb, content, cue),
            sentence=self.parsed.sentence_of(verb).span,
            extractor=self.speech.extractor,
            reason=f"reported after {verb.lemma!r}",
            score=0.8 if source else 0.6,
        )

    def _is_impersonal(self, verb: Token) -> bool:
        """ "It was stressed that …"."""
        named = verb.child("nsubjpass")
        return named is not None and named.text.lower() == "it"

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
        source = self.speech.source(author if author is not None and self.found.headed_by(named) is None else named)
        if content is None or len(words) < 4 or (source is None and named.lemma not in {"report", "source", "expert"}):
            return
        yield StatementFound(
            span=content,
            kind="mixed" if self.speech.has_quotes(content) else "indirect",
            cue=Span(token.start, to.end),
            source=source,
            channel=channel_in(" ".join(t.text for t in named.subtree())),
            sentence=sentence.span,
            extractor=self.speech.extractor,
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
        if told is None or owner is None or self.found.mention_of(owner) is None or self.speech.is_authors(owner):
            return
        content = self._clause(told)
        if content is not None and subject(told) is not None:
            yield StatementFound(
                span=content,
                kind="mixed" if self.speech.has_quotes(content) else "indirect",
                cue=token.span,
                source=self.speech.source(owner),
                sentence=self.parsed.sentence_of(token).span,
                extractor=self.speech.extractor,
                reason=f"reported as a {token.lemma}",
                score=0.6,
            )


def _is_infinitive(verb: Token) -> bool:
    return any(c.text.lower() == "to" and c.dep == "aux" for c in verb.children)
