"""Filling in the official form: kept step by step, by two people, and never sent."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connections

from tests.cast import NOON, Cast
from tests.made.safeguarding import make_case
from unhidden.access.absent import Absent
from unhidden.safeguarding import actions as cases
from unhidden.safeguarding.models import NrmFormAnswer, NrmFormUnsaved
from unhidden.safeguarding.people.actions import team as people
from unhidden.safeguarding.referrals.actions import filling, keeping, refusals, stages
from unhidden.safeguarding.referrals.queries import filled
from unhidden.safeguarding.referrals.rules.forks import Answers

pytestmark = pytest.mark.django_db
WORDS = {"who-exploited-pv": "An invented man whom they called Uncle."}


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    """A case with a form that is open."""
    case_id = make_case(cast)
    begin(cast, case_id)
    return case_id


def begin(cast: Cast, case_id: UUID, part: str = "support_worker") -> None:
    filling.begin_form(case_id=case_id, actor=cast.actor(part), at=NOON)


def save(
    cast: Cast,
    case_id: UUID,
    answers: Answers,
    *,
    step: str = "who-exploited-pv",
    number: int = 0,
    part: str = "support_worker",
) -> filling.StepOutcome:
    return filling.save_step(
        case_id=case_id,
        step_code=step,
        answers=answers,
        number=number,
        actor=cast.actor(part),
        at=NOON,
    )


def read(cast: Cast, case_id: UUID, part: str = "support_worker") -> filled.FilledForm:
    found = filled.find_filled_form(viewer=cast.actor(part), case_id=case_id)
    assert found is not None
    return found


def test_a_form_begins_with_what_is_known_of_the_case(
    cast: Cast, case_id: UUID
) -> None:
    form = read(cast, case_id)

    assert form.all_answers["pv-under-age"] == "no"
    assert form.all_answers["reference"] == form.case.urn
    assert form.all_answers["fr-details-first-name"] == "Support"


def test_beginning_twice_begins_one_form(cast: Cast, case_id: UUID) -> None:
    first = read(cast, case_id).id

    begin(cast, case_id, "safeguarding_lead")

    assert read(cast, case_id).id == first


def test_a_saved_step_opens_for_the_team_and_lies_sealed(
    cast: Cast, case_id: UUID
) -> None:
    outcome = save(cast, case_id, WORDS)

    assert read(cast, case_id, "safeguarding_lead").all_answers.items() >= WORDS.items()
    assert outcome.next_step == "exploiters-location"
    with connections["stored"].cursor() as cursor:
        cursor.execute("select content_sealed from safeguarding_nrmformanswer")
        assert all(b"Uncle" not in bytes(row[0]) for row in cursor.fetchall())


def test_what_was_saved_before_is_kept_beside_what_is_saved_now(
    cast: Cast, case_id: UUID
) -> None:
    save(cast, case_id, WORDS)

    save(cast, case_id, {"who-exploited-pv": "Two men."}, number=1)

    rows = NrmFormAnswer.objects.using("stored").filter(place="who-exploited-pv")
    assert [*rows.order_by("number").values_list("number", flat=True)] == [1, 2]
    assert read(cast, case_id).all_answers["who-exploited-pv"] == "Two men."


def test_whoever_saves_over_another_is_told_what_they_saved(
    cast: Cast, case_id: UUID
) -> None:
    save(cast, case_id, WORDS, part="safeguarding_lead")

    with pytest.raises(refusals.StepChanged) as refused:
        save(cast, case_id, {"who-exploited-pv": "A woman."})

    assert dict(refused.value.saved.answers) == WORDS
    assert refused.value.saved.by == "Safeguarding Lead"
    assert (
        read(cast, case_id).all_answers["who-exploited-pv"] == WORDS["who-exploited-pv"]
    )


def test_a_second_press_saves_nothing_twice(cast: Cast, case_id: UUID) -> None:
    save(cast, case_id, WORDS)

    save(cast, case_id, WORDS)

    assert read(cast, case_id).saved["who-exploited-pv"].number == 1


def test_a_birth_date_of_a_child_changes_the_fork_and_keeps_what_was_typed(
    cast: Cast, case_id: UUID
) -> None:
    consent = {"pv-want-to-submit-nrm": "yes"}
    save(cast, case_id, consent, step="pv-want-to-submit-nrm")

    outcome = save(cast, case_id, {"pv-dob": "2010-06-01"}, step="pv-dob")

    form = read(cast, case_id)
    assert outcome.became_child
    assert form.all_answers["pv-under-age"] == "yes"
    assert form.all_answers["pv-want-to-submit-nrm"] == "yes"
    lacking = {field for _step, field in form.list_lacking()}
    assert "local-authority-contacted-about-child-local-authority-name" in lacking
    assert "pv-want-to-submit-nrm" not in lacking


def test_the_birth_date_of_an_adult_changes_nothing(cast: Cast, case_id: UUID) -> None:
    outcome = save(cast, case_id, {"pv-dob": "1991-06-01"}, step="pv-dob")

    assert not outcome.became_child
    assert read(cast, case_id).all_answers["pv-under-age"] == "no"


def test_nobody_but_the_team_has_the_form(cast: Cast, case_id: UUID) -> None:
    for part in ("other_support_worker", "officer", "analyst"):
        with pytest.raises((Absent, PermissionError)):
            read(cast, case_id, part)
        with pytest.raises((Absent, PermissionError)):
            save(cast, case_id, WORDS, part=part)


def keep(cast: Cast, case_id: UUID, part: str = "support_worker") -> None:
    keeping.keep_unsaved(
        case_id=case_id,
        step_code="who-exploited-pv",
        typed={"who-exploited-pv": ["Half a sent"], "number": ["0"]},
        actor=cast.actor(part),
        at=NOON,
    )


def unsaved(cast: Cast, case_id: UUID, part: str) -> filled.UnsavedStep | None:
    return filled.find_unsaved(
        viewer=cast.actor(part),
        case_id=case_id,
        form_id=read(cast, case_id).id,
        place="who-exploited-pv",
    )


def test_what_is_not_saved_is_offered_to_whoever_typed_it_alone(
    cast: Cast, case_id: UUID
) -> None:
    keep(cast, case_id)
    keep(cast, case_id)

    found = unsaved(cast, case_id, "support_worker")
    assert found is not None
    assert found.typed["who-exploited-pv"] == ["Half a sent"]
    assert unsaved(cast, case_id, "safeguarding_lead") is None
    assert NrmFormUnsaved.objects.using("stored").count() == 1


def test_what_is_saved_is_offered_no_more(cast: Cast, case_id: UUID) -> None:
    keep(cast, case_id)
    keep(cast, case_id, "safeguarding_lead")

    save(cast, case_id, WORDS)

    assert unsaved(cast, case_id, "support_worker") is None
    assert unsaved(cast, case_id, "safeguarding_lead") is not None


def test_a_recorded_referral_ends_the_form_and_allows_no_second(
    cast: Cast, case_id: UUID
) -> None:
    agree(cast, case_id)

    refer(cast, case_id)

    found = filled.find_filled_form(
        viewer=cast.actor("support_worker"), case_id=case_id
    )
    assert found is None
    with pytest.raises(refusals.SecondReferral):
        begin(cast, case_id)
    with pytest.raises(refusals.NoOpenForm):
        save(cast, case_id, WORDS)


def agree(cast: Cast, case_id: UUID) -> None:
    new = cases.NewConsent("nrm", "yes", "pl", "")
    worker = cast.actor("support_worker")
    cases.record_consent(case_id=case_id, new=new, actor=worker, at=NOON)


def refer(cast: Cast, case_id: UUID) -> None:
    cases.record_referral(
        case_id=case_id,
        is_dtn=False,
        reference="HO-1",
        actor=cast.actor("support_worker"),
        at=NOON,
    )


def test_a_form_set_aside_takes_nothing_and_another_may_begin(
    cast: Cast, case_id: UUID
) -> None:
    worker = cast.actor("support_worker")
    first = read(cast, case_id).id

    stages.set_form_aside(case_id=case_id, actor=worker, at=NOON)

    with pytest.raises(refusals.NoOpenForm):
        save(cast, case_id, WORDS)
    with pytest.raises(refusals.NoOpenForm):
        keep(cast, case_id)
    begin(cast, case_id)
    assert read(cast, case_id).id != first


def test_the_day_it_was_begun_there_is_kept_once_and_is_no_day_to_come(
    cast: Cast, case_id: UUID
) -> None:
    worker = cast.actor("support_worker")
    tomorrow = NOON.date() + timedelta(days=1)

    with pytest.raises(refusals.DayToCome):
        stages.note_begun_there(case_id=case_id, day=tomorrow, actor=worker, at=NOON)
    for day in (date(2026, 1, 3), date(2026, 1, 4)):
        stages.note_begun_there(case_id=case_id, day=day, actor=worker, at=NOON)

    assert read(cast, case_id).begun_there_on == date(2026, 1, 3)


def test_an_organisation_that_joins_opens_the_form_and_one_that_left_does_not(
    cast: Cast, case_id: UUID
) -> None:
    save(cast, case_id, WORDS)
    other = cast.people["other_support_worker"]
    manager = cast.actor("safeguarding_lead")
    people.add_member(
        case_id=case_id, person_id=other, role="worker", actor=manager, at=NOON
    )

    assert (
        read(cast, case_id, "other_support_worker").all_answers.items() >= WORDS.items()
    )
    people.end_member(case_id=case_id, person_id=other, actor=manager, at=NOON)
    with connections["stored"].cursor() as cursor:
        cursor.execute(
            "select count(*) from vault_recordkey k join safeguarding_nrmformanswer a"
            " on a.id = k.record_id where k.team_id = %s",
            [cast.organisations["red_cross"]],
        )
        assert cursor.fetchone() == (0,)
