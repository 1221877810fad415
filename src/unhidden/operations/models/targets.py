"""Where an operation may go: candidates, what each may get, and groups.

Met by those who plan the operation, and by nobody else: a place where a safeguarding
visit may be made stands among the others (docs/decisions/plans-by-team.md).
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.operations.models.plans import (
    Operation,
    Team,
    VisitKind,
    planners_condition,
)

LATEST = 2 * 24 * 60
_ME = "(select wall.person())"
_OF_CANDIDATE = (
    "exists (select from operations_candidate c where c.id = candidate_id{})"
)
# A safeguarding visit is offered alone: nothing else may become of such a place.
_OF_ITS_NATURE = _OF_CANDIDATE.format(
    " and c.is_safeguarding = (operations_visitoption.kind = 'safeguarding')"
)
_DESK = (
    "organisation_id = (select wall.organisation())"
    " and (select wall.meets('report', '{read}'))"
    " and exists (select from operations_operation o where o.id = operation_id)"
)


class CandidateSource(models.TextChoices):
    """Where a candidate comes from; what came from a report says no more than this."""

    DESK = "desk", _("The desk")
    REGISTER = "register", _("The register")
    REVISIT = "revisit", _("An earlier visit")


class WindowKind(models.TextChoices):
    OPENING = "opening", _("Opening hours")
    NIGHT = "night", _("Night economy")


class GroupRule(models.TextChoices):
    STRIKE = "strike", _("All visited at the same hour")
    APART = "apart", _("Never on one day")


class CandidateGroup(Record):
    """Premises that warn each other, or that must not share a day."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(name)",
        rows=RuledRows(
            select=planners_condition("operations_candidategroup"),
            insert=planners_condition("operations_candidategroup"),
            update=planners_condition("operations_candidategroup"),
        ),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="candidate_groups"
    )
    name = models.CharField(max_length=60)
    rule = models.CharField(max_length=10, choices=GroupRule.choices)

    class Meta:
        constraints = [
            one_of("rule", GroupRule, name="group_rule_is_known"),
            models.UniqueConstraint(
                fields=["operation", "name"],
                name="group_names_differ_in_an_operation",
            ),
        ]


class CandidateTip(Record):
    """That a place was proposed because of a report: for the desk that has it alone."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(
            select=_DESK,
            insert=f"{_DESK} and proposed_by_id = {_ME}"
            " and exists (select from reporting_report r where r.id = report_id)",
        ),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="tips"
    )
    premises = models.ForeignKey("places.Premises", on_delete=models.PROTECT)
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    # Reports are deleted when their time is over; what was planned stays.
    report_id = models.UUIDField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "premises", "report_id"],
                name="a_report_proposes_a_place_once",
            )
        ]


_PLANS_IT = planners_condition("operations_candidate")
_IS_PURE = "wall.has_other_options(id, is_safeguarding) is false"
_WAS_TIPPED = """(source = 'desk' and not is_safeguarding and removed_at is null
 and strike_id is null and apart_id is null and after_id is null
 and pinned_team_id is null and exists (select from operations_candidatetip t
  where t.operation_id = operations_candidate.operation_id
    and t.premises_id = operations_candidate.premises_id))"""


class PremisesCandidate(Record):
    """Premises that the operation may visit, once, and what is settled about that.

    ``opens`` and ``closes`` are minutes of the day between which a visit may begin; the
    second may pass midnight. ``days`` is empty for every day of the operation. What is
    pinned is pinned apart: the crew, the day, the hour, the people. One that is
    ``is_safeguarding`` gets a safeguarding visit or none, and is in no strike group.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(is_safeguarding, language, days, window, opens,"
        " closes, strike_id, apart_id, after_id, pinned_team_id, pinned_on, pinned_at,"
        " pinned_people, removed_at)",
        guard="select(operation_id, premises_id, removed_at)",
        rows=RuledRows(
            select=_PLANS_IT,
            insert=f"({_PLANS_IT} or {_WAS_TIPPED}) and {_IS_PURE}",
            update=f"{_PLANS_IT} and {_IS_PURE}",
        ),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="candidates"
    )
    premises = models.ForeignKey("places.Premises", on_delete=models.PROTECT)
    source = models.CharField(max_length=10, choices=CandidateSource.choices)
    is_safeguarding = models.BooleanField(default=False)
    language = models.CharField(max_length=8, blank=True)
    days = ArrayField(models.DateField(), default=list)
    window = models.CharField(
        max_length=10, choices=WindowKind.choices, default=WindowKind.OPENING
    )
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()
    strike = models.ForeignKey(
        CandidateGroup, on_delete=models.PROTECT, null=True, related_name="struck"
    )
    apart = models.ForeignKey(
        CandidateGroup, on_delete=models.PROTECT, null=True, related_name="kept_apart"
    )
    after = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="later"
    )
    pinned_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)
    pinned_on = models.DateField(null=True)
    pinned_at = models.PositiveSmallIntegerField(null=True)
    pinned_people = ArrayField(models.UUIDField(), default=list)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "operations_candidate"
        constraints = [
            one_of("source", CandidateSource, name="candidate_source_is_known"),
            one_of("window", WindowKind, name="candidate_window_is_known"),
            models.UniqueConstraint(
                fields=["operation", "premises"],
                name="premises_are_a_candidate_once",
            ),
            models.CheckConstraint(
                condition=models.Q(is_safeguarding=False)
                | models.Q(strike__isnull=True),
                name="a_safeguarding_visit_is_never_in_a_strike_group",
            ),
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes"))
                & models.Q(closes__lte=LATEST),
                name="a_window_closes_after_it_opens",
            ),
        ]
        indexes = [
            models.Index(fields=["operation", "removed_at"], name="candidates_kept")
        ]


class ProposalReason(models.TextChoices):
    """Why a rule proposes a kind of visit, or that a person chose another."""

    WARRANT = "warrant", _("A warrant is kept for these premises")
    HOME = "home", _("People live here: their welfare comes first")
    HOTEL = "hotel", _("It is a hotel: staff can tell the signs")
    JOINT = "joint", _("An earlier visit asked for a joint visit")
    HIGH_RISK = "high_risk", _("The risk is high, and it is a business")
    TALK = "talk", _("Nothing calls for more than a talk")
    CHOSEN = "chosen", _("Chosen by a person")


class VisitOption(Record):
    """A kind of visit that a candidate may get, as a person decided: what it takes.

    One decision of one person: whoever decides anew puts another in its place. Nothing
    enforces without a power and the number of the authority.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, delete",
        rows=RuledRows(
            select=_OF_CANDIDATE.format(""),
            insert=f"{_OF_ITS_NATURE} and decided_by_id = {_ME}",
            delete=_OF_CANDIDATE.format(""),
        ),
    )

    candidate = models.ForeignKey(
        PremisesCandidate, on_delete=models.PROTECT, related_name="options"
    )
    kind = models.CharField(max_length=20, choices=VisitKind.choices)
    value = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    lead_skills = ArrayField(models.CharField(max_length=30), default=list)
    support_crews = models.PositiveSmallIntegerField(default=0)
    support_skills = ArrayField(models.CharField(max_length=30), default=list)
    custody = models.PositiveSmallIntegerField(default=0)
    power = models.CharField(max_length=200, blank=True)
    authority = models.CharField(max_length=60, blank=True)
    because = models.CharField(max_length=12, choices=ProposalReason.choices)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", VisitKind, name="option_kind_is_known"),
            one_of("because", ProposalReason, name="proposal_reason_is_known"),
            models.UniqueConstraint(
                fields=["candidate", "kind"], name="a_kind_is_offered_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="enforcement")
                | (~models.Q(power="") & ~models.Q(authority="")),
                name="nothing_enforces_without_power_and_number",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=5, minutes__lte=720, value__lte=1000),
                name="an_option_has_a_value_and_a_duration",
            ),
        ]


class CandidateBar(Record):
    """An assignment that must not be made; what is left open stands for every one."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, delete",
        rows=RuledRows(
            select=_OF_CANDIDATE.format(""),
            insert=_OF_CANDIDATE.format(""),
            delete=_OF_CANDIDATE.format(""),
        ),
    )

    candidate = models.ForeignKey(
        PremisesCandidate, on_delete=models.PROTECT, related_name="bars"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)
    on = models.DateField(null=True)
    kind = models.CharField(max_length=20, choices=VisitKind.choices, blank=True)
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(team__isnull=False)
                | models.Q(on__isnull=False)
                | ~models.Q(kind=""),
                name="what_is_barred_is_named",
            ),
        ]
