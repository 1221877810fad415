"""Problems and plans as JSON: for the row that keeps them, and for a child process.

Reading is strict, for what is read may be hostile: nothing unknown, nothing missing,
no number too large, and a sentence that says where the fault is.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import orjson

from unhidden.planning.week.faults import FaultyProblem, check_problem
from unhidden.planning.week.plan import WeekPlan
from unhidden.planning.week.problem import WeekProblem

LARGEST_NUMBER = 10**9
LONGEST_TEXT, MOST_IN_A_LIST, MOST_BYTES = 200, 20_000, 64_000_000

Read = TypeVar("Read")


class UnreadableWeek(FaultyProblem):
    """Text that is no problem, plan or request; it says where, in a sentence."""


def dump_problem(problem: WeekProblem) -> str:
    """The problem as JSON, which ``read_problem`` reads back the same."""
    return dump_fields(problem)


def read_problem(text: str | bytes) -> WeekProblem:
    """The problem of a JSON text; raises FaultyProblem in sentences."""
    problem = read_fields(WeekProblem, text)
    check_problem(problem)
    return problem


def dump_plan(plan: WeekPlan) -> str:
    """The plan as JSON, with its bound, prices and reasons."""
    return dump_fields(plan)


def read_plan(text: str | bytes) -> WeekPlan:
    """The plan of a JSON text, as it stands there; raises UnreadableWeek."""
    return read_fields(WeekPlan, text)


def dump_fields(value: object) -> str:
    """A value of the planner's data classes as JSON, the same for the same value."""
    return orjson.dumps(make_plain(value)).decode()


def make_plain(value: object) -> Any:
    """The value in lists, texts and numbers alone; sets are put in order."""
    if is_dataclass(value):
        return {one.name: make_plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): make_plain(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [make_plain(each) for each in value]
    return value


def read_fields(form: type[Read], text: str | bytes) -> Read:
    """A value of a data class from JSON, every field held against its type."""
    if len(text) > MOST_BYTES:
        raise UnreadableWeek(f"The text is longer than {MOST_BYTES} bytes.")
    try:
        plain = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise UnreadableWeek(f"The text is not JSON: {error}.") from error
    made: Read = _read_value(form, plain, form.__name__)
    return made


def _read_value(form: Any, plain: Any, where: str) -> Any:
    if is_dataclass(form):
        return _read_object(form, plain, where)
    origin, parts = get_origin(form), get_args(form)
    if origin in (Union, types.UnionType):
        return _read_optional(parts, plain, where)
    if origin is Mapping:
        return _read_mapping(parts[1], plain, where)
    if origin in (tuple, frozenset):
        return _read_list(origin, parts, plain, where)
    return _read_plain(form, plain, where)


def _read_optional(parts: tuple[Any, ...], plain: Any, where: str) -> Any:
    if plain is None:
        return None
    (form,) = [one for one in parts if one is not type(None)]
    return _read_value(form, plain, where)


@cache
def _list_forms(form: type) -> tuple[tuple[str, Any, bool], ...]:
    """The name and type of each field, and whether it must be there."""
    forms = get_type_hints(form)
    return tuple(
        (
            one.name,
            forms[one.name],
            one.default is MISSING and one.default_factory is MISSING,
        )
        for one in fields(form)
    )


def _read_object(form: Any, plain: Any, where: str) -> Any:
    if not isinstance(plain, dict):
        raise UnreadableWeek(f"{where} must be an object of {form.__name__}.")
    forms = _list_forms(form)
    unknown = plain.keys() - {name for name, _, _ in forms}
    if unknown:
        raise UnreadableWeek(f"{where} has an unknown field {min(unknown)[:40]!r}.")
    missing = [name for name, _, is_needed in forms if is_needed and name not in plain]
    if missing:
        raise UnreadableWeek(f"{where} lacks its field {missing[0]}.")
    return form(
        **{
            name: _read_value(each, plain[name], f"{where}.{name}")
            for name, each, _ in forms
            if name in plain
        }
    )


def _read_mapping(form: Any, plain: Any, where: str) -> dict[str, Any]:
    if not isinstance(plain, dict) or len(plain) > MOST_IN_A_LIST:
        raise UnreadableWeek(f"{where} must be an object of names.")
    return {
        _read_plain(str, name, where): _read_value(form, each, f"{where}.{name[:40]}")
        for name, each in plain.items()
    }


def _read_list(origin: type, parts: tuple[Any, ...], plain: Any, where: str) -> Any:
    if not isinstance(plain, list) or len(plain) > MOST_IN_A_LIST:
        raise UnreadableWeek(
            f"{where} must be a list of at most {MOST_IN_A_LIST} members."
        )
    if origin is tuple and parts[-1] is not Ellipsis:
        if len(plain) != len(parts):
            raise UnreadableWeek(f"{where} must have {len(parts)} members.")
        forms: Any = parts
    else:
        forms = [parts[0]] * len(plain)
    return origin(
        _read_value(form, each, f"{where}[{number}]")
        for number, (form, each) in enumerate(zip(forms, plain, strict=True))
    )


def _read_plain(form: Any, plain: Any, where: str) -> Any:
    if form is str and isinstance(plain, str):
        if len(plain) > LONGEST_TEXT:
            raise UnreadableWeek(f"{where} is longer than {LONGEST_TEXT} characters.")
        return plain
    if form is bool and isinstance(plain, bool):
        return plain
    is_number = type(plain) is int or (form is float and type(plain) is float)
    if form in (int, float) and is_number:
        if abs(plain) > LARGEST_NUMBER:
            raise UnreadableWeek(f"{where} is a number beyond {LARGEST_NUMBER}.")
        return form(plain)
    if isinstance(form, type) and issubclass(form, Enum) and isinstance(plain, str):
        if plain in [one.value for one in form]:
            return form(plain)
        known = ", ".join(str(one.value) for one in form)
        raise UnreadableWeek(f"{where} must be one of {known}.")
    raise UnreadableWeek(f"{where} must be {_NAMES.get(form, form.__name__)}.")


_NAMES = {
    int: "a whole number",
    float: "a number",
    str: "a text",
    bool: "true or false",
}
