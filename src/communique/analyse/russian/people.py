"""Persons named in a Russian text: the name in the nominative, with the titles and offices before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from communique.analyse.engine.russian import inflected
from communique.analyse.parsed import Parsed, Sentence, Token, covering
from communique.analyse.russian.grammar import case, in_nominative, modifiers
from communique.analyse.russian.matching import body_phrases, office_phrases, state_phrases
from communique.analyse.russian.quotations import labels
from communique.lexicon.russian.people import Office
from communique.model import Mention, Span

UNCHANGED = frozenset({"бен", "бин", "ибн", "аль", "эль", "ад", "ас", "аш", "ан", "де", "да", "ду", "фон", "ван", "ле"})
TITLE_PARTS = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "NUM", "VERB", "CCONJ", "X", "ADV"})
LONGEST_TITLE = 16  # tokens
PATRONYMIC = re.compile(r"(?:[оеё]вич(?:а|у|ем|е)?|[оеё]вн(?:а|ы|е|у|ой)|ичн(?:а|ы|е|у|ой))$")
INITIAL = re.compile(r"[А-ЯЁ]")
# What foreign names of men end in, case by case, where the dictionary doesn't know them.
ENDINGS = {"Gen": ("а", "я"), "Acc": ("а", "я"), "Dat": ("у", "ю"), "Ins": ("ом", "ем", "ым"), "Loc": ("е",)}
CONSONANTS = "бвгджзйклмнпрстфхцчшщ"


class Person(msgspec.Struct, frozen=True):
    """A person named somewhere: the mention, its tokens, and the offices told with the name."""

    mention: Mention
    tokens: tuple[int, ...]
    offices: tuple[Office, ...]
    sentence: int


def persons(parsed: Parsed, extractor: str, publishers_state: str | None) -> Iterator[Person]:
    """All persons named, in the text's order; those addressed by name and patronymic mean who has that name."""
    starts = {label.start: label.end for label, _ in labels(parsed.text)}
    spoken = [words for _, words in labels(parsed.text)]
    told = [
        _person(parsed, sentence, extent, (extractor, None if _in_any(spoken, sentence) else publishers_state))
        for sentence in parsed.sentences
        for extent in _names(sentence.tokens, starts)
    ]
    named = [p for p in told if p.offices or not _is_address(p.mention.name)]
    for person in told:
        first = person.mention.name.split()[0]
        meant = next((p for p in named if p.mention.name.split()[0] == first), None)
        if person in named or meant is None:
            yield person
            continue
        mention = msgspec.structs.replace(
            person.mention, form="nominal", members=(meant.mention.head,), reason="addressed by name"
        )
        yield msgspec.structs.replace(person, mention=mention)


def _in_any(spoken: Sequence[Span], sentence: Sentence) -> bool:
    return any(words.holds(sentence.span) for words in spoken)


def _is_address(name: str) -> bool:
    words = name.split()
    return len(words) == 2 and is_patronymic(words[1])


def _names(tokens: Sequence[Token], labelled: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Where names of persons stand, by the parser's tags, with initials before them, or by their shape after an office.

    `labelled` has the speakers' labels of a transcript, by where they begin.
    """
    place = 0
    while place < len(tokens):
        label = labelled.get(tokens[place].start)
        if label is not None and _is_named(tokens, place):
            stop = next((n for n in range(place, len(tokens)) if tokens[n].start >= label), len(tokens))
            yield place, stop
            place = stop
            continue
        last = _tagged(tokens, place) or _shaped(tokens, place)
        if last is None:
            place += 1
            continue
        office = office_phrases().at(tokens, place)
        if office is not None and place + office[0] == last:
            place = last  # an office written with a capital is no name
            continue
        first = place + office[0] if office is not None and place + office[0] < last else place
        while first > 1 and tokens[first - 1].text == "." and INITIAL.fullmatch(tokens[first - 2].text):
            first -= 2
        if any(t.text[:1].isupper() and len(t.text) > 1 for t in tokens[first:last]):
            yield first, last
        place = last


def _is_named(tokens: Sequence[Token], place: int) -> bool:
    """Whether a label is a name, as "В.Путин" is and "Вопрос" is not."""
    return tokens[place].pos == "PROPN" or (place + 1 < len(tokens) and tokens[place + 1].text == ".")


def _tagged(tokens: Sequence[Token], place: int) -> int | None:
    """Where a name ends that the parser tagged; a surname and the patronymic after it are one."""
    if not tokens[place].ent.endswith("PER") or tokens[place].pos in {"VERB", "ADP", "PRON", "DET"}:
        return None
    last = place + 1
    while last < len(tokens) and tokens[last].ent == "I-PER":
        last += 1
    is_surname = last == place + 1 and last + 1 < len(tokens) and tokens[last].ent == "B-PER"
    if is_surname and is_patronymic(tokens[last + 1].text):
        last += 2
    return last


def _shaped(tokens: Sequence[Token], place: int) -> int | None:
    """Where a name ends that the parser missed: capitals in a row after an office that fits in case."""
    token = tokens[place]
    if place == 0 or token.pos != "PROPN" or "Animacy=Anim" not in token.tag or not token.text[:1].isupper():
        return None
    last = place
    while last < len(tokens) and tokens[last].text[:1].isupper() and tokens[last].pos in {"PROPN", "PART", "X", "ADJ"}:
        if any(words.at(tokens, last) for words in (state_phrases(), body_phrases(), office_phrases())):
            break
        last += 1
    return last if last - place > 1 and next(_titles(tokens, place, case(token)), None) is not None else None


def is_patronymic(word: str) -> bool:
    """Whether a word is a patronymic, in whatever case: "Викторовичем"."""
    return PATRONYMIC.search(word) is not None


def _person(parsed: Parsed, sentence: Sentence, extent: tuple[int, int], told: tuple[str, str | None]) -> Person:
    first, last = extent
    tokens = sentence.tokens
    own = tokens[first:last]
    titles = list(_titles(tokens, first, case(own[0])))
    start = min((at for at, _, _ in titles), default=first)
    head_case = next((case(head) for _, head, _ in titles), case(own[0]))
    whole = tokens[start:last]
    country, why = _country(tokens[start:first])
    offices = tuple(office for _, _, office in titles)
    is_body = any(b.country is None and b.kind == "igo" for _, _, b in body_phrases().all_in(tokens[start:first]))
    if country is None and not is_body and any(o.sort == "office" for o in offices):
        side = _side(tokens[:start])
        country, why = side or told[1], "told of one side" if side else "an office, in a text of that state's own"
    roles = [_role(parsed, tokens, at, end) for (at, _, _), end in zip(titles, _ends(titles, first), strict=True)]
    mention = Mention(
        span=covering(whole),
        head=own[0].span,
        form="name",
        basis="title" if offices else "words",
        name=_in_order(nominative(parsed, own, head_case)),
        kind="person",
        country=country,
        roles=tuple(role for role, (_, _, office) in zip(roles, titles, strict=True) if office.sort != "title"),
        is_subject=whole[0].dep.startswith("nsubj") or own[0].dep.startswith("nsubj"),
        takes_part=True,
        extractor=told[0],
        reason=why or "named as a person",
        score=0.9,
    )
    return Person(mention, tuple(t.index for t in whole), offices, sentence.index)


def _ends(titles: Sequence[tuple[int, Token, Office]], first: int) -> list[int]:
    starts = sorted(at for at, _, _ in titles)
    return [next((s for s in starts if s > at), first) for at, _, _ in titles]


def _titles(tokens: Sequence[Token], first: int, name_case: str) -> Iterator[tuple[int, Token, Office]]:
    """The offices right before a name, each with where it begins (its adjectives with it) and its head, from left."""
    found: list[tuple[int, Token, Office]] = []
    at = first - 1
    edge = first
    while at >= 0 and first - at <= LONGEST_TITLE and (tokens[at].pos in TITLE_PARTS or tokens[at].text in ",-–«»"):
        if tokens[at].ent.endswith("PER") or (tokens[at].pos == "VERB" and not case(tokens[at])):
            break
        office = office_phrases().at(tokens, at)
        if office is not None and at + office[0] <= edge:
            head = _head(tokens[at : at + office[0]])
            is_apposed = tokens[first].head is head or case(head) == name_case or tokens[first].dep == "root"
            if is_apposed and (not found or tokens[edge - 1].text in {",", "и"}):
                begin = _with_adjectives(tokens, at, head)
                found.insert(0, (begin, head, office[1]))
                edge = at = begin
        if found and at < edge and tokens[at].text not in {",", "и"} and at < edge - 1 and tokens[edge - 1].text != ",":
            break
        at -= 1
    yield from found


def _head(tokens: Sequence[Token]) -> Token:
    return next((t for t in tokens if t.head not in tokens or t.head is t), tokens[0])


def _with_adjectives(tokens: Sequence[Token], at: int, head: Token) -> int:
    """Where a title begins with the adjectives before it: "американский президент"."""
    while at > 0 and tokens[at - 1] in modifiers(head) and tokens[at - 1].pos == "ADJ":
        at -= 1
    return at


def _country(tokens: Sequence[Token]) -> tuple[str | None, str | None]:
    """The state named in a title."""
    for _, _, state in state_phrases().all_in(tokens):
        return state.code, "the state named with the office"
    for _, _, body in body_phrases().all_in(tokens):
        if body.country is not None:
            return body.country, f"the office is of {body.name}"
    return None, None


def _side(before: Sequence[Token]) -> str | None:
    """The state whose side was named last before: "с китайской стороны – посол …"."""
    for at in range(len(before) - 1, 0, -1):
        if before[at].lemma == "сторона":
            found = [s.code for _, _, s in state_phrases().all_in(before[max(0, at - 3) : at])]
            return found[-1] if found else None
    return None


def _role(parsed: Parsed, tokens: Sequence[Token], at: int, end: int) -> str:
    """The office in the nominative with what belongs to it."""
    while end > at + 1 and (tokens[end - 1].pos in {"PUNCT", "CCONJ"}):
        end -= 1
    own = tokens[at:end]
    head = _head(own)
    return in_nominative(parsed, own, head)


def nominative(parsed: Parsed, tokens: Sequence[Token], said_in: str) -> str:
    """A person's name in the nominative: "Дональдом Трампом", said in Ins, is "Дональд Трамп"."""
    words = []
    last_end = tokens[0].start
    for token in tokens:
        words.append(parsed.text[last_end : token.start])
        words.append(token.text if said_in in {"", "Nom"} else name_word(token, said_in))
        last_end = token.end
    return " ".join("".join(words).replace(".", ". ").split()).rstrip(". ")


def _in_order(name: str) -> str:
    """A name with the surname last: "Бортников Александр Васильевич" -> "Александр Васильевич Бортников"."""
    words = name.split()
    return " ".join([*words[1:], words[0]]) if len(words) == 3 and is_patronymic(words[2]) else name


def name_word(token: Token, said_in: str) -> str:
    """One word of a name in the nominative."""
    word = token.text
    if word.lower() in UNCHANGED or not word[:1].isupper() or len(word) < 3:
        return word
    gender = "Fem" if "Gender=Fem" in token.tag else "Masc"
    tag = f"Case={said_in}|Gender={gender}"
    known = inflected(word, tag, as_name=True, number="sing")
    if known is not None:
        return known
    for ending in ENDINGS.get(said_in, ()) if gender == "Masc" else ():
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and stem[-1] in CONSONANTS:
            return stem
        if stem != word and ending in {"я", "ю", "ем"} and stem[-1:] in "аеиоуяэы":
            return stem + "й"
    return word
