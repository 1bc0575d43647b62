"""The way in for judgements: into the journal, and at once into the store."""

from __future__ import annotations

from pathlib import Path

from communique.store.errors import StoreError
from communique.store.frames import Judged
from communique.store.hold import held, now
from communique.store.judged import Judgement
from communique.store.publish import Files, publish


def judge(path: Path, judgement: Judgement, *, wait: float = 0.0) -> None:
    """Keep a judgement, which holds as soon as this returns; earlier ones on the same finding stay in the journal.

    Raises StoreError where another process writes for longer than `wait` seconds, or nothing can be written.
    """
    if not path.exists():
        raise StoreError(path, "no such file", "check the name")
    with held(path, wait=wait) as journal:
        journal.append([Judged(judgement=judgement, at=now())])
        journal.sync()
        publish(Files(path))
