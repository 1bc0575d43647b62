"""Whom names, pronouns and descriptions mean; every judgement has a reason and a score, or abstains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from communique.model import Antecedent, Document, Judgement, Mention, Span
from communique.resolve.clusters import Cluster, Clusters
from communique.resolve.descriptions import Descriptions
from communique.resolve.discourse import FIRST, FIRST_PLURAL, Discourse, Meaning

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
YOU = frozenset({"you", "your", "yours", "yourself", "yourselves"})
LOOK_BACK = 4  # sentences
LINKED = 0.4  # the least chance of an actor that a pronoun is linked to
NOBODY = Meaning((), "nobody near whom it could mean", 0.0)


class Coreference:
    """Goes through a text's mentions in order and says whom each means."""

    def __init__(
        self,
        doc: Document,
        clusters: Clusters,
        discourse: Discourse,
        author: tuple[Cluster, ...],
        links: Mapping[Span, tuple[Antecedent, ...]],
    ) -> None:
        self.doc, self.clusters, self.discourse, self.author, self.links = doc, clusters, discourse, author, links
        self.descriptions = Descriptions(doc, clusters, discourse)

    def judge(self, mentions: Iterable[Mention], placed: dict[Mention, Cluster]) -> list[Judgement]:
        """A judgement for every mention: names first, then what is said outside quotations, then inside them."""
        ordered = sorted(mentions, key=lambda m: m.span)
        for mention in ordered:
            if mention in placed:
                self.discourse.remember(mention, (placed[mention],))
        quoted = [m for m in ordered if self.discourse.speech(m) is not None]
        inside = {m.span for m in quoted}
        outside = [m for m in ordered if m.span not in inside]
        return [self._judge(mention) for mention in [*outside, *quoted]]

    def _judge(self, mention: Mention) -> Judgement:
        meaning = self._meaning(mention)
        if meaning.who and mention.form != "name":
            self.discourse.remember(mention, meaning.who)
        keys = tuple(cluster.key for cluster in meaning.who)
        return Judgement(mention=mention.span, actors=keys, reason=meaning.reason, score=meaning.score)

    def _meaning(self, mention: Mention) -> Meaning:
        if mention.form == "name":
            who = self.discourse.whom(mention.span)
            return Meaning(who, mention.reason if who else "a name of unknown kind", mention.score)
        if mention.members:
            return self._other_words_for(mention)
        return self.descriptions.meaning(mention) if mention.form == "nominal" else self._pronoun(mention)

    def _other_words_for(self, mention: Mention) -> Meaning:
        """Whom an apposition or a relative pronoun means: the one it is said of."""
        who = tuple(dict.fromkeys(c for head in mention.members for c in self.discourse.headed(head)))
        for cluster in who if mention.form == "nominal" and len(who) == 1 else ():
            cluster.add(mention)
        if len(mention.countries) == len(who) > 1:
            for cluster, country in zip(who, mention.countries, strict=True):
                if cluster.country is None:
                    cluster.country, cluster.country_reason = country, "named in the order of the states"
        reason = "relative clause" if mention.form == "pronoun" else "apposition"
        return Meaning(who, reason, 0.9 if who else 0.0)

    def _pronoun(self, mention: Mention) -> Meaning:
        word = mention.name
        if word in FIRST or word in FIRST_PLURAL:
            return self._first_person(mention)
        if word in HE | SHE:
            gender = "he" if word in HE else "she"
            return self._recent(
                mention,
                lambda c: c.kind == "person" and not c.is_plural and c.gender in {gender, None},
                "the person last spoken of",
            )
        if word in THEY:
            return self._they(mention)
        if word in IT:
            return self._recent(mention, lambda c: c.kind != "person" and not c.is_plural, "the body last spoken of")
        if word in YOU:
            return self._linked(mention, lambda c: c.kind != "state", self.discourse.speaker(mention))
        return Meaning((), "pronoun left alone", 0.0)

    def _first_person(self, mention: Mention) -> Meaning:
        """The speaker in a quotation; elsewhere the author, or for "we" the author's state."""
        if self.discourse.speech(mention) is not None:
            return Meaning(self.discourse.speaker(mention), "first person of the quoted speaker", 0.9)
        if not self.author:
            linked = self._linked(mention, lambda c: True, ())  # noqa: ARG005
            return linked if linked.who else Meaning((), "first person without a known author", 0.0)
        if mention.name in FIRST_PLURAL and not self._is_own_account():
            codes = [c.country for c in self.author if c.country is not None]
            states = tuple(self.clusters.get(f"state:{code}", "state", code) for code in codes)
            return Meaning(states or self.author, "first person plural of the author", 0.7)
        return Meaning(self.author, "first person of the author", 0.95)

    def _is_own_account(self) -> bool:
        """Whether the author publishes under the own name, as leaders post: then "we" is no state."""
        publisher = (self.doc.publisher or "").casefold()
        return any(
            name.split()[-1].casefold() in publisher for c in self.author if c.kind == "person" for name in c.names
        )

    def _they(self, mention: Mention) -> Meaning:
        group = self._recent(mention, lambda c: c.is_plural, "the group last spoken of")
        if group.who:
            return group
        pair = self.descriptions.pair(mention)
        if pair:
            return Meaning(pair, "the two last spoken of", 0.6)
        return self._recent(mention, lambda c: c.kind not in {"person", "state"}, "the body last spoken of")

    def _linked(self, mention: Mention, fits: Callable[[Cluster], bool], not_meant: tuple[Cluster, ...]) -> Meaning:
        """The actor that the encoder links a pronoun to, its mentions' chances taken together."""
        chances: dict[tuple[str, ...], float] = {}
        meant: dict[tuple[str, ...], tuple[Cluster, ...]] = {}
        for one in self.links.get(mention.span, ()):
            who = self.discourse.whom(one.mention)
            key = tuple(c.key for c in who)
            if who and not set(who) & set(not_meant) and (len(who) > 1 or fits(who[0])):
                chances[key] = chances.get(key, 0) + one.chance
                meant[key] = who
        best = max(chances, key=lambda key: chances[key], default=None)
        if best is None or chances[best] < LINKED:
            return NOBODY
        return Meaning(meant[best], "the encoder's link", round(chances[best], 2))

    def _recent(self, mention: Mention, fits: Callable[[Cluster], bool], reason: str) -> Meaning:
        """The last fitting actor spoken of, a subject before others, within a few sentences; never the speaker."""
        not_meant = self._not_meant(mention)
        linked = self._linked(mention, fits, not_meant)
        if linked.who:
            return linked
        best: tuple[float, Cluster] | None = None
        is_outside = self.discourse.speech(mention) is None
        own_words = self.discourse.said_by(mention)
        for distance, (back, spoken) in enumerate(self.discourse.back_from(mention, sentences=LOOK_BACK)):
            if is_outside and self.discourse.speech(spoken.mention) is not None:
                continue  # who is named in a quotation is not who "she" is that speaks it
            if own_words is not None and own_words.holds(spoken.mention.span):
                continue  # nor is who is named in what "she" said
            if len(spoken.who) == 1 and spoken.who[0] not in not_meant and fits(spoken.who[0]):
                rank = -3.0 * back + (2.0 if spoken.mention.is_subject else 0.0) - 0.05 * distance
                rank += 1.5 if spoken.who[0].names else 0.0
                if best is None or rank > best[0]:
                    best = (rank, spoken.who[0])
        return Meaning((best[1],), reason, 0.6) if best is not None else NOBODY

    def _not_meant(self, mention: Mention) -> tuple[Cluster, ...]:
        """Whom a third person can't mean: the speaker or author, and for an object the subject just before it."""
        speaker = self.discourse.speaker(mention)
        if self.discourse.speech(mention) is None:
            speaker = tuple(a for a in self.author if a.kind == "person")
        if mention.name not in {"him", "them"}:
            return speaker
        subjects = (s.who for back, s in self.discourse.back_from(mention, sentences=0) if s.mention.is_subject)
        return speaker + next(subjects, ())
