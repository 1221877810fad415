"""Words that are kept, and what ends with one that is taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from tests.cast import NOON, TODAY, Cast
from tests.made.agencies import engagement_of
from tests.made.safeguarding import make_case
from tests.made.sharing import (
    BY_CONSENT,
    LATER,
    WORDS,
    make_accepted,
    make_agreement,
    make_draft,
    make_offer,
    make_word,
    record_consent,
    share_of,
)
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.agencies.leaving import actions as leaving
from unhidden.agencies.leaving import caseload
from unhidden.safeguarding import actions, queries
from unhidden.safeguarding.consent.actions import recording
from unhidden.safeguarding.consent.queries import passed, standing
from unhidden.safeguarding.frame.actions import CaseClosed
from unhidden.safeguarding.models import (
    BestInterestsDecision,
    Case,
    Consent,
    OutgoingMark,
)
from unhidden.safeguarding.people.actions import team as people
from unhidden.sharing.actions import faults
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db

NEXT_DAY = TODAY + timedelta(days=1)


def say(
    cast: Cast, case_id: UUID, kind: str, answer: str, *, days: float = 0, **given: Any
) -> None:
    """What the person of the case says, some days from the first."""
    actions.record_consent(
        case_id=case_id,
        new=actions.NewConsent(kind, answer, "ti", **given),
        actor=cast.actor("support_worker"),
        at=NOON + timedelta(days=days),
    )


def stands(cast: Cast, case_id: UUID, kind: str, day: date = TODAY) -> str:
    found = standing.list_standings(
        viewer=cast.actor("support_worker"), case_id=case_id, day=day
    )
    return next(one.standing for one in found if one.kind == kind)


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    """A case of BAWSO's with a note."""
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    actions.add_note(case_id=case_id, text=WORDS, actor=worker, at=NOON)
    return case_id


def keys(cast: Cast, organisation: str) -> int:
    team_id = cast.organisations[organisation]
    return (
        RecordKey.objects.using("stored")
        .filter(team_id=team_id, slot__startswith="safeguarding_")
        .count()
    )


def marks(case_id: UUID) -> set[str]:
    rows = OutgoingMark.objects.using("stored").filter(outgoing__case_id=case_id)
    return set(rows.values_list("code", flat=True))


def join(cast: Cast, case_id: UUID, part: str = "other_support_worker") -> None:
    people.add_member(
        case_id=case_id,
        person_id=cast.people[part],
        role="worker",
        actor=cast.actor("safeguarding_lead"),
        at=NOON,
    )


def test_support_never_depends_on_helping_an_investigation(
    cast: Cast, case_id: UUID
) -> None:
    agreement_id = make_agreement(cast)
    say(cast, case_id, "support", "yes")
    for days, answer in enumerate(("no", "not_yet", "yes", "withdrawn"), start=1):
        say(cast, case_id, "investigation", answer, days=days)

        assert stands(cast, case_id, "support") == "yes"
        assert stands(cast, case_id, "investigation") == answer
        say(cast, case_id, "share", "yes", days=days, **_with_red_cross(cast))
        share_id = make_draft(cast, case_id, agreement_id, **BY_CONSENT)
        assert share_of(cast, share_id).state == "draft"


def _with_red_cross(cast: Cast) -> dict[str, Any]:
    return {
        "receiver_id": cast.organisations["red_cross"],
        "categories": ("narrative",),
    }


def test_sharing_is_agreed_for_one_receiver_and_for_no_other(
    cast: Cast, case_id: UUID
) -> None:
    agreement_id = make_agreement(cast, "bawso", "red_cross")
    say(cast, case_id, "support", "yes")
    say(cast, case_id, "share", "yes", receiver_id=cast.organisations["council"],
        categories=("narrative",))  # fmt: skip

    with pytest.raises(faults.NoBasis):
        make_draft(cast, case_id, agreement_id, **BY_CONSENT)


def test_sharing_goes_as_far_as_was_agreed_and_no_further(
    cast: Cast, case_id: UUID
) -> None:
    agreement_id = make_agreement(cast)
    record_consent(cast, case_id, "yes")

    with pytest.raises(faults.NoBasis):
        make_draft(cast, case_id, agreement_id, **BY_CONSENT, categories=("identity",))
    make_draft(cast, case_id, agreement_id, **BY_CONSENT)


def test_a_yes_whose_term_is_over_is_none(cast: Cast, case_id: UUID) -> None:
    agreement_id = make_agreement(cast)
    say(cast, case_id, "support", "yes")
    say(cast, case_id, "share", "yes", until_on=NEXT_DAY, **_with_red_cross(cast))

    make_draft(cast, case_id, agreement_id, **BY_CONSENT)
    with pytest.raises(faults.NoBasis):
        make_draft(
            cast, case_id, agreement_id, at=NOON + timedelta(days=2), **BY_CONSENT
        )
    assert stands(cast, case_id, "share", NEXT_DAY + timedelta(days=1)) == "run_out"


def test_nothing_is_shared_of_who_does_not_agree_to_support(
    cast: Cast, case_id: UUID
) -> None:
    agreement_id = make_agreement(cast)
    record_consent(cast, case_id, "yes")
    share_id = make_accepted(cast, case_id, agreement_id, **BY_CONSENT)

    say(cast, case_id, "support", "withdrawn", days=1)

    assert share_of(cast, share_id).state == "ended"
    assert keys(cast, "red_cross") == 0


def test_taking_back_ends_the_share_its_keys_and_offers_and_marks_what_passed(
    cast: Cast, case_id: UUID
) -> None:
    agreement_id = make_agreement(cast)
    record_consent(cast, case_id, "yes")
    share_id = make_accepted(cast, case_id, agreement_id, **BY_CONSENT)
    assert keys(cast, "red_cross") == 1
    assert marks(case_id) == set()

    record_consent(cast, case_id, "withdrawn", at=LATER)

    assert share_of(cast, share_id).state == "ended"
    assert keys(cast, "red_cross") == 0
    (one,) = passed.list_passed(viewer=cast.actor("support_worker"), case_id=case_id)
    assert (one.kind, one.source_id) == ("share", share_id)
    assert one.marks == {"ended", "withdrawn"}
    assert set(one.categories) == {"operational", "narrative"}


def test_an_offer_that_waits_ends_with_the_word(cast: Cast, case_id: UUID) -> None:
    agreement_id = make_agreement(cast)
    record_consent(cast, case_id, "yes")
    share_id = make_offer(cast, case_id, agreement_id, **BY_CONSENT)

    record_consent(cast, case_id, "withdrawn", at=LATER)

    assert share_of(cast, share_id).state == "withdrawn"
    assert keys(cast, "red_cross") == 0


def test_keys_end_also_where_the_colleague_has_left_their_organisation(
    cast: Cast, case_id: UUID
) -> None:
    join(cast, case_id)
    assert keys(cast, "red_cross") == 1
    _leave(cast, "other_support_worker")
    say(cast, case_id, "support", "yes")

    say(cast, case_id, "support", "withdrawn", days=1)

    assert keys(cast, "red_cross") == 0
    assert keys(cast, "bawso") == 1


def _leave(cast: Cast, part: str) -> None:
    """The part's engagement ends, and their places on teams go on without them."""
    engagement_id = engagement_of(cast, part)
    with acting_as(cast.actor("administrator").doing("system_admin")):
        places = caseload.list_open_places(engagement_id)
    leaving.end_engagement(
        engagement_id=engagement_id,
        homes={place.id: None for place in places},
        actor=cast.actor("administrator"),
        at=NOON,
    )


def test_what_does_not_stand_cannot_be_taken_back(cast: Cast, case_id: UUID) -> None:
    with pytest.raises(recording.NothingToWithdraw):
        say(cast, case_id, "support", "withdrawn")
    say(cast, case_id, "support", "yes")
    say(cast, case_id, "support", "withdrawn", days=1)

    with pytest.raises(recording.NothingToWithdraw):
        say(cast, case_id, "support", "withdrawn", days=1)


def test_a_button_pressed_twice_keeps_one_word(cast: Cast, case_id: UUID) -> None:
    for seconds in (0, 1, 20):
        say(cast, case_id, "support", "yes", days=seconds / 86_400)

    assert Consent.objects.using("stored").filter(case_id=case_id).count() == 1


def test_a_word_said_again_after_another_one_is_kept(cast: Cast, case_id: UUID) -> None:
    for seconds, answer in enumerate(("yes", "no", "yes")):
        say(cast, case_id, "support", answer, days=seconds / 86_400)

    assert Consent.objects.using("stored").filter(case_id=case_id).count() == 3
    assert stands(cast, case_id, "support", NOON.date()) == "yes"


@pytest.mark.parametrize(
    ("kind", "answer", "given", "refused"),
    [
        ("share", "yes", {}, recording.ScopeUnfit),
        ("support", "yes", {"categories": ("health",)}, recording.ScopeUnfit),
        ("share", "no", {"categories": ("health",)}, recording.ScopeUnfit),
        ("support", "yes", {"ask_again_on": date(2020, 1, 1)}, recording.TermOver),
        ("support", "yes", {"best_interests": "Because"}, recording.NotDecidedFor),
        (
            "investigation",
            "yes",
            {"best_interests": "Because", "review_on": NEXT_DAY},
            recording.NotDecidedFor,
        ),
        (
            "support",
            "not_yet",
            {"best_interests": "Because", "review_on": NEXT_DAY},
            recording.NotDecidedFor,
        ),
    ],
)
def test_a_word_that_does_not_fit_is_refused(
    cast: Cast,
    case_id: UUID,
    kind: str,
    answer: str,
    given: dict[str, Any],
    refused: type[Exception],
) -> None:
    with pytest.raises(refused):
        say(cast, case_id, kind, answer, **given)


def test_a_language_without_a_code_is_refused(cast: Cast, case_id: UUID) -> None:
    new = actions.NewConsent("support", "yes", "Tigrinya")

    with pytest.raises(recording.UnknownLanguage):
        actions.record_consent(
            case_id=case_id, new=new, actor=cast.actor("support_worker"), at=NOON
        )


def test_a_decision_for_somebody_is_its_writers_own_and_sealed(
    cast: Cast, case_id: UUID
) -> None:
    say(cast, case_id, "support", "yes", best_interests="She cannot weigh it up.",
        review_on=NEXT_DAY)  # fmt: skip

    row = BestInterestsDecision.objects.using("stored").get()
    assert row.decided_by_id == cast.people["support_worker"]
    assert row.consent.basis == "best_interests"
    assert keys(cast, "bawso") == 2
    assert b"weigh" not in bytes(row.words_sealed.slot.content)


def test_nobody_keeps_a_word_in_anothers_name(cast: Cast, case_id: UUID) -> None:
    worker = cast.actor("support_worker").doing("safeguarding_support")
    row: dict[str, Any] = {"kind": "support", "answer": "no", "language": "en"}

    with pytest.raises(ProgrammingError, match="row-level security"):
        _insert_as(worker, case_id, person=cast.people["safeguarding_lead"], **row)
    _insert_as(worker, case_id, **row)


def _insert_as(
    actor: Actor, case_id: UUID, *, person: UUID | None = None, **row: Any
) -> None:
    with acting_as(actor), transaction.atomic():
        Consent.objects.create(
            case_id=case_id,
            words_version=2,
            asked_by_id=person or actor.person,
            asked_at=LATER,
            **row,
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "share"},
        {"answer": "no", "until_on": TODAY},
        {"categories": ["health"]},
        {"basis": "best_interests"},
        {"language": "Ti"},
        {"interpreter": "her uncle"},
    ],
)
def test_the_database_knows_what_a_consent_is(
    cast: Cast, case_id: UUID, wrong: dict[str, Any]
) -> None:
    worker = cast.actor("support_worker")
    row = {"kind": "support", "answer": "yes", "language": "en", **wrong}

    with pytest.raises(IntegrityError):
        _insert_as(worker.doing("safeguarding_support"), case_id, **row)


def test_a_closed_case_takes_no_word(cast: Cast, case_id: UUID) -> None:
    with acting_as(cast.actor("support_worker").doing("safeguarding_support")):
        Case.objects.filter(id=case_id).update(closed_at=NOON, course="closed")

    with pytest.raises(CaseClosed):
        say(cast, case_id, "support", "yes")


def test_what_to_ask_again_is_listed_for_the_team_alone(
    cast: Cast, case_id: UUID
) -> None:
    say(cast, case_id, "support", "not_yet")
    say(cast, case_id, "nrm", "no")
    day = TODAY + timedelta(days=7)

    due = standing.list_due(viewer=cast.actor("support_worker"), day=day)

    assert [(one.case_id, one.kind) for one in due] == [(case_id, "support")]
    for reads_at_most in ("support_manager", "other_support_worker"):
        assert standing.list_due(viewer=cast.actor(reads_at_most), day=day) == []
    assert standing.list_due(viewer=cast.actor("support_worker"), day=TODAY) == []


def test_the_words_that_were_read_are_kept_with_the_answer(
    cast: Cast, case_id: UUID
) -> None:
    say(cast, case_id, "nrm", "yes")

    view = queries.get_case(
        viewer=cast.actor("support_worker"), case_id=case_id, at=NOON
    )
    assert Consent.objects.using("stored").get().words_version == 1
    assert [one.language for one in view.consents] == ["Tigrinya"]
    assert make_word(cast, "no").categories == ()
