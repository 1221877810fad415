"""Joining a team, leaving it, new keys, and the day when the server lets go."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connections

from tests.cast import NOON
from tests.made.vault import (
    SECRET,
    WORDS,
    Unringed,
    generations,
    kept_keys,
    make_finished,
    make_member,
    make_person,
    make_row,
    make_team,
)
from unhidden.vault import actions, opening, queries, rings
from unhidden.vault.actions import (
    AlreadySetUp,
    KeysLocked,
    LastMember,
    NobodyLeft,
    NoSuchHolder,
    NotAMember,
    NotForYou,
    NotWaiting,
    SealBroken,
    VaultLocked,
)
from unhidden.vault.models import Generation, Membership, RecordKey

pytestmark = pytest.mark.django_db

# Only the work that ends a share takes a record key away.


def test_before_set_up_the_server_lets_people_in() -> None:
    team_id = make_team()
    row = make_row(team_id)

    ring = make_member(team_id)

    assert row.sealed_answers.open(ring) == WORDS


def test_a_second_team_never_replaces_the_first() -> None:
    team_id = make_team()

    actions.create_team(team_id=team_id, at=NOON)

    assert len(generations(team_id)) == 1


def test_sealing_to_nobody_says_so() -> None:
    with pytest.raises(NoSuchHolder):
        make_row(uuid4())
    with pytest.raises(NoSuchHolder):
        actions.join_team(team_id=uuid4(), person_id=uuid4(), at=NOON)


def test_somebody_of_another_team_opens_nothing() -> None:
    row = make_row(make_team())

    for stranger in (make_member(make_team()), make_member()):
        with pytest.raises(NotForYou):
            row.sealed_answers.open(stranger)


def test_before_set_up_the_server_opens_for_an_actor_without_a_ring() -> None:
    team_id = make_team()
    row = make_row(team_id)

    assert row.sealed_answers.open(Unringed(team_id)) == WORDS


def test_the_server_opens_for_the_actors_own_organisation_only() -> None:
    row = make_row(make_team())

    for actor in (Unringed(make_team()), Unringed(None)):
        with pytest.raises(KeysLocked):
            row.sealed_answers.open(actor)


def test_a_ring_that_opens_nothing_is_not_helped_by_the_server() -> None:
    team_id = make_team()
    row = make_row(team_id)

    with pytest.raises(NotForYou):
        row.sealed_answers.open(make_member())


def test_a_process_without_the_vault_key_seals_and_opens_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    team_id = make_team()
    monkeypatch.setattr(settings, "VAULT_KEY", None)

    row = make_row(team_id)

    with pytest.raises(KeysLocked):
        row.sealed_answers.open(Unringed(team_id))
    with pytest.raises(VaultLocked):
        make_team()


def test_after_set_up_the_server_opens_nothing_any_more() -> None:
    team_id = make_team()
    before = make_row(team_id)
    _, ring = make_finished(team_id)
    after = make_row(team_id)

    for row in (before, after):
        with pytest.raises(KeysLocked):
            row.sealed_answers.open(Unringed(team_id))
        assert row.sealed_answers.open(ring) == WORDS


def test_after_set_up_no_wrap_of_the_server_is_left_or_made() -> None:
    team_id, ring = make_finished()

    actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)

    rows = Generation.objects.filter(team_id=team_id)
    assert rows.count() == 3
    assert not rows.exclude(server_wrapped=None).exists()
    assert opening.keys_of_server(generations(team_id), team_id) == {}


def test_set_up_ends_with_keys_that_the_server_never_held() -> None:
    team_id = make_team()
    held = opening.keys_of_server(generations(team_id), team_id)
    _, ring = make_finished(team_id)
    row = make_row(team_id)

    newest = generations(team_id)[-1]

    assert set(RecordKey.objects.values_list("generation_id", flat=True)) == {newest}
    assert ring.team_keys([newest])[newest] not in held.values()
    assert row.sealed_answers.open(ring) == WORDS


def test_only_a_member_with_an_unlocked_ring_finishes_set_up_and_once() -> None:
    team_id = make_team()
    ring = make_member(team_id)

    with pytest.raises(KeysLocked):
        actions.finish_set_up(team_id=team_id, by=Unringed(team_id), at=NOON)
    with pytest.raises(NotForYou):
        actions.finish_set_up(team_id=team_id, by=make_member(), at=NOON)
    actions.finish_set_up(team_id=team_id, by=ring, at=NOON)
    with pytest.raises(AlreadySetUp):
        actions.finish_set_up(team_id=team_id, by=ring, at=NOON)


def test_after_set_up_newcomers_wait_and_a_member_lets_them_in() -> None:
    team_id, ring = make_finished()
    row = make_row(team_id)

    newcomer = make_member(team_id)

    waiting = queries.team_state(team_id=team_id)
    assert waiting
    assert [each.person_id for each in waiting.waiting] == [newcomer.person_id]
    assert waiting.waiting[0].fingerprint
    with pytest.raises(NotForYou):
        row.sealed_answers.open(newcomer)
    for nobody in (Unringed(team_id), Unringed(None)):
        with pytest.raises(KeysLocked):
            admit(team_id, newcomer, by=nobody)
    for outsider in (newcomer, make_member(), make_finished()[1]):
        with pytest.raises(NotForYou):
            admit(team_id, newcomer, by=outsider)
    admit(team_id, newcomer, by=ring)
    assert row.sealed_answers.open(newcomer) == WORDS
    with pytest.raises(NotWaiting):
        admit(team_id, newcomer, by=ring)


def admit(team_id: UUID, ring: rings.KeyRing, *, by: rings.Bearer) -> None:
    actions.admit_member(
        team_id=team_id,
        person_id=ring.person_id,
        fingerprint=ring.fingerprint,
        by=by,
        at=NOON,
    )


def test_nobody_is_let_in_who_did_not_ask_or_has_no_key_pair() -> None:
    team_id, ring = make_finished()
    without_keys = uuid4()
    actions.join_team(team_id=team_id, person_id=without_keys, at=NOON)

    for person_id in (make_member().person_id, without_keys):
        with pytest.raises(NotWaiting):
            actions.admit_member(
                team_id=team_id, person_id=person_id, fingerprint="", by=ring, at=NOON
            )


def test_somebody_who_comes_before_they_have_keys_is_let_in_when_they_do() -> None:
    team_id = make_team()
    person_id, row = make_person(team_id), make_row(team_id)
    actions.join_team(team_id=team_id, person_id=person_id, at=NOON)

    actions.create_member(person_id=person_id, secret=SECRET, at=NOON)

    ring = rings.unlock_ring(person_id=person_id, secret=SECRET)
    assert row.sealed_answers.open(ring) == WORDS


def test_coming_twice_is_coming_once() -> None:
    team_id = make_team()
    ring = make_member(team_id)

    actions.join_team(team_id=team_id, person_id=ring.person_id, at=NOON)

    assert Membership.objects.filter(member_id=ring.person_id).count() == 1
    assert len(kept_keys(ring)) == 1


def test_a_removed_member_opens_nothing_from_that_moment() -> None:
    team_id, ring = make_finished()
    leaver = make_member(team_id)
    admit(team_id, leaver, by=ring)
    row = make_row(team_id)
    assert row.sealed_answers.open(leaver) == WORDS

    actions.remove_member(team_id=team_id, person_id=leaver.person_id, by=ring, at=NOON)

    for each in (row, make_row(team_id)):
        with pytest.raises(NotForYou):
            each.sealed_answers.open(leaver)
        assert each.sealed_answers.open(ring) == WORDS
    assert kept_keys(leaver) == set()
    ended = Membership.objects.get(member_id=leaver.person_id)
    assert ended.ended_at == NOON


def test_what_is_sealed_after_a_removal_is_sealed_to_keys_the_leaver_never_had() -> (
    None
):
    team_id, ring = make_finished()
    leaver = make_member(team_id)
    admit(team_id, leaver, by=ring)
    copied = leaver.team_keys(generations(team_id))

    actions.remove_member(team_id=team_id, person_id=leaver.person_id, by=ring, at=NOON)
    row = make_row(team_id)

    sealed_to = RecordKey.objects.get(record_id=row.id).generation_id
    assert sealed_to not in copied


def test_somebody_who_still_waits_is_removed_without_new_keys() -> None:
    team_id, ring = make_finished()
    newcomer = make_member(team_id)
    before = generations(team_id)

    actions.remove_member(
        team_id=team_id, person_id=newcomer.person_id, by=ring, at=NOON
    )

    assert generations(team_id) == before
    with pytest.raises(NotWaiting):
        admit(team_id, newcomer, by=ring)


def test_the_last_member_is_not_removed() -> None:
    team_id, ring = make_finished()
    make_member(team_id)

    with pytest.raises(LastMember):
        actions.remove_member(
            team_id=team_id, person_id=ring.person_id, by=ring, at=NOON
        )
    with pytest.raises(NotAMember):
        actions.remove_member(team_id=team_id, person_id=uuid4(), by=ring, at=NOON)


def test_a_removed_member_may_come_again_and_waits() -> None:
    team_id, ring = make_finished()
    leaver = make_member(team_id)
    admit(team_id, leaver, by=ring)
    actions.remove_member(team_id=team_id, person_id=leaver.person_id, by=ring, at=NOON)

    actions.join_team(team_id=team_id, person_id=leaver.person_id, at=NOON)

    with pytest.raises(NotForYou):
        make_row(team_id).sealed_answers.open(leaver)
    admit(team_id, leaver, by=ring)
    assert make_row(team_id).sealed_answers.open(leaver) == WORDS


def test_removing_needs_a_ring_of_the_team() -> None:
    team_id, ring = make_finished()

    with pytest.raises(KeysLocked):
        remove_by(team_id, ring, Unringed(team_id))
    with pytest.raises(KeysLocked):
        actions.rotate_team_keys(team_id=team_id, by=Unringed(team_id), at=NOON)
    with pytest.raises(NotForYou):
        actions.rotate_team_keys(team_id=team_id, by=make_member(), at=NOON)


def remove_by(team_id: UUID, ring: rings.KeyRing, by: rings.Bearer) -> None:
    other = make_member(team_id)
    admit(team_id, other, by=ring)
    actions.remove_member(team_id=team_id, person_id=other.person_id, by=by, at=NOON)


def test_whoever_lost_every_way_in_waits_with_a_new_key_pair() -> None:
    team_id, ring = make_finished()
    forgetful = make_member(team_id)
    admit(team_id, forgetful, by=ring)
    row = make_row(team_id)

    actions.renew_member(person_id=forgetful.person_id, secret="new secret", at=NOON)

    renewed = rings.unlock_ring(person_id=forgetful.person_id, secret="new secret")
    for either in (forgetful, renewed):
        with pytest.raises(NotForYou):
            row.sealed_answers.open(either)
    admit(team_id, renewed, by=ring)
    assert row.sealed_answers.open(renewed) == WORDS


def test_another_team_is_let_in_and_out_and_content_stays_as_it_is() -> None:
    team_id, ring = make_finished()
    other_id, other = make_finished()
    row = make_row(team_id)
    before = content_of(row.id)
    actions.let_in(record_ids=[row.id], team_id=other_id, by=ring)
    assert row.sealed_answers.open(other) == WORDS
    actions.let_in(record_ids=[row.id], team_id=other_id, by=ring)
    actions.let_out(record_ids=[row.id], team_id=other_id)

    with pytest.raises(NotForYou):
        row.sealed_answers.open(other)
    assert row.sealed_answers.open(ring) == WORDS
    assert content_of(row.id) == before


def content_of(row_id: UUID) -> bytes:
    with connections["stored"].cursor() as cursor:
        cursor.execute(
            "select sealed_answers from reporting_report where id = %s", [row_id]
        )
        return bytes(cursor.fetchone()[0])


def test_nobody_lets_in_to_what_they_cannot_open_themselves() -> None:
    row = make_row(make_team())

    with pytest.raises(NotForYou):
        actions.let_in(record_ids=[row.id], team_id=make_team(), by=make_member())
    with pytest.raises(NoSuchHolder):
        actions.let_in(record_ids=[row.id], team_id=uuid4(), by=make_member())


def test_the_last_team_is_not_let_out() -> None:
    team_id = make_team()
    row = make_row(team_id)

    with pytest.raises(NobodyLeft):
        actions.let_out(record_ids=[row.id], team_id=team_id)


def test_a_new_value_in_the_same_place_opens_for_everybody_the_old_one_did() -> None:
    team_id, other_id = make_team(), make_team()
    row = make_row(team_id, other_id)
    sealed = actions.seal_again(row, "sealed_answers", "new words", teams=[team_id])

    assert sealed.open(make_member(team_id)) == "new words"
    assert sealed.open(make_member(other_id)) == "new words"
    with pytest.raises(SealBroken):
        row.sealed_answers.open(make_member(team_id))


def test_a_value_copied_over_another_in_the_database_does_not_open() -> None:
    team_id = make_team()
    one, other = make_row(team_id, text="one"), make_row(team_id, text="other")
    ring = make_member(team_id)

    slot = other.sealed_answers.slot
    moved = type(slot)(slot.table, slot.column, one.id, slot.content)

    with pytest.raises(SealBroken):
        opening.open_slots([moved], by=ring)
    with pytest.raises(SealBroken):
        opening.open_slots(
            [type(slot)(slot.table, "status", other.id, slot.content)], by=ring
        )
