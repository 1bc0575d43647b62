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

from communique.model import Document, Record
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


FALK, AMRANI, WHITFIELD, ADJEI = "Lena Falk", "Youssef Amrani", "Dana Whitfield", "Kwame Adjei"
ODUYA, TESFAYE, NJOROGE = "Grace Oduya", "Haile Tesfaye", "Peter Njoroge"
HAPPENED: list[tuple[str, str, set[str] | None, dict[str, object]]] = [
    (
        "report",
        "CONSULT",
        {FALK, AMRANI},
        {
            "mode": "meeting",
            "status": "occurred",
            "date": "2024-09-17",
            "place": "Lisbon",
            "attested_by": ("Portugal",),
        },
    ),
    ("report", "AGREE", {FALK, AMRANI}, {"status": "occurred"}),
    ("report", "CONSULT", {FALK, AMRANI}, {"mode": "negotiation", "status": "planned", "date": "2024-10"}),
    ("report", "SUPPORT", {AMRANI, "Norway"}, {"source": (AMRANI,), "status": "occurred"}),
    ("report", "RETREAT", {"Morocco", "Norwegian fishermen"}, {"mode": "release", "source": ("Morocco",)}),
    ("report", "COERCE", {"Norwegian fishermen"}, {"mode": "arrest", "source": (), "date": "2023-07"}),
    ("report", "CONSULT", {FALK, AMRANI}, {"status": "denied", "attested_by": ("senior Spanish official",)}),
    ("report", "REQUEST", None, {"source": ("European Union",)}),
    ("report", "CONSULT", {FALK, "Morocco"}, {"mode": "visit", "status": "planned", "date": "2024-10-03"}),
    (
        "readout",
        "CONSULT",
        {WHITFIELD, ADJEI},
        {"mode": "phone", "status": "occurred", "date": "2023-03-02", "place": None},
    ),
    ("readout", "SUPPORT", {WHITFIELD, ADJEI}, {"source": (WHITFIELD,), "date": "2023-03-02"}),
    ("readout", "REQUEST", {WHITFIELD, ADJEI}, {"mode": "invite", "source": (ADJEI,), "date": "2023-03-02"}),
    ("readout", "CONSULT", {WHITFIELD, ADJEI}, {"mode": "visit", "status": "proposed", "place": "Accra"}),
    ("readout", "AID", {"United States", "Ghana"}, {"status": "planned", "source": ("United States",)}),
    ("post", "CONSULT", {ODUYA, TESFAYE}, {"mode": "phone", "status": "occurred"}),
    ("post", "AGREE", {ODUYA, TESFAYE}, {"status": "occurred"}),
    ("post", "SUPPORT", {ODUYA, TESFAYE}, {"source": (ODUYA,)}),
    ("post", "RETREAT", None, {"mode": "release", "source": (TESFAYE,), "date": "2022-06-20"}),
    ("post", "REQUEST", {ODUYA, NJOROGE}, {"source": (ODUYA,)}),
    ("post", "MOBILIZE", None, {"source": (NJOROGE,), "status": "proposed", "date": "2022-06-22"}),
    ("transcript", "CONSULT", {"Holm", "Kask"}, {"mode": "meeting", "status": "occurred", "date": "2021-11-09"}),
    ("transcript", "SUPPORT", {"Holm", "Estonia"}, {"source": ("Holm",), "attested_by": ("Holm",)}),
    ("transcript", "CONSULT", {"Holm", "Estonia"}, {"mode": "visit", "status": "planned", "date": "2022-02-24"}),
]


@pytest.mark.parametrize(
    ("part", "kind", "parties", "facts"),
    HAPPENED,
    ids=lambda v: v if isinstance(v, str) else " ".join(map(str, sorted(v.items()))) if isinstance(v, dict) else "-",
)
def test_what_the_documents_tell(part: str, kind: str, parties: set[str] | None, facts: dict[str, object]) -> None:
    events = [e for e in named(part).events if e.type == kind]
    told = [(e.mode, e.source, e.target, e.status, e.date, e.place, e.attested_by) for e in events]
    fitting = [
        e
        for e in events
        if parties in (None, {*e.source, *e.target}) and all(getattr(e, k) == v for k, v in facts.items())
    ]
    assert len(fitting) == 1, told


def test_who_said_what_in_the_report() -> None:
    said = [(s.speaker, s.kind, s.cue and s.cue.text) for s in named("report").statements]
    assert said == [
        ("Portugal", "indirect", "said"),
        (FALK, "direct", "told"),
        (FALK, "direct", "told"),
        (AMRANI, "mixed", "said"),
        ("senior Spanish official", "mixed", "According to"),
        ("European Union", "indirect", "called on"),
        ("spokesman for the Moroccan navy", "indirect", "denied"),
    ]


def test_by_what_channel_it_was_said_in_the_report() -> None:
    channels = {s.speaker: s.channel for s in named("report").statements}
    assert (channels[FALK], channels["European Union"]) == ("press conference", "statement")


def test_a_dateline_is_no_word_of_the_report() -> None:
    assert not named("report").statements[0].content.text.startswith("LISBON")


def test_a_readouts_statement_was_made_in_the_call_it_is_of() -> None:
    record = named("readout")
    assert [(s.speaker, s.addressee, s.channel) for s in record.statements] == [(WHITFIELD, ADJEI, "phone call")]
    (call,) = [e for e in record.events if e.mode == "phone"]
    assert {t.text for t in call.topics} >= {"food prices", "the security of the Gulf of Guinea"}


def test_a_leaders_post_is_no_statement_of_its_own() -> None:
    assert named("post").statements == ()


@pytest.mark.parametrize(
    ("part", "holder", "target", "polarity"),
    [
        ("report", FALK, "Morocco", 1),
        ("readout", "United States", "Ghana", 2),
        ("post", ODUYA, "Ethiopia", 2),
    ],
)
def test_how_one_regards_the_other(part: str, holder: str, target: str, polarity: int) -> None:
    assert (holder, target, polarity) in {(s.holder, s.target, s.polarity) for s in named(part).stances}


def test_a_transcript_is_its_turns() -> None:
    turns = [(s.speaker, s.kind, s.cue and s.cue.text) for s in named("transcript").statements]
    holm, kask = ("Holm", "direct", "PRIME MINISTER HOLM"), ("Kask", "direct", "PRESIDENT KASK")
    assert turns == [holm, holm, kask, holm, kask]


def test_our_countries_are_no_actor() -> None:
    assert "countries" not in {a.name for a in named("transcript").actors}


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


@pytest.mark.parametrize("language", ["fr", "uk", "de-AT", "zh-Hant"])
def test_a_language_that_cannot_be_read_is_refused_with_the_mend(language: str) -> None:
    with pytest.raises(ReadError, match=rf"far: written in \w+ \({language}\), which can't be read yet"):
        read(Document(id="far", text="Iran and Iraq signed a pact.", language=language))


def test_a_foreign_text_is_known_without_being_told() -> None:
    text = (
        "Le ministre des Affaires étrangères a rencontré son homologue marocain à Lisbonne mardi, et les deux pays "
        "sont convenus de reprendre les pourparlers sur les droits de pêche."
    )
    with pytest.raises(ReadError, match="French"):
        read(Document(id="far", text=text))
    assert read(Document(id="far", text=text, language="en-GB")).document.language == "en-GB"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=60))
def test_any_text_is_read_and_its_offsets_hold(text: str) -> None:
    doc = Document(id="any", text=text, language="en")
    if "\x00" in text or not text.strip():
        with pytest.raises(ReadError):
            read(doc)
    else:
        check(read(doc))


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
    text = " ".join([*words, "."])
    check(read(Document(id="jumble", text=text, published=published, author=author, language="en")))
