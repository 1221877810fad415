"""The second person: what waits for one, who may be one, and what does not leave."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from functools import partial
from uuid import UUID

import pytest
from django.db.utils import ProgrammingError

from tests.cast import NOON, Cast, make_cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.sharing import LAST_DAY, make_agreement, make_new_share
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from tests.support.together import together
from tests.support.write_form import OWN, typed
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.models import ItemCheck, SourceClue
from unhidden.intelligence.reports.actions import checks as checks_actions
from unhidden.intelligence.reports.actions import gradings, mentions
from unhidden.intelligence.reports.actions.checks import ChangedSince, CheckRefused
from unhidden.intelligence.reports.queries import checks as checks_queries
from unhidden.intelligence.reports.queries import items, lists
from unhidden.intelligence.reports.queries.items import ItemView
from unhidden.intelligence.reports.rules.checks import (
    LINES,
    CheckFault,
    ItemVersion,
    NewCheck,
    fault_in,
    needs_second_check,
)
from unhidden.intelligence.subjects.rules.mentions import NewLink, NewMention
from unhidden.sharing import actions as sharing
from unhidden.sharing.actions.faults import WaitsForCheck

SOUND = NewCheck(is_sound=True, confirmed=LINES)
HELD_BACK = NewCheck(is_sound=False, confirmed=(), reason="It says where they stood.")
WRITER, SECOND = UUID(int=1), UUID(int=2)


def item_of(key: UUID, *, by: Actor) -> ItemView:
    return items.get_graded_report(viewer=by, intelligence_id=key).items[0]


def check(
    key: UUID, *, by: Actor, new: NewCheck = SOUND, seen: ItemVersion | None = None
) -> None:
    """As the item stands, unless told otherwise."""
    item = item_of(key, by=by)
    stands = ItemVersion(item.stands.version, len(item.mentions), len(item.checks))
    checks_actions.check_item(
        item_id=item.id, seen=seen or stands, new=new, actor=by, at=NOON
    )


def waiting(by: Actor) -> list[UUID]:
    return [row.id for row in checks_queries.items_waiting(viewer=by).rows]


@pytest.mark.parametrize(
    ("handlings", "second", "it_waits"),
    [
        ("P", None, False),
        ("C", None, True),
        ("PC", None, True),
        ("C", False, True),
        ("C", True, False),
    ],
)
def test_what_was_ever_conditional_waits_for_a_second_person(
    handlings: str, second: bool | None, it_waits: bool
) -> None:
    assert needs_second_check(handlings=handlings, second=second) == it_waits


@pytest.mark.parametrize(
    ("new", "by", "fault"),
    [
        (SOUND, SECOND, None),
        (HELD_BACK, SECOND, None),
        (SOUND, WRITER, CheckFault.OWN_ITEM),
        (SOUND, None, CheckFault.OWN_ITEM),
        (NewCheck(True, LINES[1:]), SECOND, CheckFault.LINE_MISSING),
        (NewCheck(False, LINES, " "), SECOND, CheckFault.REASON_MISSING),
        (NewCheck(False, LINES, "TOP SECRET"), SECOND, CheckFault.MARKING_TOO_HIGH),
    ],
)
def test_a_check_is_whole_and_a_second_person_s(
    new: NewCheck, by: UUID | None, fault: CheckFault | None
) -> None:
    assert fault_in(new, written_by=WRITER, checked_by=by) == fault


def test_the_checklist_of_rule_and_form_is_one() -> None:
    assert tuple(SourceClue.values) == LINES


@pytest.mark.django_db
def test_an_item_waits_until_somebody_else_has_checked_it(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    key = make_intelligence(by=cast.actor("officer"))
    open_one = make_intelligence(
        make_item(handling="P", conditions=""), by=cast.actor("officer")
    )
    assert waiting(analyst) == [key]
    listed = {
        row.id: row.waits for row in lists.list_graded_reports(viewer=analyst).rows
    }
    assert listed == {key: True, open_one: False}

    check(key, by=analyst, new=HELD_BACK)
    still = [
        (row.id, row.is_held_back)
        for row in checks_queries.items_waiting(viewer=analyst).rows
    ]
    check(key, by=analyst)

    item = item_of(key, by=analyst)
    assert still == [(key, True)]
    assert waiting(analyst) == []
    assert not item.waits
    assert [(each.by, each.is_sound) for each in item.checks] == [
        ("Analyst", True),
        ("Analyst", False),
    ]
    assert not item_of(open_one, by=analyst).waits
    names = audit.names_about(subject_id=key)
    assert names.count("intelligence.item_checked") == 2


@pytest.mark.django_db
def test_a_grade_without_conditions_does_not_spare_an_item_the_check(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    key = make_intelligence(by=cast.actor("officer"))

    gradings.regrade_item(
        item_id=item_of(key, by=analyst).id,
        seen=1,
        grade=Grade("2", "C", "P"),
        reason="Its source agrees.",
        actor=analyst,
        at=NOON,
    )

    assert waiting(analyst) == [key]
    with pytest.raises(ChangedSince):
        check(key, by=analyst, seen=ItemVersion(1, 0, 0))
    check(key, by=analyst)
    assert waiting(analyst) == []


@pytest.mark.django_db
def test_nobody_checks_what_they_wrote_nor_without_the_right(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    own = make_intelligence(by=analyst)

    other = make_intelligence(by=cast.actor("officer"))

    with pytest.raises(CheckRefused) as refused:
        check(own, by=analyst)

    assert refused.value.fault == CheckFault.OWN_ITEM
    assert waiting(analyst) == [other, own]
    for part in ("colleague", "planner"):
        with pytest.raises(Absent):
            check(own, by=cast.actor(part))


@pytest.mark.django_db
def test_the_database_takes_no_check_in_a_colleague_s_name(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    item_id = item_of(make_intelligence(by=analyst), by=analyst).id

    for by, is_taken in (("colleague", False), ("analyst", True)):
        row = ItemCheck(
            item_id=item_id,
            turn=1,
            version=1,
            things=0,
            is_sound=True,
            confirmed=list(LINES),
            checked_by_id=cast.people[by],
            checked_at=NOON,
        )
        refused = pytest.raises(ProgrammingError)
        at_work = acting_as(analyst.doing("intel_assessment"))
        with nullcontext() if is_taken else refused, at_work:
            row.save(force_insert=True)


@pytest.mark.django_db
def test_what_waits_is_not_shared_until_it_is_checked(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    key = make_intelligence(by=cast.actor("officer"))
    agreement = make_agreement(
        cast,
        "border_force",
        purposes=("intel_assessment",),
        domains=("intelligence",),
        categories=("narrative",),
    )
    new = make_new_share(
        cast,
        agreement,
        to_organisation_id=cast.organisations["border_force"],
        purposes=("intel_assessment",),
        authorised_by_id=cast.people["investigator"],
        until_on=min(LAST_DAY, date(2040, 3, 31)),
    )

    def draft() -> UUID:
        return sharing.draft_share(
            domain="intelligence", record_id=key, new=new, actor=analyst, at=NOON
        )

    with pytest.raises(WaitsForCheck):
        draft()
    check(key, by=analyst)
    share_id = draft()
    check(key, by=analyst, new=HELD_BACK)
    with pytest.raises(WaitsForCheck):
        sharing.offer_share(
            domain="intelligence", share_id=share_id, version=1, actor=analyst, at=NOON
        )


@pytest.mark.django_db
def test_what_is_added_after_a_sound_check_waits_again_and_does_not_leave(
    cast: Cast,
) -> None:
    analyst, officer = cast.actor("analyst"), cast.actor("officer")
    key = make_intelligence(by=officer)
    check(key, by=analyst)
    (arben, van) = (NewMention("person", "Arben"), NewMention("vehicle", "CX12 ABC"))
    add = partial(mentions.add_mentions, intelligence_id=key, number=1, at=NOON)

    ends = add(mentions=[arben, van], actor=analyst)

    with pytest.raises(ChangedSince):
        check(key, by=analyst, seen=ItemVersion(1, 0, 1))
    item = item_of(key, by=analyst)
    assert item.waits
    assert item.checks[0].is_outdated
    assert waiting(analyst) == [key]
    seen = checks_queries.to_check(viewer=analyst, intelligence_id=key, number=1).seen
    check(key, by=analyst, seen=seen)
    assert not item_of(key, by=analyst).waits
    mentions.link_mentions(
        intelligence_id=key,
        number=1,
        new=NewLink(ends[0], ends[1], "uses"),
        actor=analyst,
        at=NOON,
    )
    assert waiting(analyst) == [key]


@pytest.mark.django_db
def test_the_second_person_reads_all_that_an_item_says(
    cast: Cast, signed_in: SignedIn
) -> None:
    officer = cast.actor("officer")
    details = {"phone": "07700 900123", "email": "a@example.org", "aliases": "Beni"}
    said = (
        NewMention("person", "Arben", details=details | {"postcode": "LL49 9YZ"}),
        NewMention("advert", "Massage", details={"words": "Ask for Anna upstairs"}),
    )
    key = make_intelligence(make_item(mentions=said), by=officer)
    (one, other) = item_of(key, by=officer).mentions
    mentions.link_mentions(
        intelligence_id=key,
        number=1,
        new=NewLink(other.id, one.id, "named_in", from_on=date(2016, 10, 1)),
        actor=cast.actor("analyst"),
        at=NOON,
    )

    page = words(signed_in("analyst").get(f"/intelligence/{key}/items/1/check/"))

    for told in (*details.values(), "LL49 9YZ", "Ask for Anna upstairs"):
        assert told in page
    assert "Arben is named in Massage (1 October 2016 – …)" in page


@pytest.mark.django_db
def test_the_list_of_what_waits_goes_on_from_page_to_page(
    cast: Cast, signed_in: SignedIn
) -> None:
    officer = cast.actor("officer")
    keys = [make_intelligence(by=officer) for _ in range(26)]
    client = signed_in("analyst")

    pages = [client.get(f"/intelligence/waiting/?page={n}") for n in (1, 2)]

    shown = [[str(key) in page.content.decode() for key in keys] for page in pages]
    assert [sum(each) for each in shown] == [25, 1]
    assert all(one != other for one, other in zip(*shown, strict=True))


@pytest.mark.django_db
def test_what_the_writer_went_through_stays_with_the_item(
    cast: Cast, signed_in: SignedIn
) -> None:
    sent = typed(item_0_handling="C", item_0_conditions="Ask first.")

    page = signed_in("officer").post(OWN, sent, follow=True)

    text = words(page)
    assert "Waits for a second person" in text
    assert "Officer, " in text
    assert "checked before saving it" in text
    assert "No exact time that only they could know" in text
    assert "/check/" not in page.content.decode()


@pytest.mark.django_db
def test_the_page_asks_for_every_line_and_for_why_not(
    cast: Cast, signed_in: SignedIn
) -> None:
    key = make_intelligence(by=cast.actor("officer"))
    client, page = signed_in("analyst"), f"/intelligence/{key}/items/1/check/"

    listed = client.get("/intelligence/waiting/").content.decode()
    bare = client.post(page, {"seen": "1-0-0", "is_sound": "yes"})
    why = client.post(page, {"seen": "1-0-0", "is_sound": "no"})
    kept = client.post(
        page,
        {"seen": "1-0-0", "is_sound": "yes", "confirmed": list(LINES)},
        follow=True,
    )

    assert page in listed
    assert "Tick each line once you have checked it" in words(bare)
    assert "Enter the reason" in words(why)
    assert "checked as the second person" in words(kept)
    assert client.get(page).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_checks_at_once_one_is_kept_and_the_other_told() -> None:
    cast = make_cast()
    analyst = cast.actor("analyst")
    key = make_intelligence(by=cast.actor("officer"))

    came = together(
        *(partial(check, key, by=analyst, new=new) for new in (SOUND, HELD_BACK))
    )

    rows = ItemCheck.objects.using("stored").filter(item__report_id=key)
    told = [one for one in came if isinstance(one, ChangedSince)]
    assert rows.count() + len(told) == 2
    assert [row.turn for row in rows.order_by("turn")][:1] == [1]
