"""When and where an event was: the times and places that hang on its trigger, or that its clause shares with it."""

from __future__ import annotations

import re

from communique.analyse.clauses import helpers, subject, undergoer
from communique.analyse.findings import Findings
from communique.analyse.firing import Fired, Firing
from communique.analyse.parsed import Parsed, Token
from communique.lexicon.classes import word_class
from communique.lexicon.triggers import triggers
from communique.model import SPEECH_ACTS, SYMMETRIC, Span

# What is done at some place, even where the parser hangs the place on a word beside it.
BODILY = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
ENTERING = frozenset({"invasion", "occupation", "siege"})
JOINT = re.compile(r",? (?:and|or) |, ")


class Circumstances:
    """The times and places of one text, by the verb or action noun that each hangs on."""

    def __init__(self, parsed: Parsed, found: Findings, firing: Firing) -> None:
        self.parsed, self.found, self.firing, self.text = parsed, found, firing, parsed.text
        self.dates = {self._anchor(t.span): t.span for t in reversed(found.times) if not self._dates_a_thing(t.span)}
        self.open_dates = {t.span for t in found.times if t.value is not None and ".." in t.value}
        self.dates_by_end = {t.span.end: t.span for t in found.times}
        self.places = self._places_by("in at near inside outside around across off throughout within")
        self.goals = self._places_by("to into toward towards")
        self.origins = self._places_by("from")
        self.places_by_start = {p.span.start: p.span for p in found.places}

    def _head(self, span: Span) -> Token | None:
        """The word of a time or place that the others of it hang on."""
        return next((t for t in self.parsed.within(span) if t.head is t or not span.holds(t.head.span)), None)

    def _anchor(self, span: Span) -> int:
        """Where the verb or action noun stands that a time or place hangs on; -1 for none."""
        token = self._head(span)
        if token is None:
            return -1
        for above in token.ancestors():
            if above.is_verb or (above.pos in {"NOUN", "PROPN"} and triggers(above.lemma, "noun")):
                return above.start
        return -1

    def _dates_a_thing(self, span: Span) -> bool:
        """Whether a time tells of a thing that is acted upon, not of the act: "we welcome today's statement"."""
        token = self._head(span)
        if token is None or token.dep not in {"poss", "compound", "nmod", "nummod", "amod"}:
            return False
        thing = token.head
        above = thing.head
        is_aside = thing.dep == "pobj" and above.lemma in {"in", "at", "during", "on"}
        return (
            thing.pos in {"NOUN", "PROPN"}
            and thing.dep in {"dobj", "pobj"}
            and not is_aside
            and not triggers(thing.lemma, "noun")
        )

    def _preposition(self, span: Span) -> Token | None:
        """The preposition that a place stands after."""
        token = self._head(span)
        return token.head if token is not None and token.head.dep == "prep" else None

    def _places_by(self, prepositions: str) -> dict[int, Span]:
        """The places after one of these prepositions, by the verb or action noun that each hangs on."""
        found = [p.span for p in reversed(self.found.places)]
        led = {span: self._preposition(span) for span in found}
        wanted = prepositions.split()
        return {self._anchor(s): s for s in found if (prep := led[s]) is not None and prep.lemma in wanted}

    def date(self, token: Token) -> Span | None:
        """When it was: beside it, before its "when", or as the clause tells that it goes on from."""
        date = self._beside_event(token, self.dates)
        if date is not None or not token.is_verb:
            return date or self._date_of_being(token)
        when = next((c for c in token.children if c.text.lower() == "when" and c.start < token.start), None)
        if when is not None:
            end = len(self.text[: when.start].rstrip(" ,"))
            of_clause = self.dates.get(token.head.start) if token.dep == "advcl" else None
            return self.dates_by_end.get(end, of_clause if of_clause not in self.open_dates else None)
        first = token.head
        if token.dep == "conj" and first.is_verb and subject(token) is None and first.tag == token.tag:
            shared = self.dates.get(first.start)
            return shared if shared is not None and shared.end <= first.start else None
        return None

    def _date_of_being(self, noun: Token) -> Span | None:
        """ "In 2006 it was the target of an attack": what something was the object of."""
        thing = noun.head.head if noun.dep == "pobj" else None
        return self.dates.get(thing.head.start) if thing is not None and thing.dep == "attr" else None

    def _beside_event(self, token: Token, anchored: dict[int, Span]) -> Span | None:
        """The time or place of an event: what hangs on its trigger, or on the verb that the trigger depends on."""
        said_of = (
            [c for c in token.children if c.dep in {"relcl", "acl"} and c.lemma in word_class("arranging")]
            if not token.is_verb
            else []
        )
        for holder in [token, *said_of]:
            if holder.start in anchored:
                return anchored[holder.start]
        above = token.head
        if not token.is_verb and above.dep == "prep":
            above = above.head
        is_loose = not token.is_verb or token.dep == "xcomp" or not helpers(token)
        if (
            above.is_verb
            and above is not token
            and is_loose
            and token.dep in {"nsubj", "nsubjpass", "dobj", "attr", "pobj", "acomp"}
        ):
            return anchored.get(above.start)
        return None

    def place(self, fired: Fired, evidence: Span) -> Span | None:
        """Where it was, with all the places of a list: "Saudi Arabia and Oman"."""
        place = self._reached(fired) or self._where(fired, evidence)
        while place is not None and (joint := JOINT.match(self.text, place.end)) is not None:
            following = self.places_by_start.get(joint.end())
            if following is None:
                break
            place = Span(place.start, following.end)
        return place

    def _reached(self, fired: Fired) -> Span | None:
        """Where it leads: what is visited, where troops go in, what they leave, what is struck."""
        token, row = fired.token, fired.row
        if row.type == "CONSULT" and (row.mode == "visit" or token.lemma in word_class("travelling")):
            return self._object(token) or self._led_by(token, self.goals)
        if row.type == "RETREAT" and row.mode == "withdraw":
            return self._led_by(token, self.origins) or self._object(token)
        if row.type != "ASSAULT":
            return None
        if fired.part == "verb":
            struck = undergoer(token)
            is_place = struck is not None and (struck.ent in {"GPE", "LOC"} or struck.tag == "NNP")
            if struck is not None and is_place and self.found.headed_by(struck) is None:
                return self._beside_event(token, self.places) or self._named(struck) or struck.span
            return self._led_by(token, self.goals)
        if token.lemma in ENTERING and (entered := next(token.after("of"), None)) is not None:
            return entered.span if entered.ent == "GPE" else None
        struck = next(token.after("on", "against"), None)
        return struck.span if struck is not None and struck.ent == "GPE" and self._is_no_actor(struck) else None

    def _led_by(self, token: Token, places: dict[int, Span]) -> Span | None:
        """The place whose preposition hangs on just this word."""
        place = places.get(token.start)
        preposition = self._preposition(place) if place is not None else None
        return place if preposition is not None and preposition.head is token else None

    def _is_no_actor(self, token: Token) -> bool:
        mention = self.found.headed_by(token)
        return mention is None or mention.country is None

    def _object(self, token: Token) -> Span | None:
        thing = token.child("dobj")
        return self._named(thing) if thing is not None else None

    def _named(self, token: Token) -> Span | None:
        """The place whose name holds a word."""
        return next((p.span for p in self.found.places if p.span.holds(token.span)), None)

    def _where(self, fired: Fired, evidence: Span) -> Span | None:
        """Where it took place; what is only said, agreed or asked is not where its objects lie."""
        place = self._beside_event(fired.token, self.places)
        if place is None and fired.row.type in BODILY:
            named = [s for s in self.places.values() if evidence.holds(s) and s.start > fired.token.end]
            return named[0] if len(named) == 1 else None
        if place is None or fired.row.type not in SPEECH_ACTS | SYMMETRIC | {"APPOINT", "SANCTION"}:
            return place
        preposition = self._preposition(place)
        holder = preposition.head if preposition is not None else None
        if holder is None:
            return None
        takes_place = fired.token.dep in {"nsubj", "nsubjpass"} and fired.token.head is holder
        is_met = fired.row.type == "CONSULT" and fired.part == "verb" and holder.ent == "PERSON"
        is_own = holder is fired.token or holder.start in self.firing.consumed or takes_place or is_met
        return place if is_own or holder.lemma in word_class("arranging") else None
