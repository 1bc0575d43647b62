"""Whatever bytes come in, a reader gives texts or failures, never an exception; what broke one is kept as a case."""

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.read.arrival import Arrival, Failed
from communique.read.plain import check_text
from tests.read.incoming import incoming
from tests.store.corpus import atom, json_feed, mail, page, rss, story, warc_record

SEEDS = {
    "a.txt": story(1).encode(),
    "a.json": json_feed(1, 2).encode(),
    "a.jsonl": b'{"id": 1, "date": "20250212", "event_text": "They met."}\n{"text": "They left."}\n',
    "a.html": page(1).encode(),
    "a.rss": rss(1, 2).encode(),
    "a.atom": atom(1).encode(),
    "a.eml": bytes(mail(1)),
    "a.mbox": b"From a@b\n" + bytes(mail(1)) + b"\nFrom a@b\n" + bytes(mail(2)),
    "a.warc": warc_record("https://site.example/a", page(1).encode()),
    "a.warc.gz": gzip.compress(warc_record("https://site.example/a", page(1).encode())),
}
FOUND: list[tuple[str, bytes]] = [
    ("a.rss", b""),
    ("a.atom", rss(1).replace("pubDate", "x").encode()),
    ("a.json", b'{\x80"version": "https://jsonfeed.org/version/1.1", "items": []}'),
    ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\nHTTP/1.1 "),
]


@st.composite
def spoilt(draw: st.DrawFn, seed: bytes) -> bytes:
    """A good file with some of its bytes changed, left out, doubled or put in."""
    data = bytearray(seed)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, max(len(data) - 1, 0)))
        reach = draw(st.integers(0, 40))
        piece = draw(st.one_of(st.binary(max_size=8), st.just(bytes(data[place : place + reach]) * 2)))
        data[place : place + reach] = piece
    return bytes(data)


def check(folder: Path, name: str, data: bytes) -> None:
    for item in incoming(folder / name, data):
        assert isinstance(item, Arrival | Failed)
        if isinstance(item, Arrival):
            check_text(item.doc.text, item.source)
        else:
            assert item.problem
            assert not item.problem.startswith("could not be read:"), item
            assert item.mend


@pytest.mark.parametrize("name", SEEDS)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_spoilt_files(tmp_path: Path, name: str, data: st.DataObject) -> None:
    check(tmp_path, name, data.draw(spoilt(SEEDS[name])))


@pytest.mark.parametrize("name", SEEDS)
@given(data=st.binary(max_size=200))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes(tmp_path: Path, name: str, data: bytes) -> None:
    check(tmp_path, name, data)


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_fuzzing_found(tmp_path: Path, name: str, data: bytes) -> None:
    check(tmp_path, name, data)
