"""The two walls compared, cell by cell: Python's decision, and what PostgreSQL does.

A cell is one person's question in one role and purpose: may I do this to the data of
this category in this record? PostgreSQL answers with real statements, under a signed
context: which rows a table shows, which an UPDATE changes, which an INSERT adds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from uuid import UUID, uuid4

from psycopg import errors

from tests.security.rls import by_post, rows, states, world
from tests.security.rls.sample import SOME, Sample
from tests.security.rls.savepoints import undone
from tests.security.rls.states import STATES
from tests.security.rls.world import Cur, World
from unhidden.access import decisions
from unhidden.access.policy import RIGHTS, Action, Category, Purpose, Role
from unhidden.access.rls import walls
from unhidden.lib import rights

NUMBERS = frozenset(range(len(STATES)))
EMERGENCIES = [
    number
    for number, state in enumerate(STATES)
    if any(way.basis == "break_glass" for way in state.ways)
]
NOBODY = frozenset[int]()
_COLUMN = """
select attname from pg_attribute
 where attrelid = %(table)s::regclass and attnum > 0 and not attisdropped
   and has_column_privilege(%(role)s, %(table)s::regclass, attname, 'update')
 order by attname = 'id', attnum limit 1
"""
#: What a new row says where its rule lets none begin otherwise.
_BEGINS = {**by_post.BEGINS, "oversight_disclosure": {"state": "'asked'"}}
_MAY_INSERT = "select has_table_privilege(%s, %s::regclass, 'insert')"
_MANAGED = """
select n from unnest(%s::int[], %s::uuid[]) t(n, id) where wall.may(%s, id, 'manage')
"""


@dataclass
class Result:
    """How many cells were compared, of each action, and which differed."""

    cells: Counter[str] = field(default_factory=Counter)
    mismatches: list[str] = field(default_factory=list)

    def compare(
        self,
        what: str,
        where: str,
        expected: Iterable[int],
        found: Iterable[int],
        among: Iterable[int] = NUMBERS,
    ) -> None:
        among = frozenset(among)
        expected, found = frozenset(expected) & among, frozenset(found) & among
        self.cells[what] += len(among)
        for number in sorted(expected ^ found):
            state = STATES[number] if number < len(STATES) else number
            says = "allows" if number in expected else "refuses"
            self.mismatches.append(f"{what} {where}: Python {says} {state}")


@dataclass(frozen=True)
class Expected:
    """What Python says in one context, for every record of every domain."""

    context: decisions.AccessContext
    world: World
    looks: bool = False

    def allowed(self, domain: str, action: str, category: str) -> frozenset[int]:
        key = (domain, action, category)
        if key not in self._known:
            self._known[key] = frozenset(self._decided(*key))
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str, str, str], frozenset[int]]:
        return {}

    def _of_its_kind(self, rule: rights.RowsUnder, action: str) -> frozenset[int]:
        """Of which records they meet data of the row's category, and its matter."""
        if rule.category == Category.OPERATIONAL:
            return NUMBERS
        domain = walls.head_of(rule, self.world.tables).domain
        found = self.allowed(domain, action, rule.category)
        is_open = not rule.matter or action != Action.READ
        if is_open or decisions.knows_matter(self.context, rule.matter):
            return found
        # What they would read of another organisation's: they were let in to it.
        let_in = self._decided(domain, action, rule.category, owner=states.OTHER)
        return found & frozenset(let_in)

    def _decided(
        self, domain: str, action: str, category: str, owner: UUID | None = None
    ) -> Iterator[int]:
        records = world.records(self.world, domain, looks=self.looks)
        for number, (state, lets, header) in enumerate(records):
            decision = decisions.decide_access(
                self.context,
                action,
                replace(header, organisation_id=owner) if owner else header,
                category,
                lets=lets,
                is_excluded=state.is_excluded,
                at=self.world.at,
            )
            if decision.is_allowed:
                yield number

    def rows(self, table: str, action: str) -> frozenset[int]:
        """The numbers of the rows of a table that may be read, or changed."""
        rule = self.world.tables[table].rows
        if isinstance(rule, rights.GuardedHeads):
            return self.allowed(rule.domain, action, Category.OPERATIONAL)
        if not isinstance(rule, rights.RowsUnder):
            raise TypeError(rule)
        if rule.domain:
            if not decisions.meets_domain(self.context, rule.domain, {action}):
                return NOBODY
            return self.rows(rule.table, Action.READ)
        found = self.rows(rule.table, action) & self._of_its_kind(rule, action)
        found &= by_post.meets(table, self.context.purpose, action)
        if rule.or_under:
            other = self.rows(rule.or_under[1], action)
            found |= {len(STATES) - 1 - number for number in other}
        return found


def prove(
    cursor: Cur,
    made: World,
    roles: Iterable[str] = tuple(Role.values),
    *,
    sample: Sample = SOME,
) -> Result:
    """Each of the roles for every purpose, over everything that was made.

    Everything is read; of what is written the sample says how much.
    """
    result = Result()
    for number, (role, purpose) in enumerate(product(roles, Purpose.values)):
        expected = Expected(world.asking(role, purpose, made.at), made)
        if purpose in RIGHTS[role].purposes:
            _compare(cursor, expected, number, result, sample)
        else:
            _refused(cursor, expected, result)
    return result


def _refused(cursor: Cur, expected: Expected, result: Result) -> None:
    """A purpose that is not the role's: no context at all, and no decision."""
    context = expected.context
    where = f"{context.role} {context.purpose}"
    found = NUMBERS
    with undone(cursor):
        try:
            world.enter(cursor, context.role, context.purpose)
        except errors.InsufficientPrivilege:
            found = NOBODY
    for _, head in walls.list_head_tables(expected.world.tables):
        allowed = expected.allowed(head.domain, Action.READ, Category.OPERATIONAL)
        result.compare(Action.READ, where, allowed, found)


def _compare(
    cursor: Cur, expected: Expected, number: int, result: Result, sample: Sample
) -> None:
    context, made = expected.context, expected.world
    managed = expected.allowed("investigation", Action.MANAGE, "operational")
    for turn, table in enumerate(world.in_order(made.tables), number):
        where = f"{context.role} {context.purpose} {table}"
        told_by, ids = made.told_by(table)
        compare_reading(cursor, expected, table, result)
        if turn % sample.tables or not _is_worth_writing(table):
            continue
        writable = expected.rows(table, Action.WRITE)
        column = _column(cursor, table)
        if column:
            with _inside(cursor, context):
                changed = _ids(
                    cursor,
                    f'update {table} set "{column}" = "{column}" returning {told_by}',
                )
            changing = by_post.changes(table, writable, managed)
            result.compare(Action.WRITE, where, changing, _numbers(changed, ids))
        is_under = isinstance(made.tables[table].rows, rights.RowsUnder)
        if is_under and _may_insert(cursor, table):
            adding = by_post.adds(table, writable, managed, context.purpose)
            among = adding | _some(NUMBERS - adding, number, sample)
            added = _added(cursor, context, made, table, adding, among - adding)
            result.compare(Action.WRITE, f"{where} insert", adding, added, among)
    for table, head in walls.list_head_tables(made.tables):
        where = f"{context.role} {context.purpose} {head.domain}"
        records = slice(number % sample.records, None, sample.records)
        _compare_managing(cursor, expected, table, head, where, records, result)
        _compare_opening(cursor, expected, table, head, where, result)
        _compare_looking(cursor, expected, table, head, records, result)
    _compare_others(cursor, expected, result)


def compare_reading(
    cursor: Cur, expected: Expected, table: str, result: Result
) -> None:
    """Which rows of a table are shown."""
    context = expected.context
    told_by, ids = expected.world.told_by(table)
    with _inside(cursor, context):
        seen = _ids(cursor, f"select {told_by} from {table}")  # our own
    found = _numbers(seen, ids)
    where = f"{context.role} {context.purpose} {table}"
    result.compare(Action.READ, where, expected.rows(table, Action.READ), found)


def _compare_managing(
    cursor: Cur, expected: Expected, table: str, head: rights.GuardedHeads, where: str,
    records: slice, result: Result,
) -> None:  # fmt: skip
    ids = expected.world.number_of(table)
    among = list(ids)[records]
    with _inside(cursor, expected.context):
        asked = [[ids[each] for each in among], among, head.domain]
        found = {row[0] for row in cursor.execute(_MANAGED, asked).fetchall()}
    managed = expected.allowed(head.domain, Action.MANAGE, Category.OPERATIONAL)
    numbers = [ids[each] for each in among]
    result.compare(Action.MANAGE, where, managed, found, numbers)


def _compare_looking(
    cursor: Cur, expected: Expected, table: str, head: rights.GuardedHeads,
    records: slice, result: Result,
) -> None:  # fmt: skip
    """One record that is looked at, which an emergency may have opened."""
    looking = Expected(expected.context, expected.world, looks=True)
    allowed = looking.allowed(head.domain, Action.READ, Category.OPERATIONAL)
    for among in EMERGENCIES[records]:
        record = rows.key(table, str(among + 1))
        with _inside(cursor, expected.context):
            looked = f"set_config('unhidden.looked_at', ({record})::text, true)"
            world.run(cursor, f"select {looked}")
            seen = _ids(cursor, f"select id from {table} where id = {record}")
        where = f"{expected.context.role} {expected.context.purpose} {table} looked at"
        result.compare(Action.READ, where, allowed, {among} if seen else (), {among})


def _compare_opening(
    cursor: Cur, expected: Expected, table: str, head: rights.GuardedHeads, where: str,
    result: Result,
) -> None:  # fmt: skip
    """Whether a record of one's own organisation can be opened: begun, and added."""
    context, record = expected.context, uuid4()
    state = states.State((), states.OWN, 1, is_restricted=False, kept_out="")
    header = state.header(head.domain, record)
    decision = decisions.decide_access(
        context, Action.CREATE, header, Category.OPERATIONAL, at=expected.world.at
    )
    given = {"id": f"'{record}'", head.organisation: f"'{states.OWN}'"}
    given |= {"sensitivity": "1", "is_restricted": "false"}
    given |= {head.opened_by: "wall.person()"}  # "" is no column
    with _inside(cursor, context):
        try:
            cursor.execute("select wall.begin(%s, %s)", [head.domain, record])
            if _may_insert(cursor, table):
                rows.insert(cursor, table, given, "generate_series(0, 0) n")
            opened = True
        except errors.InsufficientPrivilege:
            opened = False
    allowed = {0} if decision.is_allowed else NOBODY
    result.compare(Action.CREATE, where, allowed, {0} if opened else NOBODY, {0})


def _compare_others(cursor: Cur, expected: Expected, result: Result) -> None:
    """Tables of no record: what was worked out, and what everybody signed in reads."""
    context = expected.context
    for table, access in sorted(expected.world.tables.items()):
        if not isinstance(access.rows, rights.DerivedRows | rights.SignedInRows):
            continue
        where = f"{context.role} {context.purpose} {table}"
        with _inside(cursor, context):
            shown = bool(_ids(cursor, f"select true from {table} limit 1"))
        with undone(cursor):
            is_filled = bool(_ids(cursor, f"select true from {table} limit 1"))
        reads, writes = _others(access, context)
        result.compare(
            Action.READ,
            where,
            {0} if reads and is_filled else (),
            {0} if shown else (),
            {0},
        )
        column = _column(cursor, table)
        if column is None or not is_filled:
            continue
        with _inside(cursor, context):
            statement = f'update {table} set "{column}" = "{column}" returning true'
            changed = bool(_ids(cursor, statement))
        result.compare(
            Action.WRITE, where, {0} if writes else (), {0} if changed else (), {0}
        )


def _others(
    access: rights.TableAccess, context: decisions.AccessContext
) -> tuple[bool, bool]:
    """Whether rows of such a table are read, and changed."""
    if isinstance(access.rows, rights.DerivedRows):
        domain = access.rows.domain
        return (
            decisions.meets_domain(context, domain, {Action.READ}),
            decisions.meets_domain(context, domain, {Action.WRITE, Action.CREATE}),
        )
    assert isinstance(access.rows, rights.SignedInRows)  # for the type only
    return True, context.purpose in access.rows.write or bool(access.rows.own)


def _added(
    cursor: Cur,
    context: decisions.AccessContext,
    made: World,
    table: str,
    allowed: frozenset[int],
    forbidden: frozenset[int],
) -> frozenset[int]:
    """Which rows could be added, the table being empty: the allowed all at once."""
    rule = made.tables[table].rows
    assert isinstance(rule, rights.RowsUnder)  # for the type only
    given = {"id": rows.key(table), rule.column: rows.key(rule.table)}
    if rule.or_under:
        given[rule.or_under[0]] = rows.key(rule.or_under[1], f"({len(STATES)} + 1 - n)")
    if rule.own:
        given[rule.own] = f"'{states.PERSON}'"
    given |= _BEGINS.get(table, {})
    told_by, ids = made.told_by(table)
    with undone(cursor):
        cursor.execute(f"delete from {table}".encode())
        add = rows.statement(cursor, table, given, "unnest(%s::int[]) n")
        world.enter(cursor, context.role, context.purpose)
        refused = not _adds(cursor, add, allowed)
        for number in sorted(forbidden):
            _adds(cursor, add, {number})
        cursor.execute("reset role")
        there = _ids(cursor, f"select {told_by} from {table}")  # our own
    return _numbers(there, ids) - (allowed if refused else NOBODY)


def _adds(cursor: Cur, add: str, numbers: Iterable[int]) -> bool:
    with undone(cursor, only_failures=True) as tried:
        cursor.execute(add.encode(), [[number + 1 for number in numbers]])
        tried.append(True)
    return bool(tried)


@contextmanager
def _inside(cursor: Cur, context: decisions.AccessContext) -> Iterator[None]:
    with undone(cursor):
        world.enter(cursor, context.role, context.purpose)
        yield


def _some(forbidden: frozenset[int], number: int, sample: Sample) -> frozenset[int]:
    """A few of them, others in each context."""
    ordered = sorted(forbidden)
    step = max(1, len(ordered) // sample.forbidden)
    return frozenset(ordered[number % step :: step])


def _ids(cursor: Cur, statement: str) -> list[UUID]:
    return [row[0] for row in cursor.execute(statement.encode()).fetchall()]


def _numbers(found: Iterable[UUID], ids: Mapping[UUID, int]) -> frozenset[int]:
    return frozenset(ids[each] for each in found if each in ids)


def _column(cursor: Cur, table: str) -> str | None:
    asked = {"role": world.STAFF, "table": table}
    row = cursor.execute(_COLUMN, asked).fetchone()
    return row[0] if row else None


def _is_worth_writing(table: str) -> bool:
    """Of the made tables two categories are enough: writing knows none."""
    return not table.startswith("proof_") or table.endswith(("_operational", "_health"))


def _may_insert(cursor: Cur, table: str) -> bool:
    row = cursor.execute(_MAY_INSERT, [world.STAFF, table]).fetchone()
    return bool(row and row[0])
