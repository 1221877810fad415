"""Each contact passes one door; what is safe is sealed, and never known by default."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.safeguarding import make_case
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.models import SafeContact
from unhidden.safeguarding.people.actions import contact as actions
from unhidden.safeguarding.people.actions import refusals

pytestmark = pytest.mark.django_db
EVENING = NOON.replace(hour=19)


def make_contact(cast: Cast, case_id: UUID, **change: Any) -> UUID:
    told: dict[str, Any] = {
        "route": "text",
        "days": (0, 1, 2, 3, 4),
        "opens": time(18),
        "closes": time(20),
        "address": "07700 900123",
        "to_say": "It is Ann",
        "never": "police",
        "told_on": TODAY,
    } | change
    return actions.record_safe_contact(
        case_id=case_id,
        new=actions.NewSafeContact(**told),
        actor=cast.actor("support_worker"),
        at=NOON,
    )


def check(
    cast: Cast,
    case_id: UUID,
    *,
    route: str = "text",
    text: str | None = "Hello, it is Ann",
    at: datetime = EVENING,
    by: str = "support_worker",
) -> tuple[actions.OpenedContact, ...]:
    return actions.check_contact(
        case_id=case_id, route=route, text=text, actor=cast.actor(by), at=at
    )


def test_what_they_named_is_given_at_its_hour_in_its_words(cast: Cast) -> None:
    case_id = make_case(cast)
    make_contact(cast, case_id)

    (way,) = check(cast, case_id)

    assert way.address == "07700 900123"
    assert "safeguarding.contacts_opened" in audit.names_about(subject_id=case_id)


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"route": "call"}, refusals.RouteNotNamed),
        ({"at": NOON}, refusals.OutsideHours),
        ({"at": NOON.replace(hour=19) + timedelta(days=5)}, refusals.OutsideHours),
        ({"text": "Hello from BAWSO"}, refusals.WordsMissing),
        ({"text": "It is Ann, the police called"}, refusals.WordsForbidden),
    ],
)
def test_whatever_they_did_not_name_is_refused(
    cast: Cast, asked: Any, refusal: type[ActionRefused]
) -> None:
    case_id = make_case(cast)
    make_contact(cast, case_id)

    with pytest.raises(refusal):
        check(cast, case_id, **asked)


def test_where_nothing_is_known_or_all_was_taken_back_nobody_is_reached(
    cast: Cast,
) -> None:
    case_id = make_case(cast)
    with pytest.raises(refusals.ContactNotKnown):
        check(cast, case_id)
    ended: dict[str, Any] = {
        "case_id": case_id,
        "contact_id": make_contact(cast, case_id),
        "actor": cast.actor("support_worker"),
        "at": NOON,
    }

    actions.end_safe_contact(**ended)

    with pytest.raises(refusals.ContactNotKnown):
        check(cast, case_id)
    with pytest.raises(refusals.ContactEnded):
        actions.end_safe_contact(**ended)


def test_numbers_and_words_are_sealed(cast: Cast) -> None:
    key = make_contact(cast, make_case(cast))

    row = SafeContact.objects.using("stored").get(id=key)
    for word in (b"900123", b"Ann", b"police"):
        assert word not in row.terms_sealed.slot.content


@pytest.mark.parametrize("part", ["other_support_worker", "officer", "investigator"])
def test_to_everybody_else_there_is_nothing_to_ask(cast: Cast, part: str) -> None:
    case_id = make_case(cast)
    make_contact(cast, case_id)

    with pytest.raises(Absent):
        check(cast, case_id, by=part)
