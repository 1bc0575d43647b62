"""Inputs made to do harm: each ends soon, in a clear error or in its text, and takes little memory."""

import gzip
import io
import json
import os
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.present.escape import visible
from communique.read.arrival import Arrival
from communique.read.errors import ReadError
from communique.read.gather import origins
from communique.read.lines import lines
from communique.read.markup import to_text
from communique.read.warc import FREE
from tests.read.incoming import incoming, problems, texts
from tests.store.corpus import mail, page, rss, story, warc_record

MIB = 1 << 20


@pytest.fixture(autouse=True)
def soon_and_small() -> Iterator[None]:
    """Nothing here takes 20 seconds, or 150 MiB of Python's own memory."""
    tracemalloc.start()
    started = time.monotonic()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.monotonic() - started < 20
    assert peak < 150 * MIB


# bombs

HUGE = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://site.example/a\r\n"
    b"Content-Type: application/http\r\nContent-Length: 9999999999\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
)


def test_a_gzip_bomb(tmp_path: Path) -> None:
    piece = gzip.compress(bytes(MIB * 16))
    bomb = gzip.compress(HUGE) + piece * 20
    [problem] = problems(incoming(tmp_path / "a.warc.gz", bomb))
    assert problem.startswith("it unpacks to far too much (")
    assert len(bomb) * 100 < FREE * 5


def test_a_bomb_inside_a_warc_record(tmp_path: Path) -> None:
    packed = gzip.compress(bytes(MIB * 64))
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + packed
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2025-02-12T00:00:00Z\r\n"
        "WARC-Target-URI: https://site.example/bomb\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    record = head.encode() + http + b"\r\n\r\n"
    found = incoming(tmp_path / "a.warc", record + warc_record("https://site.example/a", page(1).encode()))
    assert problems(found) == ["longer than 8,000,000 bytes"]
    assert len(texts(found)) == 1


def test_a_zip_is_not_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("../../escaped.txt", bytes(MIB * 32))
    for name in ("a.zip", "a.txt", "a.html", "a.json"):
        [problem] = problems(incoming(tmp_path / name, packed.getvalue()))
        assert "binary data" in problem
    assert not list(tmp_path.parent.rglob("escaped.txt"))


def test_entities_that_grow_are_not_expanded(tmp_path: Path) -> None:
    grow = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{grow}]>'
    bomb = f'{head}<rss version="2.0"><channel><item><description>&a9;</description></item></channel></rss>'
    assert problems(incoming(tmp_path / "a.rss", bomb)) == ["a feed that declares entities, as no honest feed does"]
    assert problems(incoming(tmp_path / "b.rss", b"\xff\xfe" + bomb.encode("utf-16-le"))) == [
        "a feed that declares entities, as no honest feed does"
    ]


def test_entities_that_read_files_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret")
    told = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    feed = f"{told}<rss version='2.0'><channel><item><description>&x;</description></item></channel></rss>"
    assert "a secret" not in str(incoming(tmp_path / "a.rss", feed))
    html = page(1).replace("<p>", "<p>&x; ", 1).replace("<!doctype html>", told)
    assert "a secret" not in str(incoming(tmp_path / "a.html", html))


# too much


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.html", "a.rss", "a.eml", "unnamed"])
def test_a_text_of_200_mb_is_refused_before_it_is_read_whole(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.write(b"The talks began. ")
        file.truncate(200_000_000)
    [problem] = problems(incoming(tmp_path / name))
    assert "longer than" in problem


@pytest.mark.parametrize("name", ["a.jsonl", "a.mbox"])
def test_a_line_without_end_costs_only_itself(tmp_path: Path, name: str) -> None:
    before, after = {
        "a.jsonl": (b'{"text": "One."}\n', b'\n{"text": "Two."}\n'),
        "a.mbox": (b"From a@b\n\nOne.\n\nFrom b@c\n\n", b"\n\nFrom c@d\n\nTwo.\n"),
    }[name]
    with (tmp_path / name).open("wb") as file:
        file.write(before)
        for _ in range(200):
            file.write(b"x" * 1_000_000)
        file.write(after)
    found = incoming(tmp_path / name)
    assert texts(found) == ["One.", "Two."]
    assert len(problems(found)) == 1


def test_lines_are_cut_where_they_are_too_long() -> None:
    assert list(lines(io.BytesIO(b"abcd\n\nabcdefghij\nxy"), limit=5)) == [b"abcd\n", b"\n", None, b"xy"]


def laid(html: str) -> str:
    try:
        return to_text(html, "a.rss")
    except ReadError as error:
        return str(error)


DEEP = {
    "div": "<div>" * 100_000 + "The talks began." + "</div>" * 100_000,
    "unclosed": "<b><i><p>" * 50_000 + "The talks began.",
    "table": "<table><tr><td>" * 30_000 + "The talks began.",
    "list": "<ul><li>" * 50_000 + "The talks began.",
    "quote": "<blockquote>" * 100_000 + "The talks began.",
    "comment": "<!--" * 100_000,
    "open": "<" * 300_000,
    "attributes": "<p " + " ".join(f'a{n}="b"' for n in range(50_000)) + ">The talks began.</p>",
}


@pytest.mark.parametrize("kind", DEEP)
def test_deep_html(tmp_path: Path, kind: str) -> None:
    assert len(incoming(tmp_path / "a.html", f"<!doctype html><html><body>{DEEP[kind]}")) == 1
    assert isinstance(laid(DEEP[kind]), str)


def test_mail_with_parts_in_parts(tmp_path: Path) -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000))
    deep += b"Content-Type: text/plain\n\nOne."
    assert problems(incoming(tmp_path / "a.eml", deep)) == ["a message of too many parts"]
    head, part = b"Content-Type: multipart/mixed; boundary=b\n\n", b"--b\nContent-Type: image/png\n\nx\n"
    assert problems(incoming(tmp_path / "b.eml", head + part * 300_000)) == ["a message of too many parts"]
    assert problems(incoming(tmp_path / "c.eml", head + part * 300)) == ["a message without text"]


def test_json_with_lists_in_lists(tmp_path: Path) -> None:
    deep = '{"text": ' + "[" * 200_000
    for name in ("a.json", "a.jsonl"):
        assert len(problems(incoming(tmp_path / name, deep))) == 1
    feed = '{"version": "https://jsonfeed.org/version/1.1", "items": [' + "[" * 200_000
    assert len(problems(incoming(tmp_path / "b.json", feed))) == 1


# characters


@pytest.mark.parametrize(
    ("declared", "data", "problem"),
    [
        ("utf-8", "café".encode("latin-1"), "said to be utf-8, and is not at byte"),
        ("utf-16", b"<p>odd</p", "said to be utf-16"),
        ("hex", b"61", "in a character set that is not known: 'hex'"),
        ("zlib", b"x", "in a character set that is not known: 'zlib'"),
        ("punycode", b"x", "in a character set that is not known: 'punycode'"),
        ("unicode_escape", b"x", "in a character set that is not known: 'unicode_escape'"),
        ("idna", b"x" * 70, "in a character set that is not known: 'idna'"),
        ("no-such-set", b"x", "in a character set that is not known: 'no-such-set'"),
    ],
)
def test_a_wrong_charset_is_told(tmp_path: Path, declared: str, data: bytes, problem: str) -> None:
    http = f"text/html; charset={declared}"
    found = incoming(tmp_path / "a.warc", warc_record("https://site.example/a", data, media=http))
    assert problems(found)[0].startswith(problem)
    message = f"Content-Type: text/plain; charset={declared}\nContent-Transfer-Encoding: 8bit\n\n".encode() + data
    assert problems(incoming(tmp_path / "a.eml", message))[0].startswith(problem)


@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "iso-8859-1", "utf-16"])
def test_a_right_charset_is_obeyed(tmp_path: Path, declared: str) -> None:
    html = page(1).replace("customs house", "café “Göteborg”" if declared != "iso-8859-1" else "café Göteborg")
    data = html.encode(declared)
    found = incoming(
        tmp_path / "a.warc", warc_record("https://site.example/a", data, media=f"text/html; charset={declared}")
    )
    assert "café" in texts(found)[0]
    said = html.replace("<head>", f'<head><meta charset="{declared}">').encode(
        "utf-8" if declared == "utf-16" else declared
    )
    assert "Göteborg" in texts(incoming(tmp_path / "a.html", said))[0]
    silent = html.encode("utf-8" if declared == "utf-16" else declared)
    assert "Göteborg" in texts(incoming(tmp_path / "b.html", silent))[0]


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.jsonl", "a.html", "a.eml", "a.rss"])
def test_nul_is_no_text(tmp_path: Path, name: str) -> None:
    text = "The talks\x00 began."
    data = {
        "a.txt": text,
        "a.json": json.dumps({"text": text}),
        "a.jsonl": json.dumps({"text": text}),
        "a.html": page(1).replace("met", "m\x00et"),
        "a.eml": f"Subject: One\n\n{text}",
        "a.rss": f"<rss version='2.0'><channel><item><description>{text}</description></item></channel></rss>",
    }[name]
    assert all("\x00" not in found for found in texts(incoming(tmp_path / name, data)))


def test_signs_that_turn_lines_are_kept_in_the_text_and_never_obeyed(tmp_path: Path) -> None:
    text = "The \u202etalks\u202c began.\u2066 They\x1b[2J met."
    [item] = incoming(tmp_path / "a.json", json.dumps({"text": text}))
    assert isinstance(item, Arrival)
    assert item.doc.text == text
    assert visible(text) == "The \\u202etalks\\u202c began.\\u2066 They\\x1b[2J met."


# names and links


def test_links_out_of_a_folder_are_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret")
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(story(1))
    (folder / "b.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "c.txt").symlink_to(folder / "a.txt")
    (folder / "d").symlink_to(tmp_path)
    (folder / "e.txt").symlink_to("e.txt")
    found = origins([str(folder)])
    assert found.found == (str(folder / "a.txt"),)
    assert [str(item) for item in found.failed] == [
        f"{folder / 'b.txt'}: a link that leads out of its folder; name the file itself if you mean it"
    ]
    assert origins([str(folder / "b.txt")]).found == (str(tmp_path / "secret.txt"),)


def test_pipes_and_devices_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(story(1))
    assert origins([str(tmp_path)]).found == (str(tmp_path / "b.txt"),)


@pytest.mark.parametrize("name", ["../../a", "/etc/passwd", "..\\a", "a\nb", "a" * 5000, "\u202ea"])
def test_odd_ids_are_names_and_no_paths(tmp_path: Path, name: str) -> None:
    [item] = incoming(tmp_path / "a.json", json.dumps({"id": name, "text": story(1)}))
    assert isinstance(item, Arrival)
    assert item.doc.id == name
    message = mail(1)
    del message["Message-ID"]
    [other] = incoming(tmp_path / "a.eml", bytes(message))
    assert isinstance(other, Arrival)
    assert other.doc.id == "a"


def test_a_reader_that_breaks_costs_its_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("feedparser.parse", breaks)
    assert problems(incoming(tmp_path / "a.rss", rss(1))) == ["could not be read: KeyError: 'x'"]
    monkeypatch.setattr("trafilatura.bare_extraction", breaks)
    assert problems(incoming(tmp_path / "a.html", page(1))) == ["could not be read: KeyError: 'x'"]


# growth


def spent(path: Path, data: bytes | str) -> float:
    fastest = 99.0
    for _ in range(3):
        started = time.process_time()
        incoming(path, data)
        fastest = min(fastest, time.process_time() - started)
    return fastest


GROWING = {
    "a.txt": lambda n: story(1) * n,
    "a.jsonl": lambda n: (json.dumps({"text": story(1)}) + "\n") * n,
    "a.mbox": lambda n: (b"From a@b\n" + bytes(mail(1)) + b"\n") * (n // 4),
    "a.html": lambda n: page(1).replace("</article>", f"<p>{story(2)}</p>" * n + "</article>"),
    "a.rss": lambda n: (
        "<rss version='2.0'><channel>"
        + f"<item><description>{story(1)}</description></item>" * (n // 2)
        + "</channel></rss>"
    ),
    "a.warc": lambda n: warc_record("https://site.example/a", story(1).encode(), media="text/plain") * n,
}


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_text_takes_less_than_two_and_a_half_times_as_long(tmp_path: Path, name: str) -> None:
    tracemalloc.stop()
    try:
        once, twice = (spent(tmp_path / name, GROWING[name](n)) for n in (400, 800))  # type: ignore[no-untyped-call]
    finally:
        tracemalloc.start()
    assert twice < 2.5 * max(once, 0.004), (once, twice)
