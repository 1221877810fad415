"""The page of what an item speaks of: offered, added, linked, and who it may be."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, TODAY, Cast
from tests.made.agencies import their_analyst
from tests.made.intelligence import make_intelligence, make_item
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.intelligence.models import Link
from unhidden.intelligence.reports.queries import items as items_queries
from unhidden.intelligence.reports.queries import looking
from unhidden.intelligence.subjects.actions.judgements import join_mentions
from unhidden.intelligence.subjects.rules.mentions import MOST_MENTIONS, NewMention

pytestmark = pytest.mark.django_db
TOLD = (
    "A man called Arben Hoxha, born 3/4/1985, drives a van CX12 A?C and uses"
    " 07700 900123. He said he was born on 31/2/1870."
)


def address(key: UUID) -> str:
    return reverse("intelligence:mentions", args=[key, 1])


def spoken_of(cast: Cast, key: UUID) -> list[tuple[str, str]]:
    (item,) = items_queries.get_graded_report(
        viewer=cast.actor("analyst"), intelligence_id=key
    ).items
    return [(each.kind, each.text) for each in item.mentions]


@pytest.fixture
def analyst(signed_in: SignedIn) -> Client:
    return signed_in("analyst")


@pytest.fixture
def item(cast: Cast) -> UUID:
    return make_intelligence(make_item(text=TOLD), by=cast.actor("analyst"))


def test_what_the_words_offer_is_kept_only_when_ticked(
    cast: Cast, analyst: Client, item: UUID
) -> None:
    page = analyst.get(address(item))

    assert "Person: Arben Hoxha (1985-04-03, +447700900123)" in words(page)
    assert "31/2/1870: there was no such day" in words(page)
    assert spoken_of(cast, item) == []
    ticked = page.context["offers"].fields["offers"].choices[:2]
    keys = [key for key, _ in ticked]
    analyst.post(address(item), {"do": "keep", "offers": keys})
    assert spoken_of(cast, item) == [
        ("person", "Arben Hoxha"),
        ("vehicle", "CX12A?C"),
    ]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("31/2/1990", "there was no such day"),
        ("3/4/1870", "nobody alive was born that long ago"),
        ("3/4/2031", "that day is still to come"),
    ],
)
def test_a_day_that_cannot_be_is_told_why(
    analyst: Client, day: str, sentence: str
) -> None:
    text = {"item-0-text": f"Arben Hoxha, born {day}, was there."}

    page = analyst.post(reverse("intelligence:look"), text)

    assert f"{day}: {sentence}" in words(page)


def test_one_is_added_with_what_was_said_of_it(
    cast: Cast, analyst: Client, item: UUID
) -> None:
    form = {"do": "add", "text": "Gent Hoxha", "born": "1985-02-31"}
    refused = analyst.post(f"{address(item)}?kind=person", form)
    assert "such as 1985-03-07" in words(refused)
    assert spoken_of(cast, item) == []

    analyst.post(f"{address(item)}?kind=person", form | {"born": "1985-02"})

    assert spoken_of(cast, item) == [("person", "Gent Hoxha")]


def test_two_things_of_an_item_are_linked_and_each_page_says_so(
    cast: Cast, analyst: Client
) -> None:
    said = (NewMention("person", "Arben Hoxha"), NewMention("vehicle", "CX12 ABC"))
    key = make_intelligence(make_item(mentions=said), by=cast.actor("analyst"))
    (made,) = items_queries.get_graded_report(
        viewer=cast.actor("analyst"), intelligence_id=key
    ).items
    person, van = (each.id for each in made.mentions)
    link = {"do": "link", "left": person, "right": van, "kind": "uses"}

    analyst.post(address(key), link)
    analyst.post(address(key), link)

    assert Link.objects.using("stored").count() == 1
    page = words(analyst.get(reverse("intelligence:subject", args=[van])))
    assert "Arben Hoxha uses CX12 ABC" in page


def test_a_subject_s_page_says_what_may_be_the_same_and_why(
    cast: Cast, analyst: Client
) -> None:
    by = cast.actor("analyst")
    details = {"born": "1985-04-03", "phone": "07700 900123"}
    for name in ("Arben Hoxha", "Hodja, Arbën"):
        said = NewMention("person", name, details=details)
        key = make_intelligence(make_item(mentions=(said,)), by=by)
    (made,) = items_queries.get_graded_report(viewer=by, intelligence_id=key).items

    page = words(
        analyst.get(reverse("intelligence:subject", args=[made.mentions[0].id]))
    )

    assert "Arben Hoxha" in page
    assert "Likely the same" in page
    assert "Same date of birth: +" in page
    assert "Same phone number: +" in page


def test_what_somebody_may_not_see_is_no_candidate_of_theirs(cast: Cast) -> None:
    told = "Rings from 07700 900123"
    phone = NewMention("phone", "07700 900123")
    make_intelligence(make_item(mentions=(phone,)), by=cast.actor("analyst"))
    elsewhere = cast.actor(their_analyst(cast))

    theirs, ours = (
        looking.look_up_mentions(viewer=viewer, text=told, today=TODAY)
        for viewer in (elsewhere, cast.actor("analyst"))
    )

    assert [each.total for each in theirs] == [0]
    assert [each.total for each in ours] == [1]


def test_an_item_speaks_of_two_hundred_at_most(cast: Cast, analyst: Client) -> None:
    said = tuple(NewMention("event", f"Seen {n} times") for n in range(MOST_MENTIONS))
    key = make_intelligence(make_item(mentions=said), by=cast.actor("analyst"))

    page = analyst.post(
        f"{address(key)}?kind=event", {"do": "add", "text": "Seen once more"}
    )

    assert "write two items" in words(page)
    assert len(spoken_of(cast, key)) == MOST_MENTIONS


@pytest.mark.parametrize("part", ["officer", "planner"])
def test_only_those_who_work_on_the_report_add_to_it(
    signed_in: SignedIn, part: str, item: UUID
) -> None:
    answer = signed_in(part).post(
        f"{address(item)}?kind=person", {"do": "add", "text": "Gent Hoxha"}
    )

    assert answer.status_code == 404


def test_a_subject_counts_reports_and_not_what_one_of_them_says_thrice(
    cast: Cast, analyst: Client
) -> None:
    by, said = cast.actor("analyst"), NewMention("vehicle", "CX12 ABC")
    keys = [
        make_intelligence(*[make_item(mentions=(said,))] * items, by=by)
        for items in (3, 1)
    ]
    mentions = [
        each.mentions[0].id
        for key in keys
        for each in items_queries.get_graded_report(
            viewer=by, intelligence_id=key
        ).items
    ]
    pages = []
    for joined in (mentions[1:3], mentions[3:]):
        join_mentions(
            mention_id=mentions[0],
            joining=joined,
            reason="One plate.",
            actor=by,
            at=NOON,
        )
        pages.append(
            words(analyst.get(reverse("intelligence:subject", args=[mentions[0]])))
        )

    assert "3 mentions in 1 report " in pages[0]
    assert "A report has one source" in pages[0]
    assert "4 mentions in 2 reports" in pages[1]


def test_a_subject_of_many_mentions_is_shown_a_page_at_a_time(
    cast: Cast, analyst: Client
) -> None:
    by, said = cast.actor("analyst"), NewMention("vehicle", "CX12 ABC")
    keys = [make_intelligence(make_item(mentions=(said,)), by=by) for _ in range(26)]
    first, *others = (
        items_queries.get_graded_report(viewer=by, intelligence_id=key)
        .items[0]
        .mentions[0]
        .id
        for key in keys
    )
    join_mentions(
        mention_id=first, joining=others, reason="One plate.", actor=by, at=NOON
    )

    page = reverse("intelligence:subject", args=[first])
    one, two = analyst.get(page), analyst.get(page, {"page": 2})

    assert "26 mentions in 26 reports" in words(one)
    assert [len(each.context["page"].items) for each in (one, two)] == [25, 1]
