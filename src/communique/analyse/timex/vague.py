"""Expressions that tell no stretch of the calendar: now, recently, once, soon, in the future."""

from __future__ import annotations

import re

from communique.analyse.timex.expression import Expression

UNITS = "(?:seconds|minutes|hours|days|weeks|months|quarters|years|decades|centuries)"
SEVERAL = rf"{UNITS}(?: and {UNITS})?"
PRESENT = (
    r"(?:right |as of |by )?now(?: on)?",
    r"currently|current|present|presently|nowadays|already|meantime|meanwhile|moment|ongoing|immediately",
    r"(?:these|our) (?:\w+ )?days",
    r"(?:this|present|current) (?:\w+ )?(?:moment|time|point|juncture|stage)(?: in time)?",
    r"(?:modern|present) (?:times?|day)|here and now|time being|to date",
)
PAST = (
    r"(?:more |most |as |quite |until )?(?:recently|lately|recent)",
    r"previously|past|previous|formerly|former|once|then|then current|earlier|historically|initially|originally|long|"
    r"before|distant past|recent past|ago",
    r"(?:past|recent|more recent|earlier|former|previous|prior|last|last few|past few|past several|bygone) "
    rf"(?:times?|{SEVERAL})",
    r"(?:that|those|same) (?:\w+ )?(?:time|moment|point|days|years)|time",
    r"(?:long|ages|some time|sometime|not long|a while) ago",
    rf"(?:a )?(?:few|several|many|some|couple of)? ?{UNITS} (?:ago|earlier|before|back)",
    r"other day|old days|antiquity|ancient times",
)
FUTURE = (
    r"(?:very )?(?:soon|shortly|sooner|eventually|later|someday|one day|hereafter|henceforth|imminently)",
    r"(?:short|near|medium|long) (?:term|run)",
    r"(?:(?:near|nearer|foreseeable|immediate|distant|not too distant|not so distant|coming) )*future",
    rf"(?:coming|next|next few|next several|following|future|upcoming) {SEVERAL}",
    rf"{UNITS} (?:ahead|to come)|(?:from )?time to time",
    r"an? (?:day|week|month|year|decade) or two",
)
REFERENCES = (
    ("PRESENT_REF", re.compile("|".join(PRESENT))),
    ("PAST_REF", re.compile("|".join(PAST))),
    ("FUTURE_REF", re.compile("|".join(FUTURE))),
)


def reference(said: Expression) -> str | None:
    """PRESENT_REF, PAST_REF or FUTURE_REF for what only points there.

    >>> from communique.analyse.timex.expression import expression
    >>> reference(expression("in recent weeks", (0, 15), "DATE", None))
    'PAST_REF'
    """
    return next((value for value, words in REFERENCES if words.fullmatch(said.words)), None)
