"""Appointments and contacts of a case, and what came of each."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.safeguarding.models.contact_codes import ContactRoute
from unhidden.safeguarding.models.needs import UNDER_CASE_SAID
from unhidden.safeguarding.models.people import Case
from unhidden.vault.fields import SealedField

_WORKER = settings.AUTH_USER_MODEL


class ContactKind(models.TextChoices):
    """With whom the person is to be, or was."""

    US = "us", _("With us")
    HEALTH = "health", _("Doctor, nurse or therapist")
    SOLICITOR = "solicitor", _("Solicitor")
    HOME_OFFICE = "home_office", _("Home Office")
    COUNCIL = "council", _("Council")
    COURT = "court", _("Court")
    POLICE = "police", _("Police, as they agreed")
    SCHOOL = "school", _("School or college")
    WORK = "work", _("Work")
    OTHER = "other", _("Somebody else")


class ContactResult(models.TextChoices):
    KEPT = "kept", _("They were there, or answered")
    MISSED = "missed", _("They were not there, or did not answer")
    CALLED_OFF_BY_THEM = "called_off_by_them", _("They called it off")
    CALLED_OFF_BY_US = "called_off_by_us", _("We or others called it off")


class SupportContact(Record):
    """A meeting, call or letter: planned, or one that was; words are sealed."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id)",
        rows=replace(UNDER_CASE_SAID, own="noted_by_id"),
    )

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="support_contacts"
    )
    kind = models.CharField(max_length=20, choices=ContactKind.choices)
    route = models.CharField(max_length=20, choices=ContactRoute.choices)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    words_sealed = SealedField(category="narrative", null=True)
    noted_by = models.ForeignKey(_WORKER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", ContactKind, name="contact_kind_is_known"),
            one_of("route", ContactRoute, name="support_route_is_known"),
            # A button that is pressed twice notes one contact.
            models.UniqueConstraint(
                fields=["case", "kind", "route", "starts_at"],
                name="a_contact_is_noted_once",
            ),
        ]
        indexes = [models.Index(fields=["case", "starts_at"], name="contacts_by_day")]


class ContactOutcome(Record):
    """What came of a contact; said once."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RowsUnder(
            "contact_id", "safeguarding_supportcontact", "narrative", own="told_by_id"
        ),
    )

    contact = models.OneToOneField(
        SupportContact, on_delete=models.PROTECT, related_name="outcome"
    )
    result = models.CharField(max_length=20, choices=ContactResult.choices)
    told_by = models.ForeignKey(_WORKER, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("result", ContactResult, name="contact_result_is_known"),
        ]
