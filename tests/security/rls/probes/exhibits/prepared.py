"""Exhibits of an investigation that one leads, and what stands before a row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.sharing.prepared import row
from tests.security.rls.records import record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, PERSON, Way

AT_WORK = ("investigator", "investigation")
LED = record("investigations_investigation", (Way("team", "lead"),))
ITEM, OTHER_ITEM = key("exhibits", "'a'"), key("exhibits", "'b'")
ASKED, MOVED = key("exhibits", "'l'"), key("exhibits", "'m'")
SENT = key("exhibits", "'f'")
WRONG = "23514"
ME, THEM = f"'{PERSON}'", f"'{COLLEAGUE}'"
TABLES = (
    "handanswer custodygap rehash exhibitmove exhibitleaving exhibitfile"
    " exhibitfilepiece exhibitupload"
)
CLEARED = tuple(f"delete from investigations_{each}" for each in TABLES.split())


def add_exhibit(
    made: str, reference: str, *, inside: str = LED, parent: str = "null"
) -> str:
    return row(
        "investigations_exhibit",
        id=made,
        parent_id=parent,
        investigation_id=inside,
        reference=f"'{reference}'",
        kind="'thing'",
        description="'d'",
        found_at="'f'",
        found_by="'f'",
        seized_by="'f'",
        seized_at="now() - interval '1 day'",
        power="'found'",
        owner="''",
        is_sensitive_content="false",
        registered_by_id=ME,
        registered_at="now()",
    )


def add_move(
    turn: int,
    purpose: str,
    *,
    hands: tuple[str, str] = ("h", "h"),
    seals: tuple[str, str] = ("s", "s"),
    item: str = ITEM,
    leaving: str = "null",
    before: str = "1 hour",
    people: tuple[str, str] = ("null", "null"),
    made: str = "gen_random_uuid()",
) -> str:
    return row(
        "investigations_exhibitmove",
        id=made,
        investigation_id=LED,
        giver_id=people[0],
        receiver_id=people[1],
        is_outside="false",
        exhibit_id=item,
        turn=turn,
        moved_at=f"now() - interval '{before}'",
        from_holder=f"'{hands[0]}'",
        to_holder=f"'{hands[1]}'",
        seal_before=f"'{seals[0]}'",
        seal_after=f"'{seals[1]}'",
        purpose=f"'{purpose}'",
        condition="''",
        witnesses="'{}'",
        authority="'a'",
        leaving_id=leaving,
        recorded_by_id=ME,
        recorded_at="now()",
    )


def add_leaving(
    purpose: str = "returned", *, by: str = THEM, turn: int = 1, item: str = ITEM
) -> str:
    return row(
        "investigations_exhibitleaving",
        id=ASKED,
        investigation_id=LED,
        exhibit_id=item,
        after_turn=turn,
        purpose=f"'{purpose}'",
        to_holder="'o'",
        authority="'a'",
        asked_by_id=by,
        asked_at="now()",
    )


def add_gap(
    *,
    since: str = "2 hours",
    until: str = "1 hour",
    by: str = ME,
    move: str = MOVED,
    inside: str = LED,
) -> str:
    return row(
        "investigations_custodygap",
        id="gen_random_uuid()",
        investigation_id=inside,
        move_id=move,
        from_at=f"now() - interval '{since}'",
        to_at=f"now() - interval '{until}'",
        why="'w'",
        told_by_id=by,
        told_at="now()",
    )


ELSE, FAR = key("exhibits", "'e'"), key("exhibits", "'d'")


def add_upload(
    *, made: str = SENT, by: str = ME, inside: str = LED, item: str = ITEM
) -> str:
    return row(
        "investigations_exhibitupload",
        id=made,
        investigation_id=inside,
        exhibit_id=item,
        name="'n'",
        size="null",
        tool="'t'",
        scope="''",
        begun_by_id=by,
        begun_at="now()",
    )


def add_piece(number: int = 0, *, of: str = SENT) -> str:
    return row(
        "investigations_exhibitfilepiece",
        id="gen_random_uuid()",
        investigation_id=LED,
        file_id=of,
        number=number,
        content="'a'::bytea",
    )


SHA = "encode(sha256('a'::bytea), 'hex')"
AS_SEALED = "encode(sha256(sha256('a'::bytea)), 'hex')"


def add_file(pieces: int = 1, *, item: str = ITEM, made: str = SENT) -> str:
    return row(
        "investigations_exhibitfile",
        id=made,
        investigation_id=LED,
        exhibit_id=item,
        name="'n'",
        media_type="'m'",
        size="1",
        sha256=SHA,
        pieces=pieces,
        sealed_sha256=AS_SEALED if pieces else "''",
        tool="'t'",
        scope="''",
        added_by_id=ME,
        added_at="now() - interval '2 hours'",
    )


def add_rehash(
    sha256: str = SHA, *, is_same: bool = True, move: str = "null", inside: str = LED
) -> str:
    return row(
        "investigations_rehash",
        id="gen_random_uuid()",
        investigation_id=inside,
        file_id=SENT,
        move_id=move,
        sha256=sha256,
        is_same=str(is_same).lower(),
        taken_by_id=ME,
        taken_at="now()",
    )


def add_answer(hand: str = "receiver", *, inside: str = LED, move: str = MOVED) -> str:
    return row(
        "investigations_handanswer",
        id="gen_random_uuid()",
        investigation_id=inside,
        move_id=move,
        hand=f"'{hand}'",
        is_so="true",
        said_by_id=ME,
        said_at="now()",
    )


#: A second investigation of the same lead, so that nothing but the trigger refuses.
SECOND = (
    f"insert into investigations_investigation select (jsonb_populate_record(i,"
    f" jsonb_build_object('id', {ELSE}, 'urn', 'UH-XX-X'))).*"
    f" from investigations_investigation i where i.id = {LED}",
)
QUIET = tuple(
    f"alter table investigations_{each} disable trigger user"
    for each in ("exhibit", *TABLES.split())
)


def judge(
    named: str, table: str, name: str, expects: str, step: str, *before: str
) -> Attempt:
    """A row judged by one trigger alone, with what stands before it."""
    prepared = [
        *CLEARED,
        *QUIET,
        *SECOND,
        add_exhibit(ITEM, "XX/1"),
        add_exhibit(OTHER_ITEM, "XX/2"),
        add_exhibit(FAR, "XX/1", inside=ELSE),
        *before,
        f"alter table {table} enable always trigger {named}",
    ]
    return Attempt(named, name, AT_WORK, [step], expects, prepared)


def judge_by(short: str, table: str) -> Callable[..., Attempt]:
    named = f"investigations_{short}"
    return partial(judge, named, f"investigations_{table}")


AT_MOVE = add_move(1, "seized", seals=("", "s"), made=MOVED, people=(THEM, ME))
MOVE_OF_OTHER = add_move(
    1, "seized", seals=("", "s"), made=MOVED, item=OTHER_ITEM, people=(ME, THEM)
)
CAME = (add_upload(), add_piece())
