"""A server, or whoever stands before it, that never ends what it says."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import repeat
from threading import Thread

import pytest
from pytest_django import Settings

from tests.support.mail_server import send_to
from unhidden.mailing import sending
from unhidden.mailing.sending import ServerFailure

Answer = Callable[[socket.socket], None]


def drip(peer: socket.socket) -> None:
    """A letter of a greeting every moment, and never its end."""
    for _ in repeat(None):
        peer.sendall(b"2")
        time.sleep(0.2)


def chatter(peer: socket.socket) -> None:
    """One line after the other of a greeting that says that more will come."""
    for _ in repeat(None):
        peer.sendall(b"220-and more\r\n" * 1_000)


def chatter_slowly(peer: socket.socket) -> None:
    for _ in repeat(None):
        peer.sendall(b"220-and more\r\n")
        time.sleep(0.2)


@contextmanager
def answering(answer: Answer) -> Iterator[int]:
    """The port of a server that answers so to whoever connects."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                peer, _ = server.accept()
                with peer:
                    answer(peer)

        Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]


@pytest.mark.parametrize("answer", [drip, chatter, chatter_slowly])
def test_a_server_that_never_ends_its_answer_is_left(
    answer: Answer, settings: Settings
) -> None:
    reasons: list[str] = []

    def try_to_send() -> None:
        try:
            with sending.open_mail_server():
                pass
        except ServerFailure as failure:
            reasons.append(failure.reason)

    with answering(answer) as port:
        send_to(settings, port)
        settings.EMAIL_TIMEOUT = 1
        trying = Thread(target=try_to_send, daemon=True)
        trying.start()
        trying.join(10)

    assert reasons == ["away"]
