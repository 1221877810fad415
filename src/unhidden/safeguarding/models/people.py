"""A person above their cases, a case, and who may see it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import GuardedRecord, Record, one_of
from unhidden.lib.rights import GuardedHeads, RowsUnder, RuledRows, TableAccess
from unhidden.safeguarding.models.states import CourseState, NrmState
from unhidden.vault.fields import SealedField

UNDER_CASE = RowsUnder("case_id", "safeguarding_case")
#: Rows that somebody ends: once, and in no name but their own.
NOT_ENDED = "ended_at is null"
ENDED_BY_SELF = "ended_at is null or ended_by_id = (select wall.person())"


class SurvivorAgeGroup(models.TextChoices):
    ADULT = "adult", _("Adult")
    CHILD = "child", _("Child")
    UNSURE = "unsure", _("Not sure, treated as a child")


class CaseWayIn(models.TextChoices):
    """By which door somebody comes to be supported."""

    VISIT = "visit", _("Found at a visit")
    PLACE_OF_SAFETY = "place_of_safety", _("Place of safety")
    WALK_IN = "walk_in", _("Came by themselves")
    HOSPITAL = "hospital", _("Hospital")
    PRISON = "prison", _("Prison")
    HELPLINE = "helpline", _("Helpline")
    OTHER_FORCE = "other_force", _("Another police force")
    OWN_REPORT = "own_report", _("Reported it themselves")
    OTHER_AGENCY = "other_agency", _("Another organisation")


class CasePerson(Record):
    """The person above their cases: a pseudonym, and nothing that tells who they are.

    Who they are is sealed in each case, so that the keys to it end with that case's.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, pseudonym)",
        rows=RuledRows(
            select="id in (select c.person_id from safeguarding_case c)",
            insert="(select wall.opening('safeguarding_case')) is not null",
        ),
    )

    pseudonym = models.CharField(max_length=20, unique=True)
    made_at = models.DateTimeField()


class Case(GuardedRecord):
    access_policy: ClassVar = TableAccess(
        # Whose case it is, and how it began, is never written again: two people are
        # not made one.
        staff="select, insert, update(age_group, nrm_state, nrm_reference,"
        " preferred_language, identity_sealed, identity_version, closed_at, course,"
        " wakes_on, sensitivity, is_restricted)",
        guard="select(possible_victim_id, nrm_state, urn, course, wakes_on, opened_at,"
        " closed_at, person_id), update(wakes_on, lead_id)",
        rows=GuardedHeads(
            "safeguarding_case",
            organisation="lead_id",
            opened_by="opened_by_id",
            reference="urn",
            open_while="closed_at is null",
        ),
    )

    urn = models.CharField(max_length=30, unique=True)
    person = models.ForeignKey(
        CasePerson, on_delete=models.PROTECT, related_name="cases"
    )
    way_in = models.CharField(max_length=20, choices=CaseWayIn.choices)
    possible_victim = models.OneToOneField(
        "visits.PossibleVictim", on_delete=models.PROTECT, null=True
    )
    offer = models.OneToOneField(
        "safeguarding.CaseOffer", on_delete=models.PROTECT, null=True
    )
    age_group = models.CharField(max_length=10, choices=SurvivorAgeGroup.choices)
    nrm_state = models.CharField(
        max_length=30, choices=NrmState.choices, default=NrmState.IDENTIFIED
    )
    nrm_reference = models.CharField(max_length=60, blank=True)
    lead = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    preferred_language = models.CharField(max_length=40, blank=True)
    identity_sealed = SealedField(category="identity", null=True)
    identity_version = models.PositiveIntegerField(default=0)
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
            one_of("way_in", CaseWayIn, name="a_cases_way_in_is_known"),
            models.CheckConstraint(
                condition=models.Q(way_in="visit")
                ^ models.Q(possible_victim__isnull=True),
                name="a_case_from_a_visit_says_of_whom",
            ),
            models.CheckConstraint(
                condition=~models.Q(nrm_state__in=["submitted", "dtn_submitted"])
                | ~models.Q(nrm_reference=""),
                name="a_submitted_referral_carries_its_reference",
            ),
        ]
