"""New keys move record keys, batch by batch, and never touch what is sealed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from tests.cast import NOON
from tests.made.vault import (
    WORDS,
    Unringed,
    generations,
    make_finished,
    make_member,
    make_row,
    make_team,
    of_team,
)
from tests.support.roles import as_guard, as_role
from unhidden.vault import actions, queries, rewrapping, sealing
from unhidden.vault.actions import KeysLocked, NotForYou
from unhidden.vault.models import Helper, MemberKey, RecordKey, Rewrap
from unhidden.vault.rewrapping import HelperKeys

pytestmark = pytest.mark.django_db


def contents() -> list[tuple[object, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute("select id, sealed_answers from reporting_report order by id")
        return [(row, bytes(sealed)) for row, sealed in cursor.fetchall()]


def announced() -> HelperKeys:
    help_ = HelperKeys()
    with as_role("worker"):
        help_.announce(at=NOON)
    return help_


def worked(help_: HelperKeys) -> int:
    with as_role("worker"):
        return help_.work(at=NOON)


def test_rotation_moves_keys_and_never_content() -> None:
    team_id, ring = make_finished()
    rows = [make_row(team_id) for _ in range(5)]
    before = contents()
    help_ = announced()

    actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)
    moved = worked(help_)

    assert moved == 5
    assert contents() == before
    assert of_team(team_id) == {generations(team_id)[-1]}
    assert {row.sealed_answers.open(ring) for row in rows} == {WORDS}


def test_until_keys_are_moved_the_old_ones_stay_to_open() -> None:
    team_id, ring = make_finished()
    row = make_row(team_id)

    actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)

    assert of_team(team_id) == {generations(team_id)[-2]}
    assert row.sealed_answers.open(ring) == WORDS


def test_a_newcomer_gets_old_keys_only_while_they_open_something() -> None:
    team_id, ring = make_finished()
    row = make_row(team_id)
    actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)
    early, late = make_member(team_id), make_member(team_id)

    actions.admit_member(
        team_id=team_id,
        person_id=early.person_id,
        fingerprint=early.fingerprint,
        by=ring,
        at=NOON,
    )
    actions.carry_on(team_id=team_id, by=ring, at=NOON)
    actions.admit_member(
        team_id=team_id,
        person_id=late.person_id,
        fingerprint=late.fingerprint,
        by=ring,
        at=NOON,
    )

    assert len(early.team_keys(generations(team_id))) == 2
    assert len(late.team_keys(generations(team_id))) == 1
    assert row.sealed_answers.open(early) == row.sealed_answers.open(late) == WORDS


def test_a_removal_is_moved_by_the_worker_with_progress(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rewrapping, "BATCH", 2)
    team_id, ring = make_finished()
    leaver = make_member(team_id)
    actions.admit_member(
        team_id=team_id,
        person_id=leaver.person_id,
        fingerprint=leaver.fingerprint,
        by=ring,
        at=NOON,
    )
    for _ in range(7):
        make_row(team_id)
    help_ = announced()

    actions.remove_member(team_id=team_id, person_id=leaver.person_id, by=ring, at=NOON)
    begun = queries.team_state(team_id=team_id)
    with as_role("worker"):
        help_.work(at=NOON, most=3)
    halfway = queries.team_state(team_id=team_id)
    worked(help_)
    done = queries.team_state(team_id=team_id)

    assert begun
    assert halfway
    assert done
    assert (begun.moved, begun.to_move) == (0, 7)
    assert (halfway.moved, halfway.to_move) == (4, 7)
    assert (done.moved, done.to_move) == (0, 0)
    row = Rewrap.objects.get(total=7)
    assert (row.done, row.broken, row.handed, row.ended_at) == (7, 0, None, NOON)


def test_without_a_worker_a_member_carries_on() -> None:
    team_id, ring = make_finished()
    row = make_row(team_id)
    actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)

    for nobody, refusal in (
        (Unringed(team_id), KeysLocked),
        (make_member(), NotForYou),
    ):
        with pytest.raises(refusal):
            actions.carry_on(team_id=team_id, by=nobody, at=NOON)
    moved = actions.carry_on(team_id=team_id, by=ring, at=NOON)

    assert moved == 1
    assert of_team(team_id) == {generations(team_id)[-1]}
    assert row.sealed_answers.open(ring) == WORDS


def test_what_is_handed_opens_only_in_the_worker_it_was_handed_to() -> None:
    team_id, ring = make_finished()
    make_row(team_id)
    first = announced()
    actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)
    (handed,) = Rewrap.objects.exclude(handed=None).values_list("handed", flat=True)

    restarted = HelperKeys()

    assert worked(restarted) == 0
    assert settings.VAULT_KEY
    with pytest.raises(sealing.SealBroken):
        sealing.unwrap_key(bytes(handed or b""), key=settings.VAULT_KEY, bound_to=b"")
    assert repr(first) == "<help>"
    assert worked(first) == 1


def test_a_workers_key_that_a_thief_of_the_database_wrote_is_not_used() -> None:
    public_key, _ = sealing.new_key_pair()
    wrapped = sealing.wrap_key(
        public_key, key=b"k" * 32, bound_to=b"unhidden vault helper"
    )
    with as_guard():
        Helper.objects.create(wrapped_public_key=wrapped, announced_at=NOON)
    team_id, ring = make_finished()
    make_row(team_id)

    actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)

    assert rewrapping.helpers_key() is None
    assert not Rewrap.objects.exclude(handed=None).exists()


def test_a_broken_record_key_is_counted_and_stops_nothing() -> None:
    team_id, ring = make_finished()
    broken, whole = make_row(team_id), make_row(team_id)
    with as_guard():
        RecordKey.objects.filter(record_id=broken.id).update(sealed_key=b"x" * 80)
    actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)

    actions.carry_on(team_id=team_id, by=ring, at=NOON)

    row = Rewrap.objects.get(ended_at=NOON, total=2)
    assert (row.done, row.broken) == (1, 1)
    assert whole.sealed_answers.open(ring) == WORDS
    with pytest.raises(sealing.SealBroken):
        broken.sealed_answers.open(ring)


def test_two_rotations_before_anything_is_moved_lose_nothing() -> None:
    team_id, ring = make_finished()
    one = make_row(team_id)
    actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)
    other = make_row(team_id)
    actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)

    actions.carry_on(team_id=team_id, by=ring, at=NOON)

    assert of_team(team_id) == {generations(team_id)[-1]}
    assert one.sealed_answers.open(ring) == other.sealed_answers.open(ring) == WORDS


def test_a_record_sealed_to_the_old_key_while_it_was_changed_is_found_again() -> None:
    team_id, ring = make_finished()
    row = make_row(team_id)
    old = RecordKey.objects.get(record_id=row.id)
    actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)
    actions.carry_on(team_id=team_id, by=ring, at=NOON)
    with as_guard():
        RecordKey.objects.filter(record_id=row.id).update(
            generation_id=old.generation_id, sealed_key=old.sealed_key
        )

    assert row.sealed_answers.open(ring) == WORDS
    actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)
    actions.carry_on(team_id=team_id, by=ring, at=NOON)

    assert of_team(team_id) == {generations(team_id)[-1]}
    assert row.sealed_answers.open(ring) == WORDS


def test_the_worker_reads_no_private_key() -> None:
    make_finished()

    with as_role("worker"), pytest.raises(Exception, match="permission denied"):
        MemberKey.objects.count()


def test_a_process_without_the_servers_key_helps_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "VAULT_KEY", None)

    announced()

    assert not Helper.objects.exists()
    assert rewrapping.helpers_key() is None


def test_letting_in_needs_nothing_but_keys_of_a_team() -> None:
    team_id, record_id = make_team(), uuid4()

    actions.let_in(record_ids=[record_id], team_id=team_id, by=make_member(team_id))

    assert not RecordKey.objects.filter(record_id=record_id).exists()
