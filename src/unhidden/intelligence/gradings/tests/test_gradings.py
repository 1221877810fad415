"""Grading an item anew: every version is kept, and whatever reads a grade follows."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from tests.cast import NOON, Cast, make_cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.places import make_premises
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from tests.support.together import together
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence.gradings.rules import Grade, GradeFault, fault_in
from unhidden.intelligence.models import Grading, PremisesRisk
from unhidden.intelligence.networks.queries import connections, networks
from unhidden.intelligence.reports.actions import gradings
from unhidden.intelligence.reports.actions.gradings import GradedSince
from unhidden.intelligence.reports.queries import items, lists
from unhidden.intelligence.reports.queries.items import ItemView
from unhidden.intelligence.search.queries import finding
from unhidden.intelligence.subjects.queries import subjects
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.tests.links import linked

CONDITION = "Consult the originator before any overt action."
WRITTEN = Grade("2", "C", "C", CONDITION)
BETTER, WORSE = Grade("1", "A", "P"), Grade("3", "E", "C", CONDITION)


def item_of(key: UUID, *, by: Actor) -> ItemView:
    (item,) = items.get_graded_report(viewer=by, intelligence_id=key).items
    return item


def regrade(key: UUID, *, by: Actor, seen: int = 1, grade: Grade = BETTER) -> int:
    return gradings.regrade_item(
        item_id=item_of(key, by=by).id,
        seen=seen,
        grade=grade,
        reason="A second source saw it.",
        actor=by,
        at=NOON,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "given"), [(WRITTEN, BETTER), (BETTER, WORSE)], ids=["C-P", "P-C"]
)
def test_what_finds_and_links_reads_the_newest_grade(
    cast: Cast, written: Grade, given: Grade
) -> None:
    analyst = cast.actor("analyst")
    arben, bujar = linked("Arben", "Bujar", by=analyst, **asdict(written))
    key = subjects.get_subject(viewer=analyst, mention_id=arben).said[0].intelligence_id

    regrade(key, by=analyst, grade=given)

    (edge,) = networks.load_network(viewer=analyst, mention_id=arben).edges
    found = connections.find_connection(
        viewer=analyst, mention_id=arben, other_id=bujar
    )
    rows = finding.search_text(viewer=analyst, text="car wash").rows
    (item,) = [row.item for row in rows if row.item]
    assert (edge.grade, edge.conditions) == (given.code, given.conditions)
    assert found.ways[0][0].links == (edge,)
    assert (item.grade, item.has_conditions) == (edge.grade, bool(edge.conditions))


@pytest.mark.django_db
def test_whatever_reads_a_grade_reads_the_newest(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    place = make_premises(by=analyst)
    said = (NewMention("person", "Arben"), NewMention("premises", "", place))
    key = make_intelligence(make_item(mentions=said), by=cast.actor("officer"))
    before = PremisesRisk.objects.using("stored").get(premises_id=place).score

    assert regrade(key, by=analyst) == 2

    item = item_of(key, by=analyst)
    (row,) = lists.list_graded_reports(viewer=analyst).rows
    (said_of,) = subjects.get_subject(
        viewer=analyst, mention_id=item.mentions[0].id
    ).said
    risk = PremisesRisk.objects.using("stored").get(premises_id=place)
    assert item.stands.grade == BETTER
    assert (row.grades, row.is_conditional) == (("1AP",), False)
    assert (said_of.grade, said_of.conditions) == ("1AP", "")
    assert risk.score > before
    assert risk.reasons[0]["params"]["grade"] == "1A"


@pytest.mark.django_db
def test_a_grade_is_brought_back_by_another_version(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    key = make_intelligence(by=cast.actor("officer"))
    regrade(key, by=analyst)

    regrade(key, by=analyst, seen=2, grade=WRITTEN)

    grades = item_of(key, by=analyst).grades
    assert [(each.version, each.grade) for each in grades] == [
        (3, WRITTEN),
        (2, BETTER),
        (1, WRITTEN),
    ]
    assert [each.by for each in grades] == ["Analyst", "Analyst", "Officer"]
    told = [
        each.detail
        for each in audit.history(subject_ids=[key])
        if each.name == "intelligence.item_regraded"
    ]
    assert {"item": 1, "version": 2, "from": "2CC", "to": "1AP"} in told


@pytest.mark.django_db
def test_who_saw_an_older_grade_is_told(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    key = make_intelligence(by=cast.actor("officer"))
    regrade(key, by=analyst)

    with pytest.raises(GradedSince):
        regrade(key, by=analyst, grade=Grade("3", "E", "P"))


@pytest.mark.parametrize("part", ["officer", "planner", "other_investigator"])
@pytest.mark.django_db
def test_nobody_but_the_desk_grades_anew(cast: Cast, part: str) -> None:
    key = make_intelligence(by=cast.actor("officer"))
    item_id = item_of(key, by=cast.actor("officer")).id

    with pytest.raises(Absent):
        gradings.regrade_item(
            item_id=item_id,
            seen=1,
            grade=BETTER,
            reason="I know better.",
            actor=cast.actor(part),
            at=NOON,
        )


@pytest.mark.parametrize(
    ("given", "reason", "fault"),
    [
        (BETTER, "Because", None),
        (Grade("2", "C", "C", "Ask first."), "Because", None),
        (Grade("4", "A", "P"), "Because", GradeFault.GRADE_UNKNOWN),
        (Grade("1", "A", "C", " "), "Because", GradeFault.CONDITION_MISSING),
        (Grade("1", "A", "P", "Ask."), "Because", GradeFault.CONDITION_WITH_P),
        (BETTER, " ", GradeFault.REASON_MISSING),
        (BETTER, "TOP SECRET", GradeFault.MARKING_TOO_HIGH),
        (WRITTEN, "Because", GradeFault.NOTHING_CHANGED),
    ],
)
def test_a_new_grade_is_whole_and_has_a_reason(
    given: Grade, reason: str, fault: GradeFault | None
) -> None:
    assert fault_in(given, stands=WRITTEN, reason=reason) == fault


@pytest.mark.django_db
def test_the_page_keeps_a_grade_and_offers_the_old_one_again(
    cast: Cast, signed_in: SignedIn
) -> None:
    key = make_intelligence(by=cast.actor("officer"))
    client, page = signed_in("analyst"), f"/intelligence/{key}/items/1/grade/"
    sent: dict[str, Any] = {
        "seen": "1",
        "source": "1",
        "assessment": "A",
        "handling": "C",
        "conditions": "",
        "reason": "Seen by an officer.",
    }

    refused = client.post(page, sent)
    both = client.post(page, sent | {"handling": "P", "conditions": CONDITION})
    kept = client.post(page, sent | {"handling": "P"}, follow=True)
    again = client.post(page, sent | {"handling": "P", "source": "3"})
    old = client.get(page, {"version": "1"}).content.decode()

    assert "Enter at least one condition for handling C" in words(refused)
    assert "Only handling C has conditions: select C, or delete them" in words(both)
    assert CONDITION in words(both)
    assert "1 Reliable A Known directly to the source P Lawful" in words(kept)
    assert "How item 1 was graded" in words(kept)
    assert f"{page}?version=1" in kept.content.decode()
    assert "Somebody has graded this item since" in words(again)
    assert CONDITION in old


@pytest.mark.django_db
def test_who_may_not_grade_anew_sees_the_history_and_no_way_to(
    cast: Cast, signed_in: SignedIn
) -> None:
    key = make_intelligence(by=cast.actor("officer"))
    regrade(key, by=cast.actor("analyst"))

    page = signed_in("officer").get(f"/intelligence/{key}/")

    assert "As it was proposed" in words(page)
    assert "/grade/" not in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_grades_at_once_one_is_kept_and_the_other_told() -> None:
    cast = make_cast()
    analyst, officer = cast.actor("analyst"), cast.actor("officer")
    for _ in range(3):
        key = make_intelligence(by=officer)
        grades = (BETTER, Grade("3", "E", "P"))

        came = together(
            *(partial(regrade, key, by=analyst, grade=grade) for grade in grades)
        )

        assert {type(one) for one in came} == {int, GradedSince}
        rows = Grading.objects.using("stored").filter(item__report_id=key)
        assert [row.version for row in rows] == [2]
