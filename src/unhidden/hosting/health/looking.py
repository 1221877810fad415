"""Look at an installation from its own machine, whatever of it still runs."""

from __future__ import annotations

import http.client
import json
import os

from unhidden.health import rules
from unhidden.health.checks import CheckState, HealthCheck
from unhidden.hosting import paths, secret_files
from unhidden.hosting.configuration import using
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.health.asking import PROCESS, HealthSource, read_health
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.processes.account import Accounts, of_processes
from unhidden.hosting.refusal import Refusal
from unhidden.hosting.service import environments
from unhidden.hosting.service.processes import split_listening
from unhidden.lib import database_roles

_PATIENCE = 5.0


def look_around() -> list[HealthCheck]:
    """Every check, and whether the process that watches answers.

    Raises Refusal where nothing is set up, or its secrets may not be read.
    """
    configuration = using.find_used()
    source = _find_source(configuration) if configuration else _find_demonstration()
    return [*rules.judge_reading(read_health(source)), _ask_process(configuration)]


def _find_source(configuration: OperatorSettings) -> HealthSource:
    file = environments.find_secrets(configuration, PROCESS)
    try:
        secrets = secret_files.read_secret_file(file)
    except FileNotFoundError as error:
        raise Refusal(f"There is no {file}: run unhidden setup first.") from error
    except PermissionError as error:
        raise Refusal(
            f"{file} may not be read: ask as root, or as the account of the process"
            " that watches."
        ) from error
    return HealthSource(
        parameters=environments.make_parameters(configuration, PROCESS, secrets),
        state=configuration.state_folder.folder,
        certificate=configuration.get_text("sites", "certificate"),
        floor=configuration.get_number("installation", "free_disk"),
        is_demonstration=False,
        is_mail_named=bool(configuration.get_text("mail", "server")),
    )


def _find_demonstration() -> HealthSource:
    """A demonstration's own server is asked where it runs, and not started."""
    state = paths.find_state_folder()
    master = state.secrets / "all.json"
    if not master.exists():
        raise Refusal(
            f"Nothing is set up in {state.folder}: unhidden run makes a demonstration,"
            " and unhidden setup an installation."
        )
    kept = secret_files.read_secret_file(master)
    address = os.environ.get("DATABASE_URL", "")
    if address:
        server = connecting.parse_address(address)
    else:
        accounts: Accounts = of_processes()
        own = accounts.get("postgres")
        word = kept["admin_password"]
        server = EmbeddedCluster(state.postgres, word, own, accounts=accounts).admin
    return HealthSource(
        parameters={
            **server,
            "dbname": connecting.application_database(server),
            "user": database_roles.ROLES[PROCESS],
            "password": kept.get(f"{PROCESS}_password", ""),
        },
        state=state.folder,
        certificate="",
        floor=int(os.environ.get("UNHIDDEN_FREE_DISK") or 1024),
        is_demonstration=True,
        is_mail_named=False,
    )


def _ask_process(configuration: OperatorSettings | None) -> HealthCheck:
    if configuration is None:
        return HealthCheck("health", CheckState.UNWATCHED, "health_unasked")
    host, port = split_listening(configuration.get_text("listen", PROCESS))
    connection = http.client.HTTPConnection(host, port, timeout=_PATIENCE)
    try:
        connection.request("GET", "/health")
        found = json.loads(connection.getresponse().read())
        is_ours = isinstance(found, dict) and "checks" in found
    except ValueError:
        is_ours = False
    except (OSError, http.client.HTTPException):
        return HealthCheck("health", CheckState.FAILING, "health_away")
    finally:
        connection.close()
    if not is_ours:
        return HealthCheck("health", CheckState.FAILING, "health_other")
    return HealthCheck("health", CheckState.WELL, "health_well")
