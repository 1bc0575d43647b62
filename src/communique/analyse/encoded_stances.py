"""Stances by the encoder: the words that tell how one actor regards another, where no pattern does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.analyse.acts import Acts, Party
from communique.analyse.clauses import clause, trimmed
from communique.analyse.engine.outputs import STANCE
from communique.analyse.parsed import Parsed, Sentence, Token, covering
from communique.model import Mention, Span, StanceFound

TELLS = 0.5  # the least chance of a word that tells a stance
BELONGS = 0.2  # the least chance of the words beside it
PARTY = 0.35  # the least chance of holder and target


def encoded_stances(parsed: Parsed, acts: Acts, told: Sequence[StanceFound], name: str) -> Iterator[StanceFound]:
    """The stances of a text that are not told already."""
    for sentence in parsed.sentences:
        for phrase in _phrases(sentence, acts):
            if any(phrase.meets(one.phrase) for one in told):
                continue
            target = _likeliest(acts.parties(phrase, STANCE, "target"), None)
            holder = _likeliest(acts.parties(phrase, STANCE, "source"), target)
            if target is None:
                continue
            yield StanceFound(
                span=_evidence(parsed, phrase),
                holder=holder.span if holder is not None else None,
                target=target.span,
                phrase=phrase,
                polarity=acts.polarity(phrase),
                extractor=name,
                reason="read by the encoder",
                score=acts.chance(phrase, STANCE),
            )


def _phrases(sentence: Sentence, acts: Acts) -> Iterator[Span]:
    """Words side by side that belong to a stance, one of them at least surely."""
    run: list[Token] = []
    for token in [*sentence.tokens, None]:
        if token is not None and acts.chance(token.span, STANCE) >= BELONGS:
            run.append(token)
            continue
        if run and max(acts.chance(t.span, STANCE) for t in run) >= TELLS:
            yield trimmed(run) or covering(run)
        run = []


def _likeliest(parties: Sequence[Party], other: Mention | None) -> Mention | None:
    for party in parties:
        if party.chance >= PARTY and (other is None or not party.mention.span.meets(other.span)):
            return party.mention
    return None


def _evidence(parsed: Parsed, phrase: Span) -> Span:
    """The clause of the phrase, or the phrase where the clause does not hold it."""
    first = next(iter(parsed.within(phrase)), None)
    verb = next((t for t in [first, *first.ancestors()] if t.is_verb), None) if first is not None else None
    whole = trimmed(clause(verb)) if verb is not None else None
    return whole if whole is not None and whole.holds(phrase) else phrase
