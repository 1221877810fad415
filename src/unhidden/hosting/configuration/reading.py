"""Read the file, and give each process what it needs of it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from unhidden.hosting.configuration import combining
from unhidden.hosting.configuration.kinds import Value
from unhidden.hosting.configuration.settings import (
    BY_LABEL,
    SECTIONS,
    SETTINGS,
    Setting,
)
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
    return (given or Path(os.environ.get(VARIABLE) or USUAL)).absolute()


def read_configuration(file: Path) -> Configuration:
    """Read and check ``file``.

    Raises Refusal with one line for each thing that is wrong in it.
    """
    if not file.exists():
        raise Refusal(
            f"There is no {file}: `unhidden setup` writes it, or name another with"
            " --configuration."
        )
    return check_configuration(file, read_sections(file))


def read_sections(file: Path) -> dict[str, object]:
    """What is written, by section; Refusal for a file that cannot be read."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refusal(f"{file} cannot be read: {error}") from error


def check_configuration(file: Path, written: Mapping[str, object]) -> Configuration:
    """The settings in what was ``written`` by section; raises Refusal as above."""
    faults = _unknown(written)
    values: dict[tuple[str, str], Value] = {}
    for one in SETTINGS:
        try:
            values[one.section, one.name] = _value(one, written)
        except ValueError as error:
            faults.append(f"{one.label} must be {error}.")
    faults += combining.find_contradictions(values)
    if faults:
        raise Refusal("\n".join([f"In {file}:", *(f"  {each}" for each in faults)]))
    return Configuration(file, values)


def _unknown(written: Mapping[str, object]) -> list[str]:
    faults = []
    for section, held in written.items():
        if not isinstance(held, Mapping):
            faults.append(f"{section} must stand under the name of its section.")
            continue
        if section not in SECTIONS:
            faults.append(f"[{section}] is not a section.")
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


def _as_variable(value: Value) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) else ",".join(value)
