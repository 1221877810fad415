"""Who has to do with a person, who must notify, and to whom the person is named."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, PASSWORD, TODAY, Cast
from tests.made.safeguarding import make_case
from unhidden.access.absent import Absent
from unhidden.safeguarding import actions
from unhidden.safeguarding.crossing.actions import involving
from unhidden.safeguarding.crossing.queries import involved
from unhidden.safeguarding.crossing.rules import involving as rules
from unhidden.safeguarding.models import InvolvedOrganisation

_DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.lists(_DAYS, max_size=6).map(sorted), _DAYS, _DAYS, st.booleans())
def test_turns_alternate_in_the_order_of_their_days(
    days: list[date], on: date, today: date, is_involved: bool
) -> None:
    may = rules.may_note(days, is_involved=is_involved, on=on, today=today)

    if may:
        assert rules.is_involved(days) is not is_involved
        assert on <= today
        assert [*days, on] == sorted([*days, on])


@pytest.mark.parametrize(
    ("standing", "categories", "naming"),
    [
        (None, (), rules.NOT_ASKED),
        ("not_yet", (), rules.NOT_ASKED),
        ("yes", ("identity", "narrative"), rules.NAMED),
        ("yes", ("narrative",), rules.NOT_NAMED),
        ("no", (), rules.NOT_NAMED),
        ("withdrawn", ("identity",), rules.NOT_NAMED),
        ("run_out", ("identity",), rules.NOT_NAMED),
    ],
)
def test_only_a_yes_that_stands_for_who_they_are_names_somebody(
    standing: str | None, categories: tuple[str, ...], naming: str
) -> None:
    assert rules.find_naming(standing, categories) == naming


def note(
    cast: Cast,
    case_id: UUID,
    who: str,
    *,
    on: date = TODAY,
    is_involved: bool = True,
    by: str = "support_worker",
) -> None:
    involving.note_involved(
        case_id=case_id,
        organisation_id=cast.organisations[who],
        is_involved=is_involved,
        day=on,
        actor=cast.actor(by),
        at=NOON,
    )


def look(cast: Cast, case_id: UUID) -> dict[UUID, involved.InvolvedCard]:
    found = involved.list_involved(
        viewer=cast.actor("support_worker"), case_id=case_id, day=TODAY
    )
    return {each.organisation_id: each for each in found}


def agree(cast: Cast, case_id: UUID, who: str, answer: str, *what: str) -> None:
    actions.record_consent(
        case_id=case_id,
        new=actions.NewConsent(
            "share",
            answer,
            "en",
            receiver_id=cast.organisations[who],
            categories=what,
        ),
        actor=cast.actor("support_worker"),
        at=NOON + timedelta(hours=len(answer)),
    )


@pytest.mark.django_db
def test_a_charity_sees_who_must_notify_and_since_when(cast: Cast) -> None:
    case_id = make_case(cast)
    note(cast, case_id, "council")
    note(cast, case_id, "red_cross")

    found = look(cast, case_id)

    council = found[cast.organisations["council"]]
    assert (council.duty_since, council.since_on) == (date(2015, 11, 1), TODAY)
    assert found[cast.organisations["red_cross"]].duty_since is None
    assert found[cast.organisations["bawso"]].works


@pytest.mark.django_db
def test_naming_follows_what_the_person_says(cast: Cast) -> None:
    case_id = make_case(cast)
    note(cast, case_id, "council")
    council = cast.organisations["council"]

    before = look(cast, case_id)[council].naming
    agree(cast, case_id, "council", "yes", "identity")
    named = look(cast, case_id)[council].naming
    agree(cast, case_id, "council", "withdrawn")

    assert (before, named) == (rules.NOT_ASKED, rules.NAMED)
    assert look(cast, case_id)[council].naming == rules.NOT_NAMED


@pytest.mark.django_db
def test_it_is_noted_once_and_ended_once(cast: Cast) -> None:
    case_id = make_case(cast)
    note(cast, case_id, "council", on=TODAY - timedelta(days=2))

    with pytest.raises(involving.InvolvingUnfit):
        note(cast, case_id, "council")
    with pytest.raises(involving.InvolvingUnfit):
        note(cast, case_id, "council", is_involved=False, on=TODAY + timedelta(days=1))
    note(cast, case_id, "council", is_involved=False)
    with pytest.raises(involving.InvolvingUnfit):
        note(cast, case_id, "council", is_involved=False)

    assert cast.organisations["council"] not in look(cast, case_id)
    rows = InvolvedOrganisation.objects.using("stored").order_by("turn")
    assert [row.turn for row in rows] == [1, 2]


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["other_support_worker", "safeguarding_lead"])
def test_nobody_else_notes_or_reads_it(cast: Cast, part: str) -> None:
    case_id = make_case(cast)
    note(cast, case_id, "council")

    with pytest.raises(Absent):
        note(cast, case_id, "police", by="other_support_worker")
    with pytest.raises(Absent):
        involved.list_involved(
            viewer=cast.actor("other_support_worker"), case_id=case_id, day=TODAY
        )


@pytest.mark.django_db
def test_the_pages_note_and_end_it(cast: Cast) -> None:
    case_id = make_case(cast)
    client = Client()
    client.login(email=cast.email("support_worker"), password=PASSWORD)
    url = f"/cases/{case_id}/involved/"
    council = cast.organisations["council"]
    day = {"day_day": "4", "day_month": "1", "day_year": "2026"}

    added = client.post(
        f"{url}add/", {"organisation": str(council), **day}, follow=True
    )
    twice = client.post(f"{url}add/", {"organisation": str(council), **day})
    ended = client.post(f"{url}{council}/end/", day, follow=True)

    assert "Wrexham Council" in added.text
    assert "The person was not asked about being named to it" in added.text
    assert "It is noted so already" in twice.text
    assert "Wrexham Council" not in ended.text
    assert client.get(f"{url}{council}/end/").status_code == 404
    assert (
        "Organisations involved with this person"
        in client.get(f"/cases/{case_id}/").text
    )
