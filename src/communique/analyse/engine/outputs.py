"""How the numbers of each head lie in a row: training writes them so, and the program reads them so."""

from __future__ import annotations

from typing import get_args

import numpy as np

from communique.analyse.engine.windows import Ints
from communique.lexicon.regard import Polarity
from communique.model import EVENT_TYPES, MODES, Status

Extent = tuple[int, int]
STATUSES: tuple[Status, ...] = get_args(Status)
STANCE = "STANCE"
ACTS = (*EVENT_TYPES, STANCE)  # what a word can report: an event of a type, or a stance
EVENT_MODES = tuple(sorted({mode for modes in MODES.values() for mode in modes}))
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
LINK_WIDTH = 48  # numbers in a vector by which spans of pieces find each other
EDGES = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89)  # distances in pieces at which a bucket begins
BUCKETS = 4 * (len(EDGES) + 1)

# The event head's row: chances of acts (unscaled), status, mode (none first), polarity, then four vectors.
EVENT_PARTS = (len(ACTS), len(STATUSES), 1 + len(EVENT_MODES), len(POLARITIES), *[LINK_WIDTH] * 4)


def bucket(one: Extent, other: Extent, paragraph: Ints) -> int:
    """How two spans of pieces lie to each other: distance, order, whether in one paragraph; 0 to BUCKETS − 1."""
    is_before = other[0] >= one[0]
    distance = max(0, other[0] - one[1] if is_before else one[0] - other[1])
    step = int(np.searchsorted(EDGES, distance, side="right"))
    is_apart = paragraph[one[0]] != paragraph[other[0]]
    return step + (len(EDGES) + 1) * (2 * int(is_before) + int(is_apart))


def buckets(ones: Ints, others: Ints, paragraph: Ints) -> Ints:
    """The same for every pair of some spans, (n, 2), with some others, (m, 2): (n, m)."""
    first, last = ones[:, :1], ones[:, 1:]
    is_before = others[:, 0] >= first
    distance = np.maximum(0, np.where(is_before, others[:, 0] - last, first - others[:, 1]))
    step = np.searchsorted(EDGES, distance, side="right")
    is_apart = paragraph[first] != paragraph[others[:, 0]]
    found: Ints = step + (len(EDGES) + 1) * (2 * is_before + is_apart)
    return found
