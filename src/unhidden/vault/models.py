"""The key pair of each holder; the private half only ever wrapped."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from unhidden.lib.rights import Signed, TableAccess


class KeyPair(models.Model):
    """A holder is an organisation; the public half is for anyone to seal to."""

    access_policy: ClassVar = TableAccess(
        public="select(holder_id, public_key)",
        staff="select, insert",
        rows=Signed(write=("system_admin",)),
    )

    holder_id = models.UUIDField(primary_key=True)
    public_key = models.BinaryField()
    wrapped_private_key = models.BinaryField()
    created_at = models.DateTimeField()
