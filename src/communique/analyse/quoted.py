"""Whose words a quotation is: by the reporting clause before, after or between its pieces, or by who spoke last."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from communique.analyse.clauses import doer, helpers, subject
from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token
from communique.analyse.quotations import Quotation
from communique.lexicon.cues import cue_of
from communique.model import Span, SpanIndex

FLUFF = frozenset({"ADV", "PUNCT", "AUX", "PART", "CCONJ"})
REACH = 14  # tokens between a quotation and its cue, a long apposition included
WHOLE = re.compile(r"[.!?…](?:\s*\[\.\])?[\"'”’»)\]]*$")


class Attributed(msgspec.Struct, frozen=True):
    """A quotation with the cue that attributes it and the token that names its speaker."""

    quotation: Quotation
    content: Span
    cue: Span | None
    verb: Token | None
    speaker: Token | None
    is_mixed: bool
    reason: str


class Attribution:
    """Goes through the quotations of a text in order, remembering who spoke last."""

    def __init__(self, parsed: Parsed, found: Findings, quotes: list[Quotation]) -> None:
        self.parsed, self.found, self.quotes = parsed, found, quotes
        self.inside = SpanIndex(q.outer for q in quotes)
        self.paragraphs = SpanIndex(parsed.paragraphs)
        self.numbers = {paragraph: number for number, paragraph in enumerate(parsed.paragraphs)}
        self.last: Attributed | None = None
        self.last_paragraph = -9

    def attributed(self) -> Iterator[Attributed]:
        """Every quotation that is somebody's reported words; quoted terms inside a sentence are left out."""
        for number, quotation in enumerate(self.quotes):
            result = self._attribute(quotation, number)
            if result is not None:
                self.last = result
                self.last_paragraph = self._paragraph(quotation.outer)
                yield result

    def _paragraph(self, span: Span) -> int:
        paragraph = self.paragraphs.holding(span.start, span.end)
        return -1 if paragraph is None else self.numbers[paragraph]

    def _attribute(self, quotation: Quotation, number: int) -> Attributed | None:
        paragraph = self.parsed.paragraphs[self._paragraph(quotation.outer)]
        before_start = self.quotes[number - 1].outer.end if number else paragraph.start
        lead = self._segment(
            Span(max(paragraph.start, before_start), quotation.outer.start + 1), quotation, is_lead=True
        )
        after_end = self.quotes[number + 1].outer.start if number + 1 < len(self.quotes) else paragraph.end
        tail = self._segment(
            Span(quotation.outer.end - 1, min(paragraph.end, max(after_end, quotation.outer.end))),
            quotation,
            is_lead=False,
        )
        return (
            self._after(quotation, lead, tail)
            or self._before(quotation, lead, tail)
            or self._between(quotation, lead, number)
            or self._floating(quotation, lead, tail)
        )

    def _segment(self, span: Span, quotation: Quotation, *, is_lead: bool) -> list[Token]:
        """The words of the same sentence beside a quotation, its own marks left out."""
        tokens = [t for t in self.parsed.within(span) if not quotation.outer.holds(t.span)]
        cut: list[Token] = []
        for token in reversed(tokens) if is_lead else tokens:
            if token.text in {".", "!", "?", ";"} and token.dep == "punct":
                break
            if is_lead and token.pos == "PUNCT" and token.text.endswith((".", "!", "?")) and len(token.text) == 1:
                break
            cut.append(token)
        return cut[::-1] if is_lead else cut

    def _cue_among(self, tokens: list[Token]) -> Token | None:
        for token in tokens[:REACH]:
            if token.pos in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"}:
                cue = cue_of(token.lemma)
                if cue is not None and "quote" in cue.forms and token.tag.startswith("VB"):
                    return token
        return None

    def _after(self, quotation: Quotation, lead: list[Token], tail: list[Token]) -> Attributed | None:
        """ "…," Falk said. "…" wrote Sesay. "…," according to the ministry."""
        ended = self.parsed.text[quotation.inner.end - 1] == "."
        if tail and ended and tail[0].text[0].isupper() and tail[0].start > quotation.outer.end:
            return None
        if not tail or (tail[0].text in {"and", "or", "as", "in", "on", "of", "by"} and tail[0].lemma != "accord"):
            return None
        if tail[0].text.lower() == "according" or (
            len(tail) > 1 and tail[0].text == "," and tail[1].text == "according"
        ):
            to = next((t for t in tail if t.text == "to"), None)
            named = next(
                (
                    t
                    for t in tail
                    if to is not None and t.start > to.end and (m := self.found.headed_by(t)) and m.form != "pronoun"
                ),
                None,
            )
            if to is not None:
                at = tail[0] if tail[0].text != "," else tail[1]
                return self._made(quotation, lead, Span(at.start, to.end), at, named, "according to")
        cue = self._cue_among(tail)
        if cue is None:
            return None
        between = [t for t in tail if t.start < cue.start]
        named = self._speaker(cue, [*between, *[t for t in tail if t.start > cue.start][:8]])
        if named is None or not self._is_plain(between, cue):
            return None
        return self._made(quotation, lead, cue_span(cue), cue, named, "reporting clause after the quotation")

    def _is_plain(self, between: list[Token], cue: Token) -> bool:
        """Whether nothing but the speaker, with titles and apposition, stands between quotation and cue."""
        verbs = [t for t in between if t.pos == "VERB" and t.dep not in {"relcl", "acl", "amod"}]
        return not verbs and not any(t.dep == "mark" and t.head is cue for t in between)

    def _speaker(self, cue: Token, near: list[Token]) -> Token | None:
        """The cue's subject, if it stands outside the quotations; else the nearest mention beside the cue."""
        if "be" in helpers(cue) or cue.child("auxpass"):
            agent = next(cue.after("by"), None)
            if agent is not None:
                return agent
        direct = (
            subject(cue)
            if cue.child("nsubj") or (cue.tag == "VBG" and cue.dep == "advcl") or cue.dep == "conj"
            else None
        )
        if direct is not None and not self._is_quoted(direct):
            return direct
        candidates = [
            t
            for t in near
            if ((m := self.found.headed_by(t)) is not None and m.form != "nominal")
            or (m is not None and t.dep in {"nsubj", "dobj", "appos"})
        ]
        if candidates:
            return min(candidates, key=lambda t: abs(t.start - cue.start))
        shared = doer(cue)
        return shared if shared is not None and not self._is_quoted(shared) else None

    def _is_quoted(self, token: Token) -> bool:
        return self.inside.holding(token.start, token.end) is not None

    def _before(self, quotation: Quotation, lead: list[Token], tail: list[Token]) -> Attributed | None:
        """Omar Sesay said: "…". He pointed out that "…"."""
        if not lead or not self._ends_sentence(quotation, tail):
            return None
        verbs = [
            t
            for t in lead
            if t.tag.startswith("VB")
            and (
                ((c := cue_of(t.lemma)) is not None and "quote" in c.forms)
                or t.lemma in {"call", "deem", "consider", "label", "brand"}
            )
        ]
        has_colon = lead[-1].text == ":"
        if not verbs and has_colon:
            verbs = [t for t in lead if t.pos == "VERB"][:1]
        if not verbs:
            return None
        cue = verbs[-1]
        rest = [t for t in lead if t.start > cue.start]
        is_adjacent = all(t.pos == "PUNCT" or t.text.lower() in {"that", "out"} for t in rest)
        is_introduced = lead[-1].text in {",", ":", "that", "–", "—", "-"} or has_colon
        others = [t for t in rest if t.pos == "VERB" and t.dep not in {"relcl", "acl", "amod"}]
        named = self._speaker(cue, [t for t in lead if t.start < cue.start][-10:])
        if rest and not others and named is not None and self._is_object(cue, rest):
            content = Span(rest[0].start, quotation.outer.end)
            return Attributed(
                quotation, content, cue_span(cue), cue, named, True, "reported, partly in quotation marks"
            )
        if not (is_adjacent or (is_introduced and not others and len(rest) <= REACH)):
            return None
        if named is None:
            return None
        return self._made(quotation, [], cue_span(cue), cue, named, "reporting clause before the quotation")

    def _is_object(self, cue: Token, rest: list[Token]) -> bool:
        """Whether what stands between cue and quotation is what the quotation is said of: "calling the pact "void""."""
        if cue.lemma in {"tell", "ask", "warn", "inform", "remind", "assure", "urge"} or len(rest) > 8:
            return False
        return (
            rest[0].pos in {"DET", "PROPN", "NOUN", "PRON", "ADJ"}
            and rest[0].tag != "WDT"
            and all(t.pos not in {"PUNCT", "SCONJ"} and t.text.lower() != "that" for t in rest)
            and rest[0].start > cue.start
        )

    def _ends_sentence(self, quotation: Quotation, tail: list[Token]) -> bool:
        if not tail or WHOLE.search(self.parsed.text[quotation.inner.start : quotation.inner.end]):
            return True
        return (
            all(t.pos == "PUNCT" for t in tail)
            or tail[0].text in {";"}
            or (tail[0].text == "," and len(tail) > 1 and tail[1].tag in {"VBG", "CC"})
        )

    def _between(self, quotation: Quotation, lead: list[Token], number: int) -> Attributed | None:
        """The second piece of "We will help," wrote Sesay, "if asked"."""
        if self.last is None or number == 0 or self.quotes[number - 1] is not self.last.quotation:
            return None
        if self.last.verb is None or not any(t is self.last.verb for t in lead):
            return None
        return self._continued(quotation, "continues a quotation cut by its reporting clause")

    def _floating(self, quotation: Quotation, lead: list[Token], tail: list[Token]) -> Attributed | None:
        """A whole quoted sentence with no cue of its own: the last speaker goes on."""
        if self.last is None or lead or any(t.pos != "PUNCT" for t in tail):
            return None
        here = self._paragraph(quotation.outer)
        words = self.parsed.within(quotation.inner)
        if len(words) < 4 or here - self.last_paragraph > 1:
            return None
        return self._continued(quotation, "no cue of its own: the last speaker goes on")

    def _continued(self, quotation: Quotation, reason: str) -> Attributed | None:
        last = self.last
        if last is None:
            return None
        return Attributed(quotation, quotation.inner, last.cue, last.verb, last.speaker, False, reason)

    def _made(
        self,
        quotation: Quotation,
        lead: list[Token],
        cue: Span,
        verb: Token | None,
        speaker: Token | None,
        reason: str,
    ) -> Attributed:
        """With words of the reporter's own before it in the sentence, the whole clause is the content."""
        own = [t for t in lead if not (t.pos in FLUFF and t is lead[0])]
        if own and any(t.pos not in {"PUNCT", "CCONJ"} for t in own):
            content = Span(own[0].start, quotation.outer.end)
            return Attributed(quotation, content, cue, verb, speaker, True, reason + ", partly in quotation marks")
        return Attributed(quotation, quotation.inner, cue, verb, speaker, False, reason)


def cue_span(verb: Token) -> Span:
    """The cue with its auxiliaries, particle or preposition: "has said", "pointed out", "called on"."""
    bound = {"on", "for", "upon"} if verb.lemma == "call" else set()
    parts = [verb]
    for child in verb.children:
        is_part = child.dep in {"aux", "auxpass", "prt"} and abs(child.start - verb.start) < 14
        if is_part or (child.dep == "prep" and child.lemma in bound and child.start == verb.end + 1):
            parts.append(child)
    return Span(min(t.start for t in parts), max(t.end for t in parts))
