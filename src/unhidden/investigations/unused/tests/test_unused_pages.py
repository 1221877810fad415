"""The pages of unused material, without JavaScript, for the posts that they are for."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made.unused import LEADER, OFFICER, MadeUnused, make_unused
from unhidden.investigations.models import (
    Material,
    MaterialDecision,
    MaterialDescription,
    Schedule,
)
from unhidden.investigations.unused import presenters
from unhidden.investigations.unused.actions.describing import (
    NewDescription,
    describe_items,
)
from unhidden.investigations.unused.rules.axes import list_categories

pytestmark = pytest.mark.django_db
WORDS = "Record of a visit to the car wash on 5 January"
NONE_EXISTS = {"answer": "none_exists", "reason": ""}
ASSESSED = {
    "relevance": "relevant",
    "use": "unused",
    "sensitivity": "none_sensitive",
}
VOID = "The certificate is no longer valid"
SENT = "They were sent to the prosecutor"


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


def page_of(made: MadeUnused, more: str = "") -> str:
    return f"/investigations/{made.id}/material/{more}"


def test_the_queue_takes_a_decision_of_many_and_keeps_what_was_typed(
    made: MadeUnused, cast: Cast
) -> None:
    made.enter(2)
    officer = signed_in(cast, OFFICER)
    page = page_of(made)

    nothing = officer.post(page, {"decision": "relevance:relevant", "reason": "Typed"})
    told = {"items": ["1", "2"], "decision": "relevance:not_relevant", "reason": ""}
    silent = officer.post(page, told)
    done = officer.post(page, told | {"reason": "Another place."}, follow=True)

    assert "Select at least one item" in nothing.text
    assert "Typed" in nothing.text
    assert "Item 1: Enter the reason" in silent.text
    assert "Decided about 2 items" in done.text
    assert MaterialDecision.objects.using("stored").count() == 2
    everything = {"everything": "on", "decision": "relevance:relevant", "reason": ""}
    assert "Decided about 1 item<" in officer.post(page, everything, follow=True).text
    assert "No item is like this" in officer.get(f"{page}?what=MG6D").text


def test_a_filter_says_what_is_listed_before_anything_is_chosen(
    made: MadeUnused, cast: Cast
) -> None:
    officer = signed_in(cast, OFFICER)

    unused = officer.get(page_of(made)).text
    own = officer.get("/investigations/").text
    actions = officer.get(f"/investigations/{made.id}/room/actions/").text

    chosen = '<option value="" selected>{}</option>'
    assert chosen.format("Anything undecided") in " ".join(unused.split())
    assert chosen.format("All of them") in " ".join(own.split())
    assert chosen.format("Every open one") in " ".join(actions.split())
    assert chosen.format("Day it is due") in " ".join(actions.split())


def test_an_item_is_decided_described_and_signed_on_its_pages(
    made: MadeUnused, cast: Cast
) -> None:
    officer = signed_in(cast, OFFICER)
    item = page_of(made, "1/")
    for decision, reason in (
        ("relevance:relevant", ""),
        ("use:unused", ""),
        ("sensitivity:none_sensitive", ""),
        ("test:not_met", "Nothing of wages."),
    ):
        told = {"decision": decision, "reason": reason, "accused": [str(made.accused)]}
        assert "Your decision is kept" in officer.post(item, told, follow=True).text
    stale = officer.post(
        item, {"decision": "use:evidence", "reason": "As it says.", "seen": "1"}
    )
    describing = page_of(made, "describe/")
    told = {"numbers": "1", "text": "MG11", "quantity": "1"}
    looked = officer.post(describing, told)
    unticked = officer.post(describing, told | {"looked": ""})
    kept = officer.post(describing, told | {"text": WORDS}, follow=True)
    unsent = officer.get(page_of(made, "schedules/"))
    refused = officer.get(page_of(made, "schedules/sign/"))
    for category in list_categories():
        officer.post(page_of(made, f"presumed/{category}/"), NONE_EXISTS)
    unsigned = officer.post(page_of(made, "schedules/sign/"), {"exceptions": "Typed"})
    signed = officer.post(
        page_of(made, "schedules/sign/"), {"certify": "on"}, follow=True
    )
    sent = officer.post(page_of(made, "schedules/reveal/"), follow=True)
    again = officer.get(page_of(made, "schedules/"))

    assert [SENT in each.text for each in (unsent, signed, again)] == [0, 1, 0]
    assert "Somebody else decided something of it meanwhile" in stale.text
    assert "As it says." in stale.text
    assert "It names a form or a kind alone: MG11" in looked.text
    assert "Tick the box to go on" in unticked.text
    assert "The description is kept" in kept.text
    assert MaterialDescription.objects.using("stored").count() == 1
    assert "Answer first for every category" in refused.text
    assert "Tick the box to certify this" in unsigned.text
    assert "The schedules are signed" in signed.text
    assert "The schedules are revealed" in sent.text
    assert Schedule.objects.using("stored").count() == 3
    version = officer.get(page_of(made, "schedules/MG6C/1/"))
    assert WORDS in version.text
    assert "To the best of my knowledge and belief" in version.text
    again = officer.post(page_of(made, "schedules/reveal/"), follow=True)
    assert "No signed schedule waits to be sent" in again.text


def test_what_is_sensitive_is_shown_to_few(made: MadeUnused, cast: Cast) -> None:
    officer, leader = signed_in(cast, OFFICER), signed_in(cast, LEADER)
    made.decide([1], "relevance", "relevant")
    told = {
        "code": "informant_identity",
        "why": "It gives away the neighbour.",
        "text": "Note of what Vera heard through the wall",
    }

    officer.post(page_of(made, "1/sensitive/"), told)

    assert "Vera heard" in officer.get(page_of(made, "1/")).text
    assert leader.get(page_of(made, "1/sensitive/")).status_code == 404
    for more in ("", "?what=all", "schedules/"):
        shown = leader.get(page_of(made, more)).text
        assert "Vera" not in shown
        assert "neighbour" not in shown


@pytest.mark.parametrize(
    "more",
    [
        "",
        "1/",
        "1/open/",
        "1/sensitive/",
        "describe/",
        "look-again/",
        "sources/",
        "schedules/",
        "schedules/sign/",
        "schedules/reveal/",
        "schedules/MG6C/1/",
        "presumed/calls/",
    ],
)
def test_it_is_not_there_for_others(made: MadeUnused, cast: Cast, more: str) -> None:
    for part in ("officer", "support_worker", "analyst"):
        assert signed_in(cast, part).get(page_of(made, more)).status_code == 404
    if more in ("1/sensitive/", "describe/", "schedules/sign/", "schedules/reveal/"):
        assert signed_in(cast, LEADER).get(page_of(made, more)).status_code == 404


def test_what_is_opened_leads_on_and_becomes_an_item(
    made: MadeUnused, cast: Cast
) -> None:
    leader = signed_in(cast, LEADER)
    (row,) = Material.objects.using("stored").all()

    shown = leader.get(page_of(made, "sources/"))
    opened = leader.post(page_of(made, f"sources/visit/{row.source_id}/"))
    again = leader.get(page_of(made, "1/open/"))

    assert "Item 1" in shown.text
    assert opened["Location"] == again["Location"] == f"/visits/{row.source_id}/"
    assert (
        leader.get(page_of(made, f"sources/visit/{row.source_id}/")).status_code == 405
    )
    assert Material.objects.using("stored").count() == 1


def test_a_look_again_is_entered_and_the_front_leads_there(
    made: MadeUnused, cast: Cast
) -> None:
    leader = signed_in(cast, LEADER)
    told = {
        "trigger": "defence_statement",
        "happened_on_day": "5",
        "happened_on_month": "1",
        "happened_on_year": "2026",
        "accused": "",
        "reference": "D12",
    }

    front = leader.get(f"/investigations/{made.id}/")
    silent = leader.post(page_of(made, "look-again/"), told | {"trigger": ""})
    done = leader.post(page_of(made, "look-again/"), told, follow=True)

    assert page_of(made) in front.text
    assert "Select what happened" in silent.text
    assert "is to be looked at again" in done.text


def test_a_changed_defence_statement_voids_what_is_signed_and_it_goes_on(
    made: MadeUnused, cast: Cast
) -> None:
    officer, leader = signed_in(cast, OFFICER), signed_in(cast, LEADER)
    made.assess([1])
    words = NewDescription(WORDS)
    describe_items(numbers=[1], new=words, **made.by(made.officer))
    for category in list_categories():
        officer.post(page_of(made, f"presumed/{category}/"), NONE_EXISTS)
    signing, schedules = page_of(made, "schedules/sign/"), page_of(made, "schedules/")
    officer.post(signing, {"certify": "on"})
    held = officer.get(schedules)
    for reference in ("D12", "D15"):
        told = {
            "trigger": "defence_statement",
            "happened_on_day": "5",
            "happened_on_month": "1",
            "happened_on_year": "2026",
            "accused": str(made.accused),
            "reference": reference,
        }
        leader.post(page_of(made, "look-again/"), told)
    void = officer.get(schedules)
    listed = officer.get(page_of(made, "?what=look_again"))
    refused = officer.post(signing, {"certify": "on"})
    made.enter(1)
    for axis, value in ASSESSED.items():
        made.decide([2], axis, value)
    again = {"decision": "test:not_met", "reason": "Nor of the second driver."}
    for item in ("1/", "2/"):
        officer.post(page_of(made, item), again | {"accused": [str(made.accused)]})
    more = NewDescription("A drawing of the yard, by a visitor")
    describe_items(numbers=[2], new=more, **made.by(made.officer))
    signed = officer.post(signing, {"certify": "on"}, follow=True)

    assert VOID not in held.text
    assert VOID in void.text
    assert page_of(made, "1/") in listed.text
    assert "The schedules are signed" not in refused.text
    assert "The schedules are signed" in signed.text
    assert VOID not in officer.get(schedules).text
    rows = Schedule.objects.using("stored").order_by("kind", "version")
    assert [(row.kind, row.version, row.first_line) for row in rows] == [
        ("MG6C", 1, 1),
        ("MG6C", 2, 2),
        ("MG6D", 1, 1),
        ("MG6E", 1, 1),
        ("MG6E", 2, 1),
    ]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("MG6C 12 0", "MG6C, line 12"),
        ("MG6C 3 0;MG6E 1 0", "MG6C, line 3; MG6E, line 1"),
        ("custody", "Custody records"),
        ("D12", "D12"),
        ("2026-01-05", "2026-01-05"),
    ],
)
def test_a_decision_names_lines_and_categories_in_words(code: str, told: str) -> None:
    assert presenters.tell_code(code) == told
