"""Which names are one actor: by state, by known body, by surname and initials, by acronym."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from communique.model import ActorKind, Document, Mention

ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|his|her|its|their|our|my|some|several|many|all)\s+", re.I)
ALSO_NAMES = frozenset({"person", "group", None})


class Cluster:
    """The mentions that are taken to be one actor, while they are gathered."""

    def __init__(self, key: str, kind: ActorKind | None, country: str | None = None) -> None:
        self.key, self.kind, self.country = key, kind, country
        self.country_reason: str | None = None
        self.mentions: list[Mention] = []
        self.names: list[str] = []

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
            return max(self.names, key=len)
        return self.mentions[0].name if self.mentions else self.key

    @property
    def roles(self) -> tuple[str, ...]:
        """The offices and titles that the text gives, each once."""
        return tuple(dict.fromkeys(role for mention in self.mentions for role in mention.roles))

    @property
    def is_plural(self) -> bool:
        """Whether it is several: "officials", "troops"."""
        return any(mention.is_plural for mention in self.mentions)


def name_words(name: str) -> list[str]:
    """A name's words, folded: "Antony J. Blinken" gives antony, j, blinken."""
    return [w.strip(".").casefold() for w in re.split(r"[\s]+", name.replace("’", "'")) if w.strip(".")]


def same_person(one: str, other: str) -> bool:
    """Whether two names of persons can be one person's: same surname, first names equal, initials or missing.

    >>> same_person("Antony J. Blinken", "Blinken"), same_person("Bill Clinton", "Hillary Clinton")
    (True, False)
    """
    a, b = sorted((name_words(one), name_words(other)), key=len)
    if not a or not b:
        return False
    if a == b[-len(a) :] or (len(a) == 1 and len(b) > 2 and a[0] in b[1:]):
        return True
    if len(a) > 1 and a[0] == b[0] and _one_letter_off(a[-1], b[-1]):
        return True
    if _alike(a[-1], b[-1]) and len(a) > 1:
        return a[0] == b[0] or (min(len(a[0]), len(b[0])) == 1 and a[0][0] == b[0][0])
    return len(a) == 1 and _alike(a[0], b[-1])


def _alike(one: str, other: str) -> bool:
    """Equal but for the usual variants of a transliteration: Zelensky, Zelenskyy, Zelenskiy."""
    return one == other or (len(one) > 4 and _bare(one) == _bare(other))


def _one_letter_off(one: str, other: str) -> bool:
    """A letter more, less or other in a longer surname: Scholz and Scholtz."""
    short, long = sorted((one, other), key=len)
    if len(short) < 5 or len(long) - len(short) > 1:
        return False
    head = next((n for n, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[head + (len(short) == len(long)) :] == long[head + 1 :]


def _bare(surname: str) -> str:
    return re.sub(r"(?:iy|yy|ii|ij|yi|y|i)$", "y", surname.replace("-", ""))


def acronym(name: str) -> str:
    """The capitals of a name: "International Atomic Energy Agency" gives IAEA."""
    return "".join(w[0] for w in re.findall(r"[A-Z][\w]*", name))


class Clusters:
    """All actors of a text, by key, with the mentions that were put to each."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.by_key: dict[str, Cluster] = {}

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
        order = sorted(names, key=lambda m: (kinds[m] != "person", -len(m.name.split()), m.span))
        placed: dict[Mention, Cluster] = {}
        for mention in order:
            cluster = self._place(mention, kinds[mention])
            if cluster is not None:
                cluster.add(mention, self._shown(mention))
                placed[mention] = cluster
        return placed

    def _shown(self, mention: Mention) -> str:
        """The name to show: a known body by the text's words, all others by the mention's name."""
        return ARTICLE.sub("", self.surface(mention)) if mention.reason == "a known body" else mention.name

    def _kinds(self, names: list[Mention]) -> dict[Mention, ActorKind | None]:
        """The kind of each, by vote of all mentions with the same name; a title outweighs the parser."""
        votes: dict[str, Counter[ActorKind]] = {}
        for mention in names:
            if mention.kind is not None:
                weight = 5 if mention.reason in {"a title before the name", "a known body"} or mention.roles else 1
                votes.setdefault(mention.name.casefold(), Counter())[mention.kind] += weight
        kinds: dict[Mention, ActorKind | None] = {}
        for mention in names:
            vote = votes.get(mention.name.casefold())
            kinds[mention] = vote.most_common(1)[0][0] if vote else None
        return kinds

    def _place(self, mention: Mention, kind: ActorKind | None) -> Cluster | None:
        if kind == "state" and mention.country is not None:
            return self.get(f"state:{mention.country}", "state", mention.country)
        if mention.reason == "a known body":
            return self.get(f"body:{mention.name}", mention.kind, mention.country)
        if kind in ALSO_NAMES:
            person = self._person(mention)
            if person is not None:
                return person
        if kind == "person":
            return self.get(f"person:{mention.name.casefold()}", "person")
        known = self._organisation(mention)
        if known is not None:
            return known
        return self.get(f"{kind}:{mention.name.casefold()}", kind) if kind is not None else None

    def _person(self, mention: Mention) -> Cluster | None:
        """The person with this name; of several with the surname the one whose country or role fits, or the last."""
        fitting = [c for c in self.persons() if any(same_person(mention.name, name) for name in c.names)]
        if len(fitting) > 1:
            by_role = [c for c in fitting if set(c.roles) & set(mention.roles)]
            before = [c for c in fitting if any(m.span.start < mention.span.start for m in c.mentions)]
            fitting = by_role or sorted(
                before or fitting,
                key=lambda c: -max((m.span.start for m in c.mentions if m.span < mention.span), default=0),
            )
        return fitting[0] if fitting else None

    def _organisation(self, mention: Mention) -> Cluster | None:
        folded = mention.name.casefold()
        for cluster in self.by_key.values():
            if cluster.kind in {"person", "state"}:
                continue
            for name in cluster.names:
                if folded == name.casefold() or (mention.name.isupper() and acronym(name) == mention.name):
                    return cluster
                if len(folded) > 3 and name.casefold().startswith(folded + " "):
                    return cluster
        return None
