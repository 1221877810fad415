"""A record half written on the web page, kept for its author."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RuledRows, TableAccess

_MINE = "person_id = (select wall.person())"


class VisitDraft(Record):
    """What somebody has typed of one visit; ``id`` is the submission's.

    ``content`` holds fields as they were typed. ``inner`` is what was told in
    confidence, sealed with each saving to those who receive it: {id, what, team,
    generation, key, content, page, words}. Nobody reads it here, its author included:
    what the server could open for them it could open for others. ``about`` is the
    submission that it corrects. ``number`` counts the savings: whoever saves over
    another's is told. Operation and leading organisation are those of the plan when the
    page was opened.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(content, inner, saved_at, number), delete",
        rows=RuledRows(select=_MINE, insert=_MINE, update=_MINE),
    )

    planned = models.ForeignKey(
        "operations.PlannedVisit", on_delete=models.PROTECT, related_name="+"
    )
    operation = models.ForeignKey(
        "operations.Operation", on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    about = models.UUIDField(null=True)
    form = models.CharField(max_length=10)
    content = models.JSONField(default=dict)
    inner = models.JSONField(default=list)
    saved_at = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "visits_draft"
        indexes = [models.Index(fields=["person", "planned"], name="drafts_of_a_visit")]
