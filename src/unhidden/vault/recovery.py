"""Shares of a team's keys, for the day when every key ring is lost. Off by default.

What is split (SLIP-39, by the library ``shamir_mnemonic``) is the private half of a
key pair that is itself a member of the team: it gets each new generation as everybody
does, so that shares stay good when the team's keys are changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

import shamir_mnemonic
from django.db import transaction

from unhidden.lib.refusals import ActionRefused
from unhidden.vault import changes, rosters, sealing, teams
from unhidden.vault.changes import Change
from unhidden.vault.linking import LinkSigner
from unhidden.vault.models import Member, Recovery, Team
from unhidden.vault.rings import Bearer, KeyRing, NoKeyPair, must_ring
from unhidden.vault.steps import change_keys, step_of

MOST_SHARES = 16  # SLIP-39


class SharesNotSpread(ActionRefused):
    """One organisation alone could put the key together, or there is only one."""


class WrongThreshold(ActionRefused):
    """Between two and as many shares as there are holders must be needed."""


class NoRecovery(ActionRefused):
    """This team has no recovery."""


@dataclass(frozen=True, slots=True)
class ShareKeeper:
    """Somebody who will keep one share."""

    person_id: UUID
    organisation_id: UUID


@dataclass(frozen=True, slots=True)
class RecoveryShare:
    """One share's words: shown once to its holder and kept nowhere."""

    holder: ShareKeeper
    words: str = field(repr=False)


@transaction.atomic
def set_up_recovery(
    *,
    team_id: UUID,
    holders: Sequence[ShareKeeper],
    threshold: int,
    by: Bearer,
    at: datetime,
) -> list[RecoveryShare]:
    """Split a recovery key between the holders; an earlier recovery ends.

    ``threshold`` shares open the team's keys. Raises SharesNotSpread, WrongThreshold,
    KeysLocked, and NotForYou for one who is not of the team.
    """
    _check(holders, threshold)
    ring = must_ring(by)
    team = teams.lock_team_for_change(team_id)
    held = teams.held_keys(team, by=ring)
    if recovery := _recovery(team):
        _end(recovery, held, ring, at)
        team = teams.lock_team_for_change(team_id)
        held = teams.held_keys(team, by=ring)
    _, private_key = sealing.new_key_pair()
    split_key = KeyRing(person_id=uuid4(), private_key=private_key)
    step_of(team, held, ring, at).take(
        "recovery",
        added=[_as_holder(split_key, team)],
        asked=[split_key.person_id],
        admitted=[split_key.person_id],
        recovery=_made(split_key, holders, threshold, ring),
    )
    split = shamir_mnemonic.generate_mnemonics(
        1, [(threshold, len(holders))], private_key
    )
    return [RecoveryShare(*pair) for pair in zip(holders, split[0], strict=True)]


@transaction.atomic
def end_recovery(*, team_id: UUID, by: Bearer, at: datetime) -> None:
    """Make the shares worthless; raises KeysLocked, NotForYou, NoRecovery."""
    team = teams.lock_team_for_change(team_id)
    ring = must_ring(by)
    held = teams.held_keys(team, by=ring)
    recovery = _recovery(team)
    if recovery is None:
        raise NoRecovery
    _end(recovery, held, ring, at)


def recover_team(
    *, team_id: UUID, person_id: UUID, shares: Collection[str], at: datetime
) -> bool:
    """Let a person in to the team with enough shares; gives whether they fitted.

    Every try is kept, and every holder is told of it, also when the shares do not fit:
    so this gives False instead of raising, and its transaction stays. The shares' key
    signs the link, once: the shares are worth nothing after it. Raises NoRecovery, and
    NoKeyPair for one who did not prove their keys.
    """
    with transaction.atomic():
        team = teams.lock_team_for_change(team_id)
        recovery = _recovery(team)
        if recovery is None:
            raise NoRecovery
        if not Member.objects.filter(id=person_id, is_recovery=False).exists():
            raise NoKeyPair
        private_key = _together(recovery, shares)
        used = {"by": person_id, "is_done": private_key is not None}
        if private_key is None:
            change_keys(team, {"recovery_used": used}, at)
            return False
        change_keys(team, {"asked": [person_id]}, at)
        split_key = KeyRing(person_id=recovery.member_id, private_key=private_key)
        step = step_of(team, teams.held_keys(team, by=split_key), split_key, at)
        comes = step.there.get(person_id)
        if comes is None or not comes.is_proven:
            raise NoKeyPair
        step.take(
            "recover",
            added=[comes.holder],
            without=[recovery.member_id],
            is_new=True,
            signer=LinkSigner(split_key.signer, split_key.sign_link),
            admitted=[person_id],
            recovery_used=used,
            recovery_ended=True,
        )
        return True


@transaction.atomic
def mark_notices_seen(*, person_id: UUID, at: datetime) -> None:
    """A holder has read what was done with the shares: whoever is at work."""
    changes.call_key_procedure("see_recovery_notices", person_id, at)


def _check(holders: Sequence[ShareKeeper], threshold: int) -> None:
    if len({holder.person_id for holder in holders}) != len(holders):
        raise WrongThreshold
    if not 2 <= threshold <= len(holders) <= MOST_SHARES:
        raise WrongThreshold
    by_organisation = Counter(holder.organisation_id for holder in holders)
    if len(by_organisation) < 2 or max(by_organisation.values()) >= threshold:
        raise SharesNotSpread


def _as_holder(split_key: KeyRing, team: Team) -> rosters.RosterHolder:
    person, public_key, signer = (
        split_key.person_id,
        split_key.public_key,
        split_key.signer,
    )
    holder = rosters.RosterHolder(person, None, None, public_key, signer)
    return split_key.prove(holder, team=team.id)


def _made(
    split_key: KeyRing, holders: Sequence[ShareKeeper], threshold: int, ring: KeyRing
) -> Change:
    return {
        "member": split_key.person_id,
        "public_key": split_key.public_key,
        "threshold": threshold,
        "by": ring.person_id,
        "holders": [
            {"person": each.person_id, "organisation": each.organisation_id}
            for each in holders
        ],
    }


def _recovery(team: Team) -> Recovery | None:
    return Recovery.objects.filter(team=team, ended_at=None).first()


def _end(
    recovery: Recovery, held: dict[int, bytes], ring: KeyRing, at: datetime
) -> None:
    step = step_of(recovery.team, held, ring, at)
    without = [recovery.member_id]
    step.take("recovery", without=without, is_new=True, recovery_ended=True)


def _together(recovery: Recovery, shares: Collection[str]) -> bytes | None:
    """The recovery's private key, if enough of its shares are here."""
    typed = {" ".join(share.lower().split()) for share in shares if share.strip()}
    enough = sorted(typed)[: recovery.threshold]  # more than needed are refused
    try:
        private_key: bytes = shamir_mnemonic.combine_mnemonics(enough)
        public_key = sealing.public_half(private_key)
    except (shamir_mnemonic.MnemonicError, ValueError, TypeError):
        return None
    is_ours = public_key == bytes(recovery.member.public_key)
    return private_key if is_ours else None
