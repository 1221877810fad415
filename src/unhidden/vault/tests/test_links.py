"""A link and its roster are written in one way, and read back as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nacl.bindings import crypto_scalarmult
from nacl.exceptions import RuntimeError as Refused
from nacl.public import PublicKey, SealedBox

from tests.made.chain_cases import WEAK
from tests.made.chains import ANN, BOB, LIFE, OTHER_TEAM, STATES, TEAM, A, B, public
from unhidden.vault import links, rosters, signing
from unhidden.vault.links import LinkHeader
from unhidden.vault.rosters import Roster, RosterHolder

KEYS = st.binary(max_size=2).map(lambda content: sha256(content).digest())
NUMBERS = st.integers(1, 999_999_999)
SIGNERS = st.lists(KEYS, min_size=1, max_size=5, unique=True)
LINKS = st.builds(
    LinkHeader,
    root=KEYS,
    team=st.uuids(),
    number=NUMBERS,
    previous=KEYS | st.none(),
    day=st.dates(),
    generation=NUMBERS,
    key=KEYS,
    roster=KEYS,
    recovery=KEYS | st.none(),
    threshold=st.just(1),
    signers=SIGNERS.map(lambda keys: tuple(sorted(keys))),
)
HOLDERS = st.builds(
    RosterHolder,
    person=st.uuids(),
    engagement=st.uuids() | st.none(),
    until=st.dates() | st.none(),
    key=KEYS,
    signer=KEYS,
    proof=st.binary(min_size=64, max_size=64),
)


@given(LINKS)
def test_a_link_is_read_as_it_was_written(link: LinkHeader) -> None:
    assume(len({*link.signers, link.root, link.recovery}) == len(link.signers) + 2)

    header = links.header_of(link)

    assert links.read_header(header) == link
    assert links.header_of(links.read_header(header)) == header


@given(st.lists(HOLDERS, max_size=4, unique_by=lambda holder: holder.person))
def test_a_roster_is_read_as_it_was_written(holders: list[RosterHolder]) -> None:
    content = rosters.roster_of(Roster("admit", tuple(holders)))

    read = rosters.read_roster(content)

    assert {*read.holders} == {*holders}
    assert rosters.roster_of(read) == content


def test_signers_are_written_in_their_order() -> None:
    link = STATES[5].link
    backwards = replace(link, signers=link.signers[::-1])

    assert links.header_of(backwards) == LIFE[4].header


def test_the_header_is_as_its_description_says() -> None:
    lines = LIFE[5].header.decode().splitlines()

    assert [line.split(" ")[0] for line in lines] == [
        "root",
        "team",
        "number",
        "previous",
        "day",
        "generation",
        "key",
        "roster",
        "recovery",
        "threshold",
        "signers",
    ]
    assert lines[2] == "number 6"
    assert lines[4] == "day 2026-11-28"


def test_a_signature_is_for_links_alone() -> None:
    header = LIFE[0].header

    signature = links.sign_header(header, ANN)

    assert links.is_signed(header, signature, public(ANN))
    assert not links.is_signed(header, signature, public(BOB))
    assert not signing.is_signed(header, signature, public(ANN))
    assert signing.is_signed(b"unhidden keys 1\n" + header, signature, public(ANN))


def test_a_proof_is_of_its_own_words_for_one_person_in_one_team() -> None:
    until = replace(A, until=date(2027, 1, 1))

    assert rosters.is_proven(A, team=TEAM)
    assert rosters.is_proven(until, team=TEAM)
    assert not rosters.is_proven(A, team=OTHER_TEAM)
    for other in (
        replace(A, person=B.person),
        replace(A, engagement=None),
        replace(A, key=B.key),
        replace(A, signer=B.signer),
    ):
        assert not rosters.is_proven(other, team=TEAM)
    # Neither a proof nor a link passes for the other.
    assert not links.is_signed(b"", A.proof, A.signer)


@pytest.mark.parametrize("text", WEAK)
def test_what_is_called_weak_is_refused_by_the_library_too(text: str) -> None:
    weak = bytes.fromhex(text)

    try:
        crypto_scalarmult(b"\1" * 32, weak)
        SealedBox(PublicKey(weak)).encrypt(b"key")
    except Refused:
        return
    assert not signing.is_signed(b"", weak + bytes(32), weak)


def test_signatures_are_read_as_they_were_written() -> None:
    made = {public(ANN): b"a" * 64, public(BOB): b"b" * 64}

    assert links.read_signatures(links.signatures_of(made)) == made
