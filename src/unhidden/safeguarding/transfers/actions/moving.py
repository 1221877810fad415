"""Moving a case: offered by its lead, accepted there, and only then handed over."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TypeVar
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
from unhidden.safeguarding.transfers.actions.passing import drop_identity, let_in_next
from unhidden.safeguarding.transfers.queries import (
    KeptNote,
    read_kept_notes,
)
from unhidden.sharing import actions as sharing
from unhidden.vault import actions as vault

H = TypeVar("H")
WORK, MANAGE = "safeguarding.work_case", "safeguarding.manage_team"


class TransferMoved(ActionRefused):
    """Somebody answered, withdrew or handed over meanwhile."""


class TransferNotAgreed(ActionRefused):
    """The person does not agree, today, that these kinds of data go there."""


class AlreadyMoving(ActionRefused):
    """The case is offered to somebody already."""


class ReceiverKeptOut(ActionRefused):
    """Who would lead the case, or their organisation, is kept out of it."""


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

    Nothing opens for them yet. Raises CaseClosed, NobodyToAsk, ReceiverKeptOut,
    TransferNotAgreed and AlreadyMoving.
    """
    actor.must(WORK)
    case = _hold_led(case_id, actor)
    _check_receiver(case, new.to_organisation_id, None, actor=actor, at=at)
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
    # For both sides alone, whoever works on the case besides.
    row.words_sealed = vault.seal_field(
        row, "words_sealed", new.words, teams={case.lead_id}
    )
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

    The same said again does nothing. Raises TransferMoved and CannotWorkCases.
    """
    actor.must(MANAGE)
    held = _unless_done(
        partial(_hold_asked, transfer_id, {TransferState.OFFERED}, actor),
        id=transfer_id,
        state=TransferState.ACCEPTED,
        answered_by_id=actor.person,
        worker_id=worker_id,
    )
    if held is None:
        return
    check_worker(worker_id, at, organisation_id=actor.organisation)
    held.worker_id = worker_id
    _answer(held, TransferState.ACCEPTED, actor=actor, at=at)
    _tell("transfer_accepted", held, actor=actor, at=at)


@action
def decline_transfer(
    *, transfer_id: UUID, reason: str, actor: Actor, at: datetime
) -> None:
    """Say that one's organisation cannot take it on after all.

    Said again by the same, it does nothing. Raises TransferMoved.
    """
    actor.must(MANAGE)
    held = _unless_done(
        partial(_hold_asked, transfer_id, rules.OPEN, actor),
        id=transfer_id,
        state=TransferState.DECLINED,
        answered_by_id=actor.person,
    )
    if held is None:
        return
    held.reason = reason
    _answer(held, TransferState.DECLINED, actor=actor, at=at)
    _tell("transfer_declined", held, actor=actor, at=at)


@action
def withdraw_transfer(*, transfer_id: UUID, actor: Actor, at: datetime) -> None:
    """Keep the case, while it is not handed over; once. Raises TransferMoved."""
    actor.must(WORK)
    held = _unless_done(
        partial(_hold_going, transfer_id, rules.OPEN, actor),
        id=transfer_id,
        state=TransferState.WITHDRAWN,
        ended_by_id=actor.person,
    )
    if held is None:
        return
    held.state, held.ended_by_id, held.ended_at = "withdrawn", actor.person, at
    held.save(update_fields=["state", "ended_by", "ended_at"])
    _tell("transfer_withdrawn", held, actor=actor, at=at)


@action
def hand_case_over(*, transfer_id: UUID, actor: Actor, at: datetime) -> None:
    """Hand an accepted case over: what was chosen opens there, and the team leaves.

    Shares, offers and sheets for the night end. Pressed again by the same, it does
    nothing. Raises TransferMoved, CaseClosed, NobodyToAsk, ReceiverKeptOut,
    TransferNotAgreed, CannotWorkCases, CannotOpenAll and ShareMoved.
    """
    actor.must(WORK)
    held = _unless_done(
        partial(_hold_going, transfer_id, {TransferState.ACCEPTED}, actor),
        id=transfer_id,
        state=TransferState.DONE,
        ended_by_id=actor.person,
    )
    if held is None:
        return
    case, receiver_id = held.case, held.to_organisation_id
    assert held.worker_id is not None  # noqa: S101  # accepted, so it has one
    _check_receiver(case, receiver_id, held.worker_id, actor=actor, at=at)
    _find_consent(case, receiver_id, held.categories, at)
    check_worker(held.worker_id, at, organisation_id=receiver_id)
    sharing.end_shares_of(record=case, actor=actor, at=at)
    CoverSheet.objects.filter(case=case, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by_id=actor.person
    )
    _write_turn(case, actor=actor, at=at)
    note_outgoing(case=case, new=_passed(held), actor=actor, at=at)
    let_in_next(held, case, actor=actor, at=at)
    drop_identity(held, case)
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
    latest = said.filter(answer="yes").order_by("-number").first()
    assert latest is not None  # noqa: S101  # the word is one of them
    return latest.id


def _hold_led(case_id: UUID, actor: Actor) -> Case:
    """The case, locked, for who decides its team where it is led."""
    case = hold_open_case(case_id, actor)
    if case.lead_id != actor.organisation or not rows.may_act_on(case, "manage"):
        raise Absent
    return case


def _check_receiver(
    case: Case, receiver_id: UUID, worker_id: UUID | None, *, actor: Actor, at: datetime
) -> None:
    """Raise NobodyToAsk and ReceiverKeptOut; SQL asks the same of who takes it."""
    if receiver_id not in list_who_accepts(actor, at):
        raise NobodyToAsk
    for each in rows.kept_out(case.id):
        if receiver_id == each.organisation_id or (
            worker_id is not None and worker_id == each.person_id
        ):
            raise ReceiverKeptOut


def _unless_done(hold: Callable[[], H], **done: object) -> H | None:
    """What is held; None where that was done before, as by a button pressed twice."""
    try:
        return hold()
    except (Absent, TransferMoved):
        if CaseTransfer.objects.filter(**done).exists():
            return None
        raise


def _hold_going(
    transfer_id: UUID, states: Collection[str], actor: Actor
) -> CaseTransfer:
    """A transfer and its case, locked for its lead; or a refusal."""
    row = CaseTransfer.objects.filter(
        id=transfer_id, from_organisation_id=actor.organisation
    ).first()
    if row is None:
        raise Absent
    if row.state not in rules.OPEN:
        raise TransferMoved
    case = _hold_led(row.case_id, actor)
    held = _hold(case.transfers.all(), transfer_id, states)
    held.case = case
    return held


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
