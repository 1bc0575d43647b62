"""Mentions of actors: names with their titles, descriptions ("German officials") and pronouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.analyse.findings import LIST_JOINT, Findings
from communique.analyse.parsed import SUBJECTS, Parsed, Sentence, Token, covering
from communique.analyse.segments import Segment, segments, words
from communique.analyse.transcripts import turns
from communique.lexicon.bodies import kind_of_head
from communique.lexicon.classes import word_class
from communique.lexicon.cues import cue_of
from communique.lexicon.offices import ActorNoun, actor_noun, is_office_head, title_sort
from communique.lexicon.states import name_of, state_named
from communique.model import ActorKind, Finding, Mention, Span, SpanIndex

LABEL_KINDS: dict[str, ActorKind] = {"PERSON": "person", "ORG": "group", "NORP": "group"}
PERSONAL = frozenset(
    {
        "i",
        "me",
        "my",
        "mine",
        "we",
        "us",
        "our",
        "ours",
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "they",
        "them",
        "their",
        "theirs",
        "it",
        "its",
    }
)
PLURAL = frozenset({"we", "us", "our", "ours", "they", "them", "their", "theirs"})
DETERMINERS = frozenset({"DET", "PRON", "NUM", "PUNCT", "ADV", "PART", "CCONJ"})


class Actors:
    """Finds the places where somebody is named, described or meant by a pronoun."""

    name = "actors/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:  # noqa: ARG002
        """Yield the mentions, sentence by sentence."""
        labels = {turn.label for turn in turns(parsed)}
        for label in sorted(labels):
            yield from _label_mention(parsed, label)
        inside = SpanIndex(labels)
        for sentence in parsed.sentences:
            for mention in _Reading(parsed, sentence).mentions():
                if inside.holding(mention.span.start, mention.span.end) is None:
                    yield mention


def _label_mention(parsed: Parsed, label: Span) -> Iterator[Mention]:
    """The speaker that a transcript's label names: "SECRETARY BLINKEN", "MR PRICE", "Vladimir Putin"."""
    said = parsed.words(label)
    if said.lower() in word_class("unnamed speaker"):
        return
    parts = said.title().split() if said.isupper() else said.split()
    name = len(parts) - 1
    while name > 0 and parts[name - 1][0].isupper() and title_sort(parts[name - 1]) is None and not said.isupper():
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
        extractor=Actors.name,
        reason="a title before the name" if roles else "the label of a turn",
        score=0.9,
    )


class _Reading:
    """One sentence while its mentions are read off."""

    def __init__(self, parsed: Parsed, sentence: Sentence) -> None:
        self.parsed, self.text = parsed, parsed.text
        self.tokens = sentence.tokens
        self.segments = segments(sentence, parsed.text)
        self.taken: dict[int, Mention] = {}

    def mentions(self) -> Iterator[Mention]:
        for group in self._groups():
            for named in self._named(group):
                self.taken[named.head.start] = named
        for token in self.tokens:
            if token.start not in self.taken:
                inside_name = any(m.form == "name" and m.span.holds(token.span) for m in self.taken.values())
                mention = None if inside_name else self._described(token) or self._pronoun(token)
                if mention is not None:
                    self.taken[token.start] = mention
        yield from sorted(self.taken.values(), key=lambda m: (m.span.start, m.span.end))

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
        if before.sort == "title" and segment.sort in {"state", "body"}:
            return between in (["of"], ["to"], ["for"], ["of", "the"], ["to", "the"])
        if before.sort in {"state", "body"}:
            if segment.sort in {"title", "modifier", "honorific"}:
                return between == [] or between in (["'s"], ["’s"])
            is_office = any(s.sort == "title" for s in group)
            return segment.sort == "name" and between == [] and (is_office or self._joins(segment))
        return between == []

    def _joins(self, name: Segment) -> bool:
        """Whether a state or body and the name after it make one name: "Russian Security Council"."""
        last = self.tokens[name.last]
        return kind_of_head(last.text) is not None or kind_of_head(self.tokens[name.first].text) is not None

    def _named(self, group: list[Segment]) -> Iterator[Mention]:
        """The mention that a phrase makes; of titles with no name after them only the state or body they name."""
        last = group[-1]
        titles = [s for s in group if s.sort in {"title", "modifier"}]
        if last.sort == "name":
            is_titled = bool(titles) or any(s.sort == "honorific" for s in group)
            made = self._person_or_other(group, titles) if is_titled or len(group) == 1 else self._body_made_of(group)
            yield from [made] if made is not None else []
            return
        for segment in group[-1:] if last.sort in {"state", "body"} else group:
            if segment.sort == "body" and segment.body is not None:
                yield self._make(
                    [segment],
                    segment,
                    kind=segment.body.kind,
                    country=segment.body.country,
                    reason="a known body",
                    name=segment.body.canonical,
                )
            elif segment.sort == "state":
                state = self._state(segment)
                yield from [state] if state is not None else []

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
            segment,
            kind="state",
            country=state.code,
            reason=f"{state.form} of a state",
            name=name_of(state.code) or words(self.tokens, segment.first, segment.last, self.text),
            head=head,
        )

    def _body_made_of(self, group: list[Segment]) -> Mention | None:
        last = self.tokens[group[-1].last]
        kind = kind_of_head(last.text) or kind_of_head(self.tokens[group[-1].first].text) or "group"
        country = self._country(group[:-1])
        return self._make(
            group,
            group[-1],
            kind=kind,
            country=country,
            reason="a state's name and a body's",
            name=words(self.tokens, group[0].first, group[-1].last, self.text),
        )

    def _person_or_other(self, group: list[Segment], titles: list[Segment]) -> Mention | None:
        name = group[-1]
        governed = self._governed_state(name)
        if governed is not None:
            return self._make(
                [name],
                name,
                kind="state",
                country=governed,
                reason="the government of a state",
                name=name_of(governed),
            )
        last = self.tokens[name.last]
        country = self._country([s for s in group if s.sort in {"state", "body"}]) or self._country_after(last)
        if titles or any(s.sort == "honorific" for s in group):
            return self._make(
                group,
                name,
                kind="person",
                country=country,
                roles=self._roles(group),
                reason="a title before the name",
            )
        kind = self._kind(name)
        if (
            kind in {None, "group"}
            and name.last > name.first
            and self._speaks(last)
            and kind_of_head(last.text) is None
        ):
            kind = "person"
        is_somewhere = last.dep == "pobj" and last.head.lemma in word_class("locative") | {"off"}
        if kind == "person" and name.first == name.last and is_somewhere:
            kind = None  # "arrested off Agadir": the parser takes many a port for a person
        if kind in {None, "group"} and self._is_met(last) and kind_of_head(last.text) is None:
            kind = "person"
        role = self._apposition(last) if kind in {None, "person"} else None
        if role is not None:
            kind, country = "person", country or self._country_in(role)
        is_role = role is not None and role.lemma not in word_class("no role")
        roles = (self._phrase(role),) if role is not None and is_role else ()
        return self._make(
            [name],
            name,
            kind=kind,
            country=country,
            roles=roles,
            reason="named by the parser" if kind else self._why_no_kind(name),
        )

    def _governed_state(self, name: Segment) -> str | None:
        """The state in "Government of Colombia"."""
        said = words(self.tokens, name.first, name.last, self.text)
        if said.startswith(("Government of ", "Republic of ", "Kingdom of ", "State of ")):
            state = state_named(said.split(" of ", 1)[1])
            return state.code if state is not None else None
        return None

    def _why_no_kind(self, name: Segment) -> str:
        tokens = self.tokens[name.first : name.last + 1]
        is_place = any(t.ent in {"GPE", "LOC", "FAC", "EVENT", "LAW"} for t in tokens)
        return "a place" if is_place or tokens[-1].text.lower() in word_class("no person") else "a capitalised name"

    def _kind(self, name: Segment) -> ActorKind | None:
        tokens = self.tokens[name.first : name.last + 1]
        of_head = kind_of_head(tokens[-1].text) or (kind_of_head(tokens[0].text) if len(tokens) > 2 else None)
        if of_head is not None and (len(tokens) > 1 or tokens[-1].ent == "ORG"):
            return of_head
        if tokens[-1].text.lower() in word_class("no person"):
            return None
        labels = [t.ent for t in tokens if t.ent]
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
            if following is not None and following.sort in {"state", "body"}:
                last = following.last
            if following is None or following.sort != "title" or following.first > segment.last + 1:
                roles.append(words(self.tokens, begin, last, self.text))
                begin = None
        return tuple(roles)

    def _country(self, segs: list[Segment]) -> str | None:
        for segment in segs:
            if segment.state is not None:
                return segment.state.code
            if segment.body is not None and segment.body.country is not None:
                return segment.body.country
        return None

    def _country_after(self, head: Token) -> str | None:
        """The state in "President Putin of Russia"."""
        for noun in head.after("of"):
            state = state_named(noun.text)
            if state is not None:
                return state.code
        return None

    def _apposition(self, head: Token) -> Token | None:
        """The office in "Lam Akol, the Sudanese foreign minister" or "the foreign minister, Lam Akol"."""
        candidates = [c for c in head.children if c.dep == "appos"]
        if head.dep == "appos":
            candidates.append(head.head)
        return next((c for c in candidates if self._is_office(c) or self._is_person_noun(c)), None)

    def _is_office(self, token: Token) -> bool:
        """Whether a phrase names an office: by its head, or "Secretary" in "Under-Secretary-General"."""
        return any(is_office_head(t.text) for t in [token, *token.kids("compound", "nmod")])

    def _is_met(self, head: Token) -> bool:
        """Whether somebody named so meets, calls or invites, or is met, called or invited, as persons are."""
        verb = head.head.head if head.dep == "pobj" else head.head
        is_free = verb.is_verb and verb.child("nsubjpass") is None
        return head.dep in {"dobj", "pobj", "nsubj"} and is_free and verb.lemma in word_class("done to persons")

    def _speaks(self, head: Token) -> bool:
        """Whether somebody named so is said to say something, as persons mostly are."""
        verb = head.head
        return head.dep == "nsubj" and (cue := cue_of(verb.lemma)) is not None and "quote" in cue.forms

    def _is_person_noun(self, token: Token) -> bool:
        noun = actor_noun(token.text)
        return noun is not None and noun.number == "one" and noun.kind == "person" and token.text[0].islower()

    def _noun_phrase(self, head: Token) -> list[Token]:
        """The words of a phrase from its first modifier to its head, with a short "of …" after it."""
        inner = [head]
        for child in head.children:
            if child.start < head.start and child.dep in {
                "det",
                "amod",
                "compound",
                "poss",
                "nummod",
                "nmod",
                "predet",
                "quantmod",
                "advmod",
                "punct",
            }:
                inner += [t for t in child.subtree() if t.start < head.start]
        left = min(t.start for t in inner)
        phrase = [t for t in self.tokens if left <= t.start <= head.start]
        links = {"of", "for", "to"} if is_office_head(head.text) else {"of"}
        of = next((c for c in head.children if c.dep == "prep" and c.text in links and c.start == head.end + 1), None)
        if of is not None:
            tail = sorted((t for t in of.subtree()), key=lambda t: t.start)
            comma = next((n for n, t in enumerate(tail) if t.text == ","), len(tail))
            tail = tail[:comma]
            if len(tail) <= 6 and not any(t.dep in {"relcl", "acl"} for t in tail):
                phrase += tail
        return phrase

    def _phrase(self, head: Token) -> str:
        """A description in the text's words, without its determiner."""
        phrase = self._noun_phrase(head)
        while len(phrase) > 1 and (
            (phrase[0].pos in DETERMINERS and phrase[0].tag != "PRP$") or phrase[0].tag == "PRP$"
        ):
            phrase = phrase[1:]
        span = covering(phrase)
        return " ".join(self.text[span.start : span.end].split())

    def _country_in(self, head: Token) -> str | None:
        """The state that a description names: "the Sudanese foreign minister", "the president of Georgia"."""
        inner = {t.start for t in self._noun_phrase(head)}
        for segment in self.segments:
            if self.tokens[segment.first].start in inner:
                country = self._country([segment])
                if country is not None:
                    return country
        return self._country_after(head)

    def _described(self, token: Token) -> Mention | None:
        noun = self._noun(token)
        if noun is None or self._means_its_owner(token):
            return None
        phrase = self._noun_phrase(token)
        country = self._country_in(token)
        named = self._apposed(token, noun)
        name = self._phrase(token)
        if named is not None:
            name = named.name
        elif (
            token.text.lower() in word_class("government of a state")
            and country is not None
            and noun.kind == "government"
        ):
            return Mention(
                span=covering(phrase),
                head=token.span,
                form="nominal",
                name=name_of(country) or name,
                kind="state",
                country=country,
                is_subject=token.dep in SUBJECTS,
                extractor=Actors.name,
                reason="the government of a state",
                score=0.9,
            )
        role = (self._phrase(token),) if is_office_head(token.text) and noun.number == "one" else ()
        return Mention(
            span=covering(phrase),
            head=token.span,
            form="nominal",
            name=name,
            kind=named.kind or noun.kind if named is not None else noun.kind,
            country=country,
            roles=role,
            is_plural=noun.number == "many",
            members=(named.head,) if named is not None else self._list_after(phrase, noun),
            is_subject=token.dep in SUBJECTS,
            extractor=Actors.name,
            reason=f"description by the noun {token.text!r}",
            score=0.7,
        )

    def _means_its_owner(self, token: Token) -> bool:
        """Whether "our teams", "each other's nations" mean their owners, "a group of protesters" those in it."""
        if token.lemma in word_class("gathering") and any(actor_noun(n.text) is not None for n in token.after("of")):
            return True
        owner = token.child("poss")
        if owner is None:
            return False
        is_mutual = owner.lemma == "other" and owner.child("det") is not None
        return is_mutual or (owner.tag == "PRP$" and token.lemma in {"team", "side"})

    def _noun(self, token: Token) -> ActorNoun | None:
        if token.pos == "NUM" and token.text.lower() == "two" and token.dep in {"nsubj", "pobj", "dobj", "nsubjpass"}:
            return ActorNoun(kind="group", number="many")
        if token.text.lower() in {"both", "each"} and token.dep in {"nsubj", "nsubjpass", "pobj"}:
            return ActorNoun(kind="group", number="many")
        if token.pos not in {"NOUN", "PROPN", "ADJ"} or token.dep in {"compound", "amod"}:
            return None
        noun = actor_noun(token.text)
        if noun is None and is_office_head(token.text):
            return ActorNoun(kind="person", number="one")
        return noun

    def _apposed(self, token: Token, noun: ActorNoun) -> Mention | None:
        """Whom this description is said of: "the foreign minister, Luigi Di Maio", "the militant group Hamas"."""
        if noun.number == "many":
            return None
        others = [*token.kids("appos"), *([token.head] if token.dep == "appos" else [])]
        if token.dep == "attr" and token.head.lemma == "be":
            others += token.head.kids("nsubj")
        candidates = [self.taken.get(other.start) for other in others]
        if is_office_head(token.text):  # "the prime minister of Malta, Joe Vella," whatever the parser hangs where
            candidates.append(self._beside(covering(self._noun_phrase(token))))
        for mention in candidates:
            if mention is None or mention.form != "name":
                continue
            is_person = mention.kind in {"person", None}
            if is_person if noun.kind == "person" else not is_person and mention.kind != "state":
                return mention
        return None

    def _list_after(self, phrase: list[Token], noun: ActorNoun) -> tuple[Span, ...]:
        """The persons listed after a description of several: "his counterparts, Dendias and Le Drian"."""
        heads: list[Span] = []
        end = covering(phrase).end
        while noun.number == "many" and (match := LIST_JOINT.match(self.text, end)):
            following = next((m for m in self.taken.values() if m.form == "name" and m.span.start == match.end()), None)
            if following is None or following.kind not in {"person", None}:
                break
            heads.append(following.head)
            end = following.span.end
        return tuple(heads) if len(heads) > 1 else ()

    def _beside(self, phrase: Span) -> Mention | None:
        """The name that follows a phrase, with or without a comma."""
        for gap in (" ", ", "):
            if self.text.startswith(gap, phrase.end):
                start = phrase.end + len(gap)
                return next((m for m in self.taken.values() if m.form == "name" and m.span.start == start), None)
        return None

    def _pronoun(self, token: Token) -> Mention | None:
        lower = token.text.lower()
        relative = token.tag in {"WP", "WDT", "WP$"} and token.dep in {
            "nsubj",
            "nsubjpass",
            "dobj",
            "poss",
            "pobj",
        }
        if not relative and (lower not in PERSONAL or token.pos not in {"PRON", "DET"} or token.dep == "expl"):
            return None
        if lower == "it" and any(c.dep in {"ccomp", "csubj"} for c in token.head.children) and token.head.lemma == "be":
            return None
        members: tuple[Span, ...] = ()
        if relative:
            verb = next((a for a in [token.head, *token.ancestors()] if a.dep == "relcl"), None)
            if verb is None:
                return None
            members = (verb.head.span,)
        return Mention(
            span=token.span,
            head=token.span,
            form="pronoun",
            name=lower,
            is_plural=lower in PLURAL,
            is_subject=token.dep in SUBJECTS,
            members=members,
            extractor=Actors.name,
            reason="relative pronoun" if relative else "pronoun",
        )

    def _make(
        self,
        group: list[Segment],
        last: Segment,
        *,
        kind: ActorKind | None,
        reason: str,
        country: str | None = None,
        roles: tuple[str, ...] = (),
        name: str | None = None,
        head: Token | None = None,
    ) -> Mention:
        head = head or self._head(last)
        return Mention(
            span=covering(self.tokens[group[0].first : group[-1].last + 1]),
            head=head.span,
            form="name",
            name=name or words(self.tokens, last.first, last.last, self.text),
            kind=kind,
            country=country,
            roles=roles,
            is_subject=head.dep in SUBJECTS,
            extractor=Actors.name,
            reason=reason,
            score=0.9 if kind else 0.4,
        )

    def _head(self, segment: Segment) -> Token:
        """The token of a name that the rest of the sentence hangs on: the one whose head lies outside it."""
        tokens = self.tokens[segment.first : segment.last + 1]
        inside = set(map(id, tokens))
        outer = [t for t in tokens if t.head is t or id(t.head) not in inside]
        return outer[-1] if outer else tokens[-1]
