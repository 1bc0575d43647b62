"""Mends of what the small parser often gets wrong in reporting prose, by agreement of tense."""

from __future__ import annotations

from communique.analyse.parsed import Token

PRESENT = frozenset({"VBZ", "VBP"})


def mend(tokens: list[Token]) -> None:
    """Reattach verbs that the tree hangs too deep; done once, before anybody reads the tree."""
    for token in tokens:
        if token.dep == "conj" and token.tag == "VBD" and token.child("nsubj", "nsubjpass", "aux") is None:
            _raise_past(token)


def _raise_past(verb: Token) -> None:
    """In "reiterated that Russia has … and emphasized the need", "emphasized" belongs beside "reiterated"."""
    if verb.head.tag not in PRESENT or verb.head.child("aux") is not None:
        return
    above = next((a for a in verb.head.ancestors() if a.is_verb and a.tag == "VBD"), None)
    if above is not None:
        verb.head.children.remove(verb)
        verb.head = above
        above.children.append(verb)
