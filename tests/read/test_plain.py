from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read import plain
from communique.read.errors import ReadError

CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-32")
TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00\ufeff"), min_size=1)


def problem(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        plain.from_bytes(data, "a b.txt")
    return str(caught.value)


@given(TEXTS.filter(str.strip), st.sampled_from(CODECS))
def test_offsets_count_the_characters_of_the_text_in_any_encoding(text: str, codec: str) -> None:
    start = "They said: "
    read = plain.from_bytes((start + text).encode(codec), "a.txt")
    assert read == start + text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_the_one_error(data: bytes) -> None:
    with suppress(ReadError):
        text = plain.from_bytes(data, "a.txt")
        assert text.strip()
        assert "\r" not in text


def test_line_ends_become_newlines() -> None:
    assert plain.from_bytes(b"a\r\nb\rc\n", "a.txt") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"caf\xe9 now",
            "not valid UTF-8 at byte 3; convert it first: iconv -f WINDOWS-1252 -t UTF-8 'a b.txt'",
        ),
        (b"\xef\xbb\xbfcaf\xe9", "not valid UTF-8 at byte 6; it is damaged"),
        (b"\xff\xfea\x00b", "not valid UTF-16 at byte 4"),
        (b"a\x00b\x00", "binary data, not text;"),
        (b"\x00\x01\xff\xfe", "binary data, not text;"),
        (
            b"%PDF-1.7 \xe2",
            "binary data, not text (a PDF file); extract its text first, for example: pdftotext 'a b.txt'",
        ),
        (b"PK\x03\x04..", "a ZIP or Office file"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"", "no text in it;"),
        (b" \n\t \xc2\xa0", "no text in it;"),
        (b"\xef\xbb\xbf", "no text in it;"),
        (b"a" * (plain.CHARACTERS + 1), "longer than 1,000,000 characters; split it"),
    ],
)
def test_what_is_no_text_is_named_with_its_mend(data: bytes, said: str) -> None:
    assert problem(data).startswith("a b.txt: ")
    assert said in problem(data)


def test_the_longest_text_is_read() -> None:
    assert len(plain.from_bytes(b"a" * plain.CHARACTERS, "a.txt")) == plain.CHARACTERS


def test_on_standard_input_the_mend_names_no_file() -> None:
    with pytest.raises(ReadError, match=r"-t UTF-8 > NEW-FILE$"):
        plain.from_bytes(b"\xe9", "-")
