"""When and where an event was, and what it was about, by what hangs on its words."""

from __future__ import annotations

from collections.abc import Iterator

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Sentence, Token
from communique.analyse.russian.grammar import NOUNS, case, feature, preposition
from communique.analyse.russian.roles import Clause, objects
from communique.analyse.russian.talks import topics
from communique.lexicon.russian.verbs import triggers
from communique.model import EventType, Span, TimeFound

WHERE = frozenset({"в", "во", "на", "под"})
ABOUT = frozenset({"о", "об", "по", "обо"})
WITH_TOPICS: frozenset[EventType] = frozenset({"CONSULT", "AGREE", "COOPERATE"})


class Circumstances:
    """The times and places of a sentence, each with the word that it hangs on."""

    def __init__(self, parsed: Parsed, found: Findings, sentence: Sentence) -> None:
        self.parsed, self.found = parsed, found
        self.times = [(t, self._owner(t.span)) for t in found.times if sentence.span.holds(t.span)]
        self.places = [(p, self._owner(p.span)) for p in found.places if sentence.span.holds(p.span)]
        self.states = [
            (m.span, owner)
            for m in found.mentions
            if m.kind == "state" and m.form == "name" and sentence.span.holds(m.span)
            for token in [self.parsed.at.get(m.head.start)]
            if token is not None and preposition(token) in WHERE
            for owner in [self._owner(m.span)]
        ]

    def _owner(self, span: Span) -> Token | None:
        """The nearest word above that can report an event: a verb, or a noun of the trigger list."""
        words = self.parsed.within(span)
        inside = {t.index for t in words}
        token = next((t for t in words if t.head.index not in inside or t.head is t), None)
        while token is not None and token.head is not token:
            token = token.head
            if token.pos in {"VERB", "AUX"} or (token.lemma, "noun") in triggers():
                return token
        return token

    def date(self, trigger: Token, verb: Token | None) -> Span | None:
        """The time that hangs on a trigger, or on the verb that carries it."""
        own = (t for t, owner in self.times if _is_own(owner, trigger, verb))
        return next((t.span for t in own if not self._is_bound(t) and not self._is_ahead(t, verb)), None)

    def _is_bound(self, time: TimeFound) -> bool:
        """Whether a time only tells how long something lasts: "до августа"."""
        return self.parsed.text[: time.span.start].split(" ")[-2:-1] == ["до"]

    def _is_ahead(self, time: TimeFound, verb: Token | None) -> bool:
        """Whether a time lies after the text, while the verb is in the past: it belongs to something else."""
        published = (self.parsed.doc.published or "9999")[:10]
        start = (time.value or "").split("/")[0]
        return verb is not None and feature(verb, "Tense") == "Past" and start > published

    def place(self, trigger: Token, verb: Token | None, *, is_visit: bool) -> Span | None:
        """The place that hangs on a trigger; of a visit, where to."""
        for place, owner in self.places:
            token = self.parsed.at.get(place.span.start)
            said = _preposition_of(token) if token is not None else ""
            is_goal = is_visit and token is not None and token.head in {trigger, verb} and token.dep == "obj"
            if _is_own(owner, trigger, verb) and (said in WHERE or is_goal):
                return place.span
        for span, owner in self.states:
            if _is_own(owner, trigger, verb):
                return span
        if is_visit:
            goals = (self.found.mention_of(o) for o in objects(trigger) if trigger.pos not in NOUNS)
            return next((m.span for m in goals if m is not None and m.kind == "state"), None)
        return None

    def topics(self, clause: Clause, kind: EventType) -> Iterator[Span]:
        """What an event was about: the object of discussing, "о …", "по …"."""
        if kind not in WITH_TOPICS:
            return
        trigger = clause.trigger
        if not clause.is_noun and kind == "CONSULT":
            nouns = [o for o in objects(trigger) if o.pos == "NOUN" and self.found.mention_of(o) is None]
            yield from topics(nouns[:1])
        for word in (trigger, clause.verb):
            if word is None or (word is clause.verb and word is trigger):
                continue
            about = [c for c in word.children if preposition(c) in ABOUT and case(c) in {"Loc", "Dat"}]
            if about:
                yield from topics([c for c in about[:1] if c.pos in NOUNS])
                return
        infinitive = next((c for c in trigger.children if feature(c, "VerbForm") == "Inf"), None)
        if infinitive is not None and kind == "AGREE":
            yield from topics([o for o in objects(infinitive) if o.pos == "NOUN"][:1])


def _preposition_of(token: Token) -> str:
    while token.dep in {"appos", "conj", "flat:name", "flat"} and not preposition(token) and token.head is not token:
        token = token.head
    return preposition(token)


def _is_own(owner: Token | None, trigger: Token, verb: Token | None) -> bool:
    return owner is not None and (owner is trigger or owner is verb)
