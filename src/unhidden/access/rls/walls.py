"""Row-level security, written from what the models declare.

A table's ``rows`` becomes one policy for each command of the staff role. Every helper
stands in ``(select …)`` and gives an array, so that PostgreSQL works it out once a
statement, not once a row (the form V3, measured there).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import singledispatch

from unhidden.lib.rights import (
    DerivedRows,
    GuardedHeads,
    OpenRows,
    Rows,
    RowsUnder,
    RuledRows,
    SignedInRows,
    TableAccess,
)

Tables = Mapping[str, TableAccess]
SIGNED = "(select wall.is_signed())"


class NoSuchRecord(Exception):
    """A table says that it stands under one that guards nothing."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The SQL that gives what a person sees: records by grant, organisations whose
    records come into view, records they are kept out of, and the highest level.
    """

    view: str
    own: str
    closed: str
    highest: str


def of_head(
    sight: Sight, record: str, head: str = "", organisation: str = "organisation_id"
) -> str:
    """The visibility rule: the condition under which a record's head is seen.

    ``record`` is its id, ``head`` what stands before its columns.
    """
    let_in = _let_in_by(sight, record, head, organisation)
    return f"{head}sensitivity <= {sight.highest} and {let_in}"


def _let_in_by(sight: Sight, record: str, head: str, organisation: str) -> str:
    """Some way in: by a grant, or as the organisation's own. Exclusions beat both:
    ``wall.view`` leaves them out itself, since each look at the signed context costs.
    """
    return (
        f"({record} = any({sight.view})"
        f" or ({head}{organisation} = any({sight.own}) and not {head}is_restricted"
        f" and {record} <> all({sight.closed})))"
    )


def rows_of(table: str, tables: Tables) -> Rows:
    """A table's rule, with columns that are not mistaken for another table's."""
    rows = tables[table].rows
    if isinstance(rows, RuledRows):
        return replace(rows, select=_or_opened(rows.select, table, tables))
    if not isinstance(rows, RowsUnder):
        return rows
    other = rows.or_under and (f"{table}.{rows.or_under[0]}", rows.or_under[1])
    return replace(rows, column=f"{table}.{rows.column}", or_under=other)


def make_select_condition(rows: Rows, tables: Tables) -> str:
    """The condition under which the staff role meets a row."""
    return _seen(rows, tables)


def make_update_condition(rows: Rows, tables: Tables) -> str:
    """The condition under which the staff role may change a row of a record."""
    return _writable(rows, tables)


def make_insert_condition(rows: Rows, tables: Tables) -> str:
    """The condition that a new row of the staff role must meet."""
    if isinstance(rows, GuardedHeads):
        opened = f"id = (select wall.opening('{rows.domain}'))"
        in_own_name = f" and {rows.opened_by} = (select wall.person())"
        return opened + in_own_name if rows.opened_by else opened
    if isinstance(rows, RuledRows):
        return rows.insert
    if isinstance(rows, RowsUnder) and rows.own:
        in_own_name = f"{rows.own} = (select wall.person())"
        return f"({_writable(rows, tables)}) and {in_own_name}"
    return _writable(rows, tables)


@singledispatch
def _seen(rows: Rows, tables: Tables) -> str:
    raise TypeError(rows)


@_seen.register
def _(rows: OpenRows, tables: Tables) -> str:
    return "true"


@_seen.register
def _(rows: SignedInRows, tables: Tables) -> str:
    return SIGNED


@_seen.register
def _(rows: GuardedHeads, tables: Tables) -> str:
    return _of_head(rows, "read")


@_seen.register
def _(rows: RowsUnder, tables: Tables) -> str:
    ways = [_inside(column, table) for column, table in _parents(rows)]
    if rows.category != "operational":
        ways[0] = _holds(rows, rows.category, tables)
    condition = ways[0] if len(ways) == 1 else f"({' or '.join(ways)})"
    if rows.domain:
        condition += f" and (select wall.meets('{rows.domain}', '{{read}}'))"
    if rows.matter:
        view = f"'{head_of(rows, tables).domain}', 'read', '{rows.category}'"
        condition += (
            f" and ((select wall.meets('{rows.matter}', '{{read}}'))"
            f" or {rows.column} = any((select wall.view({view}))::uuid[]))"
        )
    return f"{condition} and {rows.besides}" if rows.besides else condition


@_seen.register
def _(rows: DerivedRows, tables: Tables) -> str:
    return f"(select wall.meets('{rows.domain}', '{{read}}'))"


@_seen.register
def _(rows: RuledRows, tables: Tables) -> str:
    return rows.select


@singledispatch
def _writable(rows: Rows, tables: Tables) -> str:
    raise TypeError(rows)


@_writable.register
def _(rows: OpenRows, tables: Tables) -> str:
    return _at_work(rows.write) if rows.write else SIGNED


@_writable.register
def _(rows: SignedInRows, tables: Tables) -> str:
    ways = []
    if rows.write:
        ways.append(_at_work(rows.write))
    if rows.own:
        ways.append(f"{rows.own} = (select wall.person())")
    return " or ".join(ways) or "false"


@_writable.register
def _(rows: GuardedHeads, tables: Tables) -> str:
    return _of_head(rows, "write")


@_writable.register
def _(rows: RowsUnder, tables: Tables) -> str:
    if rows.domain:
        worked_on = f"(select wall.meets('{rows.domain}', '{{write}}'))"
        return f"{_inside(rows.column, rows.table)} and {worked_on}"
    ways = [
        _inside(column, table, _takes_rows(table, rows.even_closed, tables))
        for column, table in _parents(rows)
    ]
    written = " or ".join(ways)
    return f"({written}) and {rows.besides}" if rows.besides else written


def _takes_rows(table: str, even_closed: str, tables: Tables) -> str:
    """What a row must be for others to be written under it: its record is open."""
    rows = rows_of(table, tables)
    written = _writable(rows, tables)
    if not isinstance(rows, GuardedHeads) or not rows.open_while:
        return written
    still = f"{table}.{rows.open_while}"
    return f"{written} and {f'({still} or {even_closed})' if even_closed else still}"


@_writable.register
def _(rows: DerivedRows, tables: Tables) -> str:
    return f"(select wall.meets('{rows.domain}', '{{write,create}}'))"


@_writable.register
def _(rows: RuledRows, tables: Tables) -> str:
    return rows.update


def _at_work(purposes: Iterable[str]) -> str:
    named = ", ".join(f"'{purpose}'" for purpose in purposes)
    return f"(select wall.purpose()) in ({named})"


def _of_head(rows: GuardedHeads, action: str) -> str:
    """For policies, whose rows are themselves heads."""
    return of_head(_sight(rows, action), "id", organisation=rows.organisation)


def _let_in(rows: GuardedHeads, action: str, category: str = "operational") -> str:
    """Some way in to the record, for the action on data of the category."""
    return _let_in_by(_sight(rows, action, category), "id", "", rows.organisation)


def _sight(rows: GuardedHeads, action: str, category: str = "operational") -> Sight:
    """As policies ask: each answer worked out once a statement."""
    return Sight(
        f"(select wall.view('{rows.domain}', '{action}', '{category}'))::uuid[]",
        f"(select wall.organisations('{rows.domain}', '{action}'))::uuid[]",
        "(select wall.excluded())::uuid[]",
        "(select wall.clearance())",
    )


def _holds(rows: RowsUnder, category: str, tables: Tables) -> str:
    """Some way in to the record of a row gives data of the category."""
    parent = rows_of(rows.table, tables)
    if isinstance(parent, RowsUnder):
        held = _holds(parent, category, tables)
    else:
        held = _let_in(head_of(rows, tables), "read", category)
    return _inside(rows.column, rows.table, held)


def _inside(column: str, table: str, where: str = "true") -> str:
    """EXISTS, so that a few rows are looked up by key, and many hashed at once."""
    return f"exists (select from {table} where {table}.id = {column} and {where})"


def _or_opened(condition: str, table: str, tables: Tables) -> str:
    """The condition, or that a record above opens the row to its readers."""
    ways = [
        f"({rows.opens.where} and exists (select from {above}"
        f" where {above}.{rows.opens.column} = {table}.id))"
        for above, rows in list_head_tables(tables)
        if rows.opens and rows.opens.table == table
    ]
    return " or ".join([condition, *ways])


def _parents(rows: RowsUnder) -> list[tuple[str, str]]:
    first = (rows.column, rows.table)
    return [first, rows.or_under] if rows.or_under else [first]


def head_of(rows: RowsUnder, tables: Tables) -> GuardedHeads:
    """The head of the record that a row stands under; raises NoSuchRecord."""
    parent = tables[rows.table].rows
    if isinstance(parent, GuardedHeads):
        return parent
    if isinstance(parent, RowsUnder):
        return head_of(parent, tables)
    raise NoSuchRecord(rows.table)


def list_head_tables(tables: Tables) -> Iterator[tuple[str, GuardedHeads]]:
    """Each table that holds the heads of a domain's records, with its rule."""
    for table, access in sorted(tables.items()):
        if isinstance(access.rows, GuardedHeads):
            yield table, access.rows


def header_function(tables: Tables) -> str:
    """``wall.header(domain, record)``: what must be known to decide about a record."""
    cases = "\n".join(
        f"  when '{rows.domain}' then return query {_header(table, rows)};"
        for table, rows in list_head_tables(tables)
    )
    return (
        "create or replace function wall.header(wanted text, record uuid)\n"
        "returns table(organisation_id uuid, sensitivity integer,"
        " is_restricted boolean, opened_by uuid)\n"
        "language plpgsql stable\n"
        "set search_path = pg_catalog, pg_temp as $$\n"
        f"begin\n  case wanted\n{cases}\n  else null;\n  end case;\nend $$;"
    )


def find_function(tables: Tables) -> str:
    """``wall.find(reference)``: the record that people call so, and its domain."""
    ways = "\n union all ".join(
        f"select '{rows.domain}', t.id from public.{table} t"  # noqa: S608  # our own names
        f" where t.{rows.reference} = wanted"
        for table, rows in list_head_tables(tables)
        if rows.reference
    )
    return (
        "create or replace function wall.find(wanted text)\n"
        "returns table(domain text, record uuid)\n"
        "language sql stable\n"
        f"set search_path = pg_catalog, pg_temp as $$\n{ways}\n$$;"
    )


def name_function(tables: Tables) -> str:
    """``wall.reference_of(domain, record)``: what people call the record; or null."""
    cases = " ".join(
        f"when '{rows.domain}' then (select t.{rows.reference} from public.{table} t"  # noqa: S608  # our own names
        " where t.id = record)"
        for table, rows in list_head_tables(tables)
        if rows.reference
    )
    return (
        "create or replace function wall.reference_of(wanted text, record uuid)\n"
        "returns text language sql stable\n"
        "set search_path = pg_catalog, pg_temp as $$\n"
        f"select case wanted {cases} end $$;"
    )


def _header(table: str, rows: GuardedHeads) -> str:
    opened_by = f"t.{rows.opened_by}" if rows.opened_by else "null::uuid"
    decisive = f"t.{rows.organisation}, t.sensitivity::integer, t.is_restricted"
    return f"select {decisive}, {opened_by} from public.{table} t where t.id = record"  # noqa: S608  # our own names
