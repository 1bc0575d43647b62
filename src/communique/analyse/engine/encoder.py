"""The encoder with its heads: one ONNX file, run on one core; a text in, numbers for each of its pieces out."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from communique.analyse.engine.tags import Floats, tagged_spans
from communique.analyse.engine.windows import FIRST, LAST, WEIGHTS, Ints, Pieces, Window, pieces, windows

ENGINE = WEIGHTS / "engine.onnx"
TOGETHER = 4  # windows in a batch, at the most
PADDING = 8  # pieces by which windows in a batch differ, at the most


class Encoded(msgspec.Struct, frozen=True):
    """A text's pieces and what each head gives for them, by the head's name: (pieces, numbers).

    `heads` has what a head needs beside, as training wrote it into the ONNX file: labels, transitions.
    """

    pieces: Pieces
    given: dict[str, Floats]
    heads: dict[str, dict[str, Any]]

    def spans(self, head: str) -> list[tuple[int, int, str]]:
        """The spans of pieces that a tagging head finds: first, last (half-open) and kind, in order."""
        told = self.heads[head]
        labels = tuple(told["labels"])
        transitions, opening = (np.array(told[name], dtype=np.float32) for name in ("transitions", "opening"))
        return tagged_spans(self.pieces, self.given[head][:, : len(labels)], labels, transitions, opening)

    def chance(self, head: str, first: int, last: int, kind: str) -> float:
        """How likely the words of pieces `first` to `last` are to be of a kind, each for itself: a mean, 0 to 1."""
        labels = self.heads[head]["labels"]
        emissions = self.given[head][first:last, : len(labels)][self.pieces.is_word[first:last]]
        shares = np.exp(emissions - emissions.max(1, keepdims=True))
        wanted = [number for number, label in enumerate(labels) if label[2:] == kind]
        return float((shares[:, wanted].sum(1) / shares.sum(1)).mean())

    def extent(self, first: int, last: int) -> tuple[int, int]:
        """Code points of the text, half-open, for pieces `first` to `last` (half-open)."""
        return int(self.pieces.start[first]), int(self.pieces.end[last - 1])


class Engine:
    """An ONNX file ready to run on one core, with the settings of its heads."""

    def __init__(self, weights: Path) -> None:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        self.heads: dict[str, dict[str, Any]] = json.loads(self.session.get_modelmeta().custom_metadata_map["heads"])
        self.sizes = {output.name: int(output.shape[2]) for output in self.session.get_outputs()}

    def run(self, feed: dict[str, Ints]) -> list[Floats]:
        """Every head's numbers for some windows, (windows, pieces, numbers), in the order of `sizes`."""
        results: list[Floats] = self.session.run(None, feed)
        return results


@functools.cache
def engine(weights: Path = ENGINE) -> Engine:
    """The ONNX file at a path, loaded once."""
    return Engine(weights)


def encode(text: str, *, weights: Path = ENGINE) -> Encoded:
    """Reads a text once, in windows; every head's numbers for every piece."""
    return encode_pieces(pieces(text), weights=weights)


def encode_pieces(found: Pieces, *, weights: Path = ENGINE) -> Encoded:
    """The same for a text that is cut into pieces already."""
    ready = engine(weights)
    given = {name: np.zeros((len(found), size), dtype=np.float32) for name, size in ready.sizes.items()}
    for batch in batches(found):
        for name, rows in zip(given, ready.run(batch.feed), strict=True):
            for row, window in zip(rows, batch.windows, strict=True):
                skipped = window.own - window.first + 1
                given[name][window.own : window.last] = row[skipped : skipped + window.last - window.own]
    return Encoded(found, given, ready.heads)


class Batch(msgspec.Struct, frozen=True):
    """Windows of similar length, and what the ONNX file is fed for them."""

    windows: tuple[Window, ...]
    feed: dict[str, Ints]


def batches(found: Pieces) -> list[Batch]:
    """The windows of a text, packed by length: on one core, padding costs more than a batch saves."""
    groups: list[list[Window]] = []
    for window in sorted(windows(found), key=lambda w: w.last - w.first):
        shortest = groups[-1][0] if groups else window
        if not groups or len(groups[-1]) == TOGETHER or len(window) - len(shortest) > PADDING:
            groups.append([])
        groups[-1].append(window)
    return [Batch(tuple(group), _feed(found, tuple(group))) for group in groups]


def _feed(found: Pieces, group: tuple[Window, ...]) -> dict[str, Ints]:
    longest = max(w.last - w.first for w in group) + 2
    ids = np.zeros((len(group), longest), dtype=np.int64)
    mask = np.zeros_like(ids)
    marks = np.zeros((len(group), longest, found.marks.shape[1]), dtype=np.int64)
    for row, window in enumerate(group):
        size = window.last - window.first
        ids[row, 0], ids[row, size + 1] = FIRST, LAST
        ids[row, 1 : size + 1] = found.ids[window.first : window.last]
        marks[row, 1 : size + 1] = found.marks[window.first : window.last]
        mask[row, : size + 2] = 1
    return {"ids": ids, "mask": mask, "marks": marks}
