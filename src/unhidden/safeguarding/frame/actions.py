"""A case held while it is changed, and sealing for all who work on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.records import Record
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case, TransferState
from unhidden.sharing import queries as members
from unhidden.vault import actions as vault

R = TypeVar("R", bound=Model)
#: Within which the very same, said by the same, is a button pressed twice.
A_MOMENT = timedelta(minutes=1)


class CaseClosed(ActionRefused):
    """The case is closed: nothing is written in it until it is opened again."""


def hold_case(case_id: UUID, actor: Actor) -> Case:
    """The case, locked, if the actor is on its team; raises Absent otherwise."""
    own = own_cases(actor)
    case = Case.objects.select_for_update().filter(own, id=case_id).first()
    if case is None:
        raise Absent
    return case


def hold_open_case(case_id: UUID, actor: Actor) -> Case:
    """The case, locked, to write in; raises Absent, and CaseClosed."""
    case = hold_case(case_id, actor)
    if case.closed_at is not None:
        raise CaseClosed
    return case


def organisations_of(case: Case, actor: Actor, at: datetime) -> set[UUID]:
    """Who can open what is sealed of a case: its lead, and those who work on it.

    To be asked while the case is held, so that nobody joins or leaves meanwhile.
    """
    team = members.find_team(viewer=actor, record=case)
    people = {each.person_id for each in team if each.ended_at is None}
    return {case.lead_id} | agencies.find_workplaces(
        people=people, day=day_in_london(at), permission="safeguarding.work_case"
    )


def seal_for_case(
    row: Record, field: str, text: str, *, case: Case, actor: Actor, at: datetime
) -> None:
    """Seal a text into a field of a row under a case that is held.

    It opens for the organisations on the case, and for those with whom the field's
    category is shared. The row is not saved.
    """
    category = row._meta.get_field(field).category  # type: ignore[union-attr]
    sealed = vault.seal_field(
        row,
        field,
        text,
        teams=organisations_of(case, actor, at)
        | members.find_receivers(record_id=case.id, category=category),
    )
    setattr(row, field, sealed)


def find_kept(rows: Iterable[R], field: str, text: str, *, actor: Actor) -> R | None:
    """The row among these, kept a moment ago, that says the very same.

    As of a button that is pressed twice, or a page that is sent again. To be asked
    while the case is held.
    """
    kept = list(rows)
    try:
        texts = vault.open_held([getattr(row, field) for row in kept], by=actor)
    except vault.KeysLocked:
        return None
    return next(
        (row for row, said in zip(kept, texts, strict=True) if said == text), None
    )


def list_sealed(case: Case) -> list[UUID]:
    """The ids of all rows of a case that hold something sealed.

    Of every table that stands under cases, however deep: whoever joins is let in to all
    of them, and whoever leaves is let out of all.
    """
    return members.list_sealed_rows(record=case)


def list_kept(case: Case, organisation_id: UUID) -> set[UUID]:
    """The ids of rows that were theirs when they handed the case over, and stay so.

    Not the case itself, once who its person is was written again.
    """
    done = case.transfers.filter(
        from_organisation_id=organisation_id, state=TransferState.DONE
    )
    kept = {each for ids in done.values_list("kept_ids", flat=True) for each in ids}
    return kept if case.identity_sealed is None else kept - {case.id}


def tell_case(
    name: str,
    subject: Model,
    *,
    actor: Actor,
    at: datetime,
    verb: audit.Verb = audit.Verb.COLLECTION,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write the event of a change in a case; ``detail`` holds codes and ids alone."""
    audit.record_event(
        name=f"safeguarding.{name}",
        verb=verb,
        actor=actor,
        subject=subject,
        at=at,
        detail=dict(detail or {}),
    )
