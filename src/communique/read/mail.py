"""Mail: one message (EML), or a box of many (MBOX); the words of a message are its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO, cast

from communique.model import Document
from communique.read.arrival import Arrival, Incoming, Place, failed
from communique.read.charset import decoded_as
from communique.read.errors import ReadError
from communique.read.lines import lines
from communique.read.markup import to_text
from communique.read.plain import check_text
from communique.read.published import check_published

BYTES = 16_000_000
"""The largest message that is read, its attachments counted."""

DEEPEST = 100
"""How many of its parts may have parts themselves."""

PARTS = 1_000
"""How many parts a message may have."""

MEND = "save its text as plain text"


def texts(file: BinaryIO, place: Place) -> Iterator[Incoming]:
    """The one message of an EML file."""
    data = file.read(BYTES + 1)
    yield from message(data if len(data) <= BYTES else None, place, number=None)


def box(file: BinaryIO, place: Place) -> Iterator[Incoming]:
    """The messages of an MBOX file; each begins with a line "From …" after an empty one."""
    held: list[bytes] = []
    size, number, is_blank, is_open = 0, 0, True, False
    for line in lines(file, limit=BYTES):
        if is_blank and line is not None and line.startswith(b"From "):
            if is_open:
                number += 1
                yield from message(b"".join(held) if size <= BYTES else None, place, number=number)
            held, size, is_open = [], 0, True
        elif is_open:
            size += BYTES + 1 if line is None else len(line)
            held = [] if size > BYTES else held
            if size <= BYTES and line is not None:
                held.append(re.sub(rb"^>(>*From )", rb"\1", line))
        is_blank = line is not None and not line.strip()
    if not is_open:
        yield failed(ReadError(place.origin, 'no message begins here ("From …")', "check that it is an mbox"), place)
        return
    yield from message(b"".join(held) if size <= BYTES else None, place, number=number + 1)


def message(data: bytes | None, place: Place, *, number: int | None) -> Iterator[Incoming]:
    """A message as a text that came in, or why it is none; it is known by its Message-ID."""
    source = place.origin if number is None else f"{place.origin}#{number}"
    try:
        doc = document(data, source, name=place.name if number is None else f"{place.name}-{number}")
    except ReadError as error:
        yield failed(error, place, source=source)
        return
    own = f"mid:{doc.id}" if "@" in doc.id else source
    yield Arrival(origin=place.origin, source=own, doc=doc)


def document(data: bytes | None, source: str, *, name: str) -> Document:
    """The words of a message with subject, sender and date; ReadError if it has none that can be read."""
    if data is None:
        raise ReadError(source, f"a message longer than {BYTES:,} bytes", MEND)
    check_parts(data, source)
    try:
        mail = message_from_bytes(data, policy=policy.default)
    except (RecursionError, ValueError, MessageError) as error:
        raise ReadError(source, f"no message that can be read ({type(error).__name__})", MEND) from None
    text = words(mail, source)
    check_text(text, source)
    sender, address = parseaddr(header(mail, "from") or "")
    return Document(
        id=(header(mail, "message-id") or "").strip("<> \t") or name,
        text=text,
        title=header(mail, "subject"),
        publisher=sender or address or None,
        published=sent(mail, source),
    )


def check_parts(data: bytes, source: str) -> None:
    """Refuse a message of too many parts, before it is parsed, which takes the square of their depth."""
    if len(re.findall(rb"multipart/", data, re.I)) > DEEPEST or len(re.findall(rb"content-type:", data, re.I)) > PARTS:
        raise ReadError(source, "a message of too many parts", MEND)


def header(mail: Message, name: str) -> str | None:
    """A header's words, None where it is missing, empty or past mending."""
    try:
        value = mail[name]
    except (ValueError, IndexError, TypeError, AttributeError, MessageError):
        return None
    told = " ".join(str(value or "").encode("utf-8", "replace").decode().replace("\x00", "").split())
    return told or None


def sent(mail: Message, source: str) -> str | None:
    """When it was sent, in ISO 8601; the day alone where no zone is given."""
    try:
        moment = parsedate_to_datetime(header(mail, "date") or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        return check_published(moment.isoformat() if moment.tzinfo else moment.date().isoformat(), source)
    except ReadError:
        return None


def words(mail: Message, source: str) -> str:
    """The text of a message: its plain part, else its HTML part; attachments are passed over."""
    parts = list(leaves(mail))
    for kind in ("text/plain", "text/html"):
        part = next((part for part in parts if part.get_content_type() == kind), None)
        if part is None:
            continue
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        declared = part.get_content_charset()
        text = decoded_as(data, source, declared=None if declared == "us-ascii" else declared)
        return to_text(text, source) if kind == "text/html" else text.replace("\r\n", "\n").replace("\r", "\n").strip()
    raise ReadError(source, "a message without text", MEND)


def leaves(mail: Message) -> Iterator[Message]:
    """The parts of a message that have none themselves, in order."""
    waiting: list[Message] = [mail]
    while waiting:
        part = waiting.pop()
        if part.is_multipart():
            waiting.extend(reversed(cast(list[Message], part.get_payload())))
        elif "attachment" not in str(part.get("content-disposition", "")).lower():
            yield part
