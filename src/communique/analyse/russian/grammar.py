"""Case, gender and number of words, prepositions, the extent of phrases, and phrases put into the nominative."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.analyse.engine.russian import inflected
from communique.analyse.parsed import Parsed, Token, covering
from communique.model import Span

NOUNS = frozenset({"NOUN", "PROPN"})


def feature(token: Token, name: str) -> str:
    """A token's feature, empty where it has none: `feature(token, "Case")` is "Gen"."""
    for pair in token.tag.split("|"):
        key, _, value = pair.partition("=")
        if key == name:
            return value
    return ""


def case(token: Token) -> str:
    """A token's case: Nom, Gen, Dat, Acc, Ins or Loc; empty for none."""
    return feature(token, "Case")


def is_plural(token: Token) -> bool:
    """Whether a token is in the plural."""
    return feature(token, "Number") == "Plur"


def preposition(token: Token) -> str:
    """The preposition before a noun with what belongs to it: "в ходе", "с"; empty for none."""
    word = next((c for c in token.children if c.dep == "case"), None)
    if word is None:
        return ""
    return " ".join([word.lemma, *(c.lemma for c in sorted(word.kids("fixed"), key=lambda t: t.start))])


def is_participle(token: Token) -> bool:
    """Whether a verb is a participle."""
    return feature(token, "VerbForm") == "Part"


def is_short(token: Token) -> bool:
    """Whether a participle is a short one, and so says what was done: "подчёркнут"."""
    return feature(token, "Variant") == "Short"


def is_negated(token: Token) -> bool:
    """Whether "не" or "нет" stands before a word."""
    return any(c.lemma in {"не", "ни", "нет"} for c in token.children)


def is_passive(token: Token) -> bool:
    """Whether a verb has its object as its subject."""
    return feature(token, "Voice") == "Pass" or any(c.dep == "nsubj:pass" for c in token.children)


def subjects(verb: Token) -> list[Token]:
    """The subjects of a verb with what is coordinated with them, its head's where it shares them."""
    own = [c for c in verb.children if c.dep in {"nsubj", "csubj"}]
    at = verb
    while (
        not own
        and at.dep in {"conj", "xcomp", "advcl", "parataxis", "ccomp"}
        and at.head is not at
        and not _has_passive(at)
    ):
        at = at.head
        own = [c for c in at.children if c.dep in {"nsubj", "csubj"}]
    return [one for subject in own for one in subject.conjuncts()]


def _has_passive(verb: Token) -> bool:
    return any(c.dep == "nsubj:pass" for c in verb.children) or (is_short(verb) and feature(verb, "Voice") == "Pass")


def passive_subjects(verb: Token) -> list[Token]:
    """What a passive was done to."""
    own = [c for c in verb.children if c.dep == "nsubj:pass"]
    if not own and is_passive(verb):
        own = [c for c in verb.children if c.dep == "nsubj"]
    if not own and verb.dep == "conj" and is_passive(verb):
        return passive_subjects(verb.head) if is_passive(verb.head) else []
    return [one for subject in own for one in subject.conjuncts()]


def phrase_tokens(head: Token, *, until: Iterable[Token] = ()) -> list[Token]:
    """A noun and all that hangs on it, in the text's order, its own preposition and joining words left out."""
    stop = set(until)
    found = []
    stack = [head]
    while stack:
        token = stack.pop()
        found.append(token)
        for child in token.children:
            if child in stop or (token is head and child.dep in {"case", "cc", "mark"}):
                continue
            if token is head and child.dep == "punct" and child.start < head.start:
                continue
            stack.append(child)
    found.sort(key=lambda t: t.start)
    while found and found[-1].pos == "PUNCT" and found[-1].text not in {"»", "”", ")"}:
        found.pop()
    while found and found[0].pos == "PUNCT" and found[0].text not in {"«", "“", "("}:
        found.pop(0)
    return found


def phrase(head: Token, *, until: Iterable[Token] = ()) -> Span:
    """The span of a noun and all that hangs on it."""
    return covering(phrase_tokens(head, until=until) or [head])


def modifiers(noun: Token) -> list[Token]:
    """The adjectives that agree with a noun."""
    return [c for c in noun.children if c.dep in {"amod", "det", "nummod"} and c.pos in {"ADJ", "DET", "VERB", "NUM"}]


def in_nominative(parsed: Parsed, tokens: Sequence[Token], head: Token) -> str:
    """A phrase with its head and what agrees with it in the nominative: "индийских граждан" -> "индийские граждане".

    Numbers are left out: who is meant stays the same, two or twenty.
    """
    agreeing = {head, *_agreeing(head)}
    words = []
    counts = {t for t in tokens if t.pos == "NUM" and t.dep.startswith("nummod") and t.lemma != "оба"}
    kept = [t for t in tokens if t not in counts]
    last_end = kept[0].start
    for token in kept:
        words.append(parsed.text[last_end : token.start])
        changed = None
        if token in agreeing and case(head) not in {"", "Nom"} and case(token) == case(head):
            number = "plur" if is_plural(head) else "sing"
            changed = inflected(token.text, token.tag, number=number) or inflected(token.text, token.tag)
        words.append(changed or token.text)
        last_end = token.end
    return " ".join("".join(words).split())


def _agreeing(noun: Token) -> Iterator[Token]:
    for one in modifiers(noun):
        yield from one.conjuncts()


def contiguous(tokens: Sequence[Token], around: Token) -> list[Token]:
    """Of tokens in the text's order, those that stand in one row with one of them."""
    at = next(n for n, t in enumerate(tokens) if t is around)
    first = last = at
    while first > 0 and tokens[first].index - tokens[first - 1].index == 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].index - tokens[last].index == 1:
        last += 1
    return list(tokens[first : last + 1])
