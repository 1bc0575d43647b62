"""Which actor already named a description takes up: "the president", "his French counterpart", "the bloc"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from communique.lexicon.taken_up import kinds_meant, offices_meant
from communique.model import Document, Mention
from communique.resolve.clusters import ARTICLE, Cluster
from communique.resolve.discourse import Discourse, Meaning

DEFINITE = re.compile(r"^(?:the|this|that|these|those|his|her|its|their|both)\b", re.I)
THE = re.compile(r"^(?:the|this|that)\b", re.I)
COUNTERPART = re.compile(r"\bcounterpart$", re.I)
COUNTRY_NOUN = re.compile(r"\b(?:country|nation|state|kingdom|republic)$", re.I)
LOOK_BACK = 12  # sentences
NEAR = 2  # sentences, for what could be many
Fits = Callable[[Cluster], bool]


class TakenUp:
    """Says which actor a description takes up; `states` are the publisher's and the one that the text is about."""

    def __init__(self, doc: Document, discourse: Discourse, states: tuple[str | None, str | None]) -> None:
        self.doc, self.discourse = doc, discourse
        self.publishers_state, self.told_of = states

    def meaning(self, mention: Mention, words: str) -> Meaning | None:
        """The actor, with the reason; None where the description stands for itself."""
        if COUNTERPART.search(words):
            return self._counterpart(mention)
        if not DEFINITE.match(words) and not (mention.roles and words[0].isupper()):
            return None  # "Foreign Minister discussed …", in a readout's list of two
        head = self.doc.text[mention.head.start : mention.head.end].casefold()
        is_named = self._before(mention) != self._before(mention).lower()
        if is_named and mention.country is None and mention.kind != "person":
            return None  # "the Republican party" takes up no other party
        if COUNTRY_NOUN.search(words) and mention.kind == "state":
            return self._told(mention, self._likeliest(mention, lambda c: c.kind == "state", NEAR))
        if mention.kind == "person":
            return self._told(mention, self._person(mention, head))
        return self._told(mention, self._body(mention, words, head))

    def _before(self, mention: Mention) -> str:
        """The words that describe a noun: "27-nation" in "the 27-nation bloc"."""
        return ARTICLE.sub("", self.doc.text[mention.span.start : mention.head.start]).strip()

    def _told(self, mention: Mention, who: Cluster | None) -> Meaning | None:
        if who is None:
            return None
        who.add(mention)
        return Meaning((who,), f"the {who.kind} last spoken of", 0.6)

    def _counterpart(self, mention: Mention) -> Meaning | None:
        """The other person spoken of, of the state told: "Macron … Merkel invited her French counterpart"."""
        owner = self.discourse.headed(mention.span)
        if len(owner) != 1:
            return None
        others = [c for c in self._persons(mention, NEAR) if c is not owner[0]]
        if mention.country is not None:
            others = [c for c in others if c.country == mention.country]
        return Meaning((others[0],), "the other person spoken of", 0.6) if len(others) == 1 else None

    def _person(self, mention: Mention, head: str) -> Cluster | None:
        persons = list(self._persons(mention, LOOK_BACK))
        offices = offices_meant(head)
        if not mention.roles and offices == (head,):
            return None
        if mention.country is not None:
            return self._of_state(mention, persons, offices, head)
        holders = [c for c in persons if _holds(c, offices)]
        before = self._before(mention)
        if before[:1].isupper():  # "the NATO chief"
            holders = [c for c in holders if any(before in role for role in c.roles)]
        return holders[0] if holders else None

    def _of_state(
        self, mention: Mention, persons: list[Cluster], offices: tuple[str, ...], head: str
    ) -> Cluster | None:
        """Who is told to be of the state, by office, else the only one; else one of no state told, by the same word."""
        own = [c for c in persons if c.country == mention.country]
        holders = [c for c in own if _holds(c, offices)]
        if holders:
            return holders[0]
        unplaced = [c for c in own if c.names and all(COUNTERPART.search(role) for role in c.roles)]
        if unplaced and (len(own) == 1 or mention.country == self.publishers_state):
            return unplaced[0]
        if self.told_of not in {None, mention.country}:
            return None
        return next((c for c in persons if c.country is None and _holds(c, (head,))), None)

    def _body(self, mention: Mention, words: str, head: str) -> Cluster | None:
        kinds = kinds_meant(head)
        if kinds and not mention.is_plural and THE.match(words) and " of " not in words:
            named = self._likeliest(
                mention,
                lambda c: c.kind in kinds and bool(c.names) and mention.country in {None, c.country},
                LOOK_BACK if kinds == {"business"} else NEAR,
            )
            if named is not None:
                return named
        return self._likeliest(
            mention,
            lambda c: (
                not c.names
                and not mention.roles
                and c.kind == mention.kind
                and (mention.country is None or c.country in {mention.country, None})
                and c.mentions[0].name.casefold().split()[-1:] == [head]
            ),
            LOOK_BACK,
        )

    def _persons(self, mention: Mention, sentences: int) -> Iterator[Cluster]:
        """The persons spoken of, the last first, each once."""
        spoken = (s.who[0] for _, s in self.discourse.back_from(mention, sentences=sentences) if len(s.who) == 1)
        yield from dict.fromkeys(c for c in spoken if c.kind == "person" and not c.is_plural)

    def _likeliest(self, mention: Mention, fits: Fits, sentences: int) -> Cluster | None:
        """The last fitting actor spoken of, in its sentence a subject before others."""
        best: tuple[int, bool, Cluster] | None = None
        for back, spoken in self.discourse.back_from(mention, sentences=sentences):
            if best is not None and (back > best[0] or best[1]):
                break
            if len(spoken.who) == 1 and fits(spoken.who[0]) and (best is None or spoken.mention.is_subject):
                best = (back, spoken.mention.is_subject, spoken.who[0])
        return best[2] if best is not None else None


def _holds(person: Cluster, offices: tuple[str, ...]) -> bool:
    """Whether a person is told to hold one of some offices."""
    return any(office in role.casefold() for role in person.roles for office in offices)
