"""What was kept before there were traces, or by other rules, is found all the same."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.db.utils import ProgrammingError

from tests.cast import NOON, TODAY, Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.support.roles import as_guard, as_role
from unhidden.access.absent import Absent
from unhidden.intelligence import tasks
from unhidden.intelligence.models import MeetingKey, Trace, TraceKey
from unhidden.intelligence.reports.queries import looking
from unhidden.intelligence.subjects.actions import traces
from unhidden.intelligence.subjects.rules import traces as rules
from unhidden.intelligence.subjects.rules.mentions import NewMention

TO_RENEW = "traces_to_renew"
pytestmark = pytest.mark.django_db


def found(cast: Cast) -> int:
    (looked,) = looking.look_up_mentions(
        viewer=cast.actor("analyst"), text="He rang from 07700 900123", today=TODAY
    )
    return looked.total


def test_the_worker_traces_what_has_no_trace_of_today_s_rules(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = NewMention("phone", "07700 900123")
    with monkeypatch.context() as patch:
        patch.setattr("unhidden.intelligence.subjects.rules.traces.SPEC", "1")
        make_intelligence(make_item(mentions=(phone,)), by=cast.actor("analyst"))
    assert found(cast) == 0

    with as_role("worker"):
        done = [tasks.refresh_traces(timestamp=int(NOON.timestamp())) for _ in "ab"]

    assert done == [1, 0]
    assert found(cast) == 1


def test_the_index_of_what_waits_leaves_out_what_today_s_rules_have_traced() -> None:
    (waiting,) = (each for each in Trace._meta.indexes if each.name == TO_RENEW)

    assert waiting.condition == ~Q(spec=rules.SPEC)


def test_who_asks_what_waits_asks_that_index(cast: Cast) -> None:
    with as_guard(), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("select prosrc from pg_proc where proname = %s", [TO_RENEW])
        ((asked,),) = cursor.fetchall()
        first = asked.replace("behind", "null::uuid").replace("most", "9")
        cursor.execute(f"explain {first}")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert f"using {TO_RENEW}" in plan


def test_each_part_begins_behind_the_last(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = [NewMention("phone", f"07700 90012{n}") for n in range(5)]
    with monkeypatch.context() as patch:
        patch.setattr("unhidden.intelligence.subjects.rules.traces.SPEC", "1")
        make_intelligence(make_item(mentions=tuple(phones)), by=cast.actor("analyst"))
    monkeypatch.setattr(traces, "AT_ONCE", 2)

    with as_role("worker"):
        done = tasks.refresh_traces(timestamp=int(NOON.timestamp()))

    assert done == 5
    assert not Trace.objects.using("stored").exclude(spec=rules.SPEC).exists()


def test_what_was_kept_before_there_were_traces_is_traced_by_night(cast: Cast) -> None:
    phone = NewMention("phone", "07700 900123")
    make_intelligence(make_item(mentions=(phone,)), by=cast.actor("analyst"))
    with as_guard():
        for table in (TraceKey, MeetingKey, Trace):
            table.objects.all().delete()
    assert found(cast) == 0

    with as_role("worker"):
        tried = tasks.refresh_traces(timestamp=int(NOON.timestamp()))
        done = [tasks.trace_untraced(timestamp=int(NOON.timestamp())) for _ in "ab"]

    assert (tried, done) == (0, [1, 0])
    assert found(cast) == 1


@pytest.mark.parametrize("role", ["staff", "worker"])
@pytest.mark.parametrize("keys", [TraceKey, MeetingKey])
def test_nobody_gives_a_mention_another_key(
    role: str, keys: type[TraceKey | MeetingKey], cast: Cast
) -> None:
    phone = NewMention("phone", "07700 900123")
    make_intelligence(make_item(mentions=(phone,)), by=cast.actor("analyst"))
    mention = Trace.objects.using("stored").get().mention_id

    with (
        as_role(role),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        keys.objects.create(mention_id=mention, key=7)


def test_tracing_needs_its_own_permission(cast: Cast) -> None:
    with pytest.raises(Absent):
        traces.refresh_traces(actor=cast.actor("analyst"), at=NOON)
