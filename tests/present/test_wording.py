import msgspec
import pytest

from communique.model import EVENT_TYPES, MODES, Event
from communique.present.wording import ACTS, Sentence, dated, listed, sentence
from tests.present.sample import words

EVENT = Event(
    id="e",
    type="CONSULT",
    mode="phone",
    source=("A",),
    target=("B",),
    status="occurred",
    evidence=(words("called"),),
    reason="",
    score=1,
    extractor="x/1",
)


def test_every_type_and_mode_has_its_words() -> None:
    codes = {(type_, mode) for type_ in EVENT_TYPES for mode in (None, *MODES.get(type_, ()))}
    assert set(ACTS) == codes


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ("A", "spoke by phone with", "B")),
        ({"source": ("A", "B"), "target": ()}, ("A and B", "spoke by phone", "")),
        ({"status": "planned", "mode": "visit"}, ("A", "to visit", "B")),
        ({"status": "proposed", "mode": "meeting"}, ("A", "to meet with", "B")),
        ({"status": "denied"}, ("A", "did not speak by phone with", "B")),
        ({"source": ()}, ("B", "spoke by phone", "")),
        ({"type": "RETREAT", "mode": "release", "source": ()}, ("B", "was released", "")),
        (
            {"type": "COERCE", "mode": "arrest", "source": (), "target": ("four fishermen",)},
            ("four fishermen", "were arrested", ""),
        ),
        (
            {"type": "RETREAT", "mode": "release", "source": (), "status": "planned"},
            ("B", "to be released", ""),
        ),
        (
            {"type": "APPOINT", "mode": "name", "source": (), "target": ("B", "C"), "status": "denied"},
            ("B and C", "were not named", ""),
        ),
        (
            {"type": "ASSAULT", "mode": None, "source": ("A", "B"), "target": ()},
            ("A and B", "fought each other", ""),
        ),
    ],
)
def test_an_event_is_told_as_a_sentence(changes: dict[str, object], told: tuple[str, str, str]) -> None:
    assert sentence(msgspec.structs.replace(EVENT, **changes)) == Sentence(*told)


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2025-02", "2025-02"),
        ("2022-02/..", "since 2022-02"),
        ("../2022", "until 2022"),
        ("2025-02-10/2025-02-16", "2025-02-10 to 2025-02-16"),
    ],
)
def test_dates_in_words(date: str, told: str) -> None:
    assert dated(date) == told


def test_names_in_a_row() -> None:
    assert [listed(names) for names in ((), ("A",), ("A", "B"), ("A", "B", "C"))] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
