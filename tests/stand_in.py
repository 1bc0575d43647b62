"""The command line with a stand-in for the pipeline: `python -m tests.stand_in` needs no parser."""

import sys
import time
from types import ModuleType

from communique.cli import main
from communique.model import Document, Record, Span, Unresolved, quote


def analyse(doc: Document) -> Record:
    """A record with the first word left open; FAULT in a text is a fault of ours, WAIT takes its time."""
    if "FAULT" in doc.text:
        raise KeyError("no such\nthing")
    if "WAIT" in doc.text:
        time.sleep(30)
    first = quote(doc.text, Span(0, len(doc.text.split()[0])))
    return Record(
        document=doc,
        unresolved=(Unresolved(what="participant", evidence=first, reason="a stand-in"),),
        reader="stand-in",
    )


def pipeline() -> ModuleType:
    """What stands in for `communique.pipeline`."""
    module = ModuleType("communique.pipeline")
    module.analyse = analyse  # type: ignore[attr-defined]
    module.READABLE = frozenset({"en"})  # type: ignore[attr-defined]
    return module


if __name__ == "__main__":
    sys.modules["communique.pipeline"] = pipeline()
    main()
