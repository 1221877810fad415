"""A key ring opens with what its person has, shows nothing, and rests encrypted."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import re
import traceback
from dataclasses import asdict, replace
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import override_settings

from tests.cast import NOON, Cast
from tests.made.vault import SECRET, make_member, make_row, make_team
from tests.support.roles import as_guard
from unhidden.access.actor import NOBODY
from unhidden.hosting.paths import REPOSITORY
from unhidden.vault import actions, derivation, rings, sealing
from unhidden.vault.models import Member, Wrap
from unhidden.vault.rings import KeyRing, KeysLocked, NoKeyPair, WrongSecret

pytestmark = pytest.mark.django_db

PRF = bytes(range(32))
PRIVATE = b"Private-Key-Of-Nobody-32-Bytes!!"
COOKIE = b"c" * 32


def test_the_right_secret_unlocks_and_another_does_not() -> None:
    ring = make_member()

    with pytest.raises(WrongSecret):
        rings.unlock_ring(person_id=ring.person_id, secret="another secret")
    assert rings.unlock_ring(person_id=ring.person_id, secret=SECRET).person_id


def test_somebody_without_a_key_pair_is_told_apart() -> None:
    with pytest.raises(NoKeyPair):
        rings.unlock_ring(person_id=uuid4(), secret=SECRET)


def test_accents_unlock_however_they_were_typed() -> None:
    ring = make_member(secret="caf\u00e9 t\u0177 bach")

    typed = "cafe\u0301 ty\u0302 bach"

    assert rings.unlock_ring(person_id=ring.person_id, secret=typed).person_id


def test_the_wrap_of_one_person_does_not_open_for_another() -> None:
    one, other = make_member(), make_member()
    with as_guard():
        Wrap.objects.filter(member_id=other.person_id).delete()
        moved = Wrap.objects.get(member_id=one.person_id)
        moved.id, moved.member_id = None, other.person_id
        moved.save(force_insert=True)

    with pytest.raises(WrongSecret):
        rings.unlock_ring(person_id=other.person_id, secret=SECRET)


def test_a_new_password_unlocks_the_same_ring_and_the_old_one_no_more() -> None:
    team_id = make_team()
    ring = make_member(team_id)
    row = make_row(team_id)

    actions.set_secret(ring=ring, secret="another long secret", at=NOON)

    again = rings.unlock_ring(person_id=ring.person_id, secret="another long secret")
    assert row.sealed_answers.open(again)
    with pytest.raises(WrongSecret):
        rings.unlock_ring(person_id=ring.person_id, secret=SECRET)


def test_a_passkey_is_a_second_way_in() -> None:
    team_id = make_team()
    ring = make_member(team_id)
    row = make_row(team_id)
    actions.add_passkey(ring=ring, output=PRF, label="key 1", at=NOON)
    actions.add_passkey(ring=ring, output=PRF[::-1], label="key 2", at=NOON)

    again = rings.unlock_by_key(person_id=ring.person_id, output=PRF, label="key 1")

    assert row.sealed_answers.open(again)
    for output, label in ((PRF[::-1], "key 1"), (PRF, "key 2"), (PRF, "key 3")):
        with pytest.raises(WrongSecret):
            rings.unlock_by_key(person_id=ring.person_id, output=output, label=label)


def test_a_passkey_can_be_the_only_way_in() -> None:
    person_id = uuid4()
    actions.create_member_by_key(person_id=person_id, output=PRF, label="key", at=NOON)

    assert rings.unlock_by_key(person_id=person_id, output=PRF, label="key")
    with pytest.raises(WrongSecret):
        rings.unlock_ring(person_id=person_id, secret=SECRET)
    with pytest.raises(actions.LastWayIn):
        actions.remove_passkey(person_id=person_id, label="key")


def test_a_removed_passkey_opens_nothing() -> None:
    ring = make_member()
    actions.add_passkey(ring=ring, output=PRF, label="key", at=NOON)

    actions.remove_passkey(person_id=ring.person_id, label="key")

    with pytest.raises(WrongSecret):
        rings.unlock_by_key(person_id=ring.person_id, output=PRF, label="key")


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_prf_output_has_32_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        derivation.from_passkey(b"x" * length)


def test_a_second_key_pair_never_replaces_the_first() -> None:
    ring = make_member()
    before = bytes(Member.objects.get(id=ring.person_id).public_key)

    actions.create_member(person_id=ring.person_id, secret="something else", at=NOON)

    assert bytes(Member.objects.get(id=ring.person_id).public_key) == before
    assert rings.unlock_ring(person_id=ring.person_id, secret=SECRET)


def test_a_ring_shows_nothing_however_it_is_asked(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ring = KeyRing(person_id=uuid4(), private_key=PRIVATE)
    actor = replace(NOBODY, keys=ring)
    logging.getLogger("unhidden").error("%s %r %s", ring, ring, actor)
    try:
        raise KeyError(ring, actor)
    except KeyError as error:
        shown = "".join(traceback.format_exception(error))

    for text in (repr(ring), str(ring), f"{ring}", repr(actor), shown, caplog.text):
        assert "Private-Key" not in text
    assert not hasattr(ring, "__dict__")
    for write in (pickle.dumps, copy.copy, copy.deepcopy, json.dumps):
        with pytest.raises(TypeError):
            write(ring)
    with pytest.raises(TypeError):
        pickle.dumps(actor)
    with pytest.raises(TypeError):
        asdict(actor)


def test_a_ring_rests_in_the_session_under_the_key_of_its_cookie() -> None:
    team_id = make_team()
    ring = make_member(team_id)
    row = make_row(team_id)

    again = KeyRing.from_session(ring.sealed_for_session(COOKIE), COOKIE)

    assert again.person_id == ring.person_id
    assert row.sealed_answers.open(again)


def test_the_session_alone_gives_no_ring() -> None:
    ring = KeyRing(person_id=uuid4(), private_key=PRIVATE)
    blob = ring.sealed_for_session(COOKIE)

    assert PRIVATE not in blob
    assert ring.person_id.bytes not in blob
    changed = bytearray(blob)
    changed[-1] ^= 1
    for given, key in ((blob, b"d" * 32), (bytes(changed), COOKIE), (b"", COOKIE)):
        with pytest.raises(KeysLocked):
            KeyRing.from_session(given, key)
    with pytest.raises(KeysLocked):
        KeyRing.from_session(blob, b"too short")


def test_cookie_keys_are_new_each_time() -> None:
    one, other = rings.new_cookie_key(), rings.new_cookie_key()

    assert len(one) == sealing.KEY
    assert one != other


def test_everybody_of_the_cast_has_a_ring(cast: Cast) -> None:
    for part, person_id in cast.people.items():
        ring = cast.actor(part).keys

        assert part == "stranger" or (ring and ring.person_id == person_id)


def test_only_the_tests_derive_keys_cheaply() -> None:
    settings = sorted((REPOSITORY / "src/unhidden/config/settings").glob("*.py"))
    found = {
        file.name: re.findall(r'KEY_DERIVATION = "(\w+)"', file.read_text())
        for file in settings
    }

    assert {name: words for name, words in found.items() if words} == {
        "base.py": ["interactive"],
        "test.py": ["least"],
    }


def test_what_a_sign_in_costs_is_libsodiums_interactive_measure() -> None:
    with override_settings(KEY_DERIVATION="interactive"):
        ring = make_member()

    row = Wrap.objects.get(member_id=ring.person_id)
    assert (row.operations, row.memory) == (2, 64 * 1024 * 1024)


def test_nothing_but_the_ring_module_reaches_into_a_ring() -> None:
    sources = (REPOSITORY / "src").rglob("*.py")
    reaching = [
        file
        for file in sources
        if "_KeyRing__" in file.read_text() and file != Path(__file__)
    ]

    assert reaching == []
