"""Mistakes that the Russian parser often makes, put right before anything is read off the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.analyse.parsed import Token

NOUNS = frozenset({"NOUN", "PROPN"})
BETWEEN = frozenset({"ADJ", "DET", "NUM", "ADV", "PART", "VERB"})
REACH = 8  # tokens


def mend(tokens: Sequence[Token], is_short_participle: frozenset[int]) -> None:
    """Mend a sentence's tree; short participles are told by their indices.

    "Подчёркнут настрой", "констатирован высокий уровень": the parser takes the participle for an adjective and loses
    what was stressed.
    """
    for place, token in enumerate(tokens):
        if token.index not in is_short_participle:
            continue
        if token.pos != "VERB" or "Variant=Short" not in token.tag:
            token.pos = "VERB"
            gender = next((part for part in token.tag.split("|") if part.startswith("Gender=")), "")
            token.tag = "|".join(p for p in (gender, "Variant=Short", "VerbForm=Part", "Voice=Pass") if p)
        if token.dep == "amod" and token.head.pos in NOUNS:
            _put_above(token, token.head)
        elif not any(c.dep in {"nsubj:pass", "csubj:pass", "csubj", "ccomp"} for c in token.children):
            noun = next(_stressed(tokens, place), None)
            if noun is not None:
                _put_above(token, noun)


def _stressed(tokens: Sequence[Token], place: int) -> Iterator[Token]:
    """The noun after a participle, with nothing but what belongs to it between."""
    for token in tokens[place + 1 : place + 1 + REACH]:
        if token.pos in NOUNS:
            if any(case in token.tag for case in ("Case=Nom", "Case=Acc")) and not _has_preposition(token):
                yield token
            return
        if token.pos not in BETWEEN or (token.pos == "VERB" and "Case=" not in token.tag):
            return


def _has_preposition(token: Token) -> bool:
    return any(c.dep == "case" for c in token.children)


def _put_above(verb: Token, noun: Token) -> None:
    """Hang a noun on a participle as its subject, the participle taking its place where it hung below the noun."""
    if verb in set(noun.subtree()):
        top = noun.head
        is_root = top is noun
        _move(verb, verb if is_root else top, "root" if is_root else noun.dep)
    _move(noun, verb, "nsubj:pass")
    noun.tag = noun.tag.replace("Case=Acc", "Case=Nom")


def _move(token: Token, head: Token, dep: str) -> None:
    if token in token.head.children:
        token.head.children.remove(token)
    token.head, token.dep = head, dep
    if head is not token:
        head.children.append(token)
