"""Be the process that would do a thing, under its own database role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from unhidden.access.tables import ROLES


@contextmanager
def public_site() -> Iterator[None]:
    """Run the block as the public site, and be the staff site again after it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local role {ROLES['public']}")
        yield
        cursor.execute(f"set local role {ROLES['staff']}")
