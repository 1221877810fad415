"""Whoever rules the database puts keys in, or takes links out: none is sealed to.

As a superuser, past every right and trigger. Each is told once, in the log and as one
event. What still is possible: to stop sealing altogether, as by deleting the tables.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON
from tests.made.vault import SYSTEM, WORDS, by_system, make_finished, make_row
from tests.security.key_attacks import (
    ATTEMPTS,
    PRIVATE_KEY,
    PUBLIC_KEY,
    Database,
    put_first_link,
    put_garbage,
    put_generation,
    put_link,
    refusals,
    sealed_keys,
    take_last_link,
)
from unhidden.access import context
from unhidden.vault import (
    actions,
    chains,
    sealing,
)
from unhidden.vault.actions import NotCertified, NotNewest, SealBroken
from unhidden.vault.models import MemberKey, RecordKey
from unhidden.vault.sealing import SealedSlot

pytestmark = pytest.mark.django_db(transaction=True)


@by_system
def seal_as_staff(row_id: UUID, team_id: UUID) -> None:
    slot = SealedSlot("reporting_report", "copy", row_id, b"")
    actions.keep_keys({slot: sealing.new_key()}, actions.newest_of([team_id]))


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.__name__)
def test_nothing_is_sealed_to_what_was_put_there_and_it_is_told_once(
    superuser: Database,
    attempt: Callable[[Database, UUID], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    team_id, ring = make_finished()
    make_row(team_id)
    attempt(superuser, team_id)

    with caplog.at_level(logging.ERROR, chains.__name__):
        rows = [make_row(team_id) for _ in range(2)]
        for row in rows:
            seal_as_staff(row.id, team_id)

    for row in rows:
        with context.acting_as(SYSTEM):
            assert row.sealed_answers.open(ring) == WORDS
        keys = sealed_keys(row.id)
        assert len(keys) == 2
        for sealed in keys:
            with pytest.raises(SealBroken):
                sealing.open_key(sealed, private_key=PRIVATE_KEY)
    assert len(refusals(team_id)) == 1
    assert len(caplog.records) == 1


@pytest.mark.parametrize("attempt", [put_generation, put_link, put_garbage])
def test_a_process_that_remembers_nothing_is_not_taken_in_either(
    superuser: Database, attempt: Callable[[Database, UUID], None]
) -> None:
    team_id, ring = make_finished()
    attempt(superuser, team_id)
    chains.forget_chains()

    row = make_row(team_id)

    with context.acting_as(SYSTEM):
        assert row.sealed_answers.open(ring) == WORDS


def test_another_chain_is_no_chain_to_a_process_that_remembers_nothing(
    superuser: Database,
) -> None:
    team_id, _ = make_finished()
    put_first_link(superuser, team_id)
    chains.forget_chains()

    with pytest.raises(NotCertified):
        make_row(team_id)


def test_what_is_remembered_lies_in_a_file_and_is_never_gone_back_on(
    superuser: Database, settings: Any, tmp_path: Any
) -> None:
    settings.HEADS = tmp_path / "heads" / "staff.json"
    team_id, ring = make_finished()
    make_row(team_id)
    take_last_link(superuser, team_id)
    chains.forget_chains()

    row = make_row(team_id)

    assert settings.HEADS.stat().st_mode & 0o777 == 0o600
    with context.acting_as(SYSTEM):
        assert row.sealed_answers.open(ring) == WORDS


def test_a_member_who_was_put_in_gets_no_new_keys(superuser: Database) -> None:
    team_id, ring = make_finished()
    put_in = put_member(superuser, team_id)

    by_system(actions.rotate_team_keys)(team_id=team_id, by=ring, at=NOON)

    keys = MemberKey.objects.using("stored").filter(member_id=put_in)
    assert keys.count() == 0
    assert len(refusals(team_id)) == 1


def put_member(database: Database, team: UUID) -> UUID:
    """A row for everything that a holder has, with the attacker's key."""
    person, engagement = uuid4(), uuid4()
    rows: list[tuple[str, list[UUID | bytes]]] = [
        ("insert into agencies_person (id, email, name, language, is_active)"
         " values (%s, 'x@x.org', 'X', 'en', true)", [person]),
        ("insert into agencies_engagement (id, person_id, organisation_id, role,"
         " clearance, from_on, asked_at, approved_at) values"
         " (%s, %s, %s, 'analyst', 1, '2020-01-01', now(), now())",
         [engagement, person, team]),
        ("insert into vault_member (id, public_key, is_recovery, created_at)"
         " values (%s, %s, false, now())", [person, PUBLIC_KEY]),
        ("insert into vault_membership (team_id, member_id, asked_at, admitted_at)"
         " values (%s, %s, now(), now())", [team, person]),
    ]  # fmt: skip
    for statement, given in rows:
        database.execute(statement, given)
    return person


def test_a_key_that_is_named_the_newest_stops_sealing_and_gets_nothing(
    superuser: Database,
) -> None:
    team_id, _ = make_finished()
    put_generation(superuser, team_id)
    superuser.execute(
        "update vault_team t set newest_id = g.id from vault_generation g"
        " where g.team_id = t.id and g.number = 3 and t.id = %s",
        [team_id],
    )

    with pytest.raises(NotNewest):
        make_row(team_id)

    assert not RecordKey.objects.using("stored").filter(team_id=team_id).exists()
