"""By what channel and to whom something was said, where the words beside it do not tell."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from communique.model import Statement

# What a speaker goes on speaking through, once it has been told.
LASTING = frozenset(
    {
        "press conference",
        "interview",
        "speech",
        "opening ceremony",
        "Truth Social",
        "Twitter",
        "Facebook",
        "Telegram",
        "social media",
        "statement",
        "press release",
        "letter",
        "broadcast",
        "court",
        "parliament",
    }
)


class Conversation(msgspec.Struct, frozen=True):
    """The call or meeting that a readout is of, with its two sides."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    channel: str

    def partner(self, speaker: str | None) -> str | None:
        """To whom somebody spoke in it, if that is one actor."""
        everybody = tuple(dict.fromkeys(self.one + self.other))
        others = [name for name in everybody if name != speaker]
        return others[0] if speaker in everybody and len(others) == 1 else None


def with_channels(statements: Iterable[Statement], conversation: Conversation | None) -> tuple[Statement, ...]:
    """Statements with the channel that their speaker was last said to use, or that of the conversation read out."""
    last: dict[str, str] = {}
    told: list[Statement] = []
    for one in statements:
        changed = one
        if conversation is not None and one.channel is None:
            partner = conversation.partner(one.speaker)
            if partner is not None:
                changed = msgspec.structs.replace(one, channel=conversation.channel, addressee=one.addressee or partner)
        elif one.speaker is not None and one.channel is None and one.speaker in last and not _is_recalled(one):
            changed = msgspec.structs.replace(one, channel=last[one.speaker])
        if one.speaker is not None and one.channel in LASTING:
            last[one.speaker] = one.channel or ""
        told.append(changed)
    return tuple(told)


def _is_recalled(statement: Statement) -> bool:
    """Whether the cue speaks of another occasion: "has said", "had claimed"."""
    return statement.cue is not None and statement.cue.text.startswith(("has ", "have ", "had "))
