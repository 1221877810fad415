"""What an earlier version left is brought to the program of now."""

from __future__ import annotations

import lzma
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest
from psycopg import sql

from unhidden.audit import exporting, verifying
from unhidden.audit.statements import Anchor
from unhidden.hosting import secret_files, sources
from unhidden.hosting.installation import heads, opening
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import DatabaseNeeds
from unhidden.hosting.paths import REPOSITORY, StateFolder
from unhidden.hosting.postgres import connecting, databases, roles
from unhidden.hosting.postgres.connecting import Connection
from unhidden.hosting.refusal import Refusal
from unhidden.lib import database_roles, versions

HERE = Path(__file__).parent
KINDS = ("demonstration", "empty")
VERSIONS = sorted(folder.name for folder in HERE.iterdir() if folder.name[0].isdigit())
#: Rights, lists and what only the wall knows are made anew by every program.
_MADE_ANEW = re.compile(r"public\.(django_|auth_|signs_|places_council)")
_TABLES = """
select n.nspname, c.relname
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind = 'r' and n.nspname in ('public', 'audit') order by 1, 2
"""


#: As an earlier program could: there were no turns of a case then.
_CLOSE_ONE = """
update safeguarding_case set closed_at = opened_at
 where id = (select id from safeguarding_case order by id limit 1)
"""
_FROM_A_DISCLOSURE = """
update investigations_investigation set visit_id = null, disclosure_id = id
 where urn = (select min(urn) from investigations_investigation)
"""
EVERY = [(version, kind) for version in VERSIONS for kind in KINDS]
pytestmark = pytest.mark.xdist_group("upgrade")


@dataclass(frozen=True, slots=True)
class Upgraded:
    """An installation of now, and what it held before: rows by table, kept heads."""

    now: Installation
    rows: dict[str, int]
    has_heads: bool


@pytest.fixture(scope="module", params=EVERY, ids="-".join)
def upgraded(request: pytest.FixtureRequest, module_place: Path) -> Iterator[Upgraded]:
    """An installation as an earlier version left it, brought up to date."""
    version, kind = request.param
    state = StateFolder(module_place / f"{version} {kind}")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL")
        with as_it_was(HERE / version, kind, state) as installation:
            with inside(installation) as connection:
                connection.execute(_CLOSE_ONE)
                connection.execute(_FROM_A_DISCLOSURE)
            rows = counts(installation)
            has_heads = heads.earlier_file(installation).exists()
            opening.prepare_database(installation, lambda _: None, DatabaseNeeds())
            yield Upgraded(installation, rows, has_heads)


@pytest.fixture(params=EVERY, ids="-".join)
def earlier(
    request: pytest.FixtureRequest, place: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Installation]:
    """An installation as an earlier version left it, on a server of its own."""
    version, kind = request.param
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with as_it_was(HERE / version, kind, StateFolder(place / "state")) as installation:
        yield installation


@contextmanager
def as_it_was(folder: Path, kind: str, state: StateFolder) -> Iterator[Installation]:
    """The kept dump, its secrets and its heads, where that version had them."""
    state.make()
    shutil.copy(folder / f"{kind}.secrets.json", state.secrets / "all.json")
    if (heads := folder / f"{kind}.anchors").exists():
        (state.folder / "audit").mkdir()
        shutil.copy(heads, state.folder / "audit" / "unhidden.anchors")
    with opening.reach_database(state) as installation:
        with connecting.connect(installation.server) as admin:
            _as_roles_were(admin, installation)
            databases.create_database(admin, installation.database)
            note = '{"is_ready": true, "migrated": "by an earlier version"}'
            admin.execute(f"comment on database {installation.database} is '{note}'")
        with inside(installation) as connection:
            connection.execute("drop schema public")
            connection.execute("create schema public authorization unhidden_owner")
            connection.execute(
                lzma.decompress((folder / f"{kind}.sql.xz").read_bytes())
            )
        yield installation


def _as_roles_were(admin: Connection, installation: Installation) -> None:
    """With their passwords, and without a mark of whose they are."""
    roles.create_missing_roles(admin)
    for process, name in database_roles.ROLES.items():
        roles.set_password(admin, name, installation.secrets[f"{process}_password"])
        admin.execute(sql.SQL("alter role {} login").format(sql.Identifier(name)))


def inside(installation: Installation) -> Connection:
    """The administrator's connection to the installation's own database."""
    found = {**installation.server, "dbname": installation.database}
    return connecting.connect(found)


def counts(installation: Installation) -> dict[str, int]:
    """How many rows each table has."""
    with inside(installation) as connection:
        return {
            f"{schema}.{table}": connection.execute(
                sql.SQL("select * from {}").format(sql.Identifier(schema, table))
            ).rowcount
            for schema, table in connection.execute(_TABLES)
        }


def test_an_earlier_installation_is_brought_up_to_date_and_loses_no_row(
    upgraded: Upgraded,
) -> None:
    after = counts(upgraded.now)

    lost = {
        name: (number, after.get(name))
        for name, number in upgraded.rows.items()
        if not _MADE_ANEW.match(name) and after.get(name, 0) < number
    }
    assert lost == {}


def test_each_case_that_was_there_has_a_person_of_its_own(upgraded: Upgraded) -> None:
    with inside(upgraded.now) as connection:
        cases, people, named = connection.execute(
            "select count(*), count(distinct p.id), count(distinct p.pseudonym)"
            "  filter (where p.pseudonym ~ '^NW-P-[0-9A-F]{5}-[0-9A-F]{5}$'"
            "    and c.way_in = 'visit')"
            "  from safeguarding_case c"
            "  left join safeguarding_caseperson p on p.id = c.person_id"
        ).fetchone() or (0, 0, 0)

    assert cases == people == named


def test_a_case_that_was_closed_then_is_closed_now(upgraded: Upgraded) -> None:
    with inside(upgraded.now) as connection:
        closed, unfit = connection.execute(
            "select count(*) filter (where course = 'closed'),"
            " count(*) filter (where (course = 'closed') = (closed_at is null))"
            "  from safeguarding_case"
        ).fetchone() or (0, 0)

    assert closed == min(1, upgraded.rows["public.safeguarding_case"])
    assert unfit == 0


def test_each_investigation_has_what_it_came_from_and_who_leads_it(
    upgraded: Upgraded,
) -> None:
    with inside(upgraded.now) as connection:
        origins = connection.execute(
            "select kind from investigations_origin o"
            "  join investigations_investigation i on i.id = o.investigation_id"
            " where o.brought_by_id = i.opened_by_id order by kind"
        ).fetchall()
        led, unlike = connection.execute(
            "select count(*), count(*) filter (where g.person_id is null)"
            "  from investigations_post p"
            "  left join access_grant g on g.record_id = p.investigation_id"
            "   and g.person_id = p.person_id and g.team_role = 'lead'"
            " where p.function = 'sio' and p.ended_at is null"
        ).fetchone() or (0, 0)

    investigations = upgraded.rows["public.investigations_investigation"]
    first = ["disclosure"] if investigations else []
    assert [kind for (kind,) in origins] == first + ["visit"] * (investigations - 1)
    assert (led, unlike) == (investigations, 0)


def test_what_people_agreed_to_then_is_numbered_as_it_counted(
    upgraded: Upgraded,
) -> None:
    with inside(upgraded.now) as connection:
        numbers = [
            number
            for (number,) in connection.execute(
                "select number from safeguarding_consent"
                " order by asked_at, answer <> 'yes', id"
            )
        ]

    assert numbers == list(range(1, len(numbers) + 1))


def test_its_record_verifies_against_the_heads_kept_outside(upgraded: Upgraded) -> None:
    file = heads.find_heads_file(upgraded.now)
    assert file.exists() == upgraded.has_heads
    lines = file.read_text().splitlines() if upgraded.has_heads else []
    kept = [Anchor.from_line(line) for line in lines]
    with inside(upgraded.now) as connection:
        report = verifying.verify_export(
            exporting.export_lines(connection), anchors=kept, keys=[]
        )
    assert report.findings == []
    assert report.checkpoints == len(kept)


def test_its_newest_keys_become_first_links(upgraded: Upgraded) -> None:
    with inside(upgraded.now) as connection:
        rows = connection.execute(_FIRST_LINKS).fetchall()

    assert bool(rows) == bool(upgraded.rows["public.vault_generation"])
    assert {number for _, _, number, _ in rows} <= {1}
    assert all(f"\ngeneration {keys}\n" in header for _, keys, _, header in rows)


def test_it_is_not_given_to_other_secrets(earlier: Installation) -> None:
    (earlier.state.secrets / "all.json").unlink()
    admin_password = earlier.secrets["admin_password"]
    other = {
        **secret_files.ensure_secrets(earlier.state),
        "admin_password": admin_password,
    }

    with pytest.raises(Refusal, match="belong to another installation"):
        opening.prepare_database(
            replace(earlier, secrets=other), lambda _: None, DatabaseNeeds()
        )

    connecting.try_connecting(earlier.parameters("staff")).close()


@pytest.mark.parametrize("version", VERSIONS)
def test_what_changes_the_tables_has_a_higher_number(version: str) -> None:
    number, digest = (HERE / version / "schema").read_text().split()

    assert sources.of_schema() == digest or versions.find_schema_number() > int(
        number
    ), (
        "Raise RAISED (lib/versions.py): an older program would put its"
        " rights and functions over those of now."
    )


@pytest.fixture
def demonstration(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Installation]:
    """The demonstration of the first version."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    state = StateFolder(place / "state")
    with as_it_was(HERE / VERSIONS[0], "demonstration", state) as installation:
        yield installation


_FIRST_LINKS = """
select t.id, g.number, l.number, convert_from(l.header, 'UTF8')
  from vault_team t
  join vault_generation g on g.id = t.newest_id
  left join vault_link l on l.team_id = t.id
"""


def test_what_was_put_into_it_is_refused_by_name(
    demonstration: Installation, capfd: pytest.CaptureFixture[str]
) -> None:
    with inside(demonstration) as connection:
        keys, stranger = connection.execute(_PUT_KEYS).fetchone() or ("", "")
        member, person = connection.execute(_PUT_MEMBER, [keys]).fetchone() or ("", "")

    opening.prepare_database(demonstration, lambda _: None, DatabaseNeeds())

    told = capfd.readouterr().out
    assert re.search(rf"^{stranger}, keys 77: not everybody .*\.$", told, re.MULTILINE)
    assert re.search(rf": is said to be in, .*{person}", told)
    with inside(demonstration) as connection:
        rows = connection.execute(_FIRST_LINKS).fetchall()
    assert {team for team, _, number, _ in rows if number is None} == {keys}
    assert member in {team for team, _, number, _ in rows if number == 1}


_PUT_KEYS = """
with made as (
  insert into vault_generation
    (team_id, number, public_key, opens_first_version, created_at)
  select team_id, 77, decode(repeat('41', 32), 'hex'), false, now()
    from vault_membership m join agencies_organisation o on o.id = m.team_id
   where ended_at is null and admitted_at is not null limit 1
  returning team_id)
select made.team_id, o.name_en from made
  join agencies_organisation o on o.id = made.team_id
"""
_PUT_MEMBER = """
with chosen as (
  select m.team_id, p.id, p.name
    from vault_membership m
    join agencies_organisation o on o.id = m.team_id
    join agencies_person p on not exists (
      select from agencies_engagement e
       where e.person_id = p.id and e.organisation_id = m.team_id)
   where m.team_id <> %s and m.ended_at is null limit 1
), made as (
  insert into vault_membership (team_id, member_id, asked_at, admitted_at)
  select team_id, id, now(), now() from chosen)
select team_id, name from chosen
"""


@pytest.mark.parametrize("version", VERSIONS)
def test_no_migration_that_was_merged_is_rewritten(version: str) -> None:
    kept = (HERE / version / "migrations.sha256").read_text().splitlines()

    rewritten = [
        file
        for digest, file in (line.split() for line in kept)
        if sha256((REPOSITORY / file).read_bytes()).hexdigest() != digest
    ]

    assert rewritten == []
