"""Write the file with every setting, what it means and its default."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping

from unhidden.hosting.configuration.kinds import Value
from unhidden.hosting.configuration.settings import SECTIONS, SETTINGS, KnownSetting

_HEAD = "# The settings of this installation of Unhidden. No secret stands here.\n"


def write_configuration(given: Mapping[tuple[str, str], Value]) -> str:
    """The text of the file: what was ``given``, and each default as a comment."""
    parts = [_HEAD]
    for section, meaning in SECTIONS.items():
        parts.append(f"\n# {meaning}\n[{section}]\n")
        parts += [
            _one(setting, given.get((section, setting.name)))
            for setting in SETTINGS
            if setting.section == section
        ]
    return "".join(parts)


def _one(setting: KnownSetting, value: Value | None) -> str:
    comment = textwrap.indent(textwrap.fill(setting.meaning, 76), "# ")
    is_given = value is not None and value != setting.default
    if is_given or setting.default is None:
        line = f"{setting.name} = {as_toml(value if value is not None else '')}"
    else:
        line = f"#{setting.name} = {as_toml(setting.default)}"
    return f"{comment}\n{line}\n\n"


def as_toml(value: Value) -> str:
    """A value as TOML has it: strings and lists are written there as in JSON."""
    if isinstance(value, str):
        # A control character but for the end of a line has no place in a setting.
        return json.dumps(value, ensure_ascii=False)
    return str(value) if isinstance(value, int) else json.dumps(list(value))
