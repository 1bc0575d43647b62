"""What the encoder's links say of a pronoun, once it is known whom the mentions before it mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from communique.model import Antecedent, Mention, Span
from communique.resolve.clusters import Cluster
from communique.resolve.discourse import Discourse, Meaning

LINKED = 0.3  # the least chance of an actor that a pronoun is linked to
NO_ACTOR = 0.7  # the least chance of what is no actor


class Links:
    """The likely antecedents of each pronoun; the chances of those that mean the same are added up."""

    def __init__(
        self, discourse: Discourse, likely: Mapping[Span, tuple[Antecedent, ...]], mentions: Iterable[Mention]
    ) -> None:
        self.discourse, self.likely = discourse, likely
        self.mentions = frozenset(m.span for m in mentions)

    def meaning(
        self, mention: Mention, fits: Callable[[Cluster], bool], not_meant: tuple[Cluster, ...]
    ) -> Meaning | None:
        """The actor that a pronoun is linked to; None if no fitting one is likely enough."""
        chances: dict[tuple[Cluster, ...], float] = {}
        for one in self.likely.get(mention.span, ()):
            who = self.discourse.whom(one.mention)
            if who and not set(who) & set(not_meant) and (len(who) > 1 or fits(who[0])):
                chances[who] = chances.get(who, 0) + one.chance
        best = max(chances, key=lambda who: chances[who], default=None)
        if best is None or chances[best] < LINKED:
            return None
        return Meaning(best, "the encoder's link", round(chances[best], 2))

    def thing(self, mention: Mention) -> Meaning | None:
        """That "it" means nobody, where what it is linked to is no actor.

        Not so "its" and "they": whose something is, the encoder tells less surely, and several are mostly actors.
        """
        if mention.name != "it":
            return None
        chances: dict[str, float] = {}
        actors: dict[tuple[Cluster, ...], float] = {}
        for one in self.likely.get(mention.span, ()):
            who = self.discourse.whom(one.mention)
            if who:
                actors[who] = actors.get(who, 0) + one.chance
                continue
            thing = self.discourse.thing(one.mention)
            if thing is None and one.mention not in self.mentions:
                thing = f"what is named at {one.mention.start}"
            if thing is not None:
                chances[thing] = chances.get(thing, 0) + one.chance
        best = max(chances, key=lambda thing: chances[thing], default=None)
        if best is None or chances[best] < max([NO_ACTOR, *actors.values()]):
            return None
        return Meaning((), "taken up: what is no actor", round(chances[best], 2), best)
