"""Two colleagues at the same moment: one wins, the other is told so."""

from __future__ import annotations

from functools import partial
from threading import Event
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, Cast, make_cast
from tests.made.intelligence import (
    make_draft,
    make_intelligence,
    make_intelligence_about,
    make_item,
    make_triage,
)
from tests.made.places import make_premises
from tests.made.reporting import make_report
from tests.support.together import together
from unhidden.access.actor import Actor
from unhidden.desk.actions.deciding import ReportAlreadyTriaged
from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.models import (
    IntelligenceReport,
    ModelPublication,
    PremisesRisk,
    Triage,
)
from unhidden.intelligence.reports.actions import (
    checks,
    disseminations,
    gradings,
    reports,
)
from unhidden.intelligence.reports.actions import gradings as gradings_actions
from unhidden.intelligence.reports.actions.checks import ChangedSince
from unhidden.intelligence.reports.actions.gradings import GradedSince
from unhidden.intelligence.reports.actions.reports import ReportAlreadyWritten
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.reports.rules.checks import LINES, ItemVersion, NewCheck
from unhidden.intelligence.reports.rules.disseminations import NewDissemination
from unhidden.intelligence.subjects.actions.publishing import PublishedSince
from unhidden.intelligence.subjects.rules.subjects import SubjectContradiction
from unhidden.intelligence.tests.judging import judge, make_mention
from unhidden.intelligence.tests.models_of_people import make_model, publish, worked
from unhidden.reporting import queries as reporting

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_people_triage_at_once_and_one_wins() -> None:
    cast = make_cast()
    analyst = cast.actor("analyst")
    for _ in range(5):
        report_id = make_report()

        came = together(
            lambda key=report_id: make_triage(key, by=analyst),  # type: ignore[misc]
            lambda key=report_id: make_triage(  # type: ignore[misc]
                key, by=analyst, decision="no_action"
            ),
        )

        losers = [one for one in came if one is not None]
        assert [type(one) for one in losers] == [ReportAlreadyTriaged]
        decided = Triage.objects.using("stored").get(report_id=report_id).decision
        status = reporting.get_waiting_report(
            viewer=analyst, report_id=report_id
        ).status
        assert (decided, status) in {("intelligence", "read"), ("no_action", "done")}


@pytest.mark.parametrize("late", ["gives", "checks"])
def test_who_reads_a_grade_that_is_being_changed_waits_and_is_told(
    late: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = make_cast()
    analyst, officer = cast.actor("analyst"), cast.actor("officer")
    key = make_intelligence(make_item(handling="P", conditions=""), by=officer)
    (item,) = items.get_graded_report(viewer=analyst, intelligence_id=key).items
    graded, done = Event(), Event()

    def linger(*_given: object, **_more: object) -> None:
        """The new grade is there, and not yet committed."""
        graded.set()
        done.wait(1)

    monkeypatch.setattr(gradings, "keep_risk", linger)

    def regrade() -> int:
        return gradings_actions.regrade_item(
            item_id=item.id,
            seen=1,
            grade=Grade("2", "C", "C", "Ask first."),
            reason="Its source is at risk.",
            actor=analyst,
            at=NOON,
        )

    def follow() -> None:
        graded.wait(20)
        try:
            if late == "gives":
                _give(key, cast)
            else:
                _check(item.id, analyst)
        finally:
            done.set()

    (version, told) = together(regrade, follow)

    assert version == 2
    assert isinstance(told, GradedSince | ChangedSince)


def _give(key: UUID, cast: Cast) -> None:
    new = NewDissemination(
        key=uuid4(),
        recipient_id=cast.organisations["council"],
        recipient_name="",
        to_person="Duty inspector",
        basis="msa_2015_52",
        purpose="They plan a visit.",
        is_allowed=True,
        kept_by="",
    )
    disseminations.disseminate_item(
        intelligence_id=key,
        number=1,
        seen=1,
        new=new,
        actor=cast.actor("analyst"),
        at=NOON,
    )


def _check(item_id: UUID, by: Actor) -> None:
    new = NewCheck(True, LINES)
    checks.check_item(
        item_id=item_id, seen=ItemVersion(1, 0, 0), new=new, actor=by, at=NOON
    )


def test_a_report_written_up_by_two_at_once_is_written_once() -> None:
    cast = make_cast()
    analyst, report_id = cast.actor("analyst"), make_report()
    make_triage(report_id, by=analyst)
    draft = make_draft(origin="public_report", raw="", report_id=report_id)

    def write() -> UUID:
        return reports.write_report(new=draft, actor=analyst, at=NOON)

    came = together(write, write)

    (kept,) = [one for one in came if isinstance(one, UUID)]
    (refused,) = [one for one in came if one != kept]
    assert isinstance(refused, ReportAlreadyWritten)
    assert refused.intelligence_id == kept
    assert IntelligenceReport.objects.using("stored").count() == 1


def test_a_page_sent_twice_at_once_is_written_once() -> None:
    officer = make_cast().actor("officer")
    for key in (uuid4() for _ in range(20)):
        came = together(*[partial(make_intelligence, by=officer, id=key)] * 2)

        kinds = {type(one) for one in came}
        assert kinds == {UUID, ReportAlreadyWritten}
        assert IntelligenceReport.objects.using("stored").filter(id=key).count() == 1


def test_two_reports_about_one_place_at_once_both_count() -> None:
    cast = make_cast()
    analyst = cast.actor("analyst")
    for _ in range(5):
        place = make_premises(by=analyst)
        make_intelligence_about(place, by=analyst, sign_codes=())

        came = together(
            *(
                lambda sign=sign, key=place: make_intelligence_about(
                    key, by=analyst, sign_codes=(sign,)
                )
                for sign in ("gen_cannot_leave", "gen_asked_for_help")
            )
        )

        assert all(isinstance(one, UUID) for one in came)
        assert PremisesRisk.objects.using("stored").get(premises_id=place).score == 85


def test_two_merges_at_once_never_join_what_is_held_apart() -> None:
    cast = make_cast()
    analyst = cast.actor("analyst")
    for _ in range(5):
        a, b, c = (make_mention(name, by=analyst) for name in ("One", "Two", "Three"))
        judge(a, c, "different", by=analyst)

        came = together(
            partial(judge, a, b, "same", by=analyst),
            partial(judge, b, c, "same", by=analyst),
        )

        refused = [one for one in came if isinstance(one, Exception)]
        assert [type(one) for one in refused] == [SubjectContradiction]


def test_two_publish_at_once_and_one_model_serves() -> None:
    cast = make_cast()
    planner, investigator = cast.actor("planner"), cast.actor("investigator")
    number = make_model(by=planner)
    worked()

    came = together(
        partial(publish, number, by=planner), partial(publish, number, by=investigator)
    )

    refused = [one for one in came if one is not None]
    assert [type(one) for one in refused] == [PublishedSince]
    assert ModelPublication.objects.using("stored").count() == 1
