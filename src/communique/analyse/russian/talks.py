"""The call or meeting that a text reads out, and what it was about."""

from __future__ import annotations

from collections.abc import Iterator

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token, covering
from communique.analyse.russian.grammar import case, contiguous, phrase_tokens, preposition
from communique.analyse.russian.quotations import labels, speaker_of
from communique.analyse.russian.roles import Talk
from communique.lexicon.publishers import publishers_state
from communique.lexicon.russian.verbs import triggers
from communique.model import Mention, Span

# Words that carry a topic: "вопросы двусторонней повестки дня", "тема урегулирования", "ряд аспектов".
CARRYING = frozenset({"вопрос", "тема", "ряд", "аспект", "проблема", "тематика", "спектр", "перечень", "комплекс"})
PHONE = frozenset({"телефонный", "телефон"})
FIRST = 6  # sentences


def talk(parsed: Parsed, found: Findings) -> Talk | None:
    """The talk that the first sentences tell of, with its two parties; None where they tell of none.

    Only a text of an author's own, or of a state's publisher, is read as the account of one talk.
    """
    if not parsed.doc.authors and publishers_state(parsed.doc.publisher or "") is None:
        return None
    speaking = _speakers(parsed, found)
    for sentence in parsed.sentences[:FIRST]:
        tokens = sentence.tokens
        persons = [m for m in found.mentions if m.form == "name" and m.kind == "person" and sentence.span.holds(m.span)]
        modes = [
            one.mode
            for t in tokens
            for pos in ("noun", "verb")
            for one in triggers().get((t.lemma, pos), ())
            if one.type == "CONSULT"
        ]
        persons = speaking if len(persons) != 2 and speaking else persons
        if modes and len(persons) == 2:
            is_phone = any(t.lemma in PHONE for t in tokens)
            mode = "phone" if is_phone else next((m for m in modes if m), None)
            return Talk(tuple(m.span for m in persons), tuple(m.name for m in persons), mode)
    return None


def _speakers(parsed: Parsed, found: Findings) -> list[Mention]:
    """The two who speak in a transcript, by their fullest mentions."""
    full: dict[str, Mention] = {}
    for label, _ in labels(parsed.text):
        name = speaker_of(parsed.text[label.start : label.end])
        like = [m for m in found.mentions if m.form == "name" and m.kind == "person" and name in m.name]
        if like:
            full[name] = max(like, key=lambda m: (len(m.roles), len(m.name), -m.span.start))
    return list(full.values())


def topics(tokens: list[Token]) -> Iterator[Span]:
    """What was talked about: each coordinated noun with what hangs on it, less the words that only carry it."""
    for token in tokens:
        group = [t for t in token.conjuncts() if t.pos in {"NOUN", "PROPN"}]
        if token.lemma in CARRYING and len(group) > 1 and group[0].children:
            inner = _carried(token)
            if inner:
                yield from topics(inner)
                yield from topics_of(group[1:], group)
                continue
        yield from topics_of(group, group)


def topics_of(heads: list[Token], group: list[Token]) -> Iterator[Span]:
    """The topic of each of some coordinated nouns."""
    for head in heads:
        inner = _carried(head) if head.lemma in CARRYING else []
        if inner:
            yield from topics(inner)
            continue
        others = [t for t in group if t is not head]
        whole = contiguous(phrase_tokens(head, until=others), head)
        while whole and whole[-1].pos in {"CCONJ", "PUNCT", "ADV", "ADP"} and whole[-1].text not in {"»", ")"}:
            whole.pop()
        if whole:
            yield covering(whole)


def _carried(head: Token) -> list[Token]:
    """What a carrying word carries: its genitive, "связанные с …", "о …"."""
    genitive = [c for c in head.kids("nmod") if case(c) == "Gen" and preposition(c) == ""]
    if genitive and genitive[0].lemma in CARRYING:
        return genitive
    bound = [o for c in head.kids("acl", "amod") if c.lemma == "связать" for o in c.kids("obl")]
    about = [c for c in head.kids("nmod") if preposition(c) in {"о", "об", "по"}]
    return bound or about or genitive
