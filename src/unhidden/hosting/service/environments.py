"""The environment that a process of a real installation is started in; no secret."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from unhidden.hosting import secret_files
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.installation import serving
from unhidden.hosting.postgres import connecting
from unhidden.hosting.service.processes import ServedProcess, split_listening
from unhidden.lib import database_roles

_CREDENTIALS = "CREDENTIALS_DIRECTORY"
#: Which process of a real installation this is, and by which settings it was started.
PROCESS, SETTINGS = "UNHIDDEN_PROCESS", "UNHIDDEN_SETTINGS"
#: What an environment may say of another installation, or of a database.
_OURS = ("UNHIDDEN_", "DJANGO_", "PG", "DATABASE_URL", "SIGNIN_DATABASE_URL")


def make_environment(
    configuration: OperatorSettings, process: ServedProcess
) -> dict[str, str]:
    """All that the process is told; nothing of what the environment said before."""
    if not process.roles:
        return {}
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_OURS)}
    state, name = configuration.state_folder, process.name
    addresses = [_address(configuration, role) for role in process.roles]
    origin = f"https://{configuration.get_text('sites', 'staff')}"
    return {
        **kept,
        **configuration.make_variables(),
        "DATABASE_URL": addresses[0],
        "SIGNIN_DATABASE_URL": addresses[-1] if len(addresses) > 1 else "",
        "DJANGO_SETTINGS_MODULE": f"unhidden.config.settings.{name}",
        "UNHIDDEN_DEMONSTRATION": "False",
        PROCESS: name,
        SETTINGS: str(configuration.file),
        "UNHIDDEN_HOSTS": _hosts(configuration, name),
        "UNHIDDEN_SECRETS": str(find_secrets(configuration, name)),
        "UNHIDDEN_HEADS": str(state.memory(name, is_apart=True)),
        "UNHIDDEN_CLEANING": str(state.door),
        "UNHIDDEN_LIVE": _find_place(configuration, "live", "/live/"),
        "UNHIDDEN_LIVE_ORIGINS": origin,
        "UNHIDDEN_FIELD": _find_place(configuration, "field", "/landing/"),
        "UNHIDDEN_FIELD_ORIGINS": origin,
        serving.MISSING: _missing(state.missing_isolation) if name == "staff" else "",
        # Nothing is imported from the folder that it happens to be in.
        "PYTHONSAFEPATH": "1",
    }


def make_parameters(
    configuration: OperatorSettings, role: str, secrets: Mapping[str, str]
) -> dict[str, str]:
    """How a process connects as ``role``; ``secrets`` are those of its file."""
    found = connecting.parse_address(configuration.get_text("database", "address"))
    own = "signin_password" if role == "signin" else "password"
    return {
        **found,
        "dbname": connecting.application_database(found),
        "user": database_roles.ROLES[role],
        "password": secrets.get(own, ""),
    }


def find_secrets(configuration: OperatorSettings, name: str) -> Path:
    """The process's file of secrets: systemd's credential, or the one we wrote."""
    folder = os.environ.get(_CREDENTIALS)
    given = Path(folder) / f"{name}.json" if folder else None
    if given and given.exists():
        return given
    return secret_files.find_secret_file(configuration.state_folder, name)


def _address(configuration: OperatorSettings, role: str) -> str:
    return connecting.make_address(make_parameters(configuration, role, {}))


def _hosts(configuration: OperatorSettings, name: str) -> str:
    """The name that a site answers to, and no other."""
    is_site = name in {"public", "staff"}
    return configuration.get_text("sites", name) if is_site else ""


def _find_place(configuration: OperatorSettings, process: str, path: str) -> str:
    """Where browsers find a process beside the staff site: behind the proxy, or at a
    port."""
    if configuration.get_text("sites", "tls") == "proxy":
        return path
    _, port = split_listening(configuration.get_text("listen", process))
    return f"https://{configuration.get_text('sites', 'staff')}:{port}{path}"


def _missing(file: Path) -> str:
    return file.read_text().strip() if file.exists() else ""
