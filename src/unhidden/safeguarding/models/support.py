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
    """A support worker's note, sealed to the organisations then on the case.

    ``led_by`` is who led the case when it was written; empty for the oldest notes.
    ``adds_to`` is the note of the same case that this one corrects.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select",
        rows=RowsUnder(
            "case_id", "safeguarding_case", "narrative", own="written_by_id"
        ),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    text_sealed = SealedField(category="narrative")
    led_by = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    adds_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="additions"
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    written_at = models.DateTimeField()
