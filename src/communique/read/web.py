"""One URL to its bytes: over http or https, within limits of size and time, and to public machines only.

Each step of a redirect is checked like the first. No proxy is used, no cookie sent, no link followed.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

import msgspec

from communique.read.addresses import allowed
from communique.read.errors import ReadError

BYTES = 16_000_000
"""The most that is taken from a URL, packed or unpacked."""

SECONDS = 60.0
"""The longest that one URL may take, redirects included."""

SILENCE = 15.0
"""The longest that a server may be silent, in seconds."""

STEPS = 5
"""How many redirects are followed."""

HEADERS = {
    "User-Agent": "communique (+reads news texts into a record)",
    "Accept": "*/*",
    "Accept-Encoding": "gzip, identity",
    "Connection": "close",
}
MEND = "try again later, or save the page and name the file"


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How far a fetch may go: seconds in all, bytes, and whether to machines that aren't public."""

    seconds: float = SECONDS
    size: int = BYTES
    allow_private: bool = False


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What a URL gave: where it ended up, its bytes, and what the server says they are."""

    url: str
    data: bytes
    media: str
    charset: str | None


def fetch(url: str, *, limits: Limits) -> Fetched:
    """Get a URL; ReadError for whatever stands against it."""
    ends = monotonic() + limits.seconds
    here = url
    for _ in range(STEPS + 1):
        found = step(here, source=url, ends=ends, limits=limits)
        if isinstance(found, Fetched):
            return found
        here = urljoin(here, found)
    raise ReadError(url, f"more than {STEPS} redirects", "name the URL that it leads to")


def step(here: str, *, source: str, ends: float, limits: Limits) -> Fetched | str:
    """One request: what it gave, or where it sends us."""
    try:
        parts, port = split(here)
    except ValueError:
        raise ReadError(source, f"no URL that can be read: {here[:200]!r}", "check it") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ReadError(source, f"leads to {here[:200]!r}, which is no http or https URL", "check it")
    port = port or (443 if parts.scheme == "https" else 80)
    addresses = allowed(parts.hostname, port, source=source, allow_private=limits.allow_private)
    call = Call(host=parts.hostname, port=port, is_secure=parts.scheme == "https", target=target(parts), here=here)
    try:
        return asked(call, addresses, source=source, ends=ends, limits=limits)
    except (OSError, http.client.HTTPException, zlib.error) as error:
        if monotonic() >= ends:
            raise slow(source, limits) from None
        raise ReadError(source, f"could not be fetched ({error or type(error).__name__})", MEND) from None


def split(url: str) -> tuple[SplitResult, int | None]:
    """A URL's parts and its port; ValueError where it is none."""
    parts = urlsplit(url)
    return parts, parts.port


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One request: to which machine, for what, by which URL."""

    host: str
    port: int
    is_secure: bool
    target: str
    here: str


def target(parts: SplitResult) -> str:
    """The path and query of a URL as they are sent, what is no plain sign written as %…"""
    whole = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return re.sub(r"[^!-~]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), whole)


def asked(call: Call, addresses: list[str], *, source: str, ends: float, limits: Limits) -> Fetched | str:
    """Make the request and take the answer; errors of the network as they come."""
    with connected(call, addresses, ends=ends) as connection:
        connection.request("GET", call.target, headers=HEADERS)
        return answer(connection.getresponse(), call.here, source=source, ends=ends, limits=limits)


@contextmanager
def connected(call: Call, addresses: list[str], *, ends: float) -> Iterator[http.client.HTTPConnection]:
    """A connection to one of the checked addresses, which is cut off when the time is over, whatever it is doing."""
    with ExitStack() as undo:
        raw = undo.enter_context(called(addresses, call.port, ends=ends))
        timer = Timer(max(ends - monotonic(), 0.01), cut, args=(raw,))
        timer.daemon = True
        timer.start()
        undo.callback(timer.cancel)
        connection = http.client.HTTPConnection(call.host, call.port)
        undo.callback(connection.close)
        connection.sock = secured(raw, call.host) if call.is_secure else raw
        yield connection


def secured(raw: socket.socket, host: str) -> socket.socket:
    """The connection under TLS, the machine's certificate checked against the host's name."""
    return ssl.create_default_context().wrap_socket(raw, server_hostname=host)


def called(addresses: list[str], port: int, *, ends: float) -> socket.socket:
    """A socket to the first of the addresses that answers; the last one's error if none does."""
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), timeout=max(min(SILENCE, ends - monotonic()), 0.01))
        except OSError:
            continue
    return socket.create_connection((addresses[-1], port), timeout=max(min(SILENCE, ends - monotonic()), 0.01))


def cut(connection: socket.socket) -> None:
    """End a connection from outside, so that whoever waits on it goes on; one that is closed already stays so."""
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def answer(response: http.client.HTTPResponse, here: str, *, source: str, ends: float, limits: Limits) -> Fetched | str:
    """What a response holds, or where it sends us; ReadError for any status but 200."""
    location = response.getheader("Location")
    if response.status in {301, 302, 303, 307, 308} and location:
        return location
    if response.status != 200:
        raise ReadError(source, f"the server answered {response.status} {response.reason}"[:120], MEND)
    data = body(response, source=source, ends=ends, limits=limits)
    declared = response.getheader("Content-Type") or ""
    said = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", declared, re.I)
    media = declared.split(";")[0].strip().lower()
    return Fetched(url=here, data=data, media=media, charset=said[1] if said else None)


def body(response: http.client.HTTPResponse, *, source: str, ends: float, limits: Limits) -> bytes:
    """A response's bytes, unpacked, as long as neither they nor the time pass the limits."""
    packing = (response.getheader("Content-Encoding") or "identity").lower()
    if packing not in {"identity", "gzip", "x-gzip"}:
        raise ReadError(source, f"packed in a way that was not asked for ({packing[:40]})", MEND)
    unpacker = zlib.decompressobj(wbits=31) if packing != "identity" else None
    data, taken, expected = bytearray(), 0, response.length
    while piece := response.read1(1 << 16):
        data += unpacker.decompress(piece, limits.size + 1 - len(data)) if unpacker else piece
        taken += len(piece)
        if len(data) > limits.size:
            raise ReadError(source, f"more than {limits.size:,} bytes", "save what you need of it to a file")
        if monotonic() >= ends:
            raise slow(source, limits)
    if monotonic() >= ends:  # the connection may have been cut between two pieces
        raise slow(source, limits)
    if unpacker is not None and not unpacker.eof:
        raise ReadError(source, "its packed bytes break off", MEND)
    if expected is not None and taken < expected:
        raise ReadError(source, "the server broke off", MEND)
    return bytes(data)


def slow(source: str, limits: Limits) -> ReadError:
    """The error for a server that doesn't come to an end."""
    return ReadError(source, f"not done within {limits.seconds:g} seconds", MEND)
