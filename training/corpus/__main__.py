"""`python -m training.corpus`: `take` annotators' records into the corpus, `count` and `write` what it holds.

`write` joins the annotations with the texts, so that `python -m bench record --data FOLDER` can score against them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec

from communique.model import Status
from training.corpus import (
    FOLDER,
    Actor,
    Annotation,
    Event,
    Extent,
    Stance,
    Statement,
    Text,
    annotations,
    digest,
    faults,
    joined,
)
from training.splits import is_held_out, is_second_half

TEXTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "texts"
STATUSES: tuple[str, ...] = get_args(Status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m training.corpus", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    taking = commands.add_parser("take", help="records of a folder, strings for words, as annotators write them")
    taking.add_argument("records", type=Path)
    commands.add_parser("count", help="texts by language, entries by kind, events by type and status")
    writing = commands.add_parser("write", help="texts that neither training nor the rules have seen, as gold records")
    writing.add_argument("records", type=Path)
    writing.add_argument("--texts", type=Path, default=TEXTS, help="folder of the texts (default: %(default)s)")
    writing.add_argument("--language", choices=("en", "ru"), default="en", help="(default: %(default)s)")
    writing.add_argument(
        "--tuned", action="store_true", help="the Russian texts by which the rules were written instead"
    )
    parser.add_argument("--corpus", type=Path, default=FOLDER, help="folder of the corpus (default: %(default)s)")
    args = parser.parse_args(arguments)
    if args.command == "take":
        return take(args.records, args.corpus)
    if args.command == "write":
        if args.tuned and args.language != "ru":
            parser.error("--tuned is for Russian texts")
        return write(args.texts, args.corpus, args.records, language=args.language, is_tuned=args.tuned)
    for line in counted(list(annotations(args.corpus))):
        print(line)
    return 0


def take(records: Path, corpus: Path) -> int:
    """Write an annotation for each record of a folder; print what is wrong with any, leave that one out, and give 1."""
    failed = 0
    for path in sorted(records.glob("*.json")):
        one = placed(json.loads(path.read_text("utf-8")))
        wrong = list(faults(one))
        for line in wrong:
            print(f"{one.id}: {line}", file=sys.stderr)
        failed += bool(wrong)
        if not wrong:
            packed = msgspec.json.format(msgspec.json.encode(one), indent=0).replace(b"\n", b"")
            (corpus / f"{one.id}.json").write_bytes(packed + b"\n")
    return 1 if failed else 0


def write(texts: Path, corpus: Path, out: Path, *, language: str = "en", is_tuned: bool = False) -> int:
    """Write a record for each text of a language that is kept for measuring; gives 2 where the texts are not there.

    Of the Russian ones, by which rules were written and nothing trained, half are kept.
    """
    if not texts.is_dir():
        print(f"no texts: {texts} is not there", file=sys.stderr)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    for one, text in joined(texts, corpus):
        is_kept = is_held_out(one.id) if language == "en" else is_second_half(one.id) != is_tuned
        if one.language == language and is_kept:
            told = json.dumps(quoted(one, text), ensure_ascii=False, indent=1)
            (out / f"{one.id}.json").write_text(told + "\n", encoding="utf-8")
    return 0


def quoted(one: Annotation, text: Text) -> dict[str, Any]:
    """An annotation as a record again: places replaced by their words."""
    record: dict[str, Any] = {"document": msgspec.to_builtins(text) | {"author": list(one.author) or None}}
    for part in ("actors", "statements", "events", "stances"):
        record[part] = [
            {name: _words(text.text, name, value) for name, value in json.loads(msgspec.json.encode(entry)).items()}
            for entry in getattr(one, part)
        ]
    return record


def _words(text: str, name: str, value: Any) -> Any:
    if name in {"mentions", "topics", "evidence"}:
        return list(dict.fromkeys(text[start:end] for start, end in value))
    if name in {"cue", "content", "phrase"} and value is not None:
        return text[value[0] : value[1]]
    return value


def counted(every: Sequence[Annotation]) -> Iterator[str]:
    """Tables of what the annotations hold, in Markdown."""
    yield f"{len(every)} texts: {_listing(Counter(one.language for one in every))}"
    kinds = {
        name: sum(len(getattr(one, name)) for one in every) for name in ("actors", "statements", "events", "stances")
    }
    yield _listing(kinds)
    events = [event for one in every for event in one.events]
    yield ""
    yield "| type | " + " | ".join(STATUSES) + " | all |"
    yield "|---|" + "---|" * (len(STATUSES) + 1)
    for kind, total in Counter(event.type for event in events).most_common():
        cells = [sum(event.type == kind and event.status == status for event in events) for status in STATUSES]
        yield f"| {kind} | " + " | ".join(map(str, [*cells, total])) + " |"


def _listing(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def placed(record: dict[str, Any]) -> Annotation:
    """A record with its words replaced by where they stand.

    Words that stand in several places are taken where they are nearest to what they belong to.
    """
    doc = record["document"]
    text = doc["text"]
    at = 0
    statements = []
    for told in record["statements"]:
        content = _near(text, told["content"], at)
        at = content[0]
        cue = _near(text, told["cue"], content[0], content[1]) if told.get("cue") else None
        statements.append(
            Statement(
                speaker=told["speaker"],
                kind=told["kind"],
                cue=cue,
                content=content,
                addressee=told.get("addressee"),
                channel=told.get("channel"),
            )
        )
    author = doc.get("author") or []
    return Annotation(
        id=doc["id"],
        sha256=digest(text),
        length=len(text),
        language=doc["language"],
        published=doc["published"],
        author=tuple(author if isinstance(author, list) else [author]),
        actors=tuple(_actor(text, actor) for actor in record["actors"]),
        statements=tuple(statements),
        events=tuple(_event(text, event) for event in record["events"]),
        stances=tuple(_stance(text, stance) for stance in record["stances"]),
    )


def _actor(text: str, told: dict[str, Any]) -> Actor:
    places = {extent for form in told["mentions"] for extent in _every(text, form)}
    return Actor(
        name=told["name"],
        kind=told["kind"],
        country=told.get("country"),
        roles=tuple(told.get("roles") or ()),
        mentions=tuple(sorted(places)),
    )


def _event(text: str, told: dict[str, Any]) -> Event:
    evidence = tuple(_near(text, words, 0) for words in _listed(told["evidence"]))
    start, end = evidence[0]
    return Event(
        type=told["type"],
        mode=told.get("mode"),
        source=tuple(told.get("source") or ()),
        target=tuple(told.get("target") or ()),
        status=told["status"],
        date=told.get("date"),
        place=told.get("place"),
        topics=tuple(_near(text, words, start, end) for words in _listed(told.get("topics"))),
        attested_by=tuple(told.get("attested_by") or ()),
        evidence=evidence,
    )


def _stance(text: str, told: dict[str, Any]) -> Stance:
    evidence = tuple(_near(text, words, 0) for words in _listed(told["evidence"]))
    return Stance(
        holder=told["holder"],
        target=told["target"],
        phrase=_near(text, told["phrase"], *(evidence[0] if evidence else (0, 0))),
        polarity=told["polarity"],
        attested_by=tuple(told.get("attested_by") or ()),
        evidence=evidence,
    )


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def _every(text: str, words: str) -> list[Extent]:
    """Every place of some words that stand for themselves, not inside a longer word."""
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    found = [match.span() for match in whole.finditer(text)]
    return found or [match.span() for match in re.finditer(re.escape(words), text)]


def _near(text: str, words: str, start: int, end: int | None = None) -> Extent:
    """The place of some words nearest to a stretch of the text: inside it if there is one, else least far off.

    Raises ValueError if the text has them nowhere.
    """
    stop = start if end is None else end
    places = [match.span() for match in re.finditer(re.escape(words), text)]
    if not places:
        raise ValueError(f"not in the text: {words!r}")
    return min(places, key=lambda place: (max(0, start - place[0], place[1] - stop if end is not None else 0), place))


if __name__ == "__main__":
    sys.exit(main())
