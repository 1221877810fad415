"""What is sealed to people is kept for them: inner envelopes, and photos."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from time import sleep
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import transaction

from tests.cast import NOON, Cast
from tests.made import accounts, visits
from tests.made.accounts import enrol, find_account, read_row, send
from tests.made.field import InnerText, Phone, SentSubmission, TakenPhoto
from tests.made.vault import by_system, generations, make_finished, of_team
from tests.support.together import together
from unhidden.field.inner import actions, queries
from unhidden.vault import actions as vault

pytestmark = pytest.mark.django_db
COPY = " from field_photocopy"


def apply_again(sent: SentSubmission) -> None:
    """What landed and waits is told once more, as somebody asked."""
    accounts.change_row(
        "update field_submission set state = 'landed' where digest = %s", sent.digest
    )
    accounts.apply()


@pytest.fixture
def phone(cast: Cast, settings: LazySettings) -> Phone:
    settings.LANDING_KEY = accounts.SECRET
    accounts.open_landing()
    return enrol(cast, Phone())


def test_an_inner_envelope_is_kept_for_its_team_and_one_of_no_team_waits(
    cast: Cast, phone: Phone
) -> None:
    ours = accounts.find_team(cast.organisations["police"])
    nobody = replace(ours, to=str(uuid4()))

    kept = send(
        cast,
        visits.make_planned(cast),
        phone=phone,
        inner=[InnerText("disclosure", "What she said", ours)],
    )
    lost = send(
        cast,
        visits.make_planned(cast, premises="Harbour Wash"),
        phone=phone,
        inner=[InnerText("disclosure", "What she said", nobody)],
    )

    assert find_account(kept)["state"] == "counts"
    assert (
        read_row(
            "select to_jsonb(count(*)) from field_innerenvelope e"
            " join vault_recordkey k on k.record_id = e.id where account_id = %s",
            find_account(kept)["id"],
        )
        == 1
    )
    assert find_account(lost)["problems"] == ["sealed_elsewhere"]


def test_a_photo_counts_without_its_original_which_comes_on_a_better_line(
    cast: Cast, phone: Phone
) -> None:
    ours = accounts.find_team(cast.organisations["police"])
    taken = TakenPhoto(b"original" * 9, b"copy", accounts.LANDING, ours, False)
    planned = visits.make_planned(cast)

    sent = send(cast, planned, phone=phone, photos=[taken])

    assert find_account(sent)["state"] == "counts"
    told = "select to_jsonb(p) from field_photo p where id = %s"
    photo = read_row(told, taken.id)
    # The copy is opened, and guarded with the record: it is sealed to nobody.
    assert (photo["copy_team"], photo["complete_at"]) == (None, None)
    assert read_row("select to_jsonb(convert_from(content, 'UTF8'))" + COPY) == "copy"
    assert accounts.complete_photos() == 0
    for digest in sent.late:
        accounts.land_part(sent, digest)
    assert accounts.complete_photos() == 1
    assert read_row(told, taken.id)["complete_at"]
    pieces = "select jsonb_agg(is_original order by is_original) from field_photopiece"
    assert read_row(pieces) == [True, True]


@pytest.mark.parametrize("team", ["landing", "police"])
def test_of_people_no_copy_is_ever_kept_open(
    cast: Cast, phone: Phone, team: str
) -> None:
    ours = accounts.find_team(cast.organisations["police"])
    to = accounts.LANDING if team == "landing" else ours
    taken = TakenPhoto(b"original", b"copy", to, ours, is_of_people=True)

    send(cast, visits.make_planned(cast), phone=phone, photos=[taken])

    assert read_row("select to_jsonb(count(*))" + COPY) == 0


def test_a_copy_that_could_not_be_opened_is_there_once_it_can(
    cast: Cast, phone: Phone
) -> None:
    ours = accounts.find_team(cast.organisations["police"])
    taken = TakenPhoto(b"original", b"copy", accounts.LANDING, ours, False)
    accounts.change_row("update field_landingkey set closed = null, gone_at = now()")
    sent = send(cast, visits.make_planned(cast), phone=phone, photos=[taken])
    assert read_row("select to_jsonb(count(*))" + COPY) == 0

    accounts.change_row(
        "update field_landingkey set closed = %s, gone_at = null", accounts.CLOSED
    )
    apply_again(sent)

    assert find_account(sent)["state"] == "counts"
    assert read_row("select to_jsonb(count(*))" + COPY) == 1


def test_two_accounts_with_one_inner_id_both_hand_theirs_over(
    cast: Cast, phone: Phone
) -> None:
    ours = accounts.find_team(cast.organisations["police"])
    told = InnerText("disclosure", "What she said", ours)
    later = replace(told, text="What she said later")
    planned = visits.make_planned(cast)
    first = send(cast, planned, phone=phone, inner=[told])
    again = send(cast, planned, phone=phone, submission=first.id, inner=[later])

    apply_again(again)

    lead = cast.actor("safeguarding_lead").doing("safeguarding_support")
    cards = queries.list_inner(viewer=lead)
    opened = [
        actions.open_inner(envelope_id=card.id, actor=lead, at=NOON).text
        for card in cards
    ]
    assert sorted(opened) == ["What she said", "What she said later"]
    assert {str(card.account_id) for card in cards} == {
        find_account(each)["id"] for each in (first, again)
    }
    # Of either, although one of them alone counts.
    assert [card.premises for card in cards] == ["Castle Nails"] * 2


@pytest.mark.django_db(transaction=True)
def test_what_lands_while_a_team_changes_its_keys_is_not_left_behind(
    cast: Cast, phone: Phone
) -> None:
    team_id, ring = make_finished()
    ours, begun = accounts.find_team(team_id), Event()
    taken = TakenPhoto(b"original", b"copy", ours, ours)
    told = InnerText("disclosure", "What she said", ours)
    accounts.land(accounts.seal(cast, None, phone=phone, photos=[taken], inner=[told]))

    @by_system
    def change_slowly() -> None:
        with transaction.atomic():
            vault.rotate_team_keys(team_id=team_id, by=ring, at=NOON)
            begun.set()
            sleep(0.5)

    def apply_meanwhile() -> int:
        begun.wait()
        return accounts.apply()

    assert together(change_slowly, apply_meanwhile) == [None, 1]

    assert by_system(vault.carry_on)(team_id=team_id, by=ring, at=NOON) == 3
    assert of_team(team_id) == {generations(team_id)[-1]}
