"""The only door to spaCy and to ONNX: the parser, and the encoder with its heads."""

from communique.analyse.engine.parser import bare_parse, parse

__all__ = ["bare_parse", "parse"]
