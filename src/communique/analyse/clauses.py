"""Who does what in a clause: subjects shared or left out, agents of passives, objects, negation and mood."""

from __future__ import annotations

from communique.analyse.parsed import Token, covering
from communique.lexicon.classes import word_class
from communique.model import Span

SUBJECT = ("nsubj", "nsubjpass", "csubj")
# Of these the object does what the infinitive says ("urged Iran to release"), of all others the subject.


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive: "was released", "(those) detained by police"."""
    if verb.child("nsubjpass", "auxpass") is not None:
        return True
    if (
        verb.dep == "conj"
        and verb.tag == "VBN"
        and verb.child("nsubj", "aux", "dobj") is None
        and verb.head.tag == "VBN"
    ):
        return is_passive(verb.head)  # "had been arrested and sentenced"
    return verb.tag == "VBN" and verb.dep in {"acl", "amod", "advcl"} and verb.child("aux") is None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject of a verb, also where it shares or inherits one: in "vowed to act", of "act"."""
    own = verb.child(*SUBJECT)
    if own is not None:
        return own
    if depth > 6 or verb.head is verb:
        return None
    head = verb.head
    if verb.dep == "acl" and "to" in helpers(verb):  # "plans to withdraw": whoever has the plans
        return subject_of_noun(head, depth + 1)
    if verb.dep in {"relcl", "acl"} and not head.is_verb:
        return head
    if verb.dep in {"xcomp", "ccomp"} and head.lemma in word_class("object control") and not _is_bare_passive(head):
        controlled = head.child("dobj", "dative") or next(head.after("on", "for", "upon"), None)
        if controlled is not None:
            return controlled
    if verb.dep == "pcomp" and head.lemma == "for" and head.head.lemma in word_class("thanking"):
        return undergoer(head.head)
    if verb.dep == "pcomp":
        return subject_of_noun(head.head, depth + 1)
    if verb.dep in {"conj", "xcomp", "advcl", "ccomp", "prep"}:
        return subject(head, depth + 1) if head.is_verb else subject_of_noun(head, depth + 1)
    if verb.dep in {"acl", "amod"}:
        return head
    return None


def _is_bare_passive(verb: Token) -> bool:
    return verb.child("nsubjpass") is not None


def subject_of_noun(noun: Token, depth: int = 0) -> Token | None:
    """Who does what a noun with an infinitive or gerund speaks of: "Iran's promise to …", "… by saying"."""
    if noun.is_verb:
        return subject(noun, depth)
    owner = noun.child("poss")
    if owner is not None:
        return owner
    verb = next((a for a in noun.ancestors() if a.is_verb), None)
    return subject(verb, depth) if verb is not None and depth < 6 else None


def doer(verb: Token) -> Token | None:
    """Who does it: the subject, or in the passive the agent after "by"."""
    if is_passive(verb):
        return next((n for n in verb.after("by")), None)
    return subject(verb)


def undergoer(verb: Token) -> Token | None:
    """Whom it is done to: the object, or in the passive the subject."""
    if is_passive(verb):
        own = verb.child("nsubjpass")
        return own if own is not None else (subject(verb) or (verb.head if verb.dep in {"acl", "amod"} else None))
    return verb.child("dobj", "dative")


def is_negated(verb: Token) -> bool:
    """Whether a verb is negated: "did not pay", "never met", "no dates had been agreed"."""
    if any(c.dep == "neg" or c.lemma in {"never", "neither", "nor"} for c in verb.children):
        return True
    named = verb.child("nsubjpass", "nsubj", "dobj")
    return named is not None and any(c.dep in {"det", "neg"} and c.lemma in {"no", "neither"} for c in named.children)


def helpers(verb: Token) -> frozenset[str]:
    """The auxiliaries of a verb, lower case: "will", "have", "would"."""
    return frozenset(c.text.lower() for c in verb.children if c.dep in {"aux", "auxpass"})


def is_conditional(verb: Token) -> bool:
    """Whether the clause holds only if something else does, or is itself the condition."""
    for child in verb.children:
        if child.dep == "advcl" and any(
            c.dep == "mark" and c.lemma in {"if", "unless", "provided"} for c in child.children
        ):
            return True
    return any(c.dep == "mark" and c.lemma in {"if", "unless"} for c in verb.children)


def clause(verb: Token) -> list[Token]:
    """The words of a verb's own clause in order: what is coordinated with it and looser remarks left out."""
    kept = [verb]
    for child in verb.children:
        if child.dep in {"conj", "cc", "parataxis"} or (child.dep == "ccomp" and child.start < verb.start):
            continue
        kept += list(child.subtree())
    return sorted(kept, key=lambda t: t.start)


def trimmed(tokens: list[Token]) -> Span | None:
    """The span of some tokens without punctuation at its ends, quotation marks kept where both are inside."""
    kept = sorted(tokens, key=lambda t: t.start)
    while kept and _is_loose(kept[-1], kept):
        kept = kept[:-1]
    while kept and _is_loose(kept[0], kept):
        kept = kept[1:]
    return covering(kept) if kept else None


def _is_loose(mark: Token, tokens: list[Token]) -> bool:
    if mark.pos != "PUNCT" and mark.dep != "cc":
        return False
    if mark.text in {'"', "“", "”", "«", "»"}:
        return sum(t.text in {'"', "“", "”", "«", "»"} for t in tokens) % 2 == 1
    return mark.text not in {")", "]", "(", "["} or sum(t.text in "()[]" for t in tokens) % 2 == 1
