"""Whether the words around an expression look ahead or behind: the verb before it, else the verb after it."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["ahead", "behind"]

STOP = re.compile(r"\n\s*\n|(?<=[a-z0-9%)'\"”’][.!?])[\"'”’)]*\s+(?=[\"'“‘`(]*[A-Z])")
SHORT = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|Lt|Col|St|Jr|Inc|Corp|Co|Ltd|"
    r"No|vs)|\b[A-Za-z])\.$"
)
WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+|[,;:]")
WILL = frozenset("will shall won't i'll he'll she'll we'll they'll you'll it'll would".split())
MODAL = frozenset("could may might should must".split())
DUE = frozenset("due scheduled expected planned slated set payable effective".split())
PLANS = frozenset(
    (
        "expects expect plans plan planning expire expires upcoming hopes hoping hope intends intend aims forthcoming "
        "leaves arrives departs travels flies convenes opens going await awaits pending extend extended "
        "postpone postponed"
    ).split()
)
BEHIND = frozenset(
    (
        "was were had did said told met began came went took left held found made gave got led won lost sent spoke "
        "wrote rose fell shot broke saw knew became brought bought sold kept ran sat stood thought felt heard put "
        "paid hit cut fled flew drove grew drew chose swore spread struck threw fought sought caught taught built "
        "hurt quit stole sank shook woke wore bore tore slept dug hid rode ate drank lent bent spent wound "
        "understood withdrew rang has have been seen done known taken given set "
    ).split()
)
BOUND = frozenset("be being to will would may could can not".split())
NO_VERBS = frozenset(
    "the a an its his her their our my your this that these those any all some each which one what where it him them "
    "us me and more less about nearly almost up date death jail prison court power school office war work by from in "
    "on with for of at".split()
)
OTHER_ED = frozenset("united red indeed need speed exceed proceed succeed feed seed bed wed weed hundred embed".split())
LONG_AGO = frozenset("previously originally initially been".split())
BEFORE_NOUN = frozenset("a an the its his her their our still of other such and".split())
NO_GOVERNORS = frozenset("according close up went thanks contrast response return addition".split())
SEEMING = frozenset("appear appears appeared seem seems seemed believed thought known reported found".split())
ASIDE = frozenset(", ; : where which who that for".split())
LIMITS = frozenset("by until till".split())
MOVING = frozenset(
    "flying travelling traveling leaving meeting visiting arriving heading coming returning hosting holding".split()
)
REACH = 25
INFINITIVE_REACH = 6
CLOSE = 3


def direction(before: str, after: str) -> Direction | None:
    """Where the nearest verb looks: the last one before the expression in its sentence, else the first one after it.

    >>> direction("The ministers will meet on ", " in Oslo."), direction("The ministers met on ", ".")
    ('ahead', 'behind')
    """
    lead = WORD.findall(sentence_before(before).replace("’", "'"))[-REACH:]
    near = _by_preposition(lead)
    if near is not None:
        return near
    if re.match(r"['’]s\b", after):  # "Friday's vote" is ahead only for a verb that says so itself
        return "ahead" if WILL - {"would"} & {word.lower() for word in lead} else "behind"
    for at in range(len(lead) - 1, -1, -1):
        found = _looks(lead, at)
        if found is not None:
            return found
    trail = WORD.findall(sentence_after(after).replace("’", "'"))[:REACH]
    return next((found for at in range(len(trail)) if (found := _looks(trail, at)) is not None), None)


def is_outright(before: str) -> bool:
    """Whether the clause itself says where "in" or "on" such a day looks: "was freed in …", "will be freed on …".

    >>> is_outright("The envoy was recalled in "), is_outright("She will speak, where in ")
    (True, False)
    """
    lead = WORD.findall(sentence_before(before).replace("’", "'"))[-REACH:]
    if not lead or lead[-1].lower() not in {"in", "on"}:
        return False
    for back, at in enumerate(range(len(lead) - 1, -1, -1)):
        found = _looks(lead, at)
        if found is not None:
            return back <= CLOSE if found == "behind" else lead[at].lower() in WILL
        if lead[at] in ASIDE or back > INFINITIVE_REACH:
            return False
    return False


def sentence_before(before: str) -> str:
    """The part of the sentence that stands before an expression, given what stands before it in the text.

    >>> sentence_before("They met. On Nov. 3 and ")
    'On Nov. 3 and '
    """
    start = 0
    for stop in STOP.finditer(before):
        if not SHORT.search(before[: stop.start()]):
            start = stop.end()
    return before[start:]


def sentence_after(after: str) -> str:
    """The rest of the sentence after an expression."""
    for stop in STOP.finditer(after):
        if not SHORT.search(after[: stop.start()]):
            return after[: stop.start()]
    return after


def _by_preposition(lead: list[str]) -> Direction | None:
    last = lead[-1].lower() if lead else ""
    if last == "by" or (last in LIMITS and len(lead) > 2):
        return "ahead"
    if last == "since" or [word.lower() for word in lead[-2:]] == ["as", "of"]:
        return "behind"
    return None


def _looks(words: list[str], at: int) -> Direction | None:
    word = words[at].lower()
    earlier = words[at - 1].lower() if at else ""
    if word == "to":
        if earlier in DUE:
            return _looks(words, at - 1)
        if earlier in SEEMING:
            return None
        return "ahead" if _is_infinitive(words, at) else None
    if word in DUE:
        if earlier in LONG_AGO:
            return "behind"
        if word == "set" and earlier == "being":
            return "ahead"
        if word != "set" or words[at + 1 : at + 2] in (["to"], ["for"]):
            return "ahead"
    if (
        word in WILL
        or (word in MODAL and words[at] != "May")
        or (word in PLANS and earlier != "to" and earlier not in BEFORE_NOUN)
    ):
        return "ahead"
    if word.endswith("ing") and earlier in {"is", "are", "am"}:
        return "ahead" if word in MOVING else None
    if word in BEHIND or (word.endswith("ed") and len(word) > 3 and word not in OTHER_ED):
        is_bound = earlier in BOUND and words[at - 1] != "May"
        return None if is_bound or (word.endswith("ed") and earlier in BEFORE_NOUN) else "behind"
    return None


def _is_infinitive(words: list[str], at: int) -> bool:
    """Whether "to" leads a verb that is near: "agreed to meet on", not "according to officials" or "went to Oslo"."""
    rest = words[at + 1 :]
    if not rest or len(rest) > INFINITIVE_REACH or not rest[0].islower() or rest[0] in NO_VERBS or "," in rest:
        return False
    return at > 0 and words[at - 1].lower() not in NO_GOVERNORS
