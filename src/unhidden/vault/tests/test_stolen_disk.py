"""A copy of the whole database gives no sealed word and no private key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from psycopg import Connection, sql

from tests.cast import NOON, PASSWORD, make_cast
from tests.made.intelligence import PROVENANCE, RAW, make_intelligence
from tests.made.reporting import make_answers, make_report
from tests.made.safeguarding import make_case
from tests.made.vault import by_system, make_finished, make_row
from tests.support.postgres import Server
from unhidden.hosting.postgres import connecting
from unhidden.safeguarding import actions as safeguarding
from unhidden.vault import actions, rings
from unhidden.vault.models import Generation
from unhidden.vault.rings import KeyRing

pytestmark = pytest.mark.django_db(transaction=True)

TOLD = "They sleep above Seaview Launderette; ŵyth o bobl."
NAME, NOTE = "Blodeuwedd Important", "She fears the man with the dog."


@contextmanager
def taken(server: Server, database: str) -> Iterator[Connection]:
    """The database as somebody has it who took the disk: all of it."""
    with connecting.connect({**server.admin, "dbname": database}) as connection:
        yield connection


def whole_text(connection: Connection) -> str:
    """Every row of every table as text; bytes in hexadecimal, as a dump has them."""
    tables = connection.execute(
        "select relname from pg_class where relkind in ('r', 'p')"
        " and relnamespace = 'public'::regnamespace order by relname"
    ).fetchall()
    rows = []
    for (table,) in tables:
        query = sql.SQL("select t::text from {} as t").format(sql.Identifier(table))
        rows += [row for (row,) in connection.execute(query)]
    return "\n".join(rows)


def traces(words: str, text: str) -> list[str]:
    """Ways in which a word may stand in a dump, of those that do."""
    plain = words.encode()
    forms = [words, plain.hex(), plain.decode("latin-1"), words.encode("utf-16").hex()]
    return [form for form in forms if form in text]


def test_a_dump_holds_no_plaintext_and_no_secret(
    test_server: Server, test_database: str
) -> None:
    cast = make_cast()
    make_report(answers=make_answers(what=TOLD))
    make_intelligence(by=cast.actor("officer"))
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    identity = safeguarding.SurvivorIdentity(NAME, "about 1990", "07700 900123")
    safeguarding.record_identity(
        case_id=case_id, identity=identity, actor=worker, at=NOON
    )
    safeguarding.add_note(case_id=case_id, text=NOTE, actor=worker, at=NOON)
    row = make_row(cast.organisations["police"], text="x" * 40_000)

    with taken(test_server, test_database) as connection:
        text = whole_text(connection)

    assert "vault_" not in text or len(text) > 10_000
    for words in (TOLD, "Seaview", RAW, PROVENANCE, NAME, "Blodeuwedd", NOTE, PASSWORD):
        assert traces(words, text) == [], words
    assert traces("x" * 100, text) == []
    assert row.sealed_answers.slot.content.hex() in text, "the dump is whole"


def test_a_dump_after_set_up_holds_no_key_of_the_team(
    test_server: Server, test_database: str
) -> None:
    team_id, ring = make_finished()
    make_row(team_id)
    shares = by_system(actions.set_up_recovery)(
        team_id=team_id,
        holders=[
            actions.ShareKeeper(team_id, team_id),
            actions.ShareKeeper(ring.person_id, ring.person_id),
        ],
        threshold=2,
        by=ring,
        at=NOON,
    )
    secret_keys = by_system(private_halves)(ring)

    with taken(test_server, test_database) as connection:
        text = whole_text(connection)
        wraps = connection.execute(
            "select count(*) from vault_generation where server_wrapped is not null"
        ).fetchone()

    assert wraps == (0,)
    for key in secret_keys:
        assert key.hex() not in text
    for share in shares:
        assert traces(" ".join(share.words.split()[:6]), text) == []


def private_halves(ring: KeyRing) -> list[bytes]:
    ids = Generation.objects.order_by("id").values_list("id", flat=True)
    return [*ring.team_keys(list(ids)).values()]


def test_what_rests_in_the_session_gives_nothing_without_the_cookie() -> None:
    _, ring = make_finished()
    cookie_key = rings.new_cookie_key()

    blob = ring.sealed_for_session(cookie_key)

    assert ring.person_id.bytes not in blob
    assert cookie_key not in blob
