"""Publishers that speak for a state: whose "we" a readout is, and whom its officials serve."""

from __future__ import annotations

from communique.lexicon import rows


def publishers_state(publisher: str) -> str | None:
    """The state that a publisher speaks for: `publishers_state("Kremlin (kremlin.ru)")` is "RUS"; else None."""
    folded = publisher.casefold()
    return next((code for pattern, code in rows("publishers", "pattern", "code") if pattern in folded), None)
