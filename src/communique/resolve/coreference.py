"""Whom descriptions and pronouns mean; every judgement has a reason and a score, or abstains."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from communique.model import Document, Judgement, Mention, Span, StatementFound
from communique.resolve.clusters import ARTICLE, Cluster, Clusters

DEFINITE = re.compile(r"^(?:the|this|that|these|those|his|her|its|their|both)\b", re.I)
PAIR = re.compile(
    r"^(?:both|each|(?:the |these |our |their )?two|"
    r"(?:(?:the|both|these|our|their|all)(?: two)?|two) (?:sides|leaders|presidents|parties|countries|nations|states|"
    r"ministers|foreign ministers|governments|neighbou?rs|diplomats|heads of state))$",
    re.I,
)
FIRST = frozenset({"i", "me", "my", "mine"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours"})
HE = frozenset({"he", "him", "his", "she", "her", "hers"})
THEY = frozenset({"they", "them", "their", "theirs"})
IT = frozenset({"it", "its"})
NEIGHBOUR = re.compile(r"\bneighbou?r(?:ing (?:nation|country|state))?$", re.I)
DUAL = re.compile(r"^(?:both|each|(?:the |these |our |their )?two)\b", re.I)
OWN_STATE = re.compile(r"^(?:this|our) (?:great )?(?:nation|country)$", re.I)
STATES = re.compile(r"\b(?:countries|nations|governments|states|neighbou?rs)$", re.I)
SIDES = re.compile(r"\b(?:sides|parties)$", re.I)
COUNTRY_NOUN = re.compile(r"\b(?:country|nation|state|kingdom|republic)$", re.I)
LOOK_BACK = 4  # sentences


class Coreference:
    """Goes through a text's mentions in order and says whom each means."""

    def __init__(
        self,
        doc: Document,
        clusters: Clusters,
        placed: dict[Mention, Cluster],
        *,
        statements: Sequence[StatementFound],
        sentences: Sequence[Span],
        author: tuple[Cluster, ...],
    ) -> None:
        self.doc, self.clusters, self.author = doc, clusters, author
        self.sentence_starts = [s.start for s in sentences]
        self.speeches = [s for s in statements if s.kind != "indirect"]
        self.meant: dict[Span, tuple[Cluster, ...]] = {m.span: (c,) for m, c in placed.items()}
        self.seen: list[tuple[Mention, tuple[Cluster, ...]]] = []

    def judge(self, mentions: Iterable[Mention]) -> list[Judgement]:
        """A judgement for every mention; first those outside quotations, then those in a speaker's mouth."""
        ordered = sorted(mentions, key=lambda m: m.span)
        quoted = [m for m in ordered if self._speech(m) is not None]
        inside = {m.span for m in quoted}
        judgements: list[Judgement] = []
        for batch in ([m for m in ordered if m.span not in inside], quoted):
            for mention in batch:
                who, reason, score = self._whom(mention)
                if who:
                    self.meant[mention.span] = who
                    self._remember(mention, who)
                judgements.append(
                    Judgement(mention=mention.span, actors=tuple(c.key for c in who), reason=reason, score=score)
                )
        return judgements

    def _remember(self, mention: Mention, who: tuple[Cluster, ...]) -> None:
        self.seen.append((mention, who))

    def _speech(self, mention: Mention) -> StatementFound | None:
        return next((s for s in self.speeches if s.span.holds(mention.span)), None)

    def _sentence(self, span: Span) -> int:
        return bisect_right(self.sentence_starts, span.start)

    def _whom(self, mention: Mention) -> tuple[tuple[Cluster, ...], str, float]:
        if mention.form == "name":
            who = self.meant.get(mention.span, ())
            return who, mention.reason if who else "a name of unknown kind", mention.score
        if mention.members:
            antecedent = next((c for s, c in self.meant.items() if any(s.holds(m) for m in mention.members)), ())
            for cluster in antecedent if mention.form == "nominal" else ():
                cluster.add(mention)
            return (
                antecedent,
                "relative clause" if mention.form == "pronoun" else "apposition",
                0.9 if antecedent else 0.0,
            )
        if mention.form == "nominal":
            return self._description(mention)
        return self._pronoun(mention)

    def _pronoun(self, mention: Mention) -> tuple[tuple[Cluster, ...], str, float]:
        word = mention.name
        speech = self._speech(mention)
        if word in FIRST or word in FIRST_PLURAL:
            return self._first_person(word, speech)
        if word in HE:
            return self._recent(
                mention, lambda c: c.kind == "person" and not c.is_plural, "the person last spoken of", speech
            )
        if word in THEY:
            group = self._recent(mention, lambda c: c.is_plural, "the group last spoken of", speech)
            if group[0]:
                return group
            pair = self._pair(mention)
            if pair:
                return pair, "the two last spoken of", 0.6
            return self._recent(mention, lambda c: c.kind not in {"person", "state"}, "the body last spoken of", speech)
        if word in IT:
            return self._recent(
                mention, lambda c: c.kind != "person" and not c.is_plural, "the body last spoken of", speech
            )
        return (), "pronoun left alone", 0.0

    def _first_person(self, word: str, speech: StatementFound | None) -> tuple[tuple[Cluster, ...], str, float]:
        if speech is not None:
            who = self.meant.get(speech.source, ()) if speech.source is not None else ()
            return who, "first person of the quoted speaker", 0.9
        if not self.author:
            return (), "first person without a known author", 0.0
        if word in FIRST_PLURAL:
            states = tuple(
                self.clusters.get(f"state:{c.country}", "state", c.country)
                for c in self.author
                if c.country is not None
            )
            return states or self.author, "first person plural of the author", 0.7
        return self.author, "first person of the author", 0.95

    def _recent(
        self, mention: Mention, fits: object, reason: str, speech: StatementFound | None
    ) -> tuple[tuple[Cluster, ...], str, float]:
        """The last fitting actor spoken of, a subject before others, within a few sentences."""
        assert callable(fits)
        here = self._sentence(mention.span)
        speaker = self.meant.get(speech.source, ()) if speech is not None and speech.source is not None else ()
        best: tuple[float, Cluster] | None = None
        for distance, (other, who) in enumerate(reversed(self._before(mention))):
            back = here - self._sentence(other.span)
            if back > LOOK_BACK or distance > 60:
                break
            if len(who) != 1 or who[0] in speaker or not fits(who[0]):
                continue
            rank = -3.0 * back + (2.0 if other.is_subject else 0.0) - 0.05 * distance
            if best is None or rank > best[0]:
                best = (rank, who[0])
        return ((best[1],), reason, 0.6) if best else ((), "nobody near whom it could mean", 0.0)

    def _before(self, mention: Mention) -> list[tuple[Mention, tuple[Cluster, ...]]]:
        return sorted(((m, c) for m, c in self.seen if m.span.end <= mention.span.start), key=lambda p: p[0].span)

    def _pair(self, mention: Mention, wanted: set[str] | None = None) -> tuple[Cluster, ...]:
        """The last two actors named together: "Rubio and Lavrov", "Rubio spoke with Lavrov"."""
        here = self._sentence(mention.span)
        kinds = wanted or {"person", "state"}
        recent: list[tuple[int, Cluster]] = []
        for other, who in reversed(self._before(mention)):
            back = here - self._sentence(other.span)
            if back > 2:
                break
            if len(who) == 2 and other.form != "name":
                return who
            if len(who) == 1 and who[0].kind in kinds and not who[0].is_plural:
                if all(who[0] is not c for _, c in recent):
                    recent.append((back, who[0]))
                alike = [c for _, c in recent if c.kind == who[0].kind]
                if len(alike) == 2:
                    return (alike[1], alike[0])
        return ()

    def _description(self, mention: Mention) -> tuple[tuple[Cluster, ...], str, float]:
        words = self.clusters.surface(mention)
        if mention.kind == "state" and mention.country is not None:
            return (self._joined(mention, f"state:{mention.country}"),), "the government of a state", 0.9
        speech = self._speech(mention)
        if speech is not None and OWN_STATE.match(words):
            speakers = self.meant.get(speech.source, ()) if speech.source is not None else ()
            if len(speakers) == 1 and speakers[0].country is not None:
                return (
                    (self._joined(mention, f"state:{speakers[0].country}"),),
                    "the speaker's own state",
                    0.7,
                )
        repeated = self._repeated(mention, words) if DEFINITE.match(words) and not DUAL.match(words) else None
        if repeated is not None:
            return (repeated,), "the same description", 0.7
        if PAIR.match(words):
            pair = self._pair(
                mention,
                None
                if DUAL.match(words)
                else {"state"}
                if STATES.search(words)
                else None
                if SIDES.search(words)
                else {"person"},
            )
            if pair:
                return pair, "the two last spoken of", 0.7
            if STATES.search(words) or SIDES.search(words):
                states = self._two_states()
                if states:
                    return states, "the two states that the text is about", 0.4
        if NEIGHBOUR.search(words):
            other = self._other_state(mention)
            if other is not None:
                return (other,), "the other state of the sentence", 0.6
        if DEFINITE.match(words):
            known = self._known(mention, words)
            if known is not None:
                known.add(mention)
                return (known,), f"the {known.kind} last spoken of", 0.6
        return self._own(mention, words)

    def _other_state(self, mention: Mention) -> Cluster | None:
        """The second state of a sentence that speaks of "its neighbour"."""
        here = self._sentence(mention.span)
        said = [
            c[0]
            for m, c in self._before(mention)
            if self._sentence(m.span) == here and len(c) == 1 and c[0].kind == "state"
        ]
        subject = said[-1] if said else None
        others = list(dict.fromkeys(c for c in said if c is not subject))
        return others[0] if len(others) == 1 else None

    def _two_states(self) -> tuple[Cluster, ...]:
        """The two states most spoken of, if no third is named as often."""
        states = sorted((c for c in self.clusters.by_key.values() if c.kind == "state"), key=lambda c: -len(c.mentions))
        if len(states) < 2 or (len(states) > 2 and len(states[2].mentions) >= len(states[1].mentions)):
            return ()
        return tuple(states[:2])

    def _joined(self, mention: Mention, key: str) -> Cluster:
        cluster = self.clusters.get(key, "state", key.removeprefix("state:"))
        cluster.add(mention)
        return cluster

    def _known(self, mention: Mention, words: str) -> Cluster | None:
        """The actor already named whom "the president", "the airline" or "the country" takes up."""
        head = self.doc.text[mention.head.start : mention.head.end].casefold()
        here = self._sentence(mention.span)
        for other, who in reversed(self._before(mention)):
            if len(who) != 1 or here - self._sentence(other.span) > 12:
                continue
            cluster = who[0]
            if mention.country is not None and cluster.country not in {mention.country, None}:
                continue
            if mention.roles and cluster.kind == "person" and any(head in role.casefold() for role in cluster.roles):
                return cluster
            if COUNTRY_NOUN.search(words) and cluster.kind == "state" and here - self._sentence(other.span) <= 2:
                return cluster
            if (
                not mention.roles
                and cluster.kind == mention.kind
                and other.form == "nominal"
                and any(m.name.casefold().split()[-1:] == [head] for m in cluster.mentions)
            ):
                return cluster
            if cluster.kind == mention.kind == "business" and not mention.is_plural and other.form == "name":
                return cluster
        return None

    def _own(self, mention: Mention, words: str) -> tuple[tuple[Cluster, ...], str, float]:
        """A description that stands as the name, joined to an earlier one that it repeats or shortens."""
        repeated = self._repeated(mention, words)
        if repeated is not None:
            return (repeated,), "the same description", 0.7
        key = f"said:{ARTICLE.sub('', words).casefold()}"
        cluster = self.clusters.get(key, mention.kind or "group", mention.country)
        cluster.add(mention)
        return (cluster,), mention.reason, mention.score

    def _repeated(self, mention: Mention, words: str) -> Cluster | None:
        """An actor so described before: "several foreign ministers", then "the foreign ministers"."""
        folded = ARTICLE.sub("", words).casefold()
        kind = mention.kind or "group"
        for cluster in self.clusters.by_key.values():
            if cluster.key.startswith("said:") and cluster.kind == kind:
                name = cluster.key.removeprefix("said:")
                if (
                    name == folded
                    or name.startswith(folded + " of ")
                    or (name.endswith(" " + folded) and kind != "person")
                ):
                    cluster.add(mention)
                    return cluster
        return None
