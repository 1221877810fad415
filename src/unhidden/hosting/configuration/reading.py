"""Read the file, and give each process what it needs of it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from unhidden.hosting.configuration.kinds import Value
from unhidden.hosting.configuration.settings import BY_LABEL, SETTINGS, Setting
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.refusal import Refusal

USUAL = Path("/etc/unhidden/unhidden.toml")
VARIABLE = "UNHIDDEN_CONFIGURATION"


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of one installation, each as its kind has it."""

    file: Path
    values: Mapping[tuple[str, str], Value]

    def text(self, section: str, name: str) -> str:
        """A setting that is words."""
        return cast("str", self.values[section, name])

    def number(self, section: str, name: str) -> int:
        """A setting that is a whole number."""
        return cast("int", self.values[section, name])

    def several(self, section: str, name: str) -> tuple[str, ...]:
        """A setting that is a list."""
        return tuple(cast("tuple[str, ...]", self.values[section, name]))

    @property
    def state(self) -> StateFolder:
        """The folder for all that is written."""
        return StateFolder(Path(self.text("installation", "folder")))

    def environment(self) -> dict[str, str]:
        """The variables of those settings that processes take as they stand."""
        return {
            one.variable: _as_variable(self.values[one.section, one.name])
            for one in SETTINGS
            if one.variable
        }


def find_configuration_file(given: Path | None = None) -> Path:
    """The file named on the command line, in the environment, or the usual one."""
    return given or Path(os.environ.get(VARIABLE) or USUAL)


def read_configuration(file: Path) -> Configuration:
    """Read and check ``file``.

    Raises Refusal with one line for each thing that is wrong in it.
    """
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Refusal(
            f"There is no {file}: `unhidden setup` writes it, or name another with"
            " --configuration."
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refusal(f"{file} cannot be read: {error}") from error
    return check_configuration(file, written)


def check_configuration(file: Path, written: Mapping[str, object]) -> Configuration:
    """The settings in what was ``written`` by section; raises Refusal as above."""
    faults = _unknown(written)
    values: dict[tuple[str, str], Value] = {}
    for one in SETTINGS:
        try:
            values[one.section, one.name] = _value(one, written)
        except ValueError as error:
            faults.append(f"{one.label} must be {error}.")
    faults = faults or _beside_each_other(values)
    if faults:
        raise Refusal("\n".join([f"In {file}:", *(f"  {each}" for each in faults)]))
    return Configuration(file, values)


def _unknown(written: Mapping[str, object]) -> list[str]:
    faults = []
    for section, held in written.items():
        if not isinstance(held, Mapping):
            faults.append(f"{section} must stand under the name of its section.")
            continue
        faults += [
            f"[{section}] {name} is not a setting."
            for name in held
            if (section, name) not in BY_LABEL
        ]
    return faults


def _value(one: Setting, written: Mapping[str, object]) -> Value:
    section = written.get(one.section)
    held = section if isinstance(section, Mapping) else {}
    if one.name in held:
        return one.kind(held[one.name])
    if one.default is None:
        raise ValueError(f"written, and is not there. {one.meaning}"[:-1])
    return one.default


def _beside_each_other(values: Mapping[tuple[str, str], Value]) -> list[str]:
    """What is right alone and wrong together."""
    faults = []
    if values["sites", "public"] == values["sites", "staff"]:
        faults.append("[sites] staff must be another name than [sites] public.")
    listening = [v for (section, _), v in values.items() if section == "listen"]
    if len(set(listening)) < len(listening):
        faults.append("[listen] must have another port for each process.")
    if values["sites", "tls"] == "own":
        if not (values["sites", "certificate"] and values["sites", "certificate_key"]):
            faults.append(
                "[sites] certificate and certificate_key must be written where the"
                " sites end TLS themselves."
            )
        if values["sites", "proxies"] != 0:
            faults.append("[sites] proxies must be 0 where the sites end TLS.")
    elif values["sites", "proxies"] == 0:
        faults.append("[sites] proxies must be 1 or more where a proxy ends TLS.")
    if values["mail", "server"] and not values["mail", "sender"]:
        faults.append("[mail] sender must be written where there is a server.")
    if (
        values["mail", "server"]
        and values["mail", "security"] == "none"
        and values["mail", "server"] not in {"localhost", "127.0.0.1", "::1"}
    ):
        faults.append(
            "[mail] security may be none only for a server of this machine, which is"
            " called localhost."
        )
    return faults


def _as_variable(value: Value) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) else ",".join(value)
