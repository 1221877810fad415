"""A survivor's case, and who may see it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import GuardedRecord, one_of
from unhidden.lib.rights import GuardedHeads, RowsUnder, TableAccess
from unhidden.safeguarding.models.states import CourseState, NrmState
from unhidden.vault.fields import SealedField

UNDER_CASE = RowsUnder("case_id", "safeguarding_case")


class SurvivorAgeGroup(models.TextChoices):
    ADULT = "adult", _("Adult")
    CHILD = "child", _("Child")
    UNSURE = "unsure", _("Not sure, treated as a child")


class Case(GuardedRecord):
    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        guard="select(possible_victim_id, nrm_state, urn, course, wakes_on, opened_at,"
        " closed_at), update(wakes_on)",
        rows=GuardedHeads(
            "safeguarding_case",
            organisation="lead_id",
            opened_by="opened_by_id",
            reference="urn",
        ),
    )

    urn = models.CharField(max_length=30, unique=True)
    possible_victim = models.OneToOneField(
        "visits.PossibleVictim", on_delete=models.PROTECT
    )
    age_group = models.CharField(max_length=10, choices=SurvivorAgeGroup.choices)
    nrm_state = models.CharField(
        max_length=30, choices=NrmState.choices, default=NrmState.IDENTIFIED
    )
    nrm_reference = models.CharField(max_length=60, blank=True)
    lead = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    preferred_language = models.CharField(max_length=40, blank=True)
    identity_sealed = SealedField(category="identity", null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    course = models.CharField(
        max_length=10, choices=CourseState.choices, default=CourseState.ACTIVE
    )
    wakes_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("course", CourseState, name="case_course_is_known"),
            models.CheckConstraint(
                condition=models.Q(course="closed") ^ models.Q(closed_at__isnull=True),
                name="a_closed_case_says_since_when",
            ),
            models.CheckConstraint(
                condition=models.Q(course="dormant") ^ models.Q(wakes_on__isnull=True),
                name="a_case_at_rest_says_until_when",
            ),
            one_of("age_group", SurvivorAgeGroup, name="case_age_group_is_known"),
            one_of("nrm_state", NrmState, name="case_nrm_state_is_known"),
            models.CheckConstraint(
                condition=~models.Q(nrm_state__in=["submitted", "dtn_submitted"])
                | ~models.Q(nrm_reference=""),
                name="a_submitted_referral_carries_its_reference",
            ),
        ]
