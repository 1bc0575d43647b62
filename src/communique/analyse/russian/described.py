"""Offices, sides, groups and pronouns: descriptions, and whom they mean where the text has told it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from communique.analyse.parsed import Parsed, Sentence, Token, covering
from communique.analyse.russian.grammar import (
    case,
    feature,
    in_nominative,
    is_plural,
    modifiers,
    preposition,
)
from communique.analyse.russian.matching import actor_phrases, office_phrases, state_phrases
from communique.analyse.russian.people import Person
from communique.analyse.russian.quotations import speaker_of
from communique.lexicon.russian.people import ActorWord, Office
from communique.lexicon.russian.states import state_words, usual_names
from communique.model import ActorKind, Mention, Span

PEOPLE = frozenset({"лидер", "глава", "президент", "министр", "собеседник", "премьер", "руководитель"})
PRONOUNS = {"я": "i", "мы": "we", "он": "he", "она": "she", "они": "they", "оно": "it"}
POSSESSIVES = {"его": "his", "её": "her", "ее": "her", "их": "their"}
ACCORDING = frozenset(
    {"слово", "мнение", "информация", "данные", "оценка", "заявление", "сообщение", "сведение", "утверждение"}
)
FOLLOWS = frozenset({"Gen"})
ALLOWING = frozenset({"позволить", "разрешить"})
WISHING = frozenset({"хотеть", "попросить", "просить", "желать"})
OF_TWO = frozenset({"оба", "два", "обоюдный"})


class Known(msgspec.Struct, frozen=True):
    """What the descriptions of a text are read by: who is named, who talks with whom, whose the text is."""

    persons: tuple[Person, ...]
    parties: tuple[Person, ...]
    host: Person | None
    publishers_state: str | None

    def country(self, person: Person) -> str | None:
        """A person's state: told with the name anywhere, or the publisher's for its host."""
        if self.host is not None and person.mention.name == self.host.mention.name:
            return self.publishers_state
        told = (p.mention.country for p in self.persons if is_one(p, person) and p.mention.country is not None)
        return next(told, None)

    def countries(self) -> tuple[str, ...]:
        """The states of the two parties."""
        found = tuple(dict.fromkeys(c for p in self.parties if (c := self.country(p)) is not None))
        return found if len(found) == 2 else ()

    def offices(self, person: Person) -> frozenset[str]:
        """The offices told of a person anywhere in the text."""
        return frozenset(o.name for p in self.persons if is_one(p, person) for o in p.offices)


def is_one(one: Person, other: Person) -> bool:
    """Whether two names may be one person's: the same surname, or one within the other."""
    a, b = one.mention.name.split(), other.mention.name.split()
    return a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a)


def offices(
    parsed: Parsed, sentence: Sentence, taken: set[int], known: Known, turn: tuple[Person, ...], extractor: str
) -> Iterator[Mention]:
    """Offices told without a name: "Президент России", "главы государств", and "господин Президент" in a turn."""
    tokens = sentence.tokens
    for first, last, office in office_phrases().all_in(tokens):
        own = tokens[first:last]
        head = next((t for t in own if t.head not in own or t.head is t), own[0])
        if any(t.index in taken for t in own) or head.pos not in {"NOUN", "PROPN"} or office.sort == "title":
            continue
        whole, country = _with_state(tokens, own, head, taken)
        is_address = first > 0 and tokens[first - 1].lemma in {"господин", "госпожа", "уважаемый"}
        spoken_to = turn if is_address and country is None else ()
        members = spoken_to or _holders(head, office, country, known, sentence.index)
        if not members and (is_plural(head) or (country is None and head.lemma in {"глава", "лидер", "руководитель"})):
            continue
        is_speaking = head.dep.startswith("nsubj") or head.head.lemma in {"слово", "мнение"}
        if (
            not members
            and office.sort == "office"
            and country is None
            and not head.text[:1].isupper()
            and not is_speaking
        ):
            continue
        taken.update(t.index for t in whole)
        reason = "the holder of the office" if members else "an office"
        told = _nominal(parsed, whole, head, kind="person", extractor=extractor, country=country, reason=reason)
        roles = () if is_plural(head) else (told.name,)
        yield msgspec.structs.replace(told, members=tuple(p.mention.head for p in members), roles=roles)


def _with_state(
    tokens: Sequence[Token], own: Sequence[Token], head: Token, taken: set[int]
) -> tuple[list[Token], str | None]:
    """An office with its state, before or after it: "индийский лидер", "Президента Соединённых Штатов"."""
    first = tokens.index(own[0])
    last = tokens.index(own[-1]) + 1
    country = None
    while first > 0 and tokens[first - 1] in modifiers(head) and tokens[first - 1].index not in taken:
        first -= 1
    for _, _, state in state_phrases().all_in(tokens[first:last]):
        country = state.code
    rest = tokens[last : last + 8]
    for at, end, state in state_phrases().all_in(rest):
        between = rest[:at]
        is_near = at <= 4 and all(t.pos in {"NOUN", "ADJ", "PROPN"} and case(t) in FOLLOWS for t in between)
        if is_near and case(rest[end - 1]) == "Gen" and preposition(rest[at]) == "" and rest[at].index not in taken:
            stop = end + 1 if state.sort == "adjective" and len(rest) > end and case(rest[end]) == "Gen" else end
            last, country = last + stop, country or state.code
        break
    return list(tokens[first:last]), country


def _holders(head: Token, office: Office, country: str | None, known: Known, sentence: int) -> tuple[Person, ...]:
    """The persons that an office means."""
    if is_plural(head):
        is_of_people = head.lemma in PEOPLE or office.sort == "head"
        return known.parties if is_of_people and len(known.parties) == 2 else ()
    before = [p for p in known.persons if p.sentence <= sentence and p.mention.span.end <= head.start]
    for person in reversed(before):
        theirs = known.offices(person)
        if country is not None and known.country(person) != country:
            continue
        fits = any(_is_like(office, other) for other in theirs)
        is_head = office.sort == "head" and (not theirs or any(_is_head(o) for o in theirs))
        if fits or (is_head and (country is not None)):
            return (person,)
    host = known.host
    is_hosts = country in {None, known.publishers_state} and office.name in {"президент", "глава государства"}
    return (host,) if host is not None and is_hosts and not known.offices(host) else ()


def _is_like(office: Office, other: str) -> bool:
    """Whether one office can take up another: "министр" a "глава МИД", as both are ministers in English."""
    from communique.lexicon.russian.people import offices as listed

    if office.name.split()[0] == other.split(maxsplit=1)[0]:
        return True
    named = listed().get(other)
    return named is not None and named.english.split()[-1] == office.english.split()[-1]


def _is_head(office: str) -> bool:
    from communique.lexicon.russian.people import offices as listed

    return office in listed() and listed()[office].sort == "head"


def groups(parsed: Parsed, sentence: Sentence, taken: set[int], known: Known, extractor: str) -> Iterator[Mention]:
    """Sides, governments and groups: "американская сторона", "обе стороны", "индийские граждане"."""
    tokens = sentence.tokens
    for first, last, word in actor_phrases().all_in(tokens):
        own = tokens[first:last]
        head = next((t for t in own if t.head not in own or t.head is t), own[0])
        if any(t.index in taken for t in own) or head.pos not in {"NOUN", "PROPN"}:
            continue
        if word.kind == "state":
            yield from _states(parsed, tokens, head, taken, known, extractor)
        else:
            yield from _group(parsed, tokens, head, (word, taken, extractor))


def _states(
    parsed: Parsed, tokens: Sequence[Token], head: Token, taken: set[int], known: Known, extractor: str
) -> Iterator[Mention]:
    """A side or a country: by its adjective, its state in the genitive, or both parties' states in the plural."""
    whole, country = _with_state(tokens, [head], head, taken)
    named = [s.code for _, _, s in state_phrases().all_in([t for m in modifiers(head) for t in m.conjuncts()])]
    both = tuple(dict.fromkeys(named))
    is_parted = head.lemma in {"сторона", "страна", "государство", "народ"} and is_plural(head)
    if country is None and is_parted and not named:
        own = {t.lemma for t in modifiers(head)}
        if not own or own & OF_TWO or any(t.lemma in {"наш", "свой"} for t in modifiers(head)):
            both = known.countries()
    if len(both) == 2:
        told = _nominal(parsed, whole, head, kind="state", extractor=extractor, reason="both sides")
        yield msgspec.structs.replace(told, countries=both)
        taken.update(t.index for t in whole)
    elif country is None and head.lemma == "страна" and not is_plural(head) and known.publishers_state is not None:
        if any(t.lemma == "наш" for t in modifiers(head)):
            state = known.publishers_state
            yield _nominal(parsed, whole, head, kind="state", extractor=extractor, country=state, reason="our country")
    elif country is not None and head.lemma not in {"страна", "республика", "королевство"}:
        side = _nominal(
            parsed, whole, head, kind="state", extractor=extractor, country=country, reason="a state's side"
        )
        name = usual_names()[country]
        is_doing = head.dep in {"nsubj", "nsubj:pass", "obj", "iobj", "obl"}
        yield msgspec.structs.replace(side, form="name", name=name, shown=name, takes_part=is_doing)
        taken.update(t.index for t in whole)


def _group(
    parsed: Parsed, tokens: Sequence[Token], head: Token, told: tuple[ActorWord, set[int], str]
) -> Iterator[Mention]:
    word, taken, extractor = told
    if word.name in {"представитель", "делегация"} and is_plural(head):
        return  # "переговоры представителей России и США" are between the two states
    whole, country = _with_state(tokens, [head], head, taken)
    is_doing = head.dep in {"nsubj", "nsubj:pass", "obj", "iobj", "nmod", "conj", "obl"}
    if country is None and (word.kind in {"business", "media"} or word.name in {"коллега", "партнёр", "друг", "сосед"}):
        return
    if country is None and not is_doing:
        return
    taken.update(t.index for t in whole)
    yield _nominal(parsed, whole, head, kind=word.kind, extractor=extractor, country=country, reason="a description")


def pairs(sentence: Sentence, extractor: str) -> Iterator[Mention]:
    """Adjectives of two states: "российско-китайский"."""
    known = state_words()
    for token in sentence.tokens:
        if "-" not in token.text:
            continue
        one, _, other = token.text.lower().rpartition("-")
        first = known.get(one) if known.get(one) and known[one].sort == "beginning" else None
        second = next((s for _, _, s in state_phrases().all_in([_Piece(token, other)])), None) if first else None
        if first is not None and second is not None and first.code != second.code:
            one_half, other_half = halves(token)
            for span, codes in (
                (one_half, (first.code,)),
                (other_half, (second.code,)),
                (token.span, (first.code, second.code)),
            ):
                yield Mention(
                    span=span,
                    head=span,
                    form="nominal",
                    name=token.text,
                    kind="state",
                    countries=codes,
                    extractor=extractor,
                    reason="an adjective of two states",
                    score=0.8,
                )


def halves(adjective: Token) -> tuple[Span, Span]:
    """Where each of two states stands in an adjective: "российско|-китайский"."""
    middle = adjective.start + adjective.text.rindex("-")
    return Span(adjective.start, middle), Span(middle + 1, adjective.end)


class _Piece(Token):
    """A part of a hyphenated word, looked up by itself."""

    __slots__ = ()

    def __init__(self, whole: Token, text: str) -> None:
        super().__init__(whole.index, text, whole.start)


def pronouns(sentence: Sentence, extractor: str) -> Iterator[Mention]:
    """Personal pronouns, and verbs that leave them out, under the English word by which they are understood."""
    for token in sentence.tokens:
        left_out = _left_out(token)
        if left_out is not None:
            yield Mention(
                span=token.span,
                head=token.span,
                form="pronoun",
                name=left_out,
                is_plural=left_out == "we",
                extractor=extractor,
                reason="the first person of a verb",
            )
        elif token.text.lower() in POSSESSIVES and token.head.lemma in ACCORDING:
            yield Mention(
                span=token.span,
                head=token.span,
                form="pronoun",
                name=POSSESSIVES[token.text.lower()],
                is_plural=token.text.lower() == "их",
                extractor=extractor,
                reason="a pronoun",
            )
        elif token.pos == "PRON" and token.lemma in PRONOUNS and token.lemma != "оно":
            yield Mention(
                span=token.span,
                head=token.span,
                form="pronoun",
                name=PRONOUNS[token.lemma],
                is_plural=token.lemma in {"мы", "они"},
                is_subject=token.dep.startswith("nsubj"),
                extractor=extractor,
                reason="a pronoun",
            )


def _left_out(verb: Token) -> str | None:
    """The pronoun that a verb leaves out: "поздравляю", "позвольте поздравить", "хотел бы", and "спасибо"."""
    if verb.lemma == "спасибо":
        return "i"
    if verb.pos not in {"VERB", "AUX"} or any(c.dep.startswith("nsubj") for c in verb.children):
        return None
    if feature(verb, "Person") == "1":
        return "we" if is_plural(verb) else "i"
    is_asked = verb.head.lemma in ALLOWING and feature(verb.head, "Mood") == "Imp"
    if feature(verb, "VerbForm") == "Inf" and is_asked:
        return "i"
    has_would = any(c.lemma == "бы" for c in verb.children)
    return "i" if has_would and verb.lemma in WISHING and not is_plural(verb) else None


def spoken_to(
    parsed: Parsed, sentence: Sentence, known: Known, turns: Sequence[tuple[Span, Span]]
) -> tuple[Person, ...]:
    """Who is spoken to where a sentence stands in the turn of one of two who talk; nobody elsewhere."""
    turn = next((one for one in turns if one[1].holds(sentence.span)), None)
    if turn is None or len(known.parties) != 2:
        return ()
    speaker = speaker_of(parsed.text[turn[0].start : turn[0].end])
    others = tuple(p for p in known.parties if speaker not in p.mention.name)
    return others if len(others) == 1 else ()


def addressed(sentence: Sentence, turn: tuple[Person, ...], extractor: str) -> Iterator[Mention]:
    """ "Вы", "Ваш", and "дорогой друг" mean the one spoken to."""
    for token in sentence.tokens if turn else ():
        is_friend = token.lemma == "друг" and any(t.lemma == "дорогой" for t in modifiers(token))
        if (token.lemma == "вы" and token.pos == "PRON") or is_friend or (token.lemma == "ваш" and token.pos == "DET"):
            yield Mention(
                span=token.span,
                head=token.span,
                form="pronoun",
                name="you",
                members=(turn[0].mention.head,),
                is_subject=token.dep.startswith("nsubj"),
                extractor=extractor,
                reason="the one spoken to",
            )


def relatives(sentence: Sentence, mentions: Sequence[Mention], extractor: str) -> Iterator[Mention]:
    """ "Который" stands for whoever is named right before it, else for the noun that its clause hangs on."""
    for token in sentence.tokens:
        if token.lemma != "который":
            continue
        clause = next((t for t in (token, *token.ancestors()) if t.dep in {"acl:relcl", "acl"}), None)
        above = clause.head.span if clause is not None and clause.head is not clause else None
        near = [m for m in mentions if 0 < token.start - m.span.end <= 2 or (above is not None and m.span.holds(above))]
        best = max(near, key=lambda m: (m.span.end - m.span.start, m.span.end), default=None)
        head = best.head if best is not None else above
        if head is not None:
            yield Mention(
                span=token.span,
                head=token.span,
                form="pronoun",
                name="which",
                members=(head,),
                is_subject=token.dep.startswith("nsubj"),
                extractor=extractor,
                reason="a relative pronoun",
            )


def _nominal(
    parsed: Parsed,
    whole: Sequence[Token],
    head: Token,
    *,
    kind: ActorKind,
    extractor: str,
    reason: str,
    country: str | None = None,
) -> Mention:
    shown = in_nominative(parsed, whole, head)
    return Mention(
        span=covering(whole),
        head=head.span,
        form="nominal",
        name=shown,
        shown=shown,
        kind=kind,
        country=country,
        is_plural=is_plural(head),
        is_subject=head.dep.startswith("nsubj"),
        extractor=extractor,
        reason=reason,
        score=0.7,
    )
