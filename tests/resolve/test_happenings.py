from typing import Any

import pytest

from communique.model import Document, Event, EventFound, Span
from communique.pipeline import read
from communique.resolve.happenings import Happening, merged, one_event


def told(
    at: int,
    type_: str = "CONSULT",
    *,
    mode: str | None = None,
    status: str = "occurred",
    date: str | None = None,
    source: tuple[str, ...] = ("Sow",),
    target: tuple[str, ...] = ("Berg",),
    by: tuple[str, ...] = (),
    topics: tuple[Span, ...] = (),
) -> Happening:
    span = Span(at, at + 9)
    facts: dict[str, Any] = {"type": type_, "mode": mode, "status": status, "form": "verb", "word": "meet"}
    report = EventFound(
        span=span, trigger=Span(at + 1, at + 4), topics=topics, extractor="events/1", reason="told", **facts
    )
    return Happening(
        reports=(report,), source=source, target=target, date=date, date_said=None, attested_by=by, reason="told"
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (told(0), told(20)),
        (told(0), told(20, source=("Berg",), target=("Sow",))),
        (told(0, mode="phone"), told(20)),
        (told(0, date="2025-02-12"), told(20)),
        (told(0, date="2025-02-12"), told(20, date="2025-02")),
        (told(0), told(20, source=("Sow", "Berg"), target=())),
        (told(0, status="planned"), told(20)),
        (told(0, "RETREAT", mode="release"), told(20, "RETREAT", mode="release", source=())),
        (told(0, "COERCE", mode="arrest"), told(20, "COERCE")),
    ],
)
def test_reports_that_agree_tell_of_one_event(a: Happening, b: Happening) -> None:
    assert one_event(a, b)
    assert one_event(b, a)
    (event,) = merged([a, b])
    assert event.reports == (a.reports + b.reports) or event.reports == (b.reports + a.reports)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (told(0), told(20, "AGREE")),
        (told(0, mode="phone"), told(20, mode="visit")),
        (told(0, date="2025-02-12"), told(20, date="2025-02-11")),
        (told(0, date="2024"), told(20, date="2025-02-11")),
        (told(0), told(20, status="denied")),
        (told(0), told(20, target=("Merz",))),
        (told(0, status="proposed"), told(20, status="denied")),
        (told(0, "ASSAULT"), told(20, "ASSAULT", source=("Berg",), target=("Sow",))),
        (told(0, "ACCUSE"), told(20, "ACCUSE", target=("Merz",))),
        (told(0, source=(), target=()), told(20, source=(), target=())),
    ],
)
def test_reports_that_contradict_stay_apart(a: Happening, b: Happening) -> None:
    assert one_event(a, b) is None
    assert one_event(b, a) is None
    assert merged([a, b]) == [a, b]


def test_what_has_occurred_outweighs_what_was_planned() -> None:
    (event,) = merged([told(0, status="planned"), told(20, date="2025-02-12")])
    assert event.first.status == "occurred"
    assert event.date == "2025-02-12"


def test_the_fuller_date_and_the_fuller_list_of_parties_count() -> None:
    (event,) = merged([told(0, date="2025-02"), told(20, date="2025-02-12", source=("Sow", "Touré"))])
    assert event.date == "2025-02-12"
    assert event.parties == {"Sow", "Touré", "Berg"}


def test_three_reports_make_one_event_and_a_fourth_another() -> None:
    events = merged([told(0), told(20, mode="phone"), told(40), told(60, target=("Merz",))])
    assert [len(e.reports) for e in events] == [3, 1]


def test_no_reports_no_events() -> None:
    assert merged([]) == []


def test_accounts_of_several_are_all_kept() -> None:
    (event,) = merged([told(0, by=("Sow",)), told(20, by=("Berg",))])
    assert set(event.attested_by) == {"Sow", "Berg"}


# whole texts


def events(text: str, type_: str) -> list[Event]:
    found = read(Document(id="events", text=text, published="2025-02-12", language="en"))
    return [e for e in found.events if e.type == type_]


@pytest.mark.model
def test_a_call_told_twice_is_one_event_with_two_evidences() -> None:
    (call,) = events(
        "President Omar Sesay spoke with Chancellor Karl Merz by phone on Monday. "
        "The phone call between Sesay and Merz lasted an hour.",
        "CONSULT",
    )
    assert (call.mode, call.date, call.status) == ("phone", "2025-02-10", "occurred")
    assert len(call.evidence) == 2


@pytest.mark.model
def test_two_calls_on_two_days_are_two_events() -> None:
    calls = events(
        "President Omar Sesay phoned Chancellor Karl Merz on Monday. Sesay phoned Merz again on Tuesday.", "CONSULT"
    )
    assert sorted(str(c.date) for c in calls) == ["2025-02-10", "2025-02-11"]


@pytest.mark.model
def test_an_account_and_its_denial_are_two_entries() -> None:
    strikes = events(
        "Ethiopia said that Eritrea had shelled the town of Badme. "
        "Eritrea denied that it had shelled the town of Badme.",
        "ASSAULT",
    )
    assert {(s.status, s.attested_by) for s in strikes} == {("occurred", ("Ethiopia",)), ("denied", ("Eritrea",))}
