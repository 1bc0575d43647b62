"""Each form of source: what is taken for text, title and date, and where it is known to stand."""

import gzip
import json
from pathlib import Path

import pytest

from communique.read.arrival import Arrival
from communique.read.gather import READERS, origins
from tests.read.incoming import incoming, problems, texts
from tests.store.corpus import atom, fill, json_feed, mail, page, rss, story, warc_record

FORMS = [
    ("a.txt", story(1), story(1)),
    ("a.json", json.dumps({"text": story(1)}), story(1)),
    ("a.jsonl", json.dumps({"id": 7, "date": "20250212", "event_text": story(1)}), story(1)),
    ("a.ndjson", json.dumps({"text": story(1)}), story(1)),
    ("a.rss", rss(1), story(1)),
    ("a.atom", atom(1), story(1)),
    ("a.xml", atom(1), story(1)),
    ("a.json", json_feed(1), story(1)),
    ("a.eml", bytes(mail(1)), story(1)),
    ("a.mbox", b"From a@b Wed Feb 12 09:30:00 2025\n" + bytes(mail(1)), story(1)),
    ("unnamed", rss(1), story(1)),
    ("unnamed", story(1), story(1)),
]


@pytest.mark.parametrize(("name", "data", "text"), FORMS, ids=lambda value: str(value)[:20])
def test_a_form_gives_its_text(tmp_path: Path, name: str, data: bytes | str, text: str) -> None:
    [item] = incoming(tmp_path / name, data)
    assert isinstance(item, Arrival), item
    assert item.doc.text == text
    assert item.passed == (tmp_path / name).stat().st_size


def test_every_reader_has_a_case() -> None:
    tried = {Path(name).suffix for name, *_ in FORMS} | {".html", ".htm", ".xhtml", ".warc", ".warc.gz"}
    assert tried >= set(READERS)


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml", "unnamed"])
def test_a_page_is_known_by_its_name_or_its_beginning(tmp_path: Path, name: str) -> None:
    [text] = texts(incoming(tmp_path / name, page(1)))
    assert "point 1" in text


def described(item: object) -> tuple[object, ...]:
    assert isinstance(item, Arrival), item
    return (item.source.rsplit("/", 1)[-1], item.doc.id, item.doc.title, item.doc.publisher, item.doc.published)


def test_what_is_known_of_an_entry_and_where_it_stands(tmp_path: Path) -> None:
    [entry] = incoming(tmp_path / "a.rss", rss(7))
    assert described(entry) == ("7", "https://news.example/7", "Talks 7", "The Fjord", "2025-02-12T09:30:00Z")
    [entry] = incoming(tmp_path / "a.atom", atom(7))
    assert described(entry) == ("urn:fjord:7", "urn:fjord:7", "Talks 7", "The Fjord", "2025-02-13T08:00:00Z")
    [message] = incoming(tmp_path / "a.eml", bytes(mail(7)))
    told = ("mid:7@office.example", "7@office.example", "Readout 7", "Press Office", "2025-02-12T09:30:00+01:00")
    assert described(message) == told
    [line] = incoming(tmp_path / "a.jsonl", json.dumps({"id": 7, "date": "20250212", "event_text": story(1)}))
    assert described(line) == ("a.jsonl#7", "7", None, None, "2025-02-12")


def test_a_page_gives_its_main_text_without_menus(tmp_path: Path) -> None:
    head = (
        '<meta property="article:published_time" content="2025-02-12T09:30:00+01:00">'
        '<meta property="og:site_name" content="The Fjord">'
    )
    [item] = incoming(tmp_path / "talks.html", page(3).replace("<title>", f"{head}<title>"))
    assert described(item) == ("talks.html", "talks", "Talks 3", "The Fjord", "2025-02-12")
    [text] = texts([item])
    assert "point 3" in text
    assert "point 6" in text
    assert "Menu" not in text


def test_a_page_without_main_text_is_told(tmp_path: Path) -> None:
    assert problems(incoming(tmp_path / "a.html", "<html><body></body></html>")) == ["no main text found in this page"]


def test_a_date_in_a_pages_words_is_not_taken_for_its_own(tmp_path: Path) -> None:
    [item] = incoming(tmp_path / "a.html", page(3).replace("<p>", "<p>On 3 May 2019 it rained. "))
    assert described(item)[-1] is None


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_crawl_gives_its_pages_and_nothing_else(tmp_path: Path, name: str) -> None:
    records = [
        warc_record("https://site.example/a", page(1).encode()),
        warc_record("https://site.example/b.png", b"\x89PNG", media="image/png"),
        warc_record("https://site.example/gone", page(2).encode(), status="404 Not Found"),
        warc_record("https://site.example/b.txt", story(3).encode(), media="text/plain"),
    ]
    found = incoming(tmp_path / name, b"".join(map(gzip.compress, records) if name.endswith("gz") else records))
    assert [item.source for item in found] == ["https://site.example/a", "https://site.example/b.txt"]
    assert texts(found)[1] == story(3)


@pytest.mark.parametrize("is_chunked", [False, True])
@pytest.mark.parametrize("is_packed", [False, True])
def test_a_long_page_of_a_crawl_is_read_whole(tmp_path: Path, is_chunked: bool, is_packed: bool) -> None:
    body = page(1).replace("</article>", "".join(f"<p>{story(n)}</p>" for n in range(900)) + "</article>").encode()
    assert len(body) > 200_000
    sent = gzip.compress(body) if is_packed else body
    if is_chunked:
        pieces = [sent[start : start + 5000] for start in range(0, len(sent), 5000)]
        sent = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    told = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    told += b"Transfer-Encoding: chunked\r\n" if is_chunked else b""
    told += b"Content-Encoding: gzip\r\n" if is_packed else b""
    http = told + b"\r\n" + sent
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2025-02-12T00:00:00Z\r\n"
        "WARC-Target-URI: https://site.example/long\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    [text] = texts(incoming(tmp_path / "a.warc", head.encode() + http + b"\r\n\r\n"))
    assert "point 2699" in text


def test_mail_prefers_plain_words_and_passes_attachments_over(tmp_path: Path) -> None:
    message = mail(1)
    message.add_alternative("<p>Other words.</p>", subtype="html")
    message.add_attachment("not this", filename="a.txt")
    assert texts(incoming(tmp_path / "a.eml", bytes(message))) == [story(1)]
    only = mail(2)
    only.set_content("<p>They <b>met</b>.</p><p>They left.</p>", subtype="html")
    assert texts(incoming(tmp_path / "b.eml", bytes(only))) == ["They met.\n\nThey left."]


def test_a_box_parts_at_its_from_lines_only(tmp_path: Path) -> None:
    body = (
        b"From a@b Wed\nSubject: One\n\nFirst line.\nFrom here it went on.\n\n>From there too.\n\n"
        b"From c@d Thu\n\nSecond."
    )
    assert texts(incoming(tmp_path / "a.mbox", body)) == [
        "First line.\nFrom here it went on.\n\nFrom there too.", "Second.",
    ]  # fmt: skip
    assert problems(incoming(tmp_path / "b.mbox", b"no box\n")) == ['no message begins here ("From …")']


def test_a_line_that_fails_costs_no_other(tmp_path: Path) -> None:
    data = "\n".join(
        [
            '{"text": "One."}',
            "",
            '{"text": 1}',
            "[1]",
            '{"event_text": "Two.", "date": "x"}',
            '{"text": "Three."}',
        ]
    )
    found = incoming(tmp_path / "a.jsonl", data)
    assert texts(found) == ["One.", "Three."]
    assert [item.source.rsplit("#")[-1] for item in found] == ["1", "3", "4", "5", "6"]


def test_folders_patterns_and_names(tmp_path: Path) -> None:
    fill(tmp_path / "texts", count=2)
    (tmp_path / "texts" / "inner").mkdir()
    (tmp_path / "texts" / "inner" / "z.txt").write_text(story(1))
    (tmp_path / "texts" / "picture.png").write_bytes(b"\x89PNG")
    whole = origins([str(tmp_path / "texts")])
    names = [Path(name).name for name in whole.found]
    assert names[:4] == ["a000.txt", "a001.txt", "b000.json", "b001.json"]
    assert names[-1] == "z.txt"
    assert "picture.png" not in names
    assert whole.size == sum(Path(name).stat().st_size for name in whole.found)
    globbed = origins([str(tmp_path / "**" / "*.txt"), str(tmp_path / "texts" / "a000.txt"), "https://news.example/a"])
    assert [Path(name).name for name in globbed.found] == ["a000.txt", "a001.txt", "z.txt", "l.txt", "a"]
    failed = origins([str(tmp_path / "no"), str(tmp_path / "*.pdf")]).failed
    assert [item.problem for item in failed] == ["no such file or folder", "no file has such a name"]
