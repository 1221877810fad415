"""Moving a case: offered by its lead, accepted there, and only then handed over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from unhidden.access import grants
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import rows
from unhidden.audit.actions import Verb
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.consent.actions.outgoing import NewOutgoing, note_outgoing
from unhidden.safeguarding.consent.queries.standing import find_word
from unhidden.safeguarding.consent.rules import standing
from unhidden.safeguarding.course.actions import find_lead
from unhidden.safeguarding.frame.actions import (
    hold_open_case,
    seal_for_case,
    tell_case,
)
from unhidden.safeguarding.models import (
    Case,
    CaseTransfer,
    CaseTurn,
    Consent,
    CoverSheet,
    TransferState,
)
from unhidden.safeguarding.people.actions.offers import list_who_accepts
from unhidden.safeguarding.people.actions.refusals import NobodyToAsk
from unhidden.safeguarding.people.actions.team import check_worker
from unhidden.safeguarding.people.rules import offers
from unhidden.safeguarding.transfers import rules
from unhidden.safeguarding.transfers.queries import (
    KeptNote,
    list_sealed_of,
    read_kept_notes,
)
from unhidden.sharing import actions as sharing
from unhidden.vault import actions as vault

WORK, MANAGE = "safeguarding.work_case", "safeguarding.manage_team"


class TransferMoved(ActionRefused):
    """Somebody answered, withdrew or handed over meanwhile."""


class TransferNotAgreed(ActionRefused):
    """The person does not agree, today, that these kinds of data go there."""


class AlreadyMoving(ActionRefused):
    """The case is offered to somebody already."""


class CannotOpenAll(ActionRefused):
    """What is to pass is sealed under keys that whoever hands it over has not."""


@dataclass(frozen=True, slots=True)
class NewTransfer:
    """To whom, what passes, the envelope in codes, and what the person agreed to."""

    to_organisation_id: UUID
    items: tuple[str, ...]
    urgency: str
    council_id: str | None
    needs: tuple[str, ...]
    language: str
    words: str = field(repr=False)


@action
def offer_transfer(
    *, case_id: UUID, new: NewTransfer, actor: Actor, at: datetime
) -> UUID:
    """Offer one's case to another organisation, on its person's word; gives the id.

    Nothing opens for them yet. Raises CaseClosed, NobodyToAsk, TransferNotAgreed and
    AlreadyMoving.
    """
    actor.must(WORK)
    case = _hold_led(case_id, actor)
    if new.to_organisation_id not in list_who_accepts(actor, at):
        raise NobodyToAsk
    categories = rules.find_categories(new.items)
    row = CaseTransfer(
        case=case,
        from_organisation_id=case.lead_id,
        to_organisation_id=new.to_organisation_id,
        consent_id=_find_consent(case, new.to_organisation_id, categories, at),
        items=sorted(set(new.items)),
        categories=sorted(categories),
        age_group=case.age_group,
        urgency=new.urgency,
        council_id=new.council_id,
        needs=sorted(set(new.needs)),
        language=new.language,
        offered_by_id=actor.person,
        offered_at=at,
        answer_by=offers.find_answer_by(new.urgency, at),
        state=TransferState.OFFERED,
    )
    seal_for_case(row, "words_sealed", new.words, case=case, actor=actor, at=at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyMoving from error
    _tell("transfer_offered", row, actor=actor, at=at, verb=Verb.DISCLOSURE)
    return row.id


@action
def accept_transfer(
    *, transfer_id: UUID, worker_id: UUID, actor: Actor, at: datetime
) -> None:
    """Say that one's organisation takes the case on, and who will lead it.

    Raises TransferMoved and CannotWorkCases.
    """
    actor.must(MANAGE)
    held = _hold_asked(transfer_id, {TransferState.OFFERED}, actor)
    check_worker(worker_id, at, organisation_id=actor.organisation)
    held.worker_id = worker_id
    _answer(held, TransferState.ACCEPTED, actor=actor, at=at)
    _tell("transfer_accepted", held, actor=actor, at=at)


@action
def decline_transfer(
    *, transfer_id: UUID, reason: str, actor: Actor, at: datetime
) -> None:
    """Say that one's organisation cannot take it on after all. TransferMoved."""
    actor.must(MANAGE)
    held = _hold_asked(transfer_id, rules.OPEN, actor)
    held.reason = reason
    _answer(held, TransferState.DECLINED, actor=actor, at=at)
    _tell("transfer_declined", held, actor=actor, at=at)


@action
def withdraw_transfer(*, transfer_id: UUID, actor: Actor, at: datetime) -> None:
    """Keep the case, while it is not handed over. Raises TransferMoved."""
    actor.must(WORK)
    case = _hold_case_of(transfer_id, actor)
    held = _hold(case.transfers.all(), transfer_id, rules.OPEN)
    held.state, held.ended_by_id, held.ended_at = "withdrawn", actor.person, at
    held.save(update_fields=["state", "ended_by", "ended_at"])
    _tell("transfer_withdrawn", held, actor=actor, at=at)


@action
def hand_case_over(*, transfer_id: UUID, actor: Actor, at: datetime) -> None:
    """Hand an accepted case over: what was chosen opens there, and the team leaves.

    Shares, offers and sheets for the night end. Raises TransferMoved, CaseClosed,
    TransferNotAgreed, CannotWorkCases, CannotOpenAll and ShareMoved.
    """
    actor.must(WORK)
    case = _hold_case_of(transfer_id, actor)
    held = _hold(case.transfers.all(), transfer_id, {TransferState.ACCEPTED})
    receiver_id = held.to_organisation_id
    _find_consent(case, receiver_id, held.categories, at)
    assert held.worker_id is not None  # noqa: S101  # accepted, so it has one
    check_worker(held.worker_id, at, organisation_id=receiver_id)
    sharing.end_shares_of(record=case, actor=actor, at=at)
    CoverSheet.objects.filter(case=case, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by_id=actor.person
    )
    _write_turn(case, actor=actor, at=at)
    note_outgoing(case=case, new=_passed(held), actor=actor, at=at)
    _let_in(held, case, actor)
    _drop_identity(held, case)
    # Before it goes: afterwards the actor meets nothing of it.
    _tell("transfer_done", held, actor=actor, at=at, verb=Verb.DISCLOSURE)
    grants.ask_procedure("hand_case_on", held.id, at)


@action
def open_kept_notes(*, transfer_id: UUID, actor: Actor, at: datetime) -> list[KeptNote]:
    """Open what one's organisation wrote before the case moved; an event each time.

    Raises Absent for who neither led, nor offered, nor supervises there.
    """
    actor.must("safeguarding.see_own_cases")
    row = CaseTransfer.objects.filter(
        id=transfer_id, state="done", from_organisation_id=actor.organisation
    ).first()
    if row is None:
        raise Absent
    found = read_kept_notes(transfer_id, actor)
    _tell("kept_notes_opened", row, actor=actor, at=at, verb=Verb.CONSULTATION)
    return found


def _let_in(held: CaseTransfer, case: Case, actor: Actor) -> None:
    """Open for the next lead what was chosen, and what their person agreed to."""
    chosen = list_sealed_of(case, rules.find_tables(held.items))
    try:
        for record_ids, slots in chosen:
            vault.let_in(
                record_ids=record_ids,
                team_id=held.to_organisation_id,
                by=actor,
                slots=slots,
                skips_closed=True,
            )
        vault.let_in(record_ids=[held.id], team_id=held.to_organisation_id, by=actor)
    except (vault.NotForYou, vault.KeysLocked) as error:
        raise CannotOpenAll from error


def _drop_identity(held: CaseTransfer, case: Case) -> None:
    """Keep nothing of who they are that does not pass: nobody could open it again.

    It may be written again, and so the former lead's key to it ends.
    """
    if "identity" in held.items or case.identity_sealed is None:
        return
    case.identity_sealed = None
    case.identity_version += 1
    case.save(update_fields=["identity_sealed", "identity_version"])


def _passed(held: CaseTransfer) -> NewOutgoing:
    return NewOutgoing(
        kind="transfer",
        categories=held.categories,
        receiver_id=held.to_organisation_id,
        consent_id=held.consent_id,
        source_id=held.id,
    )


def _write_turn(case: Case, *, actor: Actor, at: datetime) -> None:
    """That it moved, and who led it until then: known to whoever opens it again."""
    CaseTurn.objects.create(
        case=case,
        kind="moved",
        happened_on=at.astimezone(LONDON).date(),
        worker_id=find_lead(case, actor),
        number=case.turns.count() + 1,
        recorded_by_id=actor.person,
        recorded_at=at,
    )


def _find_consent(
    case: Case, receiver_id: UUID, categories: Collection[str], at: datetime
) -> UUID:
    """The word on which it rests; raises TransferNotAgreed without one."""
    day = standing.day_of(at)
    word = find_word(case, "share", receiver_id)
    helped = find_word(case, "support", None)
    is_helped = standing.find_standing(helped, day) == standing.YES
    if not (is_helped and standing.covers_scope(word, categories, day)):
        raise TransferNotAgreed
    said = Consent.objects.filter(case=case, kind="share", receiver_id=receiver_id)
    latest = said.filter(answer="yes").order_by("-asked_at", "id").first()
    assert latest is not None  # noqa: S101  # the word is one of them
    return latest.id


def _hold_led(case_id: UUID, actor: Actor) -> Case:
    """The case, locked, for who decides its team where it is led."""
    case = hold_open_case(case_id, actor)
    if case.lead_id != actor.organisation or not rows.may_act_on(case, "manage"):
        raise Absent
    return case


def _hold_case_of(transfer_id: UUID, actor: Actor) -> Case:
    """The case of a transfer, locked for its lead; raises Absent and CaseClosed."""
    row = CaseTransfer.objects.filter(
        id=transfer_id, from_organisation_id=actor.organisation
    ).first()
    if row is None:
        raise Absent
    if row.state not in rules.OPEN:
        raise TransferMoved
    return _hold_led(row.case_id, actor)


def _hold_asked(
    transfer_id: UUID, states: Collection[str], actor: Actor
) -> CaseTransfer:
    """The transfer, locked, for a supervisor whom it asks. TransferMoved, Absent."""
    asked = CaseTransfer.objects.filter(to_organisation_id=actor.organisation)
    if not asked.filter(id=transfer_id).exists():
        raise Absent
    return _hold(asked, transfer_id, states)


def _hold(
    found: QuerySet[CaseTransfer], transfer_id: UUID, states: Collection[str]
) -> CaseTransfer:
    waiting = found.select_for_update(of=("self",)).filter(state__in=list(states))
    held = waiting.filter(id=transfer_id).first()
    if held is None:
        raise TransferMoved
    return held


def _answer(held: CaseTransfer, state: str, *, actor: Actor, at: datetime) -> None:
    held.state, held.answered_by_id, held.answered_at = state, actor.person, at
    held.save(update_fields=["state", "answered_by", "answered_at", "reason", "worker"])


def _tell(
    name: str,
    row: CaseTransfer,
    *,
    actor: Actor,
    at: datetime,
    verb: Verb = Verb.ALTERATION,
) -> None:
    tell_case(
        name, row, actor=actor, at=at, verb=verb, detail={"case": str(row.case_id)}
    )
