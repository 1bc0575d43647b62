"""The network as one ONNX file: weights in eight bits, the heads' settings in its metadata, and how it was checked."""

from __future__ import annotations

import json
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from communique.analyse.engine.windows import MARKS
from training.network import Network
from training.tasks import Task

LARGEST = 35 * 1024 * 1024  # bytes


class ByteEmbedding(nn.Module):
    """An embedding table in eight bits with a scale a row: a quarter of the size, looked up as before."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        scale = table.weight.detach().abs().amax(dim=1, keepdim=True) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(table.weight.detach() / scale).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """(windows, pieces) to (windows, pieces, width)."""
        return self.rows[ids].float() * self.scale[ids]


class Exported(nn.Module):
    """The network with its outputs in a fixed order."""

    def __init__(self, network: Network, names: Sequence[str]) -> None:
        super().__init__()
        self.network, self.names = network, names

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor) -> tuple[Tensor, ...]:
        """(windows, pieces), the same, (windows, pieces, 3): each head's numbers by piece."""
        given = self.network(ids, mask, marks)
        return tuple(given[name] for name in self.names)


def export(network: Network, tasks: Sequence[Task], out: Path, *, is_small: bool = True) -> None:
    """Write the network to `out`; with `is_small` in eight bits, else in 32.

    Raises ValueError if the file would be larger than 35 MiB.
    """
    network = network.cpu().eval()
    heads = {task.name: task.settings(network.heads[task.name]) for task in tasks}
    if is_small:
        table = network.encoder.embeddings.word_embeddings
        network.encoder.embeddings.word_embeddings = ByteEmbedding(table)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _written(Exported(network, [task.name for task in tasks]), plain)
        if is_small:
            ready, small = Path(folder) / "ready.onnx", Path(folder) / "small.onnx"
            quant_pre_process(plain, ready, skip_symbolic_shape=True)
            quantize_dynamic(
                ready,
                small,
                op_types_to_quantize=["MatMul", "Gemm"],
                per_channel=True,
                weight_type=QuantType.QInt8,
                reduce_range=True,
            )
            network.encoder.embeddings.word_embeddings = table
            plain = small
        model = onnx.load(plain)
    onnx.helper.set_model_props(model, {"heads": json.dumps(heads)})
    if is_small and model.ByteSize() > LARGEST:
        raise ValueError(f"{model.ByteSize()} bytes are more than {LARGEST}")
    out.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, out)


def _written(exported: Exported, out: Path) -> None:
    ids, mask = (
        torch.full((2, 16), 2000),
        torch.ones(2, 16, dtype=torch.int64),
    )  # two tensors, or export takes them for one
    marks = torch.zeros(2, 16, len(MARKS), dtype=torch.int64)
    windows, count = torch.export.Dim("windows", max=64), torch.export.Dim("pieces", max=512)
    sizes = {0: windows, 1: count}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            exported,
            (ids, mask, marks),
            out,
            dynamo=True,
            external_data=False,
            input_names=["ids", "mask", "marks"],
            output_names=list(exported.names),
            dynamic_shapes=(sizes, sizes, sizes),
            verbose=False,
        )
