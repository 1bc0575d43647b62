"""Runs README and tutorial as they stand, and holds the other pages against the code.

In a ```console block a line `$ COMMAND` is run by the shell, and the lines below it are what it prints (on
standard error too); a ```python block is a session of the interpreter, `>>>`. `…` on a line of its own stands
for any lines, within a line for any stretch of it. The blocks of one page share a folder, with a copy of
`examples/` and `docs/three-accounts/`, and their names. Other blocks (```sh, ```json) are not run.
"""

import doctest
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import communique
from communique import analyse, lexicon
from communique.model import EVENT_TYPES, MODES, Reference
from communique.model.record import ActorKind, Sector, StatementKind, Status

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
RUN = (ROOT / "README.md", DOCS / "tutorial.md", DOCS / "dictionaries.md", DOCS / "accounts.md")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
STRUCTS = (
    communique.Record,
    communique.Document,
    communique.Actor,
    communique.Statement,
    communique.Event,
    communique.Stance,
    communique.Unresolved,
    communique.Evidence,
    Reference,
)


class Block(NamedTuple):
    language: str
    body: str
    line: int


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    return [Block(m[1], m[2], text.count("\n", 0, m.start()) + 1) for m in BLOCK.finditer(text)]


def as_pattern(shown: str) -> re.Pattern[str]:
    """What a page shows, with `…`, as a pattern for what is printed."""
    lines = [
        r"(?:.*\n)*?" if line.strip() == "…" else ".*?".join(map(re.escape, line.rstrip().split("…"))) + r"[ ]*\n"
        for line in shown.splitlines()
    ]
    return re.compile("".join(lines))


def shows(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed."""
    ended = printed if not printed or printed.endswith("\n") else printed + "\n"
    return as_pattern(shown).fullmatch(ended) is not None


@pytest.mark.parametrize(
    ("shown", "printed", "is_shown"),
    [
        ("", "", True),
        ("", "a\n", False),
        ("a\n", "a", True),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\nd\n", "a\nd\n", True),
        ("a\n…\nd\n", "a\nb\nc\n", False),
        ("a … c\n", "a b c\n", True),
        ("a … c\n", "a\nc\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_a_page_shows_what_is_printed(shown: str, printed: str, is_shown: bool) -> None:
    assert shows(shown, printed) is is_shown


# README and tutorial are run


class Shown(doctest.OutputChecker):
    def check_output(self, want: str, got: str, optionflags: int) -> bool:  # noqa: ARG002
        return shows(want, got)


def run_console(block: Block, where: str) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    env = os.environ | {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    assert block.body.startswith("$ "), f"{where}: a console block begins with $"
    for part in re.split(r"^\$ ", block.body, flags=re.M)[1:]:
        command, _, shown = part.partition("\n")
        done = subprocess.run(
            ["sh", "-c", command],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert shows(shown, done.stdout), f"{where}: $ {command}\n{done.stdout}"
        assert done.returncode == 0, f"{where}: $ {command} ended with {done.returncode}"


def run_python(block: Block, where: str, names: dict[str, Any]) -> None:
    session = doctest.DocTestParser().get_doctest(block.body, names, where, where, block.line)
    assert session.examples, f"{where}: a python block is a session, with >>>"
    session.globs = names
    told: list[str] = []
    runner = doctest.DocTestRunner(Shown(), verbose=False)
    runner.run(session, out=told.append, clear_globs=False)
    assert not told, "".join(told)


@pytest.mark.model
@pytest.mark.parametrize("page", RUN, ids=name)
def test_a_page_does_what_it_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(DOCS / "three-accounts", tmp_path / "three-accounts")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for block in blocks(page):
        where = f"{name(page)}:{block.line}"
        if block.language == "console":
            run_console(block, where)
        elif block.language == "python":
            run_python(block, where, names)


@pytest.mark.parametrize("page", RUN, ids=name)
def test_a_page_has_something_to_run(page: Path) -> None:
    assert {"console", "python"} <= {block.language for block in blocks(page)}


# the other pages


def anchors(page: Path) -> set[str]:
    """What a heading's link is called: lower case, without signs, blanks as hyphens."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(BLOCK.sub("", page.read_text("utf-8"))):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), f"{name(page)}: {link} leads nowhere"
        assert not anchor or anchor in anchors(target), f"{name(page)}: {link} has no such heading"


def test_every_decision_has_its_number() -> None:
    pages = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert all(number.isdigit() for number in numbers)
    assert len(set(numbers)) == len(numbers)
    for page in pages:
        assert page.read_text("utf-8").startswith(f"# {page.name[:4]}. "), name(page)


def test_every_extractor_is_described() -> None:
    page = (DOCS / "adding-an-extractor.md").read_text("utf-8")
    for extractor in analyse.EXTRACTORS:
        assert f"`analyse/{extractor.name.split('/')[0]}.py`" in page, extractor.name


def test_every_table_says_what_it_is() -> None:
    tables = sorted(Path(lexicon.__file__).parent.glob("*.tsv"))
    assert tables
    for table in tables:
        assert table.read_text("utf-8").startswith("# "), f"{table.name} has no comment at its head"


def test_every_field_type_and_mode_is_on_the_page_of_the_record() -> None:
    page = (DOCS / "record.md").read_text("utf-8")
    fields = {field for struct in STRUCTS for field in struct.__struct_fields__}
    terms = {*EVENT_TYPES, *(mode for modes in MODES.values() for mode in modes)}
    for kind in (ActorKind, Sector, StatementKind, Status):
        terms |= set(kind.__args__)  # type: ignore[attr-defined]
    missing = sorted(term for term in fields | terms if f"`{term}`" not in page)
    assert not missing, f"docs/record.md does not tell of {missing}"


@pytest.mark.model
def test_the_record_on_the_page_is_a_real_one() -> None:
    [shown] = [block for block in blocks(DOCS / "record.md") if block.language == "json"]
    record = communique.from_json(shown.body.encode())
    again = communique.read(record.document)
    assert settled(communique.to_json(record)) == settled(communique.to_json(again)), (
        "the record in docs/record.md is no longer what the program gives"
    )


def settled(record: bytes) -> object:
    """A record less what may change with every rule: reasons, scores and who found it."""

    def bare(value: object) -> object:
        if isinstance(value, dict):
            left_out = {"reason", "country_reason", "score", "extractor", "reader"}
            return {key: bare(inner) for key, inner in value.items() if key not in left_out}
        return [bare(inner) for inner in value] if isinstance(value, list) else value

    return bare(json.loads(record))


def test_the_version_is_the_same_everywhere() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert version("communique") == told
    assert f"\nversion: {told}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\n## [{told}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
