"""How one actor regards another: "views X as", "called X a", "X, a wonderful man", "our allies"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.analyse.clauses import clause, is_negated, subject, trimmed
from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token, covering
from communique.analyse.relations import relations
from communique.lexicon.classes import word_class
from communique.lexicon.regard import Polarity, regard
from communique.model import Finding, Mention, StanceFound

NEGATING = frozenset({"no", "not", "never", "neither", "nor", "hardly", "scarcely", "n't"})


class Stances:
    """Finds views of somebody and relations between two, with the words that tell them."""

    name = "stances/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:
        """Yield the stances that patterns tell, then those of a word of relation elsewhere."""
        told = list(self._told(parsed, found))
        yield from told
        for one in relations(parsed, found, self.name):
            if not any(one.phrase.meets(t.phrase) for t in told):
                yield one

    def _told(self, parsed: Parsed, found: Findings) -> Iterator[StanceFound]:
        for token in parsed.tokens:
            if token.is_verb and token.lemma in word_class("viewing"):
                yield from self._views(found, token)
            if token.is_verb and token.lemma in word_class("becoming"):
                yield from self._is(found, token)
            if token.pos in {"NOUN", "PROPN"}:
                yield from self._apposed(found, token)
                yield from self._owned(found, token)

    def _made(
        self,
        holder: Mention | None,
        target: Mention | None,
        phrase: list[Token],
        polarity: Polarity,
        evidence: list[Token],
        reason: str,
    ) -> Iterator[StanceFound]:
        if _is_denied(phrase):
            return
        span, whole = trimmed(phrase), trimmed(evidence)
        if span is None or whole is None or (holder is not None and target is not None and holder.span == target.span):
            return
        yield StanceFound(
            span=whole if whole.holds(span) else span,
            holder=holder.span if holder else None,
            target=target.span if target else None,
            phrase=span,
            polarity=polarity,
            extractor=self.name,
            reason=reason,
            score=0.6,
        )

    def _views(self, found: Findings, verb: Token) -> Iterator[StanceFound]:
        """Norway views the admiral as a "hard rival" and a "foe"."""
        seen, said = _seen_as(verb)
        holder_token = subject(verb)
        if seen is None or not said:
            return
        holder = found.mention_of(holder_token) if holder_token is not None else None
        for target_token in seen.conjuncts():
            target = found.headed_by(target_token)
            if target is None:
                continue
            for first in said:
                for view in first.conjuncts():
                    polarity = _polarity(view)
                    if polarity is not None:
                        yield from self._made(
                            holder, target, _phrase(view), polarity, clause(verb), f"{verb.lemma} … as"
                        )

    def _is(self, found: Findings, verb: Token) -> Iterator[StanceFound]:
        """Putin is a dictator. Our relations have never been worse."""
        named = verb.child("nsubj")
        if named is None:
            return
        told = verb.child("attr", "acomp", "oprd")
        between = _parties(named)
        if regard(named.lemma, "relation") is not None and told is not None:
            parties = [m for t in between if (m := found.headed_by(t)) is not None]
            polarity = _polarity(told)
            if polarity and parties:
                other = parties[1] if len(parties) > 1 else None
                yield from self._made(parties[0], other, _phrase(told), polarity, clause(verb), "a relation is judged")
            return
        target = found.headed_by(named)
        if told is None or told.dep != "attr" or target is None or (target.form == "pronoun" and target.name == "it"):
            return
        polarity = _polarity(told)
        is_said_of_somebody = regard(told.lemma, "person") is not None
        owner = told.child("poss")
        holder = found.headed_by(owner) if owner is not None else None
        if polarity and is_said_of_somebody and holder is not None:  # "Serbia is Hungary's ally"
            yield from self._made(holder, target, _phrase(told), polarity, clause(verb), "somebody is somebody's")
        elif polarity and is_said_of_somebody and owner is None:
            yield from self._made(None, target, _phrase(told), polarity, clause(verb), "somebody is called something")

    def _apposed(self, found: Findings, token: Token) -> Iterator[StanceFound]:
        """The release of Jan Moe, a brave man."""
        target = found.headed_by(token)
        if target is None or target.form != "name":
            return
        for other in token.kids("appos"):
            polarity = _polarity(other)
            if polarity and any(c.dep == "amod" and regard(c.lemma, "quality") is not None for c in other.children):
                phrase = list(_phrase(other))
                yield from self._made(
                    None,
                    target,
                    phrase,
                    polarity,
                    [*_phrase(token), *phrase],
                    "praise or insult in apposition",
                )

    def _owned(self, found: Findings, token: Token) -> Iterator[StanceFound]:
        """Our allies and partners; my friend, Minister Jaishankar; Iran's ally Syria."""
        owner = token.child("poss") or next((h.child("poss") for h in [token.head] if token.dep == "conj"), None)
        polarity = regard(token.lemma, "person")
        if (
            token.dep == "attr"
            or owner is None
            or not polarity
            or token.lemma in {"leader", "counterpart", "challenge", "problem", "critic"}
        ):
            return
        holder = found.headed_by(owner)
        if holder is None:
            return
        base = token.head if token.dep == "conj" else token
        apposed = [
            a
            for a in [
                *base.kids("appos"),
                *token.kids("appos"),
                *([base.head] if base.dep in {"appos", "compound"} else []),
            ]
            if (m := found.headed_by(a)) is not None and m.form == "name"
        ]
        named = [m for t in token.after("include", "as", "like", "in") if (m := found.headed_by(t)) is not None]
        target = found.headed_by(apposed[0]) if apposed else found.named_at(token.end + 1) or next(iter(named), None)
        target = target or found.headed_by(token)
        if target is None or (target.form == "nominal" and target.is_plural):
            return  # "our partners around the world"
        yield from self._made(
            holder, target, _phrase(token), polarity, _phrase(token), f"a word of relation: {token.lemma}"
        )


def _is_denied(phrase: list[Token]) -> bool:
    """Whether a view is negated or put in others' mouths: "is not a dictator", "no friend", "those who say he is …"."""
    if any(t.lemma in NEGATING for t in phrase):
        return True
    head = min(phrase, key=lambda t: sum(1 for _ in t.ancestors()))
    for above in [head, *head.ancestors()]:
        if above.is_verb:
            is_topped = any(c.lemma == "never" for c in above.children) and any(t.tag in {"JJR", "RBR"} for t in phrase)
            if not is_topped and (is_negated(above) or any(c.lemma in NEGATING for c in above.children)):
                return True  # but "never been worse" says how bad it is
            if above.dep == "relcl" and above.head.lemma in {"those", "anyone", "who", "people"}:
                return True
    return False


def _seen_as(verb: Token) -> tuple[Token | None, list[Token]]:
    """Who is seen and as what: "views him as a rival", "considers him a rival", "brands him a rival"."""
    judged = verb.child("ccomp")
    if judged is not None and judged.pos in {"NOUN", "PROPN", "ADJ"} and judged.child("nsubj") is not None:
        return judged.child("nsubj"), [judged]
    objects = verb.kids("dobj")
    if not objects:
        return None, []
    seen = objects[0]
    said = [
        c
        for p in [*verb.children, *seen.children]
        if p.dep == "prep" and p.lemma == "as"
        for c in p.children
        if c.dep in {"pobj", "amod", "pcomp"}
    ]
    if said:  # "as a hard rival, at times a foe"
        said += [c for p in verb.kids("prep") if p.lemma == "at" for c in p.kids("pobj") if regard(c.lemma, "person")]
    return seen, said + verb.kids("oprd") + objects[1:]


def _polarity(word: Token) -> Polarity | None:
    """The polarity of a phrase: that of its noun, sharpened or given by its adjectives."""
    own = regard(word.lemma, "person")
    if own is None:
        own = regard(word.lemma, "relation")
    if own is None:
        own = regard(word.lemma, "quality") or regard(word.text.lower(), "quality")
    qualities = [
        q for c in word.children if c.dep in {"amod", "compound", "advmod"} and (q := regard(c.lemma, "quality"))
    ]
    if own:
        return own
    return qualities[0] if qualities else None


def _phrase(head: Token) -> list[Token]:
    """A noun phrase without what is coordinated with it, apposed to it or said of it in a clause."""
    words = [head]
    for child in head.children:
        if child.dep in {"conj", "cc", "appos", "relcl", "punct", "advcl", "mark"} and child.text not in {
            '"',
            "“",
            "”",
        }:
            continue
        words += list(child.subtree())
    span = covering(words)
    return [t for t in words if span.start <= t.start]


def _parties(noun: Token) -> list[Token]:
    """The two that a relation is between: "relations between Iran and Iraq", "our relations with Iran"."""
    found = [t for first in noun.after("between") for t in first.conjuncts()]
    owner = noun.child("poss")
    return found or [*([owner] if owner is not None else []), *noun.after("with")]
