"""The rules of clocks: versions that are never changed, and what became of each."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.safeguarding.models.clocks import GUIDANCE, ClockCode
from unhidden.safeguarding.models.law import (
    ClockBasis,
    ClockRuleStepKind,
    ClockSource,
    ClockUnit,
    EscalationRole,
)

_ME = "(select wall.person())"
_SIGNED = "(select wall.is_signed())"
_KEEPS = "(select wall.purpose()) = 'system_admin'"
_RULE = "exists (select from safeguarding_clockrule r where r.id = rule_id and {})"
_OTHERS = _RULE.format(f"r.written_by_id is distinct from {_ME}")
_WRITTEN = _RULE.format("r.written_by_id is not null")
#: Ten years: what is longer was mistyped.
LONGEST_COUNT = 3660


class ClockRule(Record):
    """How long a deadline runs from an event of a day on: one version, never changed.

    ``number`` counts the versions of a code. Nobody wrote those that came with the
    program. ``reaches_back`` when it holds from its day on also for what runs already.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        worker="select",
        guard="select",
        rows=RuledRows(
            select=_SIGNED,
            insert=f"{_KEEPS} and written_by_id = {_ME}",
        ),
    )

    code = models.CharField(max_length=40, choices=ClockCode.choices)
    number = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=ClockUnit.choices)
    count = models.SmallIntegerField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    reaches_back = models.BooleanField(default=False)
    owner = models.CharField(max_length=20, choices=EscalationRole.choices)
    source = models.CharField(max_length=20, choices=ClockSource.choices)
    section = models.CharField(max_length=10, blank=True)
    guidance = models.CharField(max_length=10, blank=True)
    basis = models.CharField(max_length=20, choices=ClockBasis.choices)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "number"], name="one_clock_rule_of_a_number"
            ),
            one_of("code", ClockCode, name="clock_rule_code_is_known"),
            one_of("unit", ClockUnit, name="clock_rule_unit_is_known"),
            one_of("owner", EscalationRole, name="clock_rule_owner_is_known"),
            one_of("source", ClockSource, name="clock_rule_source_is_known"),
            one_of("basis", ClockBasis, name="clock_rule_basis_is_known"),
            models.CheckConstraint(
                condition=models.Q(section__regex=GUIDANCE),
                name="clock_rule_section_is_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(guidance__regex=GUIDANCE),
                name="clock_rule_guidance_is_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True)
                | models.Q(to_on__gte=models.F("from_on")),
                name="a_clock_rule_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(count__gte=0, count__lte=LONGEST_COUNT)
                | models.Q(count__gte=-LONGEST_COUNT, count__lt=0, unit="days"),
                name="a_clock_rules_length_can_be_counted",
            ),
        ]


class ClockRuleStep(Record):
    """That a rule was read against its source by somebody else, or was withdrawn.

    What came with the program is not withdrawn: a new version takes its place.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        worker="select",
        guard="select(id, rule_id, kind)",
        rows=RuledRows(
            select=_SIGNED,
            insert=f"{_KEEPS} and noted_by_id = {_ME}"
            f" and (kind = 'checked' and {_OTHERS}"
            f" or kind = 'withdrawn' and {_WRITTEN})",
        ),
    )

    rule = models.ForeignKey(ClockRule, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=ClockRuleStepKind.choices)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "kind"], name="one_step_of_a_kind_of_a_clock_rule"
            ),
            one_of("kind", ClockRuleStepKind, name="clock_rule_step_is_known"),
        ]
