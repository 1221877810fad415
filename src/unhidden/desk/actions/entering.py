"""What a partner, a caller or a visit told us, taken down by a colleague."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.actions.sending import (
    SEALED_FIELD,
    NoDesk,
    NothingTold,
    guard_resend,
    label_of,
    new_row,
)
from unhidden.reporting.models import CameBy
from unhidden.reporting.queries import reports, routes
from unhidden.reporting.rules import answers as told
from unhidden.reporting.rules.answers import ReportAnswers
from unhidden.sharing import actions as sharing
from unhidden.vault import actions as vault

_BY_COLLEAGUES = frozenset(CameBy.values) - {CameBy.WEB}


class WayUnknown(ActionRefused):
    """There is no such way for a colleague to have heard of it."""


@action
def enter_report(
    *,
    answers: ReportAnswers,
    came_by: str,
    form_key: UUID,
    language: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Seal what was said to the actor's own desk, as the public's reports are.

    Who said it, and how to reach them, is among the answers and lies sealed with them;
    beside them stand the hour and the colleague. Raises WayUnknown, NothingTold, NoDesk
    where nobody of the organisation reads reports, and ReportAlreadySent.
    """
    actor.must(reports.ENTER_REPORTS)
    if came_by not in _BY_COLLEAGUES:
        raise WayUnknown
    if not told.says_something(answers):
        raise NothingTold
    desks = routes.desks_to_choose(day=timezone.localdate(at))
    if actor.organisation not in {id_ for id_, _ in desks}:
        raise NoDesk
    label = label_of(answers, language=language)
    row = new_row(form_key, label, desk_id=actor.organisation, at=at)
    row.came_by = came_by
    row.entered_at, row.entered_by_id = at, actor.person
    sharing.begin_team_record(row)
    with guard_resend():
        row.sealed_answers = vault.seal_field(
            row, SEALED_FIELD, told.to_text(answers), teams=[row.desk_id]
        )
        row.save(force_insert=True)
    audit.record_event(
        name="reporting.report_entered",
        verb=audit.Verb.COLLECTION,
        categories=("narrative",),
        actor=actor,
        subject=row,
        at=at,
        detail={"urgency": row.urgency, "came_by": came_by},
    )
    sharing.hand_over(record=row, members=(), actor=actor, at=at)
    return row.id
