"""Sharing a record: written down, offered, withdrawn, ended."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from unhidden.access import grants
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.policy import Category
from unhidden.access.records import GuardedRecord, new_id
from unhidden.access.rls import rows
from unhidden.audit import actions as audit
from unhidden.audit.actions import Verb
from unhidden.linkage.identifiers import find_identifiers
from unhidden.sharing import rules
from unhidden.sharing.actions import faults
from unhidden.sharing.models import Share
from unhidden.vault import actions as vault
from unhidden.vault import queries as vault_queries
from unhidden.vault.fields import SealedField

SHARE = "sharing.share_records"


@dataclass(frozen=True, slots=True)
class NewShare:
    """What is shared with whom, why, until when, and the envelope.

    It rests on the person's consent, or on a ground that a colleague authorised.
    """

    agreement_id: UUID
    to_organisation_id: UUID
    categories: tuple[str, ...]
    purposes: tuple[str, ...]
    until_on: date
    urgency: str
    area: str
    needs: str
    language: str
    is_safe_to_contact: bool
    by_consent: bool
    ground: str = ""
    ground_words: str = ""
    authorised_by_id: UUID | None = None


@action
def draft_share(
    *, domain: str, record_id: UUID, new: NewShare, actor: Actor, at: datetime
) -> UUID:
    """Write down what is to be shared; the receiver sees nothing of it yet.

    Raises NamesSomebody for an envelope that does, and the faults of a share.
    """
    actor.must(SHARE)
    record = rows.find_record_head(domain, record_id)
    _check_envelope(record, new, actor=actor, at=at)
    share_id = new_id()
    content = asdict(new) | {
        "domain": domain,
        "record_id": record_id,
        "categories": sorted({Category.OPERATIONAL.value, *new.categories}),
    }
    text = json.dumps(content, default=str)
    faults.raise_fault(grants.ask_procedure("draft_share", share_id, text, at))
    tell_share_event(
        "sharing.share_drafted", domain, record_id, share_id, actor=actor, at=at
    )
    return share_id


@action
def offer_share(
    *, domain: str, share_id: UUID, version: int, actor: Actor, at: datetime
) -> int:
    """Show the envelope to the receiver, and let them in to what is sealed.

    The keys go with the offer, because the giver has them and who accepts has not;
    the rows they open stay out of view until then. What others alone have sealed stays
    closed: gives how much. Raises the faults of a share.
    """
    actor.must(SHARE)
    share = hold_share(domain, share_id)
    until = rules.answer_by(share.urgency, at)
    faults.raise_fault(
        grants.ask_procedure("offer_share", share_id, version, until, at)
    )
    left = _let_in_to_sealed(share, actor)
    _tell("sharing.share_offered", share, actor=actor, at=at, verb=Verb.DISCLOSURE)
    return left


@action
def withdraw_share(
    *, domain: str, share_id: UUID, version: int, actor: Actor, at: datetime
) -> None:
    """Take back what nobody has accepted. Raises ShareMoved."""
    actor.must(SHARE)
    share = hold_share(domain, share_id)
    faults.raise_fault(grants.ask_procedure("withdraw_share", share_id, version, at))
    _tell("sharing.share_withdrawn", share, actor=actor, at=at)


@action
def end_share(
    *,
    domain: str,
    share_id: UUID,
    version: int,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    """End what is shared, from either side. Raises ShareMoved."""
    if not actor.may(SHARE):
        actor.must("sharing.answer_shares")
    share = hold_share(domain, share_id)
    faults.raise_fault(grants.ask_procedure("end_share", share_id, version, reason, at))
    _tell("sharing.share_ended", share, actor=actor, at=at)


@action
def end_unconsented(*, record: GuardedRecord, actor: Actor, at: datetime) -> int:
    """End what rested on a consent that is no more; gives how many shares.

    For the module that keeps consents, after it has written the person's word down.
    """
    closed = grants.ask_procedure("end_unconsented", record.domain(), record.id, at)
    for share_id in closed:
        tell_share_event(
            "sharing.share_ended",
            record.domain(),
            record.id,
            share_id,
            actor=actor,
            at=at,
        )
    return len(closed)


@action
def end_shares_of(*, record: GuardedRecord, actor: Actor, at: datetime) -> int:
    """End all that is shared or offered of a record; gives how many shares.

    For the module of the record, when it is closed or moves to another organisation.
    Whoever decides its team does it. Raises ShareMoved where somebody answers just now.
    """
    going = Share.objects.filter(
        record_id=record.id, state__in=["draft", "offered", "accepted"]
    ).exclude(to_organisation_id=actor.organisation)
    found = list(going.order_by("id"))
    for share in found:
        seen = share.id, share.version
        if share.state == "accepted":
            answer = grants.ask_procedure("end_share", *seen, "", at)
        else:
            answer = grants.ask_procedure("withdraw_share", *seen, at)
        faults.raise_fault(answer)
        _tell("sharing.share_ended", share, actor=actor, at=at)
    return len(found)


def expire_shares(*, actor: Actor, at: datetime) -> int:
    """End offers that nobody answered, and shares whose time is over; how many."""
    actor.must("sharing.expire_shares")
    with connection.cursor() as cursor:
        cursor.execute("select wall.expire_shares(%s)", [at])
        (closed,) = cursor.fetchone()
    for share_id in closed:
        audit.record_event(
            name="sharing.share_expired", actor=actor, subject=Share(id=share_id), at=at
        )
    return len(closed)


def hold_share(domain: str, share_id: UUID) -> Share:
    """The share as it stands; raises Absent for one that is not in view."""
    share = Share.objects.filter(id=share_id, domain=domain).first()
    if share is None:
        raise Absent
    return share


def tell_share_event(
    name: str,
    domain: str,
    record_id: UUID,
    share_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    verb: Verb = Verb.ALTERATION,
    recipients: tuple[UUID, ...] = (),
) -> None:
    """One event about the record that is shared."""
    audit.record_event(
        name=name,
        actor=actor,
        subject=rows.identify_record(domain, record_id),
        at=at,
        detail={"share": str(share_id)},
        verb=verb,
        recipients=recipients,
    )


def _tell(
    name: str,
    share: Share,
    *,
    actor: Actor,
    at: datetime,
    verb: Verb = Verb.ALTERATION,
) -> None:
    tell_share_event(
        name,
        share.domain,
        share.record_id,
        share.id,
        actor=actor,
        at=at,
        verb=verb,
        recipients=(share.to_organisation_id,),
    )


def _check_envelope(
    record: GuardedRecord, new: NewShare, *, actor: Actor, at: datetime
) -> None:
    """Refuse what a reader could look up, and names that are sealed in the record."""
    text = f"{new.area}\n{new.needs}\n{new.language}"
    found = tuple(sorted(one.key for one in find_identifiers(text)))
    found += rules.names_repeated(_sealed_names(record, actor=actor, at=at), text)
    if found:
        raise faults.NamesSomebody(found)


def _sealed_names(
    record: GuardedRecord, *, actor: Actor, at: datetime
) -> tuple[str, ...]:
    """Who the record is about, if the giver can open it; comparing is an event."""
    sealed = [
        getattr(record, field.name)
        for field in record._meta.concrete_fields
        if isinstance(field, SealedField) and field.category == Category.IDENTITY
    ]
    try:
        texts = [each.open(actor) for each in sealed if each is not None]
    except (vault.KeysLocked, vault.NotForYou):
        return ()
    if texts:
        audit.record_event(
            name="sharing.envelope_compared",
            actor=actor,
            subject=record,
            at=at,
            verb=Verb.CONSULTATION,
        )
    return tuple(str(json.loads(text).get("name", "")) for text in texts)


@action
def let_in_again(*, record: GuardedRecord, organisation_id: UUID, actor: Actor) -> None:
    """An organisation whose last member left the team keeps what is shared with it."""
    open_shares = Share.objects.filter(
        record_id=record.id,
        to_organisation_id=organisation_id,
        state__in=["offered", "accepted"],
    )
    for share in open_shares.order_by("id"):
        _let_in_to_sealed(share, actor)


def _let_in_to_sealed(share: Share, actor: Actor) -> int:
    """Let the receiver open what is sealed in the shared categories.

    Gives how much stays closed, because others alone hold its keys: what a former lead
    of a case kept, say. Raises KeysNeeded for what a colleague of the giver's opens.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select row_id, slot from wall.sealed_slots(%s, %s)"
            " where category = any(%s::text[])",
            [share.domain, share.record_id, share.categories],
        )
        slots = cursor.fetchall()
    if not slots:
        return 0
    try:
        left = vault.let_in(
            record_ids={row_id for row_id, _ in slots},
            team_id=share.to_organisation_id,
            by=actor,
            slots={slot for _, slot in slots},
            skips_closed=True,
        )
    except vault.KeysLocked as error:
        raise faults.KeysNeeded from error
    closed = left.intersection(slots)
    if closed and actor.organisation in _list_holders(closed):
        raise faults.KeysNeeded
    return len(closed)


def _list_holders(places: Collection[tuple[UUID, str]]) -> set[UUID]:
    """The organisations that hold a key to any of these places."""
    found = vault_queries.list_key_holders(record_ids={row_id for row_id, _ in places})
    return {holder for row_id, slot, holder in found if (row_id, slot) in places}
