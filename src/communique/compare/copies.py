"""Texts that are copies of one another: MinHash signatures of their word shingles, held together by banding."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import Document

SHINGLE = 4
"""Words in a shingle."""

PERMUTATIONS = 128
LOWEST = 0.5
"""Candidates are texts of which about half of all shingles are common."""

HELD = 0.8
"""A text is a copy if so much of the shorter one stands in the longer one, measured exactly."""


def shingles(text: str) -> frozenset[str]:
    """The runs of four words of a text, in small letters; of a shorter text, all of it.

    >>> sorted(shingles("They met in Oslo today"))
    ['met in oslo today', 'they met in oslo']
    """
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return frozenset(" ".join(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1)))


def copies(docs: Iterable[tuple[str, Document]]) -> dict[str, str]:
    """Which texts, by their keys, are copies of which: each copy with the first published of them.

    >>> copies([("a", Document(id="a", text="They met.")), ("b", Document(id="b", text="They met."))])
    {'b': 'a'}
    """
    from datasketch import MinHash, MinHashLSH

    found = MinHashLSH(threshold=LOWEST, num_perm=PERMUTATIONS)
    told: dict[str, frozenset[str]] = {}
    first: dict[str, str] = {}
    met: dict[str, int] = {}
    for key, doc in sorted(docs, key=lambda one: (one[1].published is None, one[1].published or "", one[0])):
        told[key] = shingles(doc.text)
        signature = MinHash(num_perm=PERMUTATIONS, seed=1)
        signature.update_batch([shingle.encode("utf-8", "surrogatepass") for shingle in sorted(told[key])])
        near = sorted(map(str, found.query(signature)), key=met.__getitem__)
        same = next((other for other in near if held(told[key], told[other]) >= HELD), None)
        if same is None:
            found.insert(key, signature)
            met[key] = len(met)
        else:
            first[key] = same
    return first


def held(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter text stands in the longer."""
    return len(one & other) / max(1, min(len(one), len(other)))
