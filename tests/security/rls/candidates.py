"""Rows for the promises: of the person and others, on records near and far, mixed.

Each column of ids takes those of what it refers to, in an order of its own, so that a
few rows hold many combinations.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.security.rls import rows, world
from tests.security.rls.states import (
    COLLEAGUE,
    LEVELS,
    OTHER,
    OWN,
    PERSON,
    STATES,
    State,
    number_of_lead,
    number_of_strangers,
)
from tests.security.rls.world import Cur, World

PEOPLE, SIDES = (PERSON, COLLEAGUE), (OWN, OTHER)
ROWS, TRIED = 24, 12
_COLUMNS = """
select a.attname::text, format_type(a.atttypid, null), not a.attnotnull,
       (select k.confrelid::regclass::text from pg_constraint k
         where k.conrelid = a.attrelid and k.contype = 'f'
           and k.conkey = array[a.attnum] limit 1)
  from pg_attribute a
 where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped
 order by a.attnum
"""
_SIDES = {"organisation_id", "keeper_id", "to_desk_id", "from_desk_id", "desk_id",
          "kept_by_id", "owner_id", "team_id", "other_id", "lead_id"}  # fmt: skip
#: Records that a column names without a foreign key, by table or for all.
_RECORDS = {
    ("intelligence_contact", "record_id"): "intelligence_intelligencereport",
    ("intelligence_sourcematch", "earlier_id"): "intelligence_intelligencereport",
    ("investigations_request", "source_id"): (
        "visits_visit intelligence_intelligencereport"
    ),
    ("intelligence_sourcematch", "later_id"): "intelligence_intelligencereport",
    ("decision_log_decision", "subject_id"): "operations_operation",
}
_CASES = {"record_id", "subject_id"}
_MIXED = {
    "boolean": ("false", "true"),
    "timestamp with time zone": ("null", "now()"),
}
_WORDS = {
    ("investigations_request", "kind"): ("'visit'", "'intelligence'"),
    ("decision_log_decision", "kind"): ("'operation'", "'operation'", "'sealed'"),
    ("operations_commandpost", "post"): ("'gold'", "'silver'"),
    ("safeguarding_caseoffer", "held_by"): ("'nobody'",),
    ("safeguarding_caseoffer", "state"): ("'offered'",),
    ("safeguarding_clockrulestep", "kind"): ("'checked'", "'withdrawn'"),
    ("safeguarding_casetransfer", "state"): ("'offered'",),
    ("sharing_share", "state"): ("'draft'", "'offered'", "'accepted'", "'ended'"),
    ("intelligence_modeltraining", "failure"): ("''", "'x'"),
    **{
        (f"safeguarding_cover{table}", name): (
            "now() - interval '1 hour'",
            "now() - interval '2 hours'",
            "now() + interval '3 hours'",
        )
        for table, names in {
            "duty": ("from_at", "until_at"),
            "sheet": ("from_at", "until_at"),
            "opening": ("opened_at", "until_at"),
        }.items()
        for name in names
    },
}


def fill(cursor: Cur, made: World, table: str) -> None:
    """Add rows to a table that the made world left alone."""
    given = _given(cursor, made, table)
    rows.fill(cursor, table, ROWS, given)


def tried(cursor: Cur, made: World, table: str) -> str:
    """Rows that colleagues will try to add; gives the name of the table they are in."""
    name = f"tried_{table}"
    world.run(cursor, f"create temp table {name} (like {table} including defaults)")
    given = _given(cursor, made, table, "tried")
    numbers = f"generate_series(900001, {900000 + TRIED}) n"
    statement = rows.statement(cursor, table, given, numbers)
    held = statement.replace(f"insert into {table}", f"insert into {name}", 1)
    world.run(cursor, held.replace("%%", "%"))
    world.run(cursor, f"grant select on {name} to {world.STAFF}")
    return name


def _given(
    cursor: Cur, made: World, table: str, salt: str = "promise"
) -> dict[str, str]:
    found = {}
    columns = cursor.execute(_COLUMNS, [table]).fetchall()
    for place, (name, kind, is_nullable, target) in enumerate(columns, 1):
        if name == "id":
            whole = {"uuid": f"md5('{salt}:{table}:' || n)::uuid"}
            found[name] = whole.get(kind, "5000 + n" if salt == "promise" else "n")
            if kind == "smallint":
                found[name] = "n %% 30000"
            continue
        values = list(_values(made, table, name, kind, target))
        is_fixed = kind.startswith("timestamp") and not is_nullable
        if is_fixed and (table, name) not in _WORDS:
            values = []
        if is_nullable and values and kind == "uuid":
            values.append("null")
        if values:
            turn = f"1 + abs(hashint4((n * 97 + {place})::int) %% {len(values)})"
            found[name] = f"(array[{', '.join(values)}]::{kind}[])[{turn}]"
    if "domain" in {name for name, *_ in columns}:
        found["domain"] = "'safeguarding_case'"
    return found


def _values(
    made: World, table: str, name: str, kind: str, target: str | None
) -> Iterator[str]:
    if (table, name) in _WORDS or kind in _MIXED:
        yield from _WORDS.get((table, name)) or _MIXED[kind]
    elif target == "agencies_person" or (target is None and _is_person(name)):
        yield from (f"'{each}'" for each in PEOPLE)
    elif target in ("agencies_organisation", "vault_team") or (
        target is None and name in _SIDES
    ):
        yield from (f"'{each}'" for each in SIDES)
    else:
        yield from _referred(made, table, name, kind, target)


def _referred(
    made: World, table: str, name: str, kind: str, target: str | None
) -> Iterator[str]:
    """Records near and far, or a few rows of the table that the column refers to."""
    record = _RECORDS.get((table, name)) or (
        "safeguarding_case" if name in _CASES and kind == "uuid" else target
    )
    records = (record or "").split()
    if records and set(records) <= set(world.in_order(made.tables)):
        for each in records:
            yield from (rows.key(each, str(number)) for number in _numbers())
    elif name == "form_key":
        for number in _numbers():
            head = rows.key("reporting_report", str(number))
            yield f"(select r.form_key from reporting_report r where r.id = {head})"
    elif target and kind in ("uuid", "bigint", "integer"):
        count = f"(select greatest(count(*), 1) from {target})"
        for place in range(6):
            yield (
                f"(select t.id from {target} t order by t.id"
                f" offset {place} %% {count} limit 1)"
            )


def _is_person(name: str) -> bool:
    return name in ("person_id", "member_id") or name.endswith(("_by", "_by_id"))


def _numbers() -> list[int]:
    own = STATES.index(State((), OWN, *LEVELS[0])) + 1
    restricted = STATES.index(State((), OWN, *LEVELS[5])) + 1
    return [number_of_lead(), number_of_strangers(), own, restricted]
