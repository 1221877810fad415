"""Giving an item to another organisation: what stands against it, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from tests.cast import NOON, Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.models import Dissemination, Item
from unhidden.intelligence.reports.actions import checks, disseminations
from unhidden.intelligence.reports.actions.disseminations import (
    BasisUnknown,
    GivenAlready,
    NotGiven,
)
from unhidden.intelligence.reports.actions.gradings import GradedSince
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.reports.rules.checks import LINES, ItemVersion, NewCheck
from unhidden.intelligence.reports.rules.disseminations import (
    DisseminationBar,
    NewDissemination,
    find_bar,
)

OURS = UUID(int=1)
CONDITIONAL = Grade("2", "C", "C", "Ask the originator first.")
NEW = NewDissemination(
    key=UUID(int=3),
    recipient_id=UUID(int=2),
    recipient_name="",
    to_person="Duty inspector",
    basis="msa_2015_52",
    purpose="They plan a visit.",
    is_allowed=True,
    kept_by="The originator agreed.",
)


def checked(by: Actor, writer: Actor) -> UUID:
    """A report of one item with conditions that a second person has checked."""
    key = make_intelligence(by=writer)
    (item,) = items.get_graded_report(viewer=by, intelligence_id=key).items
    checks.check_item(
        item_id=item.id,
        seen=ItemVersion(1, 0, 0),
        new=NewCheck(True, LINES),
        actor=by,
        at=NOON,
    )
    return key


def give(key: UUID, *, by: Actor, new: NewDissemination, seen: int = 1) -> UUID:
    return disseminations.disseminate_item(
        intelligence_id=key, number=1, seen=seen, new=new, actor=by, at=NOON
    )


def to(cast: Cast, **given: object) -> NewDissemination:
    council = cast.organisations["council"]
    return replace(NEW, key=uuid4(), recipient_id=council, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, None),
        ({"recipient_id": None, "recipient_name": "A port"}, None),
        ({"recipient_id": OURS}, DisseminationBar.OWN_ORGANISATION),
        ({"recipient_id": None}, DisseminationBar.NOBODY_NAMED),
        ({"recipient_name": "A port"}, DisseminationBar.NOBODY_NAMED),
        ({"to_person": " "}, DisseminationBar.NOBODY_NAMED),
        ({"purpose": " "}, DisseminationBar.PURPOSE_MISSING),
        ({"purpose": "SECRET"}, DisseminationBar.MARKING_TOO_HIGH),
        ({"is_allowed": False}, DisseminationBar.FORBIDDEN),
        ({"kept_by": " "}, DisseminationBar.KEPT_BY_MISSING),
    ],
)
def test_what_stands_against_giving_an_item(
    given: dict[str, object], found: DisseminationBar | None
) -> None:
    new = replace(NEW, **given)  # type: ignore[arg-type]

    assert find_bar(new, grade=CONDITIONAL, waits=False, own=OURS) == found


def test_what_waits_is_given_to_nobody_and_no_conditions_ask_nothing() -> None:
    bare = replace(NEW, is_allowed=False, kept_by="")
    free = Grade("1", "A", "P")

    assert find_bar(NEW, grade=free, waits=True, own=OURS) == DisseminationBar.WAITS
    assert find_bar(bare, grade=free, waits=False, own=OURS) is None


@pytest.mark.django_db
def test_who_was_given_an_item_is_kept_and_told_with_its_recipient(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    key = checked(analyst, cast.actor("officer"))

    made = give(key, by=analyst, new=to(cast))

    (item,) = items.get_graded_report(viewer=analyst, intelligence_id=key).items
    (given,) = item.given
    (told,) = [
        one
        for one in audit.history(subject_ids=[key])
        if one.name == "intelligence.item_disseminated"
    ]
    assert (given.recipient, given.by) == ("Wrexham Council", "Analyst")
    assert given.conditions == "Consult the originator before any overt action."
    assert told.verb == "disclosure"
    assert told.recipients == [cast.organisations["council"]]
    assert told.detail["dissemination"] == str(made)


@pytest.mark.django_db
def test_what_waits_or_was_graded_since_is_not_given(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    waits = make_intelligence(by=cast.actor("officer"))
    key = checked(analyst, cast.actor("officer"))

    with pytest.raises(NotGiven) as refused:
        give(waits, by=analyst, new=to(cast))
    with pytest.raises(GradedSince):
        give(key, by=analyst, new=to(cast), seen=2)
    with pytest.raises(BasisUnknown):
        give(key, by=analyst, new=to(cast, basis="a hunch"))
    for part in ("officer", "other_investigator"):
        with pytest.raises(Absent):
            give(key, by=cast.actor(part), new=to(cast))

    assert refused.value.against == DisseminationBar.WAITS
    assert not Dissemination.objects.using("stored").exists()


@pytest.mark.django_db
def test_a_page_sent_twice_is_kept_once(cast: Cast) -> None:
    analyst, new = cast.actor("analyst"), to(cast)
    key = checked(analyst, cast.actor("officer"))
    give(key, by=analyst, new=new)

    with pytest.raises(GivenAlready):
        give(key, by=analyst, new=new)

    assert Dissemination.objects.using("stored").count() == 1


@pytest.mark.django_db
def test_the_database_keeps_it_in_the_giver_s_own_name(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    key = checked(analyst, cast.actor("officer"))
    give(key, by=analyst, new=to(cast))
    item_id = Item.objects.using("stored").get(report_id=key).id

    def add(by: str, organisation: str) -> None:
        with acting_as(analyst.doing("intel_assessment")), transaction.atomic():
            Dissemination(
                item_id=item_id,
                version=1,
                organisation_id=cast.organisations[organisation],
                recipient_name="A port",
                to_person="x",
                basis="other",
                purpose="x",
                given_by_id=cast.people[by],
                given_at=NOON,
            ).save(force_insert=True)

    add("analyst", "police")
    for by, organisation in (("officer", "police"), ("analyst", "council")):
        with pytest.raises((ProgrammingError, IntegrityError)):
            add(by, organisation)


@pytest.mark.django_db
def test_the_page_says_why_not_and_then_who_has_it(
    cast: Cast, signed_in: SignedIn
) -> None:
    key = checked(cast.actor("analyst"), cast.actor("officer"))
    client, page = signed_in("analyst"), f"/intelligence/{key}/items/1/give/"
    sent = {
        "key": str(uuid4()),
        "seen": "1",
        "recipient": "another",
        "recipient_name": "",
        "to_person": "Harbour master",
        "basis": "hra_1998_2_4",
        "purpose": "A boat leaves tonight.",
        "is_allowed": "no",
        "kept_by": "",
    }

    nameless = client.post(page, sent)
    forbidden = client.post(page, sent | {"recipient_name": "Port of Holyhead"})
    allowed = {"is_allowed": "yes", "kept_by": "Agreed with the originator."}
    kept = client.post(
        page, sent | allowed | {"recipient_name": "Port of Holyhead"}, follow=True
    )

    assert "Enter the name of the organisation" in words(nameless)
    assert "Its conditions forbid this" in words(forbidden)
    assert "Port of Holyhead , Harbour master" in words(kept)


@pytest.mark.django_db
def test_an_item_that_waits_has_no_form_to_give_it(
    cast: Cast, signed_in: SignedIn
) -> None:
    key = make_intelligence(make_item(), by=cast.actor("officer"))

    page = signed_in("analyst").get(f"/intelligence/{key}/items/1/give/")

    assert "This item waits for a second person" in words(page)
    assert 'name="recipient"' not in page.content.decode()
