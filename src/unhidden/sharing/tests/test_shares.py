"""The life of a share: who moves it, what is seen of the record, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.cast import NOON, Cast
from tests.made.safeguarding import make_case
from tests.made.sharing import (
    CASE,
    GIVER,
    READER,
    RECEIVER,
    accept,
    make_accepted,
    make_agreement,
    make_draft,
    make_draft_agreement,
    make_offer,
    share_of,
)
from tests.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.models import Grant
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding import queries as cases
from unhidden.safeguarding.models import Case
from unhidden.sharing import actions, queries, tasks
from unhidden.sharing.models import Share
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db

WORDS = "She wants to learn to swim."
LATER = NOON + timedelta(days=1)


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    """A case of BAWSO's with an identity and a note."""
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    safeguarding.record_identity(
        case_id=case_id,
        identity=safeguarding.Identity("Selam Haile", "1998", "07700 900123"),
        actor=worker,
        at=NOON,
    )
    safeguarding.add_note(case_id=case_id, text=WORDS, actor=worker, at=NOON)
    return case_id


@pytest.fixture
def agreement_id(cast: Cast) -> UUID:
    return make_agreement(cast)


def reads(cast: Cast, case_id: UUID, part: str = READER) -> bool:
    try:
        cases.case(viewer=cast.actor(part), case_id=case_id, at=NOON)
    except Absent:
        return False
    return True


def notes(cast: Cast, case_id: UUID, part: str = READER) -> list[str]:
    view = cases.case(viewer=cast.actor(part), case_id=case_id, at=NOON)
    return [note.text for note in view.notes]


def keys_of(cast: Cast, code: str = "red_cross") -> int:
    team_id = cast.organisations[code]
    return RecordKey.objects.using("stored").filter(team_id=team_id).count()


def state(share_id: UUID) -> str:
    return str(Share.objects.using("stored").get(id=share_id).state)


def consent(cast: Cast, case_id: UUID, answer: str, *, at: datetime = NOON) -> None:
    safeguarding.record_consent(
        case_id=case_id,
        new=safeguarding.NewConsent("support", answer, "Tigrinya", ""),
        actor=cast.actor("support_worker"),
        at=at,
    )


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
    assert queries.shares(viewer=cast.actor(RECEIVER)).to_answer == (card,)


def test_accepted_it_is_read_by_the_team_that_took_it_on(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    make_accepted(cast, case_id, agreement_id)

    assert notes(cast, case_id) == [WORDS]
    assert not reads(cast, case_id, RECEIVER)
    with pytest.raises(Absent):
        safeguarding.open_identity(case_id=case_id, actor=cast.actor(READER), at=NOON)
    with pytest.raises(Absent):
        safeguarding.add_note(
            case_id=case_id, text="Mine", actor=cast.actor(READER), at=NOON
        )


def test_the_identity_opens_for_a_receiver_it_is_shared_with(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    make_accepted(cast, case_id, agreement_id, categories=("identity",))

    opened = safeguarding.open_identity(
        case_id=case_id, actor=cast.actor(READER), at=NOON
    )

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
    return actions.withdraw_share(
        domain=CASE, share_id=share_id, version=2, actor=actor, at=LATER
    )


def _decline(share_id: UUID, actor: Actor) -> object:
    return actions.decline_share(
        domain=CASE, share_id=share_id, version=2, reason="Full", actor=actor, at=LATER
    )


def _end(share_id: UUID, actor: Actor) -> object:
    return actions.end_share(
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
    with pytest.raises(actions.ShareMoved):
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
    with pytest.raises(actions.ShareMoved):
        _end(share_id, cast.actor(by))


def test_an_end_leaves_the_keys_of_those_who_work_on_the_record(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_accepted(cast, case_id, agreement_id)
    safeguarding.add_member(
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
    safeguarding.add_member(**member, role="worker", actor=lead, at=NOON)

    safeguarding.end_member(**member, actor=lead, at=LATER)

    assert notes(cast, case_id) == [WORDS]
    with pytest.raises(Absent):
        safeguarding.open_identity(case_id=case_id, actor=cast.actor(READER), at=NOON)


def test_the_person_who_agrees_no_longer_ends_the_share(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    consent(cast, case_id, "yes")
    share_id = make_accepted(cast, case_id, agreement_id, **BY_CONSENT)
    consent(cast, case_id, "yes")
    assert reads(cast, case_id)

    consent(cast, case_id, "no", at=LATER)

    card = share_of(cast, share_id, RECEIVER)
    assert (card.state, card.end_label) == ("ended", "The person no longer agrees")
    assert card.waits_for_deletion
    assert not reads(cast, case_id)
    assert keys_of(cast) == 0
    assert queries.shares(viewer=cast.actor(RECEIVER)).to_delete == (card,)


def test_a_share_on_another_ground_outlasts_a_consent(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    make_accepted(cast, case_id, agreement_id)

    consent(cast, case_id, "no")

    assert reads(cast, case_id)


BY_CONSENT: dict[str, Any] = {
    "by_consent": True,
    "ground": "",
    "ground_words": "",
    "authorised_by_id": None,
}


def test_both_sides_see_what_was_copied_and_the_word_that_it_is_deleted(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_accepted(cast, case_id, agreement_id, categories=("identity",))
    safeguarding.open_identity(case_id=case_id, actor=cast.actor(READER), at=LATER)
    _end(share_id, cast.actor(GIVER))

    lists = [
        queries.copied(viewer=cast.actor(part), domain=CASE, share_id=share_id)
        for part in (GIVER, RECEIVER)
    ]
    assert lists[0] == lists[1]
    assert [(each.name, each.by) for each in lists[0]] == [
        ("safeguarding.identity_opened", "Other Support Worker")
    ]
    assert not queries.copied(
        viewer=cast.actor("investigator"), domain=CASE, share_id=share_id
    )

    actions.confirm_deletion(
        domain=CASE, share_id=share_id, actor=cast.actor(RECEIVER), at=LATER
    )
    assert share_of(cast, share_id).deleted_by == "Other Support Manager"
    with pytest.raises(actions.ShareMoved):
        actions.confirm_deletion(
            domain=CASE, share_id=share_id, actor=cast.actor(RECEIVER), at=LATER
        )


def test_the_end_of_an_agreement_ends_all_under_it(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_accepted(cast, case_id, agreement_id)

    actions.end_agreement(
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
        before = actions.expire_shares(actor=tasks.CLERK, at=NOON)
        first = actions.expire_shares(actor=tasks.CLERK, at=LATER)
        last = actions.expire_shares(actor=tasks.CLERK, at=NOON + timedelta(days=20))

    assert (before, first, last) == (0, 1, 1)
    assert (state(waiting), state(over)) == ("expired", "ended")
    assert keys_of(cast) == 0


def test_an_offer_is_not_accepted_after_its_time(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_offer(cast, case_id, agreement_id, urgency="today")

    with pytest.raises(actions.ShareMoved):
        accept(cast, share_id, at=NOON + timedelta(hours=24))


def test_an_agreement_that_lapsed_meanwhile_lets_nobody_accept(
    cast: Cast, case_id: UUID
) -> None:
    agreement_id = make_agreement(cast, to_on=date(2026, 1, 6))
    share_id = make_offer(
        cast, case_id, agreement_id, until_on=date(2026, 1, 6), urgency="can_wait"
    )

    with pytest.raises(actions.AgreementNotInForce):
        accept(cast, share_id, at=NOON + timedelta(days=2))


def test_more_colleagues_are_let_in_but_never_oneself(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_offer(cast, case_id, agreement_id)
    accept(cast, share_id, people=(RECEIVER,))

    add(cast, share_id, READER)

    assert notes(cast, case_id) == [WORDS]
    with pytest.raises(actions.CannotBeLetIn):
        add(cast, share_id, RECEIVER)


def add(cast: Cast, share_id: UUID, part: str) -> None:
    actions.add_readers(
        domain=CASE,
        share_id=share_id,
        people=[cast.people[part]],
        actor=cast.actor(RECEIVER),
        at=LATER,
    )


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"categories": ("narrative", "health")}, actions.BeyondAgreement),
        ({"purposes": ("investigation",)}, actions.BeyondAgreement),
        ({"purposes": ()}, actions.BeyondAgreement),
        ({"until_on": date(2026, 1, 4)}, actions.BeyondAgreement),
        ({"authorised_by_id": None}, actions.NoBasis),
        ({"ground": ""}, actions.NoBasis),
        (BY_CONSENT, actions.NoBasis),
        ({"area": "Near LL11 1AA"}, actions.NamesSomebody),
        ({"needs": "Ring 07700 900999"}, actions.NamesSomebody),
        ({"needs": "A bed for selam"}, actions.NamesSomebody),
    ],
)
def test_what_goes_beyond_is_refused(
    cast: Cast,
    case_id: UUID,
    agreement_id: UUID,
    given: dict[str, Any],
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        make_draft(cast, case_id, agreement_id, **given)


@pytest.mark.parametrize("to", ["bawso", "council", "commissioner"])
def test_it_is_shared_with_another_party_only(
    cast: Cast, case_id: UUID, agreement_id: UUID, to: str
) -> None:
    with pytest.raises(actions.WrongParties):
        make_draft(
            cast, case_id, agreement_id, to_organisation_id=cast.organisations[to]
        )


def test_nobody_authorises_their_own_share(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    for part in (GIVER, READER, "investigator"):
        with pytest.raises(actions.NoBasis):
            make_draft(cast, case_id, agreement_id, authorised_by_id=cast.people[part])


def test_terms_that_not_all_have_signed_carry_no_share(
    cast: Cast, case_id: UUID
) -> None:
    with pytest.raises(actions.AgreementNotInForce):
        make_draft(cast, case_id, make_draft_agreement(cast))


def test_a_consent_taken_back_before_the_offer_stops_it(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    consent(cast, case_id, "yes")
    share_id = make_draft(cast, case_id, agreement_id, **BY_CONSENT)
    consent(cast, case_id, "not_yet", at=LATER)

    with pytest.raises(actions.ShareMoved):
        actions.offer_share(
            domain=CASE, share_id=share_id, version=1, actor=cast.actor(GIVER), at=NOON
        )


def test_a_record_is_shared_with_an_organisation_once(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    make_offer(cast, case_id, agreement_id)

    with pytest.raises(actions.AlreadyShared):
        make_offer(cast, case_id, agreement_id)


@pytest.mark.parametrize(
    "part", ["support_worker", "other_support_manager", "analyst", "investigator"]
)
def test_only_who_decides_about_a_record_shares_it(
    cast: Cast, case_id: UUID, agreement_id: UUID, part: str
) -> None:
    share_id = make_draft(cast, case_id, agreement_id)

    with pytest.raises(Absent):
        actions.offer_share(
            domain=CASE, share_id=share_id, version=1, actor=cast.actor(part), at=NOON
        )


@pytest.mark.parametrize("part", [GIVER, READER, "safeguarding_lead", "planner"])
def test_only_the_receiver_answers(
    cast: Cast, case_id: UUID, agreement_id: UUID, part: str
) -> None:
    share_id = make_offer(cast, case_id, agreement_id)

    with pytest.raises(Absent):
        accept(cast, share_id, by=part)


@pytest.mark.parametrize("people", [(), ("support_worker",), ("investigator",)])
def test_only_colleagues_who_do_such_work_are_let_in(
    cast: Cast, case_id: UUID, agreement_id: UUID, people: tuple[str, ...]
) -> None:
    share_id = make_offer(cast, case_id, agreement_id)

    with pytest.raises(actions.CannotBeLetIn):
        accept(cast, share_id, people=people)
    assert state(share_id) == "offered"


def test_no_session_of_the_staff_site_writes_shares_grants_or_signatures(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    make_offer(cast, case_id, agreement_id)
    tries = (
        "update sharing_share set state = 'accepted'",
        "insert into sharing_share select * from sharing_share",
        "update sharing_party set signed_at = now()",
        "update sharing_agreement set is_final = false",
        "select wall.close_share(id, 'giver', '', null, now()) from sharing_share",
        "select wall.expire_shares(now() + interval '10 years')",
        "select * from wall.sealed_rows('safeguarding_case', gen_random_uuid())",
    )

    for sql in tries:
        assert _is_refused(sql), sql


def _is_refused(sql: str) -> bool:
    with as_role("staff"), connection.cursor() as cursor:
        try:
            cursor.execute(sql)
        except Exception as error:  # noqa: BLE001  # which one is the answer
            return "permission denied" in str(error)
    return False


def test_a_stranger_to_it_cannot_tell_that_a_share_is_there(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_accepted(cast, case_id, agreement_id)

    for part in ("investigator", "analyst"):
        with pytest.raises(Absent):
            share_of(cast, share_id, part)
