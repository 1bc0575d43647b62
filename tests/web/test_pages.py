"""Each page by its address: what it shows, what can be downloaded, and who is kept out."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from communique.store.frames import Judged, document_id
from communique.store.journal import frames
from communique.store.lock import Lock
from communique.store.publish import Files
from communique.web.app import viewer
from communique.web.guard import HEADERS
from communique.web.pages import PAGES
from tests.web.stores import HARMFUL, border, harmful, store_of

TEXT = document_id(border().document)
HARM = document_id(harmful().document)
ADDRESSES = [
    "/", "/timeline", "/timeline?page=2", "/timeline?actor=vlasic&type=CONSULT&status=planned", "/statements",
    "/statements?actor=Marbach", "/actors?country=AUT", "/actor?name=Ilse+Marbach", "/dyads", "/dyads?by=state",
    "/dyad?one=Ilse+Marbach&other=Teodor+Vlasic", "/dyad?one=AUT&other=HRV&by=state", "/network", "/network?by=state",
    "/map", "/map?area=near", "/judgements", "/search", "/search?q=border", f"/text/{TEXT}",
    f"/text/{TEXT}?finding=e1", f"/text/{TEXT}?words=0-30&mark=actor&mark=place", f"/text/{HARM}",
    f"/text/{HARM}?finding=h4", f"/text/{HARM}?finding=h1&mark=actor",
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(tmp_path_factory.mktemp("web") / "news.duckdb", border(), harmful())


@pytest.fixture(scope="module")
def client(store: Path) -> TestClient:
    return TestClient(viewer(store), base_url="http://127.0.0.1:8470", raise_server_exceptions=True)


def words(page: str) -> str:
    return " ".join(html.fromstring(page).find(".//main").text_content().split())


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_whole_and_for_everybody(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    page = html.fromstring(answer.text)
    assert len(page.findall(".//h1")) == 1
    assert {"header", "main", "nav", "footer"} <= {one.tag for one in page.iter() if isinstance(one.tag, str)}
    assert page.find(".//a").get("href") == "#main"
    ids = [one.get("id") for one in page.iter() if isinstance(one.tag, str) and one.get("id")]
    assert len(ids) == len(set(ids))
    labelled = {one.get("for") for one in page.iter("label")}
    for field in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert field.get("id") in labelled or field.getparent().tag == "label", html.tostring(field)
    for link in page.iter("a"):
        assert link.text_content().strip() or link.get("aria-label"), html.tostring(link)
        assert not link.get("href").lower().startswith(("javascript", "data"))
    for one in page.iter():
        if isinstance(one.tag, str):
            assert not [name for name in one.attrib if name.startswith("on") or name == "style"], html.tostring(one)
    assert not page.xpath("//script[not(@src)] | //style | //iframe | //object")
    assert all(src.startswith("/static/") for src in page.xpath("//script/@src | //link/@href | //img/@src"))


def test_every_page_is_looked_at() -> None:
    asked = {re.split(r"[/?]", address)[1] or "home" for address in ADDRESSES}
    assert asked == {page.name for page in PAGES}


def test_words_of_a_text_stay_words(client: TestClient) -> None:
    shown = html.fromstring(client.get(f"/text/{HARM}").text).get_element_by_id("text").text_content()
    for part in HARMFUL.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e").replace("\u202c", "\\u202c").split():
        assert part in shown
    assert "{{ 7 * 7 }}" in shown
    assert 'href="javascript' not in client.get(f"/text/{HARM}?finding=h3").text


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/", ["texts2 events8", "Ministers talk of the border", "The Danube Post"]),
        ("/timeline?actor=Marbach&status=planned", ["1 event", "Ilse Marbach and Teodor Vlasic to meet"]),
        ("/timeline?status=planned&status=proposed&status=conditional", ["2 events", "what lies ahead"]),
        ("/timeline?word=Vlasic", ["invited", "on the word of Teodor Vlasic"]),
        ("/statements?actor=Marbach", ["We want this border open"]),
        ("/actor?name=Ilse+Marbach", ["Foreign Minister", "How Ilse Marbach regards others", "friendly (+2)"]),
        ("/actor?name=Teodor+Vlasic", ["How others regard Teodor Vlasic", "a trusted friend"]),
        ("/dyad?one=AUT&other=HRV&by=state", ["Austria and Croatia", "negotiated"]),
        ("/map", ["Vienna", "48.21", "Outlines: Natural Earth"]),
        ("/search?q=borders", ["1 text with borders", "border"]),
        (f"/text/{TEXT}?finding=c1", ["described as", "0.90", "stances/1, communique/0.1.0", "Is this right?"]),
        (f"/text/{TEXT}", ["Left open", "Teodor Vlasic or Karl Oberhuber"]),
    ],
)
def test_what_a_page_shows(client: TestClient, address: str, shown: list[str]) -> None:
    page = words(client.get(address).text)
    for part in shown:
        assert part in page


def test_a_finding_lights_its_words_and_words_their_findings(client: TestClient) -> None:
    page = html.fromstring(client.get(f"/text/{TEXT}?finding=c1").text)
    lit = "".join(one.text_content() for one in page.find_class("lit"))
    assert lit == 'Marbach has described as "a trusted friend"'
    start = border().document.text.index("a trusted friend")
    page = html.fromstring(client.get(f"/text/{TEXT}?words={start}-{start + 5}").text)
    assert "c1" in {one.get("data-finding") for one in page.find_class("card")}
    assert "c2" not in {one.get("data-finding") for one in page.find_class("card")}


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/nothing", 404, "Not Found"),
        ("/text/0123456789abcdef", 404, "The store has no text"),
        (f"/text/{TEXT}?finding=zzz", 404, "no such finding"),
        ("/actor?name=Nobody", 404, "No actor called “Nobody”."),
        ("/dyad?one=Austria", 404, "names no two"),
        ("/timeline?since=monday", 400, "since: 'monday' is no day"),
        ("/timeline?type=MEET", 400, "no such value: 'MEET'"),
        ("/timeline?page=0", 400, "page: '0' is no number"),
        ("/network?by=colour", 400, "by: 'colour'; there are name and state"),
        (f"/text/{TEXT}?words=9-3", 400, "are no words of this text"),
        (f"/text/{TEXT}?words=0-99999999", 400, "are no words of this text"),
    ],
)
def test_what_can_not_be_shown_is_told(client: TestClient, address: str, status: int, told: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, told in words(answer.text)) == (status, True)
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("page", [page.name for page in PAGES if page.lines])
def test_downloads_hold_the_lines_of_a_page(client: TestClient, page: str) -> None:
    path = f"/text/{TEXT}" if page == "text" else f"/{page}"
    query = {"actor": "?name=Ilse+Marbach", "dyad": "?one=AUT&other=HRV&by=state", "search": "?q=border"}.get(page, "")
    table = client.get(f"{path}.csv{query}")
    assert table.headers["content-disposition"].startswith("attachment")
    found = list(csv.DictReader(io.StringIO(table.text)))
    lines = client.get(f"{path}.json{query}").json()
    if page == "text":
        assert lines["record"]["document"]["text"] == border().document.text
        assert len(found) == sum(
            len(lines["record"][kind]) for kind in ("actors", "statements", "events", "stances", "places")
        )
    else:
        assert len(lines) == len(found)
    assert found or page == "judgements"


def test_the_record_that_is_downloaded_is_the_one_that_was_read(client: TestClient) -> None:
    from communique.present.json import to_json

    lines = client.get(f"/text/{TEXT}.json").json()["record"]
    assert lines | {"reader": ""} == json.loads(to_json(border())) | {"reader": ""}


def test_user_sql_is_never_run(client: TestClient) -> None:
    for bad in ("' OR 1=1 --", '"; DROP TABLE events; --', "%", "\\", "')", "[", "(?i)", "a\x00b"):
        for key in ("actor", "word", "place", "name", "q"):
            path = "/search" if key == "q" else "/timeline"
            answer = client.get(path, params={key: bad})
            assert answer.status_code == 200
    assert client.get("/timeline.json").json()


def test_what_is_read_into_the_store_meanwhile_is_shown(tmp_path: Path) -> None:
    store = store_of(tmp_path / "own.duckdb", border())
    client = TestClient(viewer(store), base_url="http://127.0.0.1")
    assert "texts1" in words(client.get("/").text)
    store_of(store, harmful())
    assert "texts2" in words(client.get("/").text)


# who is kept out


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8470", "", "localhost.evil.example"])
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 400


def sent(client: TestClient, finding: str = "e1", **fields: str) -> dict[str, str]:
    page = client.get(f"/text/{TEXT}?finding={finding}").text
    token = html.fromstring(page).xpath("//input[@name='token']/@value")[0]
    return {"token": token, "text": TEXT, "finding": finding, "verdict": "accept", "note": "", "author": ""} | fields


def judged(store: Path) -> list[Judged]:
    return [frame for _, frame in frames(Files(store).journal) if isinstance(frame, Judged)]


@pytest.mark.parametrize(
    ("fields", "headers", "status"),
    [
        ({"token": ""}, {}, 403),
        ({"token": "x" * 43}, {}, 403),
        ({}, {"Origin": "http://evil.example"}, 403),
        ({}, {"Origin": "null"}, 403),
        ({}, {"Sec-Fetch-Site": "cross-site"}, 403),
        ({}, {"Sec-Fetch-Site": "same-site"}, 403),
        ({"note": "x" * 70_000}, {}, 403),
        ({"verdict": "perhaps"}, {}, 400),
        ({"verdict": "amend"}, {}, 400),
        ({"verdict": "amend", "to_source": "Nobody"}, {}, 400),
        ({"verdict": "amend", "to_type": "MEET"}, {}, 400),
        ({"finding": "zzz"}, {}, 404),
        ({"text": "zzz"}, {}, 404),
    ],
)
def test_what_is_no_judgement_of_ours_is_not_kept(
    client: TestClient, store: Path, fields: dict[str, str], headers: dict[str, str], status: int
) -> None:
    before = judged(store)
    answer = client.post("/judge", data=sent(client) | fields, headers=headers, follow_redirects=False)
    assert answer.status_code == status, answer.text
    assert judged(store) == before
    assert client.get("/judge").status_code == 404


def test_a_store_that_is_being_written_says_so(
    client: TestClient, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.web.judging.WAIT", 0.0)
    lock = Lock(store, wait=0)
    answer = client.post("/judge", data=sent(client), follow_redirects=False)
    lock.release()
    assert answer.status_code == 503
    assert "being written by process" in words(answer.text)


def test_a_judgement_from_form_to_store(tmp_path: Path) -> None:
    store = store_of(tmp_path / "own.duckdb", border())
    client = TestClient(viewer(store), base_url="http://127.0.0.1")
    [event] = [one for one in border().events if one.status == "planned"]
    fields = {
        "verdict": "amend", "note": f"see {HARMFUL[:60]}", "author": "Eva\n Lindå Ж", "to_status": "conditional",
        "to_type": event.type, "to_mode": event.mode or "", "to_date": "2025-03-04", "to_place": event.place or "",
        "to_source": "Teodor Vlasic\r\nIlse Marbach\r\n", "to_target": "", "to_attested_by": "",
    }  # fmt: skip
    answer = client.post("/judge", data=sent(client, event.id, **fields), follow_redirects=False)
    assert answer.headers["location"] == f"/text/{TEXT}?finding={event.id}#f-{event.id}"
    page = words(client.get(answer.headers["location"]).text)
    assert "amended by Eva Lindå Ж" in page
    assert "conditional" in page
    [kept] = judged(store)
    assert kept.judgement.author == "Eva Lindå Ж"
    [line] = client.get("/timeline.json?status=conditional").json()
    assert (line["verdict"], line["date"]) == ("amended", "2025-03-04")
    assert set(line["source"]) == {"Teodor Vlasic", "Ilse Marbach"}
    told = client.get("/judgements.json").json()
    assert told[0]["changes"]["status"] == "conditional"
    assert told[0]["found"]["status"] == "planned"
    [row] = csv.DictReader(io.StringIO(client.get("/judgements.csv").text))
    assert json.loads(row["changes"]) == told[0]["changes"]
    assert "see Mr <script>" in words(client.get("/judgements").text)
    # The name is remembered, and stands in the next form.
    assert 'value="Eva Lindå Ж"' in client.get(f"/text/{TEXT}?finding=c1").text
    rejected = client.post("/judge", data=sent(client, "c1", verdict="reject"), follow_redirects=True)
    assert "rejected" in words(rejected.text)
    assert len(client.get(f"/text/{TEXT}.json").json()["record"]["stances"]) == 1
