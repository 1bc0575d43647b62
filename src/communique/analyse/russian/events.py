"""What happened: trigger words with their parties, status, date, place and topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token
from communique.analyse.russian.circumstances import Circumstances
from communique.analyse.russian.firing import Fired, carrier, evidence, fired
from communique.analyse.russian.grammar import feature, is_participle, is_short
from communique.analyse.russian.quotations import labels
from communique.analyse.russian.roles import Clause, Roles, objects
from communique.analyse.russian.sides import both_states
from communique.analyse.russian.status import status
from communique.analyse.russian.talks import talk
from communique.lexicon.russian.classes import word_class
from communique.lexicon.russian.verbs import triggers
from communique.model import SPEECH_ACTS, EventFound, EventType, Finding, Span

TALKS = frozenset({"CONSULT"})
# A noun tells an event of these types only with both parties named, or carried by a verb.
OF_TWO = frozenset({"CONSULT", "AGREE", "COOPERATE"})
OF_THE_TALK = frozenset({"переговоры", "переговор", "встреча", "беседа"})
GREETING = frozenset({"приветствовать", "поприветствовать"})
DECREES = frozenset({"указ", "распоряжение", "приказ"})
INVITING = frozenset({"пригласить", "приглашать", "приглашение"})
AGREEING = frozenset({"договориться", "договариваться", "условиться", "условить", "согласовать"})
# Reported of speech itself: attributive participles do not tell that it happened here.
SPEECH: frozenset[EventType] = frozenset({"SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


class Events:
    """Finds reports of events by the trigger list."""

    name = "russian events/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:
        """Yield the events in the text's order; what an accepted invitation invites to is planned."""
        told = talk(parsed, found)
        roles = Roles(parsed, found, told)
        turns = [words for _, words in labels(parsed.text)]
        events: list[EventFound] = []
        for sentence in parsed.sentences:
            circumstances = Circumstances(parsed, found, sentence)
            is_said = any(words.holds(sentence.span) for words in turns)
            for token in sentence.tokens:
                events += self._fired(parsed, token, (roles, circumstances, events, is_said))
        yield from _accepted(events)

    def _fired(
        self, parsed: Parsed, token: Token, told: tuple[Roles, Circumstances, Sequence[EventFound], bool]
    ) -> Iterator[EventFound]:
        roles, circumstances, before, is_said = told
        one = fired(token, roles.found)
        if one is None:
            return
        clause = Clause(token, carrier(token))
        source, target = self._parties(one, clause, (roles, before))
        if is_said and one.type == "COOPERATE" and not _is_of_two(source, roles) and len(source) < 2:
            source = _our_states(parsed, roles, token)
        if not _is_told(one, clause, (source, target), roles):
            return
        when, why = status(token, clause.verb)
        mode = one.rule.mode
        sides: tuple[tuple[tuple[Span, ...], tuple[Span, ...]], ...] = ((source, target),)
        if one.type == "SUPPORT" and "conv" in one.rule.source and len(source) == 2 and not target:
            sides = ((source[:1], source[1:]), (source[1:], source[:1]))  # each greeted the other
        if (
            token.lemma in word_class("discussing")
            and roles.talk is not None
            and one.rule.type == "CONSULT"
            and when == "occurred"
        ):
            mode = mode or roles.talk.mode
        for one_side, other in sides:
            yield EventFound(
                span=evidence(clause),
                trigger=_told_at(clause, one.type).span,
                word=token.lemma,
                form="verb" if clause.verb is not None else "noun",
                type=one.type,
                mode=mode,
                source=one_side,
                target=other,
                status=when,
                date=circumstances.date(token, clause.verb),
                place=circumstances.place(token, clause.verb, is_visit=mode == "visit"),
                topics=tuple(circumstances.topics(clause, one.type)),
                extractor=self.name,
                reason=f"{token.lemma!r} ({one.rule.english}); {why}",
                score=0.7,
            )

    def _parties(
        self, one: Fired, clause: Clause, told: tuple[Roles, Sequence[EventFound]]
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        roles, before = told
        if clause.trigger.lemma in {"принять", "принимать"} and one.type == "AGREE":
            invited = next((e for e in reversed(before) if e.type == "REQUEST" and e.mode == "invite"), None)
            if invited is not None:
                return invited.target, invited.source
        inviter = _inviter(clause.trigger) if one.mode == "visit" else None
        if inviter is not None:
            source = roles.at(clause, ("subj",))
            return source, roles.at(Clause(inviter, carrier(inviter)), ("subj", "gen"), but=source)
        if clause.trigger.lemma in word_class("discussing") and roles.talk is not None and one.type == "CONSULT":
            named = roles.at(clause, one.rule.source)
            persons = [m for m in roles.found.mentions if m.span in named and m.kind == "person"]
            return (named, roles.at(clause, one.rule.target, but=named)) if persons else (roles.talk.parties, ())
        decree = _signer(clause.trigger, roles) if one.type in {"APPOINT", "AGREE"} else ()
        if decree:
            return decree, roles.at(clause, one.rule.target, but=decree)
        if one.mode == "third-party":
            source, target = roles.at(clause, one.rule.source), roles.at(clause, one.rule.target)
            return source, target or _mediated(clause, roles, source)
        source = roles.at(clause, one.rule.source)
        agreed = _agreed_in(clause.trigger) if clause.is_noun and not source and one.type in OF_TWO else None
        if agreed is not None:
            source = roles.at(Clause(agreed, agreed), ("subj", "conv"))
        target = tuple(s for s in roles.at(clause, one.rule.target, but=source) if s not in source)
        if one.mode == "visit" and not target and _is_party(source, roles):
            target = roles.at(clause, ("conv",), but=source)
        if one.type in OF_TWO and not target and roles.is_spoken(clause.trigger) and _is_we(source, roles):
            target = roles.at(clause, ("conv",), but=source)
        return source, target


def _mediated(clause: Clause, roles: Roles, but: tuple[Span, ...]) -> tuple[Span, ...]:
    """Between whom somebody mediates: the parties of the talks or relations that the words hang on or hold."""
    around = [t for _, t in zip(range(3), clause.trigger.ancestors(), strict=False)]
    talks = [
        t for t in roles.parsed.sentence_of(clause.trigger).tokens if t.lemma in {"переговоры", "диалог", "конфликт"}
    ]
    for token in [*around, *clause.trigger.subtree(), *talks]:
        if token is not clause.trigger and token.pos == "NOUN":
            found = roles.at(Clause(token, None), ("между", "parties"), but=but)
            if len(found) > 1 or _is_of_two(found, roles):
                return found
    return ()


def _signer(infinitive: Token, roles: Roles) -> tuple[Span, ...]:
    """Who signed the decree that an infinitive with nothing above it stands in: "Назначить …"."""
    if feature(infinitive, "VerbForm") != "Inf" or infinitive.head is not infinitive:
        return ()
    for token in roles.parsed.tokens:
        if token.lemma == "подписать" and any(o.lemma in DECREES for o in objects(token)):
            return roles.at(Clause(token, token), ("subj",))
    return ()


def _our_states(parsed: Parsed, roles: Roles, noun: Token) -> tuple[Span, ...]:
    """The two states in the mouth of one of two who talk: "наше сотрудничество", "мы … взаимодействие"."""
    words = {t.lemma for t in parsed.sentence_of(noun).tokens}
    if roles.talk is None or not words & {"наш", "мы", "двусторонний", "совместный", "между"}:
        return ()
    return both_states(roles) or ()


def _told_at(clause: Clause, kind: EventType) -> Token:
    """The word that tells an event: of what is done by saying so the verb, which is no part of what is said."""
    inviter = _inviter(clause.trigger)
    if inviter is not None:
        return inviter
    return clause.verb if clause.verb is not None and kind in SPEECH_ACTS else clause.trigger


def _inviter(infinitive: Token) -> Token | None:
    """The verb or noun of inviting that a visit in the infinitive hangs on."""
    is_infinitive = feature(infinitive, "VerbForm") == "Inf"
    return infinitive.head if is_infinitive and infinitive.head.lemma in INVITING else None


def _agreed_in(noun: Token) -> Token | None:
    """The verb of agreeing that a noun hangs on: "договорились об организации встреч"."""
    above = [t for _, t in zip(range(4), noun.ancestors(), strict=False)]
    return next((t for t in above if t.lemma in AGREEING and t.pos == "VERB"), None)


def _is_told(one: Fired, clause: Clause, parties: tuple[tuple[Span, ...], tuple[Span, ...]], roles: Roles) -> bool:
    """Whether enough stands there to tell an event: somebody who acts, and for a bare noun both sides."""
    source, target = parties
    trigger = clause.trigger
    if not source and not target:
        return False
    if one.mode == "third-party" and not target:
        return False
    is_alone = not target and len(source) < 2 and not _is_of_two(source, roles)
    if roles.is_spoken(trigger) and is_alone and one.type in OF_TWO | {"SUPPORT"} and one.mode != "visit":
        return False  # of two who talk, both are meant; where one can't be told, the words tell too little
    if trigger.lemma in GREETING and roles.is_spoken(trigger):
        return False  # "приветствую Вас" to a guest is mere politeness
    is_attending = trigger.lemma in {"принять", "принимать"} and one.type == "CONSULT" and one.mode is None
    if is_attending and roles.talk is not None and any(c.lemma in OF_THE_TALK for c in trigger.subtree()):
        return False  # who sat with the two at their talks
    if not clause.is_noun:
        if is_participle(trigger) and not is_short(trigger) and one.type == "APPOINT":
            return False
        if is_participle(trigger) and not is_short(trigger):
            return bool(source) and one.type not in SPEECH
        return bool(source) or one.type not in SPEECH | OF_TWO
    if _told_by_verb(trigger, roles):
        return False
    if one.type in SPEECH and clause.verb is None:
        return bool(roles.at(clause, ("gen", "от", "со стороны", "self"))) and bool(source)
    if one.type == "AID" and not source:
        return False
    if one.type in OF_TWO and one.mode not in {"visit", "third-party"}:
        return len(source) + len(target) > 1 or _is_of_two(source, roles) or (clause.verb is not None and bool(source))
    return True


def _told_by_verb(noun: Token, roles: Roles) -> bool:
    """Whether the verb of a noun has a rule of its own that names the noun: "принял приглашение"."""
    verb = noun.head
    if verb is noun or verb.pos != "VERB":
        return False
    one = fired(verb, roles.found)
    rules = triggers().get((verb.lemma, "verb"), ())
    is_none = one is None and any(
        rule.type is None and all(noun.lemma in words for place, words in rule.beside if place == "obj")
        for rule in rules
    )
    return is_none or (one is not None and any(noun.lemma in words for _, words in one.rule.beside))


def _is_party(source: Sequence[Span], roles: Roles) -> bool:
    """Whether somebody is one of the two who talk, by name or as the holder of an office."""
    if roles.talk is None or len(source) != 1:
        return False
    heads = {m.head for m in roles.found.mentions if m.span in roles.talk.parties}
    found = [m for m in roles.found.mentions if m.span == source[0]]
    return any(m.name in roles.talk.names or m.head in heads or set(m.members) & heads for m in found)


def _is_we(source: Sequence[Span], roles: Roles) -> bool:
    return len(source) == 1 and any(m.span == source[0] and m.name == "we" for m in roles.found.mentions)


def _is_of_two(source: Sequence[Span], roles: Roles) -> bool:
    return any(m.countries or len(m.members) > 1 for m in roles.found.mentions if m.span in source)


def _accepted(events: Sequence[EventFound]) -> Iterator[EventFound]:
    """An accepted invitation makes the visit, proposed before, a planned one."""
    accepts = [e for e in events if e.type == "AGREE" and e.word in {"принять", "принимать"}]
    for one in events:
        later = next((a for a in accepts if a.trigger > one.trigger), None)
        is_visit = one.type == "CONSULT" and one.mode == "visit" and one.status == "proposed"
        yield msgspec.structs.replace(one, status="planned") if is_visit and later is not None else one
