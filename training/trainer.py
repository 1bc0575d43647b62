"""Trains the heads together, epoch by epoch; what was learnt is kept after each, so that a run can be resumed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.batches import Batch, batches
from training.network import OWN, Network, pretrained
from training.tasks import Task

HEAD_PARTS = ("heads.", "marks.")


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How to train: epochs, pieces a batch, peak learning rates of encoder and heads, the seed.

    `share` is how much of a task's examples an epoch goes through, where that is not once all.
    """

    epochs: int = 6
    pieces: int = 2048
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    seed: int = 11
    share: dict[str, float] = {}


def device() -> torch.device:
    """A GPU where there is one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def new_network(tasks: Sequence[Task], cache: Path) -> Network:
    """MiniLM with a fresh head for each task."""
    encoder = pretrained(cache)
    return Network(encoder, {task.name: task.head(encoder.config.hidden_size) for task in tasks})


class Trainer:
    """One run: a network, the tasks it learns, and the state that a checkpoint keeps."""

    def __init__(self, network: Network, tasks: Sequence[Task], data: Path, plan: Plan, *, kept: Path | None) -> None:
        self.tasks, self.data, self.plan, self.kept = tasks, data, plan, kept
        self.device = device()
        self.network = network.to(self.device)
        decay = get_ema_multi_avg_fn(0.998)
        self.average = AveragedModel(self.network, multi_avg_fn=decay)
        self.optimizer = torch.optim.AdamW(list(self._groups()), weight_decay=0.01, betas=(0.9, 0.98))
        self.epoch = self.step = 0
        self.begun: dict[bytes, Tensor] = {}  # what the branch begins with, by window

    def _groups(self) -> Iterator[dict[str, object]]:
        learnt = [(name, value) for name, value in self.network.named_parameters() if value.requires_grad]
        heads = [value for name, value in learnt if name.startswith(HEAD_PARTS)]
        rest = [value for name, value in learnt if not name.startswith(HEAD_PARTS)]
        yield {"params": rest, "lr": self.plan.rate, "peak": self.plan.rate}
        yield {"params": heads, "lr": self.plan.head_rate, "peak": self.plan.head_rate}

    def run(self) -> nn.Module:
        """Train to the end, from the last checkpoint if there is one; gives the averaged network."""
        self._resume()
        while self.epoch < self.plan.epochs:
            started = time.perf_counter()
            rng = random.Random(f"{self.plan.seed} {self.epoch}")
            torch.manual_seed(self.plan.seed + self.epoch)
            made = self._epoch(rng)
            losses = {task.name: [] for task in self.tasks}
            for number, batch in enumerate(made):
                losses[batch.task].append(self._learn(batch, len(made)))
                if number % 50 == 49:
                    told = " ".join(f"{name} {np.mean(some[-40:]):.3f}" for name, some in losses.items() if some)
                    left = (time.perf_counter() - started) / (number + 1) * (len(made) - number - 1)
                    print(f"epoch {self.epoch + 1} {number + 1}/{len(made)} {told} ({left:.0f} s left)", flush=True)
            self.epoch += 1
            self._keep()
        return self.average.module

    def _epoch(self, rng: random.Random) -> list[Batch]:
        made: list[Batch] = []
        for task in self.tasks:
            examples = list(task.examples(self.data, rng))
            whole, part = divmod(self.plan.share.get(task.name, 1), 1)
            picked = [*examples * int(whole), *rng.sample(examples, int(len(examples) * part))]
            made += batches(task.name, picked, pieces=self.plan.pieces, rng=rng)
        rng.shuffle(made)
        return made

    def _learn(self, batch: Batch, in_epoch: int) -> float:
        task = next(t for t in self.tasks if t.name == batch.task)
        share = min(1.0, self.step / (in_epoch * self.plan.epochs))
        scale = min(share / self.plan.warmup, (1 - share) / (1 - self.plan.warmup))
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * max(scale, 0.01)
        self.network.train()
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            states = self._branched(batch) if task.name in OWN else self._states(batch)[0]
        head = self.network.heads[task.name]
        given = head(self.network.dropout(states.float()))
        loss = task.loss(head, given, batch.targets)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.average.update_parameters(self.network)
        self.step += 1
        return float(loss.detach())

    def _states(self, batch: Batch) -> tuple[Tensor, Tensor]:
        where = self.device
        found: tuple[Tensor, Tensor] = self.network.states(
            batch.ids.to(where), batch.mask.to(where), batch.marks.to(where)
        )
        return found

    def _branched(self, batch: Batch) -> Tensor:
        """The branch's states; those that it begins with learn no more, and are made once a window."""
        sizes = [int(size) for size in batch.mask.sum(1)]
        rows = zip(batch.ids, batch.marks, sizes, strict=True)
        keys = [ids[:size].numpy().tobytes() + marks[:size].numpy().tobytes() for ids, marks, size in rows]
        if any(key not in self.begun for key in keys):
            with torch.no_grad():
                self.network.eval()
                for key, states, size in zip(keys, self._states(batch)[1], sizes, strict=True):
                    self.begun[key] = states[:size].to(torch.bfloat16)
                self.network.train()
        begun = nn.utils.rnn.pad_sequence([self.begun[key] for key in keys], batch_first=True)
        states: Tensor = self.network.branched(begun.float(), batch.mask.to(self.device))
        return states

    def _keep(self) -> None:
        if self.kept is not None:
            self.kept.parent.mkdir(parents=True, exist_ok=True)
            state = {
                "network": self.network.state_dict(),
                "average": self.average.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "epoch": self.epoch,
                "step": self.step,
            }
            torch.save(state, self.kept.with_suffix(".new"))
            self.kept.with_suffix(".new").replace(self.kept)

    def _resume(self) -> None:
        if self.kept is not None and self.kept.exists():
            state = torch.load(self.kept, map_location=self.device, weights_only=True)
            self.network.load_state_dict(state["network"])
            self.average.load_state_dict(state["average"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.epoch, self.step = state["epoch"], state["step"]
