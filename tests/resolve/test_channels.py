import pytest

from communique.model import Document, Evidence, Statement
from communique.pipeline import read
from communique.resolve.channels import Conversation, with_channels

CALL = Conversation(("Sow",), ("Berg",), "phone call")


def said(speaker: str | None, channel: str | None = None, cue: str = "said", addressee: str | None = None) -> Statement:
    words = Evidence("words", 0, 5)
    return Statement(
        id="0",
        speaker=speaker,
        kind="indirect",
        content=words,
        cue=Evidence(cue, 6, 6 + len(cue)),
        addressee=addressee,
        channel=channel,
        evidence=(words,),
        reason="told",
        score=1.0,
        extractor="statements/1",
    )


@pytest.mark.parametrize(("speaker", "partner"), [("Sow", "Berg"), ("Berg", "Sow"), ("Merz", None), (None, None)])
def test_to_whom_one_speaks_in_a_conversation(speaker: str | None, partner: str | None) -> None:
    assert CALL.partner(speaker) == partner


def test_of_three_in_a_conversation_nobody_is_the_partner() -> None:
    assert Conversation(("Sow",), ("Berg", "Merz"), "meeting").partner("Sow") is None


def test_what_is_said_in_a_readout_is_said_in_its_conversation() -> None:
    (one,) = with_channels([said("Sow")], CALL)
    assert (one.channel, one.addressee) == ("phone call", "Berg")


def test_an_addressee_of_its_own_stays() -> None:
    (one,) = with_channels([said("Sow", addressee="Merz")], CALL)
    assert one.addressee == "Merz"


def test_strangers_to_the_conversation_say_nothing_in_it() -> None:
    (one,) = with_channels([said("Merz")], CALL)
    assert (one.channel, one.addressee) == (None, None)


def test_a_channel_of_its_own_stays() -> None:
    (one,) = with_channels([said("Sow", "letter")], CALL)
    assert one.channel == "letter"


@pytest.mark.parametrize("channel", ["press conference", "Truth Social", "interview", "speech"])
def test_a_speaker_goes_on_through_the_same_channel(channel: str) -> None:
    told = with_channels([said("Sow", channel), said("Berg"), said("Sow")], None)
    assert [s.channel for s in told] == [channel, None, channel]


def test_the_last_channel_counts() -> None:
    told = with_channels([said("Sow", "speech"), said("Sow", "interview"), said("Sow")], None)
    assert [s.channel for s in told] == ["speech", "interview", "interview"]


@pytest.mark.parametrize("cue", ["has said", "had claimed"])
def test_what_was_said_on_another_occasion_has_no_channel_of_this(cue: str) -> None:
    told = with_channels([said("Sow", "speech"), said("Sow", cue=cue)], None)
    assert told[1].channel is None


def test_a_phone_call_does_not_last() -> None:
    told = with_channels([said("Sow", "phone call"), said("Sow")], None)
    assert told[1].channel is None


@pytest.mark.model
def test_the_channel_of_a_text() -> None:
    found = read(
        Document(
            id="channel",
            language="en",
            published="2025-02-12",
            text=(
                "At a press conference in Oslo, Foreign Minister Lena Falk said the strait was open. "
                '"The mines are gone," '
                "Falk said. Captain Ivar Dahl said nobody was hurt."
            ),
        )
    )
    assert [(s.speaker, s.channel) for s in found.statements] == [
        ("Lena Falk", "press conference"),
        ("Lena Falk", "press conference"),
        ("Ivar Dahl", None),
    ]
