"""Who may write which event, in whose name and under which date: what SQL can try.

Each attempt is made in the page of every role, and by every process; what the record
holds is asked past every rule.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.security.rls import world
from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.states import COLLEAGUE, PERSON
from tests.security.rls.world import Cur

NOBODY = ("", "")
PAGES = sorted(world.first_purposes().items())
STAFF, PUBLIC, WORKER = "unhidden_staff", "unhidden_public", "unhidden_worker"
NOW, LONG_AGO = "clock_timestamp()", "clock_timestamp() - interval '200 days'"
SOON = "clock_timestamp() + interval '2 minutes'"
AT_THE_DOOR = ("agencies.signed_in", "agencies.sign_in_refused", "audit.refused")


def note(name: str, person: object, at: str = NOW) -> str:
    claimed = f"'{person}'" if person else "null"
    return (
        f"select wall.note('{name}', 'alteration', 'x',"
        f" gen_random_uuid(), '', {at}, {claimed}, '{{}}')"
    )


@pytest.fixture
def attacked(cursor: Cur) -> Cur:
    world.make(cursor)
    return cursor


def in_every_page(cursor: Cur, statement: str) -> Iterator[tuple[str, str]]:
    """How it ends in the page of each role."""
    for who in PAGES:
        yield who[0], Attempt("", "", who, [statement], DONE).outcome(cursor)


@pytest.mark.parametrize("name", [*AT_THE_DOOR, "agencies.password_set"])
@pytest.mark.parametrize("at", [NOW, LONG_AGO])
def test_no_page_writes_in_anothers_name(name: str, at: str, attacked: Cur) -> None:
    for person in (COLLEAGUE, None):
        found = dict(in_every_page(attacked, note(name, person, at)))

        assert set(found.values()) == {REFUSED}, found


@pytest.mark.parametrize("at", [LONG_AGO, SOON])
def test_no_page_writes_under_another_date(at: str, attacked: Cur) -> None:
    found = dict(in_every_page(attacked, note("audit.record_seen", PERSON, at)))

    assert set(found.values()) == {REFUSED}, found


def test_every_page_writes_in_its_own_name_and_of_now(attacked: Cur) -> None:
    found = dict(in_every_page(attacked, note("audit.record_seen", PERSON)))

    assert set(found.values()) == {DONE}, found


@pytest.mark.parametrize(
    "name", ["safeguarding.case_read", "reporting.report_received"]
)
def test_no_page_writes_an_event_of_no_page(name: str, attacked: Cur) -> None:
    found = dict(in_every_page(attacked, note(name, PERSON)))

    assert set(found.values()) == {REFUSED}, found


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (PUBLIC, "safeguarding.case_read"),
        (PUBLIC, "safeguarding.identity_opened"),
        (PUBLIC, "audit.refused"),
        (PUBLIC, "agencies.signed_in"),
        (WORKER, "safeguarding.identity_opened"),
        (WORKER, "reporting.report_received"),
        (STAFF, "reporting.report_deleted"),
        (STAFF, "safeguarding.case_read"),
    ],
)
def test_no_process_writes_another_ones_events(
    role: str, name: str, attacked: Cur
) -> None:
    attempt = Attempt("", name, NOBODY, [note(name, None)], role=role)

    assert attempt.outcome(attacked) == REFUSED


@pytest.mark.parametrize(
    "name", ["agencies.engagement_declined", "agencies.desk_moved"]
)
@pytest.mark.parametrize("person", [PERSON, None])
def test_outside_a_page_only_the_door_writes(
    name: str, person: object, attacked: Cur
) -> None:
    attempt = Attempt("", name, NOBODY, [note(name, person)], role=STAFF)

    assert attempt.outcome(attacked) == REFUSED
