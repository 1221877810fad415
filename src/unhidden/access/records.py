"""What every table of ours shares."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ClassVar
from uuid import UUID, uuid4

from django.apps import apps
from django.db import models

from unhidden.lib.rights import GuardedHeads, TableAccess

_seeded: ContextVar[random.Random | None] = ContextVar("seeded_ids", default=None)


def new_id() -> UUID:
    """A random key; from the fixed seed inside ``seeded_ids``."""
    source = _seeded.get()
    if source is None:
        return uuid4()
    return UUID(int=source.getrandbits(128), version=4)


@contextmanager
def seeded_ids(seed: int) -> Iterator[None]:
    """Make keys repeatable, for the demonstration only: ids are not secrets."""
    token = _seeded.set(random.Random(seed))  # noqa: S311  # ids, not secrets
    try:
        yield
    finally:
        _seeded.reset(token)


class NoSuchDomain(Exception):
    """No table has the heads of this domain's records."""


class Record(models.Model):
    """A row with a random key, made before it is saved.

    The key comes from us, not from the database, because INSERT … RETURNING would
    need a right to read that the writing role may not have.
    """

    access_policy: ClassVar[TableAccess]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class GuardedRecord(Record):
    """The head of a record that only some may see.

    ``sensitivity`` runs from 0 to 3, as a person's clearance does. A restricted
    record is there for its team alone, whatever the organisation's rights.
    """

    sensitivity = models.PositiveSmallIntegerField(default=1)
    is_restricted = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @classmethod
    def domain(cls) -> str:
        """The domain that its rows are guarded as."""
        rows = cls.access_policy.rows
        if not isinstance(rows, GuardedHeads):
            raise TypeError(cls)
        return rows.domain


def model_of(domain: str) -> type[GuardedRecord]:
    """The table of the heads of a domain's records; raises NoSuchDomain."""
    for model in apps.get_models():
        if issubclass(model, GuardedRecord) and model.domain() == domain:
            return model
    raise NoSuchDomain(domain)


def one_of(
    field: str, choices: type[models.TextChoices], *, name: str
) -> models.CheckConstraint:
    """The database's own refusal of a code that is not in the list."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": choices.values}), name=name
    )
