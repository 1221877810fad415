"""The guard on sources: who comes back about one target, told to the source unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.intelligence.models import (
    IntelligenceReport,
    SourceKey,
    SourceState,
    SourceStep,
)
from unhidden.intelligence.reports.queries.sources import HANDLES_SOURCES, match_told
from unhidden.intelligence.reports.rules.sources import source_words
from unhidden.lib.refusals import ActionRefused
from unhidden.vault import indexes


class SourceStateUnknown(ActionRefused):
    """There is no such state."""


class NoSourceOutcome(ActionRefused):
    """A step is kept with what came of it."""


class SourceSettled(ActionRefused):
    """Nothing is done about what is settled."""


def guard_sources(
    report: IntelligenceReport, told_by: Iterable[str], *, actor: Actor, at: datetime
) -> None:
    """Hold who told a new report against who told others: its writer learns nothing.

    Nothing is kept of who it was but a blind index, within one organisation.
    """
    words = {word for told in told_by for word in source_words(told)}
    if not words:
        return
    purpose = f"sources of {actor.organisation}"
    SourceKey.objects.bulk_create(
        SourceKey(report=report, key=indexes.make_blind_index(each, purpose=purpose))
        for each in sorted(words)
    )
    guard_again(report, actor=actor, at=at)


def guard_again(report: IntelligenceReport, *, actor: Actor, at: datetime) -> None:
    """The same with a report that speaks of more than before, whoever told it.

    That it was held against others' is recorded, whether anything was met or not.
    """
    procedures.call_procedure("guard_sources", report.id, at)
    audit.record_event(
        name="intelligence.source_guarded",
        verb=audit.Verb.COMBINATION,
        actor=actor,
        subject=report,
        at=at,
    )


@action
def note_source(
    *, match_id: UUID, state: str, outcome: str, actor: Actor, at: datetime
) -> None:
    """Keep what the source unit did about a source who comes back.

    Raises SourceStateUnknown, NoSourceOutcome, SourceSettled, and Absent.
    """
    actor.must(HANDLES_SOURCES)
    row = match_told(actor, match_id)
    if state not in SourceState.values:
        raise SourceStateUnknown
    if not outcome.strip():
        raise NoSourceOutcome
    if row.steps.filter(state=SourceState.SETTLED).exists():
        raise SourceSettled
    SourceStep(
        match=row,
        state=state,
        outcome=outcome.strip(),
        taken_by_id=actor.person,
        taken_at=at,
    ).save(force_insert=True)
    audit.record_event(
        name="intelligence.source_noted",
        actor=actor,
        subject=row,
        at=at,
        detail={"state": state},
    )
