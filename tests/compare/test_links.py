import random

import pytest
from msgspec.structs import replace

from bench.links import reports as made_up
from communique.compare.alike import ENOUGH, alike
from communique.compare.disputes import disputes
from communique.compare.links import linked
from communique.compare.timeline import shared
from communique.model import LinkJudgement, Party
from tests.compare.sample import BERG, EK, NORWAY, SWEDEN, report


def texts(found):
    return sorted(group.texts for group in found.groups)


def judged(one, other, *, is_same, at="2025-01-01"):
    return LinkJudgement(one=one.id, other=other.id, is_same=is_same, by="me", at=at)


@pytest.mark.parametrize(
    ("change", "is_one"),
    [
        ({}, True),
        ({"date": "2025-03-05"}, True),
        ({"date": "2025-02-01"}, False),
        ({"published": "2025-03-06"}, True),
        ({"published": "2025-03-12"}, False),
        ({"mode": "phone"}, False),
        ({"mode": None}, True),
        ({"mode": "negotiation"}, True),
        ({"kind": "AGREE", "mode": None}, False),
        ({"target": (Party(name="Kai Tamm", kind="person", country="EST"),)}, False),
        ({"source": (EK,), "target": (BERG,)}, True),
        ({"source": (NORWAY,), "target": (SWEDEN,)}, True),
        ({"source": (NORWAY,), "target": (SWEDEN,), "published": "2025-03-20"}, False),
        ({"status": "denied"}, True),
        ({"status": "planned"}, True),
        ({"target": ()}, False),
    ],
)
def test_which_reports_are_one_event(change, is_one):
    one, other = report("a", date="2025-03-05"), report("b", **change)
    found = linked([one, other])
    assert texts(found) == ([("a", "b")] if is_one else [("a",), ("b",)])
    if is_one:
        [link] = next(group.links for group in found.groups if group.links)
        assert link.score >= ENOUGH
        assert "parties" in link.reason


def test_an_attack_elsewhere_is_another():
    one = report("a", kind="ASSAULT", mode="aerial", place="Bergen", date="2025-03-05")
    assert alike(one, replace(one, id=replace(one.id, text="b"))) is not None
    assert alike(one, report("b", kind="ASSAULT", mode="aerial", place="Tromso", date="2025-03-05")) is None


def test_agreements_on_different_things_are_two():
    fish = report("a", kind="AGREE", mode=None, topics=("the quota for mackerel",), words="agreed on mackerel")
    grain = report("b", kind="AGREE", mode=None, topics=("grain",), words="agreed on grain")
    again = report("c", kind="AGREE", mode=None, topics=("mackerel quotas",), words="a deal on mackerel")
    assert texts(linked([fish, grain, again])) == [("a", "c"), ("b",)]


def test_what_is_thin_is_told_and_not_linked():
    one = report("a", source=(NORWAY,), target=(SWEDEN,), published=None)
    other = report("b", published=None)
    found = linked([one, other])
    assert texts(found) == [("a",), ("b",)]
    [thin] = found.thin
    assert thin.is_thin
    assert 0.45 <= thin.score < ENOUGH


def test_two_events_of_one_text_stay_two():
    found = linked([report("a", event="x"), report("a", event="y"), report("b")])
    assert sorted(len(group.reports) for group in found.groups) == [1, 2]


def test_a_judgement_goes_above_the_rules_and_the_newest_counts():
    one, other = report("a"), report("b")
    far = report("c", date="2024-01-01")
    assert texts(linked([one, other], [judged(one, other, is_same=False)])) == [("a",), ("b",)]
    both = [judged(other, one, is_same=True, at="2025-01-02"), judged(one, other, is_same=False)]
    assert texts(linked([one, other], both)) == [("a", "b")]
    found = linked([one, far], [judged(one, far, is_same=True)])
    [link] = found.groups[0].links
    assert (link.by, link.score, link.reason) == ("me", 1.0, "judged by me")


def test_events_that_several_texts_report_in_time_order():
    later = [report("a", date="2025-03-05"), report("b", date="2025-03-05")]
    sooner = [report("a", date="2025-03-01", mode="phone"), report("b", date="2025-03-01", mode="phone")]
    alone = report("c", date="2025-02-01")
    assert [g.reports[0].event.mode for g in shared(linked([*later, *sooner, alone]).groups)] == ["phone", "meeting"]


def test_disputes_are_told():
    one, other = report("a", date="2025-03-05", place="Bergen"), report("b", status="denied", place="Oslo")
    [group] = linked([one, other]).groups
    assert disputes(group) == ("denied by one, told by another",)
    [group] = linked([one, report("b", date="2025-03-06", place="Bergen")]).groups
    assert disputes(group) == ("2025-03-05 against 2025-03-06",)


def test_the_order_of_the_texts_does_not_matter():
    given = list(made_up(60, seed=3))
    once = linked(given).groups
    random.Random(1).shuffle(given)
    assert linked(given).groups == once


def test_few_reports_are_weighed_and_they_grow_with_the_texts():
    small, large = linked(list(made_up(400, seed=1))), linked(list(made_up(1600, seed=1)))
    assert small.weighed < 400 * 4 * 3
    assert large.weighed / small.weighed < 4 * 1.3


def test_what_was_made_up_as_one_event_is_found_as_one():
    groups = linked(list(made_up(300, seed=2))).groups
    whole = [g for g in groups if len({r.id.event.split("-")[0] for r in g.reports}) == 1 and len(g.reports) == 3]
    assert len(whole) > 0.95 * 400
