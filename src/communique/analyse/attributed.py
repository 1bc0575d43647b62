"""Attribution relations made statements: contents without marks and "that", a statement for each quoted stretch."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from communique.analyse.attribution import Relation
from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token
from communique.analyse.quotations import Quotation
from communique.model import Mention, Span, SpanIndex, StatementKind

OUTER = " \t\n\u00a0.,;:!?–—-…"
LEADING = re.compile(r"that\s+(?=\S)", re.I)
OPENING, CLOSING = "“«„\"‘'", "”»“\"’'"


class Reported(msgspec.Struct, frozen=True):
    """A content as RECORD has it, and the relation that it comes from."""

    content: Span
    kind: StatementKind
    relation: Relation


def reported(parsed: Parsed, relations: list[Relation], quotes: list[Quotation]) -> Iterator[Reported]:
    """The contents of relations, each unbroken quoted stretch or paraphrase for itself."""
    inner = {quotation.outer: quotation.inner for quotation in quotes}
    marked = SpanIndex(inner)
    for relation in relations:
        for piece in _pieces(relation, marked):
            outer = _quoted_whole(parsed.text, piece, marked)
            if outer is not None:
                yield Reported(inner[outer], "direct", relation)
                continue
            content = _bare(parsed.text, piece)
            if content is not None and len(parsed.within(content)) >= 2:
                yield Reported(content, "mixed" if marked.meeting(content) else "indirect", relation)


def _pieces(relation: Relation, marked: SpanIndex) -> list[Span]:
    """The pieces of a content; of a paraphrase cut by its cue only the longest, for a content is unbroken."""
    quoted = [p for p in relation.content if marked.meeting(p)]
    rest = [p for p in relation.content if p not in quoted]
    longest = max(rest, key=lambda p: p.end - p.start, default=None)
    return sorted([*quoted, *([longest] if longest is not None else [])])


def _quoted_whole(text: str, piece: Span, marked: SpanIndex) -> Span | None:
    """The quotation, with its marks, that the piece is and nothing else; None if it is none."""
    outer = next(iter(marked.meeting(piece)), None)
    if outer is None:
        return None
    before, after = text[piece.start : outer.start], text[outer.end : piece.end]
    return None if before.strip(OUTER) or after.strip(OUTER) else outer


def _bare(text: str, piece: Span) -> Span | None:
    """Without "that", and without the marks at its ends that belong to the reporter's sentence."""
    start, end = piece.start, piece.end
    while start < end and text[start] in OUTER:
        start += 1
    led = LEADING.match(text, start, end)
    start = led.end() if led else start
    while start < end and text[end - 1] in OUTER:
        end -= 1
    inner = text[start:end]
    if inner and inner[-1] in CLOSING and not any(mark in inner[:-1] for mark in OPENING):
        end -= 1
    if inner and inner[0] in OPENING and not any(mark in inner[1:] for mark in CLOSING):
        start += 1
    return Span(start, end) if start < end else None


def speaker(parsed: Parsed, found: Findings, source: Span) -> Mention | None:
    """The mention that a source names: the one its head word belongs to, else the first person or body in it."""
    words = parsed.within(source)
    inside = {t.start for t in words}
    heads = [t for t in words if t.head is t or t.head.start not in inside]
    for head in heads:
        for token in head.conjuncts():
            mention = found.mention_of(token)
            if mention is not None and token.start in inside:
                return mention
    candidates = [m for m in found.mentions if source.meets(m.span)]
    return min(candidates, key=lambda m: (m.form != "name", m.span.start), default=None)


def reporting_verb(parsed: Parsed, cue: Span) -> Token | None:
    """The word of a cue that carries it: its last verb, else its first noun, else its first word."""
    words = parsed.within(cue)
    verbs = [t for t in words if t.is_verb and t.dep not in {"aux", "auxpass"}]
    nouns = [t for t in words if t.pos in {"NOUN", "PROPN"}]
    return next(iter(verbs[-1:] or nouns[:1] or words[:1]), None)
