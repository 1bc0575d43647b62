"""Bytes in a declared character set to text: no guess, no replaced character, no codec that isn't a character set."""

from __future__ import annotations

import codecs

from communique.read.arrival import Place
from communique.read.errors import ReadError
from communique.read.plain import MARKS, check_text, decoded

SAME_ON_THE_WEB = {"iso8859-1": "cp1252", "ascii": "cp1252", "shift_jis": "cp932", "gb2312": "gbk", "euc_kr": "cp949"}
"""What browsers take these names for (WHATWG Encoding Standard)."""

KNOWN = frozenset(
    {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5", "gbk", "gb18030", "euc_jp", "cp932", "cp949"}
    | {"iso2022_jp", "koi8-r", "koi8-u", "mac-roman", "cp866", "cp874"}
    | {f"cp125{number}" for number in range(9)}
    | {f"iso8859-{number}" for number in range(2, 17)}
)
"""Character sets of the Web. Python has more codecs, some of them no character sets and some slow on purpose."""


def decoded_as(data: bytes, source: str, *, declared: str | None) -> str:
    r"""The text of bytes that are said to be in a character set; without a word of it they must be UTF-8.

    A byte order mark goes before what is declared. Raises ReadError where the bytes aren't what is declared.

    >>> decoded_as(b"caf\xe9", "a.html", declared="iso-8859-1")
    'café'
    """
    if declared is None or data.startswith(tuple(mark for mark, *_ in MARKS)):
        return decoded(data, source)
    codec = named(declared)
    if codec is None:
        mend = "save it again as UTF-8"
        raise ReadError(source, f"in a character set that is not known: {declared[:40]!r}", mend)
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        problem = f"said to be {declared[:40]}, and is not at byte {error.start}"
    raise ReadError(source, problem, "save it again as UTF-8, and say so in it")


def named(label: str) -> str | None:
    """Python's name of the character set that a label means: `named("Latin-1")` is "cp1252", None for no such one."""
    try:
        codec = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    codec = SAME_ON_THE_WEB.get(codec, codec)
    return codec if codec in KNOWN else None


def declared(data: bytes, place: Place) -> str:
    """The text of a plain text in the character set that its sender names, with line ends made one sign."""
    text = decoded_as(data, place.name, declared=place.charset).replace("\r\n", "\n").replace("\r", "\n")
    check_text(text, place.name)
    return text
