"""One name: offices through time, statements, acts, and how it is regarded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from communique.store import charts, pages
from communique.store.view import Filters, Line, statements, timeline
from communique.web.page import Asking, Missing, Page, Shown
from communique.web.pages.timeline import by_time

SOME = 20
MOST_TENURES = 200


class Tenure(msgspec.Struct, frozen=True, kw_only=True):
    """Texts one after another that say the same of somebody: the first and the last of them, and how many."""

    first: pages.Office
    last: pages.Office
    texts: int
    mentions: tuple[str, ...]


def tenures(offices: Sequence[pages.Office]) -> list[Tenure]:
    """What texts say of somebody, through time: those that say the same as the one before are taken together."""
    found = []
    for _, group in groupby(offices, key=lambda one: (one.roles, one.kind, one.country, one.verdict)):
        texts = list(group)
        called = dict.fromkeys(name for text in texts for name in text.mentions)
        found.append(Tenure(first=texts[0], last=texts[-1], texts=len(texts), mentions=tuple(called)[:8]))
    return found


def show(asking: Asking) -> Shown:
    """All that texts say of a name, the first of each kind."""
    name = asking.one("name")
    answers, filters = asking.answers, Filters(name=name, most=SOME)
    offices = answers.all(pages.offices(Filters(name=name))) if name else []
    if not name or not offices:
        raise Missing(f"No actor called “{name}”." if name else "The address names no actor: ?name=…")
    every = Filters(name=name)
    values = {
        "name": name,
        "offices": tenures(offices)[:MOST_TENURES],
        "statements": answers.all(statements(filters)),
        "statement_count": answers.count(statements(every)),
        "events": answers.all(timeline(filters)),
        "event_count": answers.count(timeline(every)),
        "regards": answers.all(pages.regards(every)),
        "chart": by_time(answers, every, msgspec.structs.replace(asking, name="timeline")),
        "ties": [t for t in answers.all(charts.ties(every, by="name")) if name in {t.one, t.other}][:SOME],
    }
    return Shown(title=name, values=values)


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """What the texts say of the name, text by text."""
    return asking.answers.all(pages.offices(Filters(name=asking.one("name") or ""))), pages.Office


PAGE = Page(name="actor", heading="", show=show, lines=lines)
