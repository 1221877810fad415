"""Chains of a team's keys from fixed seeds: good links to bend, and who signs them.

Nothing is random, so that the stored vectors can be made again, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from unhidden.vault import chain, links, rosters, sealing, signing
from unhidden.vault.chain import ChainState
from unhidden.vault.links import SignedLink
from unhidden.vault.rosters import Roster, RosterHolder
from unhidden.vault.signing_keys import seed_of

DAY = date(2026, 11, 28)
NEXT = DAY + timedelta(days=1)


def identity(name: str) -> UUID:
    """The id that stands for this name."""
    return uuid5(NAMESPACE_URL, f"unhidden:{name}")


def secret(name: str) -> bytes:
    """32 bytes that stand for this name's secret: a seed or a private key."""
    return sha256(f"unhidden vectors {name}".encode()).digest()


def public(seed: bytes) -> bytes:
    """What a seed's signatures are checked with."""
    return signing.public_key_of(seed)


def box(name: str) -> bytes:
    """The public key of this name's pair."""
    return sealing.public_half(secret(name))


TEAM, OTHER_TEAM = identity("North Wales Police"), identity("The helpline")
ROOT, HOST = secret("root"), secret("host")
ANN, BOB, CEN, DEE, SHARES = (
    seed_of(secret(name)) for name in ("ann", "bob", "cen", "dee", "shares")
)


def holder(name: str, **changes: Any) -> RosterHolder:
    """Somebody with proven keys; with no engagement it is a recovery."""
    seed = seed_of(secret(name))
    engagement = identity(f"{name}'s engagement")
    bare = RosterHolder(identity(name), engagement, None, box(name), public(seed))
    return rosters.prove_holder(replace(bare, **changes), team=TEAM, seed=seed)


A, B, C, D = (holder(name) for name in ("ann", "bob", "cen", "dee"))
S = holder("shares", engagement=None)
BEGINNING = chain.make_first_state(root=public(ROOT), team=TEAM)


def signed(
    before: ChainState,
    *by: bytes,
    why: str,
    people: Iterable[RosterHolder] | None = None,
    **changes: Any,
) -> SignedLink:
    """The link after ``before``, like it but for the changes, signed by these seeds."""
    assert before.roster is not None
    holders = before.roster.holders if people is None else tuple(people)
    roster = rosters.roster_of(Roster(why, holders))
    following = {
        "number": before.link.number + 1,
        "previous": before.hash,
        "roster": links.hash_of(roster),
    }
    link = replace(before.link, **{**following, **changes})
    return SignedLink(header := links.header_of(link), signatures(header, *by), roster)


def signatures(header: bytes, *by: bytes) -> bytes:
    """What these seeds sign."""
    made = {public(seed): links.sign_header(header, seed) for seed in by}
    return links.signatures_of(made)


def bent(link: SignedLink, old: bytes, new: bytes, *by: bytes) -> SignedLink:
    """The link with other bytes in its header, signed as they are."""
    header = link.header.replace(old, new)
    assert header != link.header
    return replace(link, header=header, signatures=signatures(header, *by))


def with_roster(link: SignedLink, old: bytes, new: bytes, *by: bytes) -> SignedLink:
    """The link with other bytes in its roster, and the header that names it."""
    assert link.roster is not None
    roster = link.roster.replace(old, new)
    assert roster != link.roster
    was, now = (links.hash_of(each).hex().encode() for each in (link.roster, roster))
    return replace(bent(link, was, now, *by), roster=roster)


def after(*chained: SignedLink) -> ChainState:
    """The state after good links, for staff."""
    return chain.verify_chain(chained, after=BEGINNING, today=DAY, with_rosters=True)


def signers(*seeds: bytes) -> tuple[bytes, ...]:
    """The public halves, in their order."""
    return tuple(sorted(map(public, seeds)))


def _life() -> list[SignedLink]:
    """A team's whole life, a link for each thing that may happen to its keys."""
    chained: list[SignedLink] = []

    def add(*by: bytes, **said: Any) -> None:
        before = after(*chained) if chained else BEGINNING
        chained.append(signed(before, *by, **said))

    add(
        ROOT,
        why="begin",
        people=[A],
        day=DAY - timedelta(days=9),
        generation=3,
        key=box("key 3"),
        signers=signers(HOST),
    )
    add(HOST, why="admit", people=[A, B])
    both = signers(ANN, BOB)
    add(HOST, why="set-up", generation=4, key=box("key 4"), signers=both)
    add(ANN, why="recovery", people=[A, B, S], recovery=public(SHARES))
    three = signers(ANN, BOB, CEN)
    add(BOB, why="admit", people=[A, B, C, S], signers=three, threshold=2, day=DAY)
    add(
        ANN,
        BOB,
        why="remove",
        people=[A, B, S],
        generation=5,
        key=box("key 5"),
        signers=both,
    )
    add(
        SHARES,
        why="recover",
        people=[B, D],
        generation=6,
        key=box("key 6"),
        recovery=None,
        threshold=1,
        signers=signers(BOB, DEE),
    )
    add(DEE, why="rotate", generation=7, key=box("key 7"))
    fresh = {"generation": 8, "key": box("key 8")}
    add(ROOT, why="reset", people=[D], signers=signers(HOST), **fresh)
    add(HOST, why="admit", people=[B, D])
    return chained


LIFE = tuple(_life())
# What the state is after each link; that before the first is at 0.
STATES = (BEGINNING, *(after(*LIFE[: n + 1]) for n in range(len(LIFE))))
