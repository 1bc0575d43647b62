"""Who said what: reporting verbs with their subjects and contents, quotations, "по словам", transcripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Sentence, Token, covering
from communique.analyse.russian.contents import Content, contents, rest_of
from communique.analyse.russian.described import ACCORDING, POSSESSIVES
from communique.analyse.russian.grammar import NOUNS, case, feature, is_negated, is_passive, is_short, preposition
from communique.analyse.russian.quotations import Quotation, labels, quotations
from communique.analyse.russian.roles import Clause, Roles, Talk
from communique.analyse.russian.talks import talk
from communique.lexicon.russian.classes import channels
from communique.lexicon.russian.verbs import cues
from communique.model import Finding, Mention, Span, StatementFound
from communique.model.record import StatementKind


class Statements:
    """Finds attributions; what stands inside a quotation is no entry of its own."""

    name = "russian statements/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:
        """Yield the statements in the text's order."""
        told = talk(parsed, found)
        roles = Roles(parsed, found, told)
        spoken = list(self._labelled(parsed, found))
        quoted = [s for q in quotations(parsed.text) if (s := self._quoted(parsed, found, roles, q)) is not None]
        direct = [s.span for s in spoken + quoted]
        reported = []
        for sentence in parsed.sentences:
            if any(span.holds(Span(sentence.span.start, sentence.span.start + 1)) for span in direct):
                continue
            reported += [s for s in self._reported(parsed, sentence, roles, told) if not _in_any(s.span, direct)]
        yield from sorted(spoken + quoted + reported, key=lambda s: s.span)

    def _labelled(self, parsed: Parsed, found: Findings) -> Iterator[StatementFound]:
        """Turns of a transcript."""
        for label, words in labels(parsed.text):
            mention = next((m for m in found.mentions if m.span.meets(label) and m.kind == "person"), None)
            if mention is None:
                continue
            for number, stretch in enumerate(_paragraphs(parsed, words)):
                yield StatementFound(
                    span=stretch,
                    kind="direct",
                    cue=label if number == 0 else None,
                    source=mention.span,
                    sentence=stretch,
                    extractor=self.name,
                    reason="after the speaker's name in a transcript",
                    score=0.95,
                )

    def _quoted(self, parsed: Parsed, found: Findings, roles: Roles, one: Quotation) -> StatementFound | None:
        """A quotation whose clause beside it has a reporting verb and somebody named."""
        if one.beside is None:
            return None
        words = parsed.within(one.beside)
        cue = next((t for t in words if t.lemma in cues() and t.pos in {"VERB", "AUX"}), None)
        named = [m for m in found.mentions if one.beside.holds(m.span)]
        if cue is None and not named:
            return None
        subject = next(iter(roles.subject(Clause(cue, cue))), None) if cue is not None else None
        if subject is None or not one.beside.holds(subject.span):
            subject = next((m for m in named if m.is_subject), named[0] if named else None)
        if subject is None:
            return None
        return StatementFound(
            span=one.span,
            kind="direct",
            cue=cue.span if cue is not None else None,
            source=subject.span,
            channel=_channel(words),
            sentence=_around(one.span, one.beside),
            extractor=self.name,
            reason=f"quoted beside {cue.lemma!r}" if cue is not None else "quoted beside a name",
            score=0.85,
        )

    def _reported(
        self, parsed: Parsed, sentence: Sentence, roles: Roles, told: Talk | None
    ) -> Iterator[StatementFound]:
        for token in sentence.tokens:
            if token.lemma in cues() and token.pos in {"VERB", "AUX"} and _reports(token):
                yield from self._by_verb(parsed, sentence, (token, roles, told))
            elif token.lemma in ACCORDING and preposition(token) == "по":
                yield from self._according(parsed, sentence, token, roles)

    def _by_verb(
        self, parsed: Parsed, sentence: Sentence, told: tuple[Token, Roles, Talk | None]
    ) -> Iterator[StatementFound]:
        verb, roles, conversation = told
        sources = _sources(verb, roles)
        is_impersonal = is_passive(verb) or is_short(verb)
        if not sources and not (is_impersonal and conversation is not None):
            return
        is_parenthesis = (
            any(c.lemma == "как" and c.start < verb.start for c in verb.children) or verb.dep == "parataxis"
        )
        is_last = _is_trailing(parsed, verb, sources)
        is_apart = is_parenthesis or is_last
        found = list(contents(parsed, verb, cues()[verb.lemma].content)) if not is_apart else []
        if is_apart:
            before = [t for t in sentence.tokens if t.start < verb.start][:-1]
            rest = covering(before) if is_last else rest_of(sentence, verb)
            found = [Content(rest, None)] if rest is not None else []
        channel = _channel(sentence.tokens) or (_talks_channel(conversation) if conversation is not None else None)
        for content in found[:1]:
            yield StatementFound(
                span=content.span,
                kind=_kind(parsed, content.span),
                cue=_cue(verb, content),
                source=sources[0].span if sources else None,
                co_sources=tuple(m.span for m in sources[1:]),
                addressee=_addressee(verb, roles, sources, conversation),
                channel=channel,
                sentence=sentence.span,
                extractor=self.name,
                reason=f"the reporting verb {verb.lemma!r}",
                score=0.8 if sources else 0.6,
            )

    def _according(self, parsed: Parsed, sentence: Sentence, noun: Token, roles: Roles) -> Iterator[StatementFound]:
        """ "По словам министра, …"."""
        of = [c for c in noun.children if (c.dep == "nmod" and case(c) == "Gen") or c.text.lower() in POSSESSIVES]
        named = [m for c in of if (m := roles.found.mention_of(c)) is not None]
        rest = rest_of(sentence, noun)
        if named and rest is not None:
            yield StatementFound(
                span=rest,
                kind=_kind(parsed, rest),
                cue=covering([noun, *noun.kids("case")]),
                source=named[0].span,
                sentence=sentence.span,
                extractor=self.name,
                reason=f"{noun.text!r} of somebody",
                score=0.8,
            )


def _reports(verb: Token) -> bool:
    """Whether a verb stands where it reports: finite, a short participle, or a gerund; not "не", no infinitive."""
    form = feature(verb, "VerbForm")
    return (form in {"Fin", "Conv"} or is_short(verb)) and not is_negated(verb) and feature(verb, "Mood") != "Imp"


def _is_trailing(parsed: Parsed, verb: Token, sources: Sequence[Mention]) -> bool:
    """ "…, сообщил посол": the verb right after a comma, who speaks right after it, and nothing said after that."""
    tokens = parsed.sentence_of(verb).tokens
    place = verb.index - tokens[0].index
    is_after_comma = place > 2 and tokens[place - 1].text == ","
    is_before_speaker = bool(sources) and 0 < sources[0].span.start - verb.end <= 2
    return is_after_comma and is_before_speaker and not any(t.text == "," for t in tokens[place:])


def _sources(verb: Token, roles: Roles) -> list[Mention]:
    clause = Clause(verb, verb)
    found = list(roles.subject(clause))
    return [m for m in found if m.form != "pronoun" or m.name not in {"which"}] or found


def _addressee(verb: Token, roles: Roles, sources: Sequence[Mention], conversation: Talk | None) -> Span | None:
    said_to = roles.at(Clause(verb, verb), ("dat",), but=[m.span for m in sources])
    if said_to:
        return said_to[0]
    if conversation is None or len(sources) != 1:
        return None
    others = roles.at(Clause(verb, verb), ("conv",), but=[m.span for m in sources])
    return others[0] if len(others) == 1 else None


def _talks_channel(conversation: Talk) -> str:
    return {"phone": "phone call", "video": "видеоконференция"}.get(conversation.mode or "", "meeting")


def _channel(tokens: Sequence[Token]) -> str | None:
    """The channel that words beside a cue name: "на брифинге", "в интервью"."""
    for token in tokens:
        if (
            token.lemma in channels()
            and token.pos in NOUNS
            and preposition(token) in {"в", "на", "в ход", "по итог", "в эфир"}
        ):
            return channels()[token.lemma]
    return None


def _cue(verb: Token, content: Content) -> Span:
    """The verb, with the preposition right after it that joins what is said."""
    joint = content.joint
    return covering([verb, joint]) if joint is not None and joint.index - verb.index == 1 else verb.span


def _kind(parsed: Parsed, span: Span) -> StatementKind:
    words = parsed.text[span.start : span.end]
    return "mixed" if any(len(q.split()) >= 3 for q in _inner(words)) else "indirect"


def _inner(words: str) -> Iterator[str]:
    for part in words.split("«")[1:]:
        yield part.split("»")[0]


def _in_any(span: Span, spans: Sequence[Span]) -> bool:
    return any(one.meets(span) for one in spans)


def _paragraphs(parsed: Parsed, words: Span) -> list[Span]:
    """The paragraphs of a turn, one entry each unbroken stretch."""
    found = [Span(max(p.start, words.start), min(p.end, words.end)) for p in parsed.paragraphs if p.meets(words)]
    return [Span(found[0].start, found[-1].end)] if found else [words]


def _around(quoted: Span, beside: Span) -> Span:
    return Span(min(quoted.start, beside.start), max(quoted.end, beside.end))
