"""Where one source speaks of one target again, and what the source unit did."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.intelligence.models.reports import IntelligenceReport
from unhidden.lib.rights import RuledRows, TableAccess

_TOLD = (
    "organisation_id = (select wall.organisation())"
    " and (select wall.handles_sources())"
    " and earlier_id <> all((select wall.excluded())::uuid[])"
    " and later_id <> all((select wall.excluded())::uuid[])"
)
_OF_MATCH = "exists (select from intelligence_sourcematch m where m.id = match_id)"


class SourceKey(Record):
    """Who told a report, as a blind index: added while it is made, and read by nobody.

    Only ``wall.guard_sources`` holds one against another.
    """

    access_policy: ClassVar = TableAccess(
        staff="insert",
        guard="select, delete",
        rows=RuledRows(insert="report_id = (select wall.opening('intelligence'))"),
    )

    report = models.ForeignKey(
        IntelligenceReport, on_delete=models.PROTECT, related_name="+"
    )
    key = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["key"], include=["report"], name="sources_by_key")
        ]


class SourceMatch(Record):
    """Two reports of one organisation have one source and one target.

    Added by ``wall.guard_sources`` alone, each time that a report meets one more, and
    never changed. ``reports`` counts what that source told of that target by then.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select(id, earlier_id, later_id, organisation_id), insert, delete",
        rows=RuledRows(select=_TOLD),
    )

    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    earlier_id = models.UUIDField()
    later_id = models.UUIDField()
    earlier_urn = models.CharField(max_length=30)
    later_urn = models.CharField(max_length=30)
    reports = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "-made_at"], name="newest_source_matches_first"
            )
        ]


class SourceState(models.TextChoices):
    LOOKED_AT = "looked_at", _("Looked at")
    SETTLED = "settled", _("Settled")


class SourceStep(Record):
    """What the source unit did about a match; the newest is its state."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, match_id), delete",
        rows=RuledRows(
            select=_OF_MATCH,
            insert=f"{_OF_MATCH} and taken_by_id = (select wall.person())",
        ),
    )

    match = models.ForeignKey(
        SourceMatch, on_delete=models.PROTECT, related_name="steps"
    )
    state = models.CharField(max_length=10, choices=SourceState.choices)
    outcome = models.TextField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("state", SourceState, name="source_state_is_known"),
            models.CheckConstraint(
                condition=~models.Q(outcome=""),
                name="a_step_about_a_source_says_what_came_of_it",
            ),
        ]
