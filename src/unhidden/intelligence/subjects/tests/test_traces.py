"""What was kept before there were traces, or by other rules, is found all the same."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from tests.cast import NOON, TODAY, Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.intelligence import tasks
from unhidden.intelligence.models import MeetingKey, Trace, TraceKey
from unhidden.intelligence.reports.queries import looking
from unhidden.intelligence.subjects.actions import traces
from unhidden.intelligence.subjects.rules.mentions import NewMention

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
