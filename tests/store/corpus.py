"""Texts written for the tests, in every form that can be read, and what a store holds, row for row."""

import gzip
import json
import mailbox
from email.message import EmailMessage
from pathlib import Path

import duckdb

NAMES = ["Berg", "Volden", "Moe", "Tavares", "Albornoz", "Norway", "Iceland", "Lund", "Dahl", "Strand"]
DAY = "2025-02-12"
CLOCKS = {"stored", "started", "tried"}
TABLES = [
    "runs",
    "documents",
    "actors",
    "statements",
    "events",
    "stances",
    "unresolved",
    "evidence",
    "words",
    "failures",
]


def sentence(number: int) -> str:
    one, other = NAMES[number % 10], NAMES[(number * 7 + 3) % 10]
    return f'On day {number} {one} met {other} at the old customs house. "We agreed on point {number}," {one} said.'


def story(number: int) -> str:
    return " ".join(sentence(number * 3 + place) for place in range(3))


def page(number: int) -> str:
    words = "".join(f"<p>{sentence(number + place)}</p>" for place in range(4))
    head = f"<!doctype html><html><head><title>Talks {number}</title></head>"
    return f"{head}<body><nav>Menu</nav><article>{words}</article></body></html>"


def warc_record(url: str, body: bytes, media: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{abs(hash(url)):032x}>\r\n"
        f"WARC-Date: 2025-02-12T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def rss(*numbers: int) -> str:
    items = "".join(
        f"<item><guid>https://news.example/{n}</guid><title>Talks {n}</title>"
        "<pubDate>Wed, 12 Feb 2025 09:30:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{story(n)}&lt;/p&gt;</description></item>"
        for n in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Fjord</title>{items}</channel></rss>'


def atom(*numbers: int) -> str:
    entries = "".join(
        f"<entry><id>urn:fjord:{n}</id><title>Talks {n}</title><updated>2025-02-13T08:00:00Z</updated>"
        f"<content type='html'>&lt;p&gt;{story(n)}&lt;/p&gt;</content></entry>"
        for n in numbers
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Fjord</title>{entries}</feed>'


def json_feed(*numbers: int) -> str:
    items = [
        {
            "id": f"https://feed.example/{n}",
            "content_html": f"<p>{story(n)}</p>",
            "date_published": "2025-02-12T00:00:00Z",
        }
        for n in numbers
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The Fjord", "items": items})


def mail(number: int) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Press Office <press@office.example>"
    message["Subject"] = f"Readout {number}"
    message["Date"] = "Wed, 12 Feb 2025 09:30:00 +0100"
    message["Message-ID"] = f"<{number}@office.example>"
    message.set_content(story(number))
    return message


def fill(folder: Path, *, count: int = 20) -> Path:
    """A folder with texts of every kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"a{number:03}.txt").write_text(story(number))
        (folder / f"b{number:03}.json").write_text(json.dumps({"text": story(100 + number), "published": "2025-02-12"}))
    lines = [{"id": n, "date": "20250211", "event_text": story(200 + n)} for n in range(count)]
    (folder / "c.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines) + "{broken\n")
    (folder / "d.html").write_text(page(300))
    (folder / "e.rss").write_text(rss(*range(400, 405)))
    (folder / "f.atom").write_text(atom(*range(500, 505)))
    (folder / "g.json").write_text(json_feed(*range(600, 605)))
    crawl = b"".join(warc_record(f"https://site.example/{n}", page(700 + n * 5).encode()) for n in range(5))
    (folder / "h.warc").write_bytes(crawl)
    again = warc_record("https://site.example/0", page(990).encode())
    (folder / "i.warc.gz").write_bytes(b"".join(gzip.compress(one, mtime=0) for one in (again,)))
    (folder / "j.eml").write_bytes(bytes(mail(800)))
    box = mailbox.mbox(folder / "k.mbox")
    for number in range(801, 805):
        box.add(mail(number))
    box.close()
    (folder / "l.txt").write_text("REFUSE this one.")
    return folder


def rows(store: Path, table: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(store), read_only=True) as connection:
        names = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall() if row[0] not in CLOCKS]
        quoted = ", ".join(f'"{name}"' for name in names)
        return sorted(connection.execute(f"SELECT {quoted} FROM {table}").fetchall(), key=repr)


def contents(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, but for what the clock said."""
    return {table: rows(store, table) for table in TABLES}
