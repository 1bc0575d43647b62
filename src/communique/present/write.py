"""Files written whole or not at all, and a folder of records in which no text overwrites another."""

from __future__ import annotations

import os
import secrets
import unicodedata
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from communique.model import Record
from communique.present.json import to_json
from communique.read.errors import ReadError

LONGEST = 120
"""The longest id that names a file, in characters; in bytes, twice that."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there with all its bytes or stays as it was; OSError if it can't be.

    The bytes go to a hidden file beside it, which then takes its place.
    """
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    with ExitStack() as undo:
        undo.callback(part.unlink, missing_ok=True)
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)


def is_file_name(name: str) -> bool:
    """Whether an id can name a file on any system: `is_file_name("../a")` is false."""
    return (
        0 < len(name) <= LONGEST
        and len(name.encode("utf-8", "replace")) <= 2 * LONGEST
        and not name.startswith(".")
        and ".." not in name
        and not any(c in '/\\:*?"<>|' or unicodedata.category(c) in {"Cc", "Cs"} for c in name)
    )


class RecordFolder:
    """The folder that `--out` names: `<id>.json` for each text of one run."""

    def __init__(self, folder: Path, *, sources: Iterable[str]) -> None:
        self.folder = folder
        self._inputs = {os.path.realpath(source) for source in sources}
        self._taken: dict[str, str] = {}

    def create(self) -> None:
        """Make the folder if it isn't there; ReadError if that can't be."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            problem = f"{self.folder} can't be made a folder ({error.strerror})"
            raise ReadError("--out", problem, "name another") from None

    def reserve(self, doc_id: str, *, source: str) -> None:
        """Keep the id for this text of the run; ReadError if no file can, or may, be written for it."""
        if not is_file_name(doc_id):
            raise ReadError(
                source,
                f"its id {doc_id[:LONGEST]!r} can't be a file name",
                f"give it an id of at most {LONGEST} letters, digits, dots, hyphens or underscores",
            )
        # Some file systems take "A" and "a", or two spellings of "é", for one name.
        key = unicodedata.normalize("NFC", doc_id).casefold()
        if key in self._taken:
            raise ReadError(source, f"same id as {self._taken[key]}: {doc_id}", "give it another id or its own run")
        if os.path.realpath(self.path(doc_id)) in self._inputs:
            raise ReadError(source, "its record would replace a text of this run", "name another --out folder")
        self._taken[key] = source

    def path(self, doc_id: str) -> Path:
        """Where the record of the text with this id goes."""
        return self.folder / f"{doc_id}.json"

    def write(self, record: Record) -> None:
        """Write one record, whole; OSError if it can't be."""
        write_whole(self.path(record.document.id), to_json(record))
