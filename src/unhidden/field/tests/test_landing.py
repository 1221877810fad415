"""What phones send is taken whole, once, and from whoever sends it."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from functools import partial
from hashlib import sha256
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection

from tests.cast import NOON, Cast
from tests.made.agencies import end_engagement
from tests.made.field import (
    Phone,
    SentSubmission,
    TakenPhoto,
    TeamKey,
    write_json,
)
from tests.support.postgres import Server
from tests.support.together import together
from unhidden.field.devices import actions
from unhidden.field.tests import landing
from unhidden.hosting.postgres import connecting
from unhidden.vault import landing_keys

pytestmark = pytest.mark.django_db
_TABLES = """
select c.relname from pg_class c
 where c.relnamespace in ('public'::regnamespace, 'wall'::regnamespace,
                          'audit'::regnamespace)
   and c.relkind in ('r', 'p', 'v', 'm')
   and (has_table_privilege('unhidden_field', c.oid, 'select, insert, update, delete')
        or has_any_column_privilege('unhidden_field', c.oid, 'select, insert, update'))
"""


def photo_of(size: int) -> TakenPhoto:
    pair = landing_keys.make_landing_pair()
    custodians = TeamKey(str(uuid4()), pair.public_key, 1, 1)
    return TakenPhoto(b"x" * size, b"y" * 70_000, custodians, custodians)


def test_the_process_reads_and_writes_no_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        assert cursor.fetchall() == []


def test_whoever_sends_is_received_and_the_same_again_gets_the_same() -> None:
    sent = landing.send(Phone())

    first, again = landing.commit(sent), landing.commit(sent)

    assert first == again
    assert first["is"] == "received"
    assert set(first["in"]) == set(sent.parts)
    assert landing.count_rows("field_submission") == 1


def test_other_words_under_the_same_id_are_kept_beside_the_first() -> None:
    phone, submission = Phone(), uuid4()
    sent = [landing.send(phone, submission=submission, seq=seq) for seq in (1, 2)]

    first, second = map(landing.commit, sent)

    assert {first["is"], second["is"]} == {"received"}
    assert second["position"] > first["position"]
    assert landing.count_rows("field_submission") == 2


def test_what_is_not_whole_is_not_taken_and_its_parts_are_named() -> None:
    sent = landing.send(Phone(), photos=[photo_of(300_000)])
    needed = set(sent.parts) - sent.late

    found = landing.commit(sent, [])
    assert found == {"is": "missing", "missing": found["missing"]}
    assert set(found["missing"]) == needed
    assert landing.count_rows("field_submission") == 0

    for digest in needed:
        assert landing.land_part(sent, digest) == "kept"
        assert landing.land_part(sent, digest) == "there"
    assert set(landing.commit(sent, [])["in"]) == needed


def test_originals_may_come_later_and_are_named_once_they_are_in() -> None:
    sent = landing.send(Phone(), photos=[photo_of(300_000)])
    for digest in set(sent.parts) - sent.late:
        landing.land_part(sent, digest)
    assert not sent.late & set(landing.commit(sent, [])["in"])

    for digest in sent.late:
        landing.land_part(sent, digest)

    assert set(landing.commit(sent, [])["in"]) == set(sent.parts)


@pytest.mark.django_db(transaction=True)
def test_the_same_at_the_same_moment_is_one_row_and_one_receipt() -> None:
    for number in range(1, 6):
        photo = replace(photo_of(300), copy=None)
        sent = landing.send(Phone(), photos=[photo])
        late = partial(landing.land_part, sent, next(iter(sent.late)))

        first, second, *parts = together(
            *[partial(landing.commit, sent)] * 2, late, late
        )

        assert isinstance(first, dict)
        assert isinstance(second, dict)
        assert first["is"] == "received"
        assert (first["position"], first["landed_at"]) == (
            second["position"],
            second["landed_at"],
        )
        assert set(parts) <= {"kept", "there"}
        assert landing.count_rows("field_submission") == number


@pytest.mark.parametrize("change", ["digest", "key", "empty", "long"])
def test_a_part_that_is_not_what_it_names_is_refused(change: str) -> None:
    sent = landing.send(Phone())
    (digest,), (content,) = sent.parts.keys(), sent.parts.values()
    given = {
        "digest": (sent.phone.id, sent.phone.public_key, bytes(32), content),
        "key": (sent.phone.id, Phone().public_key, bytes.fromhex(digest), content),
        "empty": (sent.phone.id, sent.phone.public_key, bytes.fromhex(digest), b""),
        "long": (sent.phone.id, sent.phone.public_key, None, b"x" * 262_401),
    }[change]
    device, key, named, part = given

    with pytest.raises(DatabaseError, match="land_part"):
        landing.ask_field(landing.PART, device, key, sent.id, named, part)


@pytest.mark.parametrize(
    "change", ["header = '{}'", "digest = 'x'", "position = 7", "landed_at = now()"]
)
def test_what_a_receipt_was_given_for_is_changed_by_nobody(
    change: str, test_server: Server, test_database: str
) -> None:
    sent = landing.send(Phone())
    given = [sent.phone.public_key, sent.header, sent.signature, sent.inline]
    with (
        connecting.connect({**test_server.admin, "dbname": test_database}) as ruler,
        ruler.transaction(force_rollback=True),
    ):
        ruler.execute("set local role unhidden_field")
        ruler.execute(landing.COMMIT, given)
        ruler.execute("reset role")

        with pytest.raises(psycopg.DatabaseError, match="never changed"):
            ruler.execute(f"update field_submission set {change}")  # noqa: S608  # ours


def test_a_device_is_told_of_its_own_and_of_what_is_not_in_our_books() -> None:
    phone, other = Phone(), Phone()
    mine, theirs, unsent = landing.send(phone), landing.send(other), landing.send(phone)
    landing.commit(mine)
    landing.commit(theirs)

    told = landing.ask(phone, mine, theirs, unsent)

    assert [each["is"] for each in told] == ["received", "unknown", "unknown"]
    assert told[0]["work"] == "landed"
    assert told[0]["alarm"] is None


def test_what_a_known_phone_still_holds_is_noted(cast: Cast) -> None:
    phone = Phone()
    landing.enrol_phone(cast, phone)

    landing.ask(phone, waiting=2)
    assert landing.find_device(phone) == (2, True)
    landing.ask(phone, waiting=0)
    assert landing.find_device(phone) == (0, False)


def test_lost_and_waiting_phones_are_received_like_any_other(cast: Cast) -> None:
    phone = Phone()
    device_id = landing.enrol_phone(cast, phone)
    assert landing.commit(landing.send(phone))["is"] == "received"

    owner = cast.actor("officer")
    actions.report_lost(device_id=device_id, reason="On a bus", actor=owner, at=NOON)
    assert landing.commit(landing.send(phone))["is"] == "received"
    actions.end_device(device_id=device_id, actor=owner, at=NOON)
    assert landing.commit(landing.send(phone))["is"] == "received"


def test_who_left_and_what_no_form_of_ours_is_are_received_like_any_other(
    cast: Cast,
) -> None:
    phone = Phone()
    landing.enrol_phone(cast, phone)
    end_engagement(cast, "officer", homes={})

    for said in ({"author": cast.people["officer"]}, {"form": "2019-01"}):
        sent = landing.send(phone, **said)
        assert landing.commit(sent)["is"] == "received"
        assert landing.ask(phone, sent)[0]["is"] == "received"


def test_nobody_knows_a_phone_and_it_has_a_small_room_but_its_alarm_lands() -> None:
    phone = Phone()
    landing.add_old_part(uuid4(), phone.id, days=0, count=256)
    sent = landing.send(phone)

    assert landing.commit(sent) == {"is": "later"}
    assert landing.land_part(sent, next(iter(sent.parts))) == "later"
    assert landing.commit(landing.send(Phone()))["is"] == "received"
    assert landing.commit(landing.send(phone, kind="alarm"))["is"] == "received"


def add_many_parts(sent: SentSubmission, count: int) -> SentSubmission:
    """The same with so many parts of a few bytes, the smallest that there are."""
    few = [number.to_bytes(2, "big") for number in range(count)]
    tiny = {sha256(part).hexdigest(): part for part in few}
    told = json.loads(sent.header)
    told["parts"] += [{"sha256": n, "bytes": 2, "now": True} for n in tiny]
    return replace(sent, header=write_json(told), parts={**sent.parts, **tiny})


def test_many_tiny_parts_are_taken_and_told_of_without_keeping_others_waiting() -> None:
    phone = Phone()
    sent = add_many_parts(landing.send(phone), 1_200)
    began = time.monotonic()

    assert len(landing.commit(sent)["in"]) == 1_201
    told = landing.ask(phone, *[sent] * 40)

    assert [len(each["in"]) for each in told] == [1_201] * 40
    # All phones share a few connections.
    assert time.monotonic() - began < 8


def test_of_tiny_parts_there_are_never_so_many_that_counting_them_takes_long() -> None:
    phone = Phone()
    landing.add_old_part(uuid4(), phone.id, days=0, count=1_024, size=1)
    sent = landing.send(phone)

    assert landing.land_part(sent, next(iter(sent.parts))) == "later"


def test_parts_of_which_nothing_came_are_forgotten_and_no_others() -> None:
    recent, whole = landing.send(Phone()), landing.send(Phone())
    landing.land_part(recent, next(iter(recent.parts)))
    landing.commit(whole)
    landing.add_old_part(whole.id)
    landing.add_old_part(uuid4())

    assert landing.forget_parts() == 1
    assert landing.count_rows("field_part") == 3
