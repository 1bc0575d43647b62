"""Mentions by name: [state] [title] [name], known states and bodies, and the labels of a transcript's turns."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.analyse.findings import LIST_JOINT
from communique.analyse.parsed import SUBJECTS, Parsed, Token, covering
from communique.analyse.parties import is_party
from communique.analyse.phrases import Phrases
from communique.analyse.segments import Segment, singular, words
from communique.lexicon.bodies import kind_of_head
from communique.lexicon.classes import word_class
from communique.lexicon.cues import cue_of
from communique.lexicon.offices import actor_noun, is_office_head, title_sort
from communique.lexicon.states import StateName, name_of, state_named
from communique.model import ActorKind, Basis, Mention, Span

LABEL_KINDS: dict[str, ActorKind] = {"PERSON": "person", "ORG": "group", "NORP": "group"}
EXTRACTOR = "actors/1"
UNKNOWN: dict[Basis, str] = {"place": "a place", "capital": "a capitalised name", "words": "a noun with a capital"}


def label_mention(parsed: Parsed, label: Span) -> Iterator[Mention]:
    """The speaker that a transcript's label names: "SECRETARY BLINKEN", "MR PRICE", "Vladimir Putin"."""
    said = parsed.words(label)
    if said.lower() in word_class("unnamed speaker"):
        return
    said = said.split(" (")[0]  # "(retranslated)"
    parts = said.title().split() if said.isupper() else said.split()
    name = len(parts) - 1
    while name > 0 and not said.isupper() and _is_of_a_name(parts[name - 1]):
        name -= 1
    role = " ".join(parts[:name])
    state = next((s for p in parts[:name] if (s := state_named(p)) is not None), None)
    roles = (role,) if role and title_sort(role) != "honorific" else ()
    last = max(parsed.within(label), key=lambda t: t.start, default=None)
    yield Mention(
        span=label,
        head=last.span if last is not None else label,
        form="name",
        name=" ".join(parts[name:]),
        kind="person",
        country=state.code if state is not None else None,
        roles=roles,
        is_subject=True,
        takes_part=True,
        extractor=EXTRACTOR,
        basis="title" if roles else "words",
        reason="a title before the name" if roles else "the label of a turn",
        score=0.9,
    )


def _is_of_a_name(word: str) -> bool:
    """Whether a word of a label belongs to the name, not to the office and state before it."""
    return word[0].isupper() and title_sort(word) is None and state_named(word) is None and not is_office_head(word)


def _state_before(role: str) -> StateName | None:
    """The state that an office begins with: "U.S. Special Envoy for Yemen"."""
    parts = role.split()
    return next((s for n in (1, 2, 3) if (s := state_named(" ".join(parts[:n]))) is not None), None)


class Names:
    """The names of one sentence."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.text, self.tokens, self.segments = phrases.text, phrases.tokens, phrases.segments

    def mentions(self) -> Iterator[Mention]:
        """Yield a mention for each name, from left to right."""
        roles: tuple[str, ...] = ()
        end = 0
        for group in self._groups():
            for named in self._named(group):
                one = named
                if one.kind in {"person", "group", None} and not one.roles and self._goes_on(end, one.span.start):
                    one = msgspec.structs.replace(
                        one, kind="person", roles=roles, basis="title", reason="a title of several before the names"
                    )
                elif one.kind != "state":
                    roles = one.roles[-1:] if self._is_of_several(group) else ()
                yield one
                end = one.span.end if roles else 0

    def _is_of_several(self, group: list[Segment]) -> bool:
        titles = [words(self.tokens, s.first, s.last, self.text) for s in group if s.sort == "title"]
        return bool(titles) and singular(titles[-1]) != titles[-1]

    def _goes_on(self, end: int, start: int) -> bool:
        """Whether a list of persons under one title goes on: "Presidents Petrov and Abbott"."""
        return end > 0 and start > end and LIST_JOINT.fullmatch(self.text, end, start) is not None

    def _groups(self) -> Iterator[list[Segment]]:
        """Segments that stand side by side and make up one phrase: [state] [title] [name]."""
        group: list[Segment] = []
        for segment in self.segments:
            if group and not self._continues(group, segment):
                yield group
                group = []
            group.append(segment)
            if segment.sort == "name":
                yield group
                group = []
        if group:
            yield group

    def _continues(self, group: list[Segment], segment: Segment) -> bool:
        before = group[-1]
        between = [t.text for t in self.tokens[before.last + 1 : segment.first]]
        if before.sort == "title" and segment.sort in {"title", "modifier"}:
            return between in ([], ["and"], ["-"])
        if before.sort == "title" and segment.sort in {"state", "part", "body"}:
            return between in (["of"], ["to"], ["for"], ["of", "the"], ["to", "the"])
        if before.state is not None and segment.body is not None:
            return between == [] and segment.body.country == before.state.code  # "the U.S. State Department"
        if before.sort in {"state", "part", "body"}:
            if segment.sort in {"title", "modifier", "honorific"}:
                return between == [] or between in (["'s"], ["’s"])
            is_office = any(s.sort == "title" for s in group)
            return segment.sort == "name" and between == [] and (is_office or self._joins(group[0], segment))
        return between == []

    def _joins(self, before: Segment, name: Segment) -> bool:
        """Whether a state or body and the name after it make one name: "Russian Security Council"."""
        if before.first > 0 and self.tokens[before.first - 1].text in {"-", "–"}:
            return False  # "the U.S.-Japan Alliance"
        last = self.tokens[name.last]
        return kind_of_head(last.text) is not None or kind_of_head(self.tokens[name.first].text) is not None

    def _named(self, group: list[Segment]) -> Iterator[Mention]:
        """The mention that a phrase makes; of titles with no name after them only the state or body they name."""
        last = group[-1]
        titles = [s for s in group if s.sort in {"title", "modifier"}]
        if last.sort == "name":
            is_bodys = kind_of_head(self.tokens[last.last].text) is not None
            told = {"honorific", "title"} if is_bodys and len(group) > 1 else {"honorific", "title", "modifier"}
            is_titled = any(s.sort in told for s in group)  # "OAS Permanent Council" is nobody's title
            made = self._person_or_other(group, titles) if is_titled or len(group) == 1 else self._body_made_of(group)
            yield from [made] if made is not None else []
            return
        for segment in group[-1:] if last.sort in {"state", "part", "body"} else group:
            if segment.sort == "body" and segment.body is not None:
                before = [s for s in group[-2:-1] if s.sort == "state" and segment is last]
                yield self._make(
                    [*before, segment],
                    kind=segment.body.kind,
                    country=segment.body.country,
                    basis="body",
                    reason="a known body",
                    name=segment.body.canonical,
                )
            elif segment.sort == "state":
                state = self._state(segment)
                yield from [state] if state is not None else []
            elif segment.sort == "part":
                yield self._make([segment], kind=None, basis="place", reason="a part of a state")

    def _state(self, segment: Segment) -> Mention | None:
        head, state = self.tokens[segment.last], segment.state
        if state is None or (
            state.form == "capital" and head.dep == "pobj" and head.head.lemma in word_class("locative")
        ):
            return None  # "met in Vienna" tells of a place, "Vienna said" of a government
        follower = self.tokens[segment.last + 1] if segment.last + 1 < len(self.tokens) else None
        if follower is not None and follower.text.lower() == "administration" and state.form == "name":
            return None
        return self._make(
            [segment],
            kind="state",
            country=state.code,
            reason=f"{state.form} of a state",
            name=name_of(state.code) or words(self.tokens, segment.first, segment.last, self.text),
            head=head,
        )

    def _body_made_of(self, group: list[Segment]) -> Mention | None:
        last = self.tokens[group[-1].last]
        state = group[0].state
        is_government = group[-1].first == group[-1].last and last.text.lower() in word_class("government of a state")
        if is_government and len(group) == 2 and state is not None and name_of(state.code) is not None:
            return self._make(
                group, kind="state", country=state.code, name=name_of(state.code), reason="the government of a state"
            )
        kind = kind_of_head(last.text) or kind_of_head(self.tokens[group[-1].first].text) or "group"
        if kind == "group" and group[0].body is not None:
            kind = group[0].body.kind
        country = self.phrases.country(group[:-1])
        return self._make(
            group,
            kind=kind,
            country=country,
            reason="a state's name and a body's",
            name=words(self.tokens, group[0].first, group[-1].last, self.text).removeprefix("the "),
        )

    def _person_or_other(self, group: list[Segment], titles: list[Segment]) -> Mention | None:
        name = group[-1]
        if len(group) == 1 and name.first == name.last and actor_noun(self.tokens[name.last].text) is not None:
            return None  # "Hostages", "Representatives": a noun with a capital is still a noun
        governed = self._governed_state(name)
        if governed is not None:
            return self._make(
                [name],
                kind="state",
                country=governed,
                reason="the government of a state",
                name=name_of(governed),
            )
        last = self.tokens[name.last]
        country = self.phrases.country([s for s in group if s.sort in {"state", "part", "body"}])
        country = country or self.phrases.country_after(last)
        if titles or any(s.sort == "honorific" for s in group):
            return self._titled(group, last, country)
        kind = self._kind_by_use(name, last)
        role = self._apposition(last, is_person=kind == "person") if kind in {None, "person"} else None
        if role is not None:
            kind, country = "person", country or self.phrases.country_in(role)
        is_role = role is not None and role.lemma not in word_class("no role")
        roles = (self.phrases.phrase(role),) if role is not None and is_role else ()
        if kind not in {None, "igo"}:
            own = self.phrases.country_in_name(name) if kind != "person" else None
            country = country or own or self.phrases.country_before(name.first)
        basis = "words" if kind else self._basis(name)
        reason = "named by the parser" if kind else UNKNOWN[basis]
        return self._make([name], kind=kind, country=country, roles=roles, basis=basis, reason=reason)

    def _titled(self, group: list[Segment], last: Token, country: str | None) -> Mention:
        """A person with a title before the name, and the office told after it: "General Omar Said, the commander"."""
        roles = self._roles(group)
        country = country or self.phrases.country_before(group[0].first)
        country = country or next((s.code for r in roles if (s := _state_before(r)) is not None), None)
        also = self._apposition(last)
        if also is not None and also.start > last.end and also.text.islower() and self.phrases.is_office(also):
            roles = tuple(dict.fromkeys((*roles, self.phrases.phrase(also))))
            country = country or self.phrases.country_in(also)
        return self._make(
            group, kind="person", country=country, roles=roles, basis="title", reason="a title before the name"
        )

    def _kind_by_use(self, name: Segment, last: Token) -> ActorKind | None:
        """The kind that the parser gives, mended by what is done: who speaks or is met is mostly a person."""
        kind = self._kind(name)
        is_open = kind in {None, "group"} and kind_of_head(last.text) is None
        if is_open and ((name.last > name.first and self._speaks(last)) or self._is_met(last)):
            return "person"
        is_somewhere = last.dep == "pobj" and last.head.lemma in word_class("locative") | {"off"}
        if kind == "person" and name.first == name.last and is_somewhere and not self._is_met(last):
            return None  # "arrested off Agadir": the parser takes many a port for a person
        return kind

    def _governed_state(self, name: Segment) -> str | None:
        """The state in "Government of Colombia"."""
        said = words(self.tokens, name.first, name.last, self.text)
        if said.startswith(("Government of ", "Republic of ", "Kingdom of ", "State of ")):
            state = state_named(said.split(" of ", 1)[1])
            return state.code if state is not None else None
        return None

    def _basis(self, name: Segment) -> Basis:
        """What a name of unknown kind is recognised by."""
        tokens = self.tokens[name.first : name.last + 1]
        if tokens[-1].tag == "NN":
            return "words"
        is_place = any(t.ent in {"GPE", "LOC", "FAC", "EVENT", "LAW"} for t in tokens)
        return "place" if is_place or tokens[-1].text.lower() in word_class("no person") else "capital"

    def _kind(self, name: Segment) -> ActorKind | None:
        tokens = self.tokens[name.first : name.last + 1]
        before = next((n for n, t in enumerate(tokens) if n > 0 and t.text in {"of", "for"}), 0)
        heads = [tokens[-1], *tokens[before - 1 : before], *tokens[: int(len(tokens) > 2)]]
        of_head = next((kind for t in heads if (kind := kind_of_head(t.text)) is not None), None)
        if of_head is not None and (len(tokens) > 1 or tokens[-1].ent == "ORG"):
            return of_head
        if tokens[-1].text.lower() in word_class("no person"):
            return None
        labels = [t.ent for t in tokens if t.ent]
        if any(c.isdigit() for t in tokens for c in t.text):
            labels = [label for label in labels if label != "PERSON"]  # "COVID-19"
        return LABEL_KINDS.get(max(labels, key=labels.count)) if labels else None

    def _roles(self, group: list[Segment]) -> tuple[str, ...]:
        """The titles before a name, each with its body: "White House press secretary", "Director of the CIA"."""
        roles: list[str] = []
        begin: int | None = None
        for place, segment in enumerate(group):
            following = group[place + 1] if place + 1 < len(group) else None
            if begin is None and segment.sort in {"body", "modifier", "title"}:
                begin = segment.first
            if segment.sort != "title" or begin is None:
                continue
            last = segment.last
            if following is not None and (following.sort in {"state", "part", "body"} or self._is_suffix(following)):
                last = following.last
            if following is None or following.sort != "title" or following.first > segment.last + 1:
                roles.append(singular(words(self.tokens, begin, last, self.text)))
                begin = None
        return tuple(roles)

    def _is_suffix(self, segment: Segment) -> bool:
        """Whether a modifier is tied to the office before it: "Prime Minister-designate"."""
        return segment.sort == "modifier" and "-" in {
            t.text for t in self.tokens[segment.first - 1 : segment.first + 1]
        }

    def _apposition(self, head: Token, *, is_person: bool = True) -> Token | None:
        """The office in "Omar Sesay, the Gambian foreign minister" or "the foreign minister, Omar Sesay"."""
        candidates = [c for c in head.children if c.dep == "appos"]
        if head.dep == "appos":
            candidates.append(head.head)
        told = (c for c in candidates if self.phrases.is_office(c) or self.phrases.is_person_noun(c))
        return next(told, None) or next((c for c in candidates if is_person and self._is_one(c)), None)

    def _is_one(self, token: Token) -> bool:
        """Whether a word after a comma tells what one person is, though it can be a firm: "a contractor"."""
        noun = actor_noun(token.text)
        return (
            noun is not None and noun.number != "many" and noun.kind in {"person", "business"} and token.text.islower()
        )

    def _is_met(self, head: Token) -> bool:
        """Whether somebody named so meets, calls or invites, or is met, called or invited, as persons are."""
        verb = head.head.head if head.dep == "pobj" else head.head
        is_free = verb.is_verb and verb.child("nsubjpass") is None
        return head.dep in {"dobj", "pobj", "nsubj"} and is_free and verb.lemma in word_class("done to persons")

    def _speaks(self, head: Token) -> bool:
        """Whether somebody named so is said to say something, as persons mostly are."""
        verb = head.head
        return head.dep == "nsubj" and (cue := cue_of(verb.lemma)) is not None and "quote" in cue.forms

    def _make(
        self,
        group: list[Segment],
        *,
        kind: ActorKind | None,
        reason: str,
        basis: Basis = "words",
        country: str | None = None,
        roles: tuple[str, ...] = (),
        name: str | None = None,
        head: Token | None = None,
    ) -> Mention:
        last = group[-1]
        head = head or self._head(last)
        return Mention(
            span=covering(self.tokens[group[0].first : group[-1].last + 1]),
            head=head.span,
            form="name",
            name=name or words(self.tokens, last.first, last.last, self.text),
            basis=basis,
            kind=kind,
            country=country,
            roles=roles,
            is_subject=head.dep in SUBJECTS,
            takes_part=is_party(head),
            extractor=EXTRACTOR,
            reason=reason,
            score=0.9 if kind else 0.4,
        )

    def _head(self, segment: Segment) -> Token:
        """The token of a name that the rest of the sentence hangs on: the one whose head lies outside it."""
        tokens = self.tokens[segment.first : segment.last + 1]
        inside = set(map(id, tokens))
        outer = [t for t in tokens if t.head is t or id(t.head) not in inside]
        return outer[-1] if outer else tokens[-1]
