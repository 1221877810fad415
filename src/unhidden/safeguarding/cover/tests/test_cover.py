"""Cover at night: a sheet for a reason, for some hours, and nothing of the case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from tests.cast import FOUNDER, Cast
from tests.made.agencies import end_engagement
from tests.made.courses import make_turn, meet_all
from tests.made.cover import HOUR, SECTIONS, make_duty, make_sheet
from tests.made.safeguarding import make_case
from unhidden.access.absent import Absent
from unhidden.agencies import actions as agencies
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding import queries as cases
from unhidden.safeguarding.cover import actions, queries
from unhidden.safeguarding.models import CoverCall, CoverOpening, CoverSection
from unhidden.safeguarding.people.actions import team as people
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> datetime:
    return timezone.now()


@pytest.fixture
def case_id(cast: Cast, at: datetime) -> UUID:
    """A case of BAWSO's; BAWSO's manager is on no team of it."""
    return make_case(cast, at=at - timedelta(days=40))


@pytest.fixture
def answering(cast: Cast, at: datetime) -> str:
    """A second worker of BAWSO's, who is on duty tonight, and on no case."""
    cast.people["answering"] = cast.people["stranger"]
    agencies.request_engagement(
        person_id=cast.people["stranger"],
        organisation_id=cast.organisations["bawso"],
        role="support_worker",
        from_on=date(2016, 1, 1),
        actor=FOUNDER,
        at=at,
    )
    make_duty(cast, at=at, who="stranger")
    return "stranger"


def _open(cast: Cast, case_id: UUID, who: str, at: datetime) -> UUID:
    return actions.open_sheet(
        case_id=case_id, reason="called", actor=cast.actor(who), at=at
    )


def _read(cast: Cast, case_id: UUID, who: str, at: datetime) -> queries.OpenSheet:
    return queries.read_open_sheet(viewer=cast.actor(who), case_id=case_id, at=at)


def _take_back(cast: Cast, case_id: UUID, at: datetime) -> None:
    actions.withdraw_sheet(case_id=case_id, actor=cast.actor("support_worker"), at=at)


def _end_duties(cast: Cast, _case_id: UUID, at: datetime) -> None:
    manager = cast.actor("support_manager")
    for duty in queries.read_rota(viewer=manager, at=at).duties:
        actions.end_duty(duty_id=duty.id, actor=manager, at=at)


def test_who_is_on_duty_reads_the_sheet_once_it_is_opened_and_nothing_of_the_case(
    cast: Cast, case_id: UUID, answering: str, at: datetime
) -> None:
    make_sheet(cast, case_id, at=at)
    with pytest.raises(Absent):
        _read(cast, case_id, answering, at)

    _open(cast, case_id, answering, at)

    sheet = _read(cast, case_id, answering, at)
    assert {one.kind: one.text for one in sheet.sections} == {
        kind: text for kind, text in SECTIONS.items() if text
    }
    with pytest.raises(Absent):
        cases.get_case(viewer=cast.actor(answering), case_id=case_id, at=at)


def test_a_sheet_is_found_by_how_the_person_says_who_they_are(
    cast: Cast, case_id: UUID, answering: str, at: datetime
) -> None:
    make_sheet(cast, case_id, at=at)

    found = queries.list_tonight(viewer=cast.actor(answering), at=at)

    assert [card.called for card in found.sheets] == ["Robin"]


def test_who_is_on_no_duty_opens_nothing(
    cast: Cast, case_id: UUID, answering: str, at: datetime
) -> None:
    make_sheet(cast, case_id, at=at)

    for who in ("support_manager", "other_support_worker"):
        tonight = queries.list_tonight(viewer=cast.actor(who), at=at)
        assert tonight.sheets == ()
        with pytest.raises(actions.NotOnDuty):
            _open(cast, case_id, who, at)


def test_what_is_open_shuts_by_itself_after_the_hours_that_the_lead_gave(
    cast: Cast, case_id: UUID, answering: str, at: datetime
) -> None:
    make_sheet(cast, case_id, at=at, hours=2)
    _open(cast, case_id, answering, at)

    row = CoverOpening.objects.using("stored").get()
    assert row.until_at == at + 2 * HOUR
    with pytest.raises(Absent):
        _read(cast, case_id, answering, at + 2 * HOUR)


def test_what_is_open_shuts_when_the_duty_is_taken_away(
    cast: Cast, case_id: UUID, answering: str, at: datetime
) -> None:
    make_sheet(cast, case_id, at=at)
    _open(cast, case_id, answering, at)
    _end_duties(cast, case_id, at)

    with pytest.raises(Absent):
        _read(cast, case_id, answering, at)


@pytest.mark.parametrize("end", [_take_back, _end_duties])
def test_a_case_says_that_what_was_open_shut_when_it_did_and_not_at_its_hour(
    cast: Cast,
    case_id: UUID,
    answering: str,
    at: datetime,
    end: Callable[[Cast, UUID, datetime], None],
) -> None:
    make_sheet(cast, case_id, at=at, hours=2)
    _open(cast, case_id, answering, at)

    def shut(after: datetime) -> list[tuple[datetime, bool]]:
        lead = cast.actor("support_worker")
        cover = queries.get_case_cover(viewer=lead, case_id=case_id, at=after)
        return [(each.shut_at, each.is_open) for each in cover.openings]

    planned = shut(at)
    end(cast, case_id, at + HOUR / 2)

    assert planned == [(at + 2 * HOUR, True)]
    assert shut(at + HOUR) == [(at + HOUR / 2, False)]


def test_pressed_twice_it_is_open_once(
    cast: Cast, case_id: UUID, answering: str, at: datetime
) -> None:
    make_sheet(cast, case_id, at=at)

    first, second = (_open(cast, case_id, answering, at) for _ in range(2))

    assert first == second
    assert CoverOpening.objects.using("stored").count() == 1


def test_a_call_is_sealed_for_the_team_and_its_writer_reads_it_no_more(
    cast: Cast, case_id: UUID, answering: str, at: datetime
) -> None:
    people.add_member(
        case_id=case_id,
        person_id=cast.people["other_support_worker"],
        role="worker",
        actor=cast.actor("safeguarding_lead"),
        at=at,
    )
    make_sheet(cast, case_id, at=at)
    opening_id = _open(cast, case_id, answering, at)

    actions.write_call(
        opening_id=opening_id,
        text="She called from a shop.",
        actor=cast.actor(answering),
        at=at,
    )

    call = CoverCall.objects.using("stored").get()
    assert b"from a shop" not in bytes(call.text_sealed.slot.content)
    held = RecordKey.objects.using("stored").filter(record_id=call.id)
    assert set(held.values_list("team_id", flat=True)) == {
        cast.organisations[code] for code in ("bawso", "red_cross", "police")
    }
    cover = queries.get_case_cover(
        viewer=cast.actor("support_worker"), case_id=case_id, at=at
    )
    assert cover.openings[0].calls == ("She called from a shop.",)


def test_a_call_that_is_sent_twice_is_kept_once_and_other_words_besides(
    cast: Cast, case_id: UUID, answering: str, at: datetime
) -> None:
    make_sheet(cast, case_id, at=at)
    opening_id, once = _open(cast, case_id, answering, at), uuid4()

    for text in ("She called.", "She called.", "She called back."):
        actions.write_call(
            opening_id=opening_id,
            text=text,
            once=once,
            actor=cast.actor(answering),
            at=at,
        )

    cover = queries.get_case_cover(
        viewer=cast.actor("support_worker"), case_id=case_id, at=at
    )
    assert sorted(cover.openings[0].calls) == ["She called back.", "She called."]


def test_pressed_twice_at_the_same_moment_it_is_open_once(
    cast: Cast,
    case_id: UUID,
    answering: str,
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_sheet(cast, case_id, at=at)
    insert, opened = actions._insert, list[UUID]()

    def insert_second(row: CoverOpening, twice: type[ActionRefused]) -> None:
        monkeypatch.setattr(actions, "_insert", insert)
        opened.append(_open(cast, case_id, answering, at))
        insert(row, twice)

    monkeypatch.setattr(actions, "_insert", insert_second)

    assert _open(cast, case_id, answering, at) == opened[0]
    assert CoverOpening.objects.using("stored").count() == 1


def test_no_call_is_written_into_what_has_shut(
    cast: Cast, case_id: UUID, answering: str, at: datetime
) -> None:
    make_sheet(cast, case_id, at=at)
    opening_id = _open(cast, case_id, answering, at)
    actions.shut_sheet(case_id=case_id, actor=cast.actor(answering), at=at)

    with pytest.raises(Absent):
        actions.write_call(
            opening_id=opening_id, text="Late.", actor=cast.actor(answering), at=at
        )


def test_the_lead_is_told_in_the_morning_until_the_team_has_taken_note(
    cast: Cast, case_id: UUID, answering: str, at: datetime
) -> None:
    make_sheet(cast, case_id, at=at)
    opening_id = _open(cast, case_id, answering, at)
    lead = cast.actor("support_worker")
    before = queries.count_unseen_openings(viewer=lead)

    for _ in range(2):
        actions.mark_opening_seen(
            case_id=case_id, opening_id=opening_id, actor=lead, at=at
        )

    cover = queries.get_case_cover(viewer=lead, case_id=case_id, at=at)
    assert (before, queries.count_unseen_openings(viewer=lead), cover.to_see) == (
        1,
        0,
        0,
    )
    assert cover.openings[0].seen_by == "Support Worker"


def test_a_sheet_is_sealed_to_the_organisation_that_leads_the_case_alone(
    cast: Cast, case_id: UUID, at: datetime
) -> None:
    people.add_member(
        case_id=case_id,
        person_id=cast.people["other_support_worker"],
        role="worker",
        actor=cast.actor("safeguarding_lead"),
        at=at,
    )
    make_sheet(cast, case_id, at=at)

    assert CoverSection.objects.using("stored").count() == 2
    with pytest.raises(Absent):
        queries.get_case_cover(
            viewer=cast.actor("other_support_worker"), case_id=case_id, at=at
        )


def test_two_leads_who_write_for_one_night_are_told_of_each_other(
    cast: Cast, case_id: UUID, at: datetime
) -> None:
    first = make_sheet(cast, case_id, at=at)

    with pytest.raises(actions.SheetMoved):
        make_sheet(cast, case_id, at=at, before=None)
    make_sheet(cast, case_id, at=at, before=first, called="Wren")

    cover = queries.get_case_cover(
        viewer=cast.actor("support_worker"), case_id=case_id, at=at
    )
    assert cover.sheet is not None
    assert cover.sheet.called == "Wren"


def test_a_closed_case_has_nothing_open_at_night(
    cast: Cast, case_id: UUID, answering: str, at: datetime
) -> None:
    make_sheet(cast, case_id, at=at)
    _open(cast, case_id, answering, at)
    meet_all(cast, case_id, at=at)

    make_turn(cast, case_id, "closed", at=at)

    with pytest.raises(Absent):
        _read(cast, case_id, answering, at)
    assert queries.list_tonight(viewer=cast.actor(answering), at=at).sheets == ()


def test_who_does_not_lead_the_case_writes_nothing_for_the_night(
    cast: Cast, case_id: UUID, at: datetime
) -> None:
    for who in ("support_manager", "safeguarding_lead", "other_support_worker"):
        with pytest.raises(Absent):
            make_sheet(cast, case_id, at=at, by=who)


def test_only_who_keeps_the_rota_puts_somebody_on_it(cast: Cast, at: datetime) -> None:
    with pytest.raises(Absent):
        make_duty(cast, at=at, by="support_worker")
    with pytest.raises(actions.CannotAnswer):
        make_duty(cast, at=at, who="other_support_worker")
    make_duty(cast, at=at)
    with pytest.raises(actions.OnDutyAlready):
        make_duty(cast, at=at)


def test_a_night_of_somebody_who_has_left_is_one_on_which_nobody_answers(
    cast: Cast, at: datetime
) -> None:
    make_duty(cast, at=at, who="support_worker")
    manager = cast.actor("support_manager")
    before = queries.read_rota(viewer=manager, at=at)
    end_engagement(cast, "support_worker", homes={})

    after = queries.read_rota(viewer=manager, at=at)

    assert len(before.duties) == 1
    assert before.gaps[0][0] > at
    assert after.duties == ()
    assert after.gaps == ((at, at + timedelta(days=7)),)
