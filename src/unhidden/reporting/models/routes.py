"""Which organisation's desk reads which reports."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RuledRows, TableAccess

_ADMINISTERS = "(select wall.purpose()) = 'system_admin'"


class Route(Record):
    """Reports of this area and topic, or of any where it is empty, go to this desk."""

    access_policy: ClassVar = TableAccess(
        public="select",
        staff="select, insert, delete",
        rows=RuledRows(
            select="(select wall.is_signed())",
            insert=_ADMINISTERS,
            delete=_ADMINISTERS,
        ),
    )

    area = models.CharField(max_length=9, blank=True)
    topic = models.CharField(max_length=40, blank=True)
    desk_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "topic"], name="one_route_for_an_area_and_topic"
            )
        ]
