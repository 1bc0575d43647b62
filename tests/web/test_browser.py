"""The viewer in Debian's Chromium: each page, a correction from click to store, by keyboard only, and on a telephone.

Skipped where there is no browser, unless CI says that there must be one. With SCREENSHOT=FILE the picture in README.md
is made anew: `SCREENSHOT=docs/viewer.png python -m pytest tests/web/test_browser.py`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.store.frames import Judged, document_id
from communique.store.journal import frames
from communique.store.publish import Files
from tests.store import stand_in
from tests.store.test_ingest import take
from tests.web.stores import border, harmful, harmful_files, store_of
from tests.web.test_pages import ADDRESSES, TEXT

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine"),
    # What Playwright leaves open when it ends is its own affair.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
PAGE = """window.told = []; addEventListener('securitypolicyviolation', (e) => told.push(e.violatedDirective))"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    path = store_of(folder / "news.duckdb", border(), harmful())
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "communique.pipeline", stand_in.pipeline())
        take(path, harmful_files(folder / "harm"))
    return path


def serving(store: Path) -> Iterator[str]:
    """The address of a store that the command serves."""
    command = [sys.executable, "-W", "error", "-m", "communique", "serve", str(store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert line.startswith(f"communique: {store}: http://127.0.0.1:"), line
        yield line.split(": ", 2)[2].split("/ ")[0]
        process.send_signal(2)
        rest = process.stderr.read()
        assert process.wait(20) in {0, 130}
        assert "Traceback" not in rest


@pytest.fixture(scope="module")
def site(store: Path) -> Iterator[str]:
    yield from serving(store)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any, site: str) -> Iterator[Any]:
    """A page of which every request goes to the viewer, and in which nothing is harmed or complained of."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, base_url=site)
    context.add_init_script(PAGE)
    opened = context.new_page()
    asked, complaints = list[str](), list[str]()
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("dialog", lambda dialog: complaints.append(dialog.message))
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield opened
    assert not opened.evaluate("window.harmed")
    assert opened.evaluate("window.told") == []
    context.close()
    assert [url for url in asked if not url.startswith(f"{site}/")] == []
    assert complaints == []


def judged(store: Path) -> list[Judged]:
    return [frame for _, frame in frames(Files(store).journal) if isinstance(frame, Judged)]


def test_each_page_on_wide_and_narrow_screens(page: Any) -> None:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 760})
        for address in ADDRESSES:
            assert page.goto(address).status == 200
            assert not page.evaluate("window.harmed"), address
            assert page.evaluate("window.told") == [], address
            assert page.locator("h1").is_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
            assert page.evaluate("document.body.innerText").count("{{") == page.content().count("{{ 7 * 7 }}"), address


def test_harm_in_feeds_and_file_names(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="Harm").first.click()
    page.go_back()
    titles = page.locator("ol.texts .told a")
    for place in range(titles.count()):
        page.goto("/")
        titles.nth(place).click()
        page.wait_for_load_state()
        assert page.locator("#text").is_visible()
        for card in page.locator(".card .told a").all()[:3]:
            assert card.is_visible()
        assert not page.evaluate("window.harmed")
    assert page.locator("a[href^='javascript' i]").count() == 0


def test_words_and_findings_light_each_other(page: Any) -> None:
    page.goto(f"/text/{TEXT}")
    every = page.locator(".card:visible").count()
    page.locator(".card", has_text="regards Teodor Vlasic").get_by_role("link").first.click()
    assert page.url.endswith("?finding=c1#f-c1")
    assert "".join(page.locator(".lit").all_text_contents()).endswith('"a trusted friend"')
    page.goto(f"/text/{TEXT}")
    page.locator(".piece", has_text="a trusted friend").first.select_text()
    page.wait_for_function("document.getElementById('resting').textContent.includes('selected words')")
    shown = page.locator(".card:visible")
    assert 0 < shown.count() < every
    assert "regards Teodor Vlasic" in " ".join(shown.all_text_contents())
    page.get_by_role("link", name="Address of these words").click()
    assert "words=" in page.url
    assert page.locator(".card:visible").count() < every
    page.keyboard.press("Escape")


def test_a_correction_from_click_to_store(page: Any, store: Path) -> None:
    page.goto("/timeline?status=planned")
    page.locator("ol.events .told a").first.click()
    chosen = page.locator(".card.chosen")
    assert "Is this right?" in chosen.text_content()
    page.get_by_label("Note").fill("The text says “may”.")
    page.get_by_label("Your name").fill("Eva Lind")
    page.get_by_text("Amend", exact=True).click()
    page.get_by_label("Status").select_option("conditional")
    page.get_by_role("button", name="Amend with these fields").click()
    page.wait_for_load_state()
    assert "amended" in page.locator(".card.chosen").text_content()
    [kept] = judged(store)
    assert (kept.judgement.verdict, kept.judgement.note, kept.judgement.author) == (
        "amend",
        "The text says “may”.",
        "Eva Lind",
    )
    page.goto("/timeline?status=conditional")
    assert page.locator("ol.events > li").count() == 1
    assert "amended" in page.locator("ol.events > li").text_content()
    page.goto("/judgements")
    assert "by Eva Lind" in page.locator("main").text_content()


def focused(page: Any) -> str:
    named = "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent).trim()"
    return str(page.evaluate(named))


def tab_to(page: Any, name: str, *, most: int = 120) -> None:
    """Press Tab until something of this name has the focus, which must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page).startswith(name):
            box = page.evaluate("(({width, height}) => width * height)(document.activeElement.getBoundingClientRect())")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert box > 0
            assert outline != "none"
            return
    raise AssertionError(f"no {name} within {most} steps of Tab")


def test_a_correction_by_keyboard_only(page: Any, store: Path) -> None:
    before = len(judged(store))
    page.goto("/")
    tab_to(page, "Skip to the content", most=1)
    page.keyboard.press("Enter")
    tab_to(page, "Ministers talk of the border")
    page.keyboard.press("Enter")
    page.wait_for_url("**/text/**")
    tab_to(page, "Skip the text to its findings")
    page.keyboard.press("Enter")
    tab_to(page, "Ilse Marbach regards Teodor Vlasic")
    page.keyboard.press("Enter")
    page.wait_for_url("**finding=c1*")
    tab_to(page, "Skip the text to its findings")
    page.keyboard.press("Enter")
    tab_to(page, "Reject")
    page.keyboard.press("Enter")
    page.wait_for_selector(".card.chosen .verdict.reject")
    assert [one.judgement.verdict for one in judged(store)[before:]] == ["reject"]
    # Search, from anywhere.
    page.keyboard.press("Home")
    page.get_by_label("Search texts and statements").focus()
    page.keyboard.type("delegation")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=delegation")
    assert "1 text with delegation" in page.locator("main").inner_text()


def test_all_works_without_a_script(browser: Any, site: str, store: Path) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    before = len(judged(store))
    page.goto(f"/text/{TEXT}")
    page.locator("a.piece", has_text="a difficult neighbour").first.click()
    assert "words=" in page.url
    page.locator(".card", has_text="regards Croatia").get_by_role("link").first.click()
    page.get_by_role("button", name="Accept").click()
    assert "accepted" in page.locator(".card.chosen").inner_text()
    assert len(judged(store)) == before + 1
    page.goto("/network")
    assert page.locator("svg.network circle").count() > 3
    context.close()


def test_a_forged_form_changes_nothing(browser: Any, site: str, store: Path, tmp_path: Path) -> None:
    forged = tmp_path / "forged.html"
    forged.write_text(
        f'<form method="post" action="{site}/judge"><input name="finding" value="c2"><input name="text" value="{TEXT}">'
        '<input name="verdict" value="reject"><input name="token" value="guessed"></form>'
        "<script>document.forms[0].submit()</script>"
    )
    context = browser.new_context()
    page = context.new_page()
    before = judged(store)
    page.goto(forged.as_uri())
    page.wait_for_url(f"{site}/judge")
    assert "Nothing was changed" in page.locator("main").inner_text()
    assert judged(store) == before
    context.close()


@pytest.mark.model
def test_the_picture_in_the_readme(browser: Any, tmp_path: Path) -> None:
    """A text of examples/, as the program reads it, with a finding chosen."""
    import communique
    from communique.pipeline import versions
    from communique.read.files import document

    records = [communique.read(document(str(path))) for path in sorted((ROOT / "examples").iterdir())]
    store = store_of(tmp_path / "news.duckdb", *records, run=versions())
    [call] = [one for one in records if one.document.id == "ministers-call"]
    finding = next(one for one in call.events if one.mode == "phone")
    target = Path(os.environ.get("SCREENSHOT", str(tmp_path / "viewer.png")))
    for site in serving(store):
        context = browser.new_context(viewport={"width": 1160, "height": 760}, base_url=site)
        page = context.new_page()
        page.goto(f"/text/{document_id(call.document)}?finding={finding.id}#f-{finding.id}")
        assert "spoke by phone" in page.locator(".card.chosen .told").inner_text()
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=str(target))
        context.close()
    assert 20_000 < target.stat().st_size < 400_000
