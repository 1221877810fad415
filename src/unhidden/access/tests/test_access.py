"""Absent and forbidden are one answer; a wrong database role serves nothing."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection

from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.actor import NOBODY, Actor
from unhidden.access.records import new_id, seeded_ids
from unhidden.access.rls.tables import list_declared_tables, parse_verbs
from unhidden.access.startup import (
    NotFitToServe,
    WrongDatabaseRole,
    refuse_ignored_settings,
    refuse_wrong_role,
)


def test_an_actor_without_the_permission_meets_nothing() -> None:
    actor = Actor(UUID(int=1), UUID(int=2), frozenset({"visits.see_visits"}))

    actor.must("visits.see_visits")

    with pytest.raises(Absent):
        actor.must("visits.record_visit")


def test_nobody_has_no_person_and_no_organisation() -> None:
    with pytest.raises(Absent):
        _ = NOBODY.person
    with pytest.raises(Absent):
        _ = NOBODY.organisation


def test_a_seed_makes_the_same_keys_and_none_makes_others() -> None:
    with seeded_ids(1):
        first = [new_id() for _ in range(3)]
    with seeded_ids(1):
        second = [new_id() for _ in range(3)]

    assert first == second
    assert new_id() not in first


@pytest.mark.django_db
def test_a_program_connected_as_another_role_does_not_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)

    refuse_wrong_role("unhidden_staff")

    with pytest.raises(WrongDatabaseRole):
        refuse_wrong_role("unhidden_public")
    with as_role("public"):
        refuse_wrong_role("unhidden_public")


@pytest.mark.django_db
def test_a_program_whose_statements_the_database_ignores_does_not_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    stated = connection.settings_dict["OPTIONS"]

    refuse_ignored_settings()

    monkeypatch.setitem(stated, "options", f"{stated['options']} -c work_mem=9MB")
    with pytest.raises(NotFitToServe, match=r"ignores what we state of: work_mem\."):
        refuse_ignored_settings()


def test_rights_are_read_with_their_columns() -> None:
    assert list(parse_verbs("insert, select(id, name)")) == [
        ("insert", ""),
        ("select", "id, name"),
    ]


def test_no_role_may_delete_but_where_a_table_says_so() -> None:
    may_delete = {
        table
        for table, rights in list_declared_tables().items()
        if "delete" in rights.public + rights.staff + rights.worker
        and not table.startswith("procrastinate")
    }

    assert may_delete == {
        "agencies_singlesignon",
        "decision_log_decisiondraft",
        "field_innerreceiver",
        "health_alarm",
        "notices_letter",
        "notices_noticeround",
        "operations_candidatebar",
        "operations_crewoutfit",
        "operations_crewvehicle",
        "operations_daycapacity",
        "operations_personabstraction",
        "operations_personaccreditation",
        "operations_restrule",
        "operations_rostershift",
        "operations_startplace",
        "operations_supportingcrew",
        "operations_teammember",
        "operations_visitoption",
        "reporting_route",
        "safeguarding_againletter",
        "sharing_party",
        "visits_draft",
    }
