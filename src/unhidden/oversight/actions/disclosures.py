"""The one door from a survivor's case to investigators: chosen things, item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action, with_purpose
from unhidden.access.policy import Purpose
from unhidden.access.rls import procedures
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.audit.actions import Verb
from unhidden.investigations import actions as investigations
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london, end_of_day
from unhidden.oversight.models import (
    Disclosure,
    DisclosureItem,
    DisclosureState,
    ToldKind,
)
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding import queries as cases
from unhidden.vault import actions as vault

WAITS_DAYS = 14
_ITEM = "words_sealed"


class NoConsent(ActionRefused):
    """The survivor does not agree today to help an investigation."""


class NotToldAnything(ActionRefused):
    """Nothing is told, or it was not read to the person."""


class NobodyInvestigates(ActionRefused):
    """Nobody at that organisation takes on investigations today."""


class GroundMissing(ActionRefused):
    """Without their yes it takes a ground and a reason."""


class DisclosureMoved(ActionRefused):
    """Somebody was first, or its time is over: it is no longer what was seen."""


class ToldClosed(ActionRefused):
    """What is told was sealed by others: whoever agreed would not know to what."""


class UseUnfit(ActionRefused):
    """It was not taken back, or that use is asked for or confirmed already."""


@dataclass(frozen=True, slots=True)
class ToldItem:
    """One thing that is told: a code of ``ToldKind``, and the words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class NewDisclosure:
    """What is told to whose investigators, on the person's word or on a ground.

    ``reason`` is for a ground: why it is told without agreement, for the case alone.
    """

    receiver_id: UUID
    items: Sequence[ToldItem]
    is_read_back: bool
    ground: str = ""
    reason: str = ""


@action
@with_purpose(Purpose.DISCLOSURE)
def disclose_case(
    *, case_id: UUID, new: NewDisclosure, actor: Actor, at: datetime
) -> UUID:
    """Offer an organisation's investigators what is told here; gives its id.

    The purpose firewall's only crossing. On the person's word it waits for
    investigators at once; on a ground, first for a colleague who agrees. Raises
    NoConsent, NotToldAnything, NobodyInvestigates, GroundMissing and CaseClosed.
    """
    actor.must("oversight.disclose")
    teams = safeguarding.hold_readers(case_id=case_id, actor=actor, at=at)
    consent_id = cases.find_agreement(
        viewer=actor, case_id=case_id, kind="investigation", day=day_in_london(at)
    )
    _check(new, consent_id is not None, at)
    disclosure = Disclosure(
        case_id=case_id,
        giver_id=actor.organisation,
        receiver_id=new.receiver_id,
        state=DisclosureState.ASKED if new.ground else DisclosureState.PENDING,
        consent_id=None if new.ground else consent_id,
        ground=new.ground,
        items_told=len(new.items),
        disclosed_by_id=actor.person,
        disclosed_at=at,
        expires_at=None if new.ground else expires_at(at),
    )
    disclosure.save(force_insert=True)
    told = teams if new.ground else teams | {new.receiver_id}
    for number, item in enumerate(new.items, start=1):
        _tell_item(disclosure, number, item, teams=told, actor=actor)
    if new.ground:
        _tell_item(
            disclosure,
            0,
            ToldItem(ToldKind.REASON, new.reason),
            teams=teams,
            actor=actor,
        )
    else:
        _let_out(disclosure, actor=actor, at=at)
    tell_disclosure("disclosed", disclosure, actor=actor, at=at, verb=Verb.DISCLOSURE)
    return disclosure.id


@action
@with_purpose(Purpose.SAFEGUARDING_SUPPORT)
def authorise_disclosure(
    *, case_id: UUID, disclosure_id: UUID, actor: Actor, at: datetime
) -> None:
    """Agree, in one's own name, to what is told without the person's word.

    For another who decides about the case, and opens what is told. Raises
    DisclosureMoved, ToldClosed and Absent.
    """
    actor.must("safeguarding.manage_team")
    safeguarding.hold_readers(case_id=case_id, actor=actor, at=at)
    disclosure = find_disclosure(case_id, disclosure_id)
    _ask("authorise_disclosure", disclosure_id, expires_at(at), at)
    items = disclosure.items.exclude(kind=ToldKind.REASON).order_by("number")
    try:
        vault.let_in(
            record_ids=list(items.values_list("id", flat=True)),
            team_id=_receiver(disclosure),
            by=actor,
        )
    except vault.NotForYou as error:
        raise ToldClosed from error
    _let_out(disclosure, actor=actor, at=at)
    tell_disclosure(
        "disclosure_authorised", disclosure, actor=actor, at=at, verb=Verb.DISCLOSURE
    )


@action
@with_purpose(Purpose.SAFEGUARDING_SUPPORT)
def recall_disclosure(
    *, case_id: UUID, disclosure_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take back what waits, or recall what was taken: investigators open it no more.

    Raises DisclosureMoved and Absent.
    """
    actor.must("safeguarding.work_case")
    disclosure = find_disclosure(case_id, disclosure_id)
    safeguarding.recall_outgoing(
        case_id=case_id, source_id=disclosure_id, actor=actor, at=at
    )
    _ask("recall_disclosure", disclosure_id, at)
    tell_disclosure("disclosure_recalled", disclosure, actor=actor, at=at)


@action
@with_purpose(Purpose.INVESTIGATION)
def take_disclosure(
    *,
    disclosure_id: UUID,
    investigation_id: UUID | None,
    title: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Take a disclosure into an investigation of one's own, or open one with ``title``.

    Gives the investigation. Raises DisclosureMoved, InvestigationClosed and Absent.
    """
    actor.must("investigations.open")
    into = investigation_id or investigations.open_from_disclosure(
        disclosure_id=disclosure_id, title=title, actor=actor, at=at
    )
    _ask("answer_disclosure", disclosure_id, into, at)
    investigations.add_disclosure(
        investigation_id=into, disclosure_id=disclosure_id, actor=actor, at=at
    )
    tell_disclosure(
        "disclosure_answered", Disclosure(id=disclosure_id), actor=actor, at=at
    )
    return into


@action
@with_purpose(Purpose.INVESTIGATION)
def decline_disclosure(*, disclosure_id: UUID, actor: Actor, at: datetime) -> None:
    """Say that one's organisation does not take it; its keys end. DisclosureMoved."""
    actor.must("investigations.open")
    _ask("answer_disclosure", disclosure_id, None, at)
    tell_disclosure(
        "disclosure_answered", Disclosure(id=disclosure_id), actor=actor, at=at
    )


@action
@with_purpose(Purpose.INVESTIGATION)
def ask_use(*, disclosure_id: UUID, ground: str, actor: Actor, at: datetime) -> None:
    """Ask to use what was taken back for something new, because law compels it.

    Raises UseUnfit, and Absent for a disclosure that is not in view.
    """
    actor.must("investigations.see_own")
    disclosure = _told(disclosure_id)
    _use("ask_compelled_use", disclosure_id, ground, at)
    tell_disclosure("compelled_use_asked", disclosure, actor=actor, at=at)


@action
@with_purpose(Purpose.INVESTIGATION)
def confirm_use(
    *, disclosure_id: UUID, ground: str, actor: Actor, at: datetime
) -> None:
    """Confirm, as a second person, that law compels the use. UseUnfit, Absent."""
    actor.must("investigations.see_own")
    disclosure = _told(disclosure_id)
    _use("confirm_compelled_use", disclosure_id, ground, at)
    tell_disclosure("compelled_use_confirmed", disclosure, actor=actor, at=at)


def expires_at(at: datetime) -> datetime:
    """Until when it waits for an answer."""
    return end_of_day(at, days=WAITS_DAYS)


def find_disclosure(case_id: UUID, disclosure_id: UUID) -> Disclosure:
    """A disclosure of a case in view; raises Absent."""
    found = Disclosure.objects.filter(id=disclosure_id, case_id=case_id).first()
    if found is None:
        raise Absent
    return found


def tell_disclosure(
    name: str,
    disclosure: Disclosure,
    *,
    actor: Actor,
    at: datetime,
    verb: Verb = Verb.ALTERATION,
) -> None:
    """The event of a change; ids and codes alone."""
    audit.record_event(
        name=f"oversight.{name}",
        actor=actor,
        subject=disclosure,
        at=at,
        verb=verb,
        recipients=[disclosure.receiver_id] if disclosure.receiver_id else [],
    )


def _told(disclosure_id: UUID) -> Disclosure:
    found = Disclosure.objects.filter(
        id=disclosure_id, state=DisclosureState.ACCEPTED
    ).first()
    if found is None:
        raise Absent
    return found


def _check(new: NewDisclosure, has_consent: bool, at: datetime) -> None:
    if not new.items or not all(item.words.strip() for item in new.items):
        raise NotToldAnything
    if not new.ground and not has_consent:
        raise NoConsent
    if not new.ground and not new.is_read_back:
        raise NotToldAnything
    if new.ground and not new.reason.strip():
        raise GroundMissing
    able = agencies.list_colleagues(
        day=day_in_london(at), permission="investigations.open"
    )
    if new.receiver_id not in {one.organisation_id for one in able}:
        raise NobodyInvestigates


def _tell_item(
    disclosure: Disclosure,
    number: int,
    item: ToldItem,
    *,
    teams: set[UUID],
    actor: Actor,
) -> None:
    row = DisclosureItem(
        disclosure=disclosure,
        case_id=disclosure.case_id,
        number=number,
        kind=item.kind,
        told_by_id=actor.person,
    )
    row.words_sealed = vault.seal_field(row, _ITEM, item.words, teams=teams)
    row.save(force_insert=True)


def _let_out(disclosure: Disclosure, *, actor: Actor, at: datetime) -> None:
    """Keep with the case that this left it, and on which word."""
    safeguarding.let_out(
        case_id=disclosure.case_id,
        new=safeguarding.NewOutgoing(
            kind="disclosure",
            categories=("narrative",),
            receiver_id=_receiver(disclosure),
            consent_id=disclosure.consent_id,
            source_id=disclosure.id,
        ),
        actor=actor,
        at=at,
    )


def _receiver(disclosure: Disclosure) -> UUID:
    if disclosure.receiver_id is None:
        raise Absent
    return disclosure.receiver_id


def _use(procedure: str, disclosure_id: UUID, ground: str, at: datetime) -> None:
    """Have the database keep a step of a compelled use; raises UseUnfit."""
    ((is_done,),) = procedures.ask_rows(procedure, disclosure_id, ground, at)
    if not is_done:
        raise UseUnfit


def _ask(procedure: str, *arguments: UUID | datetime | None) -> None:
    """Have the database do it; raises DisclosureMoved where it is too late."""
    ((is_done,),) = procedures.ask_rows(procedure, *arguments)
    if not is_done:
        raise DisclosureMoved
