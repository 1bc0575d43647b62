"""Mentions by the encoder: what kind a name is that no list knows, and who is described by words that no list has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from communique.analyse.parsed import SUBJECTS, Parsed, Token, covering
from communique.model import ActorKind, Mention, Span

HEAD = "mentions"
KNOWS = 0.5  # the least chance of a kind that outweighs the parser's
NAMES = 0.5  # the least chance of a mention that only the encoder sees
WEAK = frozenset({"words", "capital", "place"})  # what a kind can rest on that the encoder outweighs


class _Seen(msgspec.Struct, frozen=True):
    span: Span
    kind: ActorKind
    chance: float


def with_encoded(parsed: Parsed, mentions: Iterable[Mention], name: str) -> Iterator[Mention]:
    """The mentions with the encoder's kinds where theirs are guesses, and those that the encoder alone sees."""
    if not parsed.encoded.has(HEAD):
        yield from mentions
        return
    seen = [
        _Seen(Span(*parsed.encoded.extent(first, last)), kind, parsed.encoded.chance(HEAD, first, last, kind))  # type: ignore[arg-type]
        for first, last, kind in parsed.encoded.spans(HEAD)
    ]
    kept = list(mentions)
    by_word = {token.start: one for one in seen for token in parsed.within(one.span)}
    for mention in kept:
        one = by_word.get(mention.head.start)
        yield _of_kind(mention, one) if one is not None else mention
    taken = {start for m in kept for start in (m.head.start, *(t.start for t in parsed.within(m.span)))}
    for one in seen:
        words = parsed.within(one.span)
        if one.chance >= NAMES and words and not any(t.start in taken for t in words):
            yield _made(one, words, parsed, name)


def _of_kind(mention: Mention, one: _Seen) -> Mention:
    is_guess = mention.form == "name" and mention.basis in WEAK and not mention.roles and mention.kind != "state"
    if not is_guess or one.chance < KNOWS or one.kind in {mention.kind, "state"}:
        return mention
    return msgspec.structs.replace(mention, kind=one.kind, basis="words", reason=f"{one.kind} by the encoder")


def _made(one: _Seen, words: list[Token], parsed: Parsed, name: str) -> Mention:
    head = next((t for t in words if t.head is t or not one.span.holds(t.head.span)), words[-1])
    is_name = head.pos == "PROPN"
    return Mention(
        span=covering(words),
        head=head.span,
        form="name" if is_name else "nominal",
        name=parsed.words(covering(words)),
        kind=one.kind,
        is_plural=head.tag in {"NNS", "NNPS"} and not is_name,
        is_subject=head.dep in SUBJECTS,
        extractor=name,
        reason=f"{one.kind} by the encoder",
        score=round(one.chance, 2),
    )
