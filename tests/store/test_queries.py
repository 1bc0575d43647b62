"""The questions on the page of the record, asked of a store of the examples, have the answers that the page shows."""

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from communique.store.connection import opened
from communique.store.migrations import migrate
from tests.test_docs import shows

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "record.md"
QUERY = re.compile(r"^```sql\n(.*?)^```\n\n^```text\n(.*?)^```$", re.M | re.S)


def rendered(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """An answer as the page shows it: a row a line, columns parted by " | ", lists in brackets, nothing for null."""
    asked = connection.execute(query)
    lines = [[column[0] for column in asked.description or ()], *asked.fetchall()]
    return "".join(" | ".join(map(shown, line)).rstrip() + "\n" for line in lines)


def shown(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return "" if value is None else str(value)


def queries() -> list[tuple[str, str]]:
    return [(found[1], found[2]) for found in QUERY.finditer(PAGE.read_text("utf-8"))]


def test_there_are_ten_and_each_has_its_answer() -> None:
    assert len(queries()) >= 10
    assert PAGE.read_text("utf-8").count("```sql\n") == len(queries())


@pytest.mark.model
def test_each_question_has_the_answer_that_the_page_shows(tmp_path: Path) -> None:
    store = tmp_path / "news.duckdb"
    command = [sys.executable, "-m", "communique", "ingest", "examples", "--into", str(store), "--processes", "1"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=os.environ | {"NO_COLOR": "1"})
    with duckdb.connect(str(store), read_only=True) as connection:
        for query, answer in queries():
            told = rendered(connection, query)
            assert shows(answer, told), f"{query}\n{told}"


def test_every_table_and_column_is_on_the_page(tmp_path: Path) -> None:
    page = PAGE.read_text("utf-8")
    path = tmp_path / "empty.duckdb"
    with opened(path, work_for=path) as connection:
        migrate(connection, path)
        named = connection.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal").fetchall()
    names = {name for row in named for name in row if row[0] != "store"}
    assert {name for name in names if f"`{name}`" not in page} == set()
