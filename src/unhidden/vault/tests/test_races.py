"""Two changes of one team's keys at the same moment come one after the other."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.cast import NOON
from tests.made.vault import (
    WORDS,
    by_system,
    generations,
    kept_keys,
    make_finished,
    make_member,
    make_row,
    of_team,
)
from tests.support.together import together
from unhidden.reporting.models import Report
from unhidden.vault import actions
from unhidden.vault.actions import NotAMember, NotWaiting
from unhidden.vault.models import MemberKey, Membership
from unhidden.vault.rings import KeyRing

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 20


def opened(row: object, ring: KeyRing) -> str:
    assert isinstance(row, Report)
    return str(by_system(row.sealed_answers.open)(ring))


def test_two_rotations_at_once_are_two_rotations_and_lose_nothing() -> None:
    team_id, ring = make_finished()
    row = make_row(team_id)

    for number in range(1, TIMES + 1):
        came = together(
            *[
                lambda: by_system(actions.rotate_team_keys)(
                    team_id=team_id, by=ring, at=NOON
                )
            ]
            * 2,
            lambda: make_row(team_id),
        )

        assert [each for each in came if isinstance(each, Exception)] == []
        assert len(generations(team_id)) == 2 + 2 * number
        assert kept_keys(ring) == set(generations(team_id))
        assert opened(came[2], ring) == WORDS
        assert opened(row, ring) == WORDS


@by_system
def admit(team_id: UUID, newcomer: KeyRing, *, by: KeyRing) -> None:
    actions.admit_member(
        team_id=team_id,
        person_id=newcomer.person_id,
        fingerprint=newcomer.fingerprint,
        by=by,
        at=NOON,
    )


def test_admitting_against_removing_leaves_nobody_half_in() -> None:
    team_id, ring = make_finished()

    for _ in range(TIMES):
        newcomer = make_member(team_id)
        person_id = newcomer.person_id
        who = {"team_id": team_id, "person_id": person_id, "by": ring, "at": NOON}
        came = together(
            lambda newcomer=newcomer: admit(team_id, newcomer, by=ring),  # type: ignore[misc]
            lambda who=who: by_system(actions.remove_member)(**who),  # type: ignore[misc]
        )

        assert came[0] is None or isinstance(came[0], NotWaiting)
        assert came[1] is None
        membership = Membership.objects.using("stored").get(member_id=person_id)
        assert membership.ended_at == NOON
        assert (
            not MemberKey.objects.using("stored").filter(member_id=person_id).exists()
        )


def test_two_who_admit_at_once_admit_once() -> None:
    team_id, ring = make_finished()

    for _ in range(TIMES):
        newcomer = make_member(team_id)

        came = together(
            *[lambda newcomer=newcomer: admit(team_id, newcomer, by=ring)] * 2
        )

        assert {type(each) for each in came} == {type(None), NotWaiting}
        assert len(kept_keys(newcomer)) == 1


def test_two_removals_of_one_person_are_one() -> None:
    team_id, ring = make_finished()

    for _ in range(5):
        leaver = make_member(team_id)
        who = {"team_id": team_id, "person_id": leaver.person_id}
        admit(team_id, leaver, by=ring)

        came = together(
            *[lambda who=who: by_system(actions.remove_member)(**who, by=ring, at=NOON)]
            * 2
        )

        assert {type(each) for each in came} == {type(None), NotAMember}


def test_two_who_carry_on_at_once_move_each_key_once() -> None:
    team_id, ring = make_finished()
    rows = [make_row(team_id) for _ in range(30)]
    by_system(actions.rotate_team_keys)(team_id=team_id, by=ring, at=NOON)

    came = together(
        *[lambda: by_system(actions.carry_on)(team_id=team_id, by=ring, at=NOON)] * 2
    )

    assert [each for each in came if isinstance(each, Exception)] == []
    assert sum(each for each in came if isinstance(each, int)) == len(rows)
    assert of_team(team_id) == {generations(team_id)[-1]}
    assert {opened(row, ring) for row in rows} == {WORDS}
