"""An ingest killed at random moments, then run again: `python -m tests.store.killed --times 200`.

Each kill is -9, at a moment drawn evenly from the time that an undisturbed run takes; after some kills in a row the
ingest is run to its end, and the store must equal the undisturbed one, row for row. Prints what was done.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.store.corpus import contents, fill

ROOT = Path(__file__).parents[2]
ENVIRON = os.environ | {"READING": "0.01", "PUBLISH": "0.05"}
IN_A_ROW = 5


def started(texts: Path, store: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "tests.store.command",
        "ingest",
        str(texts),
        "--into",
        str(store),
        "--processes",
        "2",
    ]
    return subprocess.Popen(command, cwd=ROOT, env=ENVIRON, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_and_compare(folder: Path, *, times: int, seed: int) -> int:
    """Kill so many ingests; gives how many were still running. AssertionError where a store differs."""
    texts = fill(folder / "texts")
    begun = time.monotonic()
    assert started(texts, folder / "whole.duckdb").wait(120) == 1  # the corpus has two texts that can't be read
    took = time.monotonic() - begun
    whole = contents(folder / "whole.duckdb")
    assert all(whole[table] for table in whole if table != "stances")
    chance = random.Random(seed)
    killed = 0
    for number in range(times):
        store = folder / f"store-{number // IN_A_ROW}.duckdb"
        process = started(texts, store)
        time.sleep(chance.uniform(0, took))
        killed += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        if store.exists():
            contents(store)  # readers can open it, whatever has just happened
        if number % IN_A_ROW == IN_A_ROW - 1 or number == times - 1:
            assert started(texts, store).wait(120) == 1
            assert contents(store) == whole, f"after kill {number} with seed {seed}"
            assert [path.name for path in folder.glob(".*.part*")] == []
    return killed


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.store.killed")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    killed = kill_and_compare(folder, times=args.times, seed=args.seed)
    shutil.rmtree(folder)
    print(f"{args.times} kills, {killed} of them in mid-run: every store equals the undisturbed one, row for row")


if __name__ == "__main__":
    main()
