"""Bytes to text: UTF-8, or UTF-16 and UTF-32 with their byte order mark; anything else is an error."""

from __future__ import annotations

import codecs
import shlex

from communique.read.errors import ReadError

CHARACTERS = 1_000_000
"""The longest text that is read in one piece."""

BYTES = 4 * CHARACTERS + 4
"""No file of plain text larger than this can hold so few characters (four bytes each, and the mark)."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

BINARY = (
    (b"%PDF-", "a PDF file", "extract its text first, for example: pdftotext {file}"),
    (b"PK\x03\x04", "a ZIP or Office file", "save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save it as plain text first"),
    (b"\x1f\x8b", "a gzip file", "unpack it first: gunzip {file}"),
    (b"\xfd7zXZ\x00", "an XZ file", "unpack it first: unxz {file}"),
    (b"\x89PNG", "a PNG image", "give its text as plain text"),
    (b"\xff\xd8\xff", "a JPEG image", "give its text as plain text"),
    (b"GIF8", "a GIF image", "give its text as plain text"),
)


def from_bytes(data: bytes, source: str) -> str:
    r"""The text of a plain file, its line ends made `\n`: offsets count the characters of what is returned.

    >>> from_bytes(b"They met.\r\nThey left.", "a.txt")
    'They met.\nThey left.'
    """
    text = decoded(data, source).replace("\r\n", "\n").replace("\r", "\n")
    check_text(text, source)
    return text


def decoded(data: bytes, source: str) -> str:
    """The characters that the bytes stand for, without the byte order mark.

    >>> decoded(b"\\xff\\xfeO\\x00K\\x00", "a.txt")
    'OK'
    """
    check_binary(data, source)
    mark, codec, name = next((m for m in MARKS if data.startswith(m[0])), (b"", "utf-8", "UTF-8"))
    try:
        return data[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        problem = f"not valid {name} at byte {error.start + len(mark)}"
    if mark:
        raise ReadError(source, problem, "it is damaged or cut short: save it again as UTF-8")
    if b"\x00" in data:
        raise ReadError(source, "binary data, not text", "give its text as plain text in UTF-8")
    file = "" if source == "-" else f" {shlex.quote(source)}"
    # Text that isn't UTF-8 is most often Windows-1252.
    raise ReadError(source, problem, f"convert it first: iconv -f WINDOWS-1252 -t UTF-8{file} > NEW-FILE")


def check_binary(data: bytes, source: str) -> None:
    """Refuse data that begin like a file of another kind: a picture, an archive, a PDF."""
    for magic, what, mend in BINARY:
        if data.startswith(magic):
            raise ReadError(source, f"binary data, not text ({what})", mend.format(file=shlex.quote(source)))


def check_text(text: str, source: str) -> None:
    """Refuse what is no text to read: NUL characters, nothing but space, or too much of it."""
    if "\x00" in text:
        raise ReadError(source, "binary data, not text", "give its text as plain text in UTF-8")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ReadError(source, "half a character (a lone surrogate) in it", "write the text anew in UTF-8")
    if not text.strip():
        raise ReadError(source, "no text in it", "put the article's text there")
    if len(text) > CHARACTERS:
        raise too_long(source)


def too_long(source: str) -> ReadError:
    """The error for a text beyond `CHARACTERS`."""
    return ReadError(source, f"longer than {CHARACTERS:,} characters", "split it, for example one file an article")
