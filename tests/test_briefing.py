"""The text this project began with, read from its text and date alone, holds the facts that issue 2 names."""

import functools
import json
from pathlib import Path
from typing import Any

import pytest

from communique.model import Event, Record, Stance
from communique.pipeline import read

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "dev" / "2025-02-12-leavitt-briefing.json"

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not GOLD.exists(), reason=f"the gold texts lie outside the repository, and {GOLD} is not there"),
]

TRUMP, PUTIN, ZELENSKYY, FOGEL = "Donald Trump", "Vladimir Putin", "Volodymyr Zelenskyy", "Marc Fogel"
NEGOTIATORS = {"Marco Rubio", "John Ratcliffe", "Michael Waltz", "Steve Witkoff"}


@functools.cache
def gold() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return told


@functools.cache
def briefing() -> Record:
    return read(gold()["document"]["text"], published=gold()["document"]["published"])


def events(kind: str, **facts: object) -> list[Event]:
    return [e for e in briefing().events if e.type == kind and all(getattr(e, k) == v for k, v in facts.items())]


def parties(event: Event) -> set[str]:
    return {*event.source, *event.target}


def one(kind: str, among: set[str] | None = None, **facts: object) -> Event:
    """The one event with these facts and parties, or a failure that shows all of its type."""
    found = [e for e in events(kind, **facts) if among is None or parties(e) == among]
    told = "\n".join(
        f"{e.mode} {e.source} -> {e.target} {e.status} {e.date} at {e.place}, by {e.attested_by}: "
        f"{[w.text for w in e.evidence]}"
        for e in events(kind)
    )
    assert len(found) == 1, f"{len(found)} of {kind} {facts} {among or ''}\nof its type:\n{told}"
    return found[0]


def speakers() -> dict[str, str | None]:
    return {s.content.text.strip('" '): s.speaker for s in briefing().statements}


def test_the_call_of_trump_and_putin() -> None:
    call = one("CONSULT", {TRUMP, PUTIN}, mode="phone")
    assert (call.status, call.date) == ("occurred", "2025-02-12")


def test_the_call_is_on_trumps_and_the_kremlins_word() -> None:
    assert set(one("CONSULT", {TRUMP, PUTIN}, mode="phone").attested_by) == {TRUMP, "Kremlin"}


def test_the_agreement_to_begin_negotiations() -> None:
    agreed = [e for e in events("AGREE", status="occurred") if parties(e) == {TRUMP, PUTIN}]
    assert any("negotiations" in words.text for e in agreed for words in e.evidence)


def test_the_agreement_is_of_the_day_of_the_call() -> None:
    agreed = [e for e in events("AGREE", status="occurred") if parties(e) == {TRUMP, PUTIN}]
    assert {e.date for e in agreed} == {"2025-02-12"}


def test_the_agreement_is_told_on_trumps_word() -> None:
    agreed = [e for e in events("AGREE", status="occurred") if parties(e) == {TRUMP, PUTIN}]
    assert {e.attested_by for e in agreed} == {(TRUMP,)}


def test_the_negotiations_are_planned() -> None:
    assert events("CONSULT", mode="negotiation", status="planned")


def test_the_call_of_trump_and_zelenskyy() -> None:
    call = one("CONSULT", {TRUMP, ZELENSKYY}, status="occurred")
    assert call.date == "2025-02-12"


def test_the_call_of_trump_and_zelenskyy_was_by_phone() -> None:
    assert one("CONSULT", {TRUMP, ZELENSKYY}, status="occurred").mode == "phone"


def test_four_negotiators_are_appointed() -> None:
    named = [e for e in events("APPOINT", status="occurred") if set(e.target) & NEGOTIATORS]
    assert [set(e.target) for e in named] == [NEGOTIATORS]


def test_trump_appoints_the_negotiators() -> None:
    named = [e for e in events("APPOINT", status="occurred") if set(e.target) & NEGOTIATORS]
    assert [e.source for e in named] == [(TRUMP,)]


def test_kellogg_is_not_among_them() -> None:
    assert one("APPOINT", status="denied").target == ("Keith Kellogg",)


def test_vance_and_rubio_will_lead_the_delegation() -> None:
    assert set(one("APPOINT", status="planned").target) == {"JD Vance", "Marco Rubio"}


def test_putins_invitation_to_moscow() -> None:
    invited = one("REQUEST", mode="invite", status="occurred")
    assert (invited.source, invited.target) == ((PUTIN,), (TRUMP,))


def test_the_invitation_is_on_the_kremlins_word_alone() -> None:
    assert one("REQUEST", mode="invite", status="occurred").attested_by == ("Kremlin",)


def test_the_visit_to_moscow_is_proposed() -> None:
    visit = one("CONSULT", mode="visit", status="proposed")
    assert TRUMP in visit.source
    assert visit.place == "Moscow"


def test_the_meeting_in_munich_is_planned() -> None:
    meeting = one("CONSULT", mode="meeting", date="2025-02-14")
    assert (meeting.status, meeting.place) == ("planned", "Munich")


def test_vance_and_rubio_will_be_at_the_meeting() -> None:
    assert {"JD Vance", "Marco Rubio"} <= parties(one("CONSULT", mode="meeting", date="2025-02-14"))


def test_the_war_since_2022() -> None:
    war = one("ASSAULT", {"Russia", "Ukraine"})
    assert (war.status, war.date) == ("occurred", "2022-02/..")


def test_fogels_arrest() -> None:
    arrest = one("COERCE", {FOGEL}, mode="arrest")
    assert (arrest.target, arrest.status, arrest.date, arrest.place) == ((FOGEL,), "occurred", "2021", "Russia")


def test_fogels_sentence() -> None:
    sentence = one("COERCE", {FOGEL}, mode="trial")
    assert (sentence.target, sentence.status) == ((FOGEL,), "occurred")


def test_fogels_release() -> None:
    releases = [e for e in events("RETREAT", status="occurred") if FOGEL in e.target]
    assert [(e.mode, e.date) for e in releases] == [("release", "2025-02-11")]


def test_trump_thanks_putin() -> None:
    assert events("SUPPORT", source=(TRUMP,), target=(PUTIN,), status="occurred")


@pytest.mark.parametrize(("phrase", "hostility"), [("great competitor", -1), ("adversary", -2)])
def test_how_the_administration_regards_putin(phrase: str, hostility: int) -> None:
    found = [s for s in briefing().stances if s.holder == "Trump administration" and phrase in s.phrase.text]
    assert [(s.target, s.polarity, s.attested_by) for s in found] == [(PUTIN, hostility, ("Karoline Leavitt",))]


@pytest.mark.parametrize("target", [PUTIN, "Russia"])
@pytest.mark.parametrize("phrase", ["great competitor", "adversary"])
def test_how_this_nation_regards_putin_and_russia(phrase: str, target: str) -> None:
    found: list[Stance] = [s for s in briefing().stances if s.holder == "United States" and s.target == target]
    assert any(phrase in s.phrase.text for s in found), found


def test_marc_fogel_is_a_wonderful_man() -> None:
    assert [(s.holder, s.polarity) for s in briefing().stances if s.target == FOGEL] == [(TRUMP, 2)]


@pytest.mark.parametrize(
    ("speaker", "channel"),
    [("Karoline Leavitt", "press conference"), (TRUMP, "Truth Social"), ("Kremlin", "readout")],
)
def test_the_channels(speaker: str, channel: str) -> None:
    assert channel in {s.channel for s in briefing().statements if s.speaker == speaker}


def test_every_quotation_of_trump_is_of_truth_social() -> None:
    own = [s for s in briefing().statements if s.speaker == TRUMP and s.kind == "direct"]
    assert {s.channel for s in own} == {"Truth Social"}


def quotations() -> list[tuple[str, str]]:
    """The quotations of the text with their speakers, as the gold has them; none where it is absent."""
    if not GOLD.exists():
        return [("absent", "absent")]
    return [(s["content"], s["speaker"]) for s in gold()["statements"] if s["kind"] in {"direct", "mixed"}]


@pytest.mark.parametrize(("words", "speaker"), quotations(), ids=lambda v: v[:40])
def test_every_quotation_with_its_speaker(words: str, speaker: str) -> None:
    told = speakers()
    own = words.strip('" ')
    assert own in told, f"no statement has just these words; those it has: {[w for w in told if w[:20] in own]}"
    assert told[own] == speaker


def test_no_quotation_is_given_to_somebody_else_or_nobody() -> None:
    wanted = {s["content"].strip('" ') for s in gold()["statements"]}
    direct = {s.content.text.strip('" '): s.speaker for s in briefing().statements if s.kind == "direct"}
    assert set(direct) <= wanted
    assert None not in direct.values()


@pytest.mark.parametrize(
    ("name", "kind", "country", "role"),
    [
        (TRUMP, "person", "USA", "President"),
        (PUTIN, "person", "RUS", "President"),
        (ZELENSKYY, "person", "UKR", "President"),
        ("Karoline Leavitt", "person", "USA", "White House press secretary"),
        ("Marco Rubio", "person", "USA", "Secretary of State"),
        ("John Ratcliffe", "person", "USA", "Director of the CIA"),
        ("Michael Waltz", "person", "USA", "National Security Advisor"),
        ("Steve Witkoff", "person", "USA", "Special Envoy"),
        ("Keith Kellogg", "person", "USA", "special envoy for Ukraine and Russia"),
        ("JD Vance", "person", "USA", "Vice President"),
        ("Kremlin", "government", "RUS", None),
        ("Trump administration", "government", "USA", None),
        ("Russia", "state", "RUS", None),
        ("Ukraine", "state", "UKR", None),
    ],
)
def test_the_actors_with_their_countries_and_offices(name: str, kind: str, country: str, role: str | None) -> None:
    found = {a.name: a for a in briefing().actors}
    assert name in found, sorted(found)
    actor = found[name]
    assert (actor.kind, actor.country) == (kind, country)
    assert role is None or any(role in r for r in actor.roles), actor.roles


def test_no_two_actors_have_one_name() -> None:
    names = [a.name for a in briefing().actors]
    assert sorted(names) == sorted(set(names))
