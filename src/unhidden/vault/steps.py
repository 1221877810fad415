"""One change of a team's keys, and the link that says so, made together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate

from unhidden.vault import chains, changes, linking, rewrapping, sealing
from unhidden.vault.chain import ChainState
from unhidden.vault.chains import ChainBroken
from unhidden.vault.changes import Change, VaultLocked
from unhidden.vault.linking import HolderCandidate, LinkKeys, LinkSigner
from unhidden.vault.links import LinkRefused
from unhidden.vault.models import Team
from unhidden.vault.rings import Bearer
from unhidden.vault.rosters import RosterHolder


def sealed_to(holder: RosterHolder, held: dict[int, bytes]) -> list[Change]:
    """These private keys, each sealed to this one."""
    return [
        {
            "generation": generation,
            "member": holder.person,
            "sealed_key": sealing.seal_key(key, public_key=holder.key),
        }
        for generation, key in held.items()
    ]


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One link more: the team, locked, its last link, and who could hold its keys.

    ``held`` are its private keys, ``by`` who signs where the server does not.
    """

    team: Team
    head: ChainState
    there: dict[UUID, HolderCandidate]
    held: dict[int, bytes]
    by: Bearer
    at: datetime

    def take(
        self,
        why: str,
        *,
        added: Collection[RosterHolder] = (),
        without: Collection[UUID] = (),
        is_new: bool = False,
        is_of_people: bool = False,
        signer: LinkSigner | None = None,
        **more: Any,
    ) -> None:
        """Change the keys and add the link that says so; ``more`` is changed with it.

        Everybody who still is engaged stays, but those ``without``. There are new keys
        where they are wanted, and wherever somebody goes. Raises NotForYou, KeysLocked,
        and ChainBroken where no link may follow, as one of a clock that was set back.
        """
        apart = {*without, *(each.person for each in added)}
        stay = linking.list_lasting_holders(self.head, self.there)
        holders = [*(each for each in stay if each.person not in apart), *added]
        changed = {**more, "member_keys": []}
        for holder in added:
            changed["member_keys"] += sealed_to(holder, self.held)
        keys = LinkKeys(
            self.head.link.generation,
            self.head.link.key,
            next((each.signer for each in holders if each.engagement is None), None),
        )
        if is_new or linking.somebody_goes(self.head, holders):
            keys = self._new_keys(holders, keys, changed)
        today = localdate(self.at)
        by = signer or linking.signer_of(self.head, self.by, today)
        try:
            changed |= linking.next_link(
                self.head,
                why,
                holders,
                keys,
                by=by,
                today=today,
                is_of_people=is_of_people,
            )
        except LinkRefused as error:
            chains.report_broken_chain(self.team.id, error.reason)
            raise ChainBroken from error
        change_keys(self.team, changed, self.at)

    def _new_keys(
        self, holders: Collection[RosterHolder], keys: LinkKeys, changed: Change
    ) -> LinkKeys:
        """Another generation for these people; older record keys go over to it."""
        public_key, private_key = sealing.new_key_pair()
        wrapped = None if self.team.set_up_at else for_server(private_key, self.team.id)
        changed["generation"] = describe_generation(public_key, wrapped)
        changed["rewraps"] = rewrapping.hand_to_helper(self.held)
        for holder in holders:
            sealed = sealing.seal_key(private_key, public_key=holder.key)
            changed["member_keys"].append(
                {"member": holder.person, "sealed_key": sealed}
            )
        self._tell_of_others(holders)
        return replace(keys, number=keys.number + 1, public_key=public_key)

    def _tell_of_others(self, holders: Collection[RosterHolder]) -> None:
        """Somebody is said to be in whom the chain does not name: they get nothing."""
        known = {each.person for each in linking.roster_of(self.head).holders}
        known |= {each.person for each in holders}
        if any(
            each.is_admitted for who, each in self.there.items() if who not in known
        ):
            chains.report_broken_chain(self.team.id, "members")


def step_of(team: Team, held: dict[int, bytes], by: Bearer, at: datetime) -> ChainStep:
    """The next step of a team that is locked; raises NotCertified, ChainBroken."""
    return ChainStep(
        team,
        chains.find_chain_head(team.id),
        linking.find_holder_candidates(team.id),
        held,
        by,
        at,
    )


@dataclass(frozen=True, slots=True)
class Nobody:
    """Whoever acts where the server signs by itself."""

    organisation_id: UUID | None
    keys: None = None


def describe_generation(public_key: bytes, server_wrapped: bytes | None) -> Change:
    """A generation, as a change names it."""
    return {"public_key": public_key} | (
        {"server_wrapped": server_wrapped} if server_wrapped else {}
    )


def change_keys(team: Team, changed: Change, at: datetime) -> None:
    """Change the keys of a team that is locked, or who has them."""
    changes.of_team(team.id, chains.last_number(team.id), changed, at=at)
    linking.tell_link_added(team.id, changed)


def for_server(private_key: bytes, team_id: UUID) -> bytes:
    """A private key under the server's own; raises VaultLocked."""
    server_key: bytes | None = settings.VAULT_KEY
    if server_key is None:
        raise VaultLocked
    return sealing.wrap_key(private_key, key=server_key, bound_to=team_id.bytes)
