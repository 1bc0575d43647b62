"""The two stages of training: PolNeAR, TimeBank and the project's sentences; then PLV, the corpus, some of the rest."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path

from training.network import Network
from training.tasks import Task, tasks
from training.tasks.attribution import AttributionTask
from training.tasks.plover import PloverTask, Triple
from training.tasks.timex import TimexTask
from training.trainer import Plan, Trainer, new_network

JOINT = Plan(epochs=7)
FINAL = Plan(
    epochs=4,
    pieces=1024,
    rate=1e-4,
    head_rate=1e-3,
    seed=12,
    share={"attribution": 0.1, "timex": 0.15, "plover": 2.5},
)
OF_WRITTEN = 0.15  # of the project's sentences, what an epoch of the second stage goes through


def joint(data: Path, work: Path) -> Network:
    """The network after the first stage, which sees no row of PLV."""
    learnt = [AttributionTask(), TimexTask(), PloverTask(rows=())]
    network = new_network(learnt, work / "minilm")
    return Trainer(network, learnt, data, JOINT, kept=work / "joint.pt").run()


def finished(network: Network, data: Path, work: Path) -> tuple[Network, Sequence[Task]]:
    """The network after the second stage, with the tasks that it learnt; statements go on from attributions."""
    network.heads["statements"] = copy.deepcopy(network.heads["attribution"])
    learnt = [PloverTask(of_written=OF_WRITTEN) if isinstance(task, PloverTask) else task for task in tasks()]
    return Trainer(network, learnt, data, FINAL, kept=work / "final.pt").run(), learnt


def tuned(network: Network, data: Path, rows: Sequence[Triple]) -> Network:
    """A copy of the network after a second stage with these rows of PLV, and nothing of the other tasks."""
    learnt = [PloverTask(rows, of_written=OF_WRITTEN)]
    return Trainer(copy.deepcopy(network), learnt, data, FINAL, kept=None).run()
