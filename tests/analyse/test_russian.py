"""Walks the extractors for Russian and their tables of marked sentences, `tests/cases/russian/<kind>.tsv`.

The tables are read as those of `test_extractors` are.
"""

from pathlib import Path

import pytest

from communique.analyse import extract
from communique.analyse.russian import LANGUAGE
from communique.model import Document, Mention, StatementFound
from tests.analyse.test_extractors import CHECKS, Case, cases

pytestmark = pytest.mark.model

FOLDER = Path(__file__).parents[1] / "cases" / "russian"


def kind(extractor: str) -> str:
    return extractor.split("/", maxsplit=1)[0].removeprefix("russian ")


ALL = [case for extractor in LANGUAGE.extractors for case in cases(f"russian/{kind(extractor.name)}")]


@pytest.mark.parametrize("extractor", LANGUAGE.extractors, ids=lambda e: e.name)
def test_every_extractor_has_a_table(extractor) -> None:
    assert sum(len(case.rows) for case in cases(f"russian/{kind(extractor.name)}")) >= 12


def test_every_table_has_an_extractor() -> None:
    assert {path.stem for path in FOLDER.glob("*.tsv")} == {kind(e.name) for e in LANGUAGE.extractors}


@pytest.mark.parametrize("case", ALL, ids=lambda c: f"{c.extractor}: {c.text[:60]}")
def test_marked_sentence(case: Case) -> None:
    name = kind(case.extractor.removeprefix("russian/"))
    found = extract(Document(id="case", text=case.text, published=case.published, language="ru"), "ru")
    own = [f for f in found.all if kind(f.extractor) == name]
    CHECKS[name](case, own)


def test_findings_stand_where_they_say() -> None:
    text = "Анна Берг прибыла в Минск.\n\n«Мы рады быть здесь сегодня», – сказала она."
    found = extract(Document(id="a", text=text, published="2025-02-12"), "ru")
    said = [f for f in found.all if isinstance(f, StatementFound)]
    assert [text[s.span.start : s.span.end] for s in said] == ["Мы рады быть здесь сегодня"]
    assert {m.name for m in found.all if isinstance(m, Mention) and m.form == "pronoun"} == {"we", "she"}


@pytest.mark.parametrize("text", ["", " ", "…", "«", "—\n\n—", "А", "1. 2. 3.", "В.Путин:", "«»" * 40, "слово " * 400])
def test_odd_texts_are_read(text: str) -> None:
    extract(Document(id="odd", text=text, published="2025-02-12"), "ru")
