"""Making mentions findable: with each that is kept, and anew when the rules change."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.intelligence.models import Mention, Trace
from unhidden.intelligence.subjects.queries.matching import pair_with_entries
from unhidden.intelligence.subjects.rules import traces
from unhidden.intelligence.subjects.rules.meetings import keys_within, meeting_keys
from unhidden.intelligence.subjects.rules.traces import TracedEntry

REFRESH = "intelligence.refresh_traces"
TRACE_KEEPER = Actor(None, None, frozenset({REFRESH}))
AT_ONCE = 1_000


def keep_traces(mentions: Iterable[Mention]) -> None:
    """Let mentions be found, and be met by what others and the same source tell later.

    In the transaction that adds them.
    """
    rows = [
        Trace(
            mention=row,
            report_id=row.item.report_id,
            kind=row.kind,
            spec=traces.SPEC,
            **_made(row, place),
        )
        for row, place in pair_with_entries(mentions)
    ]
    Trace.objects.bulk_create(rows)
    procedures.call_procedure("make_findable", [row.mention_id for row in rows])


def _made(row: Mention, place: TracedEntry | None) -> dict[str, Any]:
    """The profile and the keys of a mention's trace, as they are stored."""
    made = traces.trace_of(row.kind, row.text, row.details, place)
    keys = {
        "found_by": sorted(made.keys | made.kept),
        "met_at": sorted(meeting_keys(row.kind, row.text, row.details, place)),
        "met_within": sorted(keys_within(row.kind, row.text, row.details)),
    }
    return {"profile": made.profile, "keys": keys}


def refresh_traces(*, actor: Actor, at: datetime) -> int:
    """Trace anew what was traced by other rules; how many there were.

    In parts of a thousand, each whole: a search meets the old trace or the new one.
    """
    return _refresh_all("traces_to_renew", actor, at)


def trace_untraced(*, actor: Actor, at: datetime) -> int:
    """Trace what never was, which is looked for among all; how many there were."""
    return _refresh_all("untraced", actor, at)


def _refresh_all(waiting: str, actor: Actor, at: datetime) -> int:
    """Part by part, each from behind the last mention of the one before."""
    actor.must(REFRESH)
    done, behind = 0, None
    while some := refresh_part(waiting, behind, actor=actor, at=at):
        done, behind = done + len(some), some[-1]
    return done


@action
def refresh_part(
    waiting: str, behind: UUID | None, *, actor: Actor, at: datetime
) -> list[UUID]:
    """Trace the next part of what a procedure of the wall says waits; which it was."""
    asked = f"select * from wall.{waiting}(%s, %s)"  # noqa: S608  # one of our names
    rows = list(Mention.objects.raw(asked, [behind, AT_ONCE]))
    if not rows:
        return []
    made = [
        {"mention": str(row.id), **_made(row, place)}
        for row, place in pair_with_entries(rows)
    ]
    procedures.call_procedure("trace_anew", traces.SPEC, json.dumps(made))
    audit.record_event(
        name="intelligence.traces_refreshed",
        actor=actor,
        subject=rows[0],
        at=at,
        detail={"mentions": len(rows), "spec": traces.SPEC},
    )
    return [row.id for row in rows]
