"""What passed to investigators, once it was taken back or its case is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.made.courses import make_quiet_case, make_turn
from unhidden.access.context import acting_as
from unhidden.investigations import actions as investigations
from unhidden.oversight.actions import disclosures
from unhidden.oversight.actions.disclosures import NewDisclosure, ToldItem
from unhidden.oversight.models import Disclosure, DisclosureItem
from unhidden.oversight.queries import disclosures as queries
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.consent.queries import passed
from unhidden.safeguarding.models import Case
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    """A case without open deadlines, whose person agrees to help investigators."""
    case_id = make_quiet_case(cast)
    say(cast, case_id, "yes")
    return case_id


def say(cast: Cast, case_id: UUID, answer: str, *, days: int = 0) -> None:
    safeguarding.record_consent(
        case_id=case_id,
        new=safeguarding.NewConsent("investigation", answer, "ti"),
        actor=cast.actor("support_worker"),
        at=NOW + timedelta(days=days),
    )


def disclose(cast: Cast, case_id: UUID, to: str = "border_force", **given: Any) -> UUID:
    return disclosures.disclose_case(
        case_id=case_id,
        new=NewDisclosure(
            receiver_id=cast.organisations[to],
            items=(ToldItem("event", "Her pay was taken."),),
            is_read_back=True,
            **given,
        ),
        actor=cast.actor("safeguarding_lead"),
        at=NOW,
    )


def take(cast: Cast, disclosure_id: UUID, by: str = "other_investigator") -> UUID:
    return disclosures.take_disclosure(
        disclosure_id=disclosure_id,
        investigation_id=None,
        title="Pay withheld",
        actor=cast.actor(by),
        at=NOW,
    )


def items_seen(cast: Cast, by: str) -> int:
    """How many items the database shows an investigator, whatever pages do."""
    with acting_as(cast.actor(by).doing("investigation")):
        return DisclosureItem.objects.count()


def keys(cast: Cast, organisation: str) -> int:
    return (
        RecordKey.objects.using("stored")
        .filter(
            record_id__in=DisclosureItem.objects.using("stored").values("id"),
            team_id=cast.organisations[organisation],
        )
        .count()
    )


def test_the_database_shows_no_words_of_what_was_taken_back(
    cast: Cast, case_id: UUID
) -> None:
    disclosure_id = disclose(cast, case_id, to="police")
    opened = take(cast, disclosure_id, by="investigator")
    investigations.add_member(
        investigation_id=opened,
        person_id=cast.people["other_investigator"],
        actor=cast.actor("investigator"),
        at=NOW,
    )
    assert items_seen(cast, "investigator") == 1

    say(cast, case_id, "withdrawn", days=1)

    assert items_seen(cast, "investigator") == 0
    ask: dict[str, Any] = {"disclosure_id": disclosure_id, "ground": "court", "at": NOW}
    disclosures.ask_use(**ask, actor=cast.actor("investigator"))
    assert items_seen(cast, "investigator") == 0
    disclosures.confirm_use(**ask, actor=cast.actor("other_investigator"))
    assert items_seen(cast, "investigator") == 1


def test_closing_a_case_ends_what_waits_for_investigators(
    cast: Cast, case_id: UUID
) -> None:
    told = disclose(cast, case_id)
    asked = disclose(cast, case_id, ground="life", reason="He will come for her.")
    assert keys(cast, "border_force") == 1

    make_turn(cast, case_id, "closed", at=NOW + timedelta(hours=1))

    states = Disclosure.objects.using("stored").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "withdrawn"]
    assert keys(cast, "border_force") == 0
    assert queries.list_waiting(viewer=cast.actor("other_investigator")) == []
    for disclosure_id in (told, asked):
        with pytest.raises(disclosures.DisclosureMoved):
            take(cast, disclosure_id)
    left = passed.list_passed(viewer=cast.actor("support_worker"), case_id=case_id)
    assert {one.source_id: one.marks for one in left} == {told: {"ended"}}


def test_what_was_taken_stays_taken_when_the_case_is_closed(
    cast: Cast, case_id: UUID
) -> None:
    disclosure_id = disclose(cast, case_id)
    take(cast, disclosure_id)

    make_turn(cast, case_id, "closed", at=NOW + timedelta(hours=1))

    row = Disclosure.objects.using("stored").get(id=disclosure_id)
    assert (row.state, row.marked_at) == ("accepted", None)
    assert items_seen(cast, "other_investigator") == 1


def test_nothing_of_a_closed_case_is_taken_even_if_it_were_left(
    cast: Cast, case_id: UUID
) -> None:
    disclosure_id = disclose(cast, case_id)
    with acting_as(cast.actor("support_worker").doing("safeguarding_support")):
        Case.objects.filter(id=case_id).update(closed_at=NOW, course="closed")

    assert queries.list_waiting(viewer=cast.actor("other_investigator")) == []
    with pytest.raises(disclosures.DisclosureMoved):
        take(cast, disclosure_id)
