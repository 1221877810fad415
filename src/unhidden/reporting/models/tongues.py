"""Who has signed for the pages in a further language."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import OpenRows, TableAccess


class CatalogueReview(Record):
    """A reviewer read this very catalogue and stands for it; a changed one is another.

    ``digest`` is the SHA-256 of the catalogue's file.
    """

    access_policy: ClassVar = TableAccess(
        public="select(language, digest)",
        staff="select, insert",
        rows=OpenRows(write=("report_triage",)),
    )

    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    reviewer = models.CharField(max_length=200)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "digest"], name="one_review_for_each_catalogue"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.digest[:8]}"
