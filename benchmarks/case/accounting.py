"""What of a lived investigation is missing from its schedules, or not audited.

It reads by SQL, as an owner, and shares nothing with what signs and records.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, LiteralString, Protocol
from uuid import UUID

from psycopg import sql

from benchmarks.case.lives import LivedCase, LivedThing

_ITEMS: LiteralString = """
select m.id, m.kind, m.source_id, m.number, d.axis, d.value, d.code
  from investigations_material m
  left join lateral (
       select distinct on (x.axis) x.axis, x.value, x.code
         from investigations_materialdecision x
        where x.material_id = m.id
          and x.axis in ('relevance', 'use', 'revelation')
        order by x.axis, x.turn desc) d on true
 where m.investigation_id = %s
"""
_LINES: LiteralString = """
select s.kind, l.line, m.number, l.words
  from investigations_scheduleline l
  join investigations_schedule s on s.id = l.schedule_id
  join investigations_material m on m.id = l.material_id
 where l.investigation_id = %s
"""
_DECIDED: LiteralString = """
select m.number,
       case when d.value = 'sensitive' then 'investigations.material_sealed'
            else 'investigations.material_decided' end,
       case when d.value = 'sensitive' then '' else d.axis end,
       case when d.value = 'sensitive' then '' else d.value end
  from investigations_materialdecision d
  join investigations_material m on m.id = d.material_id
 where d.investigation_id = %s and d.axis <> 'revelation'
"""
_DESCRIBED: LiteralString = """
select m.number from {} d join investigations_material m on m.id = d.material_id
 where d.investigation_id = %s
"""
_EVENTS: LiteralString = """
select name, subject_id, coalesce(detail ->> 'axis', ''),
       coalesce(detail ->> 'value', ''), coalesce(detail ->> 'items', '')
  from audit_event
 where subject_id = %(head)s
    or subject_id in (select id from investigations_schedule
                       where investigation_id = %(head)s)
"""
_SCHEDULES: LiteralString = """
select id from investigations_schedule where investigation_id = %s
"""
_RUN = re.compile(r"\d+(?:–\d+)?")


class _CaseReader(Protocol):
    """A cursor of somebody who reads every row."""

    def execute(self, query: Any, params: Any = None, /) -> Any: ...

    def fetchall(self) -> list[tuple[Any, ...]]: ...


def find_missing(cursor: _CaseReader, lived: LivedCase) -> list[str]:
    """What is on the generator's list and on no schedule, nor evidence, nor set aside;
    and what is an item and not on the list."""
    items: dict[tuple[str, UUID], dict[str, tuple[str, str]]] = {}
    numbers: dict[tuple[str, UUID], int] = {}
    for _, kind, source, number, axis, value, code in _ask(
        cursor, _ITEMS, lived.investigation_id
    ):
        numbers[kind, source] = number
        items.setdefault((kind, source), {})[axis] = (value, code)
    lines = {
        (kind, line): _listed(number, words)
        for kind, line, number, words in _ask(cursor, _LINES, lived.investigation_id)
    }
    wrong, known = [], set()
    for thing in lived.things:
        key = (thing.kind, _row_of(cursor, thing, lived.investigation_id))
        known.add(key)
        if key not in items:
            wrong.append(f"{thing.act} {thing.value}: no item")
        elif not _is_placed(items[key], numbers[key], lines):
            wrong.append(f"{thing.act} {thing.value}: item {numbers[key]} on no line")
    wrong += [f"{kind} {source}: unknown" for kind, source in items.keys() - known]
    return wrong


def find_unaudited(cursor: _CaseReader, lived: LivedCase) -> list[str]:
    """Acts of an investigation of which the record of who did what says nothing."""
    head = lived.investigation_id
    items = {
        (kind, source): id_ for id_, kind, source, *_ in _ask(cursor, _ITEMS, head)
    }
    wrong = [
        f"{thing.act} {thing.value}: {found} of {wanted}"
        for thing in lived.things
        for found, wanted in [_count_events(cursor, thing, items, head)]
        if found < wanted
    ]
    return [*wrong, *_find_untold(cursor, head)]


def _count_events(
    cursor: _CaseReader,
    thing: LivedThing,
    items: dict[tuple[str, UUID | None], UUID],
    head: UUID,
) -> tuple[int, int]:
    """How many events there are of a thing that came about, and should be."""
    row_id = _row_of(cursor, thing, head)
    name = "%"
    if thing.act == "open":
        opened = (thing.kind, UUID(thing.value))
        row_id, name = items.get(opened), "investigations.material_shown"
    elif thing.act == "begin":
        row_id = head
    cursor.execute(
        "select 1 from audit_event where subject_id = %s and name like %s",
        [row_id, name],
    )
    return len(cursor.fetchall()), max(thing.times, 2 if thing.act == "refusal" else 1)


def _find_untold(cursor: _CaseReader, head: UUID) -> Iterator[str]:
    """Decisions, descriptions and signatures without their event."""
    cursor.execute(_EVENTS, {"head": head})
    told: dict[tuple[str, ...], set[int]] = defaultdict(set)
    names: dict[str, list[UUID]] = defaultdict(list)
    for name, subject_id, axis, value, items in cursor.fetchall():
        names[name].append(subject_id)
        told[name, axis, value] |= _numbers(items)
    for number, *named in [*_ask(cursor, _DECIDED, head), *_described(cursor, head)]:
        if number not in told[tuple(named)]:
            yield f"{number} {named}"
    for (schedule_id,) in _ask(cursor, _SCHEDULES, head):
        if schedule_id not in names["investigations.schedule_signed"]:
            yield f"schedule {schedule_id}"
    if not names["investigations.schedules_revealed"]:
        yield "revelation"


def _described(cursor: _CaseReader, head: UUID) -> Iterator[tuple[Any, ...]]:
    """Every description with the event that should tell of it."""
    for table, name in (
        ("investigations_materialdescription", "material_described"),
        ("investigations_sensitivedescription", "material_sealed"),
    ):
        cursor.execute(sql.SQL(_DESCRIBED).format(sql.Identifier(table)), [head])
        for (number,) in cursor.fetchall():
            yield number, f"investigations.{name}", "", ""


def _is_placed(
    decided: dict[str, tuple[str, str]],
    number: int,
    lines: dict[tuple[str, int], set[int]],
) -> bool:
    """Whether an item is set aside, evidence, or listed on the line that it names."""
    if decided.get("relevance", ("", ""))[0] == "not_relevant":
        return True
    if decided.get("use", ("", ""))[0] == "evidence":
        return True
    _, code = decided.get("revelation", ("", ""))
    named = [part.split()[:2] for part in code.split(";") if part]
    return bool(named) and all(
        number in lines.get((kind, int(line)), set()) for kind, line in named
    )


def _listed(number: int, words: str) -> set[int]:
    """The numbers of the items that a line lists: its own, and those of its block."""
    if not words.endswith(")"):
        return {number}
    return {number} | _numbers(words[words.rindex("(") :])


def _numbers(text: str) -> set[int]:
    found: set[int] = set()
    for run in _RUN.findall(text):
        first, _, last = run.partition("–")
        found.update(range(int(first), int(last or first) + 1))
    return found


def _row_of(cursor: _CaseReader, thing: LivedThing, head: UUID) -> UUID | None:
    """The id of the row that a thing came to, by what it was to be known."""
    query = sql.SQL("select id from {} where {}::text = %s").format(
        sql.Identifier(thing.table), sql.Identifier(thing.column)
    )
    values: list[object] = [thing.value]
    if thing.column == "reference":
        query += sql.SQL(" and investigation_id = %s")
        values.append(head)
    cursor.execute(query, values)
    rows = cursor.fetchall()
    return rows[0][0] if len(rows) == 1 else None


def _ask(
    cursor: _CaseReader, query: LiteralString, head: UUID
) -> list[tuple[Any, ...]]:
    cursor.execute(query, [head])
    return cursor.fetchall()
