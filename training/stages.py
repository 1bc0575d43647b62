"""The three stages of training.

First PolNeAR, TimeBank and the project's sentences; then PLV and the corpus's statements, with a part of what was
learnt before; last, in layers of their own, the corpus's events and stances.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path

from training.network import Network
from training.tasks.attribution import AttributionTask
from training.tasks.events import EventTask
from training.tasks.plover import PloverTask, Triple
from training.tasks.statements import StatementTask
from training.tasks.timex import TimexTask
from training.trainer import Plan, Trainer, new_network

JOINT = Plan(epochs=7)
TYPES = Plan(
    epochs=4,
    pieces=1024,
    rate=1e-4,
    head_rate=1e-3,
    seed=12,
    share={"attribution": 0.1, "timex": 0.15, "plover": 2.5},
)
EVENTS = Plan(epochs=16, pieces=1024, rate=2e-4, head_rate=1e-3, seed=13)
OF_WRITTEN = 0.15  # of the project's sentences, what an epoch of the second stage goes through


def joint(data: Path, work: Path) -> Network:
    """The network after the first stage, which sees no row of PLV."""
    learnt = [AttributionTask(), TimexTask(), PloverTask(rows=())]
    network = new_network(learnt, work / "minilm")
    return Trainer(network, learnt, data, JOINT, kept=work / "joint.pt").run()


def typed(network: Network, data: Path, work: Path) -> Network:
    """The network after the second stage; statements go on from attributions."""
    network.heads["statements"] = copy.deepcopy(network.heads["attribution"])
    learnt = [AttributionTask(), StatementTask(), TimexTask(), PloverTask(of_written=OF_WRITTEN)]
    return Trainer(network, learnt, data, TYPES, kept=work / "types.pt").run()


def finished(network: Network, data: Path, work: Path) -> Network:
    """The network after the third stage."""
    task = EventTask()
    network.add_branch({task.name: task.head(network.encoder.config.hidden_size)})
    return Trainer(network, [task], data, EVENTS, kept=work / "events.pt").run()


def tuned(network: Network, data: Path, rows: Sequence[Triple]) -> Network:
    """A copy of the network after a second stage with these rows of PLV, and nothing of the other tasks."""
    learnt = [PloverTask(rows, of_written=OF_WRITTEN)]
    return Trainer(copy.deepcopy(network), learnt, data, TYPES, kept=None).run()
