"""Transcripts: paragraphs that begin with a speaker's label, "SECRETARY BLINKEN: Good afternoon."."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from communique.analyse.parsed import Parsed
from communique.lexicon.classes import word_class
from communique.model import Span

LABEL = re.compile(
    r"(?P<label>(?:[A-Z][\w.'’-]*|[A-Z]\.|of|the|for|and|de|al)(?:[ ,]+(?:[A-Z][\w.'’-]*|\([^)\n]{2,40}\)|of|the|for|"
    r"and|de|al|[a-z]\w+(?= [A-Z]))){0,9}):(?=\s|$)"
)
MARKS = re.compile(r"[(\[].*?[)\]]")


class Turn(msgspec.Struct, frozen=True):
    """One paragraph of one speaker's turn, with the label that names the speaker."""

    label: Span
    words: Span


def turns(parsed: Parsed) -> Iterator[Turn]:
    """The paragraphs that are spoken, if the text is a transcript (two labelled paragraphs at least)."""
    labels = [_label(parsed, paragraph) for paragraph in parsed.paragraphs]
    known = [label for label in labels if label is not None]
    first = next((n for n, label in enumerate(labels) if label is not None), 0)
    if len(known) < 2 or len(known) * 4 < len(labels) - first:
        return
    current: Span | None = None
    for paragraph, label in zip(parsed.paragraphs, labels, strict=True):
        start = paragraph.start
        if label is not None:
            current = label
            start = label.end + 1
        if current is None:
            continue
        begin = start + len(parsed.text[start : paragraph.end]) - len(parsed.text[start : paragraph.end].lstrip())
        if begin < paragraph.end and not MARKS.fullmatch(parsed.text[begin : paragraph.end].strip()):
            yield Turn(current, Span(begin, paragraph.end))


def _label(parsed: Parsed, paragraph: Span) -> Span | None:
    match = LABEL.match(parsed.text, paragraph.start, min(paragraph.end, paragraph.start + 120))
    if match is None or match["label"].lower() in word_class("no speaker"):
        return None
    words = match["label"].split()
    is_named = sum(w[0].isupper() for w in words) * 2 >= len(words)
    if not is_named or (len(words) == 1 and not (words[0].isupper() or parsed.text[match.end() :].strip())):
        return None
    return Span(match.start("label"), match.end("label"))
