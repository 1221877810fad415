"""Items that were held back, and those that were written in their place."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.intelligence.models.items import Item
from unhidden.lib.rights import RuledRows, TableAccess

# What was held back is its own organisation's alone, whoever the record is shared with.
_OWN = (
    "exists (select from intelligence_item i"
    " join intelligence_intelligencereport r on r.id = i.report_id"
    " where i.id = old_id and r.organisation_id = (select wall.organisation()))"
)


class Replacement(Record):
    """An item that a second person held back is replaced by another of its report.

    The ``text`` of the old one, and what it ``said`` of whom (kind, text and details
    of each mention), are kept here and nowhere else: no list, search, network or share
    leads to them. Mentions that are said again went over to the new one. Written by
    ``wall.replace_item``; rows are only ever added.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select(old_id, new_id, replaced_by_id), insert, update(text, said),"
        " delete",
        rows=RuledRows(select=_OWN),
    )

    old = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="replaced")
    new = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="replaces")
    text = models.TextField()
    said = models.JSONField(default=list)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(old=models.F("new")),
                name="no_item_replaces_itself",
            ),
        ]
