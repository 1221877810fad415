"""Opening a case, its team, and who it is about."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action, of_one_record
from unhidden.access.urns import next_urn
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.clocks import rules
from unhidden.safeguarding.clocks.actions import move_state, start_clocks
from unhidden.safeguarding.frame.actions import (
    hold_case,
    list_sealed,
    organisations_of,
)
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case
from unhidden.sharing import actions as sharing
from unhidden.sharing import queries as members
from unhidden.vault import actions as vault
from unhidden.visits import queries as visits


class CaseAlreadyOpen(ActionRefused):
    """This person's case was opened before; its team has it."""


class CannotWorkCases(ActionRefused):
    """The colleague's role does not let them work on cases today."""


@dataclass(frozen=True, slots=True)
class SurvivorIdentity:
    """Who the survivor is, as far as they told us; sealed, never searched."""

    name: str
    born: str
    contact: str


@action
def open_case(
    *,
    possible_victim_id: UUID,
    lead_id: UUID,
    lead_worker_id: UUID,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Open a possible victim's case for a team of its own, and start its clocks.

    The opener joins the team only if their role works on cases: an officer who
    found someone does not read their file. Raises CaseAlreadyOpen and
    CannotWorkCases.
    """
    actor.must("safeguarding.open_case")
    found = visits.possible_victim(viewer=actor, possible_victim_id=possible_victim_id)
    _check_worker(lead_worker_id, at, organisation_id=lead_id)
    case = Case(
        urn=next_urn(prefix="NW-SC", sequence="safeguarding_urn", year=at.year),
        possible_victim_id=possible_victim_id,
        age_group=found.age_group,
        lead_id=lead_id,
        opened_by_id=actor.person,
        opened_at=at,
    )
    sharing.begin_team_record(case)
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as error:
        raise CaseAlreadyOpen from error
    audit.record_event(
        name="safeguarding.case_opened",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=case,
        at=at,
    )
    start_clocks(case, rules.first_clocks(case.age_group, at), at=at)
    move_state(case, rules.first_state(case.age_group), actor=actor, at=at)
    team = [(lead_worker_id, "lead")]
    if actor.may("safeguarding.work_case") and actor.person != lead_worker_id:
        team.append((actor.person, "supervisor"))
    sharing.hand_over(record=case, members=team, actor=actor, at=at)
    return case.id


@action
def add_member(
    *, case_id: UUID, person_id: UUID, role: str, actor: Actor, at: datetime
) -> None:
    """Let a colleague onto the case; raises CannotWorkCases
    and, of sharing, AlreadyOnTeam."""
    actor.must("safeguarding.manage_team")
    case = hold_case(case_id, actor)
    _check_worker(person_id, at)
    before = organisations_of(case, actor, at)
    sharing.add_member(record=case, person_id=person_id, role=role, actor=actor, at=at)
    for organisation_id in organisations_of(case, actor, at) - before:
        vault.let_in(record_ids=list_sealed(case), team_id=organisation_id, by=actor)


@action
def end_member(*, case_id: UUID, person_id: UUID, actor: Actor, at: datetime) -> None:
    """Take a colleague off the case; the row stays. Raises TeamNeedsSomebody."""
    actor.must("safeguarding.manage_team")
    case = hold_case(case_id, actor)
    before = organisations_of(case, actor, at)
    sealed = list_sealed(case)
    sharing.end_member(record=case, person_id=person_id, actor=actor, at=at)
    for organisation_id in before - organisations_of(case, actor, at):
        vault.let_out(record_ids=sealed, team_id=organisation_id)
        sharing.let_in_again(record=case, organisation_id=organisation_id, actor=actor)


@action
def record_identity(
    *, case_id: UUID, identity: SurvivorIdentity, actor: Actor, at: datetime
) -> None:
    """Seal who the survivor is to the organisations that work on the case."""
    actor.must("safeguarding.work_case")
    case = hold_case(case_id, actor)
    text = json.dumps(asdict(identity))
    case.identity_sealed = vault.seal_again(
        case,
        "identity_sealed",
        text,
        teams=organisations_of(case, actor, at)
        | members.find_receivers(record_id=case.id, category="identity"),
    )
    case.save(update_fields=["identity_sealed"])
    audit.record_event(
        name="safeguarding.identity_recorded",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=case,
        at=at,
    )


@action
@of_one_record("case_id")
def open_identity(
    *, case_id: UUID, actor: Actor, at: datetime
) -> SurvivorIdentity | None:
    """Open the sealed identity; every opening is an event. None if none is held.

    Raises NotForYou for those with whom the case is shared, but not this.
    """
    actor.must("safeguarding.work_case")
    case = Case.objects.filter(own_cases(actor), id=case_id).first()
    if case is None:
        raise Absent
    if case.identity_sealed is None:
        return None
    audit.record_event(
        name="safeguarding.identity_opened",
        verb=audit.Verb.CONSULTATION,
        categories=("identity",),
        actor=actor,
        subject=case,
        at=at,
    )
    return SurvivorIdentity(**json.loads(case.identity_sealed.open(actor)))


def _check_worker(
    person_id: UUID, at: datetime, *, organisation_id: UUID | None = None
) -> None:
    able = agencies.list_colleagues(day=at.date(), permission="safeguarding.work_case")
    for colleague in able:
        if colleague.person_id == person_id and organisation_id in {
            None,
            colleague.organisation_id,
        }:
            return
    raise CannotWorkCases
