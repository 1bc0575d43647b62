from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.analyse.paragraphs import paragraphs
from communique.analyse.quotations import quotations


def quoted(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('The envoy said "yes".', ["yes"]),
        ("The envoy said “yes”.", ["yes"]),
        ("The envoy said «yes».", ["yes"]),
        ("The envoy said « yes ».", ["yes"]),
        ("The envoy said „yes“.", ["yes"]),
        ("The envoy said „yes”.", ["yes"]),
        ('"Yes," he said. "And no."', ["Yes,", "And no."]),
        ("“Yes,” he said, “and no.”", ["Yes,", "and no."]),
        ("“We have no “plan B” yet,” she said.", ["We have no “plan B” yet,"]),
        ("“We have no 'plan B' yet,” she said.", ["We have no 'plan B' yet,"]),
        ("“He told us ‘never’,” she said.", ["He told us ‘never’,"]),
        ("«He spoke of “peace” again», she said.", ["He spoke of “peace” again"]),
        ("'We stay,' she said. 'The guards' post stays too.'", ["We stay,", "The guards' post stays too."]),
        ("‘We stay,’ she said.", ["We stay,"]),
        ("The ministry's note didn't say so.", []),
        ("The ministers' talks weren't over.", []),
        ("The ministry’s note didn’t say so.", []),
        ("A text without any.", []),
        ('An empty "" one.', []),
        ("An empty “ ” one.", []),
    ],
)
def test_what_stands_between_quotation_marks(text: str, inner: list[str]) -> None:
    assert quoted(text) == inner


@pytest.mark.parametrize("opening", ['"', "“", "«", "„"])
def test_one_left_open_ends_with_its_paragraph(opening: str) -> None:
    text = f"The envoy said: {opening}We shall see.\n\nNobody replied."
    found = quotations(text, paragraphs(text))
    assert [text[q.inner.start : q.inner.end] for q in found] == ["We shall see."]
    assert not found[0].is_closed


def test_every_paragraph_of_a_long_quotation_is_opened_and_only_the_last_closed() -> None:
    text = "“We came in peace.\n\n“We leave in peace.\n\n“We shall return.”"
    found = quotations(text, paragraphs(text))
    assert [text[q.inner.start : q.inner.end] for q in found] == [
        "We came in peace.",
        "We leave in peace.",
        "We shall return.",
    ]
    assert [q.is_closed for q in found] == [False, False, True]


def test_a_closing_mark_alone_opens_nothing() -> None:
    assert quoted("We came in peace.” Nobody replied.") == []


def test_marks_are_outside_the_inner_words() -> None:
    text = "He said “yes”."
    (found,) = quotations(text, paragraphs(text))
    assert text[found.outer.start : found.outer.end] == "“yes”"


@given(st.text(st.sampled_from("ab .\n\"“”«»„'’"), max_size=60))
def test_quotations_lie_in_order_inside_their_paragraphs(text: str) -> None:
    spans = paragraphs(text)
    found = quotations(text, spans)
    for one in found:
        assert any(span.holds(one.outer) for span in spans)
        assert one.outer.holds(one.inner)
        inner = text[one.inner.start : one.inner.end]
        assert inner
        assert inner == inner.strip()
    for before, after in pairwise(found):
        assert before.outer.end <= after.outer.start
