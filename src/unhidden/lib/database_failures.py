"""Why a database could not be asked, in one word of ours and never in its own."""

from __future__ import annotations

from collections.abc import Iterator

from psycopg import Error, errors

#: What PostgreSQL's library says where it has no SQLSTATE yet, in small letters.
_SAID = {
    "password authentication failed": "password",
    "no password supplied": "password",
    "peer authentication failed": "password",
    "connection refused": "refused",
    "no such file or directory": "refused",
    "could not translate host name": "refused",
    "failed to resolve host": "refused",
    "server closed the connection": "refused",
    "the connection is lost": "refused",
    "terminating connection": "refused",
    "the database system is": "refused",
    "too many clients": "connections",
    "too many connections": "connections",
    "remaining connection slots": "connections",
    "timeout": "timeout",
    "couldn't get a connection": "timeout",
    "no space left on device": "disk",
}
#: Classes of SQLSTATE by which a server says that it goes, or is not there yet.
_AWAY = ("57P", "08")
_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (errors.DiskFull, "disk"),
    (errors.InvalidPassword, "password"),
    (errors.InvalidAuthorizationSpecification, "password"),
    (errors.InsufficientPrivilege, "rights"),
    (errors.TooManyConnections, "connections"),
    (errors.QueryCanceled, "timeout"),
    (errors.LockNotAvailable, "timeout"),
)


def find_database_error(error: BaseException | None) -> Error | None:
    """The database's own error, behind those that it became on its way."""
    return next((each for each in _causes(error) if isinstance(each, Error)), None)


def name_database_failure(error: Error) -> str:
    """refused, password, connections, timeout, disk, rights; or other."""
    for kind, word in _KINDS:
        if isinstance(error, kind):
            return word
    if error.sqlstate:
        return "refused" if error.sqlstate.startswith(_AWAY) else "other"
    said = str(error).lower()
    return next((word for part, word in _SAID.items() if part in said), "other")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    met: set[int] = set()
    while error is not None and id(error) not in met:
        met.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
