"""A person's own key pair, and the ways in to it: a password, each passkey."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from unhidden.lib.refusals import ActionRefused
from unhidden.vault import changes, derivation, sealing, teams
from unhidden.vault.changes import Change
from unhidden.vault.models import Member, Wrap
from unhidden.vault.rings import KeyRing, bound_to


class LastWayIn(ActionRefused):
    """Without this way in, nothing would unlock the key ring."""


@transaction.atomic
def create_member(*, person_id: UUID, secret: str, at: datetime) -> None:
    """Give a person a key pair that their password unlocks; a second call does nothing.

    Teams that the server still holds and that wait for the person let them in.
    """
    _make(person_id, lambda ring: _by_secret(ring, secret), at)


@transaction.atomic
def create_member_by_key(
    *, person_id: UUID, output: bytes, label: str, at: datetime
) -> None:
    """The same for somebody without a password: their passkey's PRF output unlocks."""
    _make(person_id, lambda ring: _by_passkey(ring, output, label), at)


@transaction.atomic
def renew_member(*, person_id: UUID, secret: str, at: datetime) -> None:
    """A new key pair for somebody who lost every way in.

    What their teams gave the old one is gone: they wait to be let in again. Teams that
    the server still holds let them in at once.
    """
    _make(person_id, lambda ring: _by_secret(ring, secret), at, renews=True)


def set_secret(*, ring: KeyRing, secret: str, at: datetime) -> None:
    """Let the person's new password unlock their ring, and the old one no more."""
    _replace(ring, _by_secret(ring, secret), at)


def add_passkey(*, ring: KeyRing, output: bytes, label: str, at: datetime) -> None:
    """Let a passkey unlock the ring, named by its credential's id.

    Raises ValueError unless ``output`` has the 32 bytes that a PRF gives.
    """
    _replace(ring, _by_passkey(ring, output, label), at)


@transaction.atomic
def remove_passkey(*, person_id: UUID, label: str) -> None:
    """A passkey unlocks the ring no more; raises LastWayIn."""
    rows = Wrap.objects.filter(member_id=person_id)
    chosen = rows.filter(kind=Wrap.Kind.PASSKEY, label=label)
    if rows.count() == chosen.count():
        raise LastWayIn
    dropped = [{"kind": Wrap.Kind.PASSKEY, "label": label}]
    changes.of_member({"person": person_id, "dropped": dropped})


def _make(
    person_id: UUID,
    way_in: Callable[[KeyRing], Change],
    at: datetime,
    *,
    renews: bool = False,
) -> None:
    if not renews and Member.objects.filter(id=person_id).exists():
        return
    public_key, private_key = sealing.new_key_pair()
    ring = KeyRing(person_id=person_id, private_key=private_key)
    change = {
        "person": person_id,
        "public_key": public_key,
        "renews": renews,
        "wraps": [way_in(ring)],
    }
    if changes.of_member(change, at=at):
        teams.prove_own_keys(ring=ring, at=at)


def _replace(ring: KeyRing, wrap: Change, at: datetime) -> None:
    change = {"person": ring.person_id, "dropped": [wrap], "wraps": [wrap]}
    changes.of_member(change, at=at)


def _by_secret(ring: KeyRing, secret: str) -> Change:
    # What a new wrap costs, the installation says.
    salt, cost = derivation.new_salt(), derivation.COSTS[settings.KEY_DERIVATION]
    key = derivation.from_secret(secret, salt=salt, cost=cost)
    return _wrap(ring, Wrap.Kind.PASSWORD, "", salt=salt, cost=cost, key=key)


def _by_passkey(ring: KeyRing, output: bytes, label: str) -> Change:
    key, nothing = derivation.from_passkey(output), derivation.DerivationCost(0, 0)
    return _wrap(ring, Wrap.Kind.PASSKEY, label, salt=b"", cost=nothing, key=key)


def _wrap(
    ring: KeyRing,
    kind: Wrap.Kind,
    label: str,
    *,
    salt: bytes,
    cost: derivation.DerivationCost,
    key: bytes,
) -> Change:
    place = bound_to(ring.person_id, kind, label)
    return {
        "kind": str(kind),
        "label": label,
        "salt": salt,
        "operations": cost.operations,
        "memory": cost.memory,
        "wrapped_key": ring.wrapped(key=key, bound_to=place),
    }
