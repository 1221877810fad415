"""What a script sends: kept once, unread, and whatever else it sends is answered."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import altcha
import pytest
from django.conf import settings as conf
from django.test import Client, override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOON, Cast
from tests.made.reporting import STAFF_KEYS, make_answers
from tests.support.roles import as_role
from unhidden.reporting.actions import doors, sending
from unhidden.reporting.actions import reports as reports_actions
from unhidden.reporting.actions.reports import OpenedReport
from unhidden.reporting.models import Report
from unhidden.reporting.rules import answers as told
from unhidden.reporting.rules.answers import ReportAnswers
from unhidden.vault import chain, letters, links, sealing
from unhidden.vault.sealing import SealedSlot

pytestmark = pytest.mark.django_db

WORDS = "abandon able absent actor adult again alley"


def reports() -> list[Report]:
    with as_role("staff"):
        return list(Report.objects.using("stored").all())


def opened(cast: Cast) -> OpenedReport:
    (report,) = reports()
    with as_role("staff"), override_settings(**STAFF_KEYS):
        return reports_actions.open_report(
            report_id=report.id, actor=cast.actor("analyst"), at=NOON
        )


def sealed(client: Client, answers: ReportAnswers, **more: Any) -> dict[str, Any]:
    """What the script sends for these answers, with a solved puzzle."""
    key = str(uuid4())
    asked = {"form_key": key, "area": answers.area, "topic": answers.topic}
    door = client.post("/report/door/", asked).json()
    challenge = altcha.Challenge.from_dict(door["puzzle"])
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    row, data_key = uuid4(), sealing.new_key()
    slot = SealedSlot(door["table"], sending.SEALED_FIELD, row)
    content = sealing.seal_text(told.to_text(answers), data_key=data_key, slot=slot)
    public_key = key_of(client, door)
    box = letters.box_of(WORDS)
    return {
        "id": str(row),
        **asked,
        "generation": door["generation"],
        "sealed_key": text(sealing.seal_key(data_key, public_key=public_key)),
        "content": text(content),
        "answer": altcha.Payload(challenge, solution).to_base64(),
        "urgency": "routine",
        "version": told.FORM_VERSION,
        "address": text(box.address),
        "reply_key": text(box.public_key),
        **more,
    }


def key_of(client: Client, door: dict[str, Any]) -> bytes:
    """The desk's key by its chain, verified from the root on."""
    asked = {"team": door["team"], "after": 0}
    found = client.post("/report/links/", asked).json()["links"]
    signed = [[text.encode() for text in each.values()] for each in found]
    state = chain.verify_chain(
        [links.SignedLink(header, signatures) for header, signatures in signed],
        after=chain.make_first_state(
            root=conf.KEY_ROOT or b"", team=UUID(door["team"])
        ),
        today=date.fromisoformat(door["day"]),
        with_rosters=False,
    )
    assert state.link.number == door["number"]
    return state.link.key


def text(content: bytes) -> str:
    return b64encode(content).decode()


def said(client: Client, fields: dict[str, Any]) -> tuple[int, str]:
    answer = client.post("/report/sealed/", fields)
    return answer.status_code, answer.json()["is"]


def test_a_sealed_report_is_kept_once_however_often_it_is_sent(
    public_client: Client, cast: Cast
) -> None:
    fields = sealed(public_client, make_answers(topic="nail_bar"))

    first, again = said(public_client, fields), said(public_client, fields)

    assert first == again == (200, "kept")
    assert opened(cast).answers == make_answers(topic="nail_bar")
    assert opened(cast).fits_its_label


def test_a_label_that_lies_is_told_to_whoever_opens_it(
    public_client: Client, cast: Cast
) -> None:
    fields = sealed(public_client, make_answers(danger_now=True))

    said(public_client, fields)

    assert not opened(cast).fits_its_label


@pytest.mark.parametrize(("version", "fits"), [(3, True), (told.FORM_VERSION, False)])
def test_a_label_is_held_against_the_rules_of_its_own_form(
    public_client: Client, cast: Cast, version: int, fits: bool
) -> None:
    """Since the fourth version, the topic of children makes it about a child."""
    answers = make_answers(topic="child")

    said(public_client, sealed(public_client, answers, version=version))

    assert opened(cast).fits_its_label is fits
    assert opened(cast).tells_no is not fits


@pytest.mark.parametrize(
    "spoilt",
    [
        {"answer": "x"},
        {"generation": "9999"},
        {"content": text(b"\x02" + bytes(40))},
        {"content": text(b"plain words")},
        {"sealed_key": text(bytes(79))},
    ],
)
def test_what_is_not_solved_or_not_sealed_is_asked_for_again(
    public_client: Client, spoilt: dict[str, str]
) -> None:
    fields = sealed(public_client, make_answers()) | spoilt

    assert said(public_client, fields) in {(409, "unsolved"), (409, "unsealed")}
    assert reports() == []


@pytest.mark.parametrize(
    "spoilt",
    [
        {"id": "x"},
        {"form_key": ""},
        {"urgency": "whenever"},
        {"content": "%%%"},
        {"content": "A" * 1_500_000},
        {"address": text(bytes(31))},
        {"sketch": text(bytes(9))},
        {"version": "-1"},
        {"generation": str(2**70)},
    ],
)
def test_what_no_script_of_ours_sends_is_refused_in_a_word(
    public_client: Client, spoilt: dict[str, str]
) -> None:
    fields = sealed(public_client, make_answers()) | spoilt

    assert said(public_client, fields) == (400, "misunderstood")
    assert reports() == []


def test_a_solved_puzzle_is_of_use_for_one_report_only(public_client: Client) -> None:
    one = sealed(public_client, make_answers())
    other = sealed(public_client, make_answers())

    said(public_client, one)

    assert said(public_client, other | {"answer": one["answer"]}) == (409, "unsolved")
    assert len(reports()) == 1


def test_an_area_or_kind_that_there_is_not_is_left_out(public_client: Client) -> None:
    said(public_client, sealed(public_client, make_answers(), area="W0", topic="none"))

    (report,) = reports()
    assert (report.area, report.topic) == ("", "none")


def test_the_desk_and_its_link_are_told_and_nothing_of_anybody(
    public_client: Client,
) -> None:
    door = public_client.post("/report/door/", {"form_key": str(uuid4())})

    found = json.loads(door.content)
    assert set(found) == {
        *("is", "puzzle", "generation", "table", "team", "name", "number", "day"),
    }
    assert not door.cookies


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.dictionaries(st.text(max_size=12), st.text(max_size=40), max_size=8))
def test_whatever_is_sent_there_is_an_answer_and_no_report(
    public_client: Client, fields: dict[str, str]
) -> None:
    for path in ("/report/door/", "/report/sealed/"):
        assert public_client.post(path, fields).status_code == 400
    assert doors.read_ticket("", at=timezone.now()) is None


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_list_of_words_is_whole(public_client: Client, language: str) -> None:
    listed = public_client.get(f"/report/words/{language}/").content.decode().split()

    assert len(listed) == 2_048
    assert public_client.get("/report/words/xx/").status_code == 404


def test_the_same_form_with_other_answers_is_told_that_the_first_is_kept(
    public_client: Client, cast: Cast
) -> None:
    first = sealed(public_client, make_answers())
    other = changed(public_client, first, make_answers(what="And more"))

    answers = [said(public_client, fields)[1] for fields in (first, other, first)]

    assert answers == ["kept", "first", "kept"]
    assert opened(cast).answers == make_answers()


@pytest.mark.parametrize("is_other", [True, False])
def test_other_words_than_those_kept_are_never_called_a_receipt(
    public_client: Client, is_other: bool
) -> None:
    first = sealed(public_client, make_answers())
    again = changed(public_client, first, make_answers()) if is_other else first
    box = letters.box_of("zoo able absent actor acid again alley")
    others = {"address": text(box.address), "reply_key": text(box.public_key)}

    said(public_client, first)

    assert said(public_client, again | others) == (200, "already")
    assert len(reports()) == 1


@pytest.mark.parametrize(("is_other", "fate"), [(True, "already"), (False, "kept")])
def test_without_a_way_back_the_same_is_kept_and_a_change_is_not(
    public_client: Client, is_other: bool, fate: str
) -> None:
    none = {"address": "", "reply_key": ""}
    first = sealed(public_client, make_answers(), **none)
    again = changed(public_client, first, make_answers()) if is_other else first

    said(public_client, first)

    assert said(public_client, again) == (200, fate)


def changed(
    client: Client, fields: dict[str, Any], answers: ReportAnswers
) -> dict[str, Any]:
    """The same form sent again: other answers, under an id of their own."""
    other = sealed(client, answers)
    return fields | {name: other[name] for name in ("id", "sealed_key", "content")}
