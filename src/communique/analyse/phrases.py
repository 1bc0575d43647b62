"""Noun phrases of a sentence: their extent, their words without the determiner, and the state they name."""

from __future__ import annotations

from communique.analyse.parsed import Sentence, Token, covering
from communique.analyse.segments import Segment, segments, words
from communique.lexicon.offices import actor_noun, is_office_head
from communique.lexicon.regions import region_named
from communique.lexicon.states import state_named

DETERMINERS = frozenset({"DET", "PRON", "NUM", "PUNCT", "ADV", "PART", "CCONJ"})

MODIFYING = frozenset("det amod compound poss nummod nmod predet quantmod advmod punct".split())


class Phrases:
    """The noun phrases of one sentence."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.text = text
        self.tokens = sentence.tokens
        self.segments = segments(sentence, text)

    def country(self, segs: list[Segment]) -> str | None:
        """The state that some segments name, or that a body they name belongs to (ISO 3166-1 alpha-3)."""
        for segment in segs:
            if self._is_sent_to(segment):
                continue
            if segment.state is not None:
                return segment.state.code
            if segment.body is not None and segment.body.country is not None:
                return segment.body.country
        return None

    def _is_sent_to(self, segment: Segment) -> bool:
        """Whether an office is held towards a state, not for it: "ambassador to Yemen", "envoy for Syria"."""
        before = [t.text for t in self.tokens[max(0, segment.first - 3) : segment.first] if t.text != "the"]
        return before[-1:] in (["to"], ["for"]) and (len(before) < 2 or is_office_head(before[-2]))

    def country_after(self, head: Token) -> str | None:
        """The state in "President Putin of Russia"."""
        for noun in head.after("of"):
            state = state_named(" ".join(t.text for t in [*noun.kids("compound"), noun]))
            if state is not None:
                return state.code
        return None

    def country_in_name(self, name: Segment) -> str | None:
        """The state that a body's own name begins or ends with: "Federal Aviation Office of Germany"."""
        parts = words(self.tokens, name.first, name.last, self.text).split()
        ends = [parts[n + 1 :] for n, part in enumerate(parts) if part == "of"]
        pieces = [" ".join(some) for some in (*ends[-1:], *(parts[:n] for n in (3, 2, 1) if n < len(parts)))]
        return next((state.code for piece in pieces if (state := state_named(piece)) is not None), None)

    def country_before(self, first: int) -> str | None:
        """The state that owns what begins at a token, or describes it: "Brazil's …", "North Korean team …".

        A bare name right before says nothing: "In Germany Rubio said".
        """
        place = first - 1
        while place > 0 and first - place <= 3 and self._describes(self.tokens[place]):
            place -= 1
        is_owner = place > 0 and self.tokens[place].tag == "POS"
        last = place - 1 if is_owner else place
        state = next((s.state for s in self.segments if s.sort == "state" and s.last == last), None)
        is_told = state is not None and (is_owner or state.form == "adjective" or place < first - 1)
        return state.code if state is not None and is_told else None

    def _describes(self, token: Token) -> bool:
        return token.text.islower() and token.pos in {"NOUN", "ADJ"} and token.dep in {"compound", "amod", "nmod"}

    def is_office(self, token: Token) -> bool:
        """Whether a phrase names an office: by its head, or "Secretary" in "Under-Secretary-General"."""
        named = [] if token.ent == "PERSON" else token.kids("compound", "nmod")
        return any(is_office_head(t.text) for t in [token, *named])

    def is_person_noun(self, token: Token) -> bool:
        """Whether a word says of somebody what he or she is: "a contractor"."""
        noun = actor_noun(token.text)
        return noun is not None and noun.number == "one" and noun.kind == "person" and token.text[0].islower()

    def noun_phrase(self, head: Token) -> list[Token]:
        """The words of a phrase from its first modifier to its head, with a short "of …" after it."""
        inner = [head]
        for child in head.children:
            if child.start < head.start and child.dep in MODIFYING:
                inner += [t for t in child.subtree() if t.start < head.start]
        left = min(t.start for t in inner)
        end = self._hyphenated_end(head)
        phrase = [t for t in self.tokens if left <= t.start < end]
        links = {"of", "for", "to"} if is_office_head(head.text) else {"of"}
        of = next((c for c in head.children if c.dep == "prep" and c.text in links and c.start == end + 1), None)
        if of is not None:
            tail = sorted(of.subtree(), key=lambda t: t.start)
            tail = tail[: next((n for n, t in enumerate(tail) if t.text == "," or t.ent == "PERSON"), len(tail))]
            while tail and tail[-1].pos in {"DET", "ADP"}:
                tail = tail[:-1]
            if 1 < len(tail) <= 6 and not any(t.dep in {"relcl", "acl"} for t in tail):
                phrase += tail
        return phrase

    def _hyphenated_end(self, head: Token) -> int:
        """Where a word ends that goes on after a hyphen: "secretary-general", "president-elect"."""
        end = head.end
        glued = [t for t in self.tokens if end <= t.start < end + 12][:2]
        is_one = len(glued) == 2 and glued[0].text == "-" and glued[0].start == end and glued[1].start == end + 1
        return glued[1].end if is_one and is_office_head(head.text) else end

    def phrase(self, head: Token) -> str:
        """A description in the text's words, without its determiner."""
        return self.said(self.noun_phrase(head))

    def said(self, phrase: list[Token]) -> str:
        """The words of a phrase without its determiner."""
        while len(phrase) > 1 and phrase[0].pos in DETERMINERS:  # "his" is one too
            phrase = phrase[1:]
        span = covering(phrase)
        return " ".join(self.text[span.start : span.end].split())

    def countries_in(self, head: Token) -> tuple[str, ...]:
        """The states that a description names, in their order: "his Kenyan, Malian and Ghanaian counterparts"."""
        inner = {t.start for t in self.noun_phrase(head)}
        named = (s.state.code for s in self.segments if s.state is not None and self.tokens[s.first].start in inner)
        return tuple(named)

    def country_in(self, head: Token) -> str | None:
        """The state that a description names: "the Sudanese foreign minister", "the president of Georgia"."""
        inner = {t.start for t in self.noun_phrase(head)}
        for segment in self.segments:
            if self.tokens[segment.first].start in inner:
                country = self.country([segment])
                if country is not None:
                    return country
        return self.country_after(head) or self._country_behind(head)

    def _country_behind(self, head: Token) -> str | None:
        """The state of a body that a description ties somebody to, or where somebody is from.

        "A contractor for the CIA", "a teacher from Pennsylvania"; an envoy for Syria is not Syria's.
        """
        bodies = {t.start for noun in head.after("for", "with", "at") for t in self.noun_phrase(noun)}
        found = (s.body.country for s in self.segments if s.body and self.tokens[s.first].start in bodies)
        country = next((code for code in found if code is not None), None)
        homes = (noun.text for noun in head.after("from"))
        state = next((s for home in homes if (s := state_named(home)) is not None), None)
        region = next((r for noun in head.after("from") if (r := region_named(noun.text)) is not None), None)
        return country or (state.code if state is not None else region)
