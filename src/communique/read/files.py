"""From what the user names (files, folders, "-") to documents, one at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from communique.model import Document
from communique.read import jsondoc, plain
from communique.read.errors import ReadError
from communique.read.language import detect
from communique.read.published import check_published

STDIN = "-"
SUFFIXES = (".txt", ".json")


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """The texts to read, by file name, and what could not be looked through."""

    found: tuple[str, ...]
    failed: tuple[ReadError, ...]


def sources(paths: Iterable[str]) -> Sources:
    """The files that the paths stand for, each once; a folder gives its *.txt and *.json, sorted.

    Folders are looked through at any depth; hidden files and folders are passed over, and links to folders
    inside a folder are not followed, nor are links to files outside it.

    >>> sources(["a.txt", "-", "a.txt"]).found
    ('a.txt', '-')
    """
    found: dict[str, str] = {}
    failed: list[ReadError] = []
    for path in paths:
        names: tuple[str | ReadError, ...] = (path,)
        try:
            names = tuple(inside(path)) if path != STDIN and Path(path).is_dir() else names
        except ReadError as error:
            failed.append(error)
            continue
        failed += (name for name in names if isinstance(name, ReadError))
        for name in (name for name in names if isinstance(name, str)):
            found.setdefault(name if name == STDIN else os.path.realpath(name), name)
    return Sources(found=tuple(found.values()), failed=tuple(failed))


def inside(folder: str, *, suffixes: tuple[str, ...] = SUFFIXES) -> Iterator[str | ReadError]:
    """The readable files in a folder and its folders, in the order of their names; raises ReadError for none.

    A file that is a link to somewhere outside the folder comes as an error: a folder from elsewhere may hold links
    that its maker hopes we follow.
    """
    has_any = False
    top = os.path.realpath(folder)
    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            is_text = not name.startswith(".") and name.lower().endswith(suffixes) and path.is_file()
            if is_text and not is_within(path, top):
                yield ReadError(str(path), "a link that leads out of its folder", "name the file itself if you mean it")
            elif is_text:
                has_any = True
                yield str(path)
    if not has_any:
        raise ReadError(folder, f"no {listed(suffixes)} file in this folder", "name a folder that has some")


def is_within(path: Path, top: str) -> bool:
    """Whether a file lies in a folder once its links are followed."""
    return os.path.realpath(path).startswith(os.path.join(top, ""))  # noqa: PTH118  a path as text, compared as such


def listed(suffixes: tuple[str, ...]) -> str:
    """Suffixes in a row: `listed((".txt", ".json"))` is ".txt or .json"."""
    return f"{', '.join(suffixes[:-1])} or {suffixes[-1]}"


def refuse(error: OSError) -> None:
    """Turn what the operating system says into the one error."""
    raise unreadable(str(error.filename), error)


def unreadable(source: str, error: OSError) -> ReadError:
    """The error for a file that can't be opened or read: missing, not allowed, or worse."""
    if isinstance(error, FileNotFoundError):
        return ReadError(source, "no such file or folder", "check the name")
    if isinstance(error, PermissionError):
        return ReadError(source, "not allowed to read it", "change its permissions")
    return ReadError(source, f"can't be read ({error.strerror or error})", "check the file")


def document(source: str, *, published: str | None = None) -> Document:
    """Read one text, with its language; `published` is for a text that doesn't say when it was published.

    A file named *.json is a JSON document, and so is standard input that begins with a brace; any other
    is plain text. The id is the document's own, else the file's name without its suffix.
    """
    if source == STDIN:
        name, data = "stdin", content(source, jsondoc.BYTES)
        is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    else:
        name, is_json = named(source), Path(source).suffix.lower() == ".json"
        data = content(source, jsondoc.BYTES if is_json else plain.BYTES)
    if published is not None:
        check_published(published, source)
    if is_json:
        doc = jsondoc.from_bytes(data, source, default_id=name)
    else:
        doc = Document(id=name, text=plain.from_bytes(data, source))
    return msgspec.structs.replace(doc, published=doc.published or published, language=doc.language or detect(doc.text))


def named(source: str) -> str:
    """A file's name without folder and suffix, odd bytes replaced: `named("a/b.txt")` is "b"."""
    return os.fsencode(Path(source).stem).decode("utf-8", "replace")


def content(source: str, limit: int) -> bytes:
    """All of a file, or of standard input, unless it is larger than `limit`: no more than that is read."""
    try:
        data = beginning(source, limit + 1)
    except OSError as error:
        raise unreadable(source, error) from None
    if len(data) > limit:
        raise plain.too_long(source)
    return data


def beginning(source: str, size: int) -> bytes:
    """The first bytes of a file, or of standard input."""
    if source == STDIN:
        return sys.stdin.buffer.read(size)
    with Path(source).open("rb") as file:
        return file.read(size)
