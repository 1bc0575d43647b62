"""What a journal tells, one frame a fact: what was read, what failed, what is no longer so."""

from __future__ import annotations

import hashlib

import msgspec

from communique.model import Document, LinkJudgement, Record, Run
from communique.store.judged import Judgement


class Frame(msgspec.Struct, frozen=True, kw_only=True, tag_field="frame"):
    """A fact of the journal."""


class Began(Frame, frozen=True, kw_only=True, tag="began"):
    """The journal begins here; `journal` is its own name, which its store repeats."""

    journal: str
    form: int = 1


class Ran(Frame, frozen=True, kw_only=True, tag="ran"):
    """From here on, texts may be read by these versions; `at` is the time in UTC."""

    run: Run
    at: str


class Read(Frame, frozen=True, kw_only=True, tag="read"):
    """A text was read by the versions of a run: `document` is the id of this version of it, see `document_id`."""

    document: str
    origin: str
    source: str
    run: str
    record: Record
    at: str


class Fell(Frame, frozen=True, kw_only=True, tag="failed"):
    """A text, or a whole origin, could not be read."""

    origin: str
    source: str
    problem: str
    mend: str
    at: str


class Mended(Frame, frozen=True, kw_only=True, tag="mended"):
    """What had failed at these sources no longer does."""

    sources: tuple[str, ...]


class Again(Frame, frozen=True, kw_only=True, tag="again"):
    """A source has gone back to a version of its text that was known already."""

    source: str
    document: str


class Judged(Frame, frozen=True, kw_only=True, tag="judged"):
    """Somebody has judged a finding; `at` is the time in UTC."""

    judgement: Judgement
    at: str


class Linkage(Frame, frozen=True, kw_only=True, tag="linkage"):
    """Somebody judged that two reports are, or are not, of one event."""

    judgement: LinkJudgement


Told = Began | Ran | Read | Fell | Mended | Again | Judged | Linkage


def document_id(doc: Document) -> str:
    """The id of a version of a text: 16 hexadecimal digits that hash it with all that its source says of it.

    The language counts only where the source states it, since otherwise it is our guess.

    >>> document_id(Document(id="a", text="They met."))
    '9b6d0a5dd0ad4d0a'
    """
    return hashlib.sha256(msgspec.json.encode(doc)).hexdigest()[:16]
