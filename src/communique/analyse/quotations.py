"""Stretches of a text between quotation marks: “ ” " « » „ “ and ‘ … ,’ or ' … ,'; nested and unclosed ones too."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from communique.model import Span

OPENING = {"“": "”", "«": "»", "„": "“”"}

SINGLE_CLOSE = {"‘": re.compile(r"(?<=[.,!?…])’(?!\w)"), "'": re.compile(r"(?<=[.,!?…])'(?!\w)")}


class Quotation(msgspec.Struct, frozen=True):
    """Words in quotation marks: `inner` without the marks, `outer` with them; `is_closed` if the mark came."""

    inner: Span
    outer: Span
    is_closed: bool


def quotations(text: str, paragraphs: tuple[Span, ...]) -> list[Quotation]:
    """All outermost quotations, a paragraph at a time; one left open ends with its paragraph.

    >>> [text[q.inner.start:q.inner.end] for text in ['He said “yes”.'] for q in quotations(text, (Span(0, 14),))]
    ['yes']
    """
    return [found for paragraph in paragraphs for found in _in_paragraph(text, paragraph)]


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Quotation]:
    at = paragraph.start
    while at < paragraph.end:
        mark = text[at]
        if mark in SINGLE_CLOSE and not text[max(paragraph.start, at - 1)].isalnum():
            end = _single_closing(text, at, paragraph.end, mark)
            if end == -1:
                at += 1
                continue
        elif mark in OPENING:
            end = _closing(text, at, paragraph.end, mark)
        elif mark == '"':
            end = text.find('"', at + 1, paragraph.end)
        else:
            at += 1
            continue
        is_closed = end != -1
        stop = end if is_closed else paragraph.end
        if text[at + 1 : stop].strip():
            inner = _stripped(text, at + 1, stop)
            yield Quotation(inner, Span(at, stop + 1 if is_closed else stop), is_closed)
        at = stop + 1


def _closing(text: str, start: int, end: int, mark: str) -> int:
    """Where the quotation opened at `start` closes, inner ones of the same style skipped; -1 if nowhere."""
    depth = 0
    for at in range(start, end):
        if text[at] == mark:
            depth += 1
        elif text[at] in OPENING[mark]:
            depth -= 1
            if depth == 0:
                return at
    return -1


def _single_closing(text: str, start: int, end: int, mark: str) -> int:
    """Where a single quotation closes: at a mark after punctuation, so that apostrophes don't count; -1 if nowhere."""
    match = SINGLE_CLOSE[mark].search(text, start + 1, end)
    return match.start() if match else -1


def _stripped(text: str, start: int, end: int) -> Span:
    inner = text[start:end]
    return Span(start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip()))
