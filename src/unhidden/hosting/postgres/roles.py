"""The database roles: made plain, with passwords of their own.

None is a superuser, and none is a member of another but the owner of the guard; only
the backup's role reads past row-level security. The owner owns the database and serves
nothing (docs/architecture.md, the processes). It signs in only while the tables are
migrated, so that a program which knows nothing of that, as 0.1.0, cannot migrate them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

import psycopg
from psycopg import errors, sql
from psycopg.pq import TransactionStatus

from unhidden.hosting.postgres.connecting import Connection, Parameters, try_connecting
from unhidden.hosting.refusal import Refusal
from unhidden.lib.database_roles import GUARD, ROLES

SERVING = tuple(
    name for process, name in ROLES.items() if process not in ("owner", "backup")
)
CONNECTING = (*SERVING, ROLES["backup"])

_MAY_SET_UP = """
select rolsuper or (rolcreaterole and rolcreatedb) from pg_roles
 where rolname = current_user
"""
#: Nor one that libpq would find for itself.
_WITHOUT_PASSWORD = {"password": "", "passfile": "/nonexistent"}
_POWERFUL = """
select rolname from pg_roles
 where rolname = any(%(all)s)
   and (rolsuper or rolcreaterole or rolcreatedb or rolreplication
        or (rolbypassrls and rolname <> %(backup)s)
        or (rolcanlogin and rolname = %(guard)s)
        or exists (select from pg_auth_members m
                    where m.member = pg_roles.oid
                      and not (rolname = %(owner)s
                               and m.roleid = to_regrole(%(guard)s))))
"""
_BYPASSES = "select rolbypassrls from pg_roles where rolname = %s"
_EXISTING = "select count(*) from pg_roles where rolname = any(%s)"
_IS_MEMBER = """
select from pg_auth_members
 where member = to_regrole(%s) and roleid = to_regrole(%s)
"""
_FOREIGN = """
select r.rolname, d.datname from pg_db_role_setting s
  join pg_roles r on r.oid = s.setrole
  left join pg_database d on d.oid = s.setdatabase
 where r.rolname = any(%s)
"""
_MARKS = """
select rolname, coalesce(substring(shobj_description(oid, 'pg_authid') from %s), '')
  from pg_roles where rolname = any(%s)
"""
_MARK = "Of the Unhidden installation "
_IS_SUPERUSER = "select rolsuper from pg_roles where rolname = current_user"


def check_may_set_up(admin: Connection) -> None:
    """Raise Refusal unless this connection may create roles and databases."""
    row = admin.execute(_MAY_SET_UP).fetchone()
    if row is None or not row[0]:
        raise Refusal(
            f"The role {admin.info.user} in DATABASE_URL may not set up a database:"
            " it must be a superuser, or have CREATEROLE and CREATEDB."
        )


def are_missing(admin: Connection) -> bool:
    """Whether a newer version of the program brought roles that are not here yet."""
    wanted = [*ROLES.values(), GUARD]
    row = admin.execute(_EXISTING, [wanted]).fetchone()
    return row is None or row[0] < len(wanted)


def create_missing_roles(admin: Connection) -> None:
    """Create the roles that are missing; Refusal when one is there with powers."""
    _create_for_backup(admin)
    for name in ROLES.values():
        create_role(admin, name, may_sign_in=name != ROLES["owner"])
    create_role(admin, GUARD, may_sign_in=False)
    if admin.execute(_IS_MEMBER, [ROLES["owner"], GUARD]).fetchone() is None:
        join_groups(admin, ROLES["owner"], [GUARD])
    names = {
        "all": [*ROLES.values(), GUARD],
        "owner": ROLES["owner"],
        "guard": GUARD,
        "backup": ROLES["backup"],
    }
    powerful = admin.execute(_POWERFUL, names).fetchall()
    if powerful:
        raise Refusal(
            f"The database role {powerful[0][0]} has special rights, so that row-level"
            " security would not bind it: take them away, and start again."
        )


def read_role_marks(admin: Connection) -> dict[str, str]:
    """For each of our roles that is there the id of its installation, "" without."""
    wanted = [*ROLES.values(), GUARD]
    return dict(admin.execute(_MARKS, [f"^{_MARK}([0-9a-z]+)$", wanted]).fetchall())


def mark_roles(admin: Connection, installation: str) -> None:
    """Write on every role of ours whose it is, where that is not there yet."""
    for name, found in read_role_marks(admin).items():
        if found != installation:
            admin.execute(
                sql.SQL("comment on role {} is {}").format(
                    sql.Identifier(name), sql.Literal(_MARK + installation)
                )
            )


def check_may_back_up(admin: Connection) -> None:
    """Raise Refusal where the backup's role may not read every row.

    A backup without BYPASSRLS would silently leave out what the rows' rules hide.
    """
    name = ROLES["backup"]
    row = admin.execute(_BYPASSES, [name]).fetchone()
    if row is None or not row[0]:
        raise Refusal(
            f"The database role {name} may not read past row-level security, and this"
            " server does not let us give it that right, so a backup would not be"
            f" whole: have a superuser run ALTER ROLE {name} BYPASSRLS."
        )


def _create_for_backup(admin: Connection) -> None:
    """Create the backup's role; plain where we may not give BYPASSRLS."""
    name = ROLES["backup"]
    create_role(admin, name)
    row = admin.execute(_BYPASSES, [name]).fetchone()
    if row and not row[0]:
        with suppress(errors.InsufficientPrivilege), admin.transaction():
            admin.execute(
                sql.SQL("alter role {} bypassrls").format(sql.Identifier(name))
            )


def create_role(
    admin: Connection, name: str, *, inherits: bool = True, may_sign_in: bool = True
) -> None:
    """Create a plain role, unless it is there.

    One that ``inherits`` not has the rights of its groups only after SET ROLE. The
    owner must inherit: owning the database is a group, too (pg_database_owner).
    """
    there = admin.execute("select from pg_roles where rolname = %s", [name]).fetchone()
    if there is None:
        login = "login" if may_sign_in else "nologin"
        attributes = sql.SQL(f"{login} {'inherit' if inherits else 'noinherit'}")
        admin.execute(
            sql.SQL("create role {} {}").format(sql.Identifier(name), attributes)
        )


def reset_settings(admin: Connection) -> None:
    """Take away the defaults of our roles: none has any but what it set itself.

    Raises Refusal where this connection may not.
    """
    found = admin.execute(_FOREIGN, [[*ROLES.values(), GUARD]]).fetchall()
    for name, database in found:
        place = sql.SQL("in database {}").format(sql.Identifier(database or ""))
        statement = sql.SQL("alter role {} {} reset all").format(
            sql.Identifier(name), place if database else sql.SQL("")
        )
        try:
            admin.execute(statement)
        except errors.InsufficientPrivilege as error:
            raise Refusal(
                f"The database role {name} has settings of its own, which we may not"
                f" take away: have a superuser run {statement.as_string(admin)}."
            ) from error


def ensure_login(admin: Connection, server: Parameters, name: str, word: str) -> None:
    """Let ``name`` sign in: by the server's own knowledge of us, or else by ``word``.

    Where ``peer`` or a certificate says who we are, the role has no password. One that
    it gave itself is taken away, or set to ours again.
    """
    try:
        try_connecting({**server, "user": name, **_WITHOUT_PASSWORD}).close()
    except psycopg.OperationalError:
        _ensure_password(admin, server, name, word)
    else:
        with suppress(errors.InsufficientPrivilege):
            admin.execute(
                sql.SQL("alter role {} password null").format(sql.Identifier(name))
            )


def _ensure_password(
    admin: Connection, server: Parameters, name: str, word: str
) -> None:
    """Give ``name`` this password, unless it can sign in with it already."""
    try:
        try_connecting({**server, "user": name, "password": word}).close()
    except psycopg.OperationalError:
        set_password(admin, name, word)


@contextmanager
def signing_in(admin: Connection, name: str, word: str) -> Iterator[None]:
    """Let a role that never signs in otherwise do so for a while."""
    role = sql.Identifier(name)
    set_password(admin, name, word)
    admin.execute(sql.SQL("alter role {} login").format(role))
    try:
        yield
    finally:
        with suppress(psycopg.OperationalError):  # the server itself is gone
            admin.execute(sql.SQL("alter role {} nologin").format(role))


def set_password(admin: Connection, name: str, word: str) -> None:
    """Store the password's verifier; the password itself never reaches the server."""
    verifier = admin.pgconn.encrypt_password(
        word.encode(), name.encode(), b"scram-sha-256"
    )
    admin.execute(
        sql.SQL("alter role {} password {}").format(
            sql.Identifier(name), sql.Literal(verifier.decode())
        )
    )


def join_groups(admin: Connection, name: str, groups: Iterable[str]) -> None:
    """Make ``name`` a member of ``groups``: it may become them by SET ROLE."""
    for group in groups:
        admin.execute(
            sql.SQL("grant {} to {}").format(
                sql.Identifier(group), sql.Identifier(name)
            )
        )


def belong_to(admin: Connection, name: str) -> None:
    """Make an administrator who is no superuser a member of ``name``.

    Creating a role brings the right to grant it, not the right to be it.
    """
    if not is_superuser(admin):
        join_groups(admin, str(admin.info.user), [name])


def is_superuser(admin: Connection) -> bool:
    """Whether this connection may do anything."""
    row = admin.execute(_IS_SUPERUSER).fetchone()
    return bool(row and row[0])


@contextmanager
def acting_as(admin: Connection, name: str) -> Iterator[None]:
    """Be ``name`` on this connection for a while."""
    belong_to(admin, name)
    admin.execute(sql.SQL("set role {}").format(sql.Identifier(name)))
    try:
        yield
    finally:
        # A transaction that failed is undone, and with it the role.
        if admin.info.transaction_status is not TransactionStatus.INERROR:
            admin.execute("reset role")


def drop_role(admin: Connection, name: str) -> None:
    """Remove a role that owns nothing."""
    admin.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(name)))
