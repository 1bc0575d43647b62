"""A short invented text with a record of it by hand, in which every kind of entry occurs."""

from communique.model import (
    Actor,
    Document,
    Event,
    Evidence,
    Record,
    Reference,
    Span,
    Stance,
    Statement,
    Unresolved,
    quote,
)

TEXT = """\
Foreign Minister Ilse Marbach called Prime Minister Teodor Vlasic on Tuesday, her spokesman said at a \
news briefing. "We want this border open," she told reporters later. "Nothing else will do."

Vlasic, whom Marbach has described as "a trusted friend", invited her to Zagreb, according to his office. \
The two will meet in Vienna on 3 March to discuss the border crossing at Spielfeld. Deputy minister Karl \
Oberhuber was not named to the delegation. Croatia released the journalist Petra Horn last week, and Austria \
and Croatia have been negotiating over fishing since 2023. One paper calls Croatia "a difficult neighbour".

He might also join them, if parliament agrees.
"""


def words(said: str, occurrence: int = 0) -> Evidence:
    """Words of the text by their place among equal ones."""
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(said, start + 1)
    return quote(TEXT, Span(start, start + len(said)))


def sample(*, published: str | None = "2025-02-26", title: str | None = "Ministers talk of the border") -> Record:
    """The record, with or without a date of publication."""
    doc = Document(id="border", text=TEXT, title=title, publisher="The Danube Post", published=published, language="en")
    return Record(
        document=doc,
        actors=actors(),
        statements=statements(),
        events=events(),
        stances=(
            Stance(
                id="c1",
                holder="Ilse Marbach",
                target="Teodor Vlasic",
                phrase=words("a trusted friend"),
                polarity=2,
                attested_by=("Ilse Marbach",),
                evidence=(words('Marbach has described as "a trusted friend"'),),
                reason="described as",
                score=0.9,
                extractor="stances/1",
            ),
            Stance(
                id="c2",
                holder=None,
                target="Croatia",
                phrase=words("a difficult neighbour"),
                polarity=-1,
                evidence=(words('One paper calls Croatia "a difficult neighbour"'),),
                reason="calls",
                score=0.6,
                extractor="stances/1",
            ),
        ),
        unresolved=(
            Unresolved(what="participant", evidence=words("He"), reason="Teodor Vlasic or Karl Oberhuber"),
            Unresolved(what="date", evidence=words("last week"), reason="more than one week is possible"),
        ),
        reader="communique 0.1.0 (en)",
    )


def actors() -> tuple[Actor, ...]:
    """Everyone who takes part."""
    return (
        Actor(
            id="a1",
            name="Ilse Marbach",
            kind="person",
            country="AUT",
            country_reason="minister of Austria",
            roles=("Foreign Minister",),
            mentions=("Ilse Marbach", "Marbach"),
            evidence=(words("Ilse Marbach"), words("Marbach", 1)),
            references=(Reference(words("she").text, words("she").start, words("she").end, "subject", 0.8),),
        ),
        Actor(id="a2", name="Austria", kind="state", country="AUT", mentions=("Austria",)),
        Actor(id="a3", name="Croatia", kind="state", country="HRV", mentions=("Croatia",)),
        Actor(
            id="a4",
            name="Teodor Vlasic",
            kind="person",
            country="HRV",
            roles=("Prime Minister",),
            mentions=("Teodor Vlasic", "Vlasic"),
        ),
        Actor(
            id="a5",
            name="Karl Oberhuber",
            kind="person",
            roles=("Deputy minister",),
            mentions=("Karl Oberhuber",),
        ),
        Actor(id="a6", name="Petra Horn", kind="person", roles=("journalist",), mentions=("Petra Horn",)),
    )


def statements() -> tuple[Statement, ...]:
    """Who said what."""
    return (
        Statement(
            id="s1",
            speaker=None,
            kind="indirect",
            content=words(TEXT[: TEXT.index(", her")]),
            cue=words("said"),
            source=words("her spokesman"),
            channel="press conference",
            evidence=(words("her spokesman said at a news briefing"),),
            reason="said",
            score=0.9,
            extractor="statements/1",
        ),
        Statement(
            id="s2",
            speaker="Ilse Marbach",
            kind="direct",
            content=words("We want this border open,"),
            cue=words("told"),
            source=words("she"),
            addressee="reporters",
            evidence=(words('"We want this border open," she told reporters later'),),
            reason="told",
            score=0.9,
            extractor="statements/1",
        ),
    )


def events() -> tuple[Event, ...]:
    """What happened, and what is ahead."""
    marks = {"reason": "a trigger", "score": 0.9, "extractor": "events/1"}
    minister, premier = "Ilse Marbach", "Teodor Vlasic"
    return (
        Event(
            id="e1",
            type="CONSULT",
            mode="meeting",
            source=(minister, premier),
            status="planned",
            date="2025-03-03",
            date_said=words("on 3 March"),
            place="Vienna",
            topics=(words("the border crossing at Spielfeld"),),
            evidence=(words("The two will meet in Vienna on 3 March"),),
            **marks,
        ),
        Event(
            id="e2",
            type="CONSULT",
            mode="phone",
            source=(minister,),
            target=(premier,),
            status="occurred",
            date="2025-02-25",
            date_said=words("on Tuesday"),
            evidence=(words("Ilse Marbach called Prime Minister Teodor Vlasic on Tuesday"),),
            **marks,
        ),
        Event(
            id="e3",
            type="REQUEST",
            mode="invite",
            source=(premier,),
            target=(minister,),
            status="occurred",
            attested_by=(premier,),
            evidence=(words("invited her to Zagreb"), words("Vlasic, whom Marbach")),
            **marks,
        ),
        Event(
            id="e4",
            type="CONSULT",
            mode="visit",
            source=(minister,),
            target=(premier,),
            status="proposed",
            place="Zagreb",
            attested_by=(premier,),
            evidence=(words("invited her to Zagreb"),),
            **marks,
        ),
        Event(
            id="e5",
            type="APPOINT",
            mode="delegate",
            target=("Karl Oberhuber",),
            status="denied",
            evidence=(words("Karl Oberhuber was not named to the delegation"),),
            **marks,
        ),
        Event(
            id="e6",
            type="RETREAT",
            mode="release",
            source=("Croatia",),
            target=("Petra Horn",),
            status="occurred",
            date_said=words("last week"),
            evidence=(words("Croatia released the journalist Petra Horn last week"),),
            **marks,
        ),
        Event(
            id="e7",
            type="CONSULT",
            mode="negotiation",
            source=("Austria", "Croatia"),
            status="occurred",
            date="2023/..",
            evidence=(words("Austria and Croatia have been negotiating over fishing since 2023"),),
            **marks,
        ),
    )
