"""The best sequence of BIO tags for each paragraph, and the spans that it stands for."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from communique.analyse.engine.windows import Ints, Pieces

Floats = npt.NDArray[np.float32]
NEVER = np.float32(-1e9)


def best_tags(emissions: Floats, transitions: Floats, opening: Floats, lengths: Ints) -> Ints:
    """Viterbi's tags (Viterbi 1967) for sequences of words, all at once.

    `emissions` is (sequences, words, tags), padded; `lengths` (sequences,); what stands past a length means nothing.
    """
    count, longest, kinds = emissions.shape
    back = np.zeros((count, longest, kinds), dtype=np.int64)
    back[:] = np.arange(kinds)
    score = opening + emissions[:, 0]
    for step in range(1, longest):
        ways = score[:, :, None] + transitions
        best = ways.argmax(1)
        alive = (step < lengths)[:, None]
        score = np.where(alive, np.take_along_axis(ways, best[:, None], 1)[:, 0] + emissions[:, step], score)
        back[:, step] = np.where(alive, best, np.arange(kinds))
    tags = np.zeros((count, longest), dtype=np.int64)
    here = score.argmax(1)
    for step in range(longest - 1, -1, -1):
        tags[:, step] = here
        here = back[np.arange(count), step, here]
    return tags


def tagged_spans(
    found: Pieces, emissions: Floats, labels: tuple[str, ...], transitions: Floats, opening: Floats
) -> list[tuple[int, int, str]]:
    """The spans that the pieces' emissions (pieces, tags) tell: first piece, last (half-open) and kind, in order."""
    words = np.flatnonzero(found.is_word)
    if not len(words):
        return []
    cuts = np.flatnonzero(np.diff(found.paragraph[words])) + 1
    parts = np.split(words, cuts)
    lengths = np.array([len(part) for part in parts])
    padded = np.zeros((len(parts), int(lengths.max()), emissions.shape[1]), dtype=np.float32)
    for row, part in enumerate(parts):
        padded[row, : len(part)] = emissions[part]
    tags = best_tags(padded, transitions, opening, lengths)
    ends = np.append(words[1:], len(found))
    spans: list[tuple[int, int, str]] = []
    at = 0
    for row, part in enumerate(parts):
        for column, piece in enumerate(part):
            label = labels[tags[row, column]]
            end = int(ends[at + column])
            if label.startswith("B-") or (label != "O" and (column == 0 or spans[-1][1] != piece)):
                spans.append((int(piece), end, label[2:]))
            elif label != "O":
                spans[-1] = (spans[-1][0], end, spans[-1][2])
        at += len(part)
    return spans
