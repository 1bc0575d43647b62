"""Reports of many texts put together by event: candidates by blocks, links by weight, judgements above both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from communique.compare.alike import ENOUGH, THIN, Verdict, alike
from communique.compare.blocks import Block, filing
from communique.model import Group, Link, LinkJudgement, Report, ReportId

SHOWN = 3
"""A report is held against so many reports of an event at most: the first, and those that tell most."""

Pair = frozenset[ReportId]
Weigh = Callable[[Report, Report], Verdict | None]


class Linked(msgspec.Struct, frozen=True):
    """The events that reports were put together to, links that were not made for want of evidence, and the effort."""

    groups: tuple[Group, ...]
    thin: tuple[Link, ...]
    weighed: int


def linked(reports: Iterable[Report], judgements: Sequence[LinkJudgement] = ()) -> Linked:
    """Put reports of one event together. Two reports of one text stay two: the reader has told them apart.

    >>> linked(()).groups
    ()
    """
    work = Linking(judgements, weigh=alike)
    for report in sorted(reports, key=order):
        work.add(report)
    return work.ended()


def order(report: Report) -> tuple[bool, str, ReportId]:
    """The key for the order of publication; texts without a date come last."""
    return (report.published is None, report.published or "", report.id)


class Draft:
    """An event while reports are put to it."""

    def __init__(self, report: Report) -> None:
        self.reports = [report]
        self.shown = [report]
        self.links: list[Link] = []
        self.texts = {report.id.text}

    def add(self, report: Report, link: Link) -> None:
        """Put a report to the event; `shown` are those that others are held against."""
        self.reports.append(report)
        self.links.append(link)
        self.texts.add(report.id.text)
        fullest = sorted((*self.shown[1:], report), key=tells, reverse=True)
        self.shown = [self.shown[0], *fullest[: SHOWN - 1]]


def tells(report: Report) -> int:
    """How much a report tells of its event."""
    return len(report.parties) + len(report.event.topics) + bool(report.event.date)


class Linking:
    """Reports put together one after another, in the order of publication.

    Reports of one text are told `apart` by its reader. Beside an event, where rows are made, they need not stay so.
    """

    def __init__(self, judgements: Sequence[LinkJudgement], *, weigh: Weigh, is_apart: bool = True) -> None:
        self._is_apart = is_apart
        self._judged: dict[Pair, LinkJudgement] = {}
        for one in sorted(judgements, key=lambda j: j.at):
            self._judged[frozenset((one.one, one.other))] = one
        self._against: dict[ReportId, set[ReportId]] = {}
        for pair, told in self._judged.items():
            if not told.is_same and len(pair) == 2:
                a, b = pair
                self._against.setdefault(a, set()).add(b)
                self._against.setdefault(b, set()).add(a)
        self._weigh = weigh
        self._drafts: list[Draft | None] = []
        self._blocks: dict[Block, dict[int, None]] = {}
        self._thin: list[Link] = []
        self._weighed = 0

    def add(self, report: Report) -> None:
        """Put a report to the event that it fits best, or make it one of its own."""
        where = filing(report)
        near = dict.fromkeys(place for block in where.asked for place in self._blocks.get(block, ()))
        best, fits, thin = None, None, None
        for place in near:
            draft = self._drafts[place]
            if draft is None or self._is_barred(report, draft) or (self._is_apart and report.id.text in draft.texts):
                continue
            link = self._best(report, draft)
            if link is not None and link.score >= ENOUGH and (fits is None or link.score > fits.score):
                best, fits = place, link
            elif link is not None and (thin is None or link.score > thin.score):
                thin = link
        if best is None or fits is None:
            best = len(self._drafts)
            self._drafts.append(Draft(report))
            if thin is not None and thin.score >= THIN:
                self._thin.append(msgspec.structs.replace(thin, is_thin=True))
        else:
            self._join(best, report, fits)
        for block in where.filed:
            self._blocks.setdefault(block, {})[best] = None

    def _join(self, place: int, report: Report, link: Link) -> None:
        draft = self._drafts[place]
        if draft is not None:
            draft.add(report, link)

    def _is_barred(self, report: Report, draft: Draft) -> bool:
        """Whether somebody judged that a report is not of the event of one that is there."""
        against = self._against.get(report.id)
        return against is not None and any(other.id in against for other in draft.reports)

    def _best(self, report: Report, draft: Draft) -> Link | None:
        """The link to the report of an event that one is most like; None if any of those shown speaks against it."""
        best: Link | None = None
        for other in draft.shown:
            self._weighed += 1
            verdict = self._weigh(other, report)
            if verdict is None:
                return None
            if best is None or verdict.score > best.score:
                best = Link(one=other.id, other=report.id, score=verdict.score, reason=verdict.reason)
        return best

    def ended(self) -> Linked:
        """The events, once what was judged to be one is put together."""
        place_of = {report.id: n for n, draft in enumerate(self._drafts) if draft for report in draft.reports}
        for judgement in self._judged.values():
            a, b = place_of.get(judgement.one), place_of.get(judgement.other)
            if judgement.is_same and a is not None and b is not None:
                self._unite(a, b, judgement, place_of)
        groups = (Group(reports=tuple(sorted(d.reports, key=order)), links=tuple(d.links)) for d in self._drafts if d)
        made = {frozenset((link.one, link.other)) for d in self._drafts if d for link in d.links}
        thin = tuple(link for link in self._thin if frozenset((link.one, link.other)) not in made)
        return Linked(tuple(groups), thin, self._weighed)

    def _unite(self, a: int, b: int, judgement: LinkJudgement, place_of: dict[ReportId, int]) -> None:
        one, other = self._drafts[a], self._drafts[b]
        if one is None or other is None:
            return
        reason = f"judged by {judgement.by}"
        link = Link(one=judgement.one, other=judgement.other, score=1.0, reason=reason, by=judgement.by)
        if a == b:
            pair = frozenset((judgement.one, judgement.other))
            one.links = [*(kept for kept in one.links if frozenset((kept.one, kept.other)) != pair), link]
            return
        one.reports += other.reports
        one.links += [*other.links, link]
        one.texts |= other.texts
        self._drafts[b] = None
        for report in other.reports:
            place_of[report.id] = a
