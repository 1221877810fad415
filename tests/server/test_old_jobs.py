"""Jobs that failed are kept for a week, to be told of, and then deleted."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.support.roles import as_role
from unhidden.hosting.management import tasks

pytestmark = pytest.mark.django_db

_JOB = """
insert into procrastinate_jobs (queue_name, task_name, status)
values ('default', 'synthetic', %s) returning id
"""
_EVENTS = "update procrastinate_events set at = now() - make_interval(days => %s)"


def forgotten(status: str, days: int) -> int:
    """How many jobs are deleted when one has been as it is for so many days."""
    with as_role("worker"), connection.cursor() as cursor:
        cursor.execute(_JOB, ["todo"])
        (job,) = cursor.fetchone()
        cursor.execute(
            "update procrastinate_jobs set status = %s where id = %s", [status, job]
        )
        cursor.execute(_EVENTS, [days])
        gone = tasks.forget_old_jobs(0)
        cursor.execute("select count(*) from procrastinate_events")
        (events,) = cursor.fetchone()
    assert bool(events) is not bool(gone)
    return gone


@pytest.mark.parametrize("status", ["failed", "aborted", "doing"])
def test_what_ended_or_was_left_a_week_ago_is_deleted(status: str) -> None:
    assert forgotten(status, 8) == 1


@pytest.mark.parametrize("status", ["failed", "aborted", "doing"])
def test_what_failed_since_is_kept(status: str) -> None:
    assert forgotten(status, 6) == 0


def test_what_waits_is_never_deleted() -> None:
    assert forgotten("todo", 400) == 0
