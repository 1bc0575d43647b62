"""Which earlier mention a pronoun or description takes up, as the encoder sees it (Lee et al. 2017)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from communique.analyse.engine.encoder import Encoded
from communique.analyse.engine.outputs import LINK_WIDTH, buckets
from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed
from communique.model import Antecedent, Finding, Mention, ReferenceFound, Span

HEAD = "coreference"
REACH = 250  # pieces between a mention and what it takes up, at the most
KEPT = 0.02  # chances below this are not written down


class References:
    """Finds, for each pronoun and description, the earlier phrases that it can take up, with their chances.

    Phrases that name no actor are among them: what "it" takes up is mostly no actor.
    """

    name = "references/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:
        """Yield one finding for each mention that has something before it to take up."""
        if not parsed.encoded.has(HEAD):
            return
        words = {_words(m): m for m in found.mentions}
        spans = sorted({*words, *_others(parsed, found)})
        for span, chances in zip(spans, antecedents(parsed.encoded, spans), strict=True):
            mention = words.get(span)
            if mention is None or mention.form == "name":
                continue
            likely = tuple(
                Antecedent(words[spans[n]].span if spans[n] in words else spans[n], chance)
                for n, chance in chances
                if spans[n].end <= span.start
            )
            if likely:
                yield ReferenceFound(
                    span=mention.span,
                    antecedents=likely,
                    extractor=self.name,
                    reason="the encoder's link",
                    score=likely[0].chance,
                )


def _others(parsed: Parsed, found: Findings) -> Iterator[Span]:
    """The phrases that are no mention of an actor: each noun with what stands before it and belongs to it."""
    for token in parsed.tokens:
        is_head = token.pos in {"NOUN", "PROPN"} and token.dep not in {"compound", "nmod", "amod"}
        if is_head and found.mention_of(token) is None:
            before = [t.start for t in token.subtree() if t.start <= token.start and t.sentence == token.sentence]
            yield Span(min(before), token.end)


def _words(mention: Mention) -> Span:
    """The words by which a mention is known: a description up to the noun that heads it."""
    return Span(mention.span.start, mention.head.end) if mention.form == "nominal" else mention.span


def antecedents(encoded: Encoded, spans: Sequence[Span]) -> list[list[tuple[int, float]]]:
    """For each of some spans, in order, the numbers of earlier ones that it can take up, the likeliest first.

    The chances of one span, with that of taking up none, sum to 1.
    """
    if not spans:
        return []
    told = encoded.heads[HEAD]
    starts = encoded.pieces.start
    first = np.minimum(np.searchsorted(starts, [s.start for s in spans]), len(starts) - 1)
    last = np.maximum(np.searchsorted(starts, [s.end for s in spans]), first + 1)
    vectors = encoded.given[HEAD].reshape(-1, 2, LINK_WIDTH)
    pooled = np.array([vectors[a:z].mean(0) for a, z in zip(first, last, strict=True)])
    places = np.stack([first, last], axis=1)
    by_place, nobody = np.array(told["at"]), told["nobody"][0]
    found: list[list[tuple[int, float]]] = []
    begin = 0
    for number in range(len(spans)):
        while first[number] - first[begin] > REACH:
            begin += 1
        if begin == number:
            found.append([])
            continue
        at = by_place[buckets(places[number : number + 1], places[begin:number], encoded.pieces.paragraph)[0]]
        scores = pooled[begin:number, 1] @ pooled[number, 0] / math.sqrt(LINK_WIDTH) + at
        most = max(float(scores.max()), nobody)
        shares = np.exp(scores - most)
        chances = shares / (shares.sum() + math.exp(nobody - most))
        order = np.argsort(-chances, kind="stable")
        found.append([(begin + int(n), float(chances[n])) for n in order if chances[n] >= KEPT])
    return found
