"""Making the next link of a team's chain, for whoever may sign it.

While the server holds a team's keys, the server's own key signs (*host*); from then on
the people who hold them, with what their key rings carry. What is made here is checked
by the very rules that its readers go by (``chain.follow_link``) before it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from hmac import compare_digest
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.dispatch import Signal

from unhidden.vault import chain, links, rosters, sealing, signing
from unhidden.vault.chain import ChainState
from unhidden.vault.changes import Change, VaultLocked
from unhidden.vault.links import LinkHeader, SignedLink
from unhidden.vault.rings import Bearer, NotForYou, must_ring
from unhidden.vault.rosters import Roster, RosterHolder

#: A header has room for about a thousand (``links.LONGEST_HEADER``).
MOST_SIGNERS = 900
#: With team_id, number and hash: another link was added to a team's chain.
linked = Signal()


@dataclass(frozen=True, slots=True)
class HolderCandidate:
    """Somebody who is in a team or waits, is engaged today, and has a key pair.

    ``holder`` has no proof if they made none for this key yet.
    """

    holder: RosterHolder
    is_admitted: bool

    @property
    def is_proven(self) -> bool:
        return bool(self.holder.proof)

    @property
    def fingerprint(self) -> str:
        """What they read out from their own ring, if it is theirs."""
        return sealing.fingerprint_keys(self.holder.key, self.holder.signer)


@dataclass(frozen=True, slots=True)
class LinkSigner:
    """Who signs a link: a public half, and what makes the signature."""

    public_key: bytes
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class LinkKeys:
    """The generation that a link names, and the key of its shares, if there is one."""

    number: int
    public_key: bytes
    recovery: bytes | None = None


def find_holder_candidates(team_id: UUID) -> dict[UUID, HolderCandidate]:
    """Who may hold the team's keys by today's engagements, by person."""
    with connection.cursor() as cursor:
        cursor.execute("select * from wall.key_holders(%s)", [team_id])
        rows = cursor.fetchall()
    found = {}
    for person, until, key, is_admitted, engagement, signer, kept in rows:
        made = (bytes(each or b"") for each in (key, signer, kept))
        holder = _witnessed(RosterHolder(person, engagement, until, *made), team_id)
        is_new = not is_admitted
        if is_new and holder.proof and not rosters.is_proven(holder, team=team_id):
            holder = replace(holder, proof=b"")
        found[person] = HolderCandidate(holder, is_admitted)
    return found


def proof_to_keep(holder: RosterHolder, *, team: UUID) -> bytes:
    """A holder's proof, and that their ring was open in this program.

    Raises VaultLocked.
    """
    return rosters.witness_proof(holder, team=team, key=_host_key())


def _witnessed(holder: RosterHolder, team: UUID) -> RosterHolder:
    """With the proof that is kept; without one of earlier keys, or that was put there.

    Whoever writes into the database could sign for anybody's keys with their own.
    """
    proven = replace(holder, proof=holder.proof[: signing.SIGNATURE])
    if settings.HOST_KEY is not None and compare_digest(
        holder.proof, proof_to_keep(proven, team=team)
    ):
        return proven
    return replace(holder, proof=b"")


def list_lasting_holders(
    head: ChainState, there: dict[UUID, HolderCandidate]
) -> list[RosterHolder]:
    """Those of the last roster who still are in, with the keys that they had.

    The recovery's key is in until somebody ends it.
    """
    found = []
    for holder in roster_of(head).holders:
        now = there.get(holder.person)
        if holder.engagement is None:
            found.append(holder)
        elif now is not None and now.is_admitted and now.holder.key == holder.key:
            is_same = now.is_proven and now.holder.signer == holder.signer
            found.append(
                now.holder if is_same else replace(holder, until=now.holder.until)
            )
    return found


def somebody_goes(head: ChainState, holders: Iterable[RosterHolder]) -> bool:
    """Whether the last roster has one who, or whose key, is not among these."""
    return not _keys(roster_of(head).holders) <= _keys(holders)


def next_link(
    head: ChainState,
    why: str,
    holders: Collection[RosterHolder],
    keys: LinkKeys,
    *,
    by: LinkSigner,
    today: date,
    is_of_people: bool = False,
) -> Change:
    """The link after ``head``, signed today, as a change of the team's keys.

    The server stays the signer where it is, unless it is now ``of_people``. Raises
    LinkRefused for a link that may not follow.
    """
    signers = _signers(head, holders, is_of_people=is_of_people)
    today = max(today, head.link.day)
    made = draft_link(head, Roster(why, tuple(holders)), keys, signers, today)
    signed = _signed(made, by)
    chain.follow_link(signed, head, today=today, with_rosters=True)
    return as_change(signed)


def first_link(team_id: UUID, keys: LinkKeys, today: date) -> Change:
    """A new team's first link, where this process has a root to sign it with; else {}.

    In a demonstration alone: elsewhere the operator signs with the root. Nobody is on
    the roster yet, and the server signs next.
    """
    seed: bytes | None = settings.ROOT_SEED
    if seed is None or settings.HOST_KEY is None:
        return {}
    before = begin_chain(team_id)
    made = draft_link(
        before, Roster("begin", ()), keys, [find_host_signer().public_key], today
    )
    signed = _signed(made, _of(seed))
    chain.follow_link(signed, before, today=today, with_rosters=True)
    return as_change(signed)


def begin_chain(team_id: UUID) -> ChainState:
    """The state before a team's first link; raises VaultLocked without a root."""
    root: bytes | None = settings.KEY_ROOT
    if root is None:
        raise VaultLocked
    return chain.make_first_state(root=root, team=team_id)


def signer_of(head: ChainState, by: Bearer, today: date) -> LinkSigner:
    """Who signs a link of today: the server where it is the signer, else the bearer.

    Raises VaultLocked, KeysLocked, and NotForYou for one who is no signer.
    """
    if chain.is_hosted(head):
        if find_host_signer().public_key not in head.link.signers:
            raise VaultLocked
        return find_host_signer()
    ring = must_ring(by)
    if not may_sign(head, ring.signer, today):
        raise NotForYou
    return LinkSigner(ring.signer, ring.sign_link)


def may_sign(head: ChainState, signer: bytes, today: date) -> bool:
    """Whether they are a signer of the last link, and not past their last day there."""
    untils = {each.until for each in roster_of(head).holders if each.signer == signer}
    day = max(today, head.link.day)
    is_in_time = all(until is None or day <= until for until in untils)
    return signer in head.link.signers and is_in_time


def find_host_signer() -> LinkSigner:
    """The server's own key; raises VaultLocked where this process has none."""
    return _of(_host_key())


def tell_link_added(team_id: UUID, changed: Change) -> None:
    """Say that this change added a link, if it did."""
    if "link" in changed:
        header: bytes = changed["link"]["header"]
        number = links.read_header(header).number
        linked.send(
            None, team_id=team_id, number=number, digest=links.hash_of(header).hex()
        )


def roster_of(head: ChainState) -> Roster:
    """The roster of a state that was read with it."""
    if head.roster is None:
        raise ValueError(head)
    return head.roster


def _host_key() -> bytes:
    seed: bytes | None = settings.HOST_KEY
    if seed is None:
        raise VaultLocked
    return seed


def _of(seed: bytes) -> LinkSigner:
    return LinkSigner(
        signing.public_key_of(seed), lambda header: links.sign_header(header, seed)
    )


def _signers(
    head: ChainState, holders: Iterable[RosterHolder], *, is_of_people: bool
) -> list[bytes]:
    """The server where it stays; else whoever signed before, and then the others."""
    if chain.is_hosted(head) and not is_of_people:
        return list(head.link.signers)
    people = [each.signer for each in holders if each.engagement is not None]
    before = set(head.link.signers)
    first = sorted(people, key=lambda signer: signer not in before)
    return sorted(first[:MOST_SIGNERS])


def draft_link(
    head: ChainState,
    roster: Roster,
    keys: LinkKeys,
    signers: Collection[bytes],
    today: date,
) -> SignedLink:
    """The next link, of today, before anybody signed it."""
    written = rosters.roster_of(roster)
    link = LinkHeader(
        root=head.link.root,
        team=head.link.team,
        number=head.link.number + 1,
        previous=head.hash,
        day=today,
        generation=keys.number,
        key=keys.public_key,
        roster=links.hash_of(written),
        recovery=keys.recovery,
        threshold=1,
        signers=tuple(signers),
    )
    return SignedLink(links.header_of(link), b"", written)


def _signed(made: SignedLink, by: LinkSigner) -> SignedLink:
    signatures = links.signatures_of({by.public_key: by.sign(made.header)})
    return replace(made, signatures=signatures)


def as_change(signed: SignedLink) -> Change:
    """A link as a change of a team's keys names it."""
    return {
        "link": {
            "header": signed.header,
            "signatures": signed.signatures,
            "roster": signed.roster,
        }
    }


def _keys(holders: Iterable[RosterHolder]) -> set[tuple[UUID, bytes, bytes]]:
    return {(each.person, each.key, each.signer) for each in holders}
