"""How one regards another: relations between two, what somebody is called, feelings expressed to somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token, covering
from communique.analyse.russian.described import halves
from communique.analyse.russian.grammar import contiguous, modifiers, phrase_tokens
from communique.analyse.russian.matching import regard_phrases
from communique.analyse.russian.roles import Clause, Roles
from communique.analyse.russian.talks import talk
from communique.lexicon.publishers import publishers_state
from communique.lexicon.russian.verbs import RegardWord
from communique.model import Finding, Span, StanceFound

RELATIONS = frozenset({"отношение", "партнерство", "сотрудничество", "связь", "взаимодействие", "союзничество", "дружба"})
EXPRESSING = frozenset({"выразить", "выражать", "передать", "передавать", "высказать", "испытывать"})


class Stances:
    """Finds stances by the list of words of regard."""

    name = "russian stances/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:
        """Yield the stances sentence by sentence."""
        roles = Roles(parsed, found, talk(parsed, found) if parsed.doc.authors else None)
        for sentence in parsed.sentences:
            tokens = sentence.tokens
            done: set[int] = set()
            for first, last, word in regard_phrases().all_in(tokens):
                own = tokens[first:last]
                head = next((t for t in own if t.head not in own or t.head is t), own[0])
                if word.sort == "relation":
                    yield from self._relation(parsed, roles, head, (word, done))
                elif word.sort == "feeling":
                    yield from self._feeling(parsed, roles, own, (head, word))
                else:
                    yield from self._person(parsed, found, own, (head, word))

    def _relation(
        self, parsed: Parsed, roles: Roles, head: Token, told: tuple[RegardWord, set[int]]
    ) -> Iterator[StanceFound]:
        """ "Российско-индийские отношения особо привилегированного партнёрства": each side of the other."""
        word, done = told
        noun = head
        while noun.pos == "ADJ" or (noun.dep in {"nmod", "conj"} and noun.head.lemma in RELATIONS | {"характер", "уровень"}):
            if noun.head is noun:
                return
            noun = noun.head
        if noun.index in done or not ({t.lemma for t in noun.subtree()} & RELATIONS):
            return
        both = _both(roles, noun) or _parties_states(roles, noun)
        if both is None:
            return
        done.add(noun.index)
        phrase = covering(contiguous(_without_clauses(noun), noun))
        for holder, target in (both, both[::-1]):
            yield StanceFound(
                holder=holder,
                target=target,
                phrase=phrase,
                span=phrase,
                polarity=word.polarity,
                extractor=self.name,
                reason=f"a relation: {word.english}",
                score=0.7,
            )

    def _feeling(
        self, parsed: Parsed, roles: Roles, own: Sequence[Token], told: tuple[Token, RegardWord]
    ) -> Iterator[StanceFound]:
        """ "Выразил соболезнования": to whom is told, else to the partner's state."""
        head, word = told
        verb = head.head
        if verb.lemma not in EXPRESSING:
            return
        clause = Clause(head, verb)
        holders = roles.at(clause, ("subj",))
        targets = roles.at(clause, ("dat",), but=holders)
        if not targets:
            targets = tuple(s for t in roles.at(clause, ("conv",), but=holders) for s in [_state_of(roles, t) or t])
        if len(holders) == 1 and len(targets) == 1:
            phrase = covering([*(m for m in modifiers(head) if m.start < head.start), *own])
            yield StanceFound(
                holder=holders[0],
                target=targets[0],
                phrase=phrase,
                span=covering([verb, *own]),
                polarity=word.polarity,
                extractor=self.name,
                reason=f"a feeling expressed: {word.english}",
                score=0.7,
            )

    def _person(
        self, parsed: Parsed, found: Findings, own: Sequence[Token], told: tuple[Token, RegardWord]
    ) -> Iterator[StanceFound]:
        """ "Наш надёжный партнёр" said beside a name: an apposition or a predicate."""
        head, word = told
        target = _called(found, head)
        if target is None:
            return
        phrase = covering([*(m for m in modifiers(head) if m.start < head.start), *own])
        yield StanceFound(
            holder=None,
            target=target,
            phrase=phrase,
            span=phrase,
            polarity=word.polarity,
            extractor=self.name,
            reason=f"somebody called {word.english}",
            score=0.6,
        )


def _both(roles: Roles, noun: Token) -> tuple[Span, Span] | None:
    """The two sides of a relation: the halves of an adjective of both, or "между Россией и Китаем"."""
    for token in noun.subtree():
        mention = roles.found.headed_by(token)
        if mention is not None and len(mention.countries) == 2 and token.pos == "ADJ":
            return halves(token)
    named = roles.at(Clause(noun, None), ("между", "gen"))
    return (named[0], named[1]) if len(named) == 2 else None


def _parties_states(roles: Roles, noun: Token) -> tuple[Span, Span] | None:
    """The states of the two who talk, for a relation that the text gives to nobody else."""
    if roles.talk is None or any(
        (m := roles.found.headed_by(t)) is not None and m.form == "name" for t in noun.subtree()
    ):
        return None
    states = [_state_of(roles, span) for span in roles.talk.parties]
    known = [state for state in states if state is not None]
    home = publishers_state(roles.parsed.doc.publisher or "")
    if len(known) == 1 and home is not None:
        own = next((m.span for m in roles.found.mentions if m.kind == "state" and m.country == home), None)
        known = [own, *known] if own is not None else known
    return (known[0], known[1]) if len(known) == 2 else None


def _state_of(roles: Roles, person: Span) -> Span | None:
    """The mention of a state in somebody's title."""
    return next((m.span for m in roles.found.mentions if m.kind == "state" and person.holds(m.span)), None)


def _without_clauses(noun: Token) -> list[Token]:
    left = [c for t in noun.subtree() for c in t.children if c.dep in {"acl", "acl:relcl", "parataxis"}]
    return phrase_tokens(noun, until=left)


def _called(found: Findings, head: Token) -> Span | None:
    """Who is called so: the name in apposition, or the subject of the predicate."""
    if head.dep in {"appos", "nmod"} and (mention := found.headed_by(head.head)) is not None:
        return mention.span
    for child in head.children:
        mention = found.headed_by(child) if child.dep in {"appos", "nsubj"} else None
        if mention is not None and mention.form == "name":
            return mention.span
    return None
