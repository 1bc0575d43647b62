"""Gold records as records: what a reader would give that makes no mistake, in any language."""

import json
from pathlib import Path
from typing import Any

from communique.model import Actor, Document, Event, Evidence, Record, Stance, Statement
from communique.model.record import claim_id

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev"
POST, BRIEFING, READOUT = (
    GOLD / f"2025-02-12-{name}.json" for name in ("trump-putin-call", "leavitt-briefing", "kremlin-trump-call")
)


def document(path: Path) -> Document:
    told = json.loads(path.read_text("utf-8"))["document"]
    return Document(**{key: value for key, value in told.items() if value})


def record(path: Path) -> Record:
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    doc = document(path)

    def found(words: str) -> Evidence:
        start = doc.text.index(words)
        return Evidence(words, start, start + len(words))

    def event(said: dict[str, Any]) -> Event:
        evidence = tuple(map(found, said["evidence"]))
        names = (*said["source"], *said["target"])
        return Event(
            id=claim_id("event", doc, said["type"], said["status"], *(one.span for one in evidence), *names),
            type=said["type"],
            mode=said["mode"],
            source=tuple(said["source"]),
            target=tuple(said["target"]),
            status=said["status"],
            date=said["date"],
            place=said["place"],
            topics=tuple(map(found, said["topics"])),
            attested_by=tuple(said["attested_by"]),
            evidence=evidence,
            reason="gold",
            score=1.0,
            extractor="gold",
        )

    def statement(said: dict[str, Any]) -> Statement:
        content = found(said["content"])
        return Statement(
            id=claim_id("statement", doc, content.span),
            speaker=said["speaker"],
            kind=said["kind"],
            content=content,
            addressee=said["addressee"],
            channel=said["channel"],
            evidence=(content,),
            reason="gold",
            score=1.0,
            extractor="gold",
        )

    def stance(said: dict[str, Any]) -> Stance:
        return Stance(
            id=claim_id("stance", doc, said["phrase"], said["target"]),
            holder=said["holder"],
            target=said["target"],
            phrase=found(said["phrase"]),
            polarity=said["polarity"],
            attested_by=tuple(said["attested_by"]),
            evidence=tuple(map(found, said["evidence"])),
            reason="gold",
            score=1.0,
            extractor="gold",
        )

    actors = tuple(
        Actor(
            id=claim_id("actor", doc, said["name"]),
            name=said["name"],
            kind=said["kind"],
            country=said["country"],
            roles=tuple(said["roles"]),
            mentions=tuple(said["mentions"]),
            evidence=tuple(found(words) for words in said["mentions"] if words in doc.text),
        )
        for said in told["actors"]
    )
    return Record(
        document=doc,
        actors=actors,
        statements=tuple(map(statement, told["statements"])),
        events=tuple(map(event, told["events"])),
        stances=tuple(map(stance, told["stances"])),
        reader="gold",
    )
