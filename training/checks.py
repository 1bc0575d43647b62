"""What a trained network is checked by: PLV in five folds, and its numbers on texts of the project's own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from communique.analyse.engine.windows import pieces
from training.batches import example, gathered
from training.network import Network
from training.stages import tuned
from training.tasks.plover import TYPES, YIELD, Places, Triple, logits, made, plv
from training.trainer import device

FOLDS = 5
TEXTS = (
    "“We shall not wait,” said Foreign Minister Anna Weber on Tuesday. She added that talks would resume in May.",
    "According to the ministry, two sailors were released last week.\n\nNorway condemned the attack.",
)


def cross_validated(network: Network, data: Path) -> dict[str, float]:
    """Macro-F1 and accuracy over PLV's rows, each predicted by a network that did not see it; F1 by type (0 to 1)."""
    rows = list(plv(data / "plv" / "train.tsv"))
    order = list(range(len(rows)))
    random.Random(0).shuffle(order)
    said: dict[int, str] = {}
    for fold in range(FOLDS):
        held_out = set(order[fold::FOLDS])
        learner = tuned(network, data, [row for number, row in enumerate(rows) if number not in held_out])
        here = sorted(held_out)
        said |= dict(zip(here, _predicted(learner, [rows[n] for n in here]), strict=True))
        print(f"fold {fold + 1}: {_scores(rows, said)['macro_f1']:.4f} so far", flush=True)
    return _scores(rows, said)


def _predicted(network: Network, rows: Sequence[Triple]) -> list[str]:
    network.eval()
    found = []
    for row in rows:
        batch = gathered("plover", [made(row, is_told=True)])
        targets: tuple[Places, ...] = batch.targets
        where = device()
        with torch.no_grad():
            given = network(batch.ids.to(where), batch.mask.to(where), batch.marks.to(where))["plover"]
        best = TYPES[int(logits(given, targets)[0].argmax())]
        found.append("YIELD" if best in YIELD else best)
    return found


def _scores(rows: Sequence[Triple], said: dict[int, str]) -> dict[str, float]:
    gold = {number: "YIELD" if rows[number].types == YIELD else rows[number].types[0] for number in said}
    by_type = {}
    for kind in sorted(set(gold.values())):
        hits = sum(said[n] == kind == gold[n] for n in said)
        count = sum(said[n] == kind for n in said) + sum(gold[n] == kind for n in said)
        by_type[kind] = 2 * hits / count
    right = sum(said[n] == gold[n] for n in said) / len(said)
    return {"macro_f1": sum(by_type.values()) / len(by_type), "accuracy": right, **by_type}


def references(network: Network, out: Path) -> None:
    """The network's own numbers for texts of the project's, so that ONNX can be held against torch without torch."""
    network.cpu().eval()
    kept: dict[str, np.ndarray] = {}
    for number, text in enumerate(TEXTS):
        found = pieces(text)
        batch = gathered("", [example(found, 0, len(found), None)])
        with torch.no_grad():
            given = network(batch.ids, batch.mask, batch.marks)
        kept[f"text {number}"] = np.array(text)
        kept |= {f"{name} {number}": values[0, 1:-1].numpy() for name, values in given.items()}
    np.savez_compressed(out, **kept)
