"""A case that moves from BAWSO to the Red Cross, on its person's word."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.cast import NOON, Cast
from tests.made.safeguarding import make_case
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.transfers.actions import moving as actions
from unhidden.safeguarding.transfers.actions.moving import NewTransfer

NOTE, WORDS = "She wants to learn to swim.", "She moves to a town by the sea."
GIVER, TAKER, WORKER = "support_worker", "other_support_manager", "other_support_worker"
ALL = ("identity", "contact", "narrative", "third_party")


def make_agreed_case(cast: Cast, *, categories: tuple[str, ...] = ALL) -> UUID:
    """A case with a note, whose person agrees that it goes to the Red Cross."""
    case_id = make_case(cast)
    say(cast, case_id, "support", "yes")
    say(cast, case_id, "share", "yes", categories=categories)
    safeguarding.add_note(case_id=case_id, text=NOTE, actor=cast.actor(GIVER), at=NOON)
    return case_id


def say(
    cast: Cast,
    case_id: UUID,
    kind: str,
    answer: str,
    *,
    by: str = GIVER,
    at: datetime = NOON,
    **given: Any,
) -> None:
    """What the person says of being supported, or of the Red Cross."""
    if kind == "share":
        given.setdefault("receiver_id", cast.organisations["red_cross"])
    safeguarding.record_consent(
        case_id=case_id,
        new=safeguarding.NewConsent(kind, answer, "en", **given),
        actor=cast.actor(by),
        at=at,
    )


def make_new_transfer(cast: Cast, **given: Any) -> NewTransfer:
    """Notes and who they are, for the Red Cross."""
    return NewTransfer(
        to_organisation_id=given.pop("to", cast.organisations["red_cross"]),
        items=given.pop("items", ("identity", "notes")),
        urgency="three_days",
        council_id=None,
        needs=("shelter",),
        language="vi",
        words=WORDS,
    )


def make_transfer(cast: Cast, case_id: UUID, *, by: str = GIVER, **given: Any) -> UUID:
    """The case offered; gives the transfer's id."""
    return actions.offer_transfer(
        case_id=case_id,
        new=make_new_transfer(cast, **given),
        actor=cast.actor(by),
        at=NOON,
    )


def accept(
    cast: Cast, transfer_id: UUID, *, by: str = TAKER, worker: str = WORKER
) -> None:
    actions.accept_transfer(
        transfer_id=transfer_id,
        worker_id=cast.people[worker],
        actor=cast.actor(by),
        at=NOON + timedelta(hours=1),
    )


def hand_over(
    cast: Cast,
    transfer_id: UUID,
    *,
    by: str = GIVER,
    at: datetime = NOON + timedelta(hours=2),
) -> None:
    actions.hand_case_over(transfer_id=transfer_id, actor=cast.actor(by), at=at)


def make_moved_case(cast: Cast, **given: Any) -> tuple[UUID, UUID]:
    """A case that the Red Cross leads now; gives its id and the transfer's."""
    case_id = make_agreed_case(cast)
    transfer_id = make_transfer(cast, case_id, **given)
    accept(cast, transfer_id)
    hand_over(cast, transfer_id)
    return case_id, transfer_id
