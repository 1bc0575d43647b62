"""Events and stances, from the project's own corpus: which words report one, of which type, with whom.

The corpus tells the words of each event, a clause, but not which of them is the trigger. That is learnt as
multiple-instance learning has it (Ilse, Tomczak and Welling 2018): at least one word of the clause reports the
event, no word outside such a clause does. PLV's and the project's own sentences are taken as such clauses.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.analyse.engine.outputs import (
    ACTS,
    BUCKETS,
    EVENT_MODES,
    EVENT_PARTS,
    LINK_WIDTH,
    POLARITIES,
    STANCE,
    STATUSES,
    buckets,
)
from communique.analyse.engine.windows import LONGEST, Ints, Pieces, pieces, windows
from communique.model import MODES, Document
from training.batches import Example, example
from training.corpus import Annotation, Extent, Text
from training.tasks.plover import Triple, plv, written
from training.tasks.statements import learnt

RARE = -4.0  # what a word's chance to report an act begins at, unscaled
OF_WINDOW, OF_SENTENCE = (
    0.15,
    0.15,
)  # what a window of the corpus and a sentence count, so that losses are like other tasks'
OF_PLV, OF_WRITTEN = 0.3, 0.025  # of PLV's and the project's sentences, what an epoch goes through


class Act(msgspec.Struct, frozen=True):
    """An event or stance in a window: the pieces that begin its words, its types, attributes, and its parties.

    `acts` are the types that it may be; status, mode and polarity are None where there is nothing to learn; parties
    are numbers of actors.
    """

    words: Ints
    acts: tuple[int, ...]
    status: int | None
    mode: int | None
    modes: tuple[int, ...]
    polarity: int | None
    source: frozenset[int]
    target: frozenset[int]


class Scene(msgspec.Struct, frozen=True):
    """A window's target: its acts, the pieces at which no other act is, the mentions and whose each is."""

    acts: tuple[Act, ...]
    words: Ints
    weight: float
    mentions: tuple[Extent, ...]
    actors: Ints
    paragraph: Ints


class EventHead(nn.Module):
    """For each piece: whether it reports an act, what of, and vectors by which acts find their parties."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inner = nn.Linear(width, width)
        self.given = nn.Linear(width, sum(EVENT_PARTS))
        with torch.no_grad():
            self.given.bias[: len(ACTS)] = RARE
        self.source_at, self.target_at = (nn.Parameter(torch.full((BUCKETS,), -1.0)) for _ in range(2))

    def forward(self, states: Tensor) -> Tensor:
        """(windows, pieces, the sum of EVENT_PARTS)."""
        return self.given(functional.gelu(self.inner(states)))


class EventTask:
    """Learns events and stances."""

    name = "events"

    def __init__(self) -> None:
        self._texts: list[tuple[Annotation, Text, list[tuple[Extent, int]]]] = []

    def head(self, width: int) -> nn.Module:
        """Chances, attributes and vectors."""
        return EventHead(width)

    def examples(self, data: Path, rng: random.Random) -> Sequence[Example]:
        """The windows of the corpus's English texts, and sentences of which only type and parties are known."""
        if not self._texts:
            self._texts = [(one, text, mentions(one, text)) for one, text in learnt(data)]
        made = [window for one, text, told in self._texts for window in _windows(one, text, told)]
        own, others = list(written()), list(plv(data / "plv" / "train.tsv"))
        rows = [*rng.sample(others, int(len(others) * OF_PLV)), *rng.sample(own, int(len(own) * OF_WRITTEN))]
        made += [_sentence(row) for row in rows]
        return made

    def loss(self, head: nn.Module, given: Tensor, targets: Sequence[Scene]) -> Tensor:
        """Of triggers, attributes and parties together, a mean over windows."""
        assert isinstance(head, EventHead)
        losses = [_loss(head, row, scene) * scene.weight for row, scene in zip(given.float(), targets, strict=True)]
        return torch.stack(losses).mean()

    def settings(self, head: nn.Module) -> dict[str, Any]:
        """What distance does to parties."""
        assert isinstance(head, EventHead)
        return {"source_at": head.source_at.tolist(), "target_at": head.target_at.tolist()}


def _loss(head: EventHead, row: Tensor, scene: Scene) -> Tensor:
    chance, status, mode, polarity, *vectors = row.split(EVENT_PARTS, dim=1)
    outside = torch.ones((len(scene.words), len(ACTS)), device=row.device)
    at = {int(word): number for number, word in enumerate(scene.words)}
    for act in scene.acts:
        inside = [at[int(w)] for w in act.words if int(w) in at]
        for kind in act.acts:
            outside[inside, kind] = 0
    found = (functional.softplus(chance[scene.words]) * outside).sum() / 20
    for act in scene.acts:
        here = chance[act.words][:, list(act.acts)]
        found = found + _at_least_one(here.flatten())
        share = torch.softmax(here.max(1).values, dim=0)
        if act.status is not None:
            found = found + 0.5 * _told(share @ status[act.words], act.status)
        if act.mode is not None:
            of_type = share @ mode[act.words][:, list(act.modes)]
            found = found + 0.3 * _told(of_type, act.modes.index(act.mode))
        if act.polarity is not None:
            found = found + 0.5 * _told(share @ polarity[act.words], act.polarity)
        if scene.mentions:
            found = found + _parties(head, vectors, act, scene, share)
    return found


def _at_least_one(chances: Tensor) -> Tensor:
    """The negative log-likelihood that of some independent chances, unscaled, at least one comes true."""
    none = -functional.softplus(chances).sum().clamp(min=1e-4)
    return -torch.log(-torch.expm1(none))


def _told(scores: Tensor, right: int) -> Tensor:
    return functional.cross_entropy(scores, torch.tensor(right, device=scores.device))


def _parties(head: EventHead, vectors: Sequence[Tensor], act: Act, scene: Scene, share: Tensor) -> Tensor:
    """Of each actor, whether at least one of its mentions is the act's source, and target."""
    seeks_source, is_source, seeks_target, is_target = vectors
    trigger = int(act.words[int(share.argmax())])
    one = np.array([[trigger, trigger + 1]])
    at = torch.from_numpy(buckets(one, np.array(scene.mentions), scene.paragraph)[0]).to(share.device)
    total = share.new_zeros(())
    for seeks, is_sought, by_place, parties in (
        (seeks_source, is_source, head.source_at, act.source),
        (seeks_target, is_target, head.target_at, act.target),
    ):
        keys = torch.stack([is_sought[a:z].mean(0) for a, z in scene.mentions])
        scores = keys @ (share @ seeks[act.words]) * LINK_WIDTH**-0.5 * 2 + by_place[at]
        is_party = torch.tensor([int(actor) in parties for actor in scene.actors], device=scores.device)
        total = total + functional.softplus(scores[~is_party]).sum()
        for actor in parties & set(scene.actors.tolist()):
            here = torch.from_numpy(scene.actors == actor).to(scores.device)
            total = total + _at_least_one(scores[here])
    return 0.5 * total


def mentions(one: Annotation, text: Text) -> list[tuple[Extent, int]]:
    """The mentions of a text's actors by their numbers, and pronouns as the program takes them."""
    from communique.pipeline import analyse

    own = {(m, number) for number, actor in enumerate(one.actors) for m in actor.mentions}
    authors = "; ".join(one.author) or None
    doc = Document(id=one.id, text=text.text, title=text.title, publisher=text.publisher, published=text.published)
    record = analyse(msgspec.structs.replace(doc, author=authors) if authors else doc)
    numbers = dict(own)
    names = {actor.name.casefold(): number for number, actor in enumerate(one.actors)}
    for actor in record.actors:
        meant = [numbers[e.start, e.end] for e in actor.evidence if (e.start, e.end) in numbers]
        number = max(set(meant), key=meant.count) if meant else names.get(actor.name.casefold())
        if number is not None:
            own |= {((r.start, r.end), number) for r in actor.references if (r.start, r.end) not in numbers}
    return sorted(own)


def _windows(one: Annotation, text: Text, told: list[tuple[Extent, int]]) -> Iterator[Example]:
    found = pieces(text.text)
    for window in windows(found):
        yield example(found, window.first, window.last, _scene(one, found, told, window.first, window.own, window.last))


def _scene(one: Annotation, found: Pieces, told: list[tuple[Extent, int]], first: int, own: int, last: int) -> Scene:
    starts = found.start[first:last]
    is_word = found.is_word[first:last]

    def inside(extent: Extent) -> Ints:
        return np.flatnonzero((starts >= extent[0]) & (starts < extent[1]))

    places: list[Extent] = []
    actors: list[int] = []
    for extent, number in told:
        here = inside(extent)
        if len(here):
            places.append((int(here[0]) + 1, int(here[-1]) + 2))
            actors.append(number)
    acts: list[Act] = []
    for evidence, act in _acts(one):
        here = inside(evidence)
        words = here[is_word[here]] + 1
        if len(words) and here[-1] >= own - first:
            acts.append(msgspec.structs.replace(act, words=words))
    words = np.flatnonzero(is_word[own - first :]) + own - first + 1
    paragraph = np.concatenate([[-1], found.paragraph[first:last], [-1]])
    return Scene(tuple(acts), words, OF_WINDOW, tuple(places), np.array(actors, dtype=np.int64), paragraph)


def _acts(one: Annotation) -> Iterator[tuple[Extent, Act]]:
    """Each place of evidence with the act that it tells of."""
    numbers = {actor.name: number for number, actor in enumerate(one.actors)}
    nothing = np.zeros(0, dtype=np.int64)
    for event in one.events:
        modes = (0, *(EVENT_MODES.index(m) + 1 for m in MODES.get(event.type, ())))
        mode = EVENT_MODES.index(event.mode) + 1 if event.mode is not None else 0
        act = Act(
            nothing,
            (ACTS.index(event.type),),
            STATUSES.index(event.status),
            mode if len(modes) > 1 else None,
            modes,
            None,
            frozenset(numbers[n] for n in event.source),
            frozenset(numbers[n] for n in event.target),
        )
        yield from ((evidence, act) for evidence in event.evidence)
    for view in one.stances:
        holder = frozenset({numbers[view.holder]} if view.holder is not None else ())
        target = frozenset({numbers[view.target]} if view.target is not None else ())
        polarity = POLARITIES.index(view.polarity)
        yield view.phrase, Act(nothing, (ACTS.index(STANCE),), None, None, (), polarity, holder, target)


def _sentence(row: Triple) -> Example:
    """A sentence as one act of a known type, its source and target told, all other actors unknown."""
    found = pieces(row.sentence)
    last = min(len(found), LONGEST - 2)
    starts = found.start[:last]
    words = np.flatnonzero(found.is_word[:last]) + 1
    whole = (0, len(row.sentence))
    mentions: list[Extent] = []
    for extent in (row.source, row.target):
        here = np.flatnonzero((starts >= extent[0]) & (starts < extent[1])) + 1
        if extent != whole and len(here):
            mentions.append((int(here[0]), int(here[-1]) + 1))
    is_whole = len(mentions) < 2
    kinds = tuple(ACTS.index(kind) for kind in row.types)
    parties = (frozenset[int](), frozenset[int]()) if is_whole else (frozenset({0}), frozenset({1}))
    act = Act(words, kinds, None, None, (), None, *parties)
    actors = np.arange(2 if not is_whole else 0)
    paragraph = np.concatenate([[-1], found.paragraph[:last], [-1]])
    scene = Scene((act,), words, OF_SENTENCE, () if is_whole else tuple(mentions), actors, paragraph)
    return example(found, 0, last, scene)
