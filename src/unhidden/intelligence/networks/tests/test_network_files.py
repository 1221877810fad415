"""What of a network leaves as a file: marked, with its reason, and only what may."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.made.files import make_second_analyst
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.intelligence.networks.actions import networks as actions
from unhidden.intelligence.networks.queries import networks
from unhidden.intelligence.networks.rules.networks import Network
from unhidden.intelligence.subjects.queries import near
from unhidden.intelligence.tests.links import checked, joined, linked

pytestmark = pytest.mark.django_db
FORMS = ["graphml", "stix", "ftm"]
WHY = "For the tasking group"


def page(mention: UUID) -> str:
    return reverse("intelligence:export_network", args=[mention])


def taken(mention: UUID, form: str, signed_in: SignedIn, depth: str = "1") -> str:
    """The file, as the analyst saves it."""
    sent = {"form": form, "reason": WHY}
    address = f"{page(mention)}?depth={depth}"
    answer = signed_in("analyst").post(address, sent)
    assert "attachment" in answer["Content-Disposition"]
    return answer.content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_a_file_carries_marking_and_conditions_and_the_record_has_why(
    cast: Cast, signed_in: SignedIn, form: str
) -> None:
    arben, _ = linked("Arben", "Bujar", by=make_second_analyst(cast))
    checked(arben, by=cast.actor("analyst"))

    text = taken(arben, form, signed_in)

    assert "OFFICIAL-SENSITIVE" in text
    assert "Consult the originator before any overt action." in text
    assert "left out" not in text
    event = audit.history(subject_ids=[arben])[-1]
    assert (event.verb, event.justification) == ("disclosure", WHY)
    assert (event.detail["form"], len(event.shown)) == (form, 1)


@pytest.mark.parametrize("form", FORMS)
def test_what_waits_for_a_second_person_is_in_no_file(
    cast: Cast, signed_in: SignedIn, form: str
) -> None:
    """Nor what only such a link leads to, nor a name that only it says."""
    analyst = cast.actor("analyst")
    arben, bujar = linked("Arben", "Bujar", by=analyst, handling="P", conditions="")
    waiting, drita = linked("Called A", "Drita", by=analyst)
    again, _ = linked("Drita", "Ermal", by=analyst, handling="P", conditions="")
    # Most mentions call him so, yet none of these may leave.
    third, _ = linked("Called A", "Fatos", by=analyst)
    for one, other in ((arben, waiting), (arben, third), (drita, again)):
        joined(one, other, by=analyst)

    text = taken(arben, form, signed_in, depth="2")

    assert [n for n in ("Arben", "Bujar") if n not in text] == []
    hidden = ("Called A", "Drita", "Ermal", "Fatos", "Consult the originator")
    assert [name for name in hidden if name in text] == []
    assert "3 links are left out until a second person has checked them." in text
    event = audit.history(subject_ids=[arben])[-1]
    assert (event.detail["links"], event.detail["left_out"]) == (1, 3)
    report = around(bujar, cast).edges[0].intelligence_id
    assert event.shown == [report]


def test_once_a_colleague_has_checked_it_leaves(
    cast: Cast, signed_in: SignedIn
) -> None:
    arben, _ = linked("Arben", "Bujar", by=make_second_analyst(cast))
    client = signed_in("analyst")
    sent = {"form": "stix", "reason": WHY}

    before = client.post(page(arben), sent)
    with pytest.raises(actions.NothingMayLeave):
        actions.export_network(
            mention_id=arben,
            look=near.ALL,
            depth=1,
            start=0,
            form="stix",
            reason=WHY,
            actor=cast.actor("analyst"),
            at=NOON,
        )
    checked(arben, by=cast.actor("analyst"))
    after = client.post(page(arben), sent)

    assert "Nothing of this may leave yet." in words(before)
    assert "1 link is left out" in words(before)
    assert "Save the file" not in words(before)
    said = [each["type"] for each in json.loads(after.content)["objects"]]
    assert (said.count("relationship"), said.count("note")) == (1, 0)


def test_the_page_of_files_counts_what_may_leave_and_what_not(
    cast: Cast, signed_in: SignedIn
) -> None:
    analyst = cast.actor("analyst")
    arben, _ = linked("Arben", "Bujar", by=analyst, handling="P", conditions="")
    again, _ = linked("Arben", "Drita", by=analyst)
    joined(arben, again, by=analyst)

    text = words(signed_in("analyst").get(page(arben)))

    assert "It holds 1 link of the page." in text
    assert "1 link is left out: it waits for a second person" in text


def around(mention: UUID, cast: Cast) -> Network:
    return networks.load_network(viewer=cast.actor("analyst"), mention_id=mention)
