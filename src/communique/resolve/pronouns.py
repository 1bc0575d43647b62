"""Whom a pronoun means: by who was spoken of last, and who speaks to whom."""

from __future__ import annotations

from collections.abc import Callable

from communique.model import Document, Mention
from communique.resolve.clusters import Cluster, Clusters
from communique.resolve.descriptions import Descriptions
from communique.resolve.discourse import FIRST, FIRST_PLURAL, Discourse, Meaning

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
YOU = frozenset({"you", "your", "yours", "yourself", "yourselves"})
LOOK_BACK = 4  # sentences
NOBODY = Meaning((), "nobody near whom it could mean", 0.0)
Fits = Callable[[Cluster], bool]


class Pronouns:
    """Says whom the pronouns of a text mean; `author` are those whose own words the whole text is."""

    def __init__(
        self,
        doc: Document,
        clusters: Clusters,
        discourse: Discourse,
        author: tuple[Cluster, ...],
        descriptions: Descriptions,
    ) -> None:
        self.doc, self.clusters, self.discourse, self.author = doc, clusters, discourse, author
        self.descriptions = descriptions

    def meaning(self, mention: Mention) -> Meaning:
        """Whom a pronoun means, and why."""
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
            return self._second_person(mention)
        return Meaning((), "pronoun left alone", 0.0)

    def _first_person(self, mention: Mention) -> Meaning:
        """The speaker in a quotation; elsewhere the author, or for "we" the author's state."""
        is_several = mention.name in FIRST_PLURAL
        if self.discourse.speech(mention) is not None:
            return Meaning(self.discourse.speaker(mention), "first person of the quoted speaker", 0.9)
        if not self.author:
            thing = "the author's side" if is_several else "the author"
            return Meaning((), "first person without a known author", 0.0, thing)
        if is_several and not self._is_own_account():
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

    def _second_person(self, mention: Mention) -> Meaning:
        """Whom a speaker addresses: as the text says, or of a transcript's two speakers the other."""
        spoken_to = self.discourse.addressee(mention)
        return Meaning(spoken_to, "whom the speaker addresses", 0.8) if spoken_to else NOBODY

    def _they(self, mention: Mention) -> Meaning:
        group = self._recent(mention, lambda c: c.is_plural, "the group last spoken of")
        if group.who:
            return group
        pair = self.descriptions.pair(mention)
        if pair:
            return Meaning(pair, "the two last spoken of", 0.6)
        return self._recent(mention, lambda c: c.kind not in {"person", "state"}, "the body last spoken of")

    def _recent(self, mention: Mention, fits: Fits, reason: str) -> Meaning:
        """The last fitting actor spoken of, a subject before others, within a few sentences; never the speaker."""
        not_meant = self._not_meant(mention)
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
