"""What supporters note."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.safeguarding.models.people import Case
from unhidden.vault.fields import SealedField


class Note(Record):
    """A support worker's note, sealed to the lead organisation."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id)",
        rows=RowsUnder("case_id", "safeguarding_case", "narrative"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    text_sealed = SealedField(category="narrative")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    written_at = models.DateTimeField()
