"""Where the content of a reporting verb stands: its clause, its object, or the noun after a preposition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from communique.analyse.parsed import Parsed, Sentence, Token, covering
from communique.analyse.russian.grammar import (
    NOUNS,
    case,
    contiguous,
    feature,
    is_passive,
    passive_subjects,
    phrase_tokens,
    preposition,
)
from communique.analyse.russian.roles import objects
from communique.model import Span

# Prepositions that belong to what is said: "поздравил с …", "высказался в поддержку …".
KEPT = frozenset({"с", "со", "в поддержка", "в польза", "против"})
WORDS = {"в поддержку": "в поддержка", "в пользу": "в польза"}
TRAILING = frozenset({"CCONJ", "PUNCT", "ADP", "SCONJ"})
EXCHANGING = frozenset({"обменяться", "обмениваться"})
SAID = frozenset({"поздравление", "приветствие", "любезность", "заявление", "упрек", "обвинение", "угроза"})
LEAST = 2  # tokens


class Content(msgspec.Struct, frozen=True):
    """Reported words, with the preposition that joins them to the verb where that is no part of them."""

    span: Span
    joint: Token | None


def contents(parsed: Parsed, verb: Token, places: Sequence[str]) -> Iterator[Content]:
    """The contents of a verb at the places that the word list names, the surest first."""
    if "clause" in places:
        yield from _clauses(parsed, verb)
    if "obj" in places:
        yield from _objects(parsed, verb)
    if "ins" in places:
        nouns = [c for c in verb.children if case(c) == "Ins" and c.pos in NOUNS and preposition(c) == ""]
        tokens = parsed.sentence_of(verb).tokens
        nouns = [n for n in nouns if verb.lemma not in EXCHANGING or n.lemma in SAID]
        yield from (Content(covering(_trimmed(_further(_phrase(n, verb), verb, tokens))), None) for n in nouns)
    for place in places:
        if place not in {"quote", "clause", "obj", "ins"}:
            yield from _after(parsed, verb, WORDS.get(place, place))


def _clauses(parsed: Parsed, verb: Token) -> Iterator[Content]:
    """ "… что", "в том, что", an infinitive."""
    tokens = parsed.sentence_of(verb).tokens
    at = verb.index - tokens[0].index
    for token in tokens[at + 1 :]:
        if (
            token.lemma in {"что", "чтобы", "будто"}
            and token.pos in {"SCONJ", "PRON", "ADV"}
            and token.start > verb.start
        ):
            yield _until_the_end(parsed, verb, token)
            return
        if (
            token.pos == "VERB"
            and feature(token, "VerbForm") in {"Fin", "Conv"}
            and token.dep not in {"acl:relcl", "acl"}
        ):
            break
    for child in verb.children:
        is_infinitive = feature(child, "VerbForm") == "Inf" and child.start > verb.start
        if is_infinitive and child.dep in {"xcomp", "csubj", "ccomp", "obj", "csubj:pass", "nsubj:pass"}:
            words = contiguous(sorted(_without_conjuncts(child), key=lambda t: t.start), child)
            yield Content(covering(_trimmed([t for t in words if t.start > verb.start])), None)
            return
        is_clause = child.dep in {"ccomp", "csubj", "csubj:pass"} and child.start > verb.start
        if is_clause and feature(child, "VerbForm") == "Fin":
            words = contiguous(sorted(child.subtree(), key=lambda t: t.start), child)
            trimmed = _trimmed([t for t in words if t.start > verb.start])
            if len(trimmed) >= LEAST:
                yield Content(covering(trimmed), None)
                return


def _without_conjuncts(infinitive: Token) -> Iterator[Token]:
    """An infinitive's subtree without finite verbs that the parser hung on it."""
    stack = [infinitive]
    while stack:
        token = stack.pop()
        yield token
        stack += [
            c
            for c in token.children
            if not (c.dep in {"conj", "parataxis"} and feature(c, "VerbForm") == "Fin" and token is infinitive)
        ]


def _until_the_end(parsed: Parsed, verb: Token, joint: Token) -> Content:
    """A clause from its conjunction to where the main clause goes on, mostly the sentence's end."""
    tokens = parsed.sentence_of(verb).tokens
    first = joint.index - tokens[0].index + 1
    rest = list(tokens[first:])
    ends = [
        n
        for n, t in enumerate(rest)
        if n > 2
        and t.pos == "VERB"
        and feature(t, "VerbForm") in {"Fin", "Conv"}
        and (t.head is verb and t.dep in {"conj", "parataxis", "advcl"})
    ]
    if ends:
        rest = rest[: _clause_start(rest, ends[0])]
    return Content(covering(_trimmed(rest) or [joint]), None)


def _clause_start(rest: Sequence[Token], verb: int) -> int:
    """Where the clause of a verb begins: after the comma or "и" before it."""
    at = verb
    while at > 0 and rest[at - 1].text != "," and rest[at - 1].lemma not in {"и", "а"}:
        at -= 1
    return at


def _objects(parsed: Parsed, verb: Token) -> Iterator[Content]:
    found = passive_subjects(verb) if is_passive(verb) or feature(verb, "Variant") == "Short" else objects(verb)
    nouns = [n for n in found if n.pos in NOUNS | {"ADJ"}]
    if not nouns:
        return
    first = nouns[0]
    words = _before_verb(contiguous(phrase_tokens(first, until=[verb]), first), verb)
    yield Content(covering(_trimmed(_further(words, verb, parsed.sentence_of(verb).tokens))), None)


def _further(words: list[Token], verb: Token, tokens: Sequence[Token]) -> list[Token]:
    """A phrase with what follows it up to where the main clause goes on, or the sentence ends."""
    if words[0].start < verb.start:
        return words
    after = [t for t in tokens if t.start > words[-1].start]
    for n, token in enumerate(after):
        if _goes_on(token, verb):
            return [*words, *after[: max(0, _clause_start(after, n))]] if n else words
    return [*words, *after]


def _goes_on(token: Token, verb: Token) -> bool:
    """Whether a verb goes on with the main clause: coordinated with the reporting verb, or a gerund beside it."""
    form = feature(token, "VerbForm")
    if token.pos not in {"VERB", "AUX"} or (form not in {"Fin", "Conv"} and feature(token, "Variant") != "Short"):
        return False
    if form == "Conv":
        return token.text.lower() not in {"включая", "учитывая", "исходя"}
    if _is_like(token, verb):
        return True
    is_beside = token.dep in {"conj", "parataxis", "root"} and (token.head is verb or token.head is token)
    return is_beside or verb.head is token


def _is_like(token: Token, verb: Token) -> bool:
    """Whether a verb in the past, right after "и" and with no subject, has all the reporting verb's endings."""
    if any(c.dep.startswith("nsubj") for c in token.children) or feature(token, "Tense") != "Past":
        return False
    after_and = any(c.dep == "cc" and c.lemma == "и" and c.index == token.index - 1 for c in token.children)
    return after_and and all(feature(token, f) == feature(verb, f) for f in ("Gender", "Number", "VerbForm", "Variant"))


def _before_verb(words: list[Token], verb: Token) -> list[Token]:
    """A phrase cut where the parser let it run over its verb."""
    if words[0].start < verb.start < words[-1].start:
        return [t for t in words if t.start > verb.start] or words
    return words


def _after(parsed: Parsed, verb: Token, place: str) -> Iterator[Content]:
    wanted = {"о": {"о", "об", "обо"}, "с": {"с", "со"}, "в": {"в", "во"}}.get(place, {place})
    below = [c for o in objects(verb) for one in o.conjuncts() for c in one.children]
    for child in [*verb.children, *below]:
        if child.dep not in {"obl", "nmod", "iobj"} or child.start < verb.start:
            continue
        joint = child.child("case")
        said = preposition(child)
        if said not in wanted and not (place.startswith("в ") and f"{said} {child.lemma}" == place):
            continue
        words = contiguous(phrase_tokens(child), child)
        if not words or child.lemma in {"то", "это"}:
            continue
        span = covering(_trimmed(_further(words, verb, parsed.sentence_of(verb).tokens)))
        if (place in KEPT or place.startswith("в ")) and joint is not None:
            yield Content(Span(joint.start, span.end), None)
        else:
            yield Content(span, joint)


def _phrase(noun: Token, verb: Token) -> list[Token]:
    return _before_verb(contiguous(phrase_tokens(noun), noun), verb)


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    """Without joining words and marks at either end."""
    found = list(tokens)
    while len(found) > 1 and found[-1].pos in TRAILING and found[-1].text not in {"»", ")", "”"}:
        found.pop()
    while len(found) > 1 and found[0].pos in {"PUNCT", "CCONJ"} and found[0].text not in {"«", "(", "“"}:
        found.pop(0)
    return found


def rest_of(sentence: Sentence, word: Token) -> Span | None:
    """A sentence without the parenthesis that a word heads: the longer side of it."""
    own = {t.index for t in word.subtree()}
    tokens = sentence.tokens
    before = [t for t in tokens if t.start < min(x.start for x in [word, *word.children])]
    if word.head is not word and word.head in list(word.subtree()):
        return None
    block = [n for n, t in enumerate(tokens) if t.index in own or t is word]
    first, last = block[0], block[-1]
    comma = next((n for n in range(tokens.index(word), len(tokens)) if tokens[n].text == ","), None)
    if first == 0 and comma is not None:
        last = max(comma, 0) if comma < last or last + 1 >= len(tokens) or tokens[last + 1].text == "," else comma
        left, right = [], _trimmed(tokens[last + 1 :])
    else:
        left, right = _trimmed(before), _trimmed(tokens[last + 1 :])
    side = max((left, right), key=len)
    return covering(side) if len(side) >= LEAST + 1 else None
