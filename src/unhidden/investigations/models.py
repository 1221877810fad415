"""An investigation, whose team is the wall's (access), and what asks for one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import GuardedRecord, Record, one_of
from unhidden.lib.rights import GuardedHeads, RuledRows, TableAccess

_ASKS = (
    "asked_by_id = (select wall.person())"
    " and (select wall.purpose()) = 'investigation'"
    " and visit_id in (select v.id from visits_visit v)"
)
# Of the organisation that was asked, whoever opens investigations.
_TAKES_ON = (
    "organisation_id = (select wall.organisation())"
    " and (select wall.purpose()) = 'investigation'"
    " and (select wall.meets('investigation', '{create}'))"
)
_ANSWERS = (
    "answered_by_id = (select wall.person())"
    " and (select wall.purpose()) = 'investigation'"
    " and (select wall.meets('investigation', '{create}'))"
    " and request_id in (select r.id from investigations_request r"
    " where r.organisation_id = (select wall.organisation()))"
    " and (investigation_id is null or investigation_id in"
    " (select i.id from investigations_investigation i))"
)
_OF_A_REQUEST = "request_id in (select r.id from investigations_request r)"


class InvestigationStatus(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Investigation(GuardedRecord):
    """Opened from a visit, or from a disclosure that a survivor agreed to.

    ``disclosure_id`` names the disclosure without a foreign key: it is a record
    of the module above, the only door between support and investigation.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        rows=GuardedHeads(
            "investigation",
            organisation="organisation_id",
            opened_by="opened_by_id",
            reference="urn",
        ),
    )

    urn = models.CharField(max_length=30, unique=True)
    title = models.CharField(max_length=200)
    grounds = models.TextField()
    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, null=True)
    disclosure_id = models.UUIDField(null=True, unique=True)
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    status = models.CharField(
        max_length=10,
        choices=InvestigationStatus.choices,
        default=InvestigationStatus.OPEN,
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("status", InvestigationStatus, name="investigation_status_is_known"),
            models.CheckConstraint(
                condition=models.Q(visit__isnull=False)
                ^ models.Q(disclosure_id__isnull=False),
                name="an_investigation_has_one_origin",
            ),
        ]


class Request(Record):
    """Somebody asks investigators to look into what a visit found.

    They and whoever takes on investigations for that organisation read it. It is never
    changed: what became of it is an ``Answer``. ``turn`` counts what the same person
    asked the same organisation about the same visit.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, organisation_id, asked_by_id, asked_at)",
        rows=RuledRows(
            select=f"asked_by_id = (select wall.person()) or ({_TAKES_ON})",
            insert=_ASKS,
        ),
    )

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT)
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=200)
    grounds = models.TextField()
    turn = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "organisation", "asked_by", "turn"],
                name="requests_of_one_person_are_counted",
            )
        ]


class Answer(Record):
    """What became of a request: an investigation, or a reason why there is none."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(request_id)",
        rows=RuledRows(select=_OF_A_REQUEST, insert=_ANSWERS),
    )

    request = models.OneToOneField(
        Request, on_delete=models.PROTECT, related_name="answer"
    )
    investigation = models.OneToOneField(
        Investigation, on_delete=models.PROTECT, null=True
    )
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(investigation__isnull=True) ^ models.Q(reason=""),
                name="a_request_is_accepted_or_declined_with_a_reason",
            )
        ]
