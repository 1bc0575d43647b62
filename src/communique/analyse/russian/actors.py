"""Who is meant: persons, states, bodies and descriptions in a Russian text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Sentence, Token, covering
from communique.analyse.russian.described import (
    Known,
    addressed,
    groups,
    is_one,
    offices,
    pairs,
    pronouns,
    relatives,
    spoken_to,
)
from communique.analyse.russian.grammar import is_plural, preposition
from communique.analyse.russian.matching import body_phrases, state_phrases
from communique.analyse.russian.people import Person, persons
from communique.analyse.russian.quotations import labels
from communique.lexicon.publishers import publishers_state
from communique.lexicon.russian.states import StateWord, usual_names
from communique.lexicon.russian.verbs import triggers
from communique.model import Finding, Mention, Span

PARTY_PREPOSITIONS = frozenset({"с", "между", "против", "к", "от", "со стороны", "для"})
TAKING_PART = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})


class Actors:
    """Finds names of persons, states and bodies, descriptions and pronouns."""

    name = "russian actors/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:  # noqa: ARG002
        """Yield the mentions sentence by sentence."""
        state = publishers_state(parsed.doc.publisher or "")
        named = tuple(persons(parsed, self.name, state))
        turns = tuple(labels(parsed.text))
        host = _host(named, state, turns)
        named = tuple(_at_home(p, host, state) for p in named)
        known = Known(named, _speakers(named, turns) or _parties(parsed, named, state), host, state)
        for sentence in parsed.sentences:
            here = [p for p in named if p.sentence == sentence.index]
            taken = {index for p in here for index in p.tokens}
            told = [p.mention for p in here]
            turn = spoken_to(parsed, sentence, known, turns)
            told += offices(parsed, sentence, taken, known, turn, self.name)
            titles = list(told)
            told += self._bodies(sentence, taken)
            told += groups(parsed, sentence, taken, known, self.name)
            told += self._states(sentence, taken, titles)
            told += pairs(sentence, self.name)
            yield from told
            yield from pronouns(sentence, self.name)
            yield from relatives(sentence, told, self.name)
            yield from addressed(sentence, turn, self.name)

    def _bodies(self, sentence: Sentence, taken: set[int]) -> Iterator[Mention]:
        tokens = sentence.tokens
        for first, last, body in body_phrases().all_in(tokens):
            own = tokens[first:last]
            if any(t.index in taken for t in own) or not own[0].text[:1].isupper() or _is_place(own, body.name):
                continue
            taken.update(t.index for t in own)
            yield Mention(
                span=covering(own),
                head=_head(own).span,
                form="name",
                basis="body",
                name=body.english,
                shown=body.name,
                kind=body.kind,
                country=body.country,
                is_subject=_head(own).dep.startswith("nsubj"),
                takes_part=_takes_part(_head(own)),
                extractor=self.name,
                reason="in the list of bodies",
            )

    def _states(self, sentence: Sentence, taken: set[int], titles: Sequence[Mention]) -> Iterator[Mention]:
        """States named by themselves, or in somebody's title."""
        tokens = sentence.tokens
        for first, last, state in state_phrases().all_in(tokens):
            own = tokens[first:last]
            is_in_title = any(m.span.holds(covering(own)) for m in titles) and state.sort == "name"
            if (any(t.index in taken for t in own) and not is_in_title) or not _names_a_state(own, state):
                continue
            yield Mention(
                span=covering(own),
                head=_head(own).span,
                form="name",
                basis="words",
                name=usual_names()[state.code],
                shown=usual_names()[state.code],
                kind="state",
                country=state.code,
                is_subject=_head(own).dep.startswith("nsubj"),
                takes_part=is_in_title or _takes_part(_head(own)),
                extractor=self.name,
                reason="the name of a state" if state.sort == "name" else "a capital that speaks or acts",
            )


def _names_a_state(own: Sequence[Token], state: StateWord) -> bool:
    """Whether a match is a name: a capital only where it speaks or acts, an adjective never."""
    if state.sort == "adjective" or not own[0].text[:1].isupper() or own[0].pos in {"PRON", "DET", "ADV", "VERB"}:
        return False
    if state.sort == "name":
        return True
    head = _head(own)
    return head.dep == "nsubj" or (head.dep in {"nmod", "obl", "conj"} and preposition(head) in {"с", "между"})


def _is_place(own: Sequence[Token], name: str) -> bool:
    """Whether "в Кремле" tells where rather than who; "в Кремле сообщили" tells who."""
    head = _head(own)
    if name not in {"Кремль", "Белый дом", "Пентагон"} or preposition(head) not in {"в", "из", "у"}:
        return False
    verb = head.head
    return not (is_plural(verb) and verb.pos == "VERB" and not any(c.dep.startswith("nsubj") for c in verb.children))


def _head(tokens: Sequence[Token]) -> Token:
    return next((t for t in tokens if t.head not in tokens or t.head is t), tokens[0])


def _takes_part(token: Token) -> bool:
    while token.dep in {"conj", "appos"} and token.head is not token:
        token = token.head
    return token.dep in TAKING_PART or preposition(token) in PARTY_PREPOSITIONS


def _parties(parsed: Parsed, named: Sequence[Person], state: str | None) -> tuple[Person, ...]:
    """The two whom a text is about: the first two named in one sentence, of two states or in a talk."""
    for sentence in parsed.sentences[:6]:
        here = [p for p in named if p.sentence == sentence.index and p.mention.form == "name"]
        if len(here) != 2:
            continue
        is_talk = any(
            one.type == "CONSULT"
            for t in sentence.tokens
            for pos in ("verb", "noun")
            for one in triggers().get((t.lemma, pos), ())
        )
        first, second = (p.mention.country for p in here)
        if is_talk or (first or state) != (second or state):
            return tuple(here)
    return ()


def _speakers(named: Sequence[Person], turns: Sequence[tuple[Span, Span]]) -> tuple[Person, ...]:
    """The two who speak in a transcript, or the one who speaks and the one named besides at the beginning."""
    speaking = [p for label, _ in turns for p in named if p.mention.span.meets(label)]
    distinct = [p for n, p in enumerate(speaking) if not any(is_one(p, q) for q in speaking[:n])]
    full = [next((q for q in named if is_one(p, q) and q.offices), p) for p in distinct]
    if len(full) == 1:
        first = [p for p in named if p.sentence == 0 and not is_one(p, full[0]) and p.mention.form == "name"]
        full += first if len(first) == 1 else []
    return tuple(full) if len(full) == 2 else ()


def _host(named: Sequence[Person], state: str | None, turns: Sequence[tuple[Span, Span]]) -> Person | None:
    """Whose the text is: the first whom a state's own text lets speak, or names, with no state but its own."""
    if state is None:
        return None
    speaking = [p for label, _ in turns for p in named if p.mention.span.meets(label)]
    for person in [*speaking[:1], *named[:1]]:
        countries = {p.mention.country for p in named if is_one(p, person)}
        if countries <= {None, state}:
            return person
    return None


def _at_home(person: Person, host: Person | None, state: str | None) -> Person:
    """The host's mentions with the publisher's state."""
    if host is None or person.mention.country is not None or not is_one(person, host):
        return person
    told = msgspec.structs.replace(person.mention, country=state, reason="whose own text this is")
    return msgspec.structs.replace(person, mention=told)
