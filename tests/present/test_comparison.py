"""A comparison in its four forms; nothing in a text can steer a terminal, a table or a page."""

import json
from functools import cache

import msgspec
import pytest

from communique.compare.accounts import compared
from communique.model import Comparison
from communique.present.accounts.html import to_fragment, to_html
from communique.present.accounts.json import to_json
from communique.present.accounts.markdown import to_markdown
from communique.present.accounts.table import to_text
from tests.compare.sample import BERG, EK, record

HOSTILE = "Berg | met <b>Ek</b> \x1b[31m & `code` *now*"
MEETING = {
    "type": "CONSULT",
    "mode": "meeting",
    "source": ("Anna Berg",),
    "target": ("Lars Ek",),
    "status": "occurred",
    "date": "2025-03-05",
}


@cache
def comparison() -> Comparison:
    denied = MEETING | {"status": "denied"}
    texts = {
        "a": record("a", HOSTILE, publisher="The <Post>", events=(MEETING,), actors=(BERG, EK)),
        "b": record("b", "No meeting.", publisher="Courier", events=(denied,), actors=(BERG, EK)),
        "c": record("c", "Nothing.", publisher="Herald", actors=(BERG,)),
    }
    return compared(texts)


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
def test_the_table_keeps_to_the_window(width):
    shown = to_text(comparison(), width=width)
    assert max(map(len, shown.splitlines())) <= max(width, 40)
    assert "\x1b" not in shown
    assert "denies it" in shown
    assert "The <Post>" in shown


def test_colours_are_asked_for():
    assert "\x1b[31mdenies it" in to_text(comparison(), width=80, colour=True)


def test_markdown_is_a_table_that_holds():
    shown = to_markdown(comparison())
    rows = [line for line in shown.splitlines() if line.startswith("|")]
    cells = [line.replace("\\|", "").count("|") for line in rows]
    assert set(cells) == {5}
    assert "\\<b\\>" in shown
    assert "*denies it*" in shown
    assert "c does not report it." in shown


def test_html_escapes_what_texts_say():
    page = to_html(comparison())
    assert "<b>" not in page
    assert "&lt;b&gt;Ek&lt;/b&gt;" in page
    assert "\x1b" not in page
    assert '<td class="denied"' in page
    assert to_fragment(comparison()) in page
    assert to_fragment(comparison()).startswith('<section class="accounts">')
    assert "<script" not in page
    assert "http" not in page


def test_json_is_the_model():
    told = json.loads(to_json(comparison()))
    assert msgspec.convert(told, Comparison) == comparison()
    assert to_json(comparison(), indent=0).count(b"\n") == 1
    assert told["points"][0]["cells"][1]["state"] == "denied"
