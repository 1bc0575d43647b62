"""Judgements on links: that two reports are, or are not, of one event. Each is kept, the newest on a pair counts."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model import LinkJudgement, ReportId
from communique.store.connection import Connection
from communique.store.frames import Linkage

ADD = "INSERT INTO linkages VALUES (?, ?, ?, ?, ?, ?, ?)"
ALL = """
SELECT one_document, one_event, other_document, other_event, is_same, judged_by,
    strftime(judged_at, '%Y-%m-%d %H:%M:%S') FROM linkages ORDER BY judged_at, rowid
"""


def add_linkages(connection: Connection, told: Sequence[Linkage]) -> None:
    """Add the judgements of frames to their table."""
    for frame in told:
        one = frame.judgement
        pair = (one.one.text, one.one.event, one.other.text, one.other.event)
        connection.execute(ADD, [*pair, one.is_same, one.by, one.at])


def linkages(connection: Connection) -> tuple[LinkJudgement, ...]:
    """All judgements on links, the oldest first."""
    return tuple(
        LinkJudgement(one=ReportId(a, b), other=ReportId(c, d), is_same=is_same, by=by, at=at)
        for a, b, c, d, is_same, by, at in connection.execute(ALL).fetchall()
    )
