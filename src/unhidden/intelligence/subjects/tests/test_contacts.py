"""Two organisations that know of one thing are told to speak, and nothing more."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON, Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.places import make_premises
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence.models import IntelligenceReport
from unhidden.intelligence.reports.actions import mentions as mentions_actions
from unhidden.intelligence.search.queries import finding
from unhidden.intelligence.subjects.actions import contacts as contacts_actions
from unhidden.intelligence.subjects.actions.contacts import ContactClosed
from unhidden.intelligence.subjects.queries import contacts as contacts_queries
from unhidden.intelligence.subjects.queries.contacts import ContactCard
from unhidden.intelligence.subjects.rules.meetings import meeting_keys
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.subjects.rules.traces import TracedEntry

PHONE = NewMention("phone", "07700 900123")
needs_rows = pytest.mark.django_db


def write(*mentions: NewMention, by: Actor) -> UUID:
    return make_intelligence(make_item(mentions=mentions), by=by)


def told(actor: Actor, *, is_sensitive: bool = False) -> list[ContactCard]:
    return contacts_queries.list_contacts(viewer=actor, is_sensitive=is_sensitive).rows


@needs_rows
def test_both_desks_are_told_whom_to_contact_and_nothing_of_the_other(
    cast: Cast,
) -> None:
    write(PHONE, by=cast.actor("other_investigator"))

    key = write(NewMention("phone", "+44 7700 900 123"), by=cast.actor("officer"))

    (card,) = told(cast.actor("analyst"))
    assert (card.other, card.record_id) == ("Border Force", key)
    assert set(card.__dataclass_fields__) == {
        *("id", "other", "urn", "record_id", "reference", "made_at"),
        *("state", "state_label", "steps"),
    }


@needs_rows
def test_the_writer_takes_the_same_course_whether_anything_is_met_or_not(
    cast: Cast,
) -> None:
    officer = cast.actor("officer")
    write(PHONE, by=cast.actor("other_investigator"))
    write(NewMention("phone", "07700 900555"), by=officer)

    courses = []
    for number in ("07700 900123", "07700 900777"):
        with CaptureQueriesContext(connection) as asked:
            key = write(NewMention("phone", number), by=officer)
        found = finding.search_text(viewer=officer, text=number)
        names = sorted(audit.names_about(subject_id=key))
        courses.append((len(asked), found.total, names))

    assert courses[0] == courses[1]
    assert "intelligence.report_deconflicted" in courses[0][2]
    with pytest.raises(Absent):
        told(officer)


@needs_rows
def test_one_organisation_needs_not_contact_itself(cast: Cast) -> None:
    write(PHONE, by=cast.actor("investigator"))
    write(PHONE, by=cast.actor("officer"))

    assert told(cast.actor("analyst")) == []


@needs_rows
def test_what_is_added_later_meets_others_too_and_is_told_once(cast: Cast) -> None:
    there = write(PHONE, by=cast.actor("other_investigator"))
    here = write(NewMention("phone", "07700 900555"), by=cast.actor("analyst"))
    assert told(cast.actor("analyst")) == []

    for born in ("1985-03-02", "1986-03-02"):
        person = NewMention("person", "Arben Hoxha", details={"born": born})
        mentions_actions.add_mentions(
            intelligence_id=here,
            number=1,
            mentions=[PHONE, person],
            actor=cast.actor("analyst"),
            at=NOON,
        )

    (card,) = told(cast.actor("analyst"))
    assert (card.other, card.record_id) == ("Border Force", here)
    assert there != here


@needs_rows
def test_a_sensitive_record_is_told_to_nobody_but_who_answers_for_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = IntelligenceReport._meta.get_field("is_restricted")
    with monkeypatch.context() as patch:
        patch.setattr(closed, "_get_default", lambda: True)
        write(PHONE, by=cast.actor("officer"))

    write(PHONE, by=cast.actor("other_investigator"))

    assert told(cast.actor("analyst")) == []
    (card,) = told(cast.actor("planner"), is_sensitive=True)
    assert card.other == "Border Force"
    with pytest.raises(Absent):
        told(cast.actor("analyst"), is_sensitive=True)


@needs_rows
def test_what_is_done_is_kept_until_it_is_closed(
    cast: Cast, signed_in: SignedIn
) -> None:
    write(PHONE, by=cast.actor("other_investigator"))
    write(PHONE, by=cast.actor("officer"))
    client = signed_in("analyst")
    (card,) = told(cast.actor("analyst"))
    page = f"/contacts/{card.id}/"

    assert "Contact Border Force about your NW-INT-" in words(client.get("/contacts/"))
    assert "Enter what came of it" in words(client.post(page, {"state": "closed"}))
    for state in ("contacted", "closed"):
        client.post(page, {"state": state, "outcome": "Spoke to their desk."})

    shown = words(client.get(page))
    assert shown.count("Spoke to their desk.") == 2
    assert "Keep what you did" not in shown
    with pytest.raises(ContactClosed):
        contacts_actions.note_contact(
            contact_id=card.id,
            state="contacted",
            outcome="Again",
            is_sensitive=False,
            actor=cast.actor("analyst"),
            at=NOON,
        )
    assert signed_in("planner").get(page).status_code == 404


@needs_rows
def test_a_place_and_a_person_meet_too(cast: Cast) -> None:
    place = make_premises(by=cast.actor("analyst"), name="Shiny Car Wash")
    born = {"born": "1985-03-02"}
    for one, other in (
        (NewMention("premises", "", place), NewMention("premises", "The wash", place)),
        (
            NewMention("person", "Arben Hoxha", details=born),
            NewMention("person", "HOXHA, A.", details=born),
        ),
    ):
        before = len(told(cast.actor("analyst")))
        write(one, by=cast.actor("other_investigator"))
        write(other, by=cast.actor("officer"))
        assert len(told(cast.actor("analyst"))) == before + 1


def of_birth(name: str) -> frozenset[int]:
    return meeting_keys("person", name, {"born": "1985-03-02"}, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Arben Hoxha", "Hoxha Arben"),
        ("Арбен Ходжа", "Arben Hoxha"),
        ("An Nguyen", "Nguyễn Văn An"),
        ("Ion Popescu", "POPESCU, ION"),
    ],
)
def test_a_person_born_on_one_day_meets_in_any_order_and_script(
    one: str, other: str
) -> None:
    assert of_birth(one) & of_birth(other)
    assert not of_birth(one) & of_birth("Mair Jones")


def test_a_number_in_an_advert_and_a_plate_that_is_misread_meet() -> None:
    words = {"words": "New in Rhyl, call 07700 900123 now"}

    assert meeting_keys("advert", "", words, None) == meeting_keys(
        "phone", "+44 7700 900123", {}, None
    )
    assert meeting_keys("vehicle", "CXO2 ABC", {}, None) == meeting_keys(
        "vehicle", "CX02 ABC", {}, None
    )


def test_a_place_that_is_listed_twice_meets_itself_but_not_the_flat_below() -> None:
    def keys(entry: str, address: str, uprn: str = "") -> frozenset[int]:
        return meeting_keys("premises", "", {}, TracedEntry(entry, "", address, uprn))

    shop = keys("1", "12 High Street, Rhyl, LL18 1AA")

    assert shop & keys("2", "12 Stryd Fawr, Y Rhyl LL18 1AA")
    assert keys("1", "", "100012345678") & keys("2", "", "0100012345678")
    assert not shop & keys("3", "Flat 2, 12 High Street, Rhyl, LL18 1AA")
    assert not shop & keys("4", "14 High Street, Rhyl, LL18 1AA")
    assert not keys("5", "High Street, Rhyl") & keys("6", "High Street, Rhyl")


@pytest.mark.parametrize(
    ("kind", "text", "details"),
    [
        ("phone", "900123", {}),
        ("vehicle", "CX12 ?BC", {}),
        ("vehicle", "A1", {}),
        ("person", "Arben Hoxha", {}),
        ("person", "Arben Hoxha", {"born": "1985"}),
        ("person", "Arben Hoxha", {"born": "1985-01-01"}),
        ("person", "Arben Hoxha", {"phone": "0123"}),
        ("business", "Shiny Ltd", {}),
    ],
)
def test_what_many_things_may_share_meets_nothing(
    kind: str, text: str, details: dict[str, str]
) -> None:
    assert meeting_keys(kind, text, details, None) == frozenset()
