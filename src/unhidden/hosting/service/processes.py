"""The processes of a real installation: what is started, and under which roles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from unhidden.hosting.configuration import reading
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.installation import serving
from unhidden.hosting.processes import account, copies


@dataclass(frozen=True, slots=True)
class ServedProcess:
    """One process; ``build_command`` takes the settings and where it listens."""

    name: str
    build_command: Callable[[OperatorSettings, str], list[str]]
    #: The processes whose database roles it connects as; without one it is told nothing
    #: of the installation.
    roles: tuple[str, ...] = ()
    listens: bool = False
    #: Whether it serves only a database that it fits: who watches says what is wrong.
    is_checked: bool = True


def _build_site(site: str, configuration: OperatorSettings, listen: str) -> list[str]:
    host, port = split_listening(listen)
    return serving.build_site_command(site, host, port, *_tls(configuration))


def _tls(configuration: OperatorSettings) -> list[str]:
    if configuration.get_text("sites", "tls") != "own":
        return []
    certificate = configuration.get_text("sites", "certificate")
    key = configuration.get_text("sites", "certificate_key")
    # Telephones of some years ago know nothing newer.
    oldest = ["--ssl-protocol-min", "tls1.2"]
    return ["--ssl-certificate", certificate, "--ssl-keyfile", key, *oldest]


def _build_worker(_configuration: OperatorSettings, _listen: str) -> list[str]:
    return serving.WORKER


def _build_health(_configuration: OperatorSettings, listen: str) -> list[str]:
    host, port = split_listening(listen)
    return serving.build_site_command("health", host, port)


def _build_cleaning(configuration: OperatorSettings, _listen: str) -> list[str]:
    asking = [str(account.find_account(name).uid) for name in ("public", "staff")]
    return serving.build_cleaning_command(configuration.state_folder, asking)


SERVED: Mapping[str, ServedProcess] = {
    one.name: one
    for one in (
        ServedProcess("public", partial(_build_site, "public"), ("public",), True),
        ServedProcess(
            "staff", partial(_build_site, "staff"), ("staff", "signin"), True
        ),
        ServedProcess("worker", _build_worker, ("worker",)),
        ServedProcess("health", _build_health, ("health",), True, is_checked=False),
        ServedProcess("live", partial(_build_site, "live"), ("live",), True),
        ServedProcess("field", partial(_build_site, "field"), ("field",), True),
        ServedProcess("cleaning", _build_cleaning),
    )
}


def split_listening(listen: str) -> tuple[str, int]:
    """The address and the port in ``HOST:PORT``."""
    parts = urlsplit(f"//{listen}")
    return str(parts.hostname), int(parts.port or 0)


def build_serve_command(configuration: OperatorSettings, name: str) -> list[str]:
    """What a service manager starts for the process ``name``, under its account."""
    return build_command(configuration, "serve", name)


def build_command(configuration: OperatorSettings, *words: str) -> list[str]:
    """A subcommand on this installation, for a service manager to start."""
    python = [str(copies.find_readable_python()), "-P", "-m", "unhidden"]
    place = ["--configuration", str(configuration.file)]
    usual = configuration.file == reading.USUAL
    return [*python, *words, *([] if usual else place)]
