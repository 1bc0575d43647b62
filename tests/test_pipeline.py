"""The pipeline on whole texts: invented documents in tests/documents/, and texts with nothing in them."""

import datetime as dt
import itertools
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.model import Document, Event, Record
from communique.pipeline import analyse, read
from communique.read.errors import ReadError

pytestmark = pytest.mark.model

HERE = Path(__file__).parent
PATHS = sorted((HERE / "documents").glob("*.json"))


def stored(path: Path) -> Document:
    return msgspec.json.decode(path.read_bytes(), type=Document)


def named(part: str) -> Record:
    return analyse(stored(next(p for p in PATHS if part in p.name)))


def undated(doc: Document) -> Document:
    return msgspec.structs.replace(doc, published=None)


def check(record: Record) -> None:
    """What holds of every record, whatever the text."""
    text = record.document.text
    for words in record.spans():
        assert text[words.start : words.end] == words.text
        assert words.text
    names = [actor.name for actor in record.actors]
    assert len(names) == len(set(names)), "two actors with one name"
    assert set(record.named()) <= set(names)
    for actor in record.actors:
        assert actor.name
        assert all(mention in text or mention in " ".join(text.split()) for mention in actor.mentions)
    for entry in itertools.chain(record.statements, record.events, record.stances):
        assert entry.evidence
        assert entry.reason
        assert 0 <= entry.score <= 1
    entries = (record.actors, record.statements, record.events, record.stances)
    ids = [entry.id for entry in itertools.chain(*entries)]
    assert len(ids) == len(set(ids)), "two entries with one id"


def happened(record: Record, kind: str, **facts: object) -> list[Event]:
    return [e for e in record.events if e.type == kind and all(getattr(e, k) == v for k, v in facts.items())]


def test_there_is_a_document_of_every_sort() -> None:
    assert {p.stem.split("-")[3] for p in PATHS} == {"report", "readout", "post", "transcript"}


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_evidence_is_verbatim_and_every_name_is_an_actors(path: Path) -> None:
    record = analyse(stored(path))
    check(record)
    assert record.actors
    assert record.events


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_the_same_text_gives_the_same_record(path: Path) -> None:
    assert analyse(stored(path)) == analyse(stored(path))


def test_the_same_text_gives_the_same_record_in_another_process() -> None:
    told = (
        "import sys, msgspec; from pathlib import Path; from communique.model import Document; "
        "from communique.pipeline import analyse; "
        "doc = msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=Document); "
        "sys.stdout.buffer.write(msgspec.json.encode(analyse(doc)))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", told, str(PATHS[0])], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {msgspec.json.encode(analyse(stored(PATHS[0])))}


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_without_a_date_nothing_is_dated_by_today(path: Path) -> None:
    record = analyse(undated(stored(path)))
    check(record)
    today = dt.date.today()
    near = {(today + dt.timedelta(days=n)).isoformat()[:7] for n in (-31, 0, 31)}
    assert not [e.date for e in record.events if e.date and any(month in e.date for month in near)]
    relative = {
        "today",
        "yesterday",
        "tomorrow",
        "on Tuesday",
        "Tuesday",
        "next month",
        "next week",
        "Friday",
        "this morning",
    }
    said = {word for word in relative if word in record.document.text}
    left = {u.evidence.text for u in record.unresolved if u.what == "date"}
    assert {w.removeprefix("on ") for w in said} <= left
    assert all(e.date is None for e in record.events if e.date_said is not None and e.date_said.text in left)


def test_the_date_can_be_given_beside_a_text_and_does_not_outweigh_the_documents_own() -> None:
    doc = stored(PATHS[0])
    assert read(undated(doc), published=doc.published) == analyse(doc)
    assert read(doc, published="1999-01-01") == analyse(doc)
    assert read("Iran and Iraq signed a pact on Monday.", published="2025-02-12").events[0].date == "2025-02-10"


def test_an_id_hashes_what_the_text_says() -> None:
    text = "Iran and Iraq signed a pact on Monday."
    one, other = read(text), read(Document(id="another", text=text))
    assert [e.id for e in one.events] == [e.id for e in other.events]
    assert one.document.id != other.document.id
    assert [e.id for e in read(text + " Peace!").events] != [e.id for e in one.events]


def test_the_report() -> None:
    record = named("report")
    (meeting,) = happened(record, "CONSULT", mode="meeting", status="occurred")
    assert {*meeting.source, *meeting.target} == {"Lena Falk", "Youssef Amrani"}
    assert (meeting.date, meeting.place, meeting.attested_by) == ("2024-09-17", "Lisbon", ("Portugal",))
    assert [(e.target, e.date) for e in happened(record, "SUPPORT", source=("Youssef Amrani",))] == [
        (("Norway",), None)
    ]
    assert happened(record, "RETREAT", mode="release", status="occurred", source=("Morocco",))
    assert happened(record, "COERCE", mode="arrest", date="2023-07")
    assert happened(record, "CONSULT", mode="visit", status="planned", date="2024-10-03")
    direct = [(s.speaker, s.channel) for s in record.statements if s.kind == "direct"]
    assert direct == [("Lena Falk", "press conference")] * 2
    assert [(s.holder, s.target, s.polarity) for s in record.stances if s.polarity > 0][:1] == [
        ("Lena Falk", "Morocco", 1)
    ]


def test_the_readout() -> None:
    record = named("readout")
    (call,) = happened(record, "CONSULT", mode="phone")
    assert {*call.source, *call.target} == {"Dana Whitfield", "Kwame Adjei"}
    assert (call.status, call.date) == ("occurred", "2023-03-02")
    assert {t.text for t in call.topics} >= {"food prices"}
    assert happened(record, "SUPPORT", source=("Dana Whitfield",), target=("Kwame Adjei",))
    assert happened(record, "REQUEST", mode="invite", source=("Kwame Adjei",), target=("Dana Whitfield",))
    assert happened(record, "CONSULT", mode="visit", status="proposed")
    assert happened(record, "AID", status="planned", source=("United States",))
    assert ("United States", "Ghana", 2) in {(s.holder, s.target, s.polarity) for s in record.stances}
    assert {(s.speaker, s.channel) for s in record.statements} == {("Dana Whitfield", "phone call")}


def test_the_post() -> None:
    record = named("post")
    (call,) = happened(record, "CONSULT", mode="phone")
    assert {*call.source, *call.target} == {"Grace Oduya", "Haile Tesfaye"}
    (agreed,) = happened(record, "AGREE")
    assert {*agreed.source, *agreed.target} == {"Grace Oduya", "Haile Tesfaye"}
    (thanks,) = happened(record, "SUPPORT")
    assert (thanks.source, thanks.target) == (("Grace Oduya",), ("Haile Tesfaye",))
    assert happened(record, "RETREAT", mode="release", date="2022-06-20", source=("Haile Tesfaye",))
    assert happened(record, "MOBILIZE", date="2022-06-22")
    assert record.statements == ()
    assert ("Grace Oduya", "Ethiopia", 2) in {(s.holder, s.target, s.polarity) for s in record.stances}


def test_the_transcript() -> None:
    record = named("transcript")
    turns = [(s.speaker, s.kind, s.cue and s.cue.text) for s in record.statements]
    holm, kask = (("Holm", "direct", "PRIME MINISTER HOLM"), ("Kask", "direct", "PRESIDENT KASK"))
    short = [((name or "").split()[-1].title(), kind, cue) for name, kind, cue in turns]
    assert short == [holm, holm, kask, holm, kask]
    assert happened(record, "CONSULT", mode="meeting", date="2021-11-09")
    assert happened(record, "CONSULT", mode="visit", status="planned", date="2022-02-24")
    assert len([a for a in record.actors if "holm" in a.name.lower()]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Peace",
        "He",
        "I",
        "Iran",
        "😀",
        "😀🇺🇦 👩‍👩‍👧\n\n🤝",
        "“”",
        '"',
        "…",
        "?!?!",
        "on Monday",
        "said",
        "- - -\n\n* * *",
        "\u0301\u0301",
        "A:\n\nB:\n\nC:",
        'said said said, said. "Said," said said.',
        "Peace. " * 400,
    ],
)
def test_a_text_with_next_to_nothing_in_it_is_read(text: str) -> None:
    record = read(Document(id="little", text=text, language="en"))
    check(record)
    assert not record.events
    assert not record.stances


def test_a_text_of_symbols_alone_has_an_empty_record() -> None:
    record = read("😀🇺🇦 👩‍👩‍👧\n\n🤝")
    assert (record.actors, record.statements, record.events, record.stances, record.unresolved) == ((), (), (), (), ())


@pytest.mark.parametrize("language", ["fr", "ru", "de-AT", "zh-Hant"])
def test_a_language_that_cannot_be_read_is_refused_with_the_mend(language: str) -> None:
    with pytest.raises(ReadError, match=f"far: written in '{language}', which can't be read yet"):
        read(Document(id="far", text="Iran and Iraq signed a pact.", language=language))


def test_a_foreign_text_is_known_without_being_told() -> None:
    text = (
        "Le ministre des Affaires étrangères a rencontré son homologue marocain à Lisbonne mardi, et les deux pays "
        "sont convenus de reprendre les pourparlers sur les droits de pêche."
    )
    with pytest.raises(ReadError, match="'fr'"):
        read(Document(id="far", text=text))
    assert read(Document(id="far", text=text, language="en-GB")).document.language == "en-GB"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=60))
def test_any_text_is_read_and_its_offsets_hold(text: str) -> None:
    check(read(Document(id="any", text=text, language="en")))


WORDS = (
    "Putin",
    "Trump",
    "Iran",
    "the",
    "two",
    "leaders",
    "He",
    "she",
    "said",
    "that",
    "agreed",
    "to",
    "met",
    "with",
    "on",
    "Monday",
    "in",
    "Geneva",
    "“",
    "”",
    '"',
    ",",
    ".",
    "\n\n",
    "not",
    "President",
    "of",
    "accused",
    "ally",
    "call",
    "I",
    "we",
    "HALE:",
    "2021",
    "May",
    "30 February",
    "😀",
    "who",
    "according",
    "his",
    "'s",
    "and",
)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=30),
    st.sampled_from([None, "2025-02-12"]),
    st.sampled_from([None, "Trump", "Russia", "White House", ("Iran", "Iraq")]),
)
def test_any_jumble_of_the_fields_words_is_read(
    words: list[str], published: str | None, author: str | tuple[str, ...] | None
) -> None:
    check(read(Document(id="jumble", text=" ".join(words), published=published, author=author, language="en")))
