"""How somebody is reached safely, in which language, and through which interpreter."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.safeguarding.models.contact_codes import (
    CommunicationNeed,
    ContactRoute,
    DespiteReason,
    ExclusionReason,
    InterpreterGender,
    OutreachKind,
    SpokenLanguage,
)
from unhidden.safeguarding.models.people import ENDED_BY_SELF, NOT_ENDED, Case
from unhidden.vault.fields import SealedField

_CONTACT = RowsUnder("case_id", "safeguarding_case", "contact", own="recorded_by_id")


class SpeakingWishes(Record):
    """In what language and how somebody is spoken with; the latest row counts."""

    access_policy: ClassVar = TableAccess(staff="select, insert", rows=_CONTACT)

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="speaking_wishes"
    )
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10, choices=SpokenLanguage.choices)
    needs = ArrayField(
        models.CharField(max_length=20, choices=CommunicationNeed.choices)
    )
    interpreter_gender = models.CharField(
        max_length=10, choices=InterpreterGender.choices
    )
    is_interpreter_offered = models.BooleanField()
    is_interpreter_wanted = models.BooleanField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("language", SpokenLanguage, name="a_spoken_language_is_known"),
            one_of(
                "interpreter_gender",
                InterpreterGender,
                name="an_interpreters_gender_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(needs__contained_by=CommunicationNeed.values),
                name="communication_needs_are_known",
            ),
            models.UniqueConstraint(
                fields=["case", "number"], name="speaking_wishes_are_numbered"
            ),
        ]


class ExcludedInterpreter(Record):
    """An interpreter who is not to be asked for this person, by a sealed name."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(ended_at, ended_by_id)",
        guard="select(id, case_id)",
        rows=RowsUnder(
            "case_id",
            "safeguarding_case",
            "third_party",
            own="added_by_id",
            before=NOT_ENDED,
            after=ENDED_BY_SELF,
        ),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    name_sealed = SealedField(category="third_party")
    reason = models.CharField(max_length=10, choices=ExclusionReason.choices)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("reason", ExclusionReason, name="why_an_interpreter_is_excluded"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True)
                ^ models.Q(ended_by__isnull=False),
                name="an_ended_exclusion_of_an_interpreter_says_by_whom",
            ),
        ]


class SafeContact(Record):
    """One way to reach somebody that they said is safe: hours, and sealed words.

    ``terms_sealed`` holds the number or address, what to say and what never to say.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(ended_at, ended_by_id)",
        guard="select(id, case_id)",
        rows=replace(_CONTACT, before=NOT_ENDED, after=ENDED_BY_SELF),
    )

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="safe_contacts"
    )
    route = models.CharField(max_length=20, choices=ContactRoute.choices)
    days = ArrayField(models.PositiveSmallIntegerField())
    opens = models.TimeField()
    closes = models.TimeField()
    terms_sealed = SealedField(category="contact")
    told_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("route", ContactRoute, name="a_contact_route_is_known"),
            models.CheckConstraint(
                condition=models.Q(days__contained_by=list(range(7)))
                & models.Q(days__len__gt=0),
                name="a_safe_contact_has_days_of_the_week",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True)
                ^ models.Q(ended_by__isnull=False),
                name="an_ended_contact_says_by_whom",
            ),
        ]


class ContactDespite(Record):
    """That somebody is reached outside what they said is safe: how, and why, in codes.

    Only added, by whoever answers for it.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert", rows=replace(_CONTACT, own="noted_by_id")
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=OutreachKind.choices)
    route = models.CharField(max_length=20, choices=ContactRoute.choices)
    reason = models.CharField(max_length=10, choices=DespiteReason.choices)
    happens_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", OutreachKind, name="what_reaches_somebody_is_known"),
            one_of("route", ContactRoute, name="the_way_all_the_same_is_known"),
            one_of("reason", DespiteReason, name="why_all_the_same_is_known"),
        ]
