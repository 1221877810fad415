"""An agreement between three partners, and a case shared under it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.cast import NOON, Cast
from unhidden.safeguarding import actions as safeguarding
from unhidden.sharing import actions
from unhidden.sharing.actions import NewAgreement, NewShare
from unhidden.sharing.queries import shares
from unhidden.sharing.queries.shares import ShareCard

SIGNERS = {
    "police": "safeguarding_lead",
    "bawso": "support_manager",
    "red_cross": "other_support_manager",
    "border_force": "other_investigator",
}
# Whoever shares a case of BAWSO's, and whoever answers for the Red Cross.
GIVER, RECEIVER, READER = (
    "support_manager",
    "other_support_manager",
    "other_support_worker",
)
CASE = "safeguarding_case"
LAST_DAY = date(2040, 6, 30)
LATER = NOON + timedelta(days=1)
WORDS = "She wants to learn to swim."
BY_CONSENT: dict[str, Any] = {
    "by_consent": True,
    "ground": "",
    "ground_words": "",
    "authorised_by_id": None,
}


def make_terms(cast: Cast, *others: str, **given: Any) -> NewAgreement:
    """Support of survivors between North Wales Police, BAWSO and the Red Cross."""
    terms = NewAgreement(
        title="Supporting survivors in North Wales",
        parties=tuple(cast.organisations[code] for code in others),
        purposes=("safeguarding_support",),
        domains=("safeguarding_case",),
        categories=("identity", "contact", "narrative"),
        legal_basis="sswba_2014",
        legal_words="Sections 126 and 128.",
        from_on=date(2026, 1, 1),
        to_on=LAST_DAY,
        review_on=date(2027, 1, 1),
    )
    return replace(terms, **given)


def make_draft_agreement(
    cast: Cast, *others: str, by: str = "safeguarding_lead", **given: Any
) -> UUID:
    """Terms that nobody has signed yet."""
    terms = make_terms(cast, *(others or ("bawso", "red_cross")), **given)
    return actions.write_agreement(new=terms, actor=cast.actor(by), at=NOON)


def sign(cast: Cast, agreement_id: UUID, by: str, *, version: int = 1) -> None:
    actions.sign_agreement(
        agreement_id=agreement_id, version=version, actor=cast.actor(by), at=NOON
    )


def make_agreement(cast: Cast, *others: str, **given: Any) -> UUID:
    """An agreement that all of its parties have signed."""
    agreement_id = make_draft_agreement(cast, *others, **given)
    for code in ("police", *(others or ("bawso", "red_cross"))):
        sign(cast, agreement_id, SIGNERS[code])
    return agreement_id


def make_new_share(cast: Cast, agreement_id: UUID, **given: Any) -> NewShare:
    """A case for the Red Cross with its notes, on an authorised ground."""
    new = NewShare(
        agreement_id=agreement_id,
        to_organisation_id=cast.organisations["red_cross"],
        categories=("narrative",),
        purposes=("safeguarding_support",),
        until_on=date(2040, 3, 31),
        urgency="three_days",
        area="Wrexham",
        needs="A place in a safe house, and somebody who speaks Tigrinya.",
        language="Tigrinya",
        is_safe_to_contact=True,
        by_consent=False,
        ground="adult_at_risk",
        ground_words="She is followed.",
        authorised_by_id=cast.people["support_worker"],
    )
    return replace(new, **given)


def make_draft(
    cast: Cast,
    case_id: UUID,
    agreement_id: UUID,
    *,
    at: datetime = NOON,
    **given: Any,
) -> UUID:
    return actions.draft_share(
        domain=CASE,
        record_id=case_id,
        new=make_new_share(cast, agreement_id, **given),
        actor=cast.actor(GIVER),
        at=at,
    )


def make_offer(
    cast: Cast,
    case_id: UUID,
    agreement_id: UUID,
    *,
    at: datetime = NOON,
    **given: Any,
) -> UUID:
    share_id = make_draft(cast, case_id, agreement_id, at=at, **given)
    actions.offer_share(
        domain=CASE, share_id=share_id, version=1, actor=cast.actor(GIVER), at=at
    )
    return share_id


def accept(
    cast: Cast,
    share_id: UUID,
    *,
    by: str = RECEIVER,
    people: tuple[str, ...] = (READER,),
    at: datetime = NOON,
) -> None:
    actions.accept_share(
        domain=CASE,
        share_id=share_id,
        version=2,
        people=[cast.people[part] for part in people],
        actor=cast.actor(by),
        at=at,
    )


def make_accepted(
    cast: Cast,
    case_id: UUID,
    agreement_id: UUID,
    *,
    at: datetime = NOON,
    **given: Any,
) -> UUID:
    share_id = make_offer(cast, case_id, agreement_id, at=at, **given)
    accept(cast, share_id, at=at)
    return share_id


def share_of(cast: Cast, share_id: UUID, by: str = GIVER) -> ShareCard:
    return shares.find_share(viewer=cast.actor(by), domain=CASE, share_id=share_id)


def record_consent(
    cast: Cast, case_id: UUID, answer: str, *, at: datetime = NOON
) -> None:
    """What the person says of support, and of sharing with the Red Cross."""
    for new in (
        safeguarding.NewConsent("support", "yes", "ti"),
        make_word(cast, answer),
    ):
        safeguarding.record_consent(
            case_id=case_id, new=new, actor=cast.actor("support_worker"), at=at
        )


def make_word(
    cast: Cast, answer: str, *, receiver: str = "red_cross", **given: Any
) -> safeguarding.NewConsent:
    """A word on sharing the notes with an organisation."""
    new = safeguarding.NewConsent(
        "share",
        answer,
        "ti",
        receiver_id=cast.organisations[receiver],
        categories=("narrative",) if answer == "yes" else (),
    )
    return replace(new, **given)
