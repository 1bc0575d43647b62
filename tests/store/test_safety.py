"""Nothing is lost: kills, full disks, damage, a second writer, readers at work."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from communique.store import publish as publishing
from communique.store.errors import StoreError
from communique.store.frames import Began, Ran
from communique.store.journal import Damage, Journal, frames
from communique.store.publish import rebuild
from communique.store.writer import Writer
from tests.store import stand_in
from tests.store.corpus import contents, fill, story
from tests.store.killed import kill_and_compare
from tests.store.test_ingest import reader, store, take

__all__ = ["reader", "store"]
ROOT = Path(__file__).parents[2]
TIMES = 15


def command(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "tests.store.command", *map(str, arguments)]
    return subprocess.run(line, cwd=ROOT, check=False, capture_output=True, text=True, **options)  # type: ignore[call-overload, no-any-return]


def test_killed_at_random_moments_and_run_again_it_equals_an_undisturbed_run(tmp_path: Path) -> None:
    assert kill_and_compare(tmp_path, times=TIMES, seed=7) > TIMES // 2


@pytest.mark.parametrize("cut", [1, 9, 12, 40, -1])
def test_what_a_killed_writer_left_unfinished_is_cut_off(tmp_path: Path, store: Path, cut: int) -> None:
    texts = fill(tmp_path / "texts", count=2)
    take(store, texts)
    before = contents(store)
    journal = store.with_name("news.duckdb.journal")
    whole = journal.read_bytes()
    starts = [0, *(end for end, _ in frames(journal))]
    last = starts[-2]
    journal.write_bytes(whole[: last + cut] if cut > 0 else whole[:cut])
    store.unlink()
    take(store, texts)
    assert contents(store) == before


# full disks


def limited(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [4_000, 60_000, 300_000])
def test_where_a_file_cannot_grow_the_error_is_clear_and_a_rerun_completes(
    tmp_path: Path, store: Path, size: int
) -> None:
    texts = fill(tmp_path / "texts", count=2)
    failed = command("ingest", texts, "--into", store, preexec_fn=limited(size))
    assert failed.returncode == 2
    assert "news.duckdb" in failed.stderr
    assert "can't be written (" in failed.stderr
    assert "run the same command again" in failed.stderr
    assert "Traceback" not in failed.stderr
    if store.exists():
        contents(store)
    assert command("ingest", texts, "--into", store).returncode == 1
    other = tmp_path / "other.duckdb"
    take(other, texts)
    assert contents(store) == contents(other)


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of 2 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    command = ["unshare", "--mount", "true"]
    if os.geteuid() or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk is not permitted here")
    return Path(" ".join(mount))


def test_a_full_disk(tmp_path: Path, small_disk: Path) -> None:
    texts = fill(tmp_path / "texts", count=2)
    disk = tmp_path / "disk"
    ingest = f"{sys.executable} -m tests.store.command ingest {texts} --into {disk}/news.duckdb"
    script = f"""
    {small_disk} && dd if=/dev/zero of={disk}/full bs=1k count=900 2>/dev/null
    {ingest} 2>&1; echo "status $?"; ls -A {disk}
    rm {disk}/full; mount -o remount,size=100m {disk}; {ingest} 2>&1; echo "status $?"; cp {disk}/news.duckdb {tmp_path}
    """
    told = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script], cwd=ROOT, check=False, capture_output=True, text=True
    ).stdout
    first, _, second = told.partition("status 2")
    assert "can't be written (" in first, told
    assert ".part" not in second, told
    assert "status 1" in second, told  # two texts of the corpus can't be read
    other = tmp_path / "other.duckdb"
    take(other, texts)
    assert contents(tmp_path / "news.duckdb") == contents(other)


def test_a_store_that_cannot_take_its_place_is_left_as_it_was(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(story(1))
    take(store, tmp_path / "a.txt")
    before = store.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "b.txt").write_text(story(2))
    with monkeypatch.context() as patch:
        patch.setattr(publishing.os, "fsync", full)
        with pytest.raises(StoreError, match="No space left on device"):
            take(store, tmp_path / "b.txt")
    assert store.read_bytes() == before
    assert take(store, tmp_path / "b.txt")[0].state in {"read", "unchanged"}
    assert len(contents(store)["documents"]) == 2


# damage


@pytest.mark.parametrize("what", ["cut", "zeros", "text", "empty"])
def test_a_damaged_store_is_told_and_rebuilt(tmp_path: Path, store: Path, what: str) -> None:
    texts = fill(tmp_path / "texts", count=2)
    take(store, texts)
    before = contents(store)
    data = store.read_bytes()
    broken = {
        "cut": data[: len(data) // 3],
        "zeros": data[:8192] + bytes(len(data) - 8192),
        "text": b"not a store at all" * 1000,
        "empty": b"",
    }
    store.write_bytes(broken[what])
    shown = command("show", "timeline", store, "--format", "json")
    assert shown.returncode == 2
    assert f"{store}: " in shown.stderr
    assert "communique rebuild" in shown.stderr
    again = command("ingest", texts, "--into", store)
    assert again.returncode == 2 or contents(store) == before
    rebuilt = command("rebuild", store)
    assert (rebuilt.returncode, rebuilt.stderr.count("\n")) == (0, 1)
    assert f"made anew, {len(before['documents'])} documents and {len(before['events'])} events" in rebuilt.stderr
    assert contents(store) == before


def test_a_damaged_journal_is_told_and_what_is_whole_is_kept(tmp_path: Path, store: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(story(number))
    take(store, tmp_path)
    journal = store.with_name("news.duckdb.journal")
    ends = [end for end, frame in frames(journal)]
    data = bytearray(journal.read_bytes())
    data[ends[3] + 20] ^= 255  # in the third text
    journal.write_bytes(data)
    found = [frame for _, frame in frames(journal)]
    assert [type(frame).__name__ for frame in found] == ["Began", "Ran", "Read", "Read", "Damage", "Read", "Read"]
    assert found[4] == Damage(ends[3], ends[4], is_last=False)
    made = rebuild(store)
    assert (made.documents, made.damage) == (4, (found[4],))
    store.unlink()
    with pytest.raises(StoreError, match=r"journal: damaged at byte .*; run communique rebuild"):
        take(store, tmp_path)
    assert command("rebuild", store).returncode == 1
    take(store, tmp_path)
    assert len(contents(store)["documents"]) == 5


def test_a_journal_of_another_store_is_refused(tmp_path: Path, store: Path) -> None:
    (tmp_path / "a.txt").write_text(story(1))
    (tmp_path / "b.txt").write_text(story(2))
    other = tmp_path / "other.duckdb"
    take(store, tmp_path / "a.txt")
    take(other, tmp_path / "a.txt", tmp_path / "b.txt")
    journal = other.with_name("other.duckdb.journal").rename(store.with_name("news.duckdb.journal"))
    before = journal.read_bytes()
    with pytest.raises(StoreError, match=r"not made from the journal beside it, news\.duckdb\.journal"):
        take(store, tmp_path / "b.txt")
    assert journal.read_bytes() == before, "nothing is cut off a journal that isn't ours"


def test_frames_survive_what_is_written_between_them(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    journal = Journal(path)
    journal.append([Ran(run=stand_in.versions(), at="2025-02-12 00:00:00")])
    journal.close()
    data = path.read_bytes()
    end = next(end for end, _ in frames(path))
    path.write_bytes(data[:end] + b"cmq1 garbage cmq1\x00\x00\x00\x05" + data[end:])
    assert [type(frame) for _, frame in frames(path)] == [Began, Damage, Ran]


# writers and readers


def test_a_second_writer_is_told_who_holds_the_store_or_waits(tmp_path: Path, store: Path) -> None:
    (tmp_path / "a.txt").write_text(story(1))
    with Writer(store, run=stand_in.versions()):
        refused = command("ingest", tmp_path / "a.txt", "--into", store)
        assert refused.returncode == 2
        assert f"news.duckdb: being written by process {os.getpid()} since 20" in refused.stderr
        line = [sys.executable, "-m", "tests.store.command", "ingest", str(tmp_path / "a.txt"), "--into", str(store)]
        waiting = subprocess.Popen([*line, "--wait", "60"], cwd=ROOT, stderr=subprocess.DEVNULL)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(1.5)
    assert waiting.wait(60) == 0
    assert len(contents(store)["documents"]) == 1


def test_readers_go_on_while_a_writer_writes_and_publishes(tmp_path: Path, store: Path) -> None:
    (tmp_path / "a.txt").write_text(story(1))
    (tmp_path / "b.txt").write_text(story(2))
    take(store, tmp_path / "a.txt")
    code = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True)\n"
        "count = lambda: print(len(c.sql('FROM documents').fetchall()), flush=True)\n"
        "count(); input(); count()"
    )
    line = [sys.executable, "-c", code, str(store)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "1\n"
        take(store, tmp_path / "b.txt")  # not stopped by a reader
        shown = command("show", "timeline", store, "--format", "json")  # nor is another reader
        assert len(shown.stdout.splitlines()) == len(contents(store)["events"])
        told, _ = other.communicate("\n")
    assert told == "1\n", "whoever has the old file open reads on in it"


def test_a_change_by_another_program_is_not_written_over(tmp_path: Path, store: Path) -> None:
    (tmp_path / "a.txt").write_text(story(1))
    take(store, tmp_path / "a.txt")
    with duckdb.connect(str(store)) as connection:
        connection.execute("CREATE TABLE notes AS SELECT 'mine' AS note")
    (tmp_path / "b.txt").write_text(story(2))
    take(store, tmp_path / "b.txt")
    with duckdb.connect(str(store), read_only=True) as connection:
        assert connection.execute("FROM notes").fetchall() == [("mine",)]
    store.with_name("news.duckdb.wal").write_bytes(b"x")
    with pytest.raises(StoreError, match="opened for writing by another program; close it there"):
        take(store, tmp_path / "b.txt", published="2025-02-12")
