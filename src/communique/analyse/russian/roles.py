"""Where the parties of an event stand beside the word that reports it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token
from communique.analyse.russian.grammar import (
    NOUNS,
    case,
    feature,
    is_passive,
    is_plural,
    passive_subjects,
    preposition,
    subjects,
)
from communique.analyse.russian.quotations import labels, speaker_of
from communique.model import Mention, Span

# Verbs whose object, or whom they are said to, does what their infinitive says.
OF_OBJECT = frozenset(
    {"пригласить", "приглашать", "призвать", "призывать", "попросить", "просить", "обязать", "убедить"}
)
OF_DATIVE = frozenset({"предложить", "предлагать", "поручить", "позволить", "рекомендовать", "разрешить", "приказать"})
OF_DATIVE_NOUNS = frozenset({"приглашение", "предложение", "призыв", "просьба"})
DEATHS = frozenset({"гибель", "смерть", "убийство", "ранение"})
CARRIERS = frozenset({"представитель", "делегация", "команда", "руководство", "глава", "лидер", "группа", "сторона"})


class Talk(msgspec.Struct, frozen=True):
    """The call or meeting that a text reads out: its two parties' mentions, whether it was by phone."""

    parties: tuple[Span, ...]
    names: tuple[str, ...]
    mode: str | None


def speaks_of_itself(verb: Token) -> bool:
    """Whether an infinitive does what it says: "позвольте поздравить", "хочу поблагодарить"."""
    return verb.head is not verb and verb.head.lemma in {"позволить", "разрешить", "хотеть", "хотеться", "мочь"}


class Clause(msgspec.Struct, frozen=True):
    """A trigger with the verb that carries it: itself for a verb, "провёл" for "переговоры"."""

    trigger: Token
    verb: Token | None

    @property
    def is_noun(self) -> bool:
        """Whether the trigger is a noun."""
        return self.trigger.pos in NOUNS


class Roles:
    """Finds the parties of a clause at the places that a trigger names."""

    def __init__(self, parsed: Parsed, found: Findings, talk: Talk | None) -> None:
        self.parsed, self.found, self.talk = parsed, found, talk
        self.turns = tuple((speaker_of(parsed.text[at.start : at.end]), words) for at, words in labels(parsed.text))

    def at(self, clause: Clause, places: Sequence[str], *, but: Sequence[Span] = ()) -> tuple[Span, ...]:
        """The parties at the first of some places that has any."""
        for place in places:
            spans = tuple(dict.fromkeys(m.span for m in self._at(clause, place) if m.span not in but))
            if spans:
                return spans
            if place == "conv" and self.talk is not None:
                return self._spoken_to(clause.trigger) or self._others(but)
        return ()

    def is_spoken(self, token: Token) -> bool:
        """Whether a word stands in somebody's turn of a transcript."""
        return any(words.holds(token.span) for _, words in self.turns)

    def _spoken_to(self, token: Token) -> tuple[Span, ...]:
        """The other of the two who talk, in the turn of one."""
        speaker = next((name for name, words in self.turns if words.holds(token.span)), None)
        if speaker is None or self.talk is None:
            return ()
        pairs = zip(self.talk.parties, self.talk.names, strict=True)
        others = tuple(span for span, name in pairs if speaker not in name)
        return others if len(others) == 1 else ()

    def _others(self, but: Sequence[Span]) -> tuple[Span, ...]:
        """The parties of the talk but those who already stand on the other side."""
        if self.talk is None:
            return ()
        names = {m.name for m in map(self._spanned, but) if m is not None}
        heads = {h for m in map(self._spanned, but) if m is not None for h in m.members}
        left = []
        for span, name in zip(self.talk.parties, self.talk.names, strict=True):
            party = self._spanned(span)
            is_there = name in names or span in but or (party is not None and party.head in heads)
            if not is_there and not any(_is_one(name, other) for other in names):
                left.append(span)
        return tuple(left) if not but or len(left) < len(self.talk.parties) else ()

    def _spanned(self, span: Span) -> Mention | None:
        return next((m for m in self.found.mentions if m.span == span), None)

    def _at(self, clause: Clause, place: str) -> Iterator[Mention]:
        trigger, verb = clause.trigger, clause.verb
        if place == "self":
            own = self.found.headed_by(trigger)
            yield from [own] if own is not None and own.name == "i" else []
        elif place == "subj":
            yield from self.subject(clause)
        elif place == "obj":
            yield from self._mentions(_objects(trigger))
        elif place == "gen" and clause.is_noun:
            yield from self._mentions(c for c in trigger.kids("nmod", "appos") if case(c) == "Gen" and not _has_case(c))
        elif place == "gen":
            yield from self._within(_objects(trigger))
        elif place in {"dat", "ins"}:
            wanted = "Dat" if place == "dat" else "Ins"
            for word in (trigger, verb):
                kids = [c for c in word.children if case(c) == wanted and not _has_case(c)] if word is not None else []
                yield from self._mentions(c for c in kids if c.pos in NOUNS | {"PRON"})
        elif place == "victims":
            yield from self._victims(trigger)
        elif place == "parties":
            yield from self._two(trigger)
        else:
            beside = [trigger, *([verb] if verb is not None and verb is not trigger else [])]
            more = subjects(trigger) if place == "с" and not clause.is_noun else []
            for word in [*beside, *more, *(objects(trigger) if not clause.is_noun else [])]:
                yield from self._after(word, place)

    def subject(self, clause: Clause) -> Iterator[Mention]:
        """Who does what a clause says: the subject, whom an infinitive is asked of, or the agent of a passive."""
        verb = clause.verb if clause.verb is not None else clause.trigger
        if clause.is_noun and clause.verb is None:
            return
        left_out = self.found.headed_by(verb) or (self.found.headed_by(verb.head) if verb.dep == "xcomp" else None)
        if left_out is not None and left_out.name in {"i", "we"} and left_out.span in {verb.span, verb.head.span}:
            yield left_out
            return
        if feature(verb, "VerbForm") == "Inf" and verb is clause.trigger:
            yield from self._controller(verb)
            return
        if is_passive(verb):
            agents = list(self._mentions(c for c in verb.children if case(c) == "Ins" and not _has_case(c)))
            yield from agents or self.side(verb)
            return
        own = list(self._mentions(t for t in subjects(verb) if t is not clause.trigger))
        yield from own or self._impersonal(verb)
        if not own and not any(c.dep.startswith("nsubj") for c in verb.children):
            yield from self._shared(verb)

    def _impersonal(self, verb: Token) -> Iterator[Mention]:
        """ "В Кремле осудили": the body where a plural without a subject says so."""
        if is_plural(verb) and not any(c.dep.startswith("nsubj") for c in verb.children) and verb.dep != "conj":
            for child in verb.children:
                mention = self.found.mention_of(child) if preposition(child) in {"в", "во", "на"} else None
                if mention is not None and mention.basis == "body":
                    yield mention

    def _shared(self, verb: Token) -> Iterator[Mention]:
        """The subject before, of a verb joined by "и" or a comma that the parser hung elsewhere."""
        tokens = self.parsed.sentence_of(verb).tokens
        place = verb.index - tokens[0].index
        before = tokens[place - 1] if place else None
        if before is None or not (before.pos == "CCONJ" or before.text == "," or before.pos == "ADV"):
            return
        for token in reversed(tokens[:place]):
            mention = self.found.headed_by(token)
            agrees = feature(token, "Number") == feature(verb, "Number")
            if mention is not None and mention.is_subject and case(token) == "Nom" and agrees:
                yield mention
                return

    def side(self, verb: Token) -> Iterator[Mention]:
        """ "С обеих сторон", "с российской стороны", before the verb in its sentence."""
        for token in self.parsed.sentence_of(verb).tokens:
            if token.start > verb.start and token.head is not verb:
                break
            if token.lemma == "сторона" and preposition(token) in {"с", "со"}:
                mention = self.found.headed_by(token) or self.found.mention_of(token)
                if mention is not None and not any(t.lemma == "свой" for t in token.children):
                    yield mention
                    return

    def _controller(self, verb: Token) -> Iterator[Mention]:
        """Who is to do what an infinitive says."""
        head = verb.head
        while head is not verb and head.pos in NOUNS and head.lemma not in OF_DATIVE_NOUNS and head.head is not head:
            head = head.head
        if head.lemma in OF_OBJECT:
            yield from self._mentions(_objects(head))
        elif head.lemma in OF_DATIVE or head.lemma in OF_DATIVE_NOUNS:
            yield from self._mentions(c for c in head.children if case(c) == "Dat" and not _has_case(c))
        elif head is not verb and is_passive(head):
            yield from self.side(head)
        elif head is not verb:
            yield from self._mentions(subjects(head))
        else:
            yield from self._mentions(subjects(verb))

    def _victims(self, trigger: Token) -> Iterator[Mention]:
        """ "Гибель граждан в результате нападения"."""
        for word in self.parsed.sentence_of(trigger).tokens:
            if word.lemma in DEATHS and word.pos in NOUNS:
                yield from self._mentions([c for c in word.kids("nmod") if case(c) == "Gen" and not _has_case(c)])

    def _two(self, trigger: Token) -> Iterator[Mention]:
        for child in trigger.kids("amod", "nmod", "appos", "compound"):
            for one in child.conjuncts():
                mention = self.found.headed_by(one)
                if mention is not None and mention.countries:
                    yield mention

    def _after(self, word: Token, place: str) -> Iterator[Mention]:
        wanted = {"с": {"с", "со", "вместе с"}, "в": {"в", "во"}, "к": {"к", "ко"}}.get(place, {place})
        kids = [c for c in word.children if c.dep in {"nmod", "obl", "iobj", "appos"} and preposition(c) in wanted]
        yield from self._mentions(kids)

    def _mentions(self, tokens: Iterator[Token] | Sequence[Token]) -> Iterator[Mention]:
        """The actors that nouns name, with those coordinated with them; of "представители России" Russia."""
        for token in tokens:
            for one in token.conjuncts():
                mention = self.found.mention_of(one)
                if mention is not None:
                    yield mention
                elif one.lemma in CARRIERS:
                    yield from self._mentions([c for c in one.kids("nmod") if case(c) == "Gen" and not _has_case(c)])

    def _within(self, tokens: Sequence[Token]) -> Iterator[Mention]:
        """The first actor named anywhere in some phrases."""
        for token in tokens:
            inside = sorted(token.subtree(), key=lambda t: t.start)
            for one in inside:
                mention = self.found.headed_by(one)
                if mention is not None and mention.form != "pronoun":
                    yield mention
                    return


def _objects(verb: Token) -> list[Token]:
    if is_passive(verb):
        return passive_subjects(verb)
    return [c for c in verb.children if c.dep == "obj" or (c.dep == "iobj" and case(c) in {"Acc", "Gen"})]


def objects(verb: Token) -> list[Token]:
    """What a verb does something to: its objects, or the subjects of a passive."""
    return _objects(verb)


def _has_case(token: Token) -> bool:
    return any(c.dep == "case" for c in token.children)


def _is_one(name: str, other: str) -> bool:
    a, b = set(name.split()), set(other.split())
    return a <= b or b <= a
