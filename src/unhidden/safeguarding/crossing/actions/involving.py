"""Noting which organisations have to do with a person: nobody is told through it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.consent.rules import standing
from unhidden.safeguarding.crossing.rules import involving
from unhidden.safeguarding.frame.actions import hold_open_case, tell_case
from unhidden.safeguarding.models import InvolvedOrganisation


class InvolvingUnfit(ActionRefused):
    """It is noted so already, or lies before what was noted last, or is to come."""


class NoSuchOrganisation(ActionRefused):
    """The organisation is none of those that are known here."""


@action
def note_involved(
    *,
    case_id: UUID,
    organisation_id: UUID,
    is_involved: bool,
    day: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Note that from a day on an organisation has to do with a person, or has no more.

    Raises InvolvingUnfit, NoSuchOrganisation, CaseClosed and Absent.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    if not agencies.names_of([organisation_id]):
        raise NoSuchOrganisation
    rows = InvolvedOrganisation.objects.filter(
        case=case, organisation_id=organisation_id
    )
    days = list(rows.order_by("turn").values_list("day", flat=True))
    if not involving.may_note(
        days, is_involved=is_involved, on=day, today=standing.day_of(at)
    ):
        raise InvolvingUnfit
    row = InvolvedOrganisation(
        case=case,
        organisation_id=organisation_id,
        turn=len(days) + 1,
        day=day,
        noted_by_id=actor.person,
        noted_at=at,
    )
    row.save(force_insert=True)
    tell_case("involved_noted", row, actor=actor, at=at)
