"""Two entries of the list of premises that may be one place, and why."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.cast import Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.places import make_premises
from tests.support.signing_in import SignedIn
from unhidden.access.actor import Actor
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.search.queries import finding
from unhidden.intelligence.subjects.presenters import weighing
from unhidden.intelligence.subjects.queries import subjects
from unhidden.intelligence.subjects.rules import matching
from unhidden.intelligence.subjects.rules.matching import ASK, SUGGEST
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.subjects.rules.traces import TracedEntry, trace_of

HIGH_STREET = "12 High Street, Rhyl, LL18 1AA"


def compared(one: TracedEntry, other: TracedEntry) -> matching.MatchComparison:
    profiles = (trace_of("premises", "", {}, place).profile for place in (one, other))
    return matching.compare_mention_profiles("premises", *profiles)


def test_one_entry_is_one_place_whatever_it_was_called_then() -> None:
    found = compared(
        TracedEntry("1", "Shiny Nails", HIGH_STREET),
        TracedEntry("1", "Glossy", HIGH_STREET),
    )

    assert found.bits >= SUGGEST
    assert weighing.parts(found) == ["One entry in the list of premises: +20.0"]


@pytest.mark.parametrize(
    ("address", "name", "advice"),
    [
        ("12 Stryd Fawr, Y Rhyl, LL18 1AA", "Shiny Nails", "suggest"),
        ("12 High St, LL18 1AA", "Golden Takeaway", "ask"),
        ("Flat 2, 12 High Street, Rhyl, LL18 1AA", "Shiny Nails", "suggest"),
        ("12 High Street, Rhyl, LL18 1AB", "Shiny Nails", "suggest"),
        ("10-14 High Street, Rhyl, LL18 1AA", "Shiny Nails", "suggest"),
        ("14 High Street, Rhyl, LL18 1AA", "Shiny Nails", ""),
        ("12 High Street, Bangor, LL57 1AA", "Shiny Nails", ""),
    ],
)
def test_two_entries_are_weighed_by_where_they_are_and_by_name(
    address: str, name: str, advice: str
) -> None:
    found = compared(
        TracedEntry("1", "Shiny Nails", HIGH_STREET),
        TracedEntry("2", name, address),
    )

    assert matching.advise_match(found.bits) == advice


def test_one_uprn_is_one_place_however_the_address_is_written() -> None:
    found = compared(
        TracedEntry("1", "Tŷ Coch", "Ty Coch, Corwen", "10012345678"),
        TracedEntry("2", "Red House", "The Red House", "10012345678"),
    )

    assert matching.advise_match(found.bits) == "suggest"
    assert "Same UPRN: +16.0" in weighing.parts(found)


def seen_at(place: UUID, *, by: Actor) -> UUID:
    mention = NewMention("premises", "", place)
    key = make_intelligence(make_item(text="Seen.", mentions=(mention,)), by=by)
    (item,) = items.get_graded_report(viewer=by, intelligence_id=key).items
    return item.mentions[0].id


@pytest.mark.django_db
def test_a_place_that_is_listed_twice_is_offered_and_found_by_its_address(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    first, second = (
        make_premises(by=analyst, name=name, address=address, postcode="LL18 1AA")
        for name, address in (
            ("Shiny Nails", "12 High Street, Rhyl"),
            ("Shiny Nails & Beauty", "12 Stryd Fawr"),
        )
    )
    mention = seen_at(first, by=analyst)
    other, same = seen_at(second, by=analyst), seen_at(first, by=analyst)

    shown = subjects.list_matches(viewer=analyst, mention_id=mention)
    rows = finding.search_text(viewer=analyst, text="12 high st ll18 1aa").rows

    assert [each.said.id for each in shown] == [same, other]
    assert shown[1].said.details == (("Address", "12 Stryd Fawr, LL18 1AA"),)
    assert ASK <= shown[1].comparison.bits < shown[0].comparison.bits
    assert {row.id for row in rows} == {mention, other, same}


@pytest.mark.django_db
def test_mentions_of_one_entry_are_ticked_to_be_joined_at_once(
    cast: Cast, signed_in: SignedIn
) -> None:
    analyst = cast.actor("analyst")
    place = make_premises(by=analyst)
    mention, *others = (seen_at(place, by=analyst) for _ in "abc")
    client, address = signed_in("analyst"), f"/subjects/{mention}/join/"

    page = client.get(address).text
    sent = {"mentions": [str(each) for each in others], "reason": "One entry."}
    answer = client.post(address, sent, follow=True)

    assert page.count("checked") == len(others)
    assert "Your decision is kept. It can be undone." in answer.text
    assert len(subjects.get_subject(viewer=analyst, mention_id=mention).said) == 3
    assert subjects.list_matches(viewer=analyst, mention_id=mention) == []
