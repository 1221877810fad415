"""Briefs: what a crew is told before it goes, as it was issued, and who has read it.

A brief is of an operation, or of one of its teams. Need to know decides its rows: the
planners of the organisation that leads, and whoever goes. Of each version there are two
papers, and who is no police officer reads the one with safety facts alone.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess

KNOWS = "(select wall.meets('safeguarding_plan', '{read}'))"
AT_WORK = "(select wall.purpose()) = 'operation_delivery'"
_LED_BY = """exists (select from operations_operation o where o.id = {operation}
  and (o.lead_id = any((select wall.organisations('{domain}', '{action}'))::uuid[])
    or (o.id = any((select wall.view('operation', 'manage'))::uuid[])
      and (select wall.meets('operation', '{{manage}}')))))"""
_OPEN = """exists (select from operations_operation o where o.id = {operation}
  and o.status <> 'closed')"""
# On the team, or on any of the operation's where the row is of no single one.
_CREW = """exists (select from operations_teammember m
  join operations_team t on t.id = m.team_id
  where t.operation_id = {table}.operation_id
    and ({table}.team_id is null or t.id = {table}.team_id)
    and m.person_id = (select wall.person())
    and m.organisation_id = (select wall.organisation()))"""
_OF_VERSION = """exists (select from operations_briefversion v
  join operations_operationbrief b on b.id = v.brief_id where v.id = {table}.version_id
  and {condition})"""
# Whose people may read where a fact came from, with the organisation that leads.
FULL_KINDS = ("police", "law_enforcement")
_POLICE = f"""exists (select from agencies_organisation a
  where a.id = (select wall.organisation()) and a.kind in {FULL_KINDS!r})"""


def planned_by(operation: str) -> str:
    """Who plans the operation, which is the one of this column."""
    led = _LED_BY.format(operation=operation, domain="operation", action="manage")
    return f"({led} and {AT_WORK} and {KNOWS})"


def led_by(operation: str) -> str:
    """Who plans it, and the safeguarding lead of the organisation that leads it."""
    led = _LED_BY.format(operation=operation, domain="visit", action="read")
    return f"({led} and {AT_WORK} and {KNOWS})"


def crew_of(table: str) -> str:
    """Who is on the team of a row, until the operation is closed."""
    crew = _CREW.format(table=table)
    still = _OPEN.format(operation=f"{table}.operation_id")
    return f"({crew} and {still} and {AT_WORK})"


def _of_version(table: str, condition: str) -> str:
    return _OF_VERSION.format(table=table, condition=condition)


_PLANNERS = planned_by("operations_operationbrief.operation_id")
_IN_OWN_NAME = (
    "person_id = (select wall.person()) and organisation_id ="
    " (select wall.organisation())"
)


class BriefAudience(models.TextChoices):
    FULL = "full", _("Police and law enforcement")
    SAFETY = "safety", _("Everybody else who goes")


class OperationBrief(Record):
    """The brief of a team, or of the whole operation where it names none."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(begun_at)",
        rows=RuledRows(
            select=f"{led_by('operations_operationbrief.operation_id')}"
            f" or {crew_of('operations_operationbrief')}",
            insert=_PLANNERS,
            update=_PLANNERS,
        ),
    )

    operation = models.ForeignKey(
        "operations.Operation", on_delete=models.PROTECT, related_name="briefs"
    )
    team = models.ForeignKey("operations.Team", on_delete=models.PROTECT, null=True)
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "team"],
                nulls_distinct=False,
                name="a_team_has_one_brief",
            )
        ]


def _plans_brief(table: str) -> str:
    planned = planned_by("b.operation_id")
    return (
        f"exists (select from operations_operationbrief b where b.id = {table}.brief_id"
        f" and {planned})"
    )


_PLANS_DRAFT = _plans_brief("operations_briefdraft")


class BriefDraft(Record):
    """What its planners have written so far, in each language; issued it is frozen.

    ``words_en`` and ``words_cy`` are texts by the codes of ``rules.briefs.FIELDS``.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        rows=RuledRows(select=_PLANS_DRAFT, insert=_PLANS_DRAFT, update=_PLANS_DRAFT),
    )

    brief = models.OneToOneField(
        OperationBrief, on_delete=models.PROTECT, related_name="draft"
    )
    words_en = models.JSONField(default=dict)
    words_cy = models.JSONField(default=dict)
    languages = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    saved_at = models.DateTimeField()


class BriefVersion(Record):
    """A brief as it was issued: what its two papers say never changes."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(
            select="exists (select from operations_operationbrief b"
            " where b.id = operations_briefversion.brief_id)",
            insert=_plans_brief("operations_briefversion"),
        ),
    )

    brief = models.ForeignKey(
        OperationBrief, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brief", "number"], name="versions_of_a_brief_are_numbered"
            )
        ]


_PLANS_VERSION = _of_version("operations_briefpaper", planned_by("b.operation_id"))


class BriefPaper(Record):
    """What one audience reads of a version: frozen words, and the files made of them.

    Who may not know where a fact came from does not meet the row that says so.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(
            select=_of_version(
                "operations_briefpaper",
                f"(operations_briefpaper.audience = 'safety' or {_POLICE}"
                f" or {led_by('b.operation_id')})",
            ),
            insert=_PLANS_VERSION,
        ),
    )

    version = models.ForeignKey(
        BriefVersion, on_delete=models.PROTECT, related_name="papers"
    )
    audience = models.CharField(max_length=10, choices=BriefAudience.choices)
    contents = models.JSONField()
    paper_en = models.BinaryField()
    paper_cy = models.BinaryField()

    class Meta:
        constraints = [
            one_of("audience", BriefAudience, name="brief_audience_is_known"),
            models.UniqueConstraint(
                fields=["version", "audience"], name="an_audience_has_one_paper"
            ),
        ]


class BriefAcknowledgement(Record):
    """That somebody who goes has read this very version, in their own name."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(
            select=_of_version("operations_briefacknowledgement", "true"),
            insert=f"{_IN_OWN_NAME} and "
            + _of_version("operations_briefacknowledgement", crew_of("b")),
        ),
    )

    version = models.ForeignKey(
        BriefVersion, on_delete=models.PROTECT, related_name="acknowledgements"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    acknowledged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person"],
                name="somebody_acknowledges_a_version_once",
            )
        ]
