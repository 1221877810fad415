"""Units for systemd: each process under its own account, with nothing that it does not
need, started again whenever it ends.

Each option is explained in systemd.exec(5) and systemd.resource-control(5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.postgres import connecting
from unhidden.hosting.processes import account
from unhidden.hosting.service.processes import (
    SERVED,
    build_command,
    build_serve_command,
    split_listening,
)

TARGET, BACKUP = "unhidden.target", "unhidden-backup"
Options = Sequence[tuple[str, str]]
_WORDS = {
    "public": "the public site",
    "staff": "the staff site",
    "worker": "timed jobs",
    "cleaning": "cleaning of strangers' files",
    "health": "how the installation is",
    "live": "open boards kept up to date",
    "field": "visits sent by phones",
}
#: What the process confines its own children with, before it lets a stranger's file in.
_CONFINING = "seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self"
#: What no process of ours needs of the system.
_CLOSED: Options = (
    ("UMask", "0077"),
    ("NoNewPrivileges", "yes"),
    ("ProtectSystem", "strict"),
    ("PrivateTmp", "yes"),
    ("PrivateDevices", "yes"),
    ("DevicePolicy", "closed"),
    ("PrivateMounts", "yes"),
    ("ProtectKernelTunables", "yes"),
    ("ProtectKernelModules", "yes"),
    ("ProtectKernelLogs", "yes"),
    ("ProtectControlGroups", "yes"),
    ("ProtectClock", "yes"),
    ("ProtectHostname", "yes"),
    ("ProtectProc", "invisible"),
    ("ProcSubset", "pid"),
    ("RestrictNamespaces", "yes"),
    ("RestrictRealtime", "yes"),
    ("RestrictSUIDSGID", "yes"),
    ("RemoveIPC", "yes"),
    ("LockPersonality", "yes"),
    ("MemoryDenyWriteExecute", "yes"),
    ("KeyringMode", "private"),
    ("SystemCallArchitectures", "native"),
    ("SystemCallErrorNumber", "EPERM"),
)
_SITE_FILES = ("LimitNOFILE", "65536")
_KEPT_PORTS = 1024
_HOMES = ("/home/", "/root/", "/run/user/")


@dataclass(frozen=True, slots=True)
class ServiceNeeds:
    """What one process writes and reaches, beside what all of them have."""

    writes: tuple[Path, ...] = ()
    has_secrets: bool = True
    #: Further system calls.
    calls: str = ""
    #: Whether it may speak to machines that the settings do not name.
    reaches_others: bool = False


def list_units(configuration: OperatorSettings) -> Mapping[Path, str]:
    """The text of each unit by its file, where the settings name a place for them."""
    folder = configuration.get_text("installation", "units")
    if not folder:
        return {}
    needs = _list_needs(configuration)
    names = [name for name in SERVED if name in needs]
    units = {
        f"unhidden-{name}.service": _service(configuration, name, needs[name])
        for name in names
    }
    units[f"{BACKUP}.service"] = _backup(configuration)
    units[f"{BACKUP}.timer"] = _timer(configuration)
    units[TARGET] = _target([*units])
    return {Path(folder) / name: text for name, text in units.items()}


def _list_needs(configuration: OperatorSettings) -> Mapping[str, ServiceNeeds]:
    state = configuration.state_folder

    def find_memory(name: str) -> Path:
        return state.memory(name, is_apart=True).parent

    return {
        "public": ServiceNeeds((find_memory("public"), state.pins)),
        # Single sign-on asks the servers of other organisations.
        "staff": ServiceNeeds((find_memory("staff"),), reaches_others=True),
        # Searches for plans run confined beneath it.
        "worker": ServiceNeeds((find_memory("worker"), state.audit), calls=_CONFINING),
        "cleaning": ServiceNeeds(
            (state.cleaning,), has_secrets=False, calls=_CONFINING
        ),
        "health": ServiceNeeds((state.told_alarms,)),
        "live": ServiceNeeds(),
        "field": ServiceNeeds(),
    }


def _service(configuration: OperatorSettings, name: str, needs: ServiceNeeds) -> str:
    command = build_serve_command(configuration, name)
    own = account.name_account(name)
    credential = configuration.state_folder.secrets / f"{name}.json"
    secrets = [("LoadCredential", _quote(f"{name}.json:{credential}"))]
    service = [
        ("Type", "exec"),
        ("User", own),
        ("Group", own),
        ("ExecStart", " ".join(map(_quote, command))),
        ("Restart", "always"),
        ("RestartSec", "2"),
        ("KillMode", "mixed"),
        ("TimeoutStopSec", "20"),
        *(secrets if needs.has_secrets else ()),
        *([_SITE_FILES] if SERVED[name].listens else ()),
        *([("Nice", "5")] if name == "worker" else ()),
        ("CapabilityBoundingSet", _capability(configuration, name)),
        ("AmbientCapabilities", _capability(configuration, name)),
        *_CLOSED,
        ("ProtectHome", _homes(command[0])),
        ("SystemCallFilter", f"@system-service {needs.calls}".strip()),
        ("SystemCallFilter", "~@privileged"),
        *(("ReadWritePaths", _quote(str(path))) for path in needs.writes),
        *_network(configuration, name, needs),
    ]
    unit = [
        ("Description", f"Unhidden: {_WORDS[name]}"),
        ("After", "network.target postgresql.service unhidden-cleaning.service"),
        ("PartOf", TARGET),
        # However often it ends: the database may be away for a night.
        ("StartLimitIntervalSec", "0"),
    ]
    unit = [(key, value) for key, value in unit if name != "cleaning" or key != "After"]
    return _write(("Unit", unit), ("Service", service))


def _network(
    configuration: OperatorSettings, name: str, needs: ServiceNeeds
) -> Iterator[tuple[str, str]]:
    """No network for whoever needs none; this machine's alone where all is on it."""
    if not SERVED[name].roles:
        yield ("PrivateNetwork", "yes")
        yield ("RestrictAddressFamilies", "AF_UNIX")
        yield ("IPAddressDeny", "any")
        return
    yield ("RestrictAddressFamilies", "AF_UNIX AF_INET AF_INET6")
    if not needs.reaches_others and _is_all_here(configuration, name):
        yield ("IPAddressDeny", "any")
        yield ("IPAddressAllow", "localhost")


def _is_all_here(configuration: OperatorSettings, name: str) -> bool:
    """Whether all that the process speaks to is on this machine."""
    server = connecting.parse_address(configuration.get_text("database", "address"))
    hosts = [server.get("hostaddr") or server.get("host", "")]
    if name in SERVED and SERVED[name].listens:
        hosts.append(split_listening(configuration.get_text("listen", name))[0])
    if name in {"worker", "health"}:  # these send e-mail
        hosts.append(configuration.get_text("mail", "server"))
    return all(map(_is_here, hosts))


def _is_here(host: str) -> bool:
    if host in ("", "localhost") or host.startswith(("/", "@")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _backup(configuration: OperatorSettings) -> str:
    """By root, who alone reads the secrets of all; it becomes ``postgres`` to read."""
    command = build_command(configuration, "backup", "--of-the-day")
    folder = configuration.get_text("backup", "folder")
    service = [
        ("Type", "oneshot"),
        ("ExecStart", " ".join(map(_quote, command))),
        ("Nice", "10"),
        ("IOSchedulingClass", "idle"),
        (
            "CapabilityBoundingSet",
            "CAP_CHOWN CAP_FOWNER CAP_DAC_OVERRIDE CAP_SETUID CAP_SETGID",
        ),
        *_CLOSED,
        ("ProtectHome", _homes(command[0])),
        ("SystemCallFilter", "@system-service @setuid @chown"),
        ("ReadWritePaths", _quote(str(configuration.state_folder.folder))),
        ("ReadWritePaths", _quote(folder)),
        ("RestrictAddressFamilies", "AF_UNIX AF_INET AF_INET6"),
        *(
            (("IPAddressDeny", "any"), ("IPAddressAllow", "localhost"))
            if _is_all_here(configuration, BACKUP)
            else ()
        ),
    ]
    unit = [
        ("Description", "Unhidden: the sealed backup of the day"),
        ("After", "network.target postgresql.service"),
    ]
    return _write(("Unit", unit), ("Service", service))


def _timer(configuration: OperatorSettings) -> str:
    moment = configuration.get_text("backup", "time")
    timer = [
        ("OnCalendar", f"*-*-* {moment}:00"),
        # A machine that slept through it makes it when it wakes.
        ("Persistent", "yes"),
    ]
    unit = [("Description", "Unhidden: when the backup of the day is made")]
    return _write(("Unit", [*unit, ("PartOf", TARGET)]), ("Timer", timer))


def _target(units: Sequence[str]) -> str:
    wanted = [name for name in units if name != f"{BACKUP}.service"]
    return _write(
        ("Unit", [("Description", "Unhidden"), ("Wants", " ".join(wanted))]),
        ("Install", [("WantedBy", "multi-user.target")]),
    )


def _capability(configuration: OperatorSettings, name: str) -> str:
    """None, but for a process that listens where the system keeps ports for itself."""
    if not SERVED[name].listens:
        return ""
    _, port = split_listening(configuration.get_text("listen", name))
    return "CAP_NET_BIND_SERVICE" if port < _KEPT_PORTS else ""


def _homes(program: str) -> str:
    """Nobody's home is there, but where the program itself lies in one."""
    return "read-only" if program.startswith(_HOMES) else "yes"


def _quote(word: str) -> str:
    """A word of a command or a path, as systemd reads it."""
    safe = word.replace("\\", "\\\\").replace('"', '\\"')
    safe = safe.replace("%", "%%").replace("$", "$$")
    return f'"{safe}"' if set(safe) & set(" \"'") else safe


def _write(*sections: tuple[str, Options]) -> str:
    head = "# Written by unhidden setup, which writes it anew.\n"
    parts = [
        f"[{name}]\n" + "".join(f"{key}={value}\n" for key, value in options)
        for name, options in sections
    ]
    return "\n".join([head, *parts])
