"""What is listed across texts: the events that several report, and plans with what became of them."""

from __future__ import annotations

from communique.model import EventType, Outcome, Plan, Report, Status
from communique.present.listing import Column, get, kind_of, text_of, what, when, words
from communique.store.view import Happened, Line


class Shared(Happened, frozen=True, kw_only=True):
    """An event that several texts report: in how many, and on what they contradict each other."""

    texts: int
    disputed: tuple[str, ...] = ()


class Followed(Happened, frozen=True, kw_only=True):
    """A plan with its newest date, what became of it, why that is thought, how surely, and the text that tells it."""

    outcome: Outcome
    outcome_reason: str
    outcome_score: float
    later: str | None = None
    later_words: str | None = None


def shared_line(report: Report, *, texts: int, disputed: tuple[str, ...]) -> Shared:
    """An event by the report that tells most of it."""
    return Shared(**happened(report), texts=texts, disputed=disputed)  # type: ignore[arg-type]


def followed_line(plan: Plan) -> Followed:
    """A plan by the report that told it first."""
    later = plan.later
    said = happened(plan.report) | {"date": plan.date}
    return Followed(
        **said,  # type: ignore[arg-type]
        outcome=plan.outcome,
        outcome_reason=plan.reason,
        outcome_score=plan.score,
        later=None if later is None else later.name,
        later_words=None if later is None else later.event.evidence[0].text,
    )


Told = EventType | Status | str | float | tuple[str, ...] | None


def happened(report: Report) -> dict[str, Told]:
    """The fields of a report's event as a line has them."""
    event = report.event
    return {
        "date": event.date,
        "status": event.status,
        "type": event.type,
        "mode": event.mode,
        "source": event.source,
        "target": event.target,
        "place": event.place,
        "attested_by": event.attested_by,
        "words": event.evidence[0].text,
        "document": report.name,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published,
        "id": event.id,
        "score": event.score,
    }


def became(line: Line) -> str:
    """What became of a plan, and which text tells it."""
    if not isinstance(line, Followed):
        return ""
    return f"{line.outcome} ({line.later})" if line.later else line.outcome


def disputed(line: Line) -> str:
    """On what the reports of an event contradict each other."""
    return "; ".join(line.disputed) if isinstance(line, Shared) else ""


SHARED = (
    Column("When", when),
    Column("What", what, 5),
    Column("Type", kind_of, 2, narrow=12),
    Column("Texts", get("texts")),
    Column("Disputed", disputed, 3, is_wide=True),
    Column("Event", get("id")),
)
FOLLOWED = (
    Column("When", when),
    Column("What", what, 5),
    Column("Became", became, 3),
    Column("Words", words, 5, is_wide=True),
    Column("Text", text_of, 3, is_cut=True),
)
COLUMNS: dict[type[Line], tuple[Column, ...]] = {Shared: SHARED, Followed: FOLLOWED}
