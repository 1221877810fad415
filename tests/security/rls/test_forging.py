"""SQL inside anybody's honest page makes no context, and leads to no other one.

The promise: whatever somebody does there with the texts that the database handed them,
they meet no row that their page does not show, and without their context nothing. Each
text is put where a context is taken, as it is and in every other order of its parts'
ends; and the body of a context that may do everything is put where a domain is named,
for the database to sign. In the page of every role, for each thing it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from psycopg import Error

from tests.security.rls import world
from tests.security.rls.savepoints import undone
from tests.security.rls.states import OWN, PERSON
from tests.security.rls.world import Cur
from unhidden.access.policy import RIGHTS, Action, Domain
from unhidden.access.rls import walls
from unhidden.access.rls.tables import list_declared_tables

Seen = dict[str, int]
PAGES = [(role, str(each)) for role in RIGHTS for each in RIGHTS[role].purposes]
HEADS = [table for table, _ in walls.list_head_tables(list_declared_tables())]
FAR = "99999999999"
_HELD = """
select current_setting('unhidden.context', true),
       current_setting('unhidden.opening', true)
"""
_DOMAINS = ",".join(Domain.values)
_EVERYTHING = ",".join(f"{each}:{do}" for each in Domain.values for do in Action.values)


def test_no_text_that_a_page_is_handed_leads_to_more_than_the_page(cursor: Cur) -> None:
    world.make(cursor)

    more = {page: found for page in PAGES if (found := gained(cursor, *page))}

    assert more == {}


def gained(cursor: Cur, role: str, purpose: str) -> list[str]:
    """What somebody in this page can come to see beside it, a line for each way."""
    with undone(cursor):
        world.enter(cursor, role, purpose)
        honest = seen(cursor)
        handed = list(handed_out(cursor))
        own = handed[0]
        return [
            f"{text[:80]}… shows {shown}"
            for text in forgeries(cursor, handed)
            if (shown := beyond(cursor, text, honest if text == own else {}))
        ]


def handed_out(cursor: Cur) -> Iterator[str]:
    """Their context, and the opening of a record of each domain that they may begin."""
    yield held(cursor)[0]
    for domain in (*Domain.values, everything(cursor), None):
        opening = begun(cursor, domain)
        if opening:
            yield opening


def begun(cursor: Cur, domain: str | None) -> str:
    """The opening that beginning a record of this domain gives, or nothing."""
    found = ""
    try:
        with undone(cursor):
            cursor.execute("select wall.begin(%s, gen_random_uuid())", [domain])
            found = held(cursor)[1]
    except Error:
        return ""
    finally:
        cursor.execute(f"set local role {world.STAFF}")
    return found


def everything(cursor: Cur) -> str:
    """The body of a context of somebody else who may do anything, for ever."""
    (challenge,) = cursor.execute("select wall.challenge()").fetchone() or ("",)
    engaged = world.engagement("support_manager")
    who = f"{PERSON}|{engaged}|{OWN}|support_manager|safeguarding_support|3|{FAR}"
    return f"{who}|{challenge}|{_DOMAINS}|{_EVERYTHING}|{_DOMAINS}|{_DOMAINS}|{FAR}"


def forgeries(cursor: Cur, handed: list[str]) -> Iterator[str]:
    """Each text as it is, with its signature at the other end, and what can be had
    signed while one of them is in a context's place."""
    for text in handed:
        for candidate in turned(text):
            yield candidate
            cursor.execute(
                "select set_config('unhidden.context', %s, true)", [candidate]
            )
            signed = begun(cursor, everything(cursor))
            if signed:
                yield from turned(signed)
            cursor.execute(
                "select set_config('unhidden.context', %s, true)", [handed[0]]
            )


def turned(text: str) -> Iterator[str]:
    yield text
    parts = text.split("|")
    for place, part in enumerate(parts):
        if re.fullmatch("[0-9a-f]{64}", part):
            rest = [*parts[:place], *parts[place + 1 :]]
            yield "|".join([part, *rest])
            yield "|".join([part, *rest[2:]])


def held(cursor: Cur) -> tuple[str, str]:
    context, opening = cursor.execute(_HELD).fetchone() or ("", "")
    return context or "", opening or ""


def beyond(cursor: Cur, context: str, honest: Seen) -> Seen:
    """How many rows of each kind this context shows beyond those of the honest page."""
    with undone(cursor):
        cursor.execute("select wall.leave()")
        cursor.execute("select set_config('unhidden.context', %s, true)", [context])
        shown = seen(cursor)
    cursor.execute(f"set local role {world.STAFF}")
    return {name: n for name, n in shown.items() if n > honest.get(name, 0)}


def seen(cursor: Cur) -> Seen:
    """The rows of each kind of record, and whether this counts as somebody's page."""
    found = {table: counted(cursor, f"select count(*) from {table}") for table in HEADS}
    found["is signed"] = counted(cursor, "select wall.is_signed()::int")
    return found


def counted(cursor: Cur, query: str) -> int:
    count = 0
    try:
        with undone(cursor):
            cursor.execute(f"set local role {world.STAFF}")
            row = cursor.execute(query.encode()).fetchone()
            count = int(row[0]) if row else 0
    except Error:
        count = 0
    cursor.execute(f"set local role {world.STAFF}")
    return count
