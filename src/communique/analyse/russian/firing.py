"""Which rule of the trigger list a word fires, which verb carries a noun, and which words report the event."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.analyse.findings import Findings
from communique.analyse.parsed import Token, covering
from communique.analyse.russian.grammar import (
    NOUNS,
    case,
    contiguous,
    feature,
    is_passive,
    passive_subjects,
    phrase_tokens,
    preposition,
    subjects,
)
from communique.analyse.russian.roles import Clause, objects
from communique.lexicon.russian.classes import word_class
from communique.lexicon.russian.verbs import RussianTrigger, triggers
from communique.model import EventType, Span

CARRIED = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "iobj"})
PERSONS = frozenset({"person", "group", "military", "state", "government", "igo"})


class Fired(msgspec.Struct, frozen=True):
    """A rule that a word fired, with the type it gives."""

    rule: RussianTrigger
    type: EventType

    @property
    def mode(self) -> str | None:
        """The mode that the rule gives."""
        return self.rule.mode


def fired(token: Token, found: Findings) -> Fired | None:
    """The first rule of a word all of whose conditions hold; None where none does, or one that tells no event."""
    is_verb = token.pos in {"VERB", "AUX"} or (token.pos == "ADJ" and feature(token, "Variant") == "Short")
    pos = "verb" if is_verb else "noun" if token.pos in NOUNS or token.lemma == "спасибо" else ""
    for rule in triggers().get((token.lemma, pos), ()) if pos else ():
        if all(_holds(token, place, words, found) for place, words in rule.beside):
            return Fired(rule, rule.type) if rule.type is not None else None
    return None


def _holds(token: Token, place: str, words: frozenset[str], found: Findings) -> bool:
    beside = list(_beside(token, place))
    if "*" in words:
        return bool(beside)
    if "PERSON" in words:
        mentions = (found.mention_of(t) for t in beside)
        return any(m is not None and m.kind in PERSONS for m in mentions)
    return any(one.lemma in words for t in beside for one in t.conjuncts())


def _beside(token: Token, place: str) -> Iterator[Token]:
    if place == "obj":
        yield from objects(token)
        if token.pos == "VERB" and token.dep in {"acl", "amod"}:
            yield token.head
    elif place == "subj":
        yield from subjects(token)
    elif place == "amod":
        yield from token.kids("amod")
    elif place == "advmod":
        yield from token.kids("advmod")
    elif place == "inf":
        yield from (c for c in token.children if feature(c, "VerbForm") == "Inf")
    elif place in {"gen", "dat", "ins"}:
        wanted = {"gen": "Gen", "dat": "Dat", "ins": "Ins"}[place]
        yield from (c for c in token.children if case(c) == wanted and preposition(c) == "")
        if place == "ins" and token.lemma == "обмен":
            yield from (c for n in token.kids("nmod") for c in n.kids("nmod") if case(n) == "Ins")
    else:
        wanted_words = {"в": {"в", "во"}, "с": {"с", "со"}}.get(place, {place})
        for child in token.children:
            said = preposition(child)
            if said in wanted_words or said.split(" ")[0] in wanted_words:
                yield child
                if " " in said:  # "в поддержку" is one preposition to the parser
                    yield _Fixed(child, said.split(" ")[1])


class _Fixed(Token):
    """The noun in a preposition of several words, by its lemma."""

    __slots__ = ()

    def __init__(self, whole: Token, lemma: str) -> None:
        super().__init__(whole.index, whole.text, whole.start)
        self.lemma = lemma


def carrier(token: Token) -> Token | None:
    """The verb that tells a trigger: itself, or for a noun the carrying verb whose subject or object it is."""
    if token.pos not in NOUNS:
        return token if token.lemma != "спасибо" else None
    at = token
    while at.dep == "conj" and at.head.pos in NOUNS:
        at = at.head
    head = at.head
    if head is at or head.pos not in {"VERB", "AUX"}:
        return None
    return head if head.lemma in word_class("carrying") and at.dep in CARRIED | {"conj"} else None


def evidence(clause: Clause) -> Span:
    """The words that report an event: the verb's clause without the clauses that hang on it, or the noun's phrase."""
    verb = clause.verb
    if verb is None:
        return covering(contiguous(phrase_tokens(clause.trigger), clause.trigger))
    words = [verb]
    for child in verb.children:
        if child.dep in {"conj", "parataxis", "advcl", "punct", "cc"} or (
            child.dep == "xcomp" and child.start < verb.start
        ):
            continue
        words += [t for t in child.subtree() if t.pos != "PUNCT" or t.start > verb.start]
    if is_passive(verb):
        words += [t for s in passive_subjects(verb) for t in phrase_tokens(s)]
    words = sorted(set(words), key=lambda t: t.start)
    row = contiguous(words, verb) if clause.trigger is verb else words
    if clause.trigger not in row:
        row = sorted([*row, clause.trigger], key=lambda t: t.start)
    while len(row) > 1 and row[-1].pos in {"PUNCT", "CCONJ", "SCONJ"} and row[-1].text not in {"»", ")"}:
        row.pop()
    while len(row) > 1 and row[0].pos in {"PUNCT", "CCONJ", "SCONJ"}:
        row.pop(0)
    return covering(row)
