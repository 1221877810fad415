"""What is told in confidence on the page is sealed at once, for its receivers alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine
from django.db import connections
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.accounts import read_row
from tests.made.visit_forms import form
from tests.made.visits import Planned, make_planned
from unhidden.access.absent import Absent
from unhidden.field.inner import actions as inner
from unhidden.field.inner import queries
from unhidden.field.tasking.actions import receivers
from unhidden.operations.teams.actions import teams
from unhidden.vault import queries as vault
from unhidden.visits.models import VisitAccount, VisitDraft

pytestmark = pytest.mark.django_db
SAID = "He keeps my passport in the Heronsong drawer"
NAME = "Linh Heronsong"
TOLD = {
    "told_disclosure_text": SAID,
    "told_disclosure_said_verbatim": "yes",
    "told_disclosure_language": "Vietnamese",
    "told_name": NAME,
}
_HIDDEN = r'name="(submission|number|told_page)" value="([^"]+)"'


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def page(cast: Cast, client: Client) -> Client:
    client.login(email=cast.email("officer"), password=PASSWORD)
    return client


@pytest.fixture
def planned(cast: Cast) -> Planned:
    """A joint visit, with somebody of a charity and of Border Force."""
    return make_planned(cast, team=("officer", "charity_visitor", "partner"))


def show(page: Client, planned: Planned) -> str:
    return page.get(f"/visits/record/{planned.id}/").text


def open_page(page: Client, planned: Planned) -> dict[str, str]:
    return dict(re.findall(_HIDDEN, show(page, planned)))


def save(page: Client, planned: Planned, typed: dict[str, str]) -> dict[str, str]:
    """Save as the page's script does; gives what the page says from then on."""
    address = f"/visits/record/{planned.id}/draft/"
    answer = page.post(address, {**form(), **typed})
    if answer.status_code == 200:
        return {**typed, **{name: str(one) for name, one in answer.json().items()}}
    assert answer.status_code == 204
    return {**typed, "number": answer.headers["Draft-Number"]}


def send(page: Client, planned: Planned, typed: dict[str, str]) -> str:
    address = f"/visits/record/{planned.id}/"
    return page.post(address, {**form(), **typed}, follow=True).text


def is_anywhere(text: str) -> bool:
    """Whether any row of any table holds it, as text or as bytes."""
    with connections["stored"].cursor() as cursor:
        for table in connections["stored"].introspection.table_names(cursor):
            asked = f'select count(*) from "{table}" t where t::text ~ %s'  # noqa: S608
            cursor.execute(asked, [f"{text}|{text.encode().hex()}"])
            if cursor.fetchone() != (0,):
                return True
    return False


def list_told(cast: Cast, part: str = "safeguarding_lead") -> list[tuple[str, str]]:
    """What its receivers read, in which language."""
    viewer = cast.actor(part).doing("safeguarding_support")
    cards = queries.list_inner(viewer=viewer)
    opened = [
        inner.open_inner(envelope_id=card.id, actor=viewer, at=NOON) for card in cards
    ]
    return sorted((one.text or one.name, one.language) for one in opened)


def test_it_is_read_by_its_receivers_and_by_nobody_else_anywhere(
    cast: Cast, page: Client, planned: Planned
) -> None:
    typed = save(page, planned, {**open_page(page, planned), **TOLD})

    assert "sealed for North Wales Police: safeguarding leads, 8 words" in show(
        page, planned
    )
    assert not is_anywhere("Heronsong")
    assert "The visit is recorded" in send(page, planned, typed)

    assert not is_anywhere("Heronsong")
    assert is_anywhere("locked from outside")
    assert list_told(cast) == [(SAID, "Vietnamese"), (NAME, "")]
    assert read_row("select to_jsonb(inner_there) from visits_account") == 2
    (envelope, _other) = read_row("select jsonb_agg(id) from field_innerenvelope")
    for part in ("officer", "charity_visitor", "partner", "planner", "analyst"):
        client = Client()
        client.login(email=cast.email(part), password=PASSWORD)
        assert client.get(f"/field/inner/{envelope}/").status_code == 404
        with pytest.raises(Absent):
            inner.open_inner(
                envelope_id=UUID(envelope), actor=cast.actor(part), at=NOON
            )


def test_a_showing_of_the_page_seals_once_and_the_next_one_writes_on(
    cast: Cast, page: Client, planned: Planned
) -> None:
    first = {**open_page(page, planned), "told_note": "The first"}
    save(page, planned, {**save(page, planned, first), "told_note": "The first line"})
    second = {**open_page(page, planned), "told_note": "The second"}
    save(page, planned, second)
    text = show(page, planned)
    (_kept, taken_out) = re.findall(r'name="told_dropped"[^>]*value="([^"]+)"', text)
    third = {**open_page(page, planned), "told_note": "The third"}

    send(page, planned, {**third, "told_dropped": taken_out})

    assert [said for said, _language in list_told(cast)] == [
        "The first line",
        "The third",
    ]


def test_of_two_tabs_neither_loses_what_was_told(
    cast: Cast, page: Client, planned: Planned
) -> None:
    here, there = open_page(page, planned), open_page(page, planned)
    here = save(page, planned, {**here, "narrative": "Here", "told_note": "Here"})
    there = save(page, planned, {**there, "narrative": "There", "told_note": "There"})
    here = save(page, planned, {**here, "told_note": "Here, and more"})

    send(page, planned, there)
    send(page, planned, here)

    notes = [said for said, _language in list_told(cast)]
    assert notes == ["Here", "Here, and more", "There"]
    assert not VisitDraft.objects.using("stored").exists()


def test_what_an_open_tab_was_told_is_kept_once_after_the_other_was_sent(
    cast: Cast, page: Client, planned: Planned
) -> None:
    here, there = open_page(page, planned), open_page(page, planned)
    send(page, planned, {**here, "told_note": "Here"})

    for _ in range(2):
        send(page, planned, {**there, "told_note": "There"})
        send(page, planned, {**here, "told_note": "Here"})
    send(page, planned, {**here, "told_note": "Here, and more"})

    notes = [said for said, _language in list_told(cast)]
    assert notes == ["Here", "Here, and more", "There"]
    assert VisitAccount.objects.using("stored").get().inner_there == 3


def test_a_talk_that_a_charity_s_worker_led_is_sealed_to_the_charity(
    cast: Cast, page: Client, planned: Planned
) -> None:
    leader = str(cast.people["charity_visitor"])
    talk = {"told_private_talk_text": SAID, "told_private_talk_talk_led_by": leader}

    send(page, planned, {**open_page(page, planned), **talk})

    assert list_told(cast) == []
    assert list_told(cast, "support_worker") == [(SAID, "")]


def test_the_support_organisation_named_for_the_operation_receives_it(
    cast: Cast, page: Client, planned: Planned
) -> None:
    receivers.name_receiver(
        operation_id=planned.operation_id,
        team_id=cast.organisations["bawso"],
        actor=cast.actor("planner"),
        at=NOON,
    )

    send(page, planned, {**open_page(page, planned), **TOLD})

    assert list_told(cast) == []
    assert list_told(cast, "support_worker") == [(SAID, "Vietnamese"), (NAME, "")]


def test_what_was_told_to_somebody_taken_off_the_team_is_received_all_the_same(
    cast: Cast, page: Client, planned: Planned
) -> None:
    typed = save(page, planned, {**open_page(page, planned), **TOLD})
    teams.remove_member(
        team_id=planned.team_id,
        person_id=cast.people["officer"],
        actor=cast.actor("planner"),
        at=NOON,
    )

    assert "is not on the team" in send(page, planned, typed)

    assert list_told(cast) == [(SAID, "Vietnamese"), (NAME, "")]
    assert not is_anywhere("Heronsong")


def test_without_anybody_s_keys_nothing_is_saved_and_all_stays_typed(
    page: Client, planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = {**open_page(page, planned), **TOLD}
    monkeypatch.setattr(vault, "newest_keys", lambda **_asked: [])

    assert "Nobody has keys yet" in show(page, planned)
    address = f"/visits/record/{planned.id}/draft/"
    assert page.post(address, {**form(), **typed}).status_code == 409
    shown = send(page, planned, typed)

    assert "Nothing was saved" in shown
    assert SAID in shown
    assert "The back door was locked from outside" in shown
    assert not is_anywhere("Heronsong")
