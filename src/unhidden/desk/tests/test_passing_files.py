"""A report with files goes to another desk: copies at once, originals by custodians."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import NOON, Cast, make_cast
from tests.made import samples
from tests.made.files import (
    make_custodian,
    make_file,
    make_other_custodian,
    make_other_desk,
)
from tests.made.reporting import make_report
from tests.support import audited
from tests.support.together import together
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.agencies import queries as agencies
from unhidden.desk.actions import handovers as handovers_actions
from unhidden.desk.actions import passing
from unhidden.desk.actions.handovers import AlreadyHanded, NobodyToKeep
from unhidden.desk.actions.passing import PassedOn
from unhidden.reporting.actions import opening
from unhidden.reporting.actions.opening import NoReason
from unhidden.reporting.models import Handover
from unhidden.reporting.queries import handovers as handovers_queries
from unhidden.vault.models import RecordKey

PICTURE = samples.picture("PNG")


def sent() -> tuple[UUID, UUID]:
    """A report with a picture; their ids."""
    form_key = uuid4()
    file_id = make_file(form_key, PICTURE, name="a.png").id
    return make_report(form_key=form_key), file_id


def pass_on(report_id: UUID, desk: UUID, actor: Actor) -> PassedOn:
    return passing.pass_on(
        report_id=report_id,
        desk_id=desk,
        purpose="area",
        reason="Theirs.",
        actor=actor,
        at=NOON,
    )


def hand_over(cast: Cast, actor: Actor, reason: str = "They asked.") -> None:
    (row,) = Handover.objects.using("stored").filter(handed_at=None)
    handovers_actions.hand_over(handover_id=row.id, reason=reason, actor=actor, at=NOON)


def original(report_id: UUID, file_id: UUID, actor: Actor) -> bytes:
    return opening.open_original(
        report_id=report_id, file_id=file_id, reason="Court", actor=actor, at=NOON
    ).content


def holders(file_id: UUID, part: str) -> set[UUID]:
    """Which teams hold a key to the file's copy or original."""
    rows = RecordKey.objects.using("stored").filter(record_id=file_id)
    named = rows.filter(slot=f"reporting_reportfile.{part}")
    return set(named.values_list("team_id", flat=True))


@pytest.mark.django_db
def test_copies_go_with_the_report_and_originals_wait_with_their_custodians(
    cast: Cast,
) -> None:
    (report_id, file_id), desk = sent(), make_other_desk(cast)
    theirs, analyst = cast.actor("stranger"), cast.actor("analyst")
    police = cast.organisations["police"]

    passed = pass_on(report_id, desk, analyst)

    assert passed == PassedOn(files=1, originals_waiting=1)
    assert holders(file_id, "copy") == {desk}
    assert holders(file_id, "original") == {agencies.custodians_of(police)}
    given = {"report_id": report_id, "file_id": file_id, "at": NOON}
    assert opening.open_copy(**given, actor=theirs).is_image  # type: ignore[arg-type]
    with pytest.raises(Absent):
        opening.open_copy(**given, actor=analyst)  # type: ignore[arg-type]
    (ours,) = handovers_queries.list_handovers(viewer=analyst)
    (yours,) = handovers_queries.list_handovers(viewer=theirs)
    assert (ours.is_ours, ours.other, ours.is_ready) == (True, "Border Force", False)
    assert (yours.is_ours, yours.other) == (False, "North Wales Police")
    assert handovers_queries.list_handovers(viewer=cast.actor("safeguarding_lead")) == [
        ours
    ]
    assert (
        handovers_queries.waiting_originals(viewer=theirs, report_id=report_id) == yours
    )


@pytest.mark.django_db
def test_a_custodian_hands_them_over_once_somebody_can_keep_them(cast: Cast) -> None:
    (report_id, file_id), desk = sent(), make_other_desk(cast)
    keeper = make_custodian(cast)
    assert pass_on(report_id, desk, keeper).originals_waiting == 1
    with pytest.raises(NobodyToKeep):
        hand_over(cast, keeper)
    theirs = make_other_custodian(cast)
    with pytest.raises(Absent):
        original(report_id, file_id, theirs)
    for nobody in (theirs, cast.actor("planner"), cast.stranger):
        with pytest.raises(Absent):
            hand_over(cast, nobody)
    with pytest.raises(NoReason):
        hand_over(cast, keeper, reason=" ")

    hand_over(cast, keeper)

    assert original(report_id, file_id, theirs) == PICTURE
    assert holders(file_id, "original") == {agencies.custodians_of(desk)}
    assert handovers_queries.list_handovers(viewer=keeper) == []
    (event,) = [
        one
        for one in audited.history(subject_ids=[report_id])
        if one.name == "reporting.originals_handed_over"
    ]
    assert (event.verb, event.recipients) == ("disclosure", [desk])
    assert event.justification == "They asked."


@pytest.mark.django_db
def test_a_custodian_who_passes_it_on_hands_them_over_at_once(cast: Cast) -> None:
    (report_id, file_id), desk = sent(), make_other_desk(cast)
    theirs = make_other_custodian(cast)

    passed = pass_on(report_id, desk, make_custodian(cast))

    assert passed == PassedOn(files=1, originals_waiting=0)
    assert original(report_id, file_id, theirs) == PICTURE
    # And back: their custodians hold them now.
    assert pass_on(report_id, cast.organisations["police"], theirs) == passed
    assert original(report_id, file_id, cast.actor("analyst")) == PICTURE


@pytest.mark.django_db
def test_what_comes_back_waits_for_nobody(cast: Cast) -> None:
    (report_id, file_id), desk = sent(), make_other_desk(cast)
    keeper = make_custodian(cast)
    pass_on(report_id, desk, keeper)

    pass_on(report_id, cast.organisations["police"], cast.actor("stranger"))

    assert not Handover.objects.using("stored").exists()
    assert original(report_id, file_id, keeper) == PICTURE


@pytest.mark.django_db
def test_nobody_hands_over_past_the_procedure(cast: Cast) -> None:
    (report_id, _), desk = sent(), make_other_desk(cast)
    keeper = make_custodian(cast)
    pass_on(report_id, desk, keeper)
    make_other_custodian(cast)
    (row,) = Handover.objects.using("stored").all()
    theirs = agencies.custodians_of(desk)

    with acting_as(keeper.doing("report_triage")), connection.cursor() as cursor:
        ask = "select wall.hand_originals(%s, %s, now())"
        cursor.execute(ask, [row.id, theirs])
        assert cursor.fetchone() == ("keys",)
        cursor.execute(ask, [row.id, desk])
        assert cursor.fetchone() == ("nobody",)
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
        ):
            cursor.execute("update reporting_handover set to_desk_id = keeper_id")


@pytest.mark.django_db(transaction=True)
def test_two_who_pass_on_or_hand_over_at_once_do_it_once() -> None:
    cast = make_cast()
    (report_id, file_id), desk = sent(), make_other_desk(cast)
    analyst = cast.actor("analyst")

    came = together(*[lambda: pass_on(report_id, desk, analyst)] * 2)

    assert {type(one) for one in came} == {PassedOn, Absent}
    keeper, theirs = make_custodian(cast), make_other_custodian(cast)
    (row,) = Handover.objects.using("stored").all()

    def hand() -> None:
        handovers_actions.hand_over(
            handover_id=row.id, reason="a", actor=keeper, at=NOON
        )

    handed = together(hand, hand)

    assert {type(one) for one in handed} == {type(None), AlreadyHanded}
    assert original(report_id, file_id, theirs) == PICTURE
    names = audited.names_about(subject_id=report_id)
    assert names.count("reporting.report_passed_on") == 1
    assert names.count("reporting.originals_handed_over") == 1
