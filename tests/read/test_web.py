"""URLs: what is fetched, what is refused, and servers that never end."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from communique.read import addresses, web
from communique.read.addresses import is_public
from communique.read.arrival import Arrival, Done, Failed
from communique.read.errors import ReadError
from communique.read.gather import gather
from communique.read.web import Limits, fetch
from tests.store.corpus import json_feed, page, rss, story

Answer = Callable[[BaseHTTPRequestHandler], None]
HERE = Limits(allow_private=True, seconds=5)


class Handler(BaseHTTPRequestHandler):
    answers: ClassVar[dict[str, Answer]] = {}

    def do_GET(self) -> None:
        self.answers[self.path.split("?")[0]](self)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Handler.answers = {}
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()
    thread.join()


def gives(body: str | bytes, media: str = "text/plain; charset=utf-8", **headers: str) -> Answer:
    data = body if isinstance(body, bytes) else body.encode()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        own = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in ({"Content-Type": media, "Content-Length": str(len(data))} | own).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def leads(to: str, status: int = 302) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Location", to)
        handler.end_headers()

    return answer


def test_what_a_server_sends_is_read_by_what_it_says_it_is(server: str) -> None:
    Handler.answers |= {
        "/a": gives(story(1)),
        "/b": gives(rss(2, 3), "application/rss+xml"),
        "/c": gives(json_feed(4), "application/feed+json"),
        "/d.jsonl": gives('{"text": "One."}\n', "application/octet-stream"),
        "/e": gives("caf\xe9 talks".encode("latin-1"), "text/plain; charset=iso-8859-1"),
        "/f": gives(page(5), "text/html"),
        "/g": gives(gzip.compress(story(6).encode()), Content_Encoding="gzip"),
    }
    found = {path: list(gather(server + path, limits=HERE)) for path in Handler.answers}
    texts = {path: [item.doc.text for item in items if isinstance(item, Arrival)] for path, items in found.items()}
    assert texts == {
        "/a": [story(1)], "/b": [story(2), story(3)], "/c": [story(4)], "/d.jsonl": ["One."], "/e": ["café talks"],
        "/f": [], "/g": [story(6)],
    }  # fmt: skip
    assert type(found["/f"][0]).__name__ == "Page"
    [first, _] = found["/a"]
    assert isinstance(first, Arrival)
    assert (first.source, first.doc.url) == (f"{server}/a", f"{server}/a")


def test_redirects_are_followed_so_far(server: str) -> None:
    Handler.answers |= {
        "/a": leads("/b", 301),
        "/b": leads(f"{server}/c?x=1", 307),
        "/c": gives(story(1)),
        "/round": leads("/round"),
        "/file": leads("file:///etc/passwd"),
    }
    assert fetch(f"{server}/a", limits=HERE).url == f"{server}/c?x=1"
    for path, problem in (
        ("/round", "more than 5 redirects"),
        ("/file", "leads to 'file:///etc/passwd', which is no http or https URL"),
    ):
        with pytest.raises(ReadError, match=problem):
            fetch(server + path, limits=HERE)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("127.255.0.3", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:53aa:64c:0:fbff:80ff:fffe", False),
    ],
)
def test_an_address_is_public_or_not(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/a",
        "http://localhost:9/a",
        "http://2130706433:9/a",
        "http://0x7f.1:9/a",
        "http://[::1]:9/a",
        "http://[::ffff:127.0.0.1]:9/a",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/a",
        "https://192.168.0.1/a",
    ],
)
def test_a_private_machine_is_not_called(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "called", lambda *_, **__: pytest.fail("it was called"))
    with pytest.raises(ReadError, match=r"which is no public address; allow it with --allow-private"):
        fetch(url, limits=Limits())


def resolving(monkeypatch: pytest.MonkeyPatch, known: dict[str, list[str]]) -> list[str]:
    """Names that lead where the test says; gives the names that were looked up."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *_: object, **__: object) -> object:
        asked.append(host)
        return [entry for address in known.get(host, [host]) for entry in real(address, port, type=socket.SOCK_STREAM)]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", look_up)
    return asked


def test_a_name_that_also_leads_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, {"news.example": ["93.184.216.34", "10.0.0.7"]})
    with pytest.raises(ReadError, match=r"news\.example leads to 10\.0\.0\.7, which is no public address"):
        fetch("http://news.example/a", limits=Limits())


def test_a_redirect_to_a_private_machine_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Handler.answers |= {"/a": leads(f"{server}/secret"), "/secret": gives("a secret")}
    port = int(server.rsplit(":", 1)[1])
    resolving(monkeypatch, {"news.example": ["93.184.216.34"]})
    real = socket.create_connection
    monkeypatch.setattr(
        web.socket, "create_connection", lambda address, timeout: real(("127.0.0.1", address[1]), timeout=timeout)
    )
    with pytest.raises(ReadError, match=r"127\.0\.0\.1 leads to 127\.0\.0\.1, which is no public address"):
        fetch(f"http://news.example:{port}/a", limits=Limits())


def test_a_name_is_looked_up_once_so_that_it_cannot_change(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Handler.answers["/a"] = gives(story(1))
    asked = resolving(monkeypatch, {"news.example": ["127.0.0.1"]})
    assert fetch(f"http://news.example:{server.rsplit(':', 1)[1]}/a", limits=HERE).data == story(1).encode()
    assert asked[:1] == ["news.example"]
    assert asked.count("news.example") == 1


def drips(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.05)


def drips_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.05)


def floods(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 1_000_000)


def is_silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(30)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (drips, "not done within 1 seconds"),
        (drips_headers, "not done within 1 seconds"),
        (is_silent, "not done within 1 seconds"),
        (floods, "more than 2,000,000 bytes"),
        (gives(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip"), "more than 2,000,000 bytes"),
        (gives(gzip.compress(b"x" * 1000)[:-5], Content_Encoding="gzip"), "its packed bytes break off"),
        (gives(b"x", Content_Encoding="br"), r"packed in a way that was not asked for \(br\)"),
        (gives(b"no gzip at all", Content_Encoding="gzip"), r"could not be fetched \(Error -3"),
        (gives(b"x", Content_Length="20"), "the server broke off"),
    ],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_server_that_never_ends_is_left(server: str, answer: Answer, problem: str) -> None:
    def quietly(handler: BaseHTTPRequestHandler) -> None:
        try:
            answer(handler)
        except OSError:  # we have left
            handler.close_connection = True

    Handler.answers["/a"] = quietly
    started = time.monotonic()
    with pytest.raises(ReadError, match=problem):
        fetch(f"{server}/a", limits=Limits(allow_private=True, seconds=1, size=2_000_000))
    assert time.monotonic() - started < 5


def test_what_a_server_refuses_is_a_failure_of_its_url(server: str) -> None:
    Handler.answers["/a"] = lambda handler: handler.send_error(404)
    [failure, done] = gather(f"{server}/a", limits=HERE)
    assert isinstance(failure, Failed)
    assert (failure.source, failure.problem) == (f"{server}/a", "the server answered 404 Not Found")
    assert isinstance(done, Done)


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://a:b/", "http:///a", "http://nowhere.invalid/a", "http://127.0.0.1:1/"]
)
def test_what_is_no_url_or_answers_nothing_is_told(url: str) -> None:
    with pytest.raises(ReadError):
        fetch(url, limits=HERE)
