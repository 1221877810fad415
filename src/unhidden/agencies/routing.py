"""Which of the staff process's two connections reads and writes a table.

``default`` is the colleague at work (role unhidden_staff). ``signin`` finds out who
somebody is (role unhidden_signin); it alone knows sessions, passwords and second
factors, so that a hole in a page of the first opens none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

SIGNIN = "signin"
_APPS = frozenset({"sessions", "account", "mfa", "socialaccount", "usersessions"})
_OURS = frozenset(
    {"agencies.credential", "agencies.enrolmentcode", "agencies.attempts"}
)
# Written by an administrator's page, which may not read the secret back.
_READ_BY_SIGN_IN = frozenset({"agencies.singlesignon"})
_READ_BY_BOTH = frozenset(
    {"agencies.person", "agencies.engagement", "agencies.organisation"}
)
_is_stranger: ContextVar[bool] = ContextVar("is_stranger", default=False)


@contextmanager
def for_a_stranger() -> Iterator[None]:
    """While nobody is signed in, whoever they say they are is read by ``signin``.

    The first connection has no context then and need not see a single row.
    """
    token = _is_stranger.set(True)
    try:
        yield
    finally:
        _is_stranger.reset(token)


class Router:
    """Sends the tables of signing in to ``signin``, and all others to ``default``.

    A read that follows a link of a row stays on the connection the row came by:
    from a session to its person to their engagement without the other role.
    """

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        label = model._meta.label_lower
        if _is_of_sign_in(model) or label in _READ_BY_SIGN_IN:
            return SIGNIN
        return SIGNIN if _is_stranger.get() and label in _READ_BY_BOTH else None

    def db_for_write(self, model: type[Model], **_hints: Any) -> str:
        return SIGNIN if _is_of_sign_in(model) else DEFAULT_DB_ALIAS

    def allow_relation(self, *_rows: Model, **_hints: Any) -> bool:
        """Both connections lead to the one database."""
        return True

    def allow_migrate(self, db: str, *_args: Any, **_hints: Any) -> bool:
        return db != SIGNIN


def _is_of_sign_in(model: type[Model]) -> bool:
    return model._meta.app_label in _APPS or model._meta.label_lower in _OURS
