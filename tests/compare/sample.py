"""Reports for tests, made without a reader."""

from communique.model import Document, Event, Evidence, Party, Record, Report, ReportId
from communique.model.record import Actor

TRUMP = Party(name="Donald Trump", kind="person", country="USA")
BERG = Party(name="Anna Berg", kind="person", country="NOR")
EK = Party(name="Lars Ek", kind="person", country="SWE")
NORWAY = Party(name="Norway", kind="state", country="NOR")
SWEDEN = Party(name="Sweden", kind="state", country="SWE")


def report(
    text="a",
    *,
    source=(BERG,),
    target=(EK,),
    kind="CONSULT",
    mode="meeting",
    status="occurred",
    date=None,
    published="2025-03-05",
    place=None,
    topics=(),
    words="They met in the town.",
    event=None,
) -> Report:
    evidence = Evidence(words, 0, len(words))
    made = Event(
        id=event or f"{text}-{kind}-{mode}-{status}",
        type=kind,
        mode=mode,
        source=tuple(party.name for party in source),
        target=tuple(party.name for party in target),
        status=status,
        date=date,
        place=place,
        topics=tuple(Evidence(topic, 0, len(topic)) for topic in topics),
        evidence=(evidence,),
        reason="test",
        score=0.7,
        extractor="test",
    )
    return Report(
        id=ReportId(text, made.id),
        name=text,
        published=published,
        event=made,
        source=tuple(source),
        target=tuple(target),
        context=words,
    )


def record(text, words, *, publisher=None, author=None, published="2025-03-05", events=(), actors=()) -> Record:
    """A record of a text whose events are given by their fields."""
    doc = Document(id=text, text=words, publisher=publisher, author=author, published=published)
    made = tuple(
        Event(
            **{
                "id": f"{text}-{number}",
                "evidence": (Evidence(words, 0, len(words)),),
                "reason": "test",
                "score": 0.7,
                "extractor": "test",
                **fields,
            }
        )
        for number, fields in enumerate(events)
    )
    people = tuple(
        Actor(id=f"{text}-{party.name}", name=party.name, kind=party.kind, country=party.country) for party in actors
    )
    return Record(document=doc, actors=people, events=made, reader="test")
