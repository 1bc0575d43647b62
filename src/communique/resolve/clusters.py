"""Which names are one actor: by state, by known body, by surname and initials, by acronym."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from communique.lexicon.classes import word_class
from communique.lexicon.languages import romanised
from communique.model import ActorKind, Document, Mention, Span
from communique.resolve.spelt import acronym, name_words, same_person, sound

ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|his|her|its|their|our|my|some|several|many|all)\s+", re.I)
PLAIN_NAME = re.compile(r"[A-Z][\w.'’-]+(?: (?:al-|bin |de |van |von )?[A-Z][\w.'’-]*)+")
PRONOUNS = ("he", "she")
IN_BRACKETS = re.compile(r"(?:'s|’s)? \((?:the |known as |or )?[\"“'‘]?([A-Z][\w.&-]{1,11})[\"”'’]?\)")
ALSO_NAMES = frozenset({"person", "group", None})


class Cluster:
    """The mentions that are taken to be one actor, while they are gathered."""

    def __init__(self, key: str, kind: ActorKind | None, country: str | None = None) -> None:
        self.key, self.kind, self.country = key, kind, country
        self.country_reason: str | None = None
        self.mentions: list[Mention] = []
        self.names: list[str] = []
        self.honorifics: list[str] = []

    def add(self, mention: Mention, name: str | None = None) -> None:
        """Take one more mention in; a country that it tells is kept if none is known yet."""
        self.mentions.append(mention)
        if mention.form == "name" and name is not None and name not in self.names:
            self.names.append(name)
        if self.country is None and mention.country is not None:
            self.country = mention.country
            self.country_reason = mention.reason
        if self.kind is None:
            self.kind = mention.kind

    @property
    def name(self) -> str:
        """The fullest name, titles left out; a description where no name is given."""
        if self.names:
            return max(self.names, key=lambda name: (not name.isupper(), len(name)))
        return self.mentions[0].name if self.mentions else self.key

    @property
    def roles(self) -> tuple[str, ...]:
        """The offices and titles that the text gives, each once."""
        return tuple(dict.fromkeys(role for mention in self.mentions for role in mention.roles))

    @property
    def gender(self) -> str | None:
        """ "he" or "she" where a title or office tells: "Mrs.", "spokesman", "queen"."""
        told = {w.strip(".,") for w in " ".join([*self.roles, *self.honorifics]).casefold().split()}
        found = {pronoun for pronoun in PRONOUNS if told & word_class(f"called {pronoun}")}
        return found.pop() if len(found) == 1 else None

    @property
    def is_plural(self) -> bool:
        """Whether it is several: "officials", "troops"."""
        return any(mention.is_plural for mention in self.mentions)


class Clusters:
    """All actors of a text, by key, with the mentions put to each; `speaking` are the sources of quotations."""

    def __init__(self, doc: Document, speaking: frozenset[Span] = frozenset()) -> None:
        self.doc, self.speaking = doc, speaking
        self.by_key: dict[str, Cluster] = {}
        self._persons_by_word: dict[str, dict[str, None]] = {}
        self._bodies_by_name: dict[str, str] = {}

    def surface(self, mention: Mention) -> str:
        """The words of a mention as the text has them, its white space made single blanks."""
        return " ".join(self.doc.text[mention.span.start : mention.span.end].split())

    def get(self, key: str, kind: ActorKind | None, country: str | None = None) -> Cluster:
        """The actor with this key, made if there is none yet."""
        if key not in self.by_key:
            self.by_key[key] = Cluster(key, kind, country)
        return self.by_key[key]

    def persons(self) -> list[Cluster]:
        """Those that are persons."""
        return [c for c in self.by_key.values() if c.kind == "person"]

    def gather(self, mentions: Iterable[Mention]) -> dict[Mention, Cluster]:
        """Put every name to its actor; the fullest names go first."""
        names = [m for m in mentions if m.form == "name"]
        kinds = self._kinds(names)
        order = sorted(names, key=lambda m: (-len(m.name.split()), kinds[m] != "person", m.span))
        placed: dict[Mention, Cluster] = {}
        for mention in order:
            cluster = self._place(mention, kinds[mention])
            if cluster is not None:
                shown = self._shown(mention)
                cluster.add(mention, shown)
                cluster.honorifics.append(self.surface(mention).removesuffix(mention.name))
                self._index(cluster, shown)
                self._index_short_form(cluster, mention)
                placed[mention] = cluster
        return placed

    def _shown(self, mention: Mention) -> str:
        """The name to show: a known body by the text's words, all others by the mention's name."""
        if mention.shown is not None:
            return mention.shown
        return ARTICLE.sub("", self.surface(mention)) if mention.basis == "body" else mention.name

    def _kinds(self, names: list[Mention]) -> dict[Mention, ActorKind | None]:
        """The kind of each, by vote of all mentions with the same name; a title outweighs the parser."""
        votes: dict[str, Counter[ActorKind | None]] = {}
        for mention in names:
            if mention.basis == "place":
                votes.setdefault(mention.name.casefold(), Counter())[None] += 1
            if mention.kind is not None:
                weight = 5 if mention.basis in {"title", "body"} or mention.roles else 1
                votes.setdefault(mention.name.casefold(), Counter())[mention.kind] += weight
        kinds: dict[Mention, ActorKind | None] = {}
        for mention in names:
            vote = votes.get(mention.name.casefold())
            kinds[mention] = vote.most_common(1)[0][0] if vote else None
        return kinds

    def _place(self, mention: Mention, kind: ActorKind | None) -> Cluster | None:
        if kind == "state" and mention.country is not None:
            return self.get(f"state:{mention.country}", "state", mention.country)
        if mention.basis == "body":
            return self.get(f"body:{mention.name}", mention.kind, mention.country)
        if kind in ALSO_NAMES:
            person = self._person(mention)
            if person is not None:
                return person
        if kind == "person" and not mention.roles and " " not in mention.name:
            body = self.called(mention.name)  # "Nordal" after "Nordal Air", though the parser takes it for a person
            if body is not None:
                return body
        if kind == "person":
            return self.get(f"person:{mention.name.casefold()}", "person")
        known = self.called(mention.name)
        if known is not None:
            return known
        if kind is None and mention.basis == "capital" and mention.span in self.speaking:
            kind = "person"  # who is quoted by a bare name is mostly a person
        is_plain = 2 <= len(mention.name.split()) <= 3 and PLAIN_NAME.fullmatch(mention.name) is not None
        if kind is None and is_plain and mention.basis == "capital" and mention.is_subject:
            kind = "person"  # a guess: what the parser knows nothing of is mostly somebody's name
        return self.get(f"{kind}:{mention.name.casefold()}", kind) if kind is not None else None

    def _person(self, mention: Mention) -> Cluster | None:
        """The person with this name; of several with the surname the one whose role fits, or the last named before."""
        like = self._like(mention.name)
        fitting = [c for c in like if any(same_person(mention.name, name) for name in c.names)]
        if not fitting and " " not in mention.name:
            first = mention.name.casefold()
            fitting = [c for c in like if any(name_words(name)[0] == first for name in c.names)]
            return fitting[0] if len(fitting) == 1 else None  # "Xi" after "Xi Jinping", "Malala"
        if len(fitting) > 1:
            by_role = [c for c in fitting if set(c.roles) & set(mention.roles)]
            return by_role[0] if by_role else max(fitting, key=lambda c: _last_before(c, mention))
        return fitting[0] if fitting else None

    def _like(self, name: str) -> list[Cluster]:
        """Persons that have a word in common with a name, judged by its first sounds."""
        near = (self._persons_by_word.get(sound(word)[:2], ()) for word in name_words(romanised(name)))
        found = [self.by_key[key] for keys in near for key in keys]
        return [c for c in dict.fromkeys(found) if c.kind == "person"]

    def called(self, name: str) -> Cluster | None:
        """The body that goes by a name, the beginning of its name, or its acronym."""
        key = self._bodies_by_name.get(name.casefold())
        return self.by_key[key] if key is not None else None

    def call(self, cluster: Cluster, name: str) -> None:
        """Give an actor a name that no mention gives, such as the author's of the whole text."""
        cluster.names.append(name)
        self._index(cluster, name)

    def _index(self, cluster: Cluster, name: str) -> None:
        """Make a name findable: persons by their words, bodies by whole name, its beginnings and its acronym."""
        if cluster.kind == "person":
            for word in name_words(romanised(name)):
                self._persons_by_word.setdefault(sound(word)[:2], {})[cluster.key] = None
        elif cluster.kind != "state":
            parts = name.casefold().split()
            beginnings = [" ".join(parts[:n]) for n in range(1, len(parts)) if len(" ".join(parts[:n])) > 3]
            for form in (name.casefold(), acronym(name).casefold(), *beginnings):
                if len(form) > 1:
                    self._bodies_by_name.setdefault(form, cluster.key)

    def _index_short_form(self, cluster: Cluster, mention: Mention) -> None:
        """Make findable the short form that the text gives in brackets: "Free River Movement (FRM)"."""
        match = IN_BRACKETS.match(self.doc.text, mention.span.end)
        if match is not None and cluster.kind not in {"person", "state"}:
            self._bodies_by_name.setdefault(match[1].casefold(), cluster.key)


def _last_before(cluster: Cluster, mention: Mention) -> int:
    """Where a person was last named before a mention; -1 if never."""
    return max((m.span.start for m in cluster.mentions if m.span < mention.span), default=-1)
