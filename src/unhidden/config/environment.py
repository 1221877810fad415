"""What each process is told: its state, secrets, mail server and database."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from unhidden.config import location
from unhidden.lib import remote_databases, signed_texts
from unhidden.lib.variables import WrongSetting, read_count, read_flag, read_text


def state() -> Path:
    """The folder that UNHIDDEN_STATE names, or the clone's own.

    Raises WrongSetting where none is named and there is no clone.
    """
    value = read_text("UNHIDDEN_STATE")
    if not value and not location.IS_CLONE:
        sentence = "UNHIDDEN_STATE must name the folder of this installation's state."
        raise WrongSetting(sentence)
    return Path(value) if value else location.REPOSITORY / ".unhidden"


#: Servers of this machine, to which e-mail may go without TLS.
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Which server takes e-mail, "" for none; ``sender`` is where it comes from."""

    server: str
    port: int
    is_starttls: bool
    is_tls: bool
    user: str
    sender: str


def read_mail(*, is_demonstration: bool) -> MailSettings:
    """The server for e-mail; raises WrongSetting.

    From a demonstration nothing is sent to another machine.
    """
    server, security = (
        read_text("UNHIDDEN_MAIL_SERVER"),
        read_text("UNHIDDEN_MAIL_SECURITY", "starttls"),
    )
    if security not in {"starttls", "tls", "none"}:
        sentence = (
            f"UNHIDDEN_MAIL_SECURITY must be starttls, tls or none, not {security!r}."
        )
        raise WrongSetting(sentence)
    if server and security == "none" and server not in LOCAL:
        sentence = (
            "UNHIDDEN_MAIL_SECURITY may be none only for a server of this machine, not"
            f" for {server!r}."
        )
        raise WrongSetting(sentence)
    return MailSettings(
        server="" if is_demonstration and server not in LOCAL else server,
        port=read_count("UNHIDDEN_MAIL_PORT") or 587,
        is_starttls=security == "starttls",
        is_tls=security == "tls",
        user=read_text("UNHIDDEN_MAIL_USER"),
        sender=read_text("UNHIDDEN_MAIL_SENDER"),
    )


@dataclass(frozen=True, slots=True)
class Secrets:
    """What this process may know.

    ``context_key``, which the keys of all signed texts follow from, is the owner's;
    ``signing_keys`` are those of some kinds, by kind. Only the worker is given the key
    that signs the record of who did what, and the id of the installation, by which the
    heads of that record are kept. The staff site signs with ``host_key`` for teams
    whose keys the server holds; with ``root_seed`` in a demonstration alone.
    """

    secret_key: str
    password: str
    signin_password: str
    receipt_key: bytes
    vault_key: bytes | None
    context_key: bytes | None
    signing_keys: dict[str, bytes]
    audit_key: bytes | None
    installation: str
    host_key: bytes | None
    root_seed: bytes | None


def read_secrets() -> Secrets:
    """Read the file that UNHIDDEN_SECRETS names; raises WrongSetting."""
    held = _held_secrets()

    def held_key(name: str) -> bytes | None:
        return base64.b64decode(held[name]) if held.get(name) else None

    return Secrets(
        secret_key=held["secret_key"],
        password=held.get("password", ""),
        signin_password=held.get("signin_password", ""),
        receipt_key=base64.b64decode(held["receipt_key"]),
        vault_key=held_key("vault_key"),
        context_key=held_key("context_key"),
        signing_keys=_signing_keys(held_key),
        audit_key=held_key("audit_key"),
        host_key=held_key("host_key"),
        root_seed=held_key("root_seed"),
        installation=held.get("installation", ""),
    )


def read_secret(name: str) -> str:
    """One of them, "" where this process is not given it; raises WrongSetting."""
    return _held_secrets().get(name, "")


def _held_secrets() -> dict[str, str]:
    path = Path(read_text("UNHIDDEN_SECRETS"))
    if not path.is_file():
        sentence = "UNHIDDEN_SECRETS must name the file of this process's secrets."
        raise WrongSetting(sentence)
    held: dict[str, str] = json.loads(path.read_text())
    return held


def _signing_keys(key: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """Those in the file; all of them where the one is that they follow from."""
    master = key("context_key")
    if master is not None:
        return {
            kind: signed_texts.derive_key(master, kind)
            for kind in signed_texts.BY_PROGRAMS
        }
    found = {kind: key(f"{kind}_key") for kind in signed_texts.BY_PROGRAMS}
    return {kind: each for kind, each in found.items() if each is not None}


def read_database(
    url: str, name: str = "DATABASE_URL", *, password: str = ""
) -> dict[str, object]:
    """A ``postgresql://`` address as Django's settings; raises WrongSetting.

    ``name`` is the variable that held it, for the sentence. The ``password`` is used
    where the address has none: an environment is no place for one. But in a
    demonstration the way to another machine must be protected.

    A Unix socket is named in the query: ``postgresql://role:word@/name?host=/path``.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        sentence = f"{name} must begin with postgresql:// (PostgreSQL only)."
        raise WrongSetting(sentence)
    options = dict(parse_qsl(parts.query))
    where = {"host": parts.hostname or "", **options}
    is_real = not read_flag("UNHIDDEN_DEMONSTRATION", default=False)
    if is_real and remote_databases.is_unprotected(where):
        sentence = f"{name} must be {remote_databases.WANTED}."
        raise WrongSetting(sentence)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or "") or password,
        "HOST": options.pop("host", "") or (parts.hostname or ""),
        "PORT": options.pop("port", "") or str(parts.port or ""),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # The row policies make a statement dear to plan: once for each connection.
        "OPTIONS": {**options, "server_side_binding": True, "prepare_threshold": 3},
    }
