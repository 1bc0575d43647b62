"""From findings to a record: which mentions are one actor, which reports one event, on whose word.

Pure functions: the same findings give the same record, and every judgement has its reason.
"""

from communique.resolve.assemble import judge, resolve
from communique.resolve.infer import infer
from communique.resolve.registry import learn

__all__ = ["infer", "judge", "learn", "resolve"]
