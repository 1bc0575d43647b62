"""Expressions that stand for a time wherever they stand, by rule; and names that only look like one."""

from __future__ import annotations

import re

from communique.analyse.timex.expression import TimexType
from communique.lexicon.calendar import MONTHS, WEEKDAYS

WEEKDAY = "|".join(day.title() for day in WEEKDAYS)
MONTH = "|".join([m.title() for m in MONTHS if m != "may"] + ["May", r"(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\."])
DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?:1[89]|20)\d\d"
UNIT = "days?|weeks?|months?|years?|decades?"
COUNT = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
PART = r"(?: (?:morning|afternoon|evening|night))?"
CERTAIN = (
    re.compile(r"(?<![\d-])(?:19|20)\d\d-\d\d-\d\d(?![\d-])"),
    re.compile(rf"\b(?:{MONTH}) {DAY},? {YEAR}\b|\b{DAY} (?:of )?(?:{MONTH}),? {YEAR}\b"),
    re.compile(rf"\b(?:{MONTH}) {DAY}\b(?!,?\d)|\b{DAY} (?:of )?(?:{MONTH})(?!\w)"),
    re.compile(rf"\b(?:{MONTH}) {YEAR}\b"),
    re.compile(rf"\b(?:{WEEKDAY}) of (?:last|next|this) week\b"),
    re.compile(rf"\b(?:(?:[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming) )?(?:{WEEKDAY}){PART}\b"),
    re.compile(r"\b(?:[Tt]he )?day (?:after tomorrow|before yesterday)\b|\b(?:[Ee]arlier|[Ll]ater) today\b"),
    re.compile(r"\b(?:[Tt]he )?(?:same|next|following|previous) day\b(?!s)"),
    re.compile(rf"\b(?:[Ll]ast|[Nn]ext|[Tt]his) (?:{MONTH})(?!\w)"),
    re.compile(
        r"\b(?:[Yy]esterday|[Tt]oday(?!['’]s)|[Tt]omorrow|[Tt]onight|last night)\b|"
        r"\b[Tt]his (?:morning|afternoon|evening)\b"
    ),
    re.compile(r"\b(?:(?:[Ee]arlier|[Ll]ater) this|last|next|this) (?:week|month|year|weekend)\b"),
    re.compile(rf"\b(?:{COUNT}) (?:{UNIT}) (?:ago|from now)\b"),
    re.compile(rf"(?<=\bin )(?:{MONTH})\b(?!\.)(?! [A-Z])"),
    re.compile(rf"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\buntil )|(?<=\bby )){YEAR}\b(?![-–/,]\d)"),
)
NAMES = re.compile(
    r"\bGood Friday (?:[Aa]greement|[Aa]ccords?|[Dd]eal|[Pp]eace)|\b(?:Bloody|Black) (?:Sunday|Friday|Monday)|"
    r"\bBlack September\b|\b(?:Arab|Prague) Spring\b|\bMay(?= \d+ Movement)|\bUSA Today\b|\bSunday Times\b"
)
TWO = re.compile(r"\s+(?:to|and|until|through|or)\s+(?:the\s+)?|(?<=\d{4})[-–](?=\d{4})")
END = re.compile(rf"(?:.*\b)?(?:{YEAR}|\d0s|(?:{MONTH})(?: {DAY})?|{WEEKDAY})\b.*", re.S)
TELLING = (
    r"\d[\d:.,/'’-]*(?:st|nd|rd|th|s)?|['’]\d\ds?|[ap]\.?m\.?|"
    rf"(?:{'|'.join([*MONTHS, *WEEKDAYS])})s?|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?|"
    r"(?:[\w-]+-)?(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|"
    r"decades?|century|centuries|mornings?|afternoons?|evenings?|noon|midnight|midday|spring|summer|autumn|fall|winter|"
    r"season|period|times?|moment|past|future|half|term|eve|easter|christmas|ramadan|holiday|yearlong)(?:-\w+)?|"
    r"today|yesterday|tomorrow|tonight|overnight|now|currently|current|presently|recent(?:ly)?|lately|previous(?:ly)?|"
    r"former(?:ly)?|once|then|soon|ago|already|long|daily|weekly|monthly|yearly|annual(?:ly)?|quarterly|hourly|nightly|"
    r"earlier|later|latest|shortly|immediately|eventually|originally|initially|ever|historically|thanksgiving|"
    r"year['’]s|fy\d*|q[1-4]|second|nineteen|\w+ties"
)
BESIDE = (
    r"every|each|per|any|all|the|an?|this|that|these|those|same|last|next|coming|following|prior|early|late|mid[\w-]*|"
    r"first|third|\w+th|final|no|from|right|sometime|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"\w+teen|\w+ty(?:-\w+)?|hundred|thousand|dozen|few|several|many|some|couple|about|around|nearly|almost|more|less|"
    r"at|least|just|only|over|under|up|fiscal|full|entire|whole|end|beginning|start|middle|rest|his|her|its|their|our|"
    r"gmt|utc|[ecmp][sd]t|local|so|beyond|ahead|o['’]clock"
)
TELLS = re.compile(TELLING, re.I)
OF_TIME = re.compile(f"{TELLING}|{BESIDE}", re.I)
COUNTED = re.compile(
    r"\b(?:with|about|nearly|over|than|some|least|almost|around|of|killed|up to) (?P<year>\d{4})(?= [a-z]+s\b)|"
    r"\b(?:[Rr]esolutions?|[Aa]rticle|[Ff]light|[Dd]ecree|[Oo]rder|UNSCR|No\.) (?P<number>\d{4})\b"
)
JOINS = re.compile(r"of|in|on|to|or|and|after|before|since|as|that|with|than", re.I)
GENITIVE = re.compile(r"(?:['’]s?)?[.!?\"'”’]*$")
WORD = re.compile(r"[^\s,;()]+")
TIMES = re.compile(r"morning|afternoon|evening|night")


def certain(text: str) -> list[tuple[int, int, TimexType]]:
    """The expressions that rules find, in the text's order, none overlapping another.

    >>> certain("On Friday he signed the Good Friday Agreement.")
    [(3, 9, 'DATE')]
    """
    free = bytearray(b"\x01") * len(text)
    for start, end in names(text):
        free[start:end] = bytes(end - start)
    found: list[tuple[int, int, TimexType]] = []
    for pattern in CERTAIN:
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(free[start:end]):
                free[start:end] = bytes(end - start)
                found.append((start, end, "TIME" if TIMES.search(match.group()) else "DATE"))
    return sorted(found)


def cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of an expression whose words all have to do with time, each with one that tells a time.

    >>> cut("He was arrested on 3 March.", 7, 26), cut("He was arrested.", 7, 15)
    ([(19, 26)], [])
    >>> cut("On Monday he came, he left on Friday", 3, 36)
    [(3, 9), (30, 36)]
    """
    words = list(WORD.finditer(text, start, end))
    are_of_time = [_is_of_time(GENITIVE.sub("", word.group())) for word in words]
    runs: list[list[re.Match[str]]] = [[]]
    for at, word in enumerate(words):
        is_led = bool(runs[-1]) and not JOINS.fullmatch(runs[-1][-1].group())
        is_between = is_led and are_of_time[at + 1 : at + 2] == [True]  # "eight trading days"
        if are_of_time[at] or is_between or (runs[-1] and JOINS.fullmatch(word.group())):
            runs[-1].append(word)
        else:
            runs.append([])
    found = []
    for run in runs:
        while run and JOINS.fullmatch(run[-1].group()):
            run.pop()
        if any(_tells(GENITIVE.sub("", word.group())) for word in run):
            found.append((run[0].start(), end if run[-1].end() + 1 >= end else run[-1].end()))
    return found


def _is_of_time(word: str) -> bool:
    return OF_TIME.fullmatch(word) is not None or _tells(word)


def _tells(word: str) -> bool:
    return any(TELLS.fullmatch(part) for part in (word, *re.split("[-–]", word)))


def parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """An expression that joins two, each of which could stand alone: "2011 to 2015" is two, "3 to 5 March" one.

    >>> parts("From 2011 to 2015.", 5, 17)
    [(5, 9), (13, 17)]
    """
    joint = TWO.search(text, start, end)
    if joint is None or not END.fullmatch(text, start, joint.start()) or not END.fullmatch(text, joint.end(), end):
        return [(start, end)]
    return [(start, joint.start()), (joint.end(), end)]


def names(text: str) -> list[tuple[int, int]]:
    """Where names and counts stand that have a word for time in them and mean none."""
    return [match.span() for match in NAMES.finditer(text)] + [m.span(m.lastgroup or 0) for m in COUNTED.finditer(text)]
