"""Send one letter after the other by the operator's server, or say why not."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from secrets import token_hex

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

#: Answers by which a server refuses one letter for good (RFC 5321, 4.2.1).
_FOR_GOOD = range(500, 600)


class MailFailure(Exception):
    """A letter was not taken; ``reason`` is a word of ``REASONS``, not the server's."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ServerFailure(MailFailure):
    """The server cannot be used now: whatever waits must be tried again later."""


class AddressRefusal(MailFailure):
    """The server refuses this letter's address for good, and takes others."""


#: Each reason with its sentence for an operator.
REASONS = {
    "away": "The e-mail server does not answer.",
    "certificate": "The e-mail server’s certificate is not for its name, or from nobody"
    " whom this machine trusts.",
    "unprotected": "The e-mail server does not offer STARTTLS: nothing is sent to it.",
    "password": "The e-mail server does not take our name and password.",
    "later": "The e-mail server takes no letter now.",
    "address": "The e-mail server refuses an address.",
}


@dataclass(frozen=True, slots=True)
class OutgoingLetter:
    """What is sent to one address; of ``at`` it says the hour."""

    to: str
    subject: str
    body: str
    at: datetime


class MailServer:
    """A server that took our name and password, for as long as the block lasts."""

    def __init__(self, connection: BaseEmailBackend) -> None:
        self._connection = connection

    def hand_over(self, letter: OutgoingLetter) -> None:
        """Hand over one letter; raises AddressRefusal and ServerFailure."""
        try:
            self._connection.send_messages([_as_message(letter)])
        except smtplib.SMTPRecipientsRefused as error:
            codes = {code for code, _ in error.recipients.values()}
            raise _refusal(codes) from error
        except ValueError as error:  # no address at all, or none that can be written
            raise AddressRefusal("address") from error
        except smtplib.SMTPResponseException as error:
            raise ServerFailure("later") from error
        except (OSError, smtplib.SMTPException) as error:
            raise ServerFailure("away") from error


def can_send() -> bool:
    """Whether e-mail goes out from here: not without a server.

    From a demonstration it goes to a server of the same machine alone.
    """
    return bool(settings.EMAIL_HOST)


@contextmanager
def open_mail_server() -> Iterator[MailServer]:
    """Connect and sign in; raises ServerFailure."""
    connection = get_connection()
    try:
        _open(connection)
        yield MailServer(connection)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()


def send_letter(letter: OutgoingLetter) -> None:
    """Send one letter now; raises AddressRefusal and ServerFailure."""
    with open_mail_server() as server:
        server.hand_over(letter)


def _open(connection: BaseEmailBackend) -> None:
    try:
        connection.open()
    except smtplib.SMTPNotSupportedError as error:
        raise ServerFailure("unprotected") from error
    except smtplib.SMTPAuthenticationError as error:
        raise ServerFailure("password") from error
    except ssl.SSLCertVerificationError as error:
        raise ServerFailure("certificate") from error
    except (OSError, smtplib.SMTPException) as error:
        raise ServerFailure("away") from error


def _refusal(codes: set[int]) -> MailFailure:
    is_for_good = all(code in _FOR_GOOD for code in codes)
    return AddressRefusal("address") if is_for_good else ServerFailure("later")


def _as_message(letter: OutgoingLetter) -> EmailMessage:
    """Headers that say nothing: a random id, the hour, no program and no machine."""
    hour = letter.at.replace(minute=0, second=0, microsecond=0)
    headers = {
        "Message-ID": f"<{token_hex(16)}@{settings.MAIL_NAME}>",
        "Date": format_datetime(hour),
        "Auto-Submitted": "auto-generated",  # no answer by a machine (RFC 3834)
    }
    return EmailMessage(letter.subject, letter.body, to=[letter.to], headers=headers)
