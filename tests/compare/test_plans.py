from datetime import date

import pytest

from communique.compare.links import linked
from communique.compare.plans import plans
from communique.model import Party
from tests.compare.sample import BERG, EK, NORWAY, report

PLAN = {"status": "planned", "date": "2025-03-14", "published": "2025-03-01"}
TAMM = Party(name="Kai Tamm", kind="person", country="EST")


def followed(*reports, today=None):
    return plans(reports, linked(reports), today=today)


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        ({"date": "2025-03-14", "published": "2025-03-15"}, "done"),
        ({"date": "2025-03-13", "published": "2025-03-15"}, "done"),
        ({"published": "2025-03-14"}, "done"),
        ({"date": "2025-03-14", "published": "2025-03-15", "mode": None}, "done"),
        ({"date": "2025-03-12", "published": "2025-03-13"}, "open"),
        ({"date": "2025-03-14", "published": "2025-03-14", "target": (TAMM,)}, "open"),
        ({"date": "2025-03-14", "published": "2025-02-28"}, "open"),
        ({"status": "denied", "date": "2025-03-14", "published": "2025-03-10"}, "cancelled"),
        (
            {
                "kind": "SANCTION",
                "mode": "discontinue",
                "published": "2025-03-10",
                "words": "The meeting of Berg and Ek on 14 March has been called off.",
            },
            "cancelled",
        ),
        (
            {
                "kind": "SANCTION",
                "mode": "discontinue",
                "published": "2025-03-10",
                "words": "The meeting of Berg and Ek on 14 March was put off.",
            },
            "postponed",
        ),
        (
            {
                "kind": "SANCTION",
                "mode": "discontinue",
                "published": "2025-03-10",
                "target": (TAMM,),
                "words": "The meeting of Berg and Tamm on 14 March was put off.",
            },
            "open",
        ),
    ],
)
def test_what_became_of_a_plan(later, outcome):
    [plan] = followed(report("a", **PLAN), report("b", **later), today=date(2025, 3, 14))
    assert plan.outcome == outcome
    assert (plan.later is None) == (outcome == "open")
    assert plan.report.name == "a"
    assert plan.reason


def test_a_plan_is_overdue_by_the_newest_text_or_by_the_day_that_is_given():
    plan, other = report("a", **PLAN), report("b", source=(TAMM,), target=(NORWAY,), published="2025-03-15")
    assert [p.outcome for p in followed(plan)] == ["open"]
    assert [p.outcome for p in followed(plan, other)] == ["overdue"]
    assert [p.outcome for p in followed(plan, other, today=date(2025, 3, 14))] == ["open"]


def test_a_plan_that_was_put_off_takes_its_new_date_and_stays_one_plan():
    words = "The meeting of Berg and Ek, planned for 14 March, was postponed until 20 March."
    moved = report("b", kind="SANCTION", mode="discontinue", published="2025-03-10", words=words, event="x")
    again = report("b", status="planned", date="2025-03-20", published="2025-03-10", words=words, event="y")
    [plan] = followed(report("a", **PLAN), moved, again)
    assert (plan.outcome, plan.date, plan.changes) == ("postponed", "2025-03-20", 1)
    assert plan.later is not None
    assert plan.later.name == "b"
    [plan] = followed(report("a", **PLAN), moved, again, today=date(2025, 3, 21))
    assert (plan.outcome, plan.date) == ("overdue", "2025-03-20")
    held = report("c", date="2025-03-20", published="2025-03-21")
    assert [p.outcome for p in followed(report("a", **PLAN), moved, again, held)] == ["done"]
    assert [(p.outcome, p.date) for p in followed(moved, again)] == [("open", "2025-03-20")]


def test_a_plan_without_a_date_is_looked_for_half_a_year():
    plan = report("a", status="planned", published="2025-03-01", mode="visit", place="Bergen")
    near = report("b", mode="visit", place="Bergen", date="2025-05-20", published="2025-05-20")
    far = report("c", mode="visit", place="Bergen", date="2025-11-20", published="2025-11-20")
    nowhere = report("d", mode="visit", date="2025-05-20", published="2025-05-20")
    assert [(p.outcome, p.later and p.later.name) for p in followed(plan, near)] == [("done", "b")]
    assert [p.outcome for p in followed(plan, far)] == ["open"]
    assert [p.outcome for p in followed(plan, nowhere)] == ["open"], "too little speaks for it"


def test_several_reports_of_a_plan_are_one_plan():
    found = followed(report("a", **PLAN), report("b", **PLAN | {"published": "2025-03-02"}), report("c", source=(EK,)))
    assert [(plan.report.name, plan.date) for plan in found] == [("a", "2025-03-14")]


def test_plans_come_by_date():
    others = (Party(name=f"{name} Moe", kind="person") for name in ("Kim", "Pat", "Lou"))
    dates = ("2025-05", None, "2025-04-01")
    told = (report(who.name, **PLAN | {"date": day}, target=(EK, who)) for who, day in zip(others, dates, strict=True))
    found = followed(*told)
    assert [plan.date for plan in found] == ["2025-04-01", "2025-05", None]
    assert BERG in found[0].report.parties
