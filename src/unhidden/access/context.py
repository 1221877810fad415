"""Entering the wall: this transaction is one person's, for one purpose.

Everything that reads or writes guarded rows stands inside ``acting_as``: the request of
a page, or a single call of a query or action (``query``, ``action``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from math import floor
from secrets import token_hex
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction
from psycopg.errors import InsufficientPrivilege

from unhidden.access.actor import NOBODY, Actor
from unhidden.access.policy import Purpose, purpose_for, purpose_of
from unhidden.lib import signed_texts

P = ParamSpec("P")
R = TypeVar("R")

LASTS = 60  # seconds for which a context is good; a page takes far less
SYSTEM = "system"
_LOOK = (
    "select current_setting('unhidden.looked_at', true),"
    " set_config('unhidden.looked_at', %s, true)"
)
_STEP_OUT = (
    "select coalesce(current_setting('unhidden.context', true), ''),"
    " set_config('unhidden.context', '', true)"
)
_inside: ContextVar[Actor | None] = ContextVar("inside_the_wall", default=None)
#: The record that this transaction looks at, as far as this process told it.
_looked_at: ContextVar[str] = ContextVar("looked_at", default="")


class AnotherActor(Exception):
    """Somebody else is at work in this transaction already."""


class ContextOutsideTransaction(Exception):
    """A context belongs to a transaction; without one it would guard nothing."""


class NoContextKey(Exception):
    """This process is not given the key that signs such texts."""


def read_master_key() -> bytes:
    """What all keys of signed texts follow from; raises NoContextKey."""
    found: bytes | None = settings.CONTEXT_KEY
    if found is None:
        raise NoContextKey
    return found


def key(kind: str) -> bytes:
    """The key that signs texts of this kind; raises NoContextKey."""
    keys: Mapping[str, bytes] = settings.SIGNING_KEYS
    if kind not in keys:
        raise NoContextKey
    return keys[kind]


def make_context_token(actor: Actor, *, challenge: str, now: float) -> str:
    """What ``wall.enter`` takes: who, for what, until when; raises NoContextKey.

    ``now`` is the database's clock in epoch seconds: no two clocks need agree.
    """
    is_system = actor.role == SYSTEM
    kind = "system" if is_system else "token"
    confirmed = actor.confirmed_at.timestamp() if actor.confirmed_at else 0
    parts = [
        SYSTEM if is_system else str(actor.person_id),
        str(actor.engagement_id or ""),
        str(actor.purpose),
        f"{floor(now) + LASTS}",
        f"{confirmed:.3f}",
        token_hex(16),
        challenge,
    ]
    return signed_texts.sign_parts(key(kind), kind, parts)


def enter_wall(actor: Actor) -> None:
    """Make this transaction the actor's; raises ContextOutsideTransaction.

    The database itself looks up what the engagement is worth today, and refuses a
    context that is forged, expired, or was made for another transaction.
    """
    if not connection.in_atomic_block:
        raise ContextOutsideTransaction
    _looked_at.set("")  # as wall.leave and wall.enter do
    with connection.cursor() as cursor:
        if not _may_enter(actor):
            cursor.execute("select wall.leave()")
            return
        cursor.execute(
            "select wall.challenge(), extract(epoch from clock_timestamp())::float8"
        )
        challenge, now = cursor.fetchone()
        signed = make_context_token(actor, challenge=challenge, now=now)
        cursor.execute("select wall.enter(%s)", [signed])


def stay_inside(actor: Actor) -> None:
    """Begin the minute of this transaction's context anew, amid long work.

    What the actor is worth is looked up again; raises AnotherActor.
    """
    if _is_walled(actor):
        enter_wall(at_work(actor))


def leave_wall() -> None:
    """From here on this transaction is nobody's."""
    _looked_at.set("")
    with connection.cursor() as cursor:
        cursor.execute("select wall.leave()")


@contextmanager
def outside_of_others(actor: Actor) -> Iterator[None]:
    """Be nobody for a moment, unless this is the actor's own page, and then go on."""
    around = _inside.get()
    if around is not None and around.person_id == actor.person_id:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_STEP_OUT)
        before, _ = cursor.fetchone()
    yield
    with connection.cursor() as cursor:
        cursor.execute("select set_config('unhidden.context', %s, true)", [before])


def is_refusal(error: BaseException) -> bool:
    """Whether the database says that a context is forged, expired or ended."""
    cause = error.__cause__
    is_denied = isinstance(cause, InsufficientPrivilege)
    return is_denied and str(cause).startswith("context refused")


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Run the block as the actor, in a transaction; within their own, go on.

    Raises AnotherActor inside somebody else's.
    """
    around = _around(actor)
    if around is not None and (around.purpose or not actor.purpose):
        yield
        return
    with _as(actor):
        yield


@contextmanager
def on_another_task(actor: Actor, purpose: str) -> Iterator[Actor]:
    """Do something else for a moment, and then go on; gives the actor at that task.

    For what one page shows of another's work. Raises AnotherActor.
    """
    around = _around(actor)
    other = actor.doing(purpose)
    with _as(other):
        yield other
    if around is not None:
        enter_wall(around)


def at_each_task(
    actor: Actor, purposes: Iterable[str], ask: Callable[[Actor], R]
) -> list[R]:
    """What ``ask`` finds at each of the tasks in turn; raises AnotherActor.

    Whoever was at none before stays at the last: without one they are nobody.
    """
    around = _around(actor)
    found = []
    with transaction.atomic():
        for purpose in purposes:
            with _inside_as(actor.doing(purpose)) as busy:
                enter_wall(busy)
                found.append(ask(busy))
    if around is not None and around.purpose:
        enter_wall(around)
    return found


def at_work(actor: Actor) -> Actor:
    """The same actor at the task of this transaction; raises AnotherActor."""
    return _around(actor) or actor


def find_current_actor() -> Actor:
    """Whose page or job this is, for what is told of it; nobody outside of any."""
    return _inside.get() or NOBODY


def _around(actor: Actor) -> Actor | None:
    """Who is at work in this transaction already; raises AnotherActor."""
    around = _inside.get()
    if around is not None and around.person_id != actor.person_id:
        raise AnotherActor
    return around


@contextmanager
def _as(actor: Actor) -> Iterator[None]:
    with _inside_as(actor), transaction.atomic():
        if _is_walled(actor):
            enter_wall(actor)
        yield


@contextmanager
def _inside_as(actor: Actor) -> Iterator[Actor]:
    mark = _inside.set(actor)
    try:
        yield actor
    finally:
        _inside.reset(mark)


def with_purpose(purpose: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """What somebody is doing in this action or query, where its module does not say."""

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        function.during = purpose  # type: ignore[attr-defined]  # read by _at_work
        return function

    return mark


def action(function: Callable[P, R]) -> Callable[P, R]:
    """A write: one transaction, inside the wall as its ``actor``."""

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        with (
            acting_as(_at_work(kwargs["actor"], function, kwargs)),
            transaction.atomic(),
        ):
            return function(*args, **kwargs)

    return inside


def query(function: Callable[P, R]) -> Callable[P, R]:
    """Decorate a query: it runs under row-level security as its ``viewer``."""

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        with acting_as(_at_work(kwargs["viewer"], function, kwargs)):
            return function(*args, **kwargs)

    return inside


def of_one_record(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A read, or an opening, of the record whose id is the argument ``name``.

    What an emergency opened to its reader is met here, and in no list or search.
    Stands under ``query`` or ``action``. Within a read of the same record there is
    nothing to tell the database again.
    """

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def looking(*args: P.args, **kwargs: P.kwargs) -> R:
            asked = str(kwargs[name])
            if _looked_at.get() == asked:
                return function(*args, **kwargs)
            before = _look_at(asked)
            try:
                found = function(*args, **kwargs)
            except BaseException:
                _looked_at.set("")  # what a rollback leaves is not known here
                raise
            _look_at(before)
            return found

        return looking

    return mark


def _look_at(record_id: str) -> str:
    """Look at this record, until the transaction's end; gives what was before."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [record_id])
        before, _ = cursor.fetchone()
    _looked_at.set(record_id)
    return str(before or "")


def _at_work(
    actor: object, function: Callable[..., object], given: Mapping[str, object]
) -> Actor:
    """The actor with a purpose: the one they came with, that of the domain of the
    record, or that of the module."""
    if not isinstance(actor, Actor):
        raise TypeError(actor)
    if actor.purpose or not actor.role:
        return actor
    if actor.role == SYSTEM:
        return actor.doing(Purpose.SYSTEM_ADMIN)
    if "domain" in given:
        return actor.doing(purpose_for(str(given["domain"]), actor.role))
    purpose: str = getattr(function, "during", "")
    module = function.__module__.split(".")[1]
    return actor.doing(purpose or purpose_of(module, actor.role))


def _may_enter(actor: Actor) -> bool:
    return actor.role == SYSTEM or bool(actor.engagement_id and actor.purpose)


def _is_walled(actor: Actor) -> bool:
    """Whether the actor comes through the wall.

    The public and jobs have roles of their own, in processes without the key.
    """
    is_somebody = actor.person_id is not None or actor.role == SYSTEM
    return is_somebody and bool(settings.SIGNING_KEYS)
