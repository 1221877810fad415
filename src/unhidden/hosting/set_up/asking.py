"""The settings that lack are asked on the terminal, each until it is right."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from unhidden.hosting.configuration import reading, writing
from unhidden.hosting.configuration.kinds import Value
from unhidden.hosting.configuration.reading import Configuration
from unhidden.hosting.configuration.settings import SETTINGS, Setting
from unhidden.hosting.refusal import Refusal

Ask = Callable[[str], str]
Tell = Callable[[str], None]
Written = dict[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class SettledFile:
    """The settings, and the text to write where the file does not hold them all."""

    configuration: Configuration
    text: str = ""


def settle_file(file: Path, ask: Ask | None, tell: Tell) -> SettledFile:
    """Take what ``file`` holds and ask for the rest.

    Raises Refusal for what is wrong in it; where nobody is there to ``ask``, also for
    what is not in it.
    """
    written = reading.read_sections(file) if file.exists() else {}
    lacking = [one for one in SETTINGS if one.default is None and _lacks(written, one)]
    if not lacking or ask is None:
        return SettledFile(reading.check_configuration(file, written))
    _check_rest(file, written, lacking)
    while True:
        answers = {one: _ask_setting(one, ask, tell) for one in lacking}
        whole = _with_answers(written, answers)
        try:
            configuration = reading.check_configuration(file, whole)
        except Refusal as refusal:
            tell(f"{refusal}\nOnce more:")
            continue
        return SettledFile(configuration, _as_text(configuration, whole))


def _lacks(written: Mapping[str, object], setting: Setting) -> bool:
    section = written.get(setting.section)
    return not isinstance(section, Mapping) or setting.name not in section


def _check_rest(
    file: Path, written: Mapping[str, object], lacking: list[Setting]
) -> None:
    """Raise Refusal for what is there and wrong, before anything is asked."""
    try:
        reading.check_configuration(file, written)
    except Refusal as refusal:
        labels = tuple(f"  {one.label} must be written," for one in lacking)
        lines = str(refusal).splitlines()
        rest = [line for line in lines[1:] if not line.startswith(labels)]
        if rest:
            raise Refusal("\n".join([lines[0], *rest])) from refusal


def _ask_setting(setting: Setting, ask: Ask, tell: Tell) -> Value:
    tell(f"\n{textwrap.fill(setting.meaning, 76)}")
    while True:
        answer = ask(f"{setting.label}: ").strip()
        try:
            return _take_answer(setting, answer)
        except ValueError as error:
            tell(f"It must be {error}.")


def _take_answer(setting: Setting, answer: str) -> Value:
    """An answer as the file would have it: a number stands there without marks."""
    try:
        return setting.kind(answer)
    except ValueError:
        if not answer.isdecimal():
            raise
        return setting.kind(int(answer))


def _with_answers(
    written: Mapping[str, object], answers: Mapping[Setting, Value]
) -> Written:
    whole: Written = {
        name: dict(held) for name, held in written.items() if isinstance(held, dict)
    }
    for setting, value in answers.items():
        whole.setdefault(setting.section, {})[setting.name] = value
    return whole


def _as_text(configuration: Configuration, whole: Written) -> str:
    given = {
        (section, name): configuration.values[section, name]
        for section, held in whole.items()
        for name in held
    }
    return writing.write_configuration(given)
