import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.analyse.engine.windows import CONTEXT, LONGEST, pieces, windows, with_roles

ODD = "ab Ze. ,'\"“”‘’«»„\u00a0\u202f\u2009\u00ad\u0301\u200d\u200b\ufeff😀🇺🇦👩‍👩‍👧é漢ش1\t\n\r…—"


def shown(text: str) -> list[str]:
    found = pieces(text)
    return [text[a:z] for a, z in zip(found.start, found.end, strict=True)]


def test_pieces_are_words_and_their_continuations_with_the_texts_own_letters() -> None:
    text = "Zelenskyy’s aide said “no”."
    found = pieces(text)
    assert "".join(shown(text)) == text.replace(" ", "")
    words = [shown(text)[n] for n in range(len(found)) if found.is_word[n]]
    assert words[-6:] == ["aide", "said", "“", "no", "”", "."]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Cafe\u0301 talks", "e\u0301"),
        ("A 👍 from Kyiv", "👍"),
        ("Prime\u00a0Minister", "Minister"),
        ("„Nein“, sagte er", "„"),
    ],
)
def test_odd_characters_keep_their_place(text: str, piece: str) -> None:
    assert any(found.endswith(piece) for found in shown(text))


@given(st.text(st.sampled_from(ODD), max_size=300))
@settings(max_examples=200, deadline=None)
def test_pieces_stand_in_order_on_words_of_the_text_and_windows_hold_each_once(text: str) -> None:
    found = pieces(text)
    assert (found.start < found.end).all()
    assert (found.end[:-1] <= found.start[1:]).all()
    assert all(part == part.strip() and part for part in shown(text))
    owned = [n for window in windows(found) for n in range(window.own, window.last)]
    assert owned == list(range(len(found)))


@given(st.lists(st.integers(1, 400), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_windows_fit_and_begin_at_paragraphs_where_these_fit(lengths: list[int]) -> None:
    found = pieces("\n\n".join("war " * n for n in lengths))
    for window in windows(found):
        assert 0 < window.last - window.first <= LONGEST - 2
        assert window.own - window.first <= CONTEXT
        inside = window.own > 0 and found.paragraph[window.own] == found.paragraph[window.own - 1]
        assert not inside or np.count_nonzero(found.paragraph == found.paragraph[window.own]) > LONGEST - 2 - CONTEXT


def test_marks_tell_case_gap_and_quotation() -> None:
    text = "NATO said: “We will”\n\nOn."
    told = {word: tuple(mark) for word, mark in zip(shown(text), pieces(text).marks.tolist(), strict=True)}
    assert told["NATO"] == (3, 3, 0, 0)
    assert told["said"] == (1, 1, 0, 0)
    assert told["“"] == (0, 1, 2, 0)
    assert told["We"] == (2, 0, 1, 0)
    assert told["On"] == (2, 3, 0, 0)


def test_source_and_target_are_marked_where_one_relation_is_asked_for() -> None:
    found = with_roles(pieces("Norway freed two men."), (0, 6), (13, 20))
    assert found.marks[:, 3].tolist() == [1, 0, 2, 2, 0]


def test_a_text_without_words_has_no_pieces() -> None:
    assert len(pieces(" \n\u200b\n ")) == 0
    assert list(windows(pieces(""))) == []
