"""Statements: who is reported to have said, written or thought what, with cue, channel and addressee.

The encoder says which words are a content, its cue and its source. Rules over the parse and the quotation marks find
statements too: where both found one, its content is the encoder's and its speaker the rules', which know names and
syntax; what only the encoder found must be likely, what only the rules found stays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import msgspec

from communique.analyse.attributed import Reported, reported, reporting_verb, speaker
from communique.analyse.attribution import relations
from communique.analyse.clauses import doer
from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token
from communique.analyse.quoted import Attributed, Attribution
from communique.analyse.reported import ReportedSpeech
from communique.analyse.speech import Speech, is_made
from communique.analyse.transcripts import Turn, turns
from communique.lexicon.classes import word_class
from communique.lexicon.cues import cue_of
from communique.model import Finding, Mention, Span, SpanIndex, StatementFound

LIKELY = 0.5  # how sure the encoder must be of what no rule finds
ALIKE = 0.3  # the shared part of two contents from which on they are taken for one statement's


class Statements:
    """Finds attribution relations: turns of transcripts, what the encoder finds, what rules find."""

    name = "statements/2"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:
        """Yield the statements in the text's order, none inside another's content."""
        spoken = list(turns(parsed))
        if spoken:
            yield from (self._turn(turn) for turn in spoken)
            return
        speech = Speech(parsed, found, self.name)
        both = _combined(_by_encoder(speech), _by_rules(speech))
        yield from sorted(_outermost(both), key=lambda s: s.span)

    def _turn(self, turn: Turn) -> StatementFound:
        return StatementFound(
            span=turn.words,
            kind="direct",
            cue=turn.label,
            source=turn.label,
            sentence=turn.words,
            extractor=self.name,
            reason="a turn in a transcript",
            score=0.95,
        )


def _by_encoder(speech: Speech) -> list[StatementFound]:
    told = reported(speech.parsed, relations(speech.parsed.encoded, "statements"), speech.quotes)
    return [statement for one in told if (statement := _of_encoder(speech, one)) is not None]


def _by_rules(speech: Speech) -> list[StatementFound]:
    quoted = [
        one
        for one in Attribution(speech.parsed, speech.found, speech.quotes).attributed()
        if one.speaker is None or not speech.is_authors(one.speaker)
    ]
    used = frozenset(one.verb.start for one in quoted if one.verb is not None)
    paraphrased = ReportedSpeech(speech, SpanIndex(one.content for one in quoted), used).statements()
    return [*(_of_quotation(speech, one) for one in quoted), *paraphrased]


def _combined(by_encoder: list[StatementFound], by_rules: list[StatementFound]) -> Iterator[StatementFound]:
    """Each statement once: those of the encoder, with the rules' speakers, then those that only the rules found."""
    rules = sorted(by_rules, key=lambda r: r.span)
    longest = max((r.span.end - r.span.start for r in rules), default=0)
    kept: list[StatementFound] = []
    for one in by_encoder:
        first = bisect_left(rules, one.span.start - longest, key=lambda r: r.span.start)
        last = bisect_left(rules, one.span.end, key=lambda r: r.span.start)
        met = [r for r in rules[first:last] if r.span.meets(one.span)]
        twin = max(met, key=lambda r: min(r.span.end, one.span.end) - max(r.span.start, one.span.start), default=None)
        if twin is not None or one.score >= LIKELY:
            kept.append(one if twin is None or _shared(twin.span, one.span) < ALIKE else _with_speaker(one, twin))
    yield from kept
    taken = SpanIndex(one.span for one in kept)
    yield from (r for r in by_rules if not taken.meeting(r.span))


def _with_speaker(one: StatementFound, rule: StatementFound) -> StatementFound:
    """The encoder's statement with the speaker that a rule found for it, if it found any."""
    if rule.source is None:
        return one
    return msgspec.structs.replace(
        one,
        cue=rule.cue or one.cue,
        source=rule.source,
        co_sources=rule.co_sources,
        addressee=one.addressee or rule.addressee,
        channel=rule.channel,
        reason=f"{one.reason}; {rule.reason}",
    )


def _shared(one: Span, other: Span) -> float:
    """How much of two spans that meet is in both: intersection over union, 0 to 1."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0, both) / (max(one.end, other.end) - min(one.start, other.start))


def _of_encoder(speech: Speech, one: Reported) -> StatementFound | None:
    """A relation that the encoder found; None where nothing was said yet, or the author of the whole text speaks."""
    relation = one.relation
    verb = reporting_verb(speech.parsed, relation.cue)
    if verb is not None and verb.is_verb and not is_made(verb):
        return None
    if verb is not None and one.kind == "indirect" and verb.lemma in word_class("no content"):
        return None  # "condemned the attack", "discussed trade"
    named = _named(speech, one, verb)
    token = speech.parsed.at.get(named.head.start) if named is not None else None
    if token is not None and speech.is_authors(token):
        return None
    source = repr(speech.parsed.words(relation.source)) if relation.source is not None else "nobody"
    return StatementFound(
        span=one.content,
        kind=one.kind,
        cue=relation.cue,
        source=named.span if named is not None else None,
        co_sources=speech.others(token),
        addressee=speech.addressee(verb),
        channel=speech.channel(verb, one.content, cue_of(verb.lemma) if verb is not None else None),
        sentence=speech.sentence(verb, one.content),
        extractor=speech.extractor,
        reason=f"the encoder attributes it to {source}",
        score=round(relation.score, 3),
    )


def _named(speech: Speech, one: Reported, verb: Token | None) -> Mention | None:
    """Who speaks: the mention in the words that the encoder takes for the source, else the doer of the cue."""
    source = one.relation.source
    named = speaker(speech.parsed, speech.found, source) if source is not None else None
    if named is not None or verb is None or not verb.is_verb:
        return named
    subject = doer(verb)
    return speech.found.mention_of(subject) if subject is not None and not one.content.meets(subject.span) else None


def _of_quotation(speech: Speech, attributed: Attributed) -> StatementFound:
    """A quotation that the words beside it attribute."""
    source = speech.source(attributed.speaker)
    cue = cue_of(attributed.verb.lemma) if attributed.verb is not None else None
    return StatementFound(
        span=attributed.content,
        kind="mixed" if attributed.is_mixed else "direct",
        cue=attributed.cue,
        source=source,
        addressee=speech.addressee(attributed.verb),
        sentence=speech.sentence(attributed.verb, attributed.content),
        channel=speech.channel(attributed.verb, attributed.content, cue),
        extractor=speech.extractor,
        reason=attributed.reason,
        score=0.9 if source else 0.5,
    )


def _outermost(statements: Iterable[StatementFound]) -> list[StatementFound]:
    """Without those that lie inside another one's content, or repeat it."""
    kept: list[StatementFound] = []
    for one in sorted(statements, key=lambda s: (s.span.start, -s.span.end, -s.score)):
        before = kept[-1].span if kept else None
        if before is None or not (before.meets(one.span) or (one.cue is not None and before.holds(one.cue))):
            kept.append(one)
    return kept
