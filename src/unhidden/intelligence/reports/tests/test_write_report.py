"""Graded intelligence: sealed words, sanitised items, mentions with keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, Cast
from tests.made.intelligence import (
    PROVENANCE,
    RAW,
    SANITISED,
    make_draft,
    make_intelligence,
    make_item,
    make_triage,
)
from tests.made.places import make_premises
from tests.made.reporting import WORDS, make_report
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.intelligence.models import IntelligenceReport, Item, Mention
from unhidden.intelligence.reports.actions import reports
from unhidden.intelligence.reports.actions.reports import (
    ReportAlreadyWritten,
    ReportNotForWriting,
    ReportRefused,
)
from unhidden.intelligence.reports.rules.drafts import DraftFault
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.tests.stored import whole_database
from unhidden.reporting import queries as reporting
from unhidden.vault.actions import NotForYou

pytestmark = pytest.mark.django_db


def write_up(report_id: UUID, cast: Cast, **given: Any) -> UUID:
    """Write a report of the public up as intelligence."""
    draft = make_draft(origin="public_report", raw="", report_id=report_id)
    return reports.write_report(
        new=replace(draft, **given), actor=cast.actor("analyst"), at=NOON
    )


def test_the_report_is_kept_with_its_writer_and_agency(cast: Cast) -> None:
    key = make_intelligence(by=cast.actor("officer"), event_on=date(2026, 1, 3))

    row = IntelligenceReport.objects.using("stored").get(id=key)
    assert (row.origin, row.event_on) == ("officer", date(2026, 1, 3))
    assert row.organisation_id == cast.organisations["police"]
    assert (row.written_by_id, row.written_at) == (cast.people["officer"], NOON)
    assert row.marking == "OFFICIAL-SENSITIVE"


def test_reference_numbers_run_on_and_carry_the_local_year(cast: Cast) -> None:
    new_year = datetime(2016, 12, 31, 23, 59, tzinfo=UTC)
    first = make_intelligence(by=cast.actor("officer"), at=new_year)
    second = make_intelligence(by=cast.actor("officer"), at=new_year)

    urns = [
        IntelligenceReport.objects.using("stored").get(id=key).urn
        for key in (first, second)
    ]

    assert all(urn.startswith("NW-INT-2016-") for urn in urns)
    assert int(urns[1][-6:]) == int(urns[0][-6:]) + 1


def test_what_was_said_is_sealed_to_the_writers_agency(cast: Cast) -> None:
    writer = cast.actor("other_investigator")
    key = make_intelligence(by=writer)

    row = IntelligenceReport.objects.using("stored").get(id=key)
    assert row.organisation_id == cast.organisations["border_force"]
    assert row.raw_sealed.open(writer) == RAW
    assert row.provenance_sealed.open(writer) == PROVENANCE
    with pytest.raises(NotForYou):
        row.raw_sealed.open(cast.actor("analyst"))


def test_nothing_the_source_said_stands_in_the_database_in_plain(cast: Cast) -> None:
    report_id = make_report()
    make_triage(report_id, by=cast.actor("analyst"))
    write_up(report_id, cast)
    make_intelligence(by=cast.actor("officer"))

    everything = whole_database()

    for secret in (RAW, PROVENANCE, WORDS):
        assert secret not in everything
        assert secret.encode().hex() not in everything
    assert SANITISED in everything


def test_items_keep_their_own_grade_and_order(cast: Cast) -> None:
    first = make_item(source="1", assessment="A", handling="P", conditions="")
    second = make_item(text="  Another thing.  ", source="3", assessment="E")

    key = make_intelligence(first, second, by=cast.actor("officer"))

    rows = Item.objects.using("stored").filter(report_id=key).order_by("number")
    kept = [(row.number, row.text, row.source, row.assessment) for row in rows]
    assert kept == [(1, SANITISED, "1", "A"), (2, "Another thing.", "3", "E")]
    assert [row.handling for row in rows] == ["P", "C"]


def test_the_raw_words_are_never_copied_into_an_item(cast: Cast) -> None:
    key = make_intelligence(by=cast.actor("officer"))

    assert [row.text for row in Item.objects.using("stored").filter(report_id=key)] == [
        SANITISED
    ]


def test_mentions_get_the_key_under_which_they_meet(cast: Cast) -> None:
    premises = make_premises(name="Shiny Car Wash", by=cast.actor("analyst"))
    item = make_item(
        mentions=(
            NewMention("person", "Koval’chuk, Oleksandr"),
            NewMention("vehicle", "cx12 abc"),
            NewMention("vehicle", "CX1? ???"),
            NewMention("phone", "07700 900123"),
            NewMention("premises", "", premises),
        )
    )

    make_intelligence(item, by=cast.actor("officer"))

    kept = (
        Mention.objects.using("stored")
        .order_by("kind", "text")
        .values_list("kind", "text", "key")
    )
    assert list(kept) == [
        ("person", "Koval’chuk, Oleksandr", "kovalchuk oleksandr"),
        ("phone", "07700 900123", "+447700900123"),
        ("premises", "Shiny Car Wash", str(premises)),
        ("vehicle", "CX1? ???", ""),
        ("vehicle", "cx12 abc", "CX12ABC"),
    ]


def test_a_thing_mentioned_twice_in_an_item_is_kept_once(cast: Cast) -> None:
    item = make_item(
        mentions=(
            NewMention("phone", "07700 900123"),
            NewMention("phone", "+44 7700 900123"),
            NewMention("vehicle", "CX1? ???"),
            NewMention("vehicle", "CX1? ???"),
        )
    )

    make_intelligence(item, by=cast.actor("officer"))

    assert Mention.objects.using("stored").count() == 2


def test_writing_is_recorded(cast: Cast) -> None:
    key = make_intelligence(by=cast.actor("officer"))

    assert sorted(audit.names_about(subject_id=key)) == [
        "intelligence.report_deconflicted",
        "intelligence.report_written",
    ]


def test_a_faulty_draft_is_refused_and_nothing_is_kept(cast: Cast) -> None:
    faulty = make_item(handling="C", conditions="")

    with pytest.raises(ReportRefused) as refusal:
        make_intelligence(faulty, by=cast.actor("officer"))

    assert refusal.value.fault == DraftFault.CONDITION_MISSING
    assert not IntelligenceReport.objects.using("stored").exists()


def test_an_unknown_sign_is_refused(cast: Cast) -> None:
    with pytest.raises(ReportRefused) as refusal:
        make_intelligence(
            make_item(sign_codes=("gen_cannot_leave", "made_up")),
            by=cast.actor("officer"),
        )

    assert refusal.value.fault == DraftFault.SIGN_UNKNOWN


def test_premises_that_are_not_there_are_refused(cast: Cast) -> None:
    item = make_item(mentions=(NewMention("premises", "", uuid4()),))

    with pytest.raises(Absent):
        make_intelligence(item, by=cast.actor("officer"))


@pytest.mark.parametrize("part", ["planner", "partner", "support_worker", "overseer"])
def test_only_those_who_may_write_do(cast: Cast, part: str) -> None:
    with pytest.raises(Absent):
        make_intelligence(by=cast.actor(part))


def test_a_report_of_the_public_is_its_own_raw_text(cast: Cast) -> None:
    report_id = make_report()
    make_triage(report_id, by=cast.actor("analyst"))

    key = write_up(report_id, cast)

    row = IntelligenceReport.objects.using("stored").get(id=key)
    assert row.report_id == report_id
    assert WORDS in row.raw_sealed.open(cast.actor("analyst"))


def test_writing_a_report_up_ends_its_way(cast: Cast) -> None:
    report_id = make_report()
    make_triage(report_id, by=cast.actor("analyst"), decision="emergency")

    write_up(report_id, cast)

    row = reporting.get_waiting_report(
        viewer=cast.actor("analyst"), report_id=report_id
    )
    assert row.status == "done"


def test_a_report_nobody_decided_on_is_not_written_up(cast: Cast) -> None:
    report_id = make_report()

    with pytest.raises(ReportNotForWriting):
        write_up(report_id, cast)


def test_a_closed_report_is_not_written_up(cast: Cast) -> None:
    report_id = make_report()
    make_triage(report_id, by=cast.actor("analyst"), decision="no_action")

    with pytest.raises(ReportNotForWriting):
        write_up(report_id, cast)


def test_a_report_is_written_up_once(cast: Cast) -> None:
    report_id = make_report()
    make_triage(report_id, by=cast.actor("analyst"))
    first = write_up(report_id, cast)

    with pytest.raises(ReportAlreadyWritten) as refusal:
        write_up(report_id, cast)

    assert refusal.value.intelligence_id == first
    assert IntelligenceReport.objects.using("stored").count() == 1


def test_an_officer_cannot_write_up_what_only_the_desk_may_read(cast: Cast) -> None:
    report_id = make_report()
    make_triage(report_id, by=cast.actor("analyst"))
    draft = make_draft(origin="public_report", raw="", report_id=report_id)

    with pytest.raises(Absent):
        reports.write_report(new=draft, actor=cast.actor("officer"), at=NOON)


def test_a_page_sent_twice_is_written_once(cast: Cast) -> None:
    key = uuid4()
    make_intelligence(by=cast.actor("officer"), id=key)

    with pytest.raises(ReportAlreadyWritten) as refusal:
        make_intelligence(by=cast.actor("officer"), id=key)

    assert refusal.value.intelligence_id == key
    assert Item.objects.using("stored").count() == 1


def test_what_a_visit_taught_names_the_visit(cast: Cast) -> None:
    visit = uuid4()

    key = make_intelligence(by=cast.actor("officer"), origin="visit", visit_id=visit)

    assert IntelligenceReport.objects.using("stored").get(id=key).visit_id == visit
