import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import Span, SpanIndex


@given(st.lists(st.integers(1, 5), max_size=12), st.integers(0, 40), st.integers(1, 9))
def test_an_index_gives_the_spans_that_meet_another(lengths: list[int], start: int, length: int) -> None:
    spans, at = [], 0
    for number, size in enumerate(lengths):
        spans.append(Span(at, at + size))
        at += size + number % 2
    one = Span(start, start + length)
    assert SpanIndex(spans).meeting(one) == [span for span in spans if span.meets(one)]


def test_a_span_has_a_length() -> None:
    with pytest.raises(ValueError, match="no span: 3 to 3"):
        Span(3, 3)
