"""Whoever of ours reaches out passes what the person said is safe, or says why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made import support as made
from tests.made.safeguarding import make_case
from unhidden.safeguarding.models import ContactRoute
from unhidden.safeguarding.people.actions.refusals import ContactNotKnown
from unhidden.safeguarding.people.queries import person
from unhidden.safeguarding.support.actions import contacts

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    return make_case(cast)


def test_a_call_of_ours_to_come_passes_the_rules_of_safe_contact(
    cast: Cast, case_id: UUID
) -> None:
    tomorrow = NOON + timedelta(days=1)
    call = contacts.NewContact("us", "call", tomorrow, 30)

    with pytest.raises(ContactNotKnown):
        contacts.note_contact(
            case_id=case_id, new=call, actor=cast.actor("support_worker"), at=NOON
        )

    made.make_contact(cast, case_id, tomorrow)


@pytest.mark.parametrize(
    ("route", "days", "result"),
    [("meeting", 1, ""), ("post", 1, ""), ("call", 0, "missed"), ("text", 0, "kept")],
)
def test_whoever_reaches_out_where_nothing_is_said_to_be_safe_gives_a_reason(
    cast: Cast, case_id: UUID, route: str, days: int, result: str
) -> None:
    worker = cast.actor("support_worker")
    starts_at = NOON + timedelta(days=days)
    told = contacts.NewContact("us", route, starts_at, 30, result)

    def note(new: contacts.NewContact) -> None:
        contacts.note_contact(case_id=case_id, new=new, actor=worker, at=NOON)

    with pytest.raises(ContactNotKnown):
        note(told)
    note(replace(told, despite="danger"))

    (card,) = person.list_despite(viewer=worker, case_id=case_id)
    assert (card.route_label, card.happens_at) == (
        str(ContactRoute(route).label),
        starts_at,
    )


def test_what_needs_no_reason_keeps_none(cast: Cast, case_id: UUID) -> None:
    worker = cast.actor("support_worker")
    for kind, route, result in (
        ("us", "meeting", "kept"),
        ("us", "call", "called_off_by_us"),
        ("solicitor", "call", "kept"),
    ):
        new = contacts.NewContact(kind, route, NOON, 30, result, despite="danger")
        contacts.note_contact(case_id=case_id, new=new, actor=worker, at=NOON)

    assert person.list_despite(viewer=worker, case_id=case_id) == []
