"""Whom names, pronouns and descriptions mean; every judgement has a reason and a score, or abstains."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import Document, Judgement, Mention
from communique.resolve.clusters import ARTICLE, Cluster, Clusters
from communique.resolve.descriptions import Descriptions
from communique.resolve.discourse import Discourse, Meaning
from communique.resolve.pronouns import Pronouns


class Coreference:
    """Goes through a text's mentions in order and says whom each means."""

    def __init__(
        self,
        doc: Document,
        clusters: Clusters,
        discourse: Discourse,
        author: tuple[Cluster, ...],
    ) -> None:
        self.discourse = discourse
        self.descriptions = Descriptions(doc, clusters, discourse)
        self.pronouns = Pronouns(doc, clusters, discourse, author, self.descriptions)

    def judge(self, mentions: Iterable[Mention], placed: dict[Mention, Cluster]) -> list[Judgement]:
        """A judgement for every mention: names first, then what is said outside quotations, then inside them."""
        ordered = sorted(mentions, key=lambda m: m.span)
        for mention in ordered:
            if mention in placed:
                self.discourse.remember(mention, (placed[mention],))
            elif mention.form == "name":
                self.discourse.name_thing(mention.span, ARTICLE.sub("", mention.name).casefold())
        quoted = [m for m in ordered if self.discourse.speech(m) is not None]
        inside = {m.span for m in quoted}
        outside = [m for m in ordered if m.span not in inside]
        return [self._judge(mention) for mention in [*outside, *quoted]]

    def _judge(self, mention: Mention) -> Judgement:
        meaning = self._meaning(mention)
        if meaning.who and mention.form != "name":
            self.discourse.remember(mention, meaning.who)
        if meaning.thing is not None:
            self.discourse.name_thing(mention.span, meaning.thing)
        keys = tuple(cluster.key for cluster in meaning.who)
        return Judgement(
            mention=mention.span, actors=keys, thing=meaning.thing, reason=meaning.reason, score=meaning.score
        )

    def _meaning(self, mention: Mention) -> Meaning:
        if mention.form == "name":
            who = self.discourse.whom(mention.span)
            if not who:
                return Meaning((), "a name of unknown kind", mention.score, self.discourse.thing(mention.span))
            return Meaning(who, mention.reason, mention.score)
        if mention.members:
            return self._other_words_for(mention)
        return self.descriptions.meaning(mention) if mention.form == "nominal" else self.pronouns.meaning(mention)

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
