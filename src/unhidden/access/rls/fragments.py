"""The visibility rule in pieces, written once and named in ``.sql`` files.

A file says ``{{ seen:intelligence }}`` where the rule belongs; what stands there in the
database is written here, from what row policies are written from. The pieces that name
a variable (``me``, the claims; ``h``, a record's header) say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from unhidden.access.rls import walls
from unhidden.access.rls.walls import Sight, Tables

_NAMED = re.compile(r"\{\{ (\w+)(?::([^{}]+?))? \}\}")

#: The variables of a procedure that asks once what a person sees: ``{{ sight:… }}``.
_ASKED_ONCE = Sight("mine", "own", "closed", "highest")
#: The same asked anew, for one record: ``wall.may``.
_OF_ONE = Sight(
    "wall.view(wanted, action)",
    "wall.organisations(wanted, action)",
    "wall.excluded()",
    "wall.clearance()",
)


class NoSuchFragment(Exception):
    """An ``.sql`` file names a piece that is not written here."""


def fill_fragments(text: str, tables: Tables) -> str:
    """The text with every named piece in its place; raises NoSuchFragment."""

    def written(named: re.Match[str]) -> str:
        write = _FRAGMENTS.get(named[1])
        if write is None:
            raise NoSuchFragment(named[0])
        return write(named[2] or "", tables)

    return _NAMED.sub(written, text)


def _sight(domain: str, _: Tables) -> str:
    """The declarations that ``{{ seen:domain }}`` names."""
    asked = (
        ("mine", "uuid[]", f"wall.view('{domain}', 'read', 'operational')"),
        ("own", "uuid[]", f"wall.organisations('{domain}', 'read')"),
        ("closed", "uuid[]", "wall.excluded()"),
        ("highest", "integer", "wall.clearance()"),
    )
    return "\n  ".join(f"{name} {kind} := {value};" for name, kind, value in asked)


def _seen(domain: str, tables: Tables) -> str:
    """Whether the person sees ``head``, a row of the domain's records."""
    (rows,) = (
        rows for _, rows in walls.list_head_tables(tables) if rows.domain == domain
    )
    return walls.of_head(_ASKED_ONCE, "head.id", "head.", rows.organisation)


def _may(_: str, __: Tables) -> str:
    """Whether the action may be done to ``record``, whose header is ``head``."""
    return walls.of_head(_OF_ONE, "record", "head.")


def _cleared(_: str, __: Tables) -> str:
    """Whether the claims reach the level of the header ``h``."""
    return "h.sensitivity <= me[6]::integer"


def _own(what: str, _: Tables) -> str:
    """Whether the header ``h`` is of the own organisation, whose records of the domain
    are met for the action: ``read of domain``."""
    action, domain = what.split(" of ")
    return (
        "h.organisation_id = nullif(me[3], '')::uuid and not h.is_restricted"
        f" and {domain} || ':{action}' = any(string_to_array(me[10], ','))"
    )


def _theirs(row: str, _: Tables) -> str:
    """Whether the row names the person of the claims, or their organisation."""
    return (
        f"({row}.person_id = nullif(me[1], 'system')::uuid"
        f" or {row}.organisation_id = nullif(me[3], '')::uuid)"
    )


def _lasts(grant: str, _: Tables) -> str:
    """Whether a grant that nobody ended holds now, for the task of the claims."""
    return (
        f"({grant}.until_at is null or {grant}.until_at > clock_timestamp())"
        f" and ({grant}.purposes = '{{}}' or me[5] = any({grant}.purposes))"
    )


_FRAGMENTS: Mapping[str, Callable[[str, Tables], str]] = {
    "sight": _sight,
    "seen": _seen,
    "may": _may,
    "cleared": _cleared,
    "own": _own,
    "theirs": _theirs,
    "lasts": _lasts,
}

#: What a file may name.
NAMES = frozenset(_FRAGMENTS)
