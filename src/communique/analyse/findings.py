"""What has been found so far in one text, with the look-ups that extractors ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from communique.analyse.parsed import Parsed, Token
from communique.model import (
    EventFound,
    Finding,
    Mention,
    PlaceFound,
    Span,
    StanceFound,
    StatementFound,
    TimeFound,
)

LIST_JOINT = re.compile(r"(?:, and |, | and |; | & )(?:the |our )?")


class Findings:
    """The findings of a text in reading order; `with_more` gives a new one, none is ever changed."""

    def __init__(self, parsed: Parsed, findings: tuple[Finding, ...] = ()) -> None:
        self.doc = parsed.doc
        self._parsed = parsed
        self.all = findings
        self.mentions = tuple(f for f in findings if isinstance(f, Mention))
        self.times = tuple(f for f in findings if isinstance(f, TimeFound))
        self.places = tuple(f for f in findings if isinstance(f, PlaceFound))
        self.statements = tuple(f for f in findings if isinstance(f, StatementFound))
        self.events = tuple(f for f in findings if isinstance(f, EventFound))
        self.stances = tuple(f for f in findings if isinstance(f, StanceFound))
        self.sentences = tuple(s.span for s in parsed.sentences)
        self._by_head = {m.head.start: m for m in self.mentions}
        self._by_start = {m.span.start: m for m in self.mentions if m.form == "name"}
        self._covering: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: m.span.start - m.span.end):
            for token in parsed.within(mention.span):
                self._covering[token.start] = mention

    def with_more(self, more: Iterable[Finding]) -> Findings:
        """These findings and more, as a new object."""
        return Findings(self._parsed, self.all + tuple(more))

    def mention_of(self, token: Token) -> Mention | None:
        """The mention that a token heads, or else the narrowest one it stands in."""
        return self._by_head.get(token.start) or self._covering.get(token.start)

    def listed_after(self, mention: Mention) -> Iterator[Span]:
        """The persons named right after a person, as in a list: "Rubio, Ratcliffe, Waltz, and Witkoff"."""
        while mention.kind == "person" and mention.form == "name":
            match = LIST_JOINT.match(self.doc.text, mention.span.end)
            following = self._by_start.get(match.end()) if match else None
            if following is None or following.kind != "person" or following.form != "name":
                return
            yield following.span
            mention = following

    def named_at(self, start: int) -> Mention | None:
        """The name that begins just there."""
        return self._by_start.get(start)

    def headed_by(self, token: Token) -> Mention | None:
        """The mention that hangs on just this token."""
        return self._by_head.get(token.start)
