"""How one regards another: relations between two, what somebody is called, feelings expressed to somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token, covering
from communique.analyse.russian.grammar import case, contiguous, modifiers, phrase_tokens, subjects
from communique.analyse.russian.matching import regard_phrases
from communique.analyse.russian.roles import Clause, Roles
from communique.analyse.russian.sides import sides_of, state_of
from communique.analyse.russian.talks import talk
from communique.lexicon.russian.verbs import RegardWord
from communique.model import Finding, Span, StanceFound

RELATIONS = frozenset(
    {"отношение", "партнерство", "сотрудничество", "связь", "взаимодействие", "союзничество", "дружба"}
)
OF_PEOPLES = frozenset({"братский", "дружественный"})
EXPRESSING = frozenset({"выразить", "выражать", "передать", "передавать", "высказать", "испытывать"})


GLAD = RegardWord("рад видеть", "feeling", 1, "glad to see")


class Stances:
    """Finds stances by the list of words of regard."""

    name = "russian stances/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:
        """Yield the stances sentence by sentence."""
        roles = Roles(parsed, found, talk(parsed, found))
        for sentence in parsed.sentences:
            tokens = sentence.tokens
            done: set[int] = set()
            yield from self._glad(sentence.tokens, found)
            for first, last, word in regard_phrases().all_in(tokens):
                own = tokens[first:last]
                head = next((t for t in own if t.head not in own or t.head is t), own[0])
                if word.sort == "relation":
                    yield from self._relation(roles, head, (word, done))
                elif word.sort == "feeling":
                    yield from self._feeling(roles, own, (head, word))
                else:
                    yield from self._person(found, own, (head, word))

    def _relation(self, roles: Roles, head: Token, told: tuple[RegardWord, set[int]]) -> Iterator[StanceFound]:
        """ "Российско-индийские отношения особо привилегированного партнёрства": each side of the other."""
        word, done = told
        noun = head
        while noun.pos == "ADJ" or (
            noun.dep in {"nmod", "conj"} and noun.head.lemma in RELATIONS | {"характер", "уровень"}
        ):
            if noun.head is noun:
                return
            noun = noun.head
        if noun.index in done:
            return
        if noun.lemma in {"характер", "уровень"} and noun.head.lemma in {"носить", "иметь"}:
            about = next((t for t in subjects(noun.head) if t.lemma in RELATIONS), None)
            both = sides_of(roles, about) if about is not None else None
            done.add(noun.index)
            yield from self._mutual(both, covering([noun.head, *noun.subtree()]), word) if both is not None else ()
            return
        if head.lemma in OF_PEOPLES and noun.lemma == "народ" and roles.found.headed_by(noun) is not None:
            done.add(noun.index)
            yield self._toward(roles.found.headed_by(noun).span, covering([head, noun]), word)  # type: ignore[union-attr]
            return
        if not ({t.lemma for t in noun.subtree()} & RELATIONS):
            return
        both = sides_of(roles, noun)
        if both is None:
            return
        done.add(noun.index)
        phrase = covering(contiguous(_without_clauses(noun), noun))
        if roles.is_spoken(noun):
            yield self._between(_from_speaker(roles, noun, both), phrase, word)
        else:
            yield from self._mutual(both, phrase, word)

    def _mutual(self, both: tuple[Span, Span], phrase: Span, word: RegardWord) -> Iterator[StanceFound]:
        """Each side's regard of the other."""
        yield self._between(both, phrase, word)
        yield self._between((both[1], both[0]), phrase, word)

    def _between(self, sides: tuple[Span, Span], phrase: Span, word: RegardWord) -> StanceFound:
        told = self._toward(sides[1], phrase, word)
        return msgspec.structs.replace(told, holder=sides[0], reason=f"a relation: {word.english}", score=0.7)

    def _glad(self, tokens: Sequence[Token], found: Findings) -> Iterator[StanceFound]:
        """ "Очень рад Вас видеть", no mere wish."""
        for token in tokens:
            is_wish = any(c.lemma in {"бы", "быть"} for c in token.children)
            if token.lemma not in {"рад", "рада"} or is_wish:
                continue
            you = next((m for t in token.subtree() if (m := found.headed_by(t)) is not None and m.name == "you"), None)
            seeing = next((c for c in token.children if c.lemma in {"видеть", "приветствовать"}), None)
            if you is not None and seeing is not None:
                phrase = covering([token, seeing, *(c for c in token.kids("advmod") if c.start < token.start)])
                yield msgspec.structs.replace(self._toward(you.span, phrase, GLAD), reason="glad to see somebody")

    def _toward(self, target: Span, phrase: Span, word: RegardWord) -> StanceFound:
        """How the speaker, or the author, regards somebody."""
        return StanceFound(
            holder=None,
            target=target,
            phrase=phrase,
            span=phrase,
            polarity=word.polarity,
            extractor=self.name,
            reason=f"somebody called {word.english}",
            score=0.6,
        )

    def _feeling(self, roles: Roles, own: Sequence[Token], told: tuple[Token, RegardWord]) -> Iterator[StanceFound]:
        """ "Выразил соболезнования": to whom is told, else to the partner's state."""
        head, word = told
        verb = head.head
        if verb.lemma not in EXPRESSING:
            return
        clause = Clause(head, verb)
        holders = roles.at(clause, ("subj",))
        targets = roles.at(clause, ("dat",), but=holders)
        if not targets:
            targets = tuple(s for t in roles.at(clause, ("conv",), but=holders) for s in [state_of(roles, t) or t])
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

    def _person(self, found: Findings, own: Sequence[Token], told: tuple[Token, RegardWord]) -> Iterator[StanceFound]:
        """ "Наш надёжный партнёр" said beside a name: an apposition or a predicate."""
        head, word = told
        subject = _predicated(found, head)
        target = _called(found, head) or subject
        if target is None:
            return
        phrase = covering([*(m for m in modifiers(head) if m.start < head.start), *own])
        called = self._toward(target, phrase, word)
        of = [m for c in head.kids("nmod") if (m := found.mention_of(c)) is not None and case(c) == "Gen"]
        is_others = subject is not None and len(of) == 1 and of[0].kind == "state"
        yield msgspec.structs.replace(called, holder=of[0].span) if is_others else called


def _from_speaker(roles: Roles, noun: Token, both: tuple[Span, Span]) -> tuple[Span, Span]:
    """Said by one of two who talk: how the speaker's state regards the other."""
    other = next((s for t in roles.at(Clause(noun, None), ("conv",)) if (s := state_of(roles, t)) is not None), None)
    codes = {m.span: m.country or next(iter(m.countries), None) for m in roles.found.mentions}
    is_turned = other is not None and codes.get(both[0]) == codes.get(other)
    return (both[1], both[0]) if is_turned else both


def _without_clauses(noun: Token) -> list[Token]:
    left = [c for t in noun.subtree() for c in t.children if c.dep in {"acl", "acl:relcl", "parataxis"}]
    return phrase_tokens(noun, until=left)


def _predicated(found: Findings, head: Token) -> Span | None:
    """Of whom a predicate is said: "Индия является надёжным партнёром"."""
    verb = head.head
    if verb.lemma not in {"являться", "быть", "стать", "оставаться"} or case(head) != "Ins":
        return None
    named = [m for t in subjects(verb) if (m := found.mention_of(t)) is not None]
    return named[0].span if len(named) == 1 else None


def _called(found: Findings, head: Token) -> Span | None:
    """Who is called so: the one spoken to, the name in apposition, or the subject of the predicate."""
    if (own := found.headed_by(head)) is not None and own.name == "you":
        return own.span
    near = next((m for m in found.mentions if m.form == "name" and 0 < m.span.start - head.end <= 2), None)
    if near is not None and near.kind == "person":
        return near.span
    if head.dep in {"appos", "nmod"} and (mention := found.headed_by(head.head)) is not None:
        return mention.span
    for child in head.children:
        mention = found.headed_by(child) if child.dep in {"appos", "nsubj"} else None
        if mention is not None and mention.form == "name":
            return mention.span
    return None
