"""Letters go over a checked way or not at all, and name nothing of ours."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.support.mail_server import (
    PASSWORD,
    SENDER,
    USER,
    catching_mail,
    knows,
    make_authority,
    send_to,
)
from unhidden.mailing import sending
from unhidden.mailing.sending import AddressRefusal, OutgoingLetter, ServerFailure

AT = datetime(2026, 3, 4, 13, 47, 12, tzinfo=UTC)
LETTER = OutgoingLetter("somebody@example.org", "Something waits", "It waits.\n", AT)


def _trust(patch: pytest.MonkeyPatch, root: Path) -> None:
    patch.setenv("SSL_CERT_FILE", str(root))


def _reason() -> str:
    with pytest.raises(ServerFailure) as told:
        sending.send_letter(LETTER)
    assert told.value.reason in sending.REASONS
    return told.value.reason


def test_a_letter_names_no_machine_no_minute_and_no_program(settings: Settings) -> None:
    with catching_mail() as server:
        send_to(settings, server.port)
        sending.send_letter(LETTER)

    ((address, written),) = server.letters
    message = message_from_bytes(written, policy=policy.default)
    assert address == "somebody@example.org"
    assert set(message.keys()) == {
        "Auto-Submitted", "Content-Transfer-Encoding", "Content-Type", "Date", "From",
        "MIME-Version", "Message-ID", "Subject", "To",
    }  # fmt: skip
    assert message["Date"] == "Wed, 04 Mar 2026 13:00:00 +0000"
    assert message["From"] == SENDER
    assert message["Message-ID"].endswith("@staff.example.org>")
    assert server.greetings == ["staff.example.org"]
    assert socket.gethostname().encode() not in written


def test_no_two_letters_have_one_id(settings: Settings) -> None:
    with catching_mail() as server:
        send_to(settings, server.port)
        with sending.open_mail_server() as opened:
            opened.hand_over(LETTER)
            opened.hand_over(LETTER)

    ids = {message_from_bytes(each)["Message-ID"] for _, each in server.letters}
    assert len(ids) == 2


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_goes_over_tls_to_the_server_that_it_was_for(
    security: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = make_authority(tmp_path, "localhost")
    _trust(monkeypatch, made.root)
    way = {"tls_context": made.server, "require_starttls": True}
    options = way if security == "starttls" else {"ssl_context": made.server}

    with catching_mail(**options) as server:
        send_to(settings, server.port, security)
        sending.send_letter(LETTER)

    assert server.addresses() == [LETTER.to]


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("fault", ["nobody we trust", "another name"])
def test_nothing_is_said_to_a_server_with_a_wrong_certificate(
    fault: str,
    security: str,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    name = "mail.example.org" if fault == "another name" else "localhost"
    made = make_authority(tmp_path, name)
    if fault == "another name":
        _trust(monkeypatch, made.root)
    key = "tls_context" if security == "starttls" else "ssl_context"

    with catching_mail(**{key: made.server}) as server:
        send_to(settings, server.port, security)
        assert _reason() == "certificate"

    assert server.letters == []


def test_nothing_is_sent_where_starttls_was_taken_out_on_the_way(
    settings: Settings,
) -> None:
    with catching_mail() as server:
        send_to(settings, server.port, "starttls")
        assert _reason() == "unprotected"

    assert server.letters == []


@pytest.mark.parametrize("password", [PASSWORD, "another"])
def test_the_server_is_told_our_name_and_password(
    password: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = make_authority(tmp_path, "localhost")
    _trust(monkeypatch, made.root)
    options = {"tls_context": made.server, "auth_required": True}

    with catching_mail(**options, authenticator=knows) as server:
        send_to(settings, server.port, "starttls")
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = USER, password
        if password == PASSWORD:
            sending.send_letter(LETTER)
        else:
            assert _reason() == "password"

    assert len(server.letters) == (password == PASSWORD)


def test_a_refused_address_is_told_from_a_server_that_is_busy(
    settings: Settings,
) -> None:
    with catching_mail() as server:
        send_to(settings, server.port)
        server.answer = lambda _address: "550 nobody here"
        with pytest.raises(AddressRefusal):
            sending.send_letter(LETTER)
        server.answer = lambda _address: "450 come back"
        assert _reason() == "later"
        server.answer = lambda _address: "250 OK"
        sending.send_letter(LETTER)


@pytest.mark.parametrize("address", ["some\nbody@example.org", "\ud800@example.org"])
def test_an_address_that_cannot_be_written_is_refused(
    address: str, settings: Settings
) -> None:
    with catching_mail() as server:
        send_to(settings, server.port)
        with pytest.raises(AddressRefusal):
            sending.send_letter(replace(LETTER, to=address))

    assert server.letters == []


def test_a_server_that_is_away_or_says_nothing_is_waited_for_no_longer(
    settings: Settings,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        send_to(settings, silent.getsockname()[1])
        settings.EMAIL_TIMEOUT = 0.2
        assert _reason() == "away"
    assert _reason() == "away"
