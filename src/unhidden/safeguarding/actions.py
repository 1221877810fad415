"""Opening a case, its team, its consents, its deadlines and the referral."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action, of_one_record
from unhidden.access.urns import next_urn
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding import queries, rules
from unhidden.safeguarding.models import (
    Case,
    Consent,
    Deadline,
    Note,
    NrmChange,
)
from unhidden.sharing import actions as sharing
from unhidden.sharing import queries as members
from unhidden.vault import actions as vault
from unhidden.visits import queries as visits

WORDS_VERSION = 1


class CaseAlreadyOpen(ActionRefused):
    """This person's case was opened before; its team has it."""


class CannotWorkCases(ActionRefused):
    """The colleague's role does not let them work on cases today."""


class ConsentNotAsked(ActionRefused):
    """A child is not asked to consent to the NRM: referral is mandatory."""


class NotAFirstResponder(ActionRefused):
    """Only a First Responder Organisation refers."""


class WrongState(ActionRefused):
    """The NRM does not go from here to there."""


class DeadlineNotOpen(ActionRefused):
    """There is no such open deadline on this case."""


@dataclass(frozen=True, slots=True)
class SurvivorIdentity:
    """Who the survivor is, as far as they told us; sealed, never searched."""

    name: str
    born: str
    contact: str


@dataclass(frozen=True, slots=True)
class NewConsent:
    kind: str
    answer: str
    language: str
    interpreter: str


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
    _start(case, rules.first_clocks(case.age_group, at), at=at)
    _move(case, rules.first_state(case.age_group), actor=actor, at=at)
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
    case = _own_case(case_id, actor)
    _check_worker(person_id, at)
    before = _organisations(case, actor, at)
    sharing.add_member(record=case, person_id=person_id, role=role, actor=actor, at=at)
    for organisation_id in _organisations(case, actor, at) - before:
        vault.let_in(record_ids=_sealed(case), team_id=organisation_id, by=actor)


@action
def end_member(*, case_id: UUID, person_id: UUID, actor: Actor, at: datetime) -> None:
    """Take a colleague off the case; the row stays. Raises TeamNeedsSomebody."""
    actor.must("safeguarding.manage_team")
    case = _own_case(case_id, actor)
    before = _organisations(case, actor, at)
    sealed = _sealed(case)
    sharing.end_member(record=case, person_id=person_id, actor=actor, at=at)
    for organisation_id in before - _organisations(case, actor, at):
        vault.let_out(record_ids=sealed, team_id=organisation_id)
        sharing.let_in_again(record=case, organisation_id=organisation_id, actor=actor)


@action
def record_identity(
    *, case_id: UUID, identity: SurvivorIdentity, actor: Actor, at: datetime
) -> None:
    """Seal who the survivor is to the organisations that work on the case."""
    actor.must("safeguarding.work_case")
    case = _own_case(case_id, actor)
    text = json.dumps(asdict(identity))
    case.identity_sealed = vault.seal_again(
        case,
        "identity_sealed",
        text,
        teams=_organisations(case, actor, at)
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
    case = Case.objects.filter(queries.own_cases(actor), id=case_id).first()
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


@action
def record_consent(
    *, case_id: UUID, new: NewConsent, actor: Actor, at: datetime
) -> None:
    """Keep what the person said; an adult's word on the NRM moves its state.

    Three separate consents, never one tick-box. Raises ConsentNotAsked.
    """
    actor.must("safeguarding.work_case")
    case = _own_case(case_id, actor)
    is_about_nrm = new.kind == "nrm"
    if is_about_nrm and rules.is_treated_as_child(case.age_group):
        raise ConsentNotAsked
    consent = Consent.objects.create(
        case=case,
        kind=new.kind,
        answer=new.answer,
        language=new.language,
        interpreter=new.interpreter,
        words_version=WORDS_VERSION,
        asked_by_id=actor.person,
        asked_at=at,
    )
    audit.record_event(
        name="safeguarding.consent_recorded",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=consent,
        at=at,
        detail={"case": str(case.id), "kind": new.kind, "answer": new.answer},
    )
    # Whatever was shared because they agreed to support ends with that word.
    sharing.end_unconsented(record=case, actor=actor, at=at)
    if is_about_nrm:
        after = rules.state_after_consent(case.nrm_state, new.answer)
        if after != case.nrm_state:
            _move(case, after, actor=actor, at=at)


@action
def record_referral(
    *, case_id: UUID, is_dtn: bool, reference: str, actor: Actor, at: datetime
) -> None:
    """Record that a person has referred, with the Home Office's reference.

    Never automatic: a human statement with date, person and reference.
    Raises NotAFirstResponder and WrongState.
    """
    actor.must("safeguarding.work_case")
    case = _own_case(case_id, actor)
    if not agencies.is_first_responder(
        organisation_id=actor.organisation, day=at.date()
    ):
        raise NotAFirstResponder
    to_state = "dtn_submitted" if is_dtn else "submitted"
    if not rules.may_follow(case.nrm_state, to_state):
        raise WrongState
    case.nrm_reference = reference
    _move(case, to_state, actor=actor, at=at)
    _meet(case, "dtn_due", actor=actor, at=at)
    if not is_dtn:
        _start(case, (rules.decision_clock(at),), at=at)


@action
def meet_deadline(*, case_id: UUID, code: str, actor: Actor, at: datetime) -> None:
    """Say that what a deadline asks for is done; raises DeadlineNotOpen."""
    actor.must("safeguarding.work_case")
    case = _own_case(case_id, actor)
    if not _meet(case, code, actor=actor, at=at):
        raise DeadlineNotOpen


@action
def add_note(*, case_id: UUID, text: str, actor: Actor, at: datetime) -> None:
    """Keep a support worker's note, sealed to the organisations on the case."""
    actor.must("safeguarding.work_case")
    case = _own_case(case_id, actor)
    note = Note(case=case, written_by_id=actor.person, written_at=at)
    note.text_sealed = vault.seal_field(
        note,
        "text_sealed",
        text,
        teams=_organisations(case, actor, at)
        | members.find_receivers(record_id=case.id, category="narrative"),
    )
    note.save(force_insert=True)
    audit.record_event(
        name="safeguarding.note_added",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=note,
        at=at,
    )


@action
def tell_overdue(*, actor: Actor, at: datetime) -> int:
    """Mark deadlines that have passed unmet, each once; gives how many."""
    actor.must("safeguarding.watch_deadlines")
    with connection.cursor() as cursor:
        cursor.execute("select wall.tell_overdue(%s)", [at])
        late = [deadline_id for (deadline_id,) in cursor.fetchall()]
    for deadline_id in late:
        audit.record_event(
            name="safeguarding.deadline_passed",
            actor=actor,
            subject=Deadline(id=deadline_id),
            at=at,
        )
    return len(late)


def _own_case(case_id: UUID, actor: Actor) -> Case:
    """The case, locked, if the actor is on its team; Absent otherwise."""
    own = queries.own_cases(actor)
    case = Case.objects.select_for_update().filter(own, id=case_id).first()
    if case is None:
        raise Absent
    return case


def _organisations(case: Case, actor: Actor, at: datetime) -> set[UUID]:
    """Who can open what is sealed of a case: its lead, and those who work on it."""
    team = members.find_team(viewer=actor, record=case)
    people = {each.person_id for each in team if each.ended_at is None}
    able = agencies.list_colleagues(day=at.date(), permission="safeguarding.work_case")
    return {
        case.lead_id,
        *(each.organisation_id for each in able if each.person_id in people),
    }


def _sealed(case: Case) -> list[UUID]:
    """The ids of the case and of its notes: the rows with something sealed."""
    notes = case.notes.order_by("id").values_list("id", flat=True)
    return [case.id, *notes]


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


def _start(
    case: Case, clocks: tuple[rules.DeadlineClock, ...], *, at: datetime
) -> None:
    Deadline.objects.bulk_create(
        Deadline(case=case, code=clock.code, started_at=at, due_at=clock.due_at)
        for clock in clocks
    )


def _meet(case: Case, code: str, *, actor: Actor, at: datetime) -> bool:
    deadline = case.deadlines.filter(code=code, met_at__isnull=True).first()
    if deadline is None:
        return False
    deadline.met_at = at
    deadline.met_by_id = actor.person
    deadline.save(update_fields=["met_at", "met_by"])
    audit.record_event(
        name="safeguarding.deadline_met",
        actor=actor,
        subject=deadline,
        at=at,
        detail={"case": str(case.id), "code": code},
    )
    return True


def _move(case: Case, to_state: str, *, actor: Actor, at: datetime) -> None:
    change = NrmChange.objects.create(
        case=case,
        from_state=case.nrm_state,
        to_state=to_state,
        changed_by_id=actor.person,
        changed_at=at,
    )
    case.nrm_state = to_state
    case.save(update_fields=["nrm_state", "nrm_reference"])
    audit.record_event(
        name="safeguarding.nrm_state_changed",
        actor=actor,
        subject=change,
        at=at,
        detail={"case": str(case.id), "to": to_state},
    )
