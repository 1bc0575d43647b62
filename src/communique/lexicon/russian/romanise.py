"""Names from Cyrillic to Latin letters: BGN/PCGN as the press writes it, given names and Chinese syllables by lists."""

from __future__ import annotations

import re
from functools import cache

from communique.lexicon import rows

# BGN/PCGN 1947, less the signs for ь and ъ; the ends of words as the press has them ("Dmitry", "Lavrovsky").
LETTERS = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ё": "yo",
    "ж": "zh",
    "з": "z",
    "и": "i",
    "й": "y",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "yu",
    "я": "ya",
}
SOFT = frozenset("аеёиоуыэюяьъ")
ENDINGS = (("ий", "y"), ("ый", "y"), ("ьи", "i"))
# Palladius: what a Russian syllable of a Chinese name is in Pinyin.
INITIALS = (
    ("чж", "zh"),
    ("цз", "z"),
    ("ц", "c"),
    ("ч", "ch"),
    ("ш", "sh"),
    ("ж", "r"),
    ("х", "h"),
    ("б", "b"),
    ("п", "p"),
    ("м", "m"),
    ("ф", "f"),
    ("д", "d"),
    ("т", "t"),
    ("н", "n"),
    ("л", "l"),
    ("г", "g"),
    ("к", "k"),
    ("с", "s"),
    ("в", "w"),
    ("", ""),
)
FINALS = {
    "а": "a",
    "ай": "ai",
    "ань": "an",
    "ан": "ang",
    "ао": "ao",
    "э": "e",
    "эй": "ei",
    "энь": "en",
    "эн": "eng",
    "эр": "er",
    "и": "i",
    "я": "ia",
    "янь": "ian",
    "ян": "iang",
    "яо": "iao",
    "е": "ie",
    "инь": "in",
    "ин": "ing",
    "юн": "iong",
    "ю": "iu",
    "о": "o",
    "ун": "ong",
    "оу": "ou",
    "у": "u",
    "уа": "ua",
    "уай": "uai",
    "уань": "uan",
    "уан": "uang",
    "уй": "ui",
    "унь": "un",
    "уэй": "ui",
    "уэ": "ue",
    "юй": "u",
    "юань": "uan",
    "юэ": "ue",
    "юнь": "un",
    "ы": "i",
    "хуа": "hua",
}
BEFORE_I = {"z": "j", "c": "q", "s": "x"}
FRONT = frozenset("иеяю")
ALONE = {
    "i": "yi",
    "in": "yin",
    "ing": "ying",
    "ia": "ya",
    "ian": "yan",
    "iang": "yang",
    "iao": "yao",
    "ie": "ye",
    "iu": "you",
    "iong": "yong",
    "u": "wu",
    "ue": "yue",
}
CHINESE = frozenset({"CHN", "TWN", "HKG", "SGP"})
ONLY_CHINESE = re.compile("(?i)цз|чж")
SYLLABLE = re.compile(
    "(?P<initial>чж|цз|[цчшжхбпмфдтнлгксв]|)"
    "(?P<final>юань|янь|ян|яо|я|уань|уан|уай|уа|уй|унь|ун|уэй|уэ|юнь|юн|юэ|юй|ю|оу|о|ань|ан|ай|ао|а|энь|эн|эй|эр|э|инь|ин|и|е|у|ы)"
    "(?!ь)"
)


def romanised(name: str, country: str | None = None) -> str:
    """A person's name in Latin letters; Chinese ones in Pinyin, the usual given names as English has them.

    >>> romanised("Владимир Путин"), romanised("Си Цзиньпин", "CHN"), romanised("Дмитрий Песков")
    ('Vladimir Putin', 'Xi Jinping', 'Dmitry Peskov')
    """
    if country in CHINESE or (country is None and ONLY_CHINESE.search(name)):
        pinyin = [_pinyin(word) for word in name.split()]
        if all(pinyin):
            return " ".join(word for word in pinyin if word)
    return " ".join(_word(word) for word in name.split())


def _word(word: str) -> str:
    known = _given_names().get(word)
    if known is not None:
        return known
    return "-".join(_letters(part) for part in word.split("-"))


def _letters(word: str) -> str:
    small = word.lower()
    ending = next(((old, new) for old, new in ENDINGS if small.endswith(old) and len(small) > 3), ("", ""))
    stem = small.removesuffix(ending[0]) if ending[0] else small
    written = []
    for place, letter in enumerate(stem):
        before = stem[place - 1] if place else ""
        if letter == "е" and (place == 0 or before in SOFT):
            written.append("ye")
        elif letter == "ё" and before in {"ж", "ч", "ш", "щ"}:
            written.append("o")
        else:
            written.append(LETTERS.get(letter, letter))
    latin = "".join(written) + ending[1]
    if word.isupper() and len(word) > 1:
        return latin.upper()
    return latin[:1].upper() + latin[1:] if word[:1].isupper() else latin


def _pinyin(word: str) -> str | None:
    """A Chinese name in Pinyin, None where its syllables are none."""
    small = word.lower()
    place = 0
    found = []
    while place < len(small):
        match = SYLLABLE.match(small, place)
        if match is None:
            return None
        initial = dict(INITIALS)[match["initial"]]
        if match["final"][0] in FRONT:
            initial = BEFORE_I.get(initial, initial)
        final = FINALS[match["final"]]
        if not initial:
            final = ALONE.get(final, final)
        elif initial in {"j", "q", "x"} and final == "iu" and match["final"] == "юй":
            final = "u"
        found.append(initial + final)
        place = match.end()
    return "".join(found).capitalize()


@cache
def _given_names() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("russian/given_names", "russian", "english")}
