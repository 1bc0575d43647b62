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
    Dictionary,
    Document,
    Event,
    Evidence,
    Place,
    Record,
    Registry,
    Span,
    Stance,
    Statement,
    Unresolved,
)
from communique.pipeline import read
from communique.present.json import from_json, to_json
from communique.present.registry import registry_to
from communique.read.dictionary import dictionary_from
from communique.read.errors import ReadError
from communique.read.registry import registry_from
from communique.resolve import learn

__version__ = _version("communique")
__all__ = [
    "Actor",
    "Dictionary",
    "Document",
    "Event",
    "Evidence",
    "Place",
    "ReadError",
    "Record",
    "Registry",
    "Span",
    "Stance",
    "Statement",
    "Unresolved",
    "__version__",
    "dictionary_from",
    "from_json",
    "learn",
    "read",
    "registry_from",
    "registry_to",
    "to_json",
]

del _room
