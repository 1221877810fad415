"""What the words of an item offer: shown while it is typed, kept only when ticked."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, TODAY, Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.places import make_premises
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from tests.support.write_form import OWN, typed
from unhidden.access.absent import Absent
from unhidden.intelligence.exchange.rules.imports import read_import_file
from unhidden.intelligence.models import Item, Mention
from unhidden.intelligence.reports.actions import mentions
from unhidden.intelligence.reports.forms.offers import key_of, mention_of
from unhidden.intelligence.reports.queries import looking
from unhidden.intelligence.risk.queries import risks
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.subjects.rules.offering import offer_mentions

needs_rows = pytest.mark.django_db
_BOX = re.compile(r'type="checkbox"\s+value="([^"]*)"\s*(checked)?')
PHONE = NewMention("phone", "+447700900123")


def boxes(answer: Any) -> dict[str, bool]:
    """What the panel offers to tick, by its words, and whether it is ticked."""
    found = _BOX.findall(answer.content.decode())
    said = [(mention_of(html.unescape(key)), bool(on)) for key, on in found]
    return {mention.text: is_on for mention, is_on in said if mention}


def look(client: Client, text: str, *ticked: NewMention, of: str = "item-0") -> Any:
    sent = {
        "item-0-text": "Rings from 07700 900999",
        f"{of}-text": text,
        f"{of}-offers": [key_of(each) for each in ticked],
    }
    return client.post(f"{reverse('intelligence:look')}?of={of}", sent)


def imported(address: str) -> NewMention:
    """The mention of a web address in a STIX file."""
    url = {"type": "url", "id": f"url--{UUID(int=1)}", "value": address}
    made = json.dumps({"type": "bundle", "objects": [url]})
    (row,) = read_import_file("a.json", made.encode(), today=TODAY).rows
    (mention,) = row.mentions
    return mention


@pytest.fixture
def place(cast: Cast) -> UUID:
    by = cast.actor("analyst")
    make_premises(by=by, name="Other House", address="7 Regent Street, Wrexham")
    make_premises(by=by, name="Far Away", postcode="LL18 1AA")
    return make_premises(by=by)


@needs_rows
@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("A car wash at ll11 1aa.", {"Sparkle Hand Car Wash", "Other House"}),
        ("She lives at 1 Regent St, Wrexham LL11 1AA", {"Sparkle Hand Car Wash"}),
        ("She lives at 1 Regent Street.", {"Sparkle Hand Car Wash", "Far Away"}),
    ],
)
def test_an_address_offers_what_the_register_has_there(
    signed_in: SignedIn, place: UUID, text: str, offers: set[str]
) -> None:
    panel = look(signed_in("officer"), text)

    assert boxes(panel) == dict.fromkeys(offers, False)
    assert "Premises: Sparkle Hand Car Wash (1 Regent Street, Wrexham, LL11 1AA)" in (
        words(panel)
    )


@needs_rows
def test_an_address_that_nobody_listed_is_said_and_how_to_add_it(
    signed_in: SignedIn, place: UUID
) -> None:
    text = "A car wash at 12 High Street, Rhyl LL18 1AB"

    officer, analyst = (look(signed_in(who), text) for who in ("officer", "analyst"))

    assert boxes(officer) == {}
    assert "LL18 1AB – no such premises are listed." in words(officer)
    assert "Add premises" not in words(officer)
    assert "Add premises (opens in a new tab)" in words(analyst)


@needs_rows
def test_a_premises_offer_says_which_reports_spoke_of_it(
    cast: Cast, signed_in: SignedIn, place: UUID
) -> None:
    said = NewMention("premises", "", place)
    make_intelligence(make_item(mentions=(said,)), by=cast.actor("analyst"))

    panel = words(look(signed_in("analyst"), "Seen at 1 Regent Street LL11 1AA"))

    assert "1 mention may be the same" in panel


@needs_rows
def test_each_item_has_a_panel_of_its_own_words(signed_in: SignedIn) -> None:
    panel = look(signed_in("officer"), "Uses best@example.org", of="item-1")

    assert boxes(panel) == {"best@example.org": False}


@needs_rows
def test_what_was_ticked_stays_ticked_whatever_is_typed_then(
    signed_in: SignedIn,
) -> None:
    gone = NewMention("account", "instagram:best.nails")

    panel = look(signed_in("officer"), "Uses 07700 900123, CX12 ABC", PHONE, gone)

    assert boxes(panel) == {
        "+447700900123": True,
        "CX12ABC": False,
        "instagram:best.nails": True,
    }


@needs_rows
def test_without_a_script_the_page_looks_when_asked_and_keeps_what_is_ticked(
    cast: Cast, signed_in: SignedIn, place: UUID
) -> None:
    client = signed_in("officer")
    text = "A man called Arben Hoxha, born 3/4/1985, at LL11 1AA, has a@example.org"
    fields = typed(item_0_text=text, item_0_persons="Arben Hoxha")

    seen = client.post(OWN, fields | {"do": "look"})
    offers = _BOX.findall(seen.content.decode())
    keys = [html.unescape(key) for key, _ in offers if "Other" not in key]
    chosen = [key for key in keys if mention_of(key)]
    wrong = client.post(OWN, fields | {"item-0-offers": chosen, "raw": ""})
    saved = client.post(OWN, fields | {"item-0-offers": chosen})

    assert boxes(seen).keys() >= {"Arben Hoxha", "Sparkle Hand Car Wash"}
    assert "There is a problem" not in words(seen)
    assert boxes(wrong) == {
        "Arben Hoxha": True,
        "Sparkle Hand Car Wash": True,
        "a@example.org": True,
    }
    assert saved.status_code == 302
    kept = Mention.objects.using("stored").order_by("kind")
    assert [(row.kind, row.text, row.premises_id) for row in kept] == [
        ("account", "a@example.org", None),
        ("person", "Arben Hoxha", None),
        ("premises", "Sparkle Hand Car Wash", place),
    ]
    assert kept[1].details["born"] == "1985-04-03"


@needs_rows
def test_nothing_is_kept_that_was_not_ticked(signed_in: SignedIn) -> None:
    signed_in("officer").post(OWN, typed(item_0_text="Uses 07700 900123"))

    assert Item.objects.using("stored").count() == 1
    assert not Mention.objects.using("stored").exists()


@needs_rows
@pytest.mark.parametrize(
    "box",
    ["nonsense", "[]", '["phone", "", {}, ""]', '["phone", 7, {}, ""]', "[" * 9000],
)
def test_a_box_that_was_tampered_with_is_an_error_of_the_page(
    signed_in: SignedIn, box: str
) -> None:
    page = signed_in("officer").post(OWN, typed(**{"item-0-offers": [box]}))

    assert "select from the answers shown" in words(page).casefold()
    assert not Item.objects.using("stored").exists()


@needs_rows
def test_premises_are_added_to_a_report_later_and_their_risk_follows(
    cast: Cast, signed_in: SignedIn, place: UUID
) -> None:
    by = cast.actor("analyst")
    key = make_intelligence(make_item(source="1", assessment="A"), by=by)
    client, page = signed_in("analyst"), reverse("intelligence:mentions", args=[key, 1])

    found = client.get(page, {"kind": "premises", "find": "sparkle"})
    nothing = client.get(page, {"kind": "premises", "find": "nowhere"})
    client.post(
        f"{page}?kind=premises&find=sparkle", {"do": "add", "premises": [str(place)]}
    )

    assert "Sparkle Hand Car Wash – 1 Regent Street" in words(found)
    assert "No premises found for “nowhere”." in words(nothing)
    assert Mention.objects.using("stored").get().premises_id == place
    assert risks.risk_of(viewer=by, premises_id=place).score > 0


@needs_rows
def test_premises_that_are_not_there_are_absent(cast: Cast) -> None:
    by = cast.actor("analyst")
    key = make_intelligence(by=by)

    with pytest.raises(Absent):
        mentions.add_mentions(
            intelligence_id=key,
            number=1,
            mentions=[NewMention("premises", "", key)],
            actor=by,
            at=NOON,
        )


@needs_rows
def test_each_thing_of_a_text_is_told_what_it_may_be_and_nothing_of_the_others(
    cast: Cast,
) -> None:
    person = NewMention("person", "Siân Rhys", details={"phone": "+447700900777"})
    others = (NewMention("phone", "07700 900999"), NewMention("vehicle", "CX12 ABC"))
    make_intelligence(make_item(mentions=(person, *others)), by=cast.actor("analyst"))

    seen = looking.look_up_mentions(
        viewer=cast.actor("analyst"),
        text="Van CX12 ABC, phones 07700 900123, 07700 900777 and 07700 900999",
        today=TODAY,
    )

    told = {each.mention.text: [m.said.text for m in each.matches] for each in seen}
    assert told == {
        "CX12ABC": ["CX12 ABC"],
        "+447700900123": [],
        "+447700900777": ["Siân Rhys"],
        "+447700900999": ["07700 900999"],
    }


@needs_rows
def test_a_link_that_was_typed_and_one_that_was_imported_meet(cast: Cast) -> None:
    mention = imported("http://example.org/ad/7/?utm_source=x")
    make_intelligence(make_item(mentions=(mention,)), by=cast.actor("analyst"))

    (seen,) = looking.look_up_mentions(
        viewer=cast.actor("analyst"),
        text="See https://www.example.org/ad/7.",
        today=TODAY,
    )

    assert (seen.mention.kind, seen.total) == ("advert", 1)
    assert seen.matches[0].advice == "suggest"


def test_somebody_s_page_on_a_site_is_their_account_typed_or_imported() -> None:
    address = "https://www.facebook.com/bestnails"
    (typed_in,) = offer_mentions(f"see {address}", today=TODAY)

    assert (typed_in.mention.kind, typed_in.mention.text) == (
        "account",
        "facebook:bestnails",
    )
    assert imported(address) == typed_in.mention


def test_an_address_and_its_postcode_are_one_place() -> None:
    found = offer_mentions("At 12 High Street, Rhyl LL18 1AA or LL30 1AA", today=TODAY)

    assert [(each.mention.kind, each.mention.text) for each in found] == [
        ("premises", "12 High Street, Rhyl LL18 1AA"),
        ("premises", "LL30 1AA"),
    ]


@needs_rows
def test_what_a_text_half_says_is_offered_found_by_and_kept(
    cast: Cast, signed_in: SignedIn
) -> None:
    known = (NewMention("phone", "07700 900123"), NewMention("vehicle", "CX12 ABC"))
    make_intelligence(make_item(mentions=known), by=cast.actor("analyst"))
    text = (
        "A 28-year-old man called Omar al-Bashir. Besnik rings from a number ending"
        " 0123. The van's reg was CXI2 ABC. Another number ended 456."
    )
    client = signed_in("officer")

    panel = look(client, text)
    keys = [html.unescape(key) for key, _ in _BOX.findall(panel.content.decode())]
    fields = typed(item_0_text=text)
    saved = client.post(OWN, fields | {"item-0-offers": keys})

    year = timezone.localdate().year
    said = words(panel)
    assert list(boxes(panel)) == ["Omar al-Bashir", "…0123", "CXI2ABC", "…456"]
    assert f"Omar al-Bashir (between {year - 29} and {year - 28})" in said
    assert "Same plate but for signs that look alike" in said
    assert "07700 900123" in said
    assert "…456 – too little to find anything by" in said
    assert saved.status_code == 302
    kept = Mention.objects.using("stored").exclude(
        text__in=[each.text for each in known]
    )
    assert {(row.kind, row.text) for row in kept} == {
        ("person", "Omar al-Bashir"),
        ("phone", "…0123"),
        ("phone", "…456"),
        ("vehicle", "CXI2ABC"),
    }
    assert kept.get(kind="person").details["born"] == f"{year - 29}/{year - 28}"


@needs_rows
def test_a_floor_and_a_welsh_street_find_what_the_register_has_there(
    signed_in: SignedIn, place: UUID
) -> None:
    panel = look(signed_in("officer"), "At Llawr cyntaf, 1 Stryd Regent, Wrecsam.")

    assert boxes(panel).keys() == {"Sparkle Hand Car Wash", "Far Away"}


def test_an_age_before_a_name_is_told_of_it_and_of_nobody_else() -> None:
    found = offer_mentions(
        "He is called Besnik. A 28-year-old woman called Lan works there.", today=TODAY
    )

    told = {each.mention.text: dict(each.mention.details) for each in found}
    assert told == {
        "Besnik": {},
        "Lan": {"born": f"{TODAY.year - 29}/{TODAY.year - 28}"},
    }
