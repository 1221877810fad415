"""Tickets of streams: for one minute, and by nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.evidence import unhurried
from unhidden.vault import signing, tickets
from unhidden.vault.tickets import TicketRefused

SEED = b"a seed for tests only, 32 bytes!"
PUBLIC = signing.public_key_of(SEED)
NOW = 1_800_000_000.0


def write(now: float = NOW, seed: bytes = SEED) -> str:
    return tickets.write_ticket(
        operation="o",
        person="p",
        view=("2026-01-05", "t"),
        channels=["a" * 32, "b" * 32],
        now=now,
        seed=seed,
    )


def sign(body: bytes, label: bytes = tickets._LABEL) -> str:
    signed = signing.sign_message(label + body, SEED)
    return f"{tickets._pack(body)}.{tickets._pack(signed)}"


def test_a_ticket_says_who_may_hear_what_until_when() -> None:
    held = tickets.read_ticket(write(), now=NOW + 59, public_key=PUBLIC)

    assert (held.operation, held.person, held.until) == ("o", "p", int(NOW) + 60)
    assert held.view == ("2026-01-05", "t")
    assert held.channels == ("a" * 32, "b" * 32)


def test_no_two_tickets_are_the_same() -> None:
    assert write() != write()


@pytest.mark.parametrize(
    ("text", "now"),
    [
        pytest.param(write(), NOW + 60, id="over"),
        pytest.param(write(now=NOW + 3600), NOW, id="to come"),
        pytest.param(
            write(seed=b"another seed for tests, 32 bytes"), NOW, id="by another"
        ),
        pytest.param("", NOW, id="empty"),
        pytest.param(sign(b"[]"), NOW, id="a list"),
        pytest.param(sign(b"{}"), NOW, id="nothing in it"),
        pytest.param(sign(b"x"), NOW, id="no JSON"),
        pytest.param(".", NOW, id="a dot"),
        pytest.param("a" * 5000, NOW, id="long"),
        pytest.param(write().replace(".", ".."), NOW, id="two dots"),
        pytest.param(write() + "é", NOW, id="not of the alphabet"),
    ],
)
def test_what_is_over_to_come_or_by_another_is_refused(text: str, now: float) -> None:
    with pytest.raises(TicketRefused):
        tickets.read_ticket(text, now=now, public_key=PUBLIC)


@unhurried
@given(st.integers(0, 400), st.integers(0, 255))
def test_a_ticket_with_one_character_changed_is_refused(place: int, by: int) -> None:
    whole = write()
    place %= len(whole)
    changed = whole[:place] + chr(by) + whole[place + 1 :]

    if changed != whole:
        with pytest.raises(TicketRefused):
            tickets.read_ticket(changed, now=NOW, public_key=PUBLIC)


def test_what_was_signed_for_something_else_is_no_ticket() -> None:
    body, _ = write().split(".")
    raw = tickets._unpack(body)  # the same words, without the label

    with pytest.raises(TicketRefused):
        tickets.read_ticket(sign(raw, b""), now=NOW, public_key=PUBLIC)
