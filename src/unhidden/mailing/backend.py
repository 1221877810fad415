"""Django's way to the server, which names this machine nowhere."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from unhidden.mailing.replies import BoundedReplies


class _ProtectedConnection(BoundedReplies, smtplib.SMTP_SSL):
    """Over TLS from the first byte."""


class NamelessBackend(EmailBackend):
    """Greets as the staff site: servers keep the greeting in the mail that they take.

    The server's certificate must be from one of the system's roots and for its name;
    where STARTTLS is asked for and not offered, nothing is sent (``smtplib``).
    """

    @property
    def connection_class(self) -> Callable[..., smtplib.SMTP]:  # type: ignore[override]
        """Ours for Django's, told what to call itself."""
        kind = _ProtectedConnection if self.use_ssl else BoundedReplies

        def connect_nameless(host: str, port: int, **given: Any) -> smtplib.SMTP:
            return kind(host, port, **{**given, "local_hostname": settings.MAIL_NAME})

        return connect_nameless
