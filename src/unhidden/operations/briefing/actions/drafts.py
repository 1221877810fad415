"""Writing a brief: begun once for a team, saved as often as its planners like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations.briefing import rules
from unhidden.operations.briefing.actions import refusals
from unhidden.operations.briefing.actions.locking import lock_planned_brief
from unhidden.operations.briefing.queries.sheets_of_phrases import (
    list_phrase_languages,
)
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.models import BriefDraft, OperationBrief
from unhidden.operations.policies import PLAN


@action
def begin_brief(
    *, operation_id: UUID, team_id: UUID | None, actor: Actor, at: datetime
) -> UUID:
    """Begin the brief of a team, or of the operation without one; gives its id.

    Whoever comes second gets the same brief. Raises OperationClosed, and Absent for a
    team of another operation.
    """
    actor.must(PLAN)
    operation = open_operation_of(operation_id)
    if team_id and not operation.teams.filter(id=team_id).exists():
        raise Absent
    known = OperationBrief.objects.filter(operation=operation, team=team_id).first()
    if known is not None:
        return known.id
    brief = OperationBrief.objects.create(
        operation=operation, team_id=team_id, begun_at=at
    )
    audit.record_event(
        name="operations.brief_begun",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=brief,
        at=at,
    )
    return brief.id


@action
def save_draft(
    *,
    brief_id: UUID,
    language: str,
    words: rules.Words,
    languages: Sequence[str],
    revision: int,
    actor: Actor,
    at: datetime,
) -> int:
    """Keep what is written in one language, and the languages of the phrase sheet.

    ``revision`` is that of the draft that was shown; gives the new one. Raises
    OperationClosed, TooManyLanguages, DraftMoved, and Absent for a language there is
    not.
    """
    actor.must(PLAN)
    brief = lock_planned_brief(actor, brief_id)
    _check_languages(language, languages)
    row = BriefDraft.objects.filter(brief=brief).first() or BriefDraft(
        brief=brief, revision=0
    )
    if row.revision != revision:
        raise refusals.DraftMoved
    setattr(row, f"words_{language}", rules.clean_words(words))
    row.languages = list(languages)
    row.revision += 1
    row.saved_by_id = actor.person
    row.saved_at = at
    row.save()
    audit.record_event(
        name="operations.brief_written",
        actor=actor,
        subject=brief,
        at=at,
        detail={"language": language, "revision": row.revision},
    )
    return row.revision


def _check_languages(language: str, languages: Sequence[str]) -> None:
    if language not in rules.LANGUAGES:
        raise Absent
    if not {code for code, _name in list_phrase_languages()}.issuperset(languages):
        raise Absent
    if len(languages) > rules.MOST_LANGUAGES:
        raise refusals.TooManyLanguages
