"""An item that was held back is written anew; what stood there is kept apart."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.emergency import make_colleagues
from tests.made.intelligence import make_intelligence, make_item
from tests.made.places import make_premises
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence.gradings import queries as gradings_queries
from unhidden.intelligence.models import (
    DisposedCount,
    Item,
    Mention,
    PremisesRisk,
    Replacement,
    SourceClue,
)
from unhidden.intelligence.reports.actions import checks as checks_actions
from unhidden.intelligence.reports.actions import gradings as gradings_actions
from unhidden.intelligence.reports.actions import replacing
from unhidden.intelligence.reports.actions.checks import CheckRefused
from unhidden.intelligence.reports.actions.replacing import NotHeldBack, RewrittenItem
from unhidden.intelligence.reports.actions.reports import ReportRefused
from unhidden.intelligence.reports.queries import checks as checks_queries
from unhidden.intelligence.reports.queries import disseminations, items, lists
from unhidden.intelligence.reports.rules.checks import LINES, CheckFault, NewCheck
from unhidden.intelligence.reports.rules.drafts import DraftFault, NewItem
from unhidden.intelligence.retention import actions as reviews
from unhidden.intelligence.retention.rules import NewReview
from unhidden.intelligence.search.queries import finding
from unhidden.intelligence.subjects.actions import judgements
from unhidden.intelligence.subjects.queries import subjects
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.tests.reviewing import SO

pytestmark = pytest.mark.django_db

TELLING = "They are seen from the flat above."
WHY = "It says where they stood."
CALM = make_item(text="They are seen at night.", mentions=())
PHONE = NewMention("phone", "07700 900123")
ARBEN = NewMention("person", "Arben Hoxha", details={"born": "1985"})
VAN = NewMention("vehicle", "CX12 ABC")


def held_back(cast: Cast, *mentions: NewMention) -> UUID:
    """A report whose one item the analyst held back."""
    key = make_intelligence(
        make_item(text=TELLING, mentions=mentions), by=cast.actor("officer")
    )
    look_at(key, 1, by=cast.actor("analyst"), is_sound=False)
    return key


def look_at(key: UUID, number: int, *, by: Actor, is_sound: bool) -> None:
    item = checks_queries.to_check(viewer=by, intelligence_id=key, number=number)
    new = NewCheck(is_sound, LINES if is_sound else (), "" if is_sound else WHY)
    checks_actions.check_item(
        item_id=item.id, seen=item.seen, new=new, actor=by, at=NOON
    )


def replace(
    key: UUID, *, by: Actor, item: NewItem = CALM, kept: frozenset[UUID] = frozenset()
) -> int:
    return replacing.replace_item(
        intelligence_id=key,
        number=1,
        new=RewrittenItem(item, kept, tuple(LINES)),
        actor=by,
        at=NOON,
    )


def ids(key: UUID) -> dict[str, UUID]:
    rows = Mention.objects.using("stored").filter(item__report=key)
    return {row.kind: row.id for row in rows}


def test_the_new_item_stands_and_the_old_words_are_nowhere_else(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    key = held_back(cast)

    assert replace(key, by=analyst) == 2

    report = items.get_graded_report(viewer=analyst, intelligence_id=key)
    (row,) = lists.list_graded_reports(viewer=analyst).rows
    assert [(each.number, each.text) for each in report.items] == [(2, CALM.text)]
    assert (row.text, len(row.grades)) == (CALM.text, 1)
    stored = Item.objects.using("stored").order_by("number")
    assert [each.text for each in stored] == ["", CALM.text]
    assert finding.search_text(viewer=analyst, text="flat above").total == 0
    for read in (
        gradings_queries.to_grade,
        disseminations.to_give,
        checks_queries.to_check,
    ):
        with pytest.raises(Absent):
            read(viewer=analyst, intelligence_id=key, number=1)
    assert "intelligence.item_replaced" in audit.names_about(subject_id=key)


def test_who_may_check_reads_what_stood_there_and_why_and_nobody_else(
    cast: Cast, signed_in: SignedIn
) -> None:
    key = held_back(cast, PHONE)
    replace(key, by=cast.actor("analyst"))

    (told,) = items.get_graded_report(
        viewer=cast.actor("analyst"), intelligence_id=key
    ).replaced
    read = words(signed_in("analyst").get(f"/intelligence/{key}/"))
    other = words(signed_in("officer").get(f"/intelligence/{key}/"))

    assert (told.number, told.by_number, told.text) == (1, 2, TELLING)
    assert [each.text for each in told.said] == ["07700 900123"]
    assert told.checks[0].reason == WHY
    assert "Item 1, replaced by item 2" in read
    for text in (TELLING, WHY, "Phone: 07700 900123"):
        assert text in read
        assert text not in other
    assert CALM.text in other


def test_mentions_that_are_said_again_go_over_with_what_was_judged_of_them(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    elsewhere = make_intelligence(make_item(mentions=(ARBEN,)), by=analyst)
    key = held_back(cast, ARBEN, PHONE, VAN)
    there = ids(key)
    judgements.judge_mentions(
        mention_id=there["person"],
        other_id=ids(elsewhere)["person"],
        verdict="same",
        reason="The same name and year.",
        actor=analyst,
        at=NOON,
    )
    new = make_item(text="A man comes.", mentions=(VAN, NewMention("event", "Raid")))

    replace(key, by=analyst, item=new, kept=frozenset({there["person"]}))

    (item,) = items.get_graded_report(viewer=analyst, intelligence_id=key).items
    said = {each.kind: each.id for each in item.mentions}
    assert said.keys() == {"person", "vehicle", "event"}
    assert said["person"] == there["person"]
    assert said["vehicle"] != there["vehicle"]
    subject = subjects.get_subject(viewer=analyst, mention_id=there["person"])
    assert {each.intelligence_id for each in subject.said} == {key, elsewhere}
    with pytest.raises(Absent):
        subjects.get_subject(viewer=analyst, mention_id=there["phone"])


def test_the_risk_of_premises_follows(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    place = make_premises(by=analyst)
    key = held_back(cast, NewMention("premises", "", place))
    (item,) = items.get_graded_report(viewer=analyst, intelligence_id=key).items
    gradings_actions.confirm_grade(
        item_id=item.id, reason="So it is.", actor=analyst, at=NOON
    )
    rows = PremisesRisk.objects.using("stored").filter(premises_id=place)
    before = rows.get().score

    replace(key, by=analyst)

    assert before > 0
    assert not rows.exists() or rows.get().score < before


def test_a_replacement_waits_for_another_than_who_wrote_it(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    key = held_back(cast)

    replace(key, by=analyst)

    (item,) = items.get_graded_report(viewer=analyst, intelligence_id=key).items
    (row,) = checks_queries.items_waiting(viewer=analyst).rows
    assert item.waits
    assert (row.number, row.is_own, row.written_by) == (2, True, "Analyst")
    with pytest.raises(CheckRefused) as refused:
        look_at(key, 2, by=analyst, is_sound=True)
    assert refused.value.fault == CheckFault.OWN_ITEM


def test_only_what_is_held_back_is_replaced_and_only_once(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    waiting = make_intelligence(by=cast.actor("officer"))
    sound = held_back(cast)
    look_at(sound, 1, by=analyst, is_sound=True)
    done = held_back(cast)
    replace(done, by=analyst)

    for key in (waiting, sound):
        with pytest.raises(NotHeldBack):
            replace(key, by=analyst)
    with pytest.raises(Absent):
        replace(done, by=analyst)
    assert Replacement.objects.using("stored").count() == 1


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"text": " "}, DraftFault.TEXT_MISSING),
        ({"text": "GSC: SECRET"}, DraftFault.MARKING_TOO_HIGH),
        ({"handling": "P"}, DraftFault.CONDITION_WITH_P),
        ({"sign_codes": ("made_up",)}, DraftFault.SIGN_UNKNOWN),
    ],
)
def test_a_replacement_breaks_no_rule(
    cast: Cast, given: dict[str, Any], fault: DraftFault
) -> None:
    key = held_back(cast)

    with pytest.raises(ReportRefused) as refused:
        replace(key, by=cast.actor("analyst"), item=make_item(**given))

    assert refused.value.fault == fault


@pytest.mark.parametrize("part", ["planner", "partner", "other_investigator"])
def test_nobody_replaces_what_they_may_not_work_on(
    cast: Cast, signed_in: SignedIn, part: str
) -> None:
    key = held_back(cast)

    with pytest.raises(Absent):
        replace(key, by=cast.actor(part))
    page = signed_in(part).get(f"/intelligence/{key}/items/1/replace/")
    assert page.status_code == 404


def test_the_page_says_why_offers_what_stood_there_and_replaces_it(
    cast: Cast, signed_in: SignedIn
) -> None:
    key = held_back(cast, ARBEN, PHONE)
    client, there = signed_in("analyst"), ids(key)
    address = f"/intelligence/{key}/items/1/replace/"
    for leads in (f"/intelligence/{key}/", "/intelligence/waiting/"):
        assert address in client.get(leads).content.decode()

    page = client.get(address)
    sent = {
        "do": "write",
        "item-text": "A man comes at night.",
        "item-source": "2",
        "item-assessment": "C",
        "item-handling": "C",
        "item-conditions": "Ask first.",
        "kept": [str(there["person"])],
        "checks": list(SourceClue.values),
        "looked_again": "",
    }
    bare = client.post(address, sent | {"checks": []})
    kept = client.post(address, sent, follow=True)

    for text in (WHY, TELLING, "Person: Arben Hoxha (1985)", "Phone: 07700 900123"):
        assert text in words(page)
    assert "Tick each line once you have checked it" in words(bare)
    assert "Kept. It waits for a second person" in words(kept)
    assert "A man comes at night." in words(kept)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("decision", ["dispose", "anonymise"])
def test_what_was_replaced_goes_with_its_report(cast: Cast, decision: str) -> None:
    analyst = cast.actor("analyst")
    (other,) = make_colleagues(cast, 1, code="police", role="analyst")
    key = make_intelligence(
        make_item(text=TELLING, mentions=(PHONE,)),
        by=cast.actor("officer"),
        event_on=date(2010, 3, 5),
    )
    look_at(key, 1, by=analyst, is_sound=False)
    replace(key, by=analyst)

    for by, seen, chosen in ((analyst, 0, decision), (other, 1, "agree")):
        new = NewReview(chosen, "Case 12.", SO, SO, SO, SO)
        reviews.review_report(
            intelligence_id=key, seen=seen, new=new, actor=by, at=NOON
        )

    left = Replacement.objects.using("stored").values_list("text", "said")
    counted = DisposedCount.objects.using("stored").values_list("items", flat=True)
    assert list(left) == ([] if decision == "dispose" else [("", [])])
    assert list(counted) == [1]
