"""A real server for e-mail, in a thread of this process, that keeps what it took."""

from __future__ import annotations

import ssl
from asyncio import Server
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django import Settings

USER, PASSWORD = "unhidden", "a word for the test's own server"
SENDER = "notices@staff.example.org"
Answer = Callable[[str], str]


@dataclass
class MailCatcher:
    """What was said to the server; ``answer`` decides about an address.

    ``before_taking`` is called when a letter is whole and not acknowledged yet.
    """

    port: int = 0
    letters: list[tuple[str, bytes]] = field(default_factory=list)
    greetings: list[str] = field(default_factory=list)
    connections: int = 0
    answer: Answer = lambda _address: "250 OK"
    before_taking: Callable[[], object] = lambda: None

    def addresses(self) -> list[str]:
        """Who was written to, in the order of the letters."""
        return [address for address, _ in self.letters]

    async def handle_EHLO(  # noqa: N802  # aiosmtpd's names
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str,
        responses: list[str],
    ) -> list[str]:  # fmt: skip
        session.host_name = hostname
        self.greetings.append(hostname)
        return responses

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str,
        _options: list[str],
    ) -> str:  # fmt: skip
        answer = self.answer(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.original_content, bytes)
        self.letters += [
            (each, envelope.original_content) for each in envelope.rcpt_tos
        ]
        self.before_taking()
        return "250 OK"


class _AnyPort(Controller):
    """Listens on a port of the system's choice, and knows it once it does."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def catching_mail(**options: Any) -> Iterator[MailCatcher]:
    """The server on a port of its own; ``options`` are aiosmtpd's."""
    catcher = MailCatcher()
    controller = _AnyPort(catcher, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        catcher.port = controller.port
        yield catcher
    finally:
        controller.stop()


def knows(_server: object, _session: object, _envelope: object, _mechanism: str,
          given: object) -> AuthResult:  # fmt: skip
    """Whether the name and the password are those of the test."""
    right = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=given == right, handled=False)


def send_to(settings: Settings, port: int, security: str = "none") -> None:
    """Have e-mail go to a server of this machine."""
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", port
    settings.EMAIL_USE_TLS = security == "starttls"
    settings.EMAIL_USE_SSL = security == "tls"
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 5
    # The tests' own runner keeps letters in memory otherwise.
    settings.EMAIL_BACKEND = "unhidden.mailing.backend.NamelessBackend"
    settings.DEFAULT_FROM_EMAIL = SENDER
    settings.MAIL_NAME = "staff.example.org"


@dataclass(frozen=True, slots=True)
class Authority:
    """Who signs a server's certificate; ``root`` is the file that is to be trusted."""

    root: Path
    server: ssl.SSLContext


def make_authority(folder: Path, name: str) -> Authority:
    """An authority of its own, with a server's certificate for ``name``."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = _named("An authority of the tests")
    signed = _certificate(issuer, issuer, key, key, x509.BasicConstraints(True, None))
    own = ec.generate_private_key(ec.SECP256R1())
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        names.append(x509.IPAddress(ip_address("127.0.0.1")))
    server = _certificate(
        _named(name), issuer, own, key, x509.SubjectAlternativeName(names)
    )
    root, chain = folder / f"root-{name}.pem", folder / f"server-{name}.pem"
    root.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    private = own.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    chain.write_bytes(private + server.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return Authority(root, context)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    by: ec.EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(subject_name=subject, issuer_name=issuer)
    builder = builder.public_key(key.public_key()).add_extension(extension, True)
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1))
    return builder.not_valid_after(now + timedelta(days=1)).sign(by, hashes.SHA256())
