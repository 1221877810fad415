"""The desk's pages of a conversation, of passing on, of holding, and of routes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.made.agencies import make_desk
from tests.made.conversing import looked, words_of, write
from tests.made.reporting import make_receipt, make_report
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.reporting import queries as reporting

pytestmark = pytest.mark.django_db


def test_the_desk_sends_a_script_and_reads_the_answer(
    cast: Cast, signed_in: SignedIn
) -> None:
    receipt, client = make_receipt(), signed_in("analyst")
    page = reverse("intelligence:report", args=[receipt.report_id])
    say = reverse("intelligence:say", args=[receipt.report_id])

    empty, sent = (
        client.post(say, {"script": ""}),
        client.post(say, {"script": "safe_here"}),
    )
    write(words_of(receipt), "It is safe.", 1)

    assert "Select what to say" in words(empty)
    assert sent.headers["Location"] == page
    text = words(client.get(page))
    assert "In answer to: Is it safe for you to read and write here?" in text
    assert "It is safe." in text
    names = audit.names_about(subject_id=receipt.report_id)
    assert names.count("reporting.script_sent") == 1
    assert "reporting.conversation_opened" in names
    assert looked(words_of(receipt)).standing == "seen"


def test_a_report_is_passed_to_another_desk_and_is_gone_here(
    cast: Cast, signed_in: SignedIn
) -> None:
    report_id, council = make_report(), make_desk(cast)
    client = signed_in("analyst")
    page = reverse("intelligence:pass_on", args=[report_id])

    wrong = client.post(page, {"desk": ""})
    told = {"desk": str(council), "purpose": "area", "reason": "It is in Wrexham."}
    right = client.post(page, told)

    assert "Select the organisation" in words(wrong)
    assert right.status_code == 302
    assert client.get(page).status_code == 404


def test_a_hold_is_put_on_shown_and_lifted(cast: Cast, signed_in: SignedIn) -> None:
    report_id, client = make_report(), signed_in("analyst")
    page = reverse("intelligence:report", args=[report_id])
    hold = reverse("intelligence:hold", args=[report_id])

    client.post(hold, {"reason": "Inquiry 12"})
    held = words(client.get(page))
    client.post(hold, {"reason": "It is over"})
    free = words(client.get(page))

    assert "Inquiry 12" in held
    assert "Put a legal hold on the report" in free
    names = audit.names_about(subject_id=report_id)
    assert {"reporting.report_held", "reporting.hold_lifted"} <= set(names)


def test_an_administrator_adds_and_removes_a_route(
    cast: Cast, signed_in: SignedIn
) -> None:
    council, client = make_desk(cast), signed_in("administrator")
    (area, name), *_ = reporting.areas_to_choose()
    page = reverse("intelligence:routes")

    client.post(page, {"area": area, "desk": str(council)})
    again = client.post(page, {"area": area, "desk": str(council)})
    (route,) = reporting.list_routes(viewer=cast.actor("administrator"))
    client.post(reverse("intelligence:remove_route", args=[route.id]))

    assert f"{name}, any kind of exploitation" in words(again)
    assert "There is a route for this area and kind already" in words(again)
    assert "There is no route yet." in words(client.get(page))
