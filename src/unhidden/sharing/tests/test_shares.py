"""The life of a share: who moves it, what is seen of the record, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.safeguarding import make_case
from tests.made.sharing import (
    BY_CONSENT,
    CASE,
    GIVER,
    LATER,
    READER,
    RECEIVER,
    WORDS,
    accept,
    make_accepted,
    make_agreement,
    make_draft,
    make_offer,
    record_consent,
    share_of,
)
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.models import Grant
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding import queries as cases
from unhidden.safeguarding.models import Case
from unhidden.safeguarding.people.actions import identity as who
from unhidden.safeguarding.people.actions import team as teams
from unhidden.sharing import tasks
from unhidden.sharing.actions import agreements, answers
from unhidden.sharing.actions import shares as shares_actions
from unhidden.sharing.actions.faults import (
    AgreementNotInForce,
    CannotBeLetIn,
    ShareMoved,
)
from unhidden.sharing.models import Share
from unhidden.sharing.queries import shares as shares_queries
from unhidden.vault.actions import NotForYou
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db


def reads(cast: Cast, case_id: UUID, part: str = READER) -> bool:
    try:
        cases.get_case(viewer=cast.actor(part), case_id=case_id, at=NOON)
    except Absent:
        return False
    return True


def notes(cast: Cast, case_id: UUID, part: str = READER) -> list[str]:
    view = cases.get_case(viewer=cast.actor(part), case_id=case_id, at=NOON)
    return [note.text for note in view.notes]


def keys_of(cast: Cast, code: str = "red_cross") -> int:
    team_id = cast.organisations[code]
    return RecordKey.objects.using("stored").filter(team_id=team_id).count()


def state(share_id: UUID) -> str:
    return str(Share.objects.using("stored").get(id=share_id).state)


def test_a_draft_is_seen_by_its_giver_alone(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_draft(cast, case_id, agreement_id)

    assert share_of(cast, share_id).state == "draft"
    with pytest.raises(Absent):
        share_of(cast, share_id, RECEIVER)


def test_an_offer_shows_the_envelope_and_nothing_of_the_record(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_offer(cast, case_id, agreement_id)

    card = share_of(cast, share_id, RECEIVER)
    assert (card.state, card.area, card.is_safe_to_contact) == (
        "offered",
        "Wrexham",
        True,
    )
    urn = Case.objects.using("stored").get(id=case_id).urn
    for secret in ("Selam", "Haile", "07700", urn, WORDS):
        assert secret not in repr(card)
    assert not reads(cast, case_id, RECEIVER)
    assert not reads(cast, case_id)
    assert shares_queries.list_shares(viewer=cast.actor(RECEIVER)).to_answer == (card,)


def test_accepted_it_is_read_by_the_team_that_took_it_on(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    make_accepted(cast, case_id, agreement_id)

    assert notes(cast, case_id) == [WORDS]
    assert not reads(cast, case_id, RECEIVER)
    with pytest.raises(NotForYou):
        who.open_identity(case_id=case_id, actor=cast.actor(READER), at=NOON)
    with pytest.raises(Absent):
        safeguarding.add_note(
            case_id=case_id, text="Mine", actor=cast.actor(READER), at=NOON
        )


def test_the_identity_opens_for_a_receiver_it_is_shared_with(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    make_accepted(cast, case_id, agreement_id, categories=("identity",))

    opened = who.open_identity(case_id=case_id, actor=cast.actor(READER), at=NOON)

    assert opened is not None
    assert opened.name == "Selam Haile"
    assert notes(cast, case_id) == []


def test_what_is_sealed_later_is_sealed_to_the_receiver_too(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    make_accepted(cast, case_id, agreement_id)

    safeguarding.add_note(
        case_id=case_id, text="New", actor=cast.actor("support_worker"), at=LATER
    )

    assert notes(cast, case_id) == ["New", WORDS]


def test_the_grants_end_with_the_sooner_of_share_and_agreement(
    cast: Cast, case_id: UUID
) -> None:
    agreement_id = make_agreement(cast, to_on=date(2039, 7, 1))
    make_accepted(cast, case_id, agreement_id, until_on=date(2041, 1, 1))

    grant = Grant.objects.using("stored").get(basis="share")

    # The last minute of 1 July, in London, where it is summer.
    assert grant.until_at is not None
    assert grant.until_at.isoformat() == "2039-07-01T23:00:00+00:00"
    assert grant.purposes == ["safeguarding_support"]


def test_a_grant_whose_agreement_has_lapsed_is_void_at_once(
    cast: Cast, case_id: UUID
) -> None:
    """By the database's own clock: it is after the last day of these terms."""
    agreement_id = make_agreement(cast, to_on=date(2026, 1, 5))

    make_accepted(cast, case_id, agreement_id, until_on=date(2026, 1, 5))

    assert not reads(cast, case_id)


Move = Callable[[UUID, Actor], object]


def _withdraw(share_id: UUID, actor: Actor) -> object:
    return shares_actions.withdraw_share(
        domain=CASE, share_id=share_id, version=2, actor=actor, at=LATER
    )


def _decline(share_id: UUID, actor: Actor) -> object:
    return answers.decline_share(
        domain=CASE, share_id=share_id, version=2, reason="Full", actor=actor, at=LATER
    )


def _end(share_id: UUID, actor: Actor) -> object:
    return shares_actions.end_share(
        domain=CASE, share_id=share_id, version=3, reason="Done", actor=actor, at=LATER
    )


@pytest.mark.parametrize(
    ("by", "move", "becomes"),
    [(GIVER, _withdraw, "withdrawn"), (RECEIVER, _decline, "declined")],
)
def test_an_offer_that_ends_leaves_no_key_behind(
    cast: Cast, case_id: UUID, agreement_id: UUID, by: str, move: Move, becomes: str
) -> None:
    share_id = make_offer(cast, case_id, agreement_id)
    assert keys_of(cast) == 1

    move(share_id, cast.actor(by))

    assert state(share_id) == becomes
    assert keys_of(cast) == 0
    with pytest.raises(ShareMoved):
        accept(cast, share_id, at=LATER)


@pytest.mark.parametrize("by", [GIVER, RECEIVER])
def test_either_side_ends_what_is_shared(
    cast: Cast, case_id: UUID, agreement_id: UUID, by: str
) -> None:
    share_id = make_accepted(cast, case_id, agreement_id)

    _end(share_id, cast.actor(by))

    assert state(share_id) == "ended"
    assert not reads(cast, case_id)
    assert keys_of(cast) == 0
    assert notes(cast, case_id, "support_worker") == [WORDS]
    with pytest.raises(ShareMoved):
        _end(share_id, cast.actor(by))


def test_an_end_leaves_the_keys_of_those_who_work_on_the_record(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_accepted(cast, case_id, agreement_id)
    teams.add_member(
        case_id=case_id,
        person_id=cast.people[READER],
        role="worker",
        actor=cast.actor("safeguarding_lead"),
        at=NOON,
    )

    _end(share_id, cast.actor(GIVER))

    assert notes(cast, case_id) == [WORDS]


def test_who_leaves_the_team_keeps_what_is_shared_with_their_organisation(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    lead = cast.actor("safeguarding_lead")
    member = {"case_id": case_id, "person_id": cast.people[READER]}
    make_accepted(cast, case_id, agreement_id)
    teams.add_member(**member, role="worker", actor=lead, at=NOON)

    teams.end_member(**member, actor=lead, at=LATER)

    assert notes(cast, case_id) == [WORDS]
    with pytest.raises(NotForYou):
        who.open_identity(case_id=case_id, actor=cast.actor(READER), at=NOON)


def test_the_person_who_agrees_no_longer_ends_the_share(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    record_consent(cast, case_id, "yes")
    share_id = make_accepted(cast, case_id, agreement_id, **BY_CONSENT)
    record_consent(cast, case_id, "yes")
    assert reads(cast, case_id)

    record_consent(cast, case_id, "no", at=LATER)

    card = share_of(cast, share_id, RECEIVER)
    assert (card.state, card.end_label) == ("ended", "The person no longer agrees")
    assert card.waits_for_deletion
    assert not reads(cast, case_id)
    assert keys_of(cast) == 0
    assert shares_queries.list_shares(viewer=cast.actor(RECEIVER)).to_delete == (card,)


def test_a_share_on_another_ground_outlasts_a_consent(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    make_accepted(cast, case_id, agreement_id)

    record_consent(cast, case_id, "no")

    assert reads(cast, case_id)


def test_both_sides_see_what_was_copied_and_the_word_that_it_is_deleted(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_accepted(cast, case_id, agreement_id, categories=("identity",))
    who.open_identity(case_id=case_id, actor=cast.actor(READER), at=LATER)
    _end(share_id, cast.actor(GIVER))

    lists = [
        shares_queries.list_receiver_copies(
            viewer=cast.actor(part), domain=CASE, share_id=share_id
        )
        for part in (GIVER, RECEIVER)
    ]
    assert lists[0] == lists[1]
    assert [(each.name, each.by) for each in lists[0]] == [
        ("safeguarding.identity_opened", "Other Support Worker")
    ]
    assert not shares_queries.list_receiver_copies(
        viewer=cast.actor("investigator"), domain=CASE, share_id=share_id
    )

    answers.confirm_deletion(
        domain=CASE, share_id=share_id, actor=cast.actor(RECEIVER), at=LATER
    )
    assert share_of(cast, share_id).deleted_by == "Other Support Manager"
    with pytest.raises(ShareMoved):
        answers.confirm_deletion(
            domain=CASE, share_id=share_id, actor=cast.actor(RECEIVER), at=LATER
        )


def test_the_end_of_an_agreement_ends_all_under_it(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_accepted(cast, case_id, agreement_id)

    agreements.end_agreement(
        agreement_id=agreement_id,
        reason="Replaced",
        actor=cast.actor("safeguarding_lead"),
        at=LATER,
    )

    assert share_of(cast, share_id).end_label == "The agreement ended"
    assert not reads(cast, case_id)
    assert keys_of(cast) == 0


def test_the_worker_ends_what_nobody_answered_and_what_is_over(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    waiting = make_offer(cast, case_id, agreement_id, urgency="today")
    over = make_accepted(
        cast, make_case(cast), agreement_id, until_on=date(2026, 1, 20)
    )

    with as_role("worker"):
        before = shares_actions.expire_shares(actor=tasks.CLERK, at=NOON)
        first = shares_actions.expire_shares(actor=tasks.CLERK, at=LATER)
        last = shares_actions.expire_shares(
            actor=tasks.CLERK, at=NOON + timedelta(days=20)
        )

    assert (before, first, last) == (0, 1, 1)
    assert (state(waiting), state(over)) == ("expired", "ended")
    assert keys_of(cast) == 0


def test_an_offer_is_not_accepted_after_its_time(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_offer(cast, case_id, agreement_id, urgency="today")

    with pytest.raises(ShareMoved):
        accept(cast, share_id, at=NOON + timedelta(hours=24))


def test_an_agreement_that_lapsed_meanwhile_lets_nobody_accept(
    cast: Cast, case_id: UUID
) -> None:
    agreement_id = make_agreement(cast, to_on=date(2026, 1, 6))
    share_id = make_offer(
        cast, case_id, agreement_id, until_on=date(2026, 1, 6), urgency="can_wait"
    )

    with pytest.raises(AgreementNotInForce):
        accept(cast, share_id, at=NOON + timedelta(days=2))


def test_more_colleagues_are_let_in_but_never_oneself(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_offer(cast, case_id, agreement_id)
    accept(cast, share_id, people=(RECEIVER,))

    add(cast, share_id, READER)

    assert notes(cast, case_id) == [WORDS]
    with pytest.raises(CannotBeLetIn):
        add(cast, share_id, RECEIVER)


def add(cast: Cast, share_id: UUID, part: str) -> None:
    answers.add_readers(
        domain=CASE,
        share_id=share_id,
        people=[cast.people[part]],
        actor=cast.actor(RECEIVER),
        at=LATER,
    )
