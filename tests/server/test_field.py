"""The field process itself: under granian, with a server that may go away."""

from __future__ import annotations

import base64
import http.client
import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.made.field import (
    Phone,
    SentSubmission,
    TeamKey,
    frame_question,
    make_frame,
    seal_submission,
)
from tests.server.watched import WatchedInstallation, wait_until, watched
from unhidden.hosting import secret_files
from unhidden.hosting.field import frames
from unhidden.vault import device_keys, landing_keys, receipts, signing

ORIGIN = {"Origin": "https://staff.example.org"}
PAIR = landing_keys.make_landing_pair()
Answer = tuple[int, dict[str, Any], dict[str, str]]


@pytest.fixture(scope="module")
def made(module_place: Path) -> Iterator[WatchedInstallation]:
    with watched(module_place, 25) as installation:
        with installation.said.open("ab") as output:
            installation.start("field", output=output)
        wait_until(lambda: can_ask(installation))
        yield installation


def send(phone: Phone, **said: Any) -> SentSubmission:
    landing = TeamKey("landing", PAIR.public_key)
    given: dict[str, Any] = {"outer": {"answers": {}}, **said}
    return seal_submission(phone, landing=landing, landing_id=PAIR.id, **given)


def post(
    made: WatchedInstallation,
    page: str,
    body: bytes,
    headers: dict[str, str] | None = None,
    method: str = "POST",
) -> Answer:
    """The status, what is said, and the headers of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", made.port, timeout=20)
    try:
        given = ORIGIN if headers is None else headers
        connection.request(method, f"/landing/{page}", body, given)
        answer = connection.getresponse()
        said = answer.read()
        named = {name.lower(): value for name, value in answer.getheaders()}
        is_json = named["content-type"] == "application/json"
        return answer.status, json.loads(said) if is_json else {"text": said}, named
    finally:
        connection.close()


def commit(made: WatchedInstallation, sent: SentSubmission) -> Answer:
    return post(made, "commit", sent.frame_commit())


def start_again(made: WatchedInstallation) -> None:
    with made.said.open("ab") as output:
        made.start("field", output=output)
    wait_until(lambda: can_ask(made))


def commit_until_received(made: WatchedInstallation, sent: SentSubmission) -> str:
    """As a phone does it, whatever becomes of the server; gives the receipt."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            _, said, _ = commit(made, sent)
        except (OSError, http.client.HTTPException):
            said = {"is": "away"}
        if said["is"] == "received":
            return str(said["receipt"])
        assert said["is"] in ("later", "away"), said
        time.sleep(0.2)
    pytest.fail("it was not received")


def can_ask(made: WatchedInstallation) -> bool:
    try:
        return post(made, "ask", frame_question(Phone(), []))[0] == 200
    except OSError:
        return False


def find_key(made: WatchedInstallation) -> bytes:
    kept = secret_files.read_secret_file(made.state.secrets / "all.json")
    return signing.public_key_of(base64.b64decode(kept["landing_seed"]))


def test_a_receipt_is_signed_with_the_published_key_and_names_what_was_sent(
    made: WatchedInstallation,
) -> None:
    sent, key = send(Phone()), find_key(made)

    status, said, headers = commit(made, sent)

    assert (status, said["is"]) == (200, "received")
    facts = receipts.read_receipt(said["receipt"], said["signature"], public_key=key)
    assert (facts.submission, facts.device) == (sent.id, sent.phone.id)
    assert facts.digest == sent.digest.hex()
    parts = said["parts_receipt"]
    assert {f"in {each}" for each in sent.parts} == set(parts.splitlines()[4:])
    assert signing.is_signed(
        parts.encode(), bytes.fromhex(said["parts_signature"]), key
    )
    _, published, _ = post(made, "key", b"", {}, "GET")
    assert published["text"].decode() == receipts.publish_key(key)
    assert headers["access-control-allow-origin"] == ORIGIN["Origin"]
    assert headers["cache-control"] == "no-store"
    assert "set-cookie" not in headers
    assert abs(said["at"] - facts.landed_at.timestamp() * 1000) < 10_000


def test_the_same_at_once_and_again_gets_the_same_receipt(
    made: WatchedInstallation,
) -> None:
    sent = send(Phone())
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: commit(made, sent), range(4)))

    told = {(each["receipt"], each["signature"]) for _, each, _ in found}
    assert len(told) == 1
    assert (commit(made, sent)[1]["receipt"],) == tuple({text for text, _ in told})


def test_what_is_missing_is_named_and_comes_part_by_part(
    made: WatchedInstallation,
) -> None:
    sent = send(Phone(), outer={"answers": {"long": "x" * 90_000}})
    (digest,) = sent.parts

    _, said, _ = commit(made, sent)
    assert said["parts"] == [digest]
    for _ in range(2):
        assert post(made, "part", sent.frame_part(digest))[1]["is"] == "kept"

    assert commit(made, sent)[1]["is"] == "received"


def test_who_asks_is_told_of_each_with_its_receipt(made: WatchedInstallation) -> None:
    phone = Phone()
    sent, unsent = send(phone), send(phone)
    _, received, _ = commit(made, sent)

    _, said, _ = post(made, "ask", frame_question(phone, [sent, unsent], waiting=1))

    first, second = said["told"]
    assert first["receipt"] == received["receipt"]
    assert first["work"] == "landed"
    assert second == {
        "submission": str(unsent.id),
        "digest": unsent.digest.hex(),
        "is": "unknown",
    }


def _tampered() -> Iterator[tuple[str, str, bytes]]:
    phone = Phone()
    sent = send(phone)
    body = sent.frame_commit()
    (digest,), (content,) = sent.parts.keys(), sent.parts.values()
    yield "format", "commit", b"UHL2" + body[4:]
    yield "format", "commit", body[:-1]
    yield "format", "commit", body + b"\0"
    yield "format", "commit", b""
    yield "signature", "commit", body.replace(b'"seq":1', b'"seq":2')
    yield "digest", "commit", sent.frame_commit([content[:-1] + b"x"])
    yield "digest", "part", _reframe(sent.frame_part(digest), content)
    yield "length", "commit", body + b"\0" * 200_000
    newer = sent.header.replace(b'"v":1', b'"v":2')
    yield "version", "commit", _sign(phone, newer)
    for old, new in (
        (b'"kind":"account"', b'"kind":"visit"'),
        (b'"planned":null', b'"planned":"no"'),
        (b'"about":null', b'"about":"\\u0000"'),
        (b'"now":true', b'"now":1'),
        (b'{"v"', b'["v"'),
    ):
        yield "format", "commit", _sign(phone, sent.header.replace(old, new))
    other = Phone()
    yield "signature", "commit", _sign(other, sent.header)
    yield "signature", "commit", body.replace(phone.public_key, other.public_key)
    yield "digest", "part", _sign_part(sent, digest, 1)
    long = sent.header[:-1] + b" " * frames.LONGEST_HEADER + b"}"
    yield "length", "commit", _sign(phone, long)
    yield "format", "commit", sent.frame_commit([b"x"] * 12_000)
    yield "format", "commit", _sign(phone, _add_words(sent.header))


def _sign(phone: Phone, header: bytes) -> bytes:
    digest = sha256(header).digest()
    return make_frame(header, phone, phone.sign(device_keys.LANDING, digest))


def _sign_part(sent: SentSubmission, digest: str, size: int) -> bytes:
    """A part that is larger than its header says."""
    said = {"v": 1, "device": str(sent.phone.id), "submission": str(sent.id)}
    header = json.dumps({**said, "sha256": digest, "bytes": size}).encode()
    signature = sent.phone.sign(device_keys.PART, header)
    return make_frame(header, sent.phone, signature, [sent.parts[digest]])


def _add_words(header: bytes) -> bytes:
    """What JSON takes, and the database does not."""
    return header.replace(b'"seq"', b'"words":"\\u0000 Mair Jones","seq"')


def _reframe(body: bytes, content: bytes) -> bytes:
    return body[: -len(content)] + content[:-1] + b"x"


@pytest.mark.parametrize(
    ("why", "page", "body"),
    [pytest.param(*each, id=f"{n}-{each[0]}") for n, each in enumerate(_tampered())],
)
def test_what_cannot_be_read_is_told_why_and_nothing_of_it_is_kept(
    made: WatchedInstallation, why: str, page: str, body: bytes
) -> None:
    status, said, _ = post(made, page, body)

    assert (status, said["is"], said["why"]) == (
        413 if why == "length" else 400,
        "unreadable",
        why,
    )


def test_only_pages_of_ours_send_and_only_by_post(made: WatchedInstallation) -> None:
    body = frame_question(Phone(), [])

    assert post(made, "ask", body, {})[0] == 403
    assert post(made, "ask", body, {"Origin": "https://evil.example"})[0] == 403
    assert post(made, "other", body)[0] == 404
    assert post(made, "ask", b"", method="GET")[0] == 405
    status, _, headers = post(made, "ask", b"", method="OPTIONS")
    assert status == 204
    assert headers["access-control-max-age"] == "600"


def test_a_database_that_is_away_means_to_come_again_and_nothing_is_lost(
    made: WatchedInstallation,
) -> None:
    sent = send(Phone())
    made.stop_server()
    try:
        status, said, headers = commit(made, sent)
        assert (status, said["is"], said["why"]) == (503, "later", "away")
        assert int(headers["retry-after"]) == said["after"] > 0
    finally:
        made.start_server()

    wait_until(lambda: commit(made, sent)[1]["is"] == "received")


@pytest.mark.parametrize(
    "change",
    [
        "execute on function wall.commit_landing from unhidden_field",
        "insert on field_submission from unhidden_guard",
    ],
)
def test_a_server_that_is_set_up_wrongly_says_come_again_and_never_no(
    made: WatchedInstallation, change: str
) -> None:
    sent = send(Phone())
    made.run_sql(f"revoke {change}")
    try:
        status, said, _ = commit(made, sent)
        assert (status, said["is"], said["why"]) == (503, "later", "away")
    finally:
        made.run_sql(f"grant {change.replace(' from ', ' to ')}")

    assert commit(made, sent)[1]["is"] == "received"


def test_a_process_that_was_killed_gives_the_same_receipt_again(
    made: WatchedInstallation,
) -> None:
    sent = send(Phone())
    _, before, _ = commit(made, sent)

    made.kill("field")
    start_again(made)

    assert commit(made, sent)[1]["receipt"] == before["receipt"]


def test_a_body_that_does_not_come_keeps_nobody_waiting(
    made: WatchedInstallation,
) -> None:
    head = b"POST /landing/ask HTTP/1.1\r\nHost: h\r\nOrigin: https://staff.example.org"
    with socket.create_connection(("127.0.0.1", made.port), timeout=5) as slow:
        slow.sendall(head + b"\r\nContent-Length: 400\r\n\r\nUHL1")

        assert commit(made, send(Phone()))[1]["is"] == "received"


def test_fifty_others_at_once_under_one_id_are_all_kept(
    made: WatchedInstallation,
) -> None:
    phone, submission = Phone(), uuid4()
    sent = [send(phone, submission=submission, seq=seq) for seq in range(50)]

    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda each: commit_until_received(made, each), sent))

    assert len(set(found)) == 50
    _, said, _ = post(made, "ask", frame_question(phone, sent))
    assert [each["receipt"] for each in said["told"]] == found


@pytest.mark.parametrize("ends", ["process", "server"])
def test_a_receipt_outlives_whatever_is_killed(
    made: WatchedInstallation, ends: str
) -> None:
    phones = [Phone() for _ in range(4)]
    sent = [send(phone) for phone in phones for _ in range(15)]
    with ThreadPoolExecutor(4) as pool:
        receipts_of: dict[Future[str], SentSubmission] = {
            pool.submit(commit_until_received, made, each): each for each in sent
        }
        wait_until(lambda: sum(each.done() for each in receipts_of) >= 8)
        if ends == "process":
            made.kill("field")
            start_again(made)
        else:
            made.kill_server()
            made.start_server()
        found = {receipts_of[each].id: each.result() for each in receipts_of}

    wait_until(lambda: can_ask(made))
    for phone in phones:
        own = [each for each in sent if each.phone is phone]
        _, said, _ = post(made, "ask", frame_question(phone, own))
        assert [each.get("receipt") for each in said["told"]] == [
            found[each.id] for each in own
        ]


def test_a_clock_days_off_is_no_reason_to_refuse(made: WatchedInstallation) -> None:
    for days in (-2, 2):
        clock = int((time.time() + days * 86_400) * 1000)
        sent = send(Phone(), made={"clock": clock, "offset": None})

        assert commit(made, sent)[1]["is"] == "received"


def test_no_log_tells_who_sent_or_what(made: WatchedInstallation) -> None:
    phone, author = Phone(), uuid4()
    sent = send(phone, author=author)
    assert post(made, "commit", _sign(phone, _add_words(sent.header)))[0] == 400
    assert post(made, "part", b"UHL2" + b"Mair Jones" * 9)[0] == 400
    made.run_sql("revoke insert on field_submission from unhidden_guard")
    try:
        assert commit(made, sent)[0] == 503
    finally:
        made.run_sql("grant insert on field_submission to unhidden_guard")

    said = (made.said.read_text() + made.cluster.log.read_text()).lower()
    kept = secret_files.read_secret_file(made.state.secrets / "all.json")
    told = [phone.id, author, sent.id, sent.digest.hex(), phone.public_key.hex()]
    for each in (*map(str, told), "mair jones", str(author)[:8]):
        assert each not in said
    assert not [name for name, value in kept.items() if value.lower() in said]
