"""Whom a description means: "the president", "both sides", "the airline", "its neighbour"."""

from __future__ import annotations

import re

from communique.model import Document, Mention, Span
from communique.resolve.clusters import ARTICLE, Cluster, Clusters
from communique.resolve.discourse import Discourse, Meaning
from communique.resolve.taken_up import DEFINITE, NEAR, TakenUp

PAIR = re.compile(
    r"^(?:both|each|(?:the |these |our |their )?two|the (?:pair|duo)|"
    r"(?:(?:the|both|these|our|their|all)(?: two)?|two) (?:sides|leaders|presidents|parties|countries|nations|states|"
    r"ministers|foreign ministers|governments|neighbou?rs|diplomats|heads of state))$",
    re.I,
)
DUAL = re.compile(r"^(?:both|each|(?:the |these |our |their )?two)\b", re.I)
STATES = re.compile(r"\b(?:countries|nations|governments|states|neighbou?rs)$", re.I)
SIDES = re.compile(r"\b(?:sides|parties)$", re.I)
NEIGHBOUR = re.compile(r"\bneighbou?r(?:ing (?:nation|country|state))?$", re.I)
OWN_STATE = re.compile(r"^(?:this|our) (?:great )?(?:nation|country)$", re.I)
THEIR_STATE = re.compile(r"^(?:his|her) (?:own )?(?:country|nation|government)$", re.I)
PEOPLE = re.compile(r"\b(?:leaders|presidents|ministers|diplomats|heads of state)$", re.I)
THE_GOVERNMENT = re.compile(
    r"^the (?:(?:current|new|central|interim|transitional) )?(?:government|regime|authorities)$", re.I
)


class Descriptions:
    """Says whom descriptions mean; one that takes up nobody stands as a name of its own."""

    def __init__(self, doc: Document, clusters: Clusters, discourse: Discourse) -> None:
        self.doc, self.clusters, self.discourse = doc, clusters, discourse
        self.publishers_state: str | None = None
        self.state_told_of: str | None = None
        self.conversation: tuple[Span, ...] = ()
        self._own: dict[tuple[str, str], list[Cluster]] = {}

    def meaning(self, mention: Mention) -> Meaning:
        """Whom a description means, and why."""
        words = mention.shown or self.clusters.surface(mention)
        return (
            self._a_state(mention, words)
            or self._repeated_group(mention, words)
            or self._several(mention, words)
            or self._taken_up(mention, words)
            or self._itself(mention, words)
        )

    def _a_state(self, mention: Mention, words: str) -> Meaning | None:
        """ "The Sudanese government", "this nation" in a speaker's mouth, "its neighbour"."""
        if mention.kind == "state" and mention.country is not None:
            return Meaning((self._state(mention, mention.country),), "the government of a state", 0.9)
        if mention.kind == "state" and mention.countries:
            states = tuple(self.clusters.get(f"state:{code}", "state", code) for code in mention.countries)
            return Meaning(states, mention.reason, 0.7)
        if self.state_told_of is not None and THE_GOVERNMENT.match(words):
            return Meaning((self._state(mention, self.state_told_of),), "the government of the state told of", 0.5)
        if OWN_STATE.match(words):
            speakers = self.discourse.speaker(mention)
            if len(speakers) == 1 and speakers[0].country is not None:
                return Meaning((self._state(mention, speakers[0].country),), "the speaker's own state", 0.7)
        if THEIR_STATE.match(words):
            owner = self.discourse.headed(mention.span)
            if len(owner) == 1 and owner[0].country is not None:
                return Meaning((self._state(mention, owner[0].country),), "the state of whoever is meant", 0.6)
        if NEIGHBOUR.search(words):
            other = self._other_state(mention)
            if other is not None:
                return Meaning((other,), "the other state of the sentence", 0.6)
        return None

    def _state(self, mention: Mention, code: str) -> Cluster:
        cluster = self.clusters.get(f"state:{code}", "state", code)
        cluster.add(mention)
        return cluster

    def _other_state(self, mention: Mention) -> Cluster | None:
        """The second state of a sentence that speaks of "its neighbour"."""
        said = [s.who[0] for _, s in self.discourse.back_from(mention, sentences=0) if len(s.who) == 1]
        states = list(dict.fromkeys(c for c in said if c.kind == "state"))
        return states[1] if len(states) == 2 else None

    def _repeated_group(self, mention: Mention, words: str) -> Meaning | None:
        if not DEFINITE.match(words) or DUAL.match(words):
            return None
        repeated = self._repeated(mention, words)
        return Meaning((repeated,), "the same description", 0.7) if repeated is not None else None

    def _several(self, mention: Mention, words: str) -> Meaning | None:
        """ "Both sides", "the two leaders", "the countries"."""
        if not PAIR.match(words):
            return None
        kinds: frozenset[str] = frozenset({"person", "state"})
        if STATES.search(words) or PEOPLE.search(words):
            kinds = frozenset({"state" if STATES.search(words) else "person"})
        pair = self.pair(mention, kinds, sentences=6 if PEOPLE.search(words) else 2)
        if pair:
            return Meaning(pair, "the two last spoken of", 0.7)
        parties = self._two_parties(mention) if SIDES.search(words) else ()
        if parties:
            return Meaning(parties, "the two of the sentence before", 0.5)
        states = self._two_states() if STATES.search(words) or SIDES.search(words) else ()
        reason = "the two states that the text is about" if states else "no two whom it could mean"
        return Meaning(states, reason, 0.4 if states else 0.0)

    def pair(
        self, mention: Mention, kinds: frozenset[str] = frozenset({"person", "state"}), *, sentences: int = 2
    ) -> tuple[Cluster, ...]:
        """The last two of one kind spoken of within some sentences: Rubio and Lavrov in "Rubio met Lavrov"."""
        parties = self._parties() if mention.is_subject else ()
        if parties and parties[0].kind in kinds:
            return parties
        recent: list[Cluster] = []
        for _, spoken in self.discourse.back_from(mention, sentences=sentences):
            if len(spoken.who) == 2 and spoken.mention.form != "name":
                return spoken.who
            named = len(spoken.who) == 1 and bool(spoken.who[0].names)
            if named and spoken.who[0].kind in kinds and not spoken.who[0].is_plural:
                if spoken.who[0] not in recent:
                    recent.append(spoken.who[0])
                alike = [c for c in recent if c.kind == spoken.who[0].kind]
                if len(alike) == 2:
                    return (alike[1], alike[0])
        return ()

    def _two_parties(self, mention: Mention) -> tuple[Cluster, ...]:
        """The two named in a sentence just before that names no third: Israel and Hamas."""
        named: dict[int, dict[Cluster, None]] = {}
        for back, spoken in self.discourse.back_from(mention, sentences=NEAR):
            if spoken.mention.form == "name" and len(spoken.who) == 1:
                named.setdefault(back, {})[spoken.who[0]] = None
        pair = next((tuple(who) for _, who in sorted(named.items()) if len(who) > 1), ())
        return (pair[1], pair[0]) if len(pair) == 2 else ()

    def _parties(self) -> tuple[Cluster, ...]:
        """The parties of the call or meeting that the text is a readout of."""
        return tuple(dict.fromkeys(c for span in self.conversation for c in self.discourse.whom(span)))

    def _two_states(self) -> tuple[Cluster, ...]:
        """The two states most spoken of, if no third is named as often."""
        states = sorted((c for c in self.clusters.by_key.values() if c.kind == "state"), key=lambda c: -len(c.mentions))
        if len(states) < 2 or (len(states) > 2 and len(states[2].mentions) >= len(states[1].mentions)):
            return ()
        return tuple(states[:2])

    def _taken_up(self, mention: Mention, words: str) -> Meaning | None:
        states = (self.publishers_state, self.state_told_of)
        return TakenUp(self.doc, self.discourse, states).meaning(mention, words)

    def _itself(self, mention: Mention, words: str) -> Meaning:
        """A description that stands as the name, joined to an earlier one that it repeats or shortens."""
        repeated = self._repeated(mention, words)
        if repeated is not None:
            return Meaning((repeated,), "the same description", 0.7)
        folded = ARTICLE.sub("", words).casefold()
        kind = mention.kind or "group"
        cluster = self.clusters.get(f"said:{folded}", kind, mention.country)
        cluster.add(mention)
        for word in {folded.split()[-1], folded.split(" of ")[0].split()[-1]}:
            self._own.setdefault((kind, word), []).append(cluster)
        return Meaning((cluster,), mention.reason, mention.score)

    def _repeated(self, mention: Mention, words: str) -> Cluster | None:
        """An actor so described before: "several foreign ministers", then "the foreign ministers"."""
        folded = ARTICLE.sub("", words).casefold()
        kind = mention.kind or "group"
        for cluster in self._own.get((kind, folded.split()[-1]), ()):
            name = cluster.key.removeprefix("said:")
            is_shorter = name.startswith(folded + " of ") or (name.endswith(" " + folded) and kind != "person")
            is_told_later = kind == "government" and folded.endswith(" " + name) and cluster.country is None
            if (
                name == folded or is_shorter or (is_told_later and " " not in name)
            ):  # "officials", then "German officials"
                cluster.add(mention)
                return cluster
        return None
