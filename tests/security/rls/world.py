"""One person in every role, and records of every domain in every state of access.

The states are the product of what the decision reads: the ways in, whose record it is,
its sensitivity, whether it is restricted, and who is kept out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import md5
from uuid import UUID, uuid5

from django.conf import settings
from psycopg import Cursor, sql
from psycopg.rows import TupleRow

from tests.security.rls import by_post, rows
from tests.security.rls.states import (
    CLEARANCE,
    COLLEAGUE,
    DESK,
    GONE,
    HOUR,
    IDLE,
    LEFT,
    NEW,
    OTHER,
    OWN,
    PERSON,
    STATES,
    WAITING,
    State,
    Way,
    number_of_lead,
)
from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.access.decisions import AccessContext, OpenGrant, RecordHeader
from unhidden.access.policy import RIGHTS, Category, Purpose, Role
from unhidden.access.rls import guarding, tables, walls
from unhidden.lib.rights import DerivedRows, RowsUnder, TableAccess

Cur = Cursor[TupleRow]
STAFF = guarding.STAFF
_IDS = """
select attname from pg_attribute
 where attrelid = to_regclass(%s) and attnum > 0 and atttypid = 'uuid'::regtype
"""
_LIBRARIES = set(settings.TABLE_ACCESS_OF_LIBRARIES)
FEW = 10
#: What is said of a row only once another released it.
_UNSAID = {"investigations_archive": {"sha256": "''", "leaf": "''", "size": "0"}}
LONG_AGO = 10_000


@dataclass(frozen=True, slots=True)
class World:
    """What was made: every table's rule, by name, and when."""

    at: datetime
    tables: Mapping[str, TableAccess] = field(repr=False)

    _numbers: dict[str, dict[UUID, int]] = field(default_factory=dict, repr=False)
    _without_id: set[str] = field(default_factory=set, repr=False)

    def told_by(self, table: str) -> tuple[str, dict[UUID, int]]:
        """The column by which a row is told whose it is, and the numbers it stands for.

        Its own id; of rows without one, that of what they stand under.
        """
        rule = self.tables[table].rows
        if table in self._without_id and isinstance(rule, RowsUnder):
            return rule.column, self.number_of(rule.table)
        return "id", self.number_of(table)

    def number_of(self, table: str) -> dict[UUID, int]:
        """The number of the record that each row of a table belongs to."""
        if table not in self._numbers:
            self._numbers[table] = {
                UUID(bytes=_md5(f"{table}:{number}")): number - 1
                for number in range(1, len(STATES) + 1)
            }
        return self._numbers[table]


def make(cursor: Cur) -> World:
    """Everything, on a superuser's connection in a transaction."""
    rows.prepare(cursor)
    declared = dict(tables.list_declared_tables())
    scratch = dict(_scratch(declared))
    world = World(datetime.now(UTC), {**declared, **scratch})
    people(cursor)
    _grants(cursor)
    for name in scratch:
        _create(cursor, name, world.tables)
    for name in in_order(world.tables):
        _fill(cursor, name, world.tables)
        if "id" not in ids(cursor, name):
            world._without_id.add(name)
    for name in sorted(declared.keys() - set(in_order(declared)) - _LIBRARIES):
        rows.fill(cursor, name, FEW, _everybodys(cursor, name))
    for name in ("access_grant", "access_exclusion", *in_order(world.tables)):
        run(cursor, f"analyze {name}")
    return world


def _everybodys(cursor: Cur, table: str) -> dict[str, str]:
    """Ids of people, organisations and records in turn, in every column of ids."""
    case = rows.key("safeguarding_case", f"{number_of_lead()}")
    people = [f"'{each}'::uuid" for each in (PERSON, COLLEAGUE, OWN, OTHER)]
    turn = f"(array[{', '.join([*people, case])}])[1 + n %% 5]"
    named = ids(cursor, table)
    led = {"operation_id": rows.key("operations_operation", f"{number_of_lead()}")}
    own = {"id": f"case n when 1 then '{PERSON}' else gen_random_uuid() end"}
    of_operation = led if "operation_id" in named else {}
    return dict.fromkeys(named, turn) | of_operation | (own if "id" in named else {})


def ids(cursor: Cur, table: str) -> list[str]:
    """The columns of a table that hold ids."""
    return [name for (name,) in cursor.execute(_IDS, [table]).fetchall()]


def in_order(declared: Mapping[str, TableAccess]) -> list[str]:
    """The heads of records, and then what stands under them, parents first."""
    found = [name for name, _ in walls.list_head_tables(declared)]
    waiting = {
        name: access.rows
        for name, access in declared.items()
        if isinstance(access.rows, RowsUnder)
    }
    while waiting:
        ready = [name for name, rule in waiting.items() if rule.table in found]
        found += sorted(ready)
        for name in ready:
            del waiting[name]
    return found


def enter(cursor: Cur, role: str, purpose: str, *, proved_ago: int = LONG_AGO) -> None:
    """Be the staff role, in the context of the person in ``role``.

    ``proved_ago``: the minutes since they proved who they are.
    """
    proved_at = datetime.now(UTC) - timedelta(minutes=proved_ago)
    actor = Actor(
        PERSON, OWN, frozenset(), engagement_id=engagement(role), role=role,
        purpose=purpose, confirmed_at=proved_at,
    )  # fmt: skip
    enter_as(cursor, actor)


def enter_as(cursor: Cur, actor: Actor) -> None:
    """Be the staff role, in the actor's context."""
    cursor.execute(sql.SQL("set local role {}").format(sql.Identifier(STAFF)))
    asked = "select wall.challenge(), extract(epoch from clock_timestamp())::float8"
    challenge, now = cursor.execute(asked).fetchone() or ("", 0.0)
    signed = context.make_context_token(actor, challenge=challenge, now=now)
    cursor.execute("select wall.enter(%s)", [signed])
    # As an attacker finds it, who reads what this program sent.
    cursor.execute("select set_config('stolen.token', %s, true)", [signed])


def engagement(role: str, person: UUID = PERSON) -> UUID:
    return uuid5(person, role)


def first_purposes() -> dict[str, str]:
    """What each role does first."""
    return {
        role: next(str(each) for each in Purpose if each in rights.purposes)
        for role, rights in RIGHTS.items()
    }


def asking(role: str, purpose: str, at: datetime) -> AccessContext:
    """The same context for Python's decision."""
    return AccessContext(PERSON, OWN, role, purpose, CLEARANCE, at + HOUR)


_Record = tuple[State, tuple[OpenGrant, ...], RecordHeader]
_RECORDS: dict[tuple[int, str, bool], list[_Record]] = {}


def records(made: World, domain: str, *, looks: bool) -> list[_Record]:
    """What Python decides by, of the records of a domain, in the order of states."""
    key = (id(made), domain, looks)
    if key not in _RECORDS:
        record = UUID(int=0)
        _RECORDS[key] = [
            (state, state.lets(made.at, looks=looks), state.header(domain, record))
            for state in STATES
        ]
    return _RECORDS[key]


def people(cursor: Cur) -> None:
    both = f"(array['{OWN}', '{OTHER}'])[n]::uuid"
    rows.fill(cursor, "agencies_organisation", 2, {"id": both})
    people = _chosen([PERSON, COLLEAGUE, LEFT, NEW, DESK, WAITING, GONE, IDLE])
    rows.fill(
        cursor, "agencies_person", 8, {"id": f"{people}::uuid", "is_active": "n < 8"}
    )
    _engage(cursor, PERSON, OWN, list(Role.values))
    ends = "current_date + 10"
    _engage(cursor, COLLEAGUE, OTHER, ["support_worker", "partner"], to_on=ends)
    _engage(cursor, WAITING, OWN, ["support_worker"], approved_at="null")
    _engage(cursor, GONE, OWN, ["support_worker"], ended_at="now()")
    _engage(cursor, DESK, OWN, ["analyst"])
    _engage(cursor, IDLE, OWN, ["support_worker"])
    _engage(cursor, LEFT, OWN, ["support_worker"], to_on="current_date - 2")
    _engage(cursor, NEW, OWN, ["support_worker"], from_on="current_date + 2")


def _engage(
    cursor: Cur, person: UUID, organisation: UUID, roles: list[str], **days: str
) -> None:
    chosen = _chosen([engagement(role, person) for role in roles])
    given = {
        "id": f"{chosen}::uuid",
        "person_id": f"'{person}'",
        "organisation_id": f"'{organisation}'",
        "role": _chosen(roles),
        "clearance": str(CLEARANCE),
        "approved_at": "now()",
        **days,
    }
    rows.fill(cursor, "agencies_engagement", len(roles), given)


def _chosen(values: Sequence[object]) -> str:
    """The n-th of the values."""
    return "(array[" + ", ".join(f"'{value}'" for value in values) + "])[n]"


def _grants(cursor: Cur) -> None:
    for table, domain in _record_tables():
        grants = [
            (way, number)
            for number, state in enumerate(STATES, 1)
            for way in state.ways
        ]
        cursor.executemany(
            "insert into access_grant (id, domain, record_id, person_id,"
            " organisation_id, basis, team_role, categories, purposes, granted_by,"
            " reason, from_at, until_at, ended_at) values (gen_random_uuid(), %s,"
            " md5(%s)::uuid, %s, %s, %s, %s, %s, %s, %s, '', now(), now() + %s, %s)",
            [_grant(domain, f"{table}:{number}", way) for way, number in grants],
        )
        cursor.executemany(
            "insert into access_exclusion (id, domain, record_id, person_id,"
            " organisation_id, reason, set_by, from_at, ended_at) values"
            " (gen_random_uuid(), %s, md5(%s)::uuid, %s, %s, '', %s, now(), %s)",
            [
                _exclusion(domain, f"{table}:{number}", state.kept_out)
                for number, state in enumerate(STATES, 1)
                if state.kept_out
            ],
        )


_WHO = {
    "person": (PERSON, None),
    "ended": (PERSON, None),
    "organisation": (None, OWN),
    "colleague": (COLLEAGUE, None),
}


def _grant(domain: str, record: str, way: Way) -> tuple[object, ...]:
    ended = datetime.now(UTC) if way.is_ended else None
    scope = list(way.categories), list(way.purposes)
    lasts = (COLLEAGUE, way.lasts, ended)
    return domain, record, *_WHO[way.whose], way.basis, way.team_role, *scope, *lasts


def _exclusion(domain: str, record: str, kept_out: str) -> tuple[object, ...]:
    ended = datetime.now(UTC) if kept_out == "ended" else None
    return domain, record, *_WHO[kept_out], COLLEAGUE, ended


def _record_tables() -> list[tuple[str, str]]:
    return [
        (table, head.domain)
        for table, head in walls.list_head_tables(tables.list_declared_tables())
    ]


def _scratch(
    declared: Mapping[str, TableAccess],
) -> Iterator[tuple[str, TableAccess]]:
    """A table of each category under each domain's records: few are real."""
    for table, head in walls.list_head_tables(declared):
        for category in Category.values:
            yield (
                f"proof_{head.domain}_{category}",
                TableAccess(
                    staff="select, insert, update",
                    rows=RowsUnder("record_id", table, category),
                ),
            )


def _create(cursor: Cur, name: str, every: Mapping[str, TableAccess]) -> None:
    run(cursor, f"create table {name} (id uuid primary key, record_id uuid not null)")
    run(cursor, f"alter table {name} owner to {guarding.OWNER}")
    run(cursor, f"create index on {name} (record_id)")
    run(cursor, f"grant select, insert, update on {name} to {STAFF}")
    commands = {STAFF: {"select", "insert", "update"}}
    for statement in guarding.make_row_policies(name, commands, every):
        run(cursor, statement)


def run(cursor: Cur, statement: str) -> None:
    """A statement made of our own names."""
    cursor.execute(statement.encode())


def _fill(cursor: Cur, name: str, every: Mapping[str, TableAccess]) -> None:
    rule, given = every[name].rows, {"id": rows.key(name)}
    count = len(STATES)
    if isinstance(rule, RowsUnder):
        given[rule.column] = rows.key(rule.table)
        if rule.or_under:
            column, table = rule.or_under
            given[column] = rows.key(table, f"({count} + 1 - n)")
        if name == by_post.POSTS:
            given |= by_post.given()
    elif not isinstance(rule, DerivedRows):
        given |= _head(rule.organisation)  # type: ignore[union-attr]
        given |= _open(rule.open_while)  # type: ignore[union-attr]
    rows.fill(cursor, name, count, given | _UNSAID.get(name, {}))


def _head(column: str) -> dict[str, str]:
    """The columns that decide, looked up in a list of all states."""
    owned = ", ".join(f"'{state.organisation}'" for state in STATES)
    levels = ", ".join(str(state.sensitivity) for state in STATES)
    closed = ", ".join(str(state.is_restricted).lower() for state in STATES)
    return {
        column: f"(array[{owned}])[n]::uuid",
        "sensitivity": f"(array[{levels}])[n]",
        "is_restricted": f"(array[{closed}])[n]",
    }


def _open(open_while: str) -> dict[str, str]:
    """The column by which a record takes rows under it, saying that it does."""
    return dict(re.findall(r"^(\w+) in \(('\w+')", open_while))


def _md5(text: str) -> bytes:
    # As PostgreSQL makes the key of a row; it guards nothing.
    return md5(text.encode(), usedforsecurity=False).digest()
