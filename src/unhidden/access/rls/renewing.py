"""Make the functions and policies of the database those that the program declares.

What is declared is made once on trial, so that PostgreSQL itself tells how it writes
it; then that is taken back, and only what differs is changed. What is equal keeps its
place, what nobody declares goes, and what was altered by hand is put right.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import DatabaseError, transaction
from django.db.backends.utils import CursorWrapper

from unhidden.access.rls import standing
from unhidden.access.rls.sql_files import DeclaredFunction
from unhidden.access.rls.standing import StandingFunction, StandingPolicy
from unhidden.lib.database_roles import GUARD

At = TypeVar("At")
Each = TypeVar("Each", StandingFunction, StandingPolicy)
Held = tuple[dict[str, StandingFunction], dict[tuple[str, str], StandingPolicy]]


class NotAsDeclared(Exception):
    """After all was done, something is still other than the program declares."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a program declares: functions in order, who may call and who owns which,
    and the statements that make policies, by table and name.
    """

    functions: Sequence[DeclaredFunction]
    callers: Mapping[str, Collection[str]]
    owners: Mapping[str, str]
    policies: Mapping[tuple[str, str], str]


def renew(cursor: CursorWrapper, wanted: Wanted) -> None:
    """Do it, in the transaction that is open; raises NotAsDeclared if it failed."""
    functions, policies = _on_trial(cursor, wanted)
    standing.drop_policies(cursor, _other(standing.policies(cursor), policies))
    _renew_functions(cursor, wanted, functions)
    _settle(cursor, wanted)
    there = standing.policies(cursor)
    for at, statement in wanted.policies.items():
        if at not in there:
            cursor.execute(statement)
    _check(cursor, functions, policies)


def _on_trial(cursor: CursorWrapper, wanted: Wanted) -> Held:
    """What there would be if all of it were made anew; nothing of it stays."""
    with transaction.atomic():
        standing.drop_policies(cursor, standing.policies(cursor))
        there = standing.read_functions(cursor)
        # Those of triggers are replaced where they are.
        wall = [at for at, each in there.items() if each.name.startswith("wall.")]
        standing.drop_functions(cursor, wall, "cascade")
        for each in wanted.functions:
            cursor.execute(each.text)
        _settle(cursor, wanted)
        for statement in wanted.policies.values():
            cursor.execute(statement)
        found = standing.read_functions(cursor), standing.policies(cursor)
        transaction.set_rollback(True)
    names = {each.name for each in wanted.functions}
    return {at: each for at, each in found[0].items() if each.name in names}, found[1]


def _renew_functions(
    cursor: CursorWrapper, wanted: Wanted, functions: Mapping[str, StandingFunction]
) -> None:
    there = standing.read_functions(cursor)
    gone = [
        at
        for at, each in there.items()
        if at not in functions or functions[at].owner != each.owner
    ]
    standing.drop_functions(cursor, gone)
    there = standing.read_functions(cursor)
    signatures = {each.name: at for at, each in functions.items()}
    for declared in wanted.functions:
        at = signatures[declared.name]
        held = there.get(at)
        if held and held.definition == functions[at].definition:
            continue
        if held and not _replaced(cursor, declared):
            standing.drop_functions(cursor, [at])
            there = standing.read_functions(cursor)
        if at not in there:
            cursor.execute(declared.text)


def _replaced(cursor: CursorWrapper, declared: DeclaredFunction) -> bool:
    """Whether it could be replaced where it is: its result must be the same."""
    try:
        with transaction.atomic():
            cursor.execute(declared.text)
    except DatabaseError:
        return False
    return True


def _settle(cursor: CursorWrapper, wanted: Wanted) -> None:
    """Whose each function is, and who may call it."""
    names = {each.name for each in wanted.functions}
    for at, each in standing.read_functions(cursor).items():
        if each.name not in names:
            continue
        owner = wanted.owners.get(each.name, GUARD)
        if each.owner != owner:
            cursor.execute(f"alter function {at} owner to {owner}")
        callers = {owner, *wanted.callers.get(each.name, ())}
        if each.callers != callers:
            others = {name.removesuffix(" and grants it") for name in each.callers}
            for name in sorted({"public", *others}):
                role = name if name == "public" else f'"{name}"'
                cursor.execute(f"revoke all on function {at} from {role} cascade")
            cursor.execute(
                f"grant execute on function {at} to {', '.join(sorted(callers))}"
            )


def _check(
    cursor: CursorWrapper,
    functions: Mapping[str, StandingFunction],
    policies: Mapping[tuple[str, str], StandingPolicy],
) -> None:
    others = [
        *_other(standing.read_functions(cursor), functions),
        *_other(functions, standing.read_functions(cursor)),
        *_other(standing.policies(cursor), policies),
        *_other(policies, standing.policies(cursor)),
    ]
    if others:
        raise NotAsDeclared(*others)


def _other(some: Mapping[At, Each], rest: Mapping[At, Each]) -> list[At]:
    """Where something stands that is not so among the rest."""
    return [at for at, each in some.items() if not each.is_as(rest.get(at))]
