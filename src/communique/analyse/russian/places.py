"""Where: names of places in a Russian text."""

from __future__ import annotations

from collections.abc import Iterable

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, covering
from communique.analyse.russian.grammar import case, in_nominative
from communique.model import Finding, PlaceFound


class Places:
    """Finds names of cities, regions and buildings; states where they tell a place are left to events."""

    name = "russian places/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:
        """Yield names of places that are no actors, in the text's order."""
        for sentence in parsed.sentences:
            tokens = sentence.tokens
            for at, token in enumerate(tokens):
                if token.ent != "B-LOC" or found.mention_of(token) is not None:
                    continue
                own = [token]
                while at + len(own) < len(tokens) and tokens[at + len(own)].ent == "I-LOC":
                    own.append(tokens[at + len(own)])
                head = next((t for t in own if t.head not in own or t.head is t), own[0])
                name = in_nominative(parsed, own, head) if case(head) else parsed.words(covering(own))
                yield PlaceFound(
                    span=covering(own), name=name, extractor=self.name, reason="named as a place", score=0.7
                )
