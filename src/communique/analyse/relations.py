"""Stances told by a word of relation between two: "the U.S.-Japan alliance", "a critic of X", "linked to X"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.analyse.clauses import clause, is_negated, subject, trimmed, undergoer
from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token
from communique.lexicon.classes import word_class
from communique.lexicon.regard import Polarity, regard
from communique.model import Mention, StanceFound

BEFORE = frozenset({"amod", "compound", "nmod", "poss"})
LINKS = ("of", "to", "with")


def relations(parsed: Parsed, found: Findings, name: str) -> Iterator[StanceFound]:
    """The stances of a text that such words tell, `name` the extractor's."""
    for token in parsed.tokens:
        told = None
        if token.pos in {"NOUN", "PROPN"} and token.lemma.lower() in word_class("bond"):
            told = _bond(found, token, name)
        elif token.pos == "NOUN" and token.lemma in word_class("adherent"):
            told = _adherent(found, token, name)
        elif token.pos == "NOUN" and token.lemma in word_class("condolence"):
            told = _condolence(found, token, name)
        elif token.pos in {"VERB", "ADJ"} and token.lemma in word_class("linking"):
            told = _linked(found, token, name)
        elif token.is_verb and token.lemma == "stand":
            told = _stands(found, token, name)
        if told is not None:
            yield told


def _made(
    name: str, holder: Mention | None, target: Mention | None, phrase: list[Token], polarity: Polarity, reason: str
) -> StanceFound | None:
    span = trimmed(phrase)
    if span is None or target is None or (holder is not None and holder.span == target.span):
        return None
    first = min(phrase, key=lambda t: t.start)
    verb = next((t for t in [first, *first.ancestors()] if t.is_verb), None)
    if verb is not None and is_negated(verb):
        return None
    whole = trimmed(clause(verb)) if verb is not None else None
    return StanceFound(
        span=whole if whole is not None and whole.holds(span) else span,
        holder=holder.span if holder is not None else None,
        target=target.span,
        phrase=span,
        polarity=polarity,
        extractor=name,
        reason=reason,
        score=0.5,
    )


def _bond(found: Findings, noun: Token, name: str) -> StanceFound | None:
    """The "strategic partnership" between two, "our relationship" with one; a plain relation tells nothing."""
    own = regard(noun.lemma.lower(), "relation") or 0
    coloured = [q for c in noun.children if c.dep in {"amod", "compound"} and (q := _quality(c))]
    strongest = max(coloured, key=abs, default=own)
    polarity = own if own < 0 else max(own, strongest) if strongest >= 0 else strongest
    sides = [t for first in noun.after("between") for t in first.conjuncts()]
    if not sides:
        left = [t for t in noun.subtree() if t.start < noun.start and t.dep in BEFORE | {"conj"}]
        sides = [*sorted(left, key=lambda t: t.start), *noun.after("with", "to")]
    parties = [m for t in sides if (m := found.headed_by(t)) is not None]
    if not polarity or not parties or (len(parties) == 1 and noun.child("poss") is not None):
        return None
    holder, target = (parties[0], parties[1]) if len(parties) > 1 else (None, parties[0])
    return _made(name, holder, target, _words(noun), polarity, f"a relation between two: {noun.lemma}")


def _quality(modifier: Token) -> Polarity:
    return regard(modifier.lemma.lower(), "quality") or 0


def _adherent(found: Findings, noun: Token, name: str) -> StanceFound | None:
    """Somebody is a "critic of" somebody, a "supporter of", a "member of"."""
    target = next((m for t in noun.after(*LINKS) if (m := found.headed_by(t)) is not None), None)
    holder = _described(found, noun)
    polarity = regard(noun.lemma, "person") or 1
    if holder is None:
        return None
    return _made(name, holder, target, _words(noun), polarity, f"somebody is a {noun.lemma} of somebody")


def _described(found: Findings, noun: Token) -> Mention | None:
    """Who is said to be something: the subject of "is", or the one it stands in apposition to."""
    others = [noun.head] if noun.dep == "appos" else []
    if noun.dep == "attr":
        others += noun.head.kids("nsubj")
    others += noun.kids("appos")
    return next((m for t in others if (m := found.headed_by(t)) is not None), None)


def _condolence(found: Findings, noun: Token, name: str) -> StanceFound | None:
    """Who "offers condolences" to whom, or on whose loss."""
    verb = next((t for t in noun.ancestors() if t.is_verb), None)
    who = subject(verb) if verb is not None else None
    giver = noun.child("poss")
    sought = [*noun.after("to", "with")]
    if verb is not None:
        sought += [*verb.kids("dative"), *verb.after("to", "with")]
    target = next((m for t in sought for m in _within(found, t)), None)
    holder = found.headed_by(who) if who is not None else None
    if holder is None and giver is not None:
        holder = found.headed_by(giver)
    return _made(name, holder, target, _words(noun), 1, "condolences")


def _within(found: Findings, noun: Token) -> list[Mention]:
    """The mention of a noun or, where it is none, those in its phrase."""
    own = found.headed_by(noun)
    if own is not None:
        return [own]
    return [m for t in sorted(noun.subtree(), key=lambda t: t.start) if (m := found.headed_by(t)) is not None]


def _linked(found: Findings, word: Token, name: str) -> StanceFound | None:
    """Somebody "linked to", "allied with", "loyal to", "hostile to" somebody."""
    if word.pos == "VERB" and (word.tag != "VBN" or word.child("dobj") is not None):
        return None
    target = next((m for t in word.after("to", "with") if (m := found.headed_by(t)) is not None), None)
    who = undergoer(word) if word.pos == "VERB" else (word.head if word.dep == "amod" else subject(word.head))
    holder = found.headed_by(who) if who is not None else None
    if holder is None:
        return None
    words = [t for t in word.subtree() if t.start >= word.start]
    return _made(name, holder, target, words, regard(word.lemma, "quality") or 1, f"{word.lemma} to somebody")


def _stands(found: Findings, verb: Token, name: str) -> StanceFound | None:
    """The United States "stands with" the people of somewhere."""
    target = next((m for t in verb.after("with", "by") for m in _within(found, t)), None)
    who = subject(verb)
    holder = found.headed_by(who) if who is not None else None
    if holder is None or target is None:
        return None
    phrase = [t for t in clause(verb) if verb.start <= t.start < target.span.end]
    return _made(name, holder, target, phrase, 2, "stands with somebody")


def _words(noun: Token) -> list[Token]:
    """A noun phrase without clauses that are said of it, and what is coordinated with or apposed to it."""
    words = [noun]
    for child in noun.children:
        if child.dep not in {"conj", "cc", "appos", "relcl", "acl", "punct", "advcl"}:
            words += list(child.subtree())
    return words
