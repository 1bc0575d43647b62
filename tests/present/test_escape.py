import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from communique.present.escape import visible


@given(st.text(st.characters()))
def test_nothing_that_steers_a_terminal_is_left(words: str) -> None:
    shown = visible(words)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    shown.encode()


@given(st.text(st.characters(whitelist_categories=["L", "N", "P", "S"])))
def test_plain_words_are_shown_as_they_are(words: str) -> None:
    assert visible(words) == words


def test_space_is_one_space_and_escapes_are_written_out() -> None:
    assert visible(" a\n\n b\tc ") == "a b c"
    assert visible("\x1b[2J \u202e\x9b") == "\\x1b[2J \\u202e\\x9b"
