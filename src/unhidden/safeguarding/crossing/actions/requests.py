"""Asking an organisation, for the person, for what it holds about them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.agencies import queries as agencies
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.consent.actions.outgoing import (
    NewOutgoing,
    mark_outgoing,
    note_outgoing,
)
from unhidden.safeguarding.crossing.queries import sheets
from unhidden.safeguarding.crossing.queries.papers import make_paper
from unhidden.safeguarding.crossing.rules import holdings
from unhidden.safeguarding.frame.actions import hold_open_case, tell_case
from unhidden.safeguarding.models import (
    Case,
    HoldingsRequest,
    HoldingsStep,
    HoldingsStepCode,
    OutgoingKind,
)
from unhidden.safeguarding.people.actions import identity as people


class RequestOpen(ActionRefused):
    """The same organisation was asked, and that is not at its end."""


class StepUnfit(ActionRefused):
    """The step does not follow what was recorded, or its day is to come."""


class IdentityMissing(ActionRefused):
    """No name is held, and a letter without one asks for nothing."""


@action
def ask_holdings(
    *, case_id: UUID, organisation_id: UUID, actor: Actor, at: datetime
) -> UUID:
    """Write a request down; gives its id. Raises RequestOpen and CaseClosed."""
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    before = HoldingsRequest.objects.filter(
        case=case, organisation_id=organisation_id
    ).prefetch_related("steps")
    for each in before.order_by("turn"):
        if not {step.code for step in each.steps.all()} & holdings.LAST:
            raise RequestOpen
    row = HoldingsRequest(
        case=case,
        organisation_id=organisation_id,
        turn=before.count() + 1,
        asked_by_id=actor.person,
        asked_at=at,
    )
    row.save(force_insert=True)
    tell_case("holdings_asked", row, actor=actor, at=at)
    return row.id


@action
def record_step(
    *,
    case_id: UUID,
    holdings_id: UUID,
    code: str,
    on: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Keep what became of a request. Raises StepUnfit and Absent."""
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    row = hold_request(case, holdings_id)
    steps = {step.code: step.on for step in row.steps.all()}
    if not holdings.may_step(steps, code, on, day_in_london(at)):
        raise StepUnfit
    step = HoldingsStep(
        request=row, code=code, on=on, recorded_by_id=actor.person, recorded_at=at
    )
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError as error:
        raise StepUnfit from error
    if code in holdings.LAST:
        _end(case, row, code, actor=actor, at=at)
    tell_case("holdings_followed", step, actor=actor, at=at, detail={"code": code})


@action
def print_letter(
    *, case_id: UUID, holdings_id: UUID, language: str, actor: Actor, at: datetime
) -> bytes:
    """The letter to the organisation, as PDF. Raises IdentityMissing and Absent."""
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    row = hold_request(case, holdings_id)
    identity = people.open_identity(case_id=case_id, actor=actor, at=at)
    if identity is None:
        raise IdentityMissing
    note_outgoing(
        case=case,
        new=NewOutgoing(
            kind=OutgoingKind.REQUEST,
            categories=("identity",),
            receiver_id=row.organisation_id,
            source_id=row.id,
        ),
        actor=actor,
        at=at,
    )
    tell_case("paper_printed", row, actor=actor, at=at, detail={"kind": "request"})
    names = agencies.names_of([row.organisation_id, case.lead_id])
    shown = language if language in sheets.LANGUAGES else "en"
    return make_paper(
        sheets.write_letter(
            organisation=names[row.organisation_id][shown],
            name=identity.full_name or identity.name,
            born=identity.born,
            reply_to=names[case.lead_id][shown],
            language=shown,
            day=day_in_london(at),
        )
    )


def _end(
    case: Case, row: HoldingsRequest, code: str, *, actor: Actor, at: datetime
) -> None:
    """What reached the organisation here is opened there no more."""
    procedures.call_procedure("shut_holdings_letter", row.id)
    if code == HoldingsStepCode.TAKEN_BACK:
        mark_outgoing(case=case, source_id=row.id, code="recalled", actor=actor, at=at)


def hold_request(case: Case, holdings_id: UUID) -> HoldingsRequest:
    """A request of a case that is held; raises Absent."""
    found = HoldingsRequest.objects.filter(case=case, id=holdings_id).first()
    if found is None:
        raise Absent
    return found
