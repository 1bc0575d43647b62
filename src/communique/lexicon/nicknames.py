"""First names that can be one person's: "Bill" and William, "Volodymyr" and Vladimir."""

from __future__ import annotations

from functools import cache

from communique.lexicon import rows


def same_first_name(one: str, other: str) -> bool:
    """Whether two first names can be one person's, by the table: `same_first_name("Bill", "William")` is true.

    Two short forms of one name count too ("Bill", "Will"); names that are equal do.
    """
    a, b = one.casefold(), other.casefold()
    return a == b or bool(_forms(a) & _forms(b))


def _forms(name: str) -> frozenset[str]:
    """The name and the names that it can stand for."""
    return frozenset({name}) | _stands_for().get(name, frozenset())


@cache
def _stands_for() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for name, other in rows("nicknames", "name", "other"):
        table.setdefault(other, set()).add(name)
    return {other: frozenset(names) for other, names in table.items()}
