import io
import os
from pathlib import Path

import pytest

from communique.read.errors import ReadError
from communique.read.files import document, sources
from communique.read.plain import BYTES

ENGLISH = "The minister said on Wednesday that the talks about the border would begin next week in Vienna."


def written(path: Path, data: str | bytes = ENGLISH) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


def test_a_folder_gives_its_texts_sorted_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.json", "c/d.TXT", "c/e.html", ".f.txt", ".g/h.txt", "i.json.part"):
        written(tmp_path / name)
    found = sources([str(tmp_path)]).found
    assert [Path(name).relative_to(tmp_path).as_posix() for name in found] == ["a.json", "b.txt", "c/d.TXT"]


def test_each_file_is_found_once(tmp_path: Path) -> None:
    name = written(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(name)
    assert sources([name, "-", str(tmp_path), "-", name]).found == (name, "-")


def test_links_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    name = written(tmp_path / "a.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert sources([str(tmp_path)]).found == (name,)
    with pytest.raises(ReadError, match=r"loop\.txt: can't be read \(Too many"):
        document(str(tmp_path / "loop.txt"))


def test_a_folder_with_nothing_readable_fails_and_the_rest_is_found(tmp_path: Path) -> None:
    written(tmp_path / "empty" / "a.html")
    name = written(tmp_path / "a.txt")
    listed = sources([str(tmp_path / "empty"), name])
    assert listed.found == (name,)
    assert [str(error) for error in listed.failed] == [
        f"{tmp_path / 'empty'}: no .txt or .json file in this folder; name a folder that has some"
    ]


def test_a_plain_text_is_called_by_its_file_and_its_language_is_found(tmp_path: Path) -> None:
    doc = document(written(tmp_path / "note.one.txt"), published="2025-02-12")
    assert (doc.id, doc.text, doc.published, doc.language) == ("note.one", ENGLISH, "2025-02-12", "en")


def test_what_the_document_says_wins(tmp_path: Path) -> None:
    name = written(tmp_path / "a.json", b'{"text": "Hi.", "published": "2024-01-01", "language": "fr", "id": "z"}')
    doc = document(name, published="2025-02-12")
    assert (doc.id, doc.published, doc.language) == ("z", "2024-01-01", "fr")
    bare = document(written(tmp_path / "b.json", b'{"text": "Hi."}'), published="2025-02-12")
    assert (bare.id, bare.published, bare.language) == ("b", "2025-02-12", None)


@pytest.mark.parametrize(("data", "text"), [(b"Plain {text}.", "Plain {text}."), (b' \n{"text": "Hi."}', "Hi.")])
def test_standard_input_is_plain_or_json(data: bytes, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    doc = document("-")
    assert (doc.id, doc.text) == ("stdin", text)


def test_too_large_a_file_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    name = str(tmp_path / "a.txt")
    with open(name, "wb") as file:  # noqa: PTH123
        file.truncate(BYTES * 100)
    with pytest.raises(ReadError, match="longer than 1,000,000 characters"):
        document(name)


def test_an_impossible_date_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such date: '2025-02-30'"):
        document(written(tmp_path / "a.txt"), published="2025-02-30")


def test_missing_forbidden_and_folders(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no\.txt: no such file or folder; check the name"):
        document(str(tmp_path / "no.txt"))
    with pytest.raises(ReadError, match="Is a directory"):
        document(str(tmp_path))
    if os.geteuid():
        name = written(tmp_path / "a.txt")
        Path(name).chmod(0)
        with pytest.raises(ReadError, match="not allowed to read it"):
            document(name)


def test_a_name_that_is_not_utf8_gives_an_id_that_can_be_written(tmp_path: Path) -> None:
    name = os.fsdecode(os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt"))  # noqa: PTH118
    assert document(written(Path(name))).id == "caf\ufffd"
