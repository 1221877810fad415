"""An agreement binds when all have signed the same words; then nobody changes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.sharing import (
    SIGNERS,
    make_agreement,
    make_draft_agreement,
    make_terms,
    sign,
)
from unhidden.access.absent import Absent
from unhidden.sharing.actions import agreements as agreements_actions
from unhidden.sharing.actions.agreements import AgreementMoved, NewDocument
from unhidden.sharing.queries import agreements as agreements_queries
from unhidden.sharing.queries.agreements import AgreementView

pytestmark = pytest.mark.django_db


def view(
    cast: Cast, agreement_id: UUID, by: str = "safeguarding_lead", at: datetime = NOON
) -> AgreementView:
    return agreements_queries.find_agreement(
        viewer=cast.actor(by), agreement_id=agreement_id, at=at
    )


def test_it_is_in_force_when_every_party_has_signed(cast: Cast) -> None:
    agreement_id = make_draft_agreement(cast)
    stood = [view(cast, agreement_id).card.status]

    for code in ("police", "bawso", "red_cross"):
        sign(cast, agreement_id, SIGNERS[code])
        stood.append(view(cast, agreement_id).card.status)

    assert stood == ["draft", "waiting", "waiting", "in_force"]
    assert [each.signed_by for each in view(cast, agreement_id).card.parties] == [
        "Support Manager",
        "Other Support Manager",
        "Safeguarding Lead",
    ]


@pytest.mark.parametrize(
    ("at", "status", "is_review_due"),
    [
        (datetime(2025, 12, 31, 12, tzinfo=UTC), "agreed", False),
        (datetime(2026, 1, 1, 0, tzinfo=UTC), "in_force", False),
        (datetime(2027, 1, 1, 12, tzinfo=UTC), "in_force", True),
        (datetime(2040, 6, 30, 22, 30, tzinfo=UTC), "in_force", True),
        # Half past midnight on 1 July, in London.
        (datetime(2040, 6, 30, 23, 30, tzinfo=UTC), "lapsed", False),
    ],
)
def test_its_days_are_days_in_london(
    cast: Cast, at: datetime, status: str, is_review_due: bool
) -> None:
    card = view(cast, make_agreement(cast), at=at).card

    assert (card.status, card.is_review_due) == (status, is_review_due)


def test_a_draft_is_changed_by_its_keeper_and_read_again_before_it_is_signed(
    cast: Cast,
) -> None:
    agreement_id = make_draft_agreement(cast)

    change(cast, agreement_id)

    with pytest.raises(AgreementMoved):
        sign(cast, agreement_id, SIGNERS["bawso"], version=1)
    sign(cast, agreement_id, SIGNERS["police"], version=2)
    card = view(cast, agreement_id).card
    assert card.title == "Fewer"
    assert len(card.parties) == 2


def change(cast: Cast, agreement_id: UUID, by: str = "safeguarding_lead") -> None:
    agreements_actions.change_agreement(
        agreement_id=agreement_id,
        version=view(cast, agreement_id).version,
        new=make_terms(cast, "bawso", title="Fewer"),
        actor=cast.actor(by),
        at=NOON,
    )


def test_signed_words_are_changed_by_nobody(cast: Cast) -> None:
    agreement_id = make_draft_agreement(cast)
    sign(cast, agreement_id, SIGNERS["bawso"])

    with pytest.raises(AgreementMoved):
        change(cast, agreement_id)
    with pytest.raises(Absent):
        change(cast, agreement_id, by="support_manager")


def test_nobody_signs_twice_or_for_others(cast: Cast) -> None:
    agreement_id = make_draft_agreement(cast, "bawso")
    sign(cast, agreement_id, SIGNERS["bawso"])

    with pytest.raises(AgreementMoved):
        sign(cast, agreement_id, SIGNERS["bawso"])
    for stranger in (SIGNERS["red_cross"], "support_worker", "analyst"):
        with pytest.raises(Absent):
            sign(cast, agreement_id, stranger)


def test_any_party_ends_it_once_and_with_a_reason(cast: Cast) -> None:
    agreement_id = make_agreement(cast)

    end(cast, agreement_id, "support_manager")

    found = view(cast, agreement_id)
    assert (found.card.status, found.end_reason) == ("ended", "No longer needed")
    assert not found.may_end
    with pytest.raises(AgreementMoved):
        end(cast, agreement_id, "safeguarding_lead")
    with pytest.raises(Absent):
        end(cast, agreement_id, "other_investigator")


def end(cast: Cast, agreement_id: UUID, by: str) -> None:
    agreements_actions.end_agreement(
        agreement_id=agreement_id,
        reason="No longer needed",
        actor=cast.actor(by),
        at=NOON,
    )


def test_a_party_notes_documents(cast: Cast) -> None:
    agreement_id = make_agreement(cast)
    paper = NewDocument("Impact assessment", "Records office, IG/7", date(2025, 11, 2))

    agreements_actions.add_document(
        agreement_id=agreement_id,
        new=paper,
        actor=cast.actor("support_manager"),
        at=NOON,
    )

    (found,) = view(cast, agreement_id).documents
    assert (found.title, found.kept_at) == (paper.title, paper.kept_at)
    with pytest.raises(Absent):
        agreements_actions.add_document(
            agreement_id=agreement_id,
            new=paper,
            actor=cast.actor("other_investigator"),
            at=NOON,
        )


def test_one_may_share_with_the_other_parties_of_what_is_in_force(cast: Cast) -> None:
    make_draft_agreement(cast)
    make_agreement(cast)

    def others(part: str, domain: str = "safeguarding_case") -> set[str]:
        found = agreements_queries.list_sharing_choices(
            viewer=cast.actor(part), domain=domain, at=NOON
        )
        return {each.label.split(":")[0] for each in found}

    assert others("support_manager") == {"North Wales Police", "British Red Cross"}
    assert others("support_manager", "intelligence") == set()
    assert others("other_investigator") == set()
