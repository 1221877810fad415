"""A case held while it is changed, and sealing for all who work on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.records import Record
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.rights import RowsUnder
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case
from unhidden.sharing import queries as members
from unhidden.vault import actions as vault
from unhidden.vault.fields import SealedField


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
        people=people, day=at.date(), permission="safeguarding.work_case"
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


def list_sealed(case: Case) -> list[UUID]:
    """The ids of the case and of all rows under it that hold something sealed.

    Of every table that stands under cases: whoever joins is let in to all of them, and
    whoever leaves is let out of all.
    """
    found = [case.id]
    for model in apps.get_app_config("safeguarding").get_models():
        rows = getattr(model, "access_policy", None)
        under = rows.rows if rows else None
        is_sealed = any(isinstance(f, SealedField) for f in model._meta.concrete_fields)
        is_sealed = is_sealed or getattr(model, "has_sealed_pieces", False)
        if isinstance(under, RowsUnder) and under.column == "case_id" and is_sealed:
            of_case = model._default_manager.filter(case_id=case.id)
            found += of_case.order_by("id").values_list("id", flat=True)
    return found


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
