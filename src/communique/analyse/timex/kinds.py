"""What kind of expression the words themselves decide, whatever kind was given: "within two weeks" is a length."""

from __future__ import annotations

import re

from communique.analyse.timex.expression import Expression, TimexType
from communique.analyse.timex.relative import LENGTH, STEP

STRETCH = re.compile(
    r"(?:(?:latest|current|full|past|same|comparable|following|previous|year ago|year earlier|(?:19|20)\d\d|"
    r"first|second|third|fourth|fiscal) )+(?:quarter|period)(?: of (?:19|20)\d\d)?|quarter|"
    r"(?:current|full|same|following|previous) (?:fiscal )?year|(?:later |earlier )?that (?:year|month|week|day)|"
    r"(?:this |last |next )?weekend|year (?:ago|earlier)(?: \w+)?|"
    r"(?:early|earlier|later|late) in the (?:year|month|week)"
)
ENDED = re.compile(r"\s+(?:that |which )?(?:ended|ending|to)\s+[A-Z]")
WHOLE = re.compile(r"(?:fiscal |financial )?year")
WITHIN = re.compile(r"\bwithin\s+(?:the\s+|just\s+|about\s+|at\s+least\s+)?$", re.I)
IN_THE = re.compile(r"\bin\s+(?:the|less than|more than|under|over|just over)\s+$", re.I)
AGO = re.compile(r"\s*(?:or so\s+)?(?:ago|earlier|later|before|after|from now|hence|following)\b")


def decided(said: Expression) -> TimexType | None:
    """The kind that the words decide, None where they leave it open.

    >>> from communique.analyse.timex.expression import expression
    >>> decided(expression("in the year-ago quarter", (3, 23), "DURATION", None))
    'DATE'
    >>> decided(expression("within two weeks", (7, 16), "DATE", None))
    'DURATION'
    """
    if WHOLE.fullmatch(said.words) and ENDED.match(said.after):
        return "DURATION"
    if STRETCH.fullmatch(said.words):
        return "DATE"
    if STEP.match(said.words) is None and LENGTH.match(said.words) and said.words[0].isalnum():
        is_bound = WITHIN.search(said.before) or (IN_THE.search(said.before) and not AGO.match(said.after))
        return "DURATION" if is_bound and _is_counted(said.words) else None
    return None


def _is_counted(words: str) -> bool:
    return words.endswith("s") or words.startswith(("a ", "an ", "one ")) or words[0].isdecimal()
