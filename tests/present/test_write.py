import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.present.write import RecordFolder, is_file_name, write_whole
from communique.read.errors import ReadError
from tests.present.sample import sample


@given(before=st.binary(), after=st.binary())
def test_a_file_is_replaced_whole(tmp_path_factory: pytest.TempPathFactory, before: bytes, after: bytes) -> None:
    path = tmp_path_factory.mktemp("whole") / "a.json"
    write_whole(path, before)
    write_whole(path, after)
    assert path.read_bytes() == after
    assert os.listdir(path.parent) == ["a.json"]  # noqa: PTH208


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_failure_leaves_the_file_as_it_was(tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.json"
    write_whole(path, b"before")
    monkeypatch.setattr(step, full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_the_file_has_the_usual_permissions(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"")
    (tmp_path / "b").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.parametrize("name", ["a", "2025-02-12-call", "Ünïcode 1", "a.b", "x" * 120])
def test_names_of_files(name: str) -> None:
    assert is_file_name(name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "a/b", "a\\b", "../a", ".a", "a\n", "a\x00", "x" * 121, "語" * 100, "a:b", "\ud800"],
)
def test_no_names_of_files(name: str) -> None:
    assert not is_file_name(name)


def test_no_text_of_a_run_overwrites_another(tmp_path: Path) -> None:
    folder = RecordFolder(tmp_path / "out" / "deep", sources=["x/a.txt", "y/A.txt"])
    folder.create()
    folder.reserve("a", source="x/a.txt")
    with pytest.raises(ReadError, match=r"y/A\.txt: same id as x/a\.txt: A; give it another id"):
        folder.reserve("A", source="y/A.txt")
    with pytest.raises(ReadError, match=r"z: its id '\.\./a' can't be a file name; give it an id"):
        folder.reserve("../a", source="z")
    folder.write(sample())
    assert [path.name for path in folder.folder.iterdir()] == ["border.json"]


def test_no_record_replaces_a_text_of_the_run(tmp_path: Path) -> None:
    folder = RecordFolder(tmp_path, sources=[str(tmp_path / "a.json")])
    with pytest.raises(ReadError, match="would replace a text of this run"):
        folder.reserve("a", source=str(tmp_path / "a.json"))


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(ReadError, match=r"^--out: .* can't be made a folder"):
        RecordFolder(tmp_path / "a", sources=[]).create()
