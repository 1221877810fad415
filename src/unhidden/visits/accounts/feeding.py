"""Feeding the desk: sentences offered and let go, items made of what a visit offers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.visits.accounts.items import CONFIRM, OFFER, RELEASE
from unhidden.visits.actions.learnings import VisitLesson, report_learning
from unhidden.visits.models import DraftItem, DraftItemState, Visit
from unhidden.visits.rules.purpose import SAFEGUARDING

_CONDITIONS = "C"


class SentenceMissing(ActionRefused):
    """A sentence to offer says something."""


class OffersItself(ActionRefused):
    """Sentences are offered of safeguarding visits: others offer by themselves."""


class ItemDecided(ActionRefused):
    """Somebody has decided about it meanwhile."""


@action
def offer_sentence(*, visit_id: UUID, text: str, actor: Actor, at: datetime) -> UUID:
    """Offer the desk one sentence about the place, for a safeguarding lead to let go.

    For the leader of the crew that made a safeguarding visit, where they read its
    record. Raises SentenceMissing and OffersItself; Absent for anybody else.
    """
    actor.must(OFFER)
    visit = Visit.objects.filter(id=visit_id).select_related("planned__team").first()
    if visit is None:
        raise Absent
    if visit.planned.kind != SAFEGUARDING:
        raise OffersItself
    if not text.strip():
        raise SentenceMissing
    team = visit.planned.team
    leads = team and team.members.filter(person_id=actor.person, is_leader=True)
    if not (leads and leads.exists()):
        raise Absent
    row = DraftItem(
        id=new_id(),
        account_id=visit.account_id,
        visit_id=visit.id,
        text=text.strip(),
        handling=_CONDITIONS,
        state=DraftItemState.OFFERED,
        is_of_safeguarding=True,
        offered_by_id=actor.person,
        offered_at=at,
    )
    row.save(force_insert=True)
    _record("sentence_offered", row, actor, at)
    return row.id


@action
def release_sentence(
    *, item_id: UUID, is_let_go: bool, actor: Actor, at: datetime
) -> None:
    """Let a sentence of a safeguarding visit go to the desk, or set it aside.

    For safeguarding leads, of what they did not offer. Raises ItemDecided and Absent.
    """
    actor.must(RELEASE)
    row = _lock(item_id, DraftItemState.OFFERED)
    row.state = DraftItemState.READY if is_let_go else DraftItemState.SET_ASIDE
    row.released_by_id, row.released_at = actor.person, at
    row.save(update_fields=["state", "released_by_id", "released_at"])
    _record("sentence_released", row, actor, at)


@action
def confirm_item(
    *, item_id: UUID, learning: VisitLesson, actor: Actor, at: datetime
) -> UUID:
    """Make intelligence of what a visit offers, in the analyst's own words and grade;
    gives the report. The report has the item's id: sent twice, it is written once.

    Raises ItemDecided, Absent, and what ``report_learning`` raises.
    """
    actor.must(CONFIRM)
    row = _lock(item_id, DraftItemState.READY)
    report_id = report_learning(
        visit_id=row.visit_id,
        learning=replace(learning, id=row.id),
        actor=actor,
        at=at,
    )
    _decide(row, DraftItemState.WRITTEN, actor, at)
    _record("proposal_confirmed", row, actor, at)
    return report_id


@action
def set_item_aside(*, item_id: UUID, actor: Actor, at: datetime) -> None:
    """Say that the desk needs it not. Raises ItemDecided and Absent."""
    actor.must(CONFIRM)
    row = _lock(item_id, DraftItemState.READY)
    _decide(row, DraftItemState.SET_ASIDE, actor, at)
    _record("proposal_set_aside", row, actor, at)


def _lock(item_id: UUID, state: str) -> DraftItem:
    """The item, held, while it stands so. Raises ItemDecided and Absent."""
    rows = DraftItem.objects.filter(id=item_id)
    row = rows.select_for_update().filter(state=state).first()
    if row is not None:
        return row
    raise ItemDecided if rows.exclude(state=state).exists() else Absent


def _decide(row: DraftItem, state: str, actor: Actor, at: datetime) -> None:
    row.state, row.decided_by_id, row.decided_at = state, actor.person, at
    row.save(update_fields=["state", "decided_by_id", "decided_at"])


def _record(what: str, row: DraftItem, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name=f"visits.{what}",
        actor=actor,
        subject=row,
        at=at,
        detail={"visit": str(row.visit_id), "state": row.state},
    )
