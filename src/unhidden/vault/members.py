"""A person's own key pair, and the ways in to it: a password, each passkey."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from unhidden.vault import derivation, sealing, teams
from unhidden.vault.models import Member, MemberKey, Membership, Wrap
from unhidden.vault.rings import KeyRing, bound_to


class LastWayIn(Exception):
    """Without this way in, nothing would unlock the key ring."""


@transaction.atomic
def create_member(*, person_id: UUID, secret: str, at: datetime) -> None:
    """Give a person a key pair that their password unlocks; a second call does nothing.

    Teams that the server still holds and that wait for the person let them in.
    """
    public_key, private_key = sealing.new_key_pair()
    _, is_new = Member.objects.get_or_create(
        id=person_id, defaults={"public_key": public_key, "created_at": at}
    )
    if is_new:
        ring = KeyRing(person_id=person_id, private_key=private_key)
        set_secret(ring=ring, secret=secret, at=at)
        teams.join_where_waiting(person_id=person_id, at=at)


@transaction.atomic
def create_member_by_key(
    *, person_id: UUID, output: bytes, label: str, at: datetime
) -> None:
    """The same for somebody without a password: their passkey's PRF output unlocks."""
    public_key, private_key = sealing.new_key_pair()
    _, is_new = Member.objects.get_or_create(
        id=person_id, defaults={"public_key": public_key, "created_at": at}
    )
    if is_new:
        ring = KeyRing(person_id=person_id, private_key=private_key)
        add_passkey(ring=ring, output=output, label=label, at=at)
        teams.join_where_waiting(person_id=person_id, at=at)


@transaction.atomic
def set_secret(*, ring: KeyRing, secret: str, at: datetime) -> None:
    """Let the person's new password unlock their ring, and the old one no more."""
    kind = Wrap.Kind.PASSWORD
    Wrap.objects.filter(member_id=ring.person_id, kind=kind).delete()
    salt, cost = derivation.new_salt(), derivation.cost_now()
    key = derivation.from_secret(secret, salt=salt, cost=cost)
    _keep(ring, kind, "", salt=salt, cost=cost, key=key, at=at)


@transaction.atomic
def add_passkey(*, ring: KeyRing, output: bytes, label: str, at: datetime) -> None:
    """Let a passkey unlock the ring, named by its credential's id.

    Raises ValueError unless ``output`` has the 32 bytes that a PRF gives.
    """
    key, kind = derivation.from_passkey(output), Wrap.Kind.PASSKEY
    Wrap.objects.filter(member_id=ring.person_id, kind=kind, label=label).delete()
    nothing = derivation.Cost(0, 0)
    _keep(ring, kind, label, salt=b"", cost=nothing, key=key, at=at)


@transaction.atomic
def remove_passkey(*, person_id: UUID, label: str) -> None:
    """A passkey unlocks the ring no more; raises LastWayIn."""
    rows = Wrap.objects.filter(member_id=person_id)
    chosen = rows.filter(kind=Wrap.Kind.PASSKEY, label=label)
    if rows.count() == chosen.count():
        raise LastWayIn
    chosen.delete()


@transaction.atomic
def renew_member(*, person_id: UUID, secret: str, at: datetime) -> None:
    """A new key pair for somebody who lost every way in.

    What their teams gave the old one is gone: they wait to be let in again. Teams that
    the server still holds let them in at once.
    """
    member = Member.objects.select_for_update().filter(id=person_id).first()
    if member is None:
        create_member(person_id=person_id, secret=secret, at=at)
        return
    public_key, private_key = sealing.new_key_pair()
    member.public_key, member.created_at = public_key, at
    member.save(update_fields=["public_key", "created_at"])
    Wrap.objects.filter(member=member).delete()
    MemberKey.objects.filter(member=member).delete()
    Membership.objects.filter(member_id=person_id, ended_at=None).update(
        admitted_at=None, admitted_by=None
    )
    ring = KeyRing(person_id=person_id, private_key=private_key)
    set_secret(ring=ring, secret=secret, at=at)
    teams.join_where_waiting(person_id=person_id, at=at)


def _keep(
    ring: KeyRing,
    kind: Wrap.Kind,
    label: str,
    *,
    salt: bytes,
    cost: derivation.Cost,
    key: bytes,
    at: datetime,
) -> None:
    Wrap.objects.create(
        member_id=ring.person_id,
        kind=kind,
        label=label,
        salt=salt,
        operations=cost.operations,
        memory=cost.memory,
        wrapped_key=ring.wrapped(
            key=key, bound_to=bound_to(ring.person_id, kind, label)
        ),
        created_at=at,
    )
