"""One source who comes back about one target: the source unit is told, nobody else."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON, Cast
from tests.made.intelligence import (
    PROVENANCE,
    make_intelligence,
    make_item,
    make_triage,
)
from tests.made.reporting import make_answers, make_report
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from tests.support.write_form import OWN, typed
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.agencies.policies import PERMISSIONS_OF_ROLE
from unhidden.desk.actions.entering import enter_report
from unhidden.intelligence.models import IntelligenceReport, SourceKey
from unhidden.intelligence.reports.actions import mentions, originals
from unhidden.intelligence.reports.actions import sources as sources_actions
from unhidden.intelligence.reports.actions.reports import ReportRefused
from unhidden.intelligence.reports.actions.sources import SourceSettled
from unhidden.intelligence.reports.queries import sources as sources_queries
from unhidden.intelligence.reports.queries.sources import SourceCard
from unhidden.intelligence.reports.rules.drafts import DraftFault
from unhidden.intelligence.subjects.queries import contacts
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.tests.stored import whole_database
from unhidden.vault import indexes

PHONE = NewMention("phone", "07700 900123")
CALLER = "Mair Jones, 07700 900456"
needs_rows = pytest.mark.django_db


def write(*, told_by: str = CALLER, by: Actor, about: NewMention = PHONE) -> UUID:
    item = make_item(mentions=(about,))
    return make_intelligence(item, by=by, origin="partner", told_by=told_by)


def add(said: NewMention, *, to: UUID, by: Actor) -> None:
    mentions.add_mentions(
        intelligence_id=to, number=1, mentions=[said], actor=by, at=NOON
    )


def told(cast: Cast) -> list[SourceCard]:
    return sources_queries.source_matches(viewer=cast.actor("source_unit")).rows


@needs_rows
def test_the_source_unit_is_told_and_neither_the_writer_nor_the_desk(
    cast: Cast, signed_in: SignedIn
) -> None:
    first = write(by=cast.actor("officer"))
    second = write(told_by="M. Jones (+44 7700 900456)", by=cast.actor("investigator"))

    (card,) = told(cast)
    rows = IntelligenceReport.objects.using("stored")
    urns = [rows.get(id=key).urn for key in (first, second)]
    assert [card.earlier_urn, card.later_urn, card.reports] == [*urns, 2]
    shown = words(signed_in("source_unit").get("/sources/"))
    assert f"{urns[0]} and {urns[1]}" in shown
    assert "The same source on one target: 2 reports" in shown
    for part in ("officer", "analyst", "planner", "investigator", "overseer"):
        client = signed_in(part)
        for page in ("/sources/", f"/sources/{card.id}/"):
            assert client.get(page).status_code == 404
        with pytest.raises(Absent):
            sources_queries.source_matches(viewer=cast.actor(part))


@needs_rows
def test_another_source_another_target_and_another_organisation_meet_nothing(
    cast: Cast,
) -> None:
    officer = cast.actor("officer")
    write(by=officer)

    write(told_by="07700 900789", by=officer)
    write(about=NewMention("phone", "07700 900555"), by=officer)
    write(told_by="", by=officer)
    write(by=cast.actor("other_investigator"))

    assert told(cast) == []


@needs_rows
def test_a_third_report_is_told_once_and_counted(cast: Cast) -> None:
    officer = cast.actor("officer")
    for _ in range(3):
        write(told_by="SRC 42", by=officer)

    assert sorted(card.reports for card in told(cast)) == [2, 3]


@needs_rows
def test_a_person_is_a_target_by_name_alone(cast: Cast) -> None:
    officer = cast.actor("officer")
    urns = []
    for name in ("Arben Hoxha", "HOXHA, Arben", "Arben Hodzha"):
        key = write(told_by="SRC 7", by=officer, about=NewMention("person", name))
        urns.append(IntelligenceReport.objects.using("stored").get(id=key).urn)
    write(told_by="SRC 7", by=officer, about=NewMention("person", "Arben Krasniqi"))

    assert {(card.later_urn, card.reports) for card in told(cast)} == {
        (urns[1], 2),
        (urns[2], 3),
    }


@needs_rows
def test_what_is_added_to_a_report_later_is_met_as_well(cast: Cast) -> None:
    officer = cast.actor("officer")
    person = NewMention("person", "A. Hoxha", details={"born": "1985-03-07"})
    keys = [
        write(
            told_by="SRC 7", by=officer, about=NewMention("phone", f"07700 90055{at}")
        )
        for at in range(3)
    ]

    for at, key in enumerate(keys, start=1):
        add(person, to=key, by=cast.actor("analyst"))
        assert len(told(cast)) == at - 1
    first, second, third = (
        IntelligenceReport.objects.using("stored").get(id=key).urn for key in keys
    )
    cards = {card.reports: (card.earlier_urn, card.later_urn) for card in told(cast)}
    assert cards == {2: (first, second), 3: (second, third)}
    assert "intelligence.source_guarded" in audit.names_about(subject_id=keys[0])


@needs_rows
def test_adding_the_same_again_or_by_another_source_tells_nothing_new(
    cast: Cast,
) -> None:
    officer = cast.actor("officer")
    for _ in range(2):
        key = write(told_by="SRC 7", by=officer)
    other = write(told_by="SRC 8", by=officer, about=NewMention("event", "A fire"))

    for report in (key, other):
        add(PHONE, to=report, by=cast.actor("analyst"))

    assert len(told(cast)) == 1


@needs_rows
def test_a_name_is_no_reason_for_two_organisations_to_speak(cast: Cast) -> None:
    name = NewMention("person", "Arben Hoxha")
    write(by=cast.actor("other_investigator"), about=name)

    write(by=cast.actor("officer"), about=name)

    assert (
        contacts.list_contacts(viewer=cast.actor("analyst"), is_sensitive=False).rows
        == []
    )


@needs_rows
def test_the_writer_takes_the_same_course_whether_anything_is_met_or_not(
    cast: Cast,
) -> None:
    officer = cast.actor("officer")
    write(by=officer)
    write(told_by="07700 900789", about=NewMention("phone", "07700 900555"), by=officer)

    courses = []
    for caller in (CALLER, "Mair Evans, 07700 900777"):
        with CaptureQueriesContext(connection) as asked:
            key = write(told_by=caller, by=officer)
        names = [
            (event.name, dict(event.detail))
            for event in audit.history(subject_ids=[key])
            if event.name != "intelligence.report_written"
        ]
        courses.append((len(asked), sorted(names, key=str)))

    assert courses[0] == courses[1]
    assert ("intelligence.source_guarded", {}) in courses[0][1]
    assert len(told(cast)) == 1


@needs_rows
def test_who_told_us_is_sealed_and_stands_nowhere_else(cast: Cast) -> None:
    officer = cast.actor("officer")
    key = write(by=officer)

    row = IntelligenceReport.objects.using("stored").get(id=key)
    assert row.provenance_sealed.open(officer) == (
        f"{PROVENANCE}\nWho told us: {CALLER}"
    )
    opened = originals.open_original(
        intelligence_id=key, actor=cast.actor("source_unit"), at=NOON
    )
    assert CALLER in opened.provenance
    everything = whole_database()
    assert "Mair" not in everything
    assert "900456" not in everything


@needs_rows
def test_nobody_reads_the_keys_of_sources(cast: Cast) -> None:
    write(by=cast.actor("officer"))
    organisation = cast.organisations["police"]

    (row,) = SourceKey.objects.using("stored").all()

    caller = "phone +447700900456"
    assert row.key == indexes.make_blind_index(
        caller, purpose=f"sources of {organisation}"
    )
    assert row.key != indexes.make_blind_index(caller, purpose="sources of another")
    with pytest.raises(DatabaseError), transaction.atomic():
        SourceKey.objects.count()


@needs_rows
def test_the_public_is_never_asked_who_they_are(
    cast: Cast, signed_in: SignedIn
) -> None:
    assert "Who told you?" in words(signed_in("analyst").get(OWN))

    with pytest.raises(ReportRefused) as refused:
        make_intelligence(
            by=cast.actor("analyst"),
            origin="public_report",
            raw="",
            report_id=make_report(),
            told_by=CALLER,
        )

    assert refused.value.fault == DraftFault.SOURCE_NOT_ASKED


@needs_rows
@pytest.mark.parametrize("way", ["call_101", "helpline", "partner", "visit"])
def test_a_caller_who_comes_back_is_guarded_whatever_way_they_came(
    cast: Cast, way: str
) -> None:
    first = write_up(cast, way, name="Mair Jones", contact="07700 900456, after six")
    write_up(cast, way, name="Somebody else")

    second = write_up(cast, "call_101", contact="Ring +44 7700 900456")

    (card,) = told(cast)
    assert (card.earlier_id, card.later_id) == (first, second)
    unit = cast.actor("source_unit")
    opened = originals.open_original(intelligence_id=first, actor=unit, at=NOON)
    assert "caller_name: Mair Jones" in opened.raw


@needs_rows
def test_a_caller_known_by_name_alone_is_guarded_by_it(cast: Cast) -> None:
    for contact in ("after six", "not at work"):
        write_up(cast, "call_101", name="Mair Jones", contact=contact)

    assert len(told(cast)) == 1


@needs_rows
def test_whoever_gives_no_name_on_the_form_is_held_against_nobody(cast: Cast) -> None:
    answers = make_answers(caller_name="Mair Jones", caller_contact="07700 900456")
    keys = [write_up_report(cast, make_report(answers=answers)) for _ in range(2)]

    # The public's form asks for neither: a browser that sends them is not listened to.
    assert told(cast) == []
    assert not SourceKey.objects.using("stored").exists()
    with pytest.raises(Absent):
        originals.open_original(
            intelligence_id=keys[0], actor=cast.actor("source_unit"), at=NOON
        )


def write_up(cast: Cast, way: str, *, name: str = "", contact: str = "") -> UUID:
    """Something that a colleague took down, written up about the phone."""
    report_id = enter_report(
        answers=make_answers(caller_name=name, caller_contact=contact),
        came_by=way,
        form_key=uuid4(),
        language="en",
        actor=cast.actor("officer"),
        at=NOON,
    )
    return write_up_report(cast, report_id, way)


def write_up_report(cast: Cast, report_id: UUID, origin: str = "public_report") -> UUID:
    analyst = cast.actor("analyst")
    make_triage(report_id, by=analyst)
    item = make_item(mentions=(PHONE,))
    return make_intelligence(
        item, by=analyst, origin=origin, raw="", report_id=report_id
    )


@needs_rows
def test_what_the_source_unit_did_is_kept_until_it_is_settled(
    cast: Cast, signed_in: SignedIn
) -> None:
    for _ in range(2):
        answer = signed_in("analyst").post(
            OWN, typed(told_by="SRC-42", **{"item-0-phones": "07700 900123"})
        )
        assert answer.status_code == 302
    (card,) = told(cast)
    client = signed_in("source_unit")
    page = f"/sources/{card.id}/"

    assert "Enter what came of it" in words(client.post(page, {"state": "settled"}))
    for state in ("looked_at", "settled"):
        client.post(page, {"state": state, "outcome": "Told not to seek more out."})

    shown = words(client.get(page))
    assert shown.count("Told not to seek more out.") == 2
    assert "Keep what you did" not in shown
    with pytest.raises(SourceSettled):
        sources_actions.note_source(
            match_id=card.id,
            state="looked_at",
            outcome="Again",
            actor=cast.actor("source_unit"),
            at=NOON,
        )


def test_only_the_source_unit_is_told_and_it_neither_writes_nor_triages() -> None:
    told = "intelligence.handle_sources"
    roles = [str(role) for role, given in PERMISSIONS_OF_ROLE.items() if told in given]

    # The database asks for the role by this name: sql/sources.sql.
    assert roles == ["source_unit"]
    writing = {"intelligence.write_item", "intelligence.triage"}
    assert writing.isdisjoint(PERMISSIONS_OF_ROLE["source_unit"])
