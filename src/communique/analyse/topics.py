"""What talks, calls and agreements were about: one topic a phrase, as the text words it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.analyse.clauses import trimmed
from communique.analyse.parsed import Token
from communique.lexicon.classes import word_class
from communique.lexicon.triggers import Trigger
from communique.model import Span

ABOUT = frozenset({"about", "on", "over", "regarding", "concerning", "including"})
WITH_TOPICS = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})


def topics_of(token: Token, row: Trigger) -> tuple[Span, ...]:
    """The topics of an event: `discussed Ukraine and the Middle East` has two."""
    if row.type not in WITH_TOPICS:
        return ()
    spans = [trimmed(_own(noun)) for noun in _named(token, row) if noun.ent not in {"DATE", "TIME"}]
    return tuple(dict.fromkeys(s for s in spans if s is not None and s.end - s.start < 300))


def _named(token: Token, row: Trigger) -> Iterator[Token]:
    if row.type == "CONSULT":
        if token.lemma in word_class("talking") and token.child("dobj") is not None:
            yield from _listed(token.children[[c.dep for c in token.children].index("dobj")])
        yield from _about(token)
        for child in token.children:
            if child.dep in {"advcl", "xcomp", "relcl", "acl"} and child.lemma in word_class("talking"):
                for noun in child.kids("dobj"):
                    yield from _listed(noun)
            if child.dep == "dobj" and token.lemma not in word_class("talking"):
                yield from _about(child)
    elif row.type == "AGREE":
        yield from token.kids("xcomp", "acl")
        yield from _about(token)
        yield from token.after("to")
    else:
        yield from (n for n in token.after("for", "in", "on") if not n.text[0].isupper())


def _about(token: Token) -> Iterator[Token]:
    for prep in token.children:
        if prep.dep == "prep" and prep.text.lower() in ABOUT:
            for noun in prep.children:
                if noun.dep in {"pobj", "pcomp"} and noun.lemma not in word_class("no topic"):
                    yield from _listed(noun)


def _listed(noun: Token) -> Iterator[Token]:
    """Each of the things listed; of "a range of issues, including …" those after "including"."""
    for one in [c for first in [noun, *_list_members(noun)] for c in first.conjuncts()]:
        inner = [
            c for p in one.subtree() if p.text.lower() == "including" for c in p.children if c.dep in {"pobj", "pcomp"}
        ]
        if inner and one.lemma in word_class("vague topic"):
            for first in inner:
                yield from first.conjuncts()
        else:
            yield one


def _list_members(noun: Token) -> list[Token]:
    """Things listed after a comma that the parser takes for an apposition: "food prices, security, and trade"."""
    return [c for c in noun.kids("appos") if c.child("conj", "appos") is not None]


def _own(noun: Token) -> list[Token]:
    """A phrase without what is coordinated with its head; of an infinitive without its "to"."""
    words = [noun]
    for child in noun.children:
        if (
            child.dep in {"conj", "cc", "punct"}
            or child in _list_members(noun)
            or (child.dep == "aux" and child.text.lower() == "to")
        ):
            continue
        words += list(child.subtree())
    return words
