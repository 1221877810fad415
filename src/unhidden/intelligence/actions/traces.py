"""Making mentions findable: with each that is kept, and anew when the rules change.

Those by which other organisations' records meet them are made anew with the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.actions.contacts import keep_meeting_keys
from unhidden.intelligence.models import MeetingKey, Mention, Trace, TraceKey
from unhidden.intelligence.queries.matching import traces_of
from unhidden.intelligence.rules import traces

REFRESH = "intelligence.refresh_traces"
TRACE_KEEPER = Actor(None, None, frozenset({REFRESH}))
AT_ONCE = 1_000


def keep_traces(mentions: Iterable[Mention]) -> None:
    """Make mentions findable, in the transaction that adds them."""
    made = list(traces_of(mentions))
    Trace.objects.bulk_create(
        Trace(
            mention=row,
            report_id=row.item.report_id,
            kind=row.kind,
            spec=trace.spec,
            profile=trace.profile,
        )
        for row, trace in made
    )
    TraceKey.objects.bulk_create(
        TraceKey(mention_id=row.id, key=key)
        for row, trace in made
        for key in trace.keys | trace.kept
    )


def refresh_traces(*, actor: Actor, at: datetime) -> int:
    """Trace what has no trace by today's rules; how many there were.

    In parts of a thousand, each whole: a search meets the old trace or the new one.
    """
    actor.must(REFRESH)
    done = 0
    while some := _refresh_some(actor=actor, at=at):
        done += some
    return done


@action
def _refresh_some(*, actor: Actor, at: datetime) -> int:
    waiting = Q(trace=None) | ~Q(trace__spec=traces.SPEC)
    found = Mention.objects.filter(waiting).select_related("item").order_by("id")
    rows = list(found[:AT_ONCE])
    if not rows:
        return 0
    with transaction.atomic():
        TraceKey.objects.filter(mention__in=rows).delete()
        Trace.objects.filter(mention__in=rows).delete()
        MeetingKey.objects.filter(mention__in=rows).delete()
        keep_traces(rows)
        keep_meeting_keys(rows)
    audit.record(
        name="intelligence.traces_refreshed",
        actor=actor,
        subject=rows[0],
        at=at,
        detail={"mentions": len(rows), "spec": traces.SPEC},
    )
    return len(rows)
