"""Making mentions findable: with each that is kept, and anew when the rules change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from unhidden.access import procedures
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.models import MeetingKey, Mention, Trace, TraceKey
from unhidden.intelligence.queries.matching import placed
from unhidden.intelligence.rules import traces
from unhidden.intelligence.rules.meetings import keys_within, meeting_keys
from unhidden.intelligence.rules.traces import Place

REFRESH = "intelligence.refresh_traces"
TRACE_KEEPER = Actor(None, None, frozenset({REFRESH}))
AT_ONCE = 1_000


def keep_traces(mentions: Iterable[Mention]) -> None:
    """Let mentions be found, and be met by what others and the same source tell later.

    In the transaction that adds them.
    """
    rows = [_trace(row, place) for row, place in placed(mentions)]
    Trace.objects.bulk_create(rows)
    procedures.call("make_findable", [row.mention_id for row in rows])


def _trace(row: Mention, place: Place | None) -> Trace:
    made = traces.trace_of(row.kind, row.text, row.details, place)
    return Trace(
        mention=row,
        report_id=row.item.report_id,
        kind=row.kind,
        spec=made.spec,
        profile=made.profile,
        keys={
            "found_by": sorted(made.keys | made.kept),
            "met_at": sorted(meeting_keys(row.kind, row.text, row.details, place)),
            "met_within": sorted(keys_within(row.kind, row.text, row.details)),
        },
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
    audit.record(
        name="intelligence.traces_refreshed",
        actor=actor,
        subject=rows[0],
        at=at,
        detail={"mentions": len(rows), "spec": traces.SPEC},
    )
    return len(rows)
