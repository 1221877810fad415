"""What partners share: agreements, a case offered, one taken on, a key in parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from unhidden.agencies.keys import actions as keys
from unhidden.demo.region import Region
from unhidden.demo.support import OpenedCase
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding import actions as safeguarding
from unhidden.sharing import actions as sharing
from unhidden.vault.actions import ShareKeeper

CASE = "safeguarding_case"


def share_cases(region: Region, cases: Sequence[OpenedCase], *, today: date) -> None:
    """``cases`` are BAWSO's and the Red Cross's by turns."""
    agreed_at = _at(today - timedelta(days=60))
    _split_a_key(region, agreed_at)
    agreement_id = _support(region, agreed_at)
    _councils(region, agreed_at)
    at = _at(today - timedelta(days=1))
    offered, taken = cases[0], cases[1]
    _offer(region, offered, agreement_id, to="red_cross", by="bawso_manager", at=at)
    share_id = _offer(
        region, taken, agreement_id, to="bawso", by="red_cross_manager", at=at, days=12
    )
    sharing.accept_share(
        domain=CASE,
        share_id=share_id,
        version=2,
        people=[region.people["bawso_worker"]],
        actor=region.actor("bawso_manager", at.date()),
        at=at + timedelta(hours=1),
    )


def _split_a_key(region: Region, at: datetime) -> None:
    """Two of three people elsewhere could bring BAWSO's keys back."""
    keepers = (
        ("planner", "police"),
        ("overseer", "commissioner"),
        ("red_cross_manager", "red_cross"),
    )
    keys.set_up_recovery(
        holders=[
            ShareKeeper(region.people[key], region.organisations[code])
            for key, code in keepers
        ],
        threshold=2,
        actor=region.actor("bawso_worker", at.date()),
        at=at,
    )


def _support(region: Region, at: datetime) -> UUID:
    """Signed by all three, with its papers."""
    lead = region.actor("safeguarding", at.date())
    day = at.date()
    agreement_id = sharing.write_agreement(
        new=sharing.NewAgreement(
            title="Supporting survivors in North Wales (synthetic)",
            parties=(
                region.organisations["bawso"],
                region.organisations["red_cross"],
            ),
            purposes=("safeguarding_support",),
            domains=(CASE,),
            categories=("identity", "contact", "narrative"),
            legal_basis="sswba_2014",
            legal_words="To protect adults at risk, with their agreement.",
            from_on=day,
            to_on=day + timedelta(days=730),
            review_on=day + timedelta(days=365),
        ),
        actor=lead,
        at=at,
    )
    for key in ("safeguarding", "bawso_manager", "red_cross_manager"):
        sharing.sign_agreement(
            agreement_id=agreement_id,
            version=1,
            actor=region.actor(key, day),
            at=at,
        )
    sharing.add_document(
        agreement_id=agreement_id,
        new=sharing.NewDocument("Impact assessment", "Records office, IG/7", day),
        actor=lead,
        at=at,
    )
    return agreement_id


def _councils(region: Region, at: datetime) -> None:
    """A draft that waits for its first signature."""
    day = at.date()
    sharing.write_agreement(
        new=sharing.NewAgreement(
            title="Visits with the councils of North Wales (synthetic)",
            parties=(
                region.organisations["gwynedd"],
                region.organisations["wrexham"],
            ),
            purposes=("operation_delivery",),
            domains=("visit",),
            categories=("narrative",),
            legal_basis="cda_1998_115",
            legal_words="To prevent crime and disorder.",
            from_on=day,
            to_on=day + timedelta(days=365),
            review_on=day + timedelta(days=180),
        ),
        actor=region.actor("safeguarding", day),
        at=at,
    )


def _offer(
    region: Region,
    case: OpenedCase,
    agreement_id: UUID,
    *,
    to: str,
    by: str,
    at: datetime,
    days: int = 180,
) -> UUID:
    """Offer a case to a partner, of which the person was asked before."""
    actor, until_on = region.actor(by, at.date()), at.date() + timedelta(days=days)
    safeguarding.record_consent(
        case_id=case.id,
        new=safeguarding.NewConsent(
            "share",
            "yes",
            "vi",
            receiver_id=region.organisations[to],
            categories=("narrative",),
            until_on=until_on,
        ),
        actor=region.actor(case.worker, at.date()),
        at=at - timedelta(hours=1),
    )
    share_id = sharing.draft_share(
        domain=CASE,
        record_id=case.id,
        new=sharing.NewShare(
            agreement_id=agreement_id,
            to_organisation_id=region.organisations[to],
            categories=("narrative",),
            purposes=("safeguarding_support",),
            until_on=until_on,
            urgency="can_wait",
            area="Wrexham",
            needs="English lessons, and company on the way to appointments.",
            language="Vietnamese",
            is_safe_to_contact=True,
            by_consent=True,
        ),
        actor=actor,
        at=at,
    )
    sharing.offer_share(domain=CASE, share_id=share_id, version=1, actor=actor, at=at)
    return share_id


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), LONDON)
