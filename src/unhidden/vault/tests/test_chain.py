"""A team's keys are those that its own people signed for, whatever a database says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made.chain_cases import Case, cases, new, resigned
from tests.made.chain_vectors import STORED, as_json
from tests.made.chains import (
    BEGINNING,
    CEN,
    DAY,
    DEE,
    HOST,
    LIFE,
    OTHER_TEAM,
    ROOT,
    STATES,
    TEAM,
    box,
    public,
    signatures,
)
from unhidden.vault import chain, links, rosters
from unhidden.vault.chain import ChainState, LongestChain
from unhidden.vault.links import LinkRefused, SignedLink

CASES = cases()
VECTORS = json.loads(STORED.read_text())
FOR_PUBLIC = replace(BEGINNING, roster=None)


def verified(*chained: SignedLink, with_rosters: bool = True) -> ChainState:
    before = BEGINNING if with_rosters else FOR_PUBLIC
    return chain.verify_chain(
        chained, after=before, today=DAY, with_rosters=with_rosters
    )


def refusal(*chained: SignedLink, with_rosters: bool = True) -> str | None:
    """Why the last link is refused; those before it are good."""
    good = verified(*chained[:-1], with_rosters=with_rosters)
    try:
        chain.verify_chain(
            chained[-1:], after=good, today=DAY, with_rosters=with_rosters
        )
    except LinkRefused as refused:
        return refused.reason
    return None


def longest(*chained: SignedLink, remembered: ChainState | None = None) -> LongestChain:
    return chain.longest_valid(
        chained,
        root=public(ROOT),
        team=TEAM,
        remembered=remembered,
        today=DAY,
        with_rosters=True,
    )


def named(case: Case) -> str:
    return case.name


def test_the_stored_vectors_are_these_cases() -> None:
    assert STORED.read_text() == as_json(CASES)
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_staff_who_have_the_rosters_say(case: Case) -> None:
    if not case.links:
        assert verified() == BEGINNING
        return
    assert refusal(*case.links) == case.staff


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_reader_without_rosters_says(case: Case) -> None:
    bare = [replace(link, roster=None) for link in case.links]
    if not bare:
        return
    assert refusal(*bare, with_rosters=False) == case.public


def test_the_stored_states_are_those_that_the_links_lead_to() -> None:
    for stored, case in zip(VECTORS["cases"], CASES, strict=True):
        if stored["state"]:
            reached = verified(*case.links, with_rosters=False)
            assert stored["state"] == reached.as_pin()


def test_the_state_says_what_is_sealed_to_and_who_signs_next() -> None:
    state = verified(*LIFE[:5])

    assert state.link.number == 5
    assert state.link.key == box("key 4")
    assert state.link.threshold == 2
    assert public(CEN) in state.link.signers
    assert state.hash == links.hash_of(LIFE[4].header)
    assert state.roster is not None
    assert len(state.roster.holders) == 4


def test_a_chain_goes_on_after_a_state_that_was_found_good_before() -> None:
    assert verified(*LIFE) == chain.verify_chain(
        LIFE[5:], after=STATES[5], today=DAY, with_rosters=True
    )


def test_what_was_kept_of_a_link_gives_its_state_again() -> None:
    link = LIFE[5]

    assert chain.read_known_state(link.header, link.roster) == STATES[6]
    assert chain.read_known_state(link.header) == replace(STATES[6], roster=None)
    with pytest.raises(LinkRefused):
        chain.read_known_state(link.header[:-1])


def test_a_reader_with_rosters_does_not_go_on_where_one_was_not_looked_at() -> None:
    bare = replace(STATES[5], roster=None)

    with pytest.raises(LinkRefused, match="roster"):
        chain.follow_link(LIFE[5], bare, today=DAY, with_rosters=True)


def test_the_server_signs_until_the_set_up_and_again_after_a_reset() -> None:
    hosted = [chain.is_hosted(state) for state in STATES[1:]]

    assert hosted == [True, True, *[False] * 6, True, True]
    assert not chain.is_hosted(FOR_PUBLIC)


def test_what_is_too_long_is_not_even_checked() -> None:
    header = LIFE[2].header + b"x" * links.LONGEST_HEADER
    long = SignedLink(header, signatures(header, HOST), LIFE[2].roster)
    many = replace(LIFE[2], signatures=LIFE[2].signatures * 2_000)
    roster = b"x" * (rosters.LONGEST_ROSTER + 1)
    people = new(2, HOST, roster=links.hash_of(roster))

    assert refusal(*LIFE[:2], long) == "length"
    assert refusal(*LIFE[:2], many) == "length"
    assert refusal(*LIFE[:2], replace(people, roster=roster)) == "length"


def test_what_is_not_signed_is_not_read() -> None:
    garbage = replace(LIFE[2], header=b"garbage")

    assert refusal(*LIFE[:2], garbage) == "signature"


@given(st.data())
def test_any_change_of_any_byte_is_refused(data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(LIFE) - 1))
    part = data.draw(st.sampled_from(["header", "signatures", "roster"]))
    whole: bytes = getattr(LIFE[n], part)
    at = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.integers(0, 3))
    put = data.draw(st.binary(max_size=3).filter(lambda b: b != whole[at : at + cut]))
    changed = whole[:at] + put + whole[at + cut :]
    if changed == whole:
        return

    assert refusal(*LIFE[:n], replace(LIFE[n], **{part: changed})) is not None


@given(st.data())
def test_no_part_of_a_link_fits_another(data: st.DataObject) -> None:
    n, other = data.draw(
        st.lists(st.integers(0, len(LIFE) - 1), min_size=2, max_size=2, unique=True)
    )
    part = data.draw(st.sampled_from(["header", "signatures", "roster"]))
    mixed = replace(LIFE[n], **{part: getattr(LIFE[other], part)})
    if mixed == LIFE[n]:
        return
    said = refusal(*LIFE[:n], mixed)

    # The same people may hold keys before and after, for the same reason.
    assert said is not None


@given(st.permutations(range(5)))
def test_links_are_good_in_their_own_order_only(order: list[int]) -> None:
    found = longest(*(LIFE[n] for n in order))

    is_good = order == sorted(order)
    assert (found.refused is None) == is_good


def test_with_nothing_remembered_the_good_beginning_counts() -> None:
    garbage = SignedLink(b"garbage", b"garbage", b"garbage")

    whole = longest(*LIFE)
    assert whole == LongestChain(STATES[-1], None)
    cut = longest(*LIFE[:4], garbage, *LIFE[4:])
    assert cut.state == STATES[4]
    assert cut.refused is not None
    assert cut.refused.reason == "signatures"


def test_without_a_good_first_link_there_is_no_state() -> None:
    assert longest() == LongestChain(None, None)
    found = longest(*LIFE[1:])
    assert found.state is None
    assert found.refused is not None
    assert found.refused.reason == "signer"


def test_a_chain_rolled_back_does_not_lead_back() -> None:
    found = longest(*LIFE[:4], remembered=STATES[5])

    assert found.state == STATES[5]
    assert found.refused is not None
    assert found.refused.reason == "rolled back"


def test_a_fork_is_not_followed_however_long_it_is() -> None:
    other = new(7, DEE, why="rotate", generation=7, key=box("forked"))
    state = chain.follow_link(other, STATES[7], today=DAY, with_rosters=True)

    found = longest(*LIFE, remembered=state)

    assert found.state == state
    assert found.refused is not None
    assert found.refused.reason == "fork"


def test_garbage_before_what_is_remembered_does_not_lead_back() -> None:
    forged = resigned(LIFE[2], CEN)

    found = longest(*LIFE[:2], forged, remembered=STATES[5])

    assert found.state == STATES[5]
    assert found.refused is not None
    assert found.refused.reason == "signer"


def test_what_is_remembered_is_gone_on_from() -> None:
    found = longest(*LIFE, remembered=STATES[5])

    assert found == LongestChain(STATES[-1], None)
    assert longest(*LIFE, remembered=STATES[-1]) == found


def test_another_teams_chain_is_none_of_this_team() -> None:
    found = chain.longest_valid(
        LIFE,
        root=public(ROOT),
        team=OTHER_TEAM,
        remembered=None,
        today=DAY,
        with_rosters=False,
    )

    assert found.state is None


def test_a_link_from_the_future_is_good_when_its_day_comes() -> None:
    far = new(10, HOST, day=DAY + timedelta(days=3))

    for later, reason in ((0, "day"), (1, "day"), (2, None), (400, None)):
        today = DAY + timedelta(days=later)
        found = chain.longest_valid(
            (*LIFE, far),
            root=public(ROOT),
            team=TEAM,
            remembered=None,
            today=today,
            with_rosters=True,
        )
        assert (found.refused.reason if found.refused else None) == reason
