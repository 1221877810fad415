"""Finding graded intelligence, reading it, and opening what stands behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.intelligence import (
    PROVENANCE,
    RAW,
    make_draft,
    make_intelligence,
    make_item,
    make_triage,
)
from tests.made.places import make_premises
from tests.made.reporting import WORDS, make_report
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence.reports.actions import originals, reports
from unhidden.intelligence.reports.queries import items, lists
from unhidden.intelligence.subjects.queries import learnt as learnt_queries
from unhidden.intelligence.subjects.rules.mentions import NewMention

pytestmark = pytest.mark.django_db


def make_mentioning(*mentions: NewMention, by: Actor, days: int = 0) -> UUID:
    item = make_item(mentions=mentions)
    return make_intelligence(item, by=by, at=NOON + timedelta(days=days))


def make_written_up(cast: Cast) -> UUID:
    """Intelligence that began as a report from the public."""
    report_id = make_report()
    make_triage(report_id, by=cast.actor("analyst"))
    draft = make_draft(origin="public_report", raw="", report_id=report_id)
    return reports.write_report(new=draft, actor=cast.actor("analyst"), at=NOON)


def test_a_report_is_read_with_its_grades_in_words(cast: Cast) -> None:
    key = make_intelligence(by=cast.actor("officer"), event_on=TODAY)

    found = items.get_graded_report(viewer=cast.actor("planner"), intelligence_id=key)

    (item,) = found.items
    assert item.stands.source_label == "2 Untested"
    assert item.stands.assessment_label == "C Known indirectly"
    assert item.stands.handling_label == "C Lawful sharing permitted with conditions"
    assert (
        item.stands.grade.conditions
        == "Consult the originator before any overt action."
    )
    assert [sign.weight for sign in item.signs] == ["strong"]
    assert (found.written_by, found.organisation) == ("Officer", "North Wales Police")
    assert (found.event_on, found.marking) == (TODAY, "OFFICIAL-SENSITIVE")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NewMention("person", "Siân Rhys"), NewMention("person", "RHYS, sian")),
        (NewMention("vehicle", "CX12 ABC"), NewMention("vehicle", "cx12abc")),
        (NewMention("phone", "07700 900123"), NewMention("phone", "+447700900123")),
    ],
)
def test_a_mention_shows_where_else_the_same_was_seen(
    cast: Cast, one: NewMention, other: NewMention
) -> None:
    officer = cast.actor("officer")
    first = make_mentioning(one, by=officer)
    second = make_mentioning(other, by=officer)

    (item,) = items.get_graded_report(viewer=officer, intelligence_id=first).items

    (mention,) = item.mentions
    assert [place.intelligence_id for place in mention.seen_elsewhere] == [second]
    assert mention.seen_total == 1


def test_premises_meet_by_what_they_are(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    place = make_premises(by=analyst)
    first = make_mentioning(NewMention("premises", "the car wash", place), by=analyst)
    second = make_mentioning(NewMention("premises", "", place), by=analyst)

    (item,) = items.get_graded_report(viewer=analyst, intelligence_id=first).items

    (mention,) = item.mentions
    assert (mention.text, mention.premises_id) == ("the car wash", place)
    assert [seen.intelligence_id for seen in mention.seen_elsewhere] == [second]


def test_different_kinds_and_half_seen_plates_never_meet(cast: Cast) -> None:
    officer = cast.actor("officer")
    first = make_mentioning(
        NewMention("vehicle", "CX1? ABC"), NewMention("person", "CXAB"), by=officer
    )
    make_mentioning(
        NewMention("vehicle", "CX1? ABC"), NewMention("vehicle", "CXAB"), by=officer
    )

    (item,) = items.get_graded_report(viewer=officer, intelligence_id=first).items

    assert [mention.seen_elsewhere for mention in item.mentions] == [(), ()]


def test_the_newest_meetings_are_shown_and_all_are_counted(cast: Cast) -> None:
    officer = cast.actor("officer")
    phone = NewMention("phone", "07700 900123")
    first = make_mentioning(phone, by=officer)
    later = [make_mentioning(phone, by=officer, days=n) for n in range(1, 13)]

    (item,) = items.get_graded_report(viewer=officer, intelligence_id=first).items

    (mention,) = item.mentions
    shown = [place.intelligence_id for place in mention.seen_elsewhere]
    assert shown == later[::-1][:5]
    assert mention.seen_total == 12


def test_reports_are_listed_newest_first_in_pages(cast: Cast) -> None:
    officer = cast.actor("officer")
    made = [
        make_intelligence(by=officer, at=NOON + timedelta(days=n)) for n in range(5)
    ]

    found = lists.list_graded_reports(viewer=officer, start=1, limit=2)

    assert [row.id for row in found.rows] == [made[3], made[2]]
    assert found.total == 5


def test_what_a_visit_taught_is_found_by_the_visit(cast: Cast) -> None:
    visit = uuid4()
    officer = cast.actor("officer")
    key = make_intelligence(by=officer, origin="visit", visit_id=visit)
    make_intelligence(by=officer, origin="visit", visit_id=uuid4())

    rows = lists.reports_of_visit(viewer=officer, visit_id=visit)

    assert [row.id for row in rows] == [key]
    assert lists.reports_of_visit(viewer=cast.actor("partner"), visit_id=visit) == []


def test_those_who_answer_for_results_learn_references_only(cast: Cast) -> None:
    visit = uuid4()
    key = make_intelligence(by=cast.actor("officer"), origin="visit", visit_id=visit)

    for part in ("officer", "overseer"):
        (learnt,) = learnt_queries.learnt_at(viewer=cast.actor(part), visit_ids=[visit])
        assert (learnt.id, learnt.on) == (key, TODAY)
    with pytest.raises(Absent):
        learnt_queries.learnt_at(viewer=cast.actor("partner"), visit_ids=[visit])


@pytest.mark.parametrize("part", ["partner", "support_worker", "overseer"])
def test_intelligence_is_absent_for_those_who_may_not_read_it(
    cast: Cast, part: str
) -> None:
    key = make_intelligence(by=cast.actor("officer"))

    with pytest.raises(Absent):
        items.get_graded_report(viewer=cast.actor(part), intelligence_id=key)
    with pytest.raises(Absent):
        lists.list_graded_reports(viewer=cast.actor(part))


def test_the_writer_can_open_what_was_said_and_it_is_recorded(cast: Cast) -> None:
    key = make_intelligence(by=cast.actor("officer"))

    opened = originals.open_original(
        intelligence_id=key, actor=cast.actor("officer"), at=NOON
    )

    assert (opened.raw, opened.provenance) == (RAW, PROVENANCE)
    assert "intelligence.original_opened" in audit.names_about(subject_id=key)


def test_the_desk_can_open_what_its_own_agency_holds(cast: Cast) -> None:
    held = make_intelligence(by=cast.actor("officer"))
    elsewhere = make_intelligence(by=cast.actor("other_investigator"))
    analyst = cast.actor("analyst")

    opened = originals.open_original(intelligence_id=held, actor=analyst, at=NOON)

    assert opened.raw == RAW
    with pytest.raises(Absent):
        originals.open_original(intelligence_id=elsewhere, actor=analyst, at=NOON)


@pytest.mark.parametrize("part", ["colleague", "planner", "other_investigator"])
def test_nobody_else_can_open_what_was_said(cast: Cast, part: str) -> None:
    key = make_intelligence(by=cast.actor("officer"))

    with pytest.raises(Absent):
        originals.open_original(intelligence_id=key, actor=cast.actor(part), at=NOON)


def test_the_words_of_the_public_stay_with_those_who_read_reports(cast: Cast) -> None:
    key = make_written_up(cast)
    analyst = cast.actor("analyst")
    no_longer = replace(
        analyst, permissions=analyst.permissions - {"reporting.read_reports"}
    )

    opened = originals.open_original(intelligence_id=key, actor=analyst, at=NOON)

    assert WORDS in opened.raw
    with pytest.raises(Absent):
        originals.open_original(intelligence_id=key, actor=no_longer, at=NOON)
