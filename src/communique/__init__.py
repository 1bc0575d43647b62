"""Reads diplomatic news into a record that can be checked: who said and did what to whom, and on whose word.

>>> import communique
>>> record = communique.read("Iran and Iraq signed a pact on Monday.", published="2025-02-12")
>>> record.events[0].date
'2025-02-10'
"""

from importlib.metadata import version as _version

import communique.read as _room  # first: the function below takes over the name of this room
from communique.model import (
    Actor,
    Document,
    Event,
    Evidence,
    Place,
    Record,
    Span,
    Stance,
    Statement,
    Unresolved,
)
from communique.pipeline import read
from communique.present.json import from_json, to_json
from communique.read.errors import ReadError

__version__ = _version("communique")
__all__ = [
    "Actor",
    "Document",
    "Event",
    "Evidence",
    "Place",
    "ReadError",
    "Record",
    "Span",
    "Stance",
    "Statement",
    "Unresolved",
    "__version__",
    "from_json",
    "read",
    "to_json",
]

del _room
