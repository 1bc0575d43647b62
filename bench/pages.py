"""Measure the viewer: how long each page takes over a store of many events, made by copying."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from time import perf_counter

from starlette.testclient import TestClient

from bench.speed import MIB_IN_KIB
from communique.pipeline import versions
from communique.read.gather import origins
from communique.scale import Order, Processes, ingest
from communique.store.copies import copied
from communique.store.pages import recent
from communique.store.view import Filters, View
from communique.store.writer import Writer
from communique.web.app import viewer

ROOT = Path(__file__).parents[1]
ASKED = 5
FIRST = 0.2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's options."""
    parser.add_argument("--data", default=str(ROOT / "examples"), metavar="FOLDER", help="texts to copy")
    parser.add_argument("--events", type=int, default=100_000, metavar="N", help="events of the copied store")


def run(args: argparse.Namespace) -> int:
    """Measure and print; 1 where the first page takes longer than it may."""
    with tempfile.TemporaryDirectory() as folder:
        small, store = Path(folder) / "small.duckdb", Path(folder) / "many.duckdb"
        with Processes(2) as workers, Writer(small, run=versions()) as writer:
            list(ingest(origins([args.data]).found, writer, workers=workers, order=Order()))
        made = copied(small, store, events=args.events)
        print(f"a store of copies        {made.events:,} events, {store.stat().st_size / MIB_IN_KIB**2:.0f} MiB")
        return pages(store, actor=made.actor)


def pages(store: Path, *, actor: str) -> int:
    """Ask for each page, the first one first; seconds from request to answer, store opened anew each time."""
    with View(store).answers() as answers:
        [text] = answers.all(recent(Filters(most=1)))
    name, part = actor.replace(" ", "+"), actor.rsplit(maxsplit=1)[-1]
    addresses = [
        "/", "/timeline", f"/timeline?actor={part}", "/statements", "/actors", f"/actor?name={name}", "/dyads",
        "/dyads?by=state", "/network", "/map", f"/search?q={part}", f"/text/{text.text_id}", "/judgements",
    ]  # fmt: skip
    client = TestClient(viewer(store), base_url="http://127.0.0.1")
    first = 0.0
    for address in addresses:
        once = seconds(client, address)
        first = first or once
        again = min(seconds(client, address) for _ in range(ASKED))
        print(f"{address:<34} {once:.3f} s at first, {again:.3f} s again")
    print(f"first page               {first:.3f} s (under {FIRST} s)")
    return int(first >= FIRST)


def seconds(client: TestClient, address: str) -> float:
    """Seconds for one page; AssertionError if it can't be shown."""
    started = perf_counter()
    answer = client.get(address)
    spent = perf_counter() - started
    assert answer.status_code == 200, address
    return spent
