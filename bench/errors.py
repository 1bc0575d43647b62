"""What goes wrong in records, counted by kind, with examples.

Each gold entry that no entry of ours matches, and each of ours that matches none, is put into one kind. What matches
is what the project's scorer, `score_record.py`, takes for a match; a report at the same place is one whose evidence
shares a tenth with the gold entry's.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from bench.record import measure
from bench.scored import SHARED, TOOLS

Entry = dict[str, Any]
NEAR = 0.1  # of two places of evidence together, what they must share to be called the same place


class Error(msgspec.Struct, frozen=True):
    """One thing that went wrong: its kind, the text's id, and the words."""

    kind: str
    text: str
    words: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's options."""
    parser.add_argument("--data", type=Path, default=SHARED / "gold" / "dev", help="folder of gold records")
    parser.add_argument("--scorer", type=Path, default=TOOLS / "score_record.py")
    parser.add_argument("--examples", type=int, default=1, help="how many of each kind are shown (default: 1)")


def run(args: argparse.Namespace) -> int:
    """Print the kinds, the commonest first, with how often each is and some examples."""
    if not args.data.is_dir() or not args.scorer.is_file():
        missing = args.scorer if args.data.is_dir() else args.data
        print(f"no gold records or no scorer: {missing} is not there", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        measure(args.data, Path(scratch), args.scorer)
        found = list(errors(args.data, Path(scratch), _module(args.scorer)))
    by_kind: dict[str, list[Error]] = {}
    for error in found:
        by_kind.setdefault(error.kind, []).append(error)
    rng = random.Random(0)
    for kind, some in sorted(by_kind.items(), key=lambda item: -len(item[1])):
        print(f"{len(some):5}  {kind}")
        for error in rng.sample(some, min(args.examples, len(some))):
            print(f"       {error.text}: {error.words}")
    return 0


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def errors(gold: Path, predicted: Path, scorer: ModuleType) -> Iterator[Error]:
    """The errors of all records that were made for a folder of gold records."""
    for path in sorted(gold.glob("*.json")):
        made = predicted / path.name
        if made.exists():
            yield from _Pair(scorer, path.stem, json.loads(path.read_bytes()), json.loads(made.read_bytes())).errors()


class _Pair:
    """A gold record and ours of the same text."""

    def __init__(self, scorer: ModuleType, name: str, gold: Entry, ours: Entry) -> None:
        text = gold["document"]["text"]
        self.scorer, self.name, self.gold, self.ours = scorer, name, gold, ours
        self.told, self.read = scorer.Doc(gold, text), scorer.Doc(ours, text)

    def errors(self) -> Iterator[Error]:
        """All of them."""
        yield from self._events()
        yield from self._statements()
        yield from self._stances()
        yield from self._actors()

    def _unpaired(self, part: str, score: Any) -> tuple[list[Entry], list[Entry]]:
        """The gold entries and ours that find no partner."""
        pairs = self.scorer.pair(self.gold.get(part) or [], self.ours.get(part) or [], score)
        hit, used = {a for a, _ in pairs}, {b for _, b in pairs}
        lost = [e for n, e in enumerate(self.gold.get(part) or []) if n not in hit]
        spare = [e for n, e in enumerate(self.ours.get(part) or []) if n not in used]
        return lost, spare

    def _shared(self, one: Entry, other: Entry, field: str) -> float:
        pairs = ((x, y) for x in self.scorer.as_list(one[field]) for y in self.scorer.as_list(other[field]))
        return max((self.scorer.best_iou(self.told, x, self.read, y) for x, y in pairs), default=0.0)

    def _events(self) -> Iterator[Error]:
        def match(one: Entry, other: Entry) -> float:
            is_same = self.scorer.event_match(self.told, one, self.read, other, "actor")
            return 1 + self._shared(one, other, "evidence") if is_same else 0

        lost, spare = self._unpaired("events", match)
        for event in lost:
            here = [e for e in self.ours["events"] if self._shared(event, e, "evidence") > NEAR]
            same = next((e for e in here if e["type"] == event["type"]), None)
            if same is not None:
                yield self._error(self._parties(event, same), event)
            else:
                yield self._error("event read as another type" if here else "event not found", event)
        for event in spare:
            here = [e for e in self.gold["events"] if self._shared(e, event, "evidence") > NEAR]
            if not any(e["type"] == event["type"] for e in here):
                yield self._error("event that is none" if not here else "event besides, where another is told", event)

    def _parties(self, event: Entry, ours: Entry) -> str:
        """Which side is wrong of an event whose type is right; of meetings and agreements there are no sides."""

        def common(side: str) -> bool:
            names = self.scorer.as_list(event[side])
            read = self.scorer.as_list(ours[side])
            return not names or self.scorer.shared(self.told, names, self.read, read, "actor") > 0

        if event["type"] in self.scorer.SYMMETRIC:
            return "event with a party missing or wrong (meetings, agreements, cooperation)"
        side = "target" if common("source") else "source"
        return f"event with its {side} {'wrong' if ours[side] else 'missing'}"

    def _statements(self) -> Iterator[Error]:
        def match(one: Entry, other: Entry) -> float:
            shared = self._shared(one, other, "content")
            return shared if shared >= 0.5 else 0

        def with_speaker(one: Entry, other: Entry) -> float:
            is_same = self.scorer.same(self.told, one.get("speaker"), self.read, other.get("speaker"))
            return match(one, other) if is_same else 0

        lost, spare = self._unpaired("statements", with_speaker)
        for statement in lost:
            is_read = any(match(statement, other) for other in self.ours["statements"])
            yield self._error("statement of the wrong speaker" if is_read else "statement not found", statement)
        for statement in spare:
            if not any(match(other, statement) for other in self.gold["statements"]):
                yield self._error("statement that is none", statement)

    def _stances(self) -> Iterator[Error]:
        def match(one: Entry, other: Entry) -> float:
            sides = ("holder", "target")
            is_same = all(self.scorer.same(self.told, one.get(s), self.read, other.get(s)) for s in sides)
            return self._shared(one, other, "phrase") if is_same else 0

        lost, spare = self._unpaired("stances", match)
        yield from (self._error("stance not found", one) for one in lost)
        yield from (self._error("stance that is none, or of others", one) for one in spare)

    def _actors(self) -> Iterator[Error]:
        def match(one: Entry, other: Entry) -> int:
            return len(self.told.aliases(one.get("name")) & self.read.aliases(other.get("name")))

        lost, spare = self._unpaired("actors", match)
        yield from (self._error("actor not found", one) for one in lost)
        yield from (self._error("actor besides", one) for one in spare)

    def _error(self, kind: str, entry: Entry) -> Error:
        words = entry.get("name") or entry.get("content") or entry["evidence"][0]
        told = self.scorer.text_of(words)
        if "type" in entry:
            sides = (", ".join(map(self.scorer.text_of, self.scorer.as_list(entry[s]))) for s in ("source", "target"))
            told = f"{entry['type']} {' → '.join(s or '–' for s in sides)}: “{told}”"
        return Error(kind, self.name, " ".join(told.split())[:200])
