"""This is the same as…: by hand, from any subject, as far as one may see."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.places import make_premises
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence.models import Judgement
from unhidden.intelligence.reports.actions import mentions
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.search.queries import choosing, finding
from unhidden.intelligence.subjects.actions import judgements
from unhidden.intelligence.subjects.actions.judgements import JudgedAlready
from unhidden.intelligence.subjects.rules.mentions import NewLink, NewMention
from unhidden.intelligence.tests.judging import judge, make_mention

pytestmark = pytest.mark.django_db
SAID = {
    "person": ("Arben Hoxha", "Arben Hoxha"),
    "vehicle": ("CX12 ABC", "CX12 A?C"),
    "phone": ("07700 900123", "+44 7700 900123"),
    "account": ("arben@example.com", "arben@example.com"),
    "advert": ("New in town, sweet girl", "sweet girl"),
    "document": ("123456789", "123456789"),
    "business": ("Shiny Car Wash Ltd", "Shiny Car Wash"),
    "event": ("Fight behind the chapel", "chapel"),
}


def page(mention: UUID) -> str:
    return reverse("intelligence:same_as", args=[mention])


def texts(mention: UUID, line: str, *, by: Actor) -> list[tuple[str, str]]:
    found = choosing.list_same_choices(viewer=by, mention_id=mention, text=line)
    return [(each.said.text, each.linked_to) for each in found.rows]


def make_user(person: str, number: str, *, by: Actor) -> list[UUID]:
    """An item that says that a person uses a phone; gives both mentions."""
    told = (NewMention("person", person), NewMention("phone", number))
    key = make_intelligence(make_item(mentions=told), by=by)
    (item,) = items.get_graded_report(viewer=by, intelligence_id=key).items
    known = {each.kind: each.id for each in item.mentions}
    link = NewLink(known["person"], known["phone"], "uses")
    mentions.link_mentions(intelligence_id=key, number=1, new=link, actor=by, at=NOON)
    return [known["person"], known["phone"]]


@pytest.mark.parametrize("kind", SAID)
def test_a_subject_of_any_kind_is_found_by_what_is_known_of_it(
    cast: Cast, kind: str
) -> None:
    by = cast.actor("analyst")
    said, line = SAID[kind]
    lone = make_mention("Something else", by=by, kind=kind)
    make_mention(said, by=by, kind=kind)

    assert texts(lone, line, by=by) == [(said, "")]


def test_premises_are_found_by_their_name(cast: Cast) -> None:
    by = cast.actor("analyst")
    one, other = (
        make_premises(name=name, by=cast.actor("planner"))
        for name in ("Shiny Car Wash", "Glan y Mor Nails")
    )
    lone, _ = (
        make_intelligence(
            make_item(mentions=(NewMention("premises", "", each),)), by=by
        )
        for each in (one, other)
    )
    (item,) = items.get_graded_report(viewer=by, intelligence_id=lone).items

    found = texts(item.mentions[0].id, "Glan y Mor", by=by)

    assert found == [("Glan y Mor Nails", "")]


def test_a_person_is_found_by_the_number_they_are_linked_to(cast: Cast) -> None:
    by = cast.actor("analyst")
    lone = make_mention("A man called Beni", by=by)
    make_user("Arben Hoxha", "07700 900123", by=by)

    assert texts(lone, "07700900123", by=by) == [("Arben Hoxha", "07700 900123")]


def test_other_kinds_and_the_subject_itself_are_not_offered(cast: Cast) -> None:
    by = cast.actor("analyst")
    one, other = (make_mention("Arben Hoxha", by=by) for _ in "ab")
    make_mention("Arben Hoxha", by=by, kind="business")
    judge(one, other, "same", by=by)

    assert texts(one, "Arben Hoxha", by=by) == []


def test_what_is_not_in_view_is_neither_found_nor_a_place_to_start(
    cast: Cast,
) -> None:
    by, theirs = cast.actor("analyst"), cast.actor("other_investigator")
    lone = make_mention("A man called Beni", by=by)
    hidden = make_mention("Arben Hoxha", by=theirs)

    assert texts(lone, "Arben Hoxha", by=by) == []
    for known in (hidden, uuid4()):
        with pytest.raises(Absent):
            texts(known, "Beni", by=by)
    assert finding.search_text(viewer=theirs, text="Arben Hoxha").rows[0].id == hidden


def test_from_the_subject_by_a_search_to_a_decision_that_is_undone(
    cast: Cast, signed_in: SignedIn
) -> None:
    by = cast.actor("analyst")
    lone = make_mention("A man called Beni", by=by)
    other = make_mention("Arben Hoxha", by=by)
    client = signed_in("analyst")
    subject = reverse("intelligence:subject", args=[lone])

    assert page(lone) in client.get(subject).content.decode()
    assert page(lone) not in signed_in("investigator").get(subject).content.decode()
    found = client.get(page(lone), {"text": "Arben Hoxha"})
    compare = reverse("intelligence:judge", args=[lone, other])
    assert compare in found.content.decode()
    sent = {"verdict": "same", "reason": "He told us both names."}
    client.post(compare, sent)
    assert "Arben Hoxha" in words(client.get(subject))
    decision = Judgement.objects.using("stored").get().decision
    undo = reverse("intelligence:undo", args=[lone, decision])
    client.post(undo, {"reason": "He named his brother."})
    assert texts(lone, "Arben Hoxha", by=by) == [("Arben Hoxha", "")]


def test_a_search_for_nothing_says_so(cast: Cast, signed_in: SignedIn) -> None:
    lone = make_mention("A man called Beni", by=cast.actor("analyst"))
    client = signed_in("analyst")

    for line in ("", "  "):
        told = words(client.get(page(lone), {"text": line}))
        assert "Enter a name, a number, a number plate or an address" in told
    told = words(client.get(page(lone), {"text": "Zzyzx"}))
    assert "“Zzyzx” finds nothing else of this kind (Person) that you may see." in told
    assert "Enter a name" not in words(client.get(page(lone)))
    empty = "Nothing was looked for: the box was empty."
    connects = reverse("intelligence:connects", args=[lone])
    for address in (reverse("intelligence:find"), connects):
        assert empty in words(client.get(address, {"text": ""}))
        assert empty not in words(client.get(address))


def test_the_same_decision_twice_adds_nothing(cast: Cast, signed_in: SignedIn) -> None:
    by = cast.actor("analyst")
    one, other = (make_mention("Arben Hoxha", by=by) for _ in "ab")
    judge(one, other, "same", by=by)

    with pytest.raises(JudgedAlready):
        judgements.judge_mentions(
            mention_id=other, other_id=one, verdict="same", reason="Again",
            actor=by, at=NOON,
        )  # fmt: skip
    address = reverse("intelligence:judge", args=[one, other])
    again = {"verdict": "same", "reason": "Again"}
    told = words(signed_in("analyst").post(address, again))
    assert "Somebody decided this already" in told
    assert Judgement.objects.using("stored").count() == 1


def test_whoever_may_not_judge_finds_no_page(cast: Cast, signed_in: SignedIn) -> None:
    lone = make_mention("A man called Beni", by=cast.actor("analyst"))

    assert signed_in("officer").get(page(lone)).status_code == 404
