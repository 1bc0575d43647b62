"""The only door to the parsers and to ONNX: spaCy for English, slovnet for Russian, the encoder with its heads."""

import os

# Read by OpenBLAS when numpy is first loaded: the matrices are small, and threads only get in each other's way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from communique.analyse.engine.parser import bare_parse, parse

__all__ = ["bare_parse", "parse"]
