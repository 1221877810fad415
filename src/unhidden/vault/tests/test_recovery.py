"""Shares between organisations: off by default, enough of them, and told to all."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.cast import NOON
from tests.made.vault import (
    SECRET,
    WORDS,
    Unringed,
    generations,
    kept_keys,
    make_finished,
    make_member,
    make_row,
)
from unhidden.vault import actions, queries, rings
from unhidden.vault.actions import (
    KeysLocked,
    NoKeyPair,
    NoRecovery,
    NotForYou,
    ShareKeeper,
    SharesNotSpread,
    WrongThreshold,
)
from unhidden.vault.models import RecoveryUse
from unhidden.vault.rings import KeyRing

pytestmark = pytest.mark.django_db

ONE, OTHER, THIRD = (UUID(int=number) for number in (1, 2, 3))


def holders(*organisations: UUID) -> list[ShareKeeper]:
    return [ShareKeeper(uuid4(), organisation) for organisation in organisations]


def make_recovery(
    team_id: UUID, ring: rings.Bearer, threshold: int = 3
) -> list[actions.RecoveryShare]:
    return actions.set_up_recovery(
        team_id=team_id,
        holders=holders(ONE, ONE, OTHER, OTHER, THIRD),
        threshold=threshold,
        by=ring,
        at=NOON,
    )


def lost(person: KeyRing) -> KeyRing:
    """The ring after its person forgot everything: a new one, that opens nothing."""
    actions.renew_member(person_id=person.person_id, secret=SECRET, at=NOON)
    return rings.unlock_ring(person_id=person.person_id, secret=SECRET)


def recovered(team_id: UUID, ring: KeyRing, shares: list[str]) -> bool:
    return actions.recover_team(
        team_id=team_id, person_id=ring.person_id, shares=shares, at=NOON
    )


def test_there_is_no_recovery_unless_somebody_sets_it_up() -> None:
    team_id, ring = make_finished()

    state = queries.team_state(team_id=team_id)

    assert state
    assert state.recovery is None
    with pytest.raises(NoRecovery):
        recovered(team_id, ring, ["words"])
    with pytest.raises(NoRecovery):
        actions.end_recovery(team_id=team_id, by=ring, at=NOON)


def test_enough_shares_bring_everything_back() -> None:
    team_id, ring = make_finished()
    row = make_row(team_id)
    shares = [share.words for share in make_recovery(team_id, ring)]
    renewed = lost(ring)
    with pytest.raises(NotForYou):
        row.sealed_answers.open(renewed)

    typed = [shares[4].upper(), f"  {shares[1]}\n", shares[2].replace(" ", "  "), ""]

    assert recovered(team_id, renewed, typed)
    assert row.sealed_answers.open(renewed) == WORDS


def test_more_shares_than_needed_are_as_good() -> None:
    team_id, ring = make_finished()
    shares = [share.words for share in make_recovery(team_id, ring)]

    assert recovered(team_id, lost(ring), shares)


def test_shares_stay_good_when_the_keys_are_changed() -> None:
    team_id, ring = make_finished()
    shares = [share.words for share in make_recovery(team_id, ring)]
    actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)
    row = make_row(team_id)

    renewed = lost(ring)

    assert recovered(team_id, renewed, shares[:3])
    assert row.sealed_answers.open(renewed) == WORDS


def test_too_few_wrong_or_others_shares_bring_nothing() -> None:
    team_id, ring = make_finished()
    row = make_row(team_id)
    shares = [share.words for share in make_recovery(team_id, ring)]
    other_id, other = make_finished()
    others = [share.words for share in make_recovery(other_id, other)]
    first, *rest = shares[0].split()
    renewed = lost(ring)

    for typed in (
        shares[:2],
        [shares[0]] * 3,
        [*shares[:2], others[0]],
        others[:3],
        [*shares[:2], " ".join([*rest, first])],
        [*shares[:2], "these are no words of any share"],
        [],
        [""],
    ):
        assert not recovered(team_id, renewed, typed)
    with pytest.raises(NotForYou):
        row.sealed_answers.open(renewed)
    assert kept_keys(renewed) == set()


def test_every_use_and_every_try_is_told_to_every_holder() -> None:
    team_id, ring = make_finished()
    shares = make_recovery(team_id, ring)
    renewed = lost(ring)

    recovered(team_id, renewed, [])
    recovered(team_id, renewed, [share.words for share in shares[:3]])

    told = [
        queries.news_of_recovery(person_id=share.holder.person_id) for share in shares
    ]
    assert [len(news) for news in told] == [2] * 5
    assert {each.is_done for each in told[0]} == {True, False}
    assert {each.used_by for each in told[0]} == {ring.person_id}
    assert RecoveryUse.objects.count() == 2
    actions.mark_notices_seen(person_id=shares[0].holder.person_id, at=NOON)
    assert queries.news_of_recovery(person_id=shares[0].holder.person_id) == []
    assert queries.news_of_recovery(person_id=shares[1].holder.person_id) != []


@pytest.mark.parametrize(
    ("organisations", "threshold", "refusal"),
    [
        ((ONE, ONE, ONE), 2, SharesNotSpread),
        ((ONE, ONE, OTHER), 2, SharesNotSpread),
        ((ONE, ONE, ONE, OTHER), 3, SharesNotSpread),
        ((ONE, OTHER), 1, WrongThreshold),
        ((ONE, OTHER), 3, WrongThreshold),
        ((ONE,), 1, WrongThreshold),
        ((), 0, WrongThreshold),
        ((ONE, OTHER) * 9, 10, WrongThreshold),
    ],
)
def test_no_organisation_alone_can_put_the_key_together(
    organisations: tuple[UUID, ...], threshold: int, refusal: type[Exception]
) -> None:
    team_id, ring = make_finished()

    with pytest.raises(refusal):
        actions.set_up_recovery(
            team_id=team_id,
            holders=holders(*organisations),
            threshold=threshold,
            by=ring,
            at=NOON,
        )


def test_one_person_keeps_one_share() -> None:
    team_id, ring = make_finished()
    person = uuid4()

    with pytest.raises(WrongThreshold):
        actions.set_up_recovery(
            team_id=team_id,
            holders=[ShareKeeper(person, ONE), ShareKeeper(person, OTHER)],
            threshold=2,
            by=ring,
            at=NOON,
        )


def test_only_a_member_with_a_ring_sets_it_up_or_ends_it() -> None:
    team_id, ring = make_finished()

    with pytest.raises(KeysLocked):
        make_recovery(team_id, Unringed(team_id))
    with pytest.raises(NotForYou):
        make_recovery(team_id, make_member())
    make_recovery(team_id, ring)
    with pytest.raises(NotForYou):
        actions.end_recovery(team_id=team_id, by=make_member(), at=NOON)


def test_an_ended_recovery_opens_nothing_sealed_before_or_after() -> None:
    team_id, ring = make_finished()
    shares = [share.words for share in make_recovery(team_id, ring)]
    before = generations(team_id)[-1]

    actions.end_recovery(team_id=team_id, by=ring, at=NOON)

    with pytest.raises(NoRecovery):
        recovered(team_id, lost(ring), shares[:3])
    assert generations(team_id)[-1] != before


def test_a_second_recovery_makes_the_first_ones_shares_worthless() -> None:
    team_id, ring = make_finished()
    first = [share.words for share in make_recovery(team_id, ring)]
    second = [share.words for share in make_recovery(team_id, ring)]
    renewed = lost(ring)

    assert not recovered(team_id, renewed, first[:3])
    assert recovered(team_id, renewed, second[:3])


def test_shares_are_shown_and_kept_nowhere() -> None:
    team_id, ring = make_finished()

    share = make_recovery(team_id, ring)[0]

    assert len(share.words.split()) == 33
    assert share.words not in repr(share)


def test_somebody_without_a_key_pair_cannot_be_let_in_by_shares() -> None:
    team_id, ring = make_finished()
    shares = [share.words for share in make_recovery(team_id, ring)]

    with pytest.raises(NoKeyPair):
        actions.recover_team(team_id=team_id, person_id=uuid4(), shares=shares, at=NOON)


def test_the_recovery_is_nobody_on_the_list_of_members() -> None:
    team_id, ring = make_finished()
    make_recovery(team_id, ring)

    state = queries.team_state(team_id=team_id)

    assert state
    assert [each.person_id for each in state.members] == [ring.person_id]
    assert state.recovery
    assert (state.recovery.threshold, len(state.recovery.holders)) == (3, 5)
    with pytest.raises(actions.LastMember):
        actions.remove_member(
            team_id=team_id, person_id=ring.person_id, by=ring, at=NOON
        )
