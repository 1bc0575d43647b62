"""A reader of its own for tests of the store: quick, and made so that what it finds can be told from the text.

Capitalised words are actors, two in one sentence have met, what stands in quotation marks is said by the first.
`READER` in the environment is its version; version 2 takes meetings for talks and finds no statement.
"""

import os
import re
import time
from types import ModuleType

from communique.model import Actor, Document, Event, Evidence, Record, Run, Span, Statement, Unresolved, quote
from communique.model.record import claim_id
from communique.read.errors import ReadError

SENTENCE = re.compile(r"[^.]+\.?")
NAME = re.compile(r"\b[A-Z][a-z]+\b")
SAID = re.compile(r'"([^"]+)"')


def version() -> str:
    return os.environ.get("READER", "1")


def analyse(doc: Document) -> Record:
    if "FAULT" in doc.text:
        raise KeyError("no such thing")
    if "REFUSE" in doc.text:
        raise ReadError(doc.id, "written in a way that can't be read", "write it anew")
    if "KILL" in doc.text:
        os.kill(os.getpid(), 9)
    time.sleep(float(os.environ.get("READING", "0")))
    actors: dict[str, Actor] = {}
    events: list[Event] = []
    statements: list[Statement] = []
    for sentence in SENTENCE.finditer(doc.text):
        told = quote(doc.text, Span(*sentence.span()))
        names = [
            quote(doc.text, Span(told.start + found.start(), told.start + found.end()))
            for found in NAME.finditer(told.text)
        ]
        for name in names:
            actors.setdefault(name.text, actor(doc, name))
        events += meeting(doc, told, names) if len(names) > 1 else []
        statements += statement(doc, told, names) if names and version() == "1" else []
    return Record(
        document=doc,
        actors=tuple(actors.values()),
        events=tuple(events),
        statements=tuple(statements),
        unresolved=(Unresolved(what="date", evidence=quote(doc.text, Span(0, 1)), reason="a stand-in"),),
        reader="stand-in",
    )


def actor(doc: Document, name: Evidence) -> Actor:
    country = {"Norway": "NOR", "Iceland": "ISL"}.get(name.text)
    return Actor(
        id=claim_id("actor", doc, name.text),
        name=name.text,
        kind="state" if country else "person",
        country=country,
        mentions=(name.text,),
        evidence=(name,),
    )


def meeting(doc: Document, told: Evidence, names: list[Evidence]) -> list[Event]:
    return [
        Event(
            id=claim_id("event", doc, names[0].start),
            type="CONSULT",
            mode="meeting" if version() == "1" else "negotiation",
            source=(names[0].text,),
            target=(names[1].text,),
            status="planned" if "will" in told.text else "occurred",
            date=doc.published,
            evidence=(told,),
            reason="two names",
            score=0.5,
            extractor=f"events/{version()}",
        )
    ]


def statement(doc: Document, told: Evidence, names: list[Evidence]) -> list[Statement]:
    return [
        Statement(
            id=claim_id("statement", doc, told.start + quoted.start()),
            speaker=names[0].text,
            kind="direct",
            content=quote(doc.text, Span(told.start + quoted.start(1), told.start + quoted.end(1))),
            evidence=(told,),
            reason="quotation marks",
            score=0.5,
            extractor="statements/1",
        )
        for quoted in SAID.finditer(told.text)
    ]


def versions() -> Run:
    return Run(program=f"stand-in/{version()}", model="none", lexicon="none")


def pipeline() -> ModuleType:
    """What stands in for `communique.pipeline`."""
    module = ModuleType("communique.pipeline")
    module.analyse = analyse  # type: ignore[attr-defined]
    module.versions = versions  # type: ignore[attr-defined]
    module.READABLE = frozenset({"en"})  # type: ignore[attr-defined]
    return module
