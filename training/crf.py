"""A linear-chain conditional random field over BIO tags (Lafferty, McCallum and Pereira 2001)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

FORBIDDEN = -1e4


class Crf(nn.Module):
    """Scores sequences of tags: learnt transitions, those that BIO forbids (I after another kind) held at −10⁴."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        self.labels = labels
        self.free = nn.Parameter(torch.zeros(len(labels), len(labels)))
        self.begin = nn.Parameter(torch.zeros(len(labels)))
        allowed = torch.tensor([[_may_follow(b, a) for b in labels] for a in labels])
        self.register_buffer("barred", torch.where(allowed, 0.0, FORBIDDEN), persistent=False)
        opening = torch.tensor([_may_follow(b, "O") for b in labels])
        self.register_buffer("unopened", torch.where(opening, 0.0, FORBIDDEN), persistent=False)

    @property
    def transitions(self) -> Tensor:
        """Scores of going from one tag (row) to another (column)."""
        return self.free + self.barred

    @property
    def opening(self) -> Tensor:
        """Scores of beginning with each tag."""
        return self.begin + self.unopened

    def loss(self, emissions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Mean negative log-likelihood a word.

        `emissions` (windows, words, tags) and `tags` (windows, words) are padded; `lengths` (windows,) says where.
        """
        trans, steps = self.transitions, emissions.shape[1]
        rows = torch.arange(len(tags))
        gold = self.opening[tags[:, 0]] + emissions[rows, 0, tags[:, 0]]
        total = self.opening + emissions[:, 0]
        for step in range(1, steps):
            alive = (step < lengths).float()
            here = tags[:, step]
            gold = gold + alive * (trans[tags[:, step - 1], here] + emissions[rows, step, here])
            more = torch.logsumexp(total.unsqueeze(2) + trans, dim=1) + emissions[:, step]
            total = torch.where(alive.bool().unsqueeze(1), more, total)
        return (torch.logsumexp(total, dim=1) - gold).sum() / lengths.sum()


def _may_follow(label: str, before: str) -> bool:
    return not label.startswith("I-") or before[2:] == label[2:]
