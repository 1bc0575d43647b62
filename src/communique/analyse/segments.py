"""A sentence cut into what names are made of: states and their parts, demonyms, bodies, titles and bare names.

"US Secretary of State Marco Rubio" is a state, a title and a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from communique.analyse.parsed import Sentence, Token
from communique.lexicon.bodies import Body, body_named, longest_body_name
from communique.lexicon.calendar import MONTHS, WEEKDAYS
from communique.lexicon.classes import word_class
from communique.lexicon.offices import actor_noun, is_office_head, longest_title, title_sort
from communique.lexicon.regions import longest_region_name, region_named
from communique.lexicon.states import StateName, longest_state_name, state_named

Sort = Literal["state", "part", "body", "title", "honorific", "modifier", "name"]

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
CALENDAR = frozenset({*MONTHS, *WEEKDAYS, "christmas", "easter", "ramadan"})
INSIDE_NAMES = frozenset("of the and for de da di del al el bin ibn van von - – & in on la le du dos ul .".split())


class Segment(msgspec.Struct, frozen=True):
    """Some tokens of a sentence, `first` to `last` (inclusive, counted in the sentence), and what they are."""

    sort: Sort
    first: int
    last: int
    state: StateName | None = None
    body: Body | None = None


def segments(sentence: Sentence, text: str) -> list[Segment]:
    """The segments of a sentence, left to right, without overlap."""
    return list(_cut(sentence.tokens, text))


def _cut(tokens: list[Token], text: str) -> Iterator[Segment]:
    at = 0
    while at < len(tokens):
        known = _known(tokens, at, text)
        titled = _titled(tokens, at, text)
        if known is not None and (titled is None or known.last >= titled.last):
            yield known
            at = known.last + 1
        elif titled is not None:
            yield titled
            at = titled.last + 1
        elif is_namelike(tokens[at]):
            last = _name_end(tokens, at, text)
            title = next((n for n in range(at + 1, last) if is_office_head(tokens[n].text)), None)
            if title is not None:  # "Fisheries Minister Tor Lindqvist"
                yield Segment("title", at, title)
                at = title + 1
            yield Segment("name", at, last)
            at = last + 1
        else:
            at += 1


def words(tokens: list[Token], first: int, last: int, text: str) -> str:
    """The text from one token to another, its white space made single blanks."""
    return " ".join(text[tokens[first].start : tokens[last].end].split())


def _known(tokens: list[Token], at: int, text: str) -> Segment | None:
    """The longest name of a state, a body, or a part of a state with an office, that begins here."""
    token = tokens[at]
    if not (token.text[0].isupper() or token.text[0].isdigit() or token.text in {"al", "the"}):
        return None
    longest = min(len(tokens), at + 2 * max(longest_body_name(), longest_state_name(), longest_region_name()))
    for last in range(longest - 1, at - 1, -1):
        if tokens[last].tag == "POS":
            continue
        phrase = words(tokens, at, last, text)
        if phrase.endswith((".", ",")) and last > at and tokens[last].pos == "PUNCT":
            continue
        state, body = state_named(phrase), body_named(phrase)
        if body is not None and _joint(tokens, last) == 0:
            return Segment("body", at, last, body=body)
        if state is not None and not _is_persons(tokens, at, last):
            return Segment("state", at, last, state=state)
        code = region_named(phrase)
        if code is not None and _has_office(tokens, at, last):
            return Segment("part", at, last, state=StateName(code, "part"))
    return None


def _has_office(tokens: list[Token], at: int, last: int) -> bool:
    """Whether an office stands with a part of a state: "Texas Governor", "mayor of Lagos"."""
    before, after = tokens[max(0, at - 2) : at], tokens[last + 1 : last + 4]
    is_of = len(before) == 2 and before[1].text in {"of", "for", "in"} and is_office_head(before[0].text)
    follows = [t for t in after if t.tag != "POS"]
    return is_of or any(is_office_head(t.text) for t in follows[:2])


def _is_persons(tokens: list[Token], at: int, last: int) -> bool:
    """Whether the word belongs to a person's name: the first of "Chad Smith", the last of "Michael Jordan"."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    before = tokens[at - 1] if at else None
    if before is not None and before.text == "of" and at > 1 and is_office_head(tokens[at - 2].text):
        return False  # "President of Belarus Andrei Kovalev"
    return tokens[at].ent == "PERSON" and any(
        t is not None
        and t.ent == "PERSON"
        and t.tag.startswith("NNP")
        and title_sort(t.text) is None
        and state_named(t.text) is None
        for t in (before, after)
    )


def _titled(tokens: list[Token], at: int, text: str) -> Segment | None:
    """The longest title that begins here; "citizen" stands before a name as an honorific does."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].text in word_class("nationality") and following is not None and is_namelike(following):
        return Segment("honorific", at, at)
    for last in range(min(len(tokens), at + longest_title() + 2) - 1, at - 1, -1):
        if tokens[last].pos == "PUNCT" and tokens[last].text != ".":
            continue
        sort = title_sort(words(tokens, at, last, text)) or _of_several(tokens, at, last, text)
        is_word = tokens[at].pos not in {"VERB", "AUX", "ADP", "DET"} or (tokens[at].text[0].isupper() and last > at)
        if sort is not None and is_word:
            if sort == "office" or sort == "rank":  # noqa: PLR1714
                return Segment("title", at, _portfolio_end(tokens, last))
            return Segment(sort, at, last)
    return None


def _of_several(tokens: list[Token], at: int, last: int, text: str) -> Literal["office"] | None:
    """The office in "Presidents Petrov and Abbott": in the plural right before a name."""
    if last + 1 >= len(tokens) or not tokens[last].text.endswith("s") or not is_namelike(tokens[last + 1]):
        return None
    is_office = tokens[last].text[0].isupper() and title_sort(singular(words(tokens, at, last, text))) == "office"
    return "office" if is_office else None


def singular(title: str) -> str:
    """An office of several as one of them has it: "Foreign Ministers" as Foreign Minister."""
    one = title.removesuffix("s")
    return one if title_sort(title) is None and title_sort(one) is not None else title


def _portfolio_end(tokens: list[Token], last: int) -> int:
    """The last token of an office with what it is for: "Minister of International Relations and Cooperation"."""
    links = {"and", "&", ","} if tokens[last].text.lower() in word_class("portfolio") else {"of", "for"}
    if last + 2 >= len(tokens) or tokens[last + 1].text not in links:
        return last
    end = last
    for place in range(last + 2, len(tokens)):
        token = tokens[place]
        if token.text.lower() in word_class("portfolio") and token.text[0].isupper():
            end = place
        elif token.text not in {"and", "&", "the", ","}:
            break
    return end


def is_namelike(token: Token) -> bool:
    """Whether a token may be part of a proper name."""
    if not (token.text[0].isupper() or (token.text[0].isdigit() and len(token.text) > 1 and token.text[-1].isupper())):
        return False
    if token.text.lower().rstrip(".") in CALENDAR or (
        token.lemma.endswith("ly") and (not token.ent or len(token.text) > 7)
    ):
        return False
    if token.tag == "NN" and token.dep == "nsubj" and not token.children and actor_noun(token.text) is None:
        return True  # "Trump met Putin": at the head of a sentence the tagger may take a name for a noun
    if token.tag in {"NNP", "NNPS"} or token.ent in NAME_LABELS:
        return token.pos not in {"PRON", "DET"}
    return token.pos in {"NOUN", "ADJ"} and token.dep in {"compound", "pobj", "conj", "poss"} and not _opens(token)


def _opens(token: Token) -> bool:
    """Whether the token's capital may come from its opening the sentence."""
    left = [c for c in token.children if c.start < token.start]
    return not left and token.dep in {"ROOT", "nsubj", "advmod"}


def _name_end(tokens: list[Token], at: int, text: str) -> int:
    """The last token of the name that begins here; a known name or title inside it begins a new one."""
    last = at
    while last + 1 < len(tokens):
        following = tokens[last + 1]
        if is_namelike(following) or _is_surname(tokens[last], following):
            is_new = _known(tokens, last + 1, text) is not None and not _same_entity(tokens[last], following)
            if is_new or (_titled(tokens, last + 1, text) is not None and tokens[last].ent != following.ent):
                break
            last += 1
            continue
        if _is_hyphenated(tokens, last):  # "Eui-yong", "Jong-un"
            last += 2
            continue
        step = _joint(tokens, last)
        if step == 0:
            break
        last += step
    return last


def _is_surname(first: Token, month: Token) -> bool:
    """Whether a month's name is a person's: "Theresa May"."""
    return month.text in {"May", "March", "August"} and {first.ent, month.ent} == {"PERSON"}


def _is_hyphenated(tokens: list[Token], last: int) -> bool:
    """Whether a name goes on after a hyphen in lower case."""
    if last + 2 >= len(tokens) or tokens[last + 1].text != "-":
        return False
    hyphen, rest = tokens[last + 1], tokens[last + 2]
    is_glued = hyphen.start == tokens[last].end and rest.start == hyphen.end
    return is_glued and rest.text.isalpha() and rest.text.islower() and rest.tag.startswith("NN") and len(rest.text) < 7


def _same_entity(one: Token, other: Token) -> bool:
    return bool(other.ent) and other.ent == one.ent


def _joint(tokens: list[Token], last: int) -> int:
    """How many tokens lead on to the next part of a name: "al-" in "Fatah al-Islam", "of" inside an entity."""
    inner: list[Token] = []
    for token in tokens[last + 1 : last + 4]:
        if is_namelike(token):
            is_glued = any(t.text in {"-", "–"} for t in inner) and inner[-1].end == token.start
            is_inside = all(t.ent in NAME_LABELS and t.ent == token.ent for t in inner)
            return len(inner) + 1 if inner and (is_glued or is_inside) else 0
        if token.text not in INSIDE_NAMES:
            return 0
        inner.append(token)
    return 0
