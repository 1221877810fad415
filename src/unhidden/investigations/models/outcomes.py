"""What came of an investigation: outcomes, orders as references, the chronology."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.investigations.models.heads import Investigation
from unhidden.investigations.models.people import InvestigatedPerson
from unhidden.investigations.models.under import UNDER_INVESTIGATION
from unhidden.lib.rights import TableAccess

_COLLEAGUE = settings.AUTH_USER_MODEL


class OutcomeKind(models.TextChoices):
    CHARGED = "charged", _("Charged")
    CONVICTED = "convicted", _("Convicted")
    ACQUITTED = "acquitted", _("Acquitted")
    ORDER_MADE = "order_made", _("Order made")
    NO_ACTION = "no_action", _("No further action")
    DISCONTINUED = "discontinued", _("Discontinued")


class Outcome(Record):
    """What came of it for a suspect; it flows to the result sheet and the desk.

    A wrong one is taken back by a later row that names it.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id, person_id, kind, takes_back_id)",
        rows=replace(
            UNDER_INVESTIGATION,
            own="entered_by_id",
            # Nothing comes of it on a day that has not come.
            after="happened_on"
            " <= (clock_timestamp() at time zone 'Europe/London')::date",
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="outcomes"
    )
    person = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="outcomes"
    )
    kind = models.CharField(max_length=20, choices=OutcomeKind.choices)
    offence = models.CharField(max_length=40, blank=True)
    happened_on = models.DateField()
    takes_back = models.OneToOneField("self", on_delete=models.PROTECT, null=True)
    entered_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", OutcomeKind, name="outcome_kind_is_known"),
        ]


class OrderKind(models.TextChoices):
    """Slavery and trafficking orders: Modern Slavery Act 2015, sections 14 to 34."""

    STPO_CONVICTION = "STPO_CONVICTION", _("Prevention order on sentencing (STPO)")
    STPO_APPLICATION = "STPO_APPLICATION", _("Prevention order on application (STPO)")
    STRO = "STRO", _("Risk order (STRO)")
    STPO_INTERIM = "STPO_INTERIM", _("Interim prevention order")
    STRO_INTERIM = "STRO_INTERIM", _("Interim risk order")


class OrderEnd(models.TextChoices):
    EXPIRED = "expired", _("Expired")
    DISCHARGED = "discharged", _("Discharged")
    SUPERSEDED = "superseded", _("A later order took its place")
    QUASHED = "quashed", _("Quashed on appeal")
    DECIDED = "decided", _("The main application was decided")


class OrderReference(Record):
    """An order against a person: its reference and dates; the text is the court's.

    An interim order ends when the main application is decided, at the latest. What is
    served later is served once: the trigger of sql/outcomes.sql.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(served_on, ended_on, end_reason, ended_by_id)",
        rows=replace(
            UNDER_INVESTIGATION,
            own="entered_by_id",
            before="ended_on is null",
            after="ended_by_id is null or ended_by_id = (select wall.person())",
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="orders"
    )
    person = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="orders"
    )
    kind = models.CharField(max_length=20, choices=OrderKind.choices)
    reference = models.CharField(max_length=60)
    court = models.CharField(max_length=120)
    made_on = models.DateField()
    served_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    travel_until_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(
        max_length=20, choices=OrderEnd.choices, blank=True, default=""
    )
    entered_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints = [
            one_of("kind", OrderKind, name="order_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True, end_reason="")
                | models.Q(ended_on__gte=models.F("made_on"))
                & ~models.Q(end_reason=""),
                name="an_order_ends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_by__isnull", True)
                )
                | models.Q(("ended_on__isnull", False), ("ended_by__isnull", False)),
                name="an_order_is_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["STPO_INTERIM", "STRO_INTERIM"])
                | models.Q(until_on__isnull=False),
                name="an_interim_order_has_a_fixed_end",
            ),
        ]


class RetentionGround(models.TextChoices):
    APPEAL = "appeal", _("Appeal")
    INQUIRY = "inquiry", _("Inquiry")
    CIVIL_CLAIM = "civil_claim", _("Civil claim")
    ORDER = "order", _("An order is in force")
    CASE_REVIEW = "case_review", _("Criminal Cases Review Commission")


class RetentionHold(Record):
    """Nothing of the investigation is destroyed while this lasts."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(ended_at, ended_by_id)",
        rows=replace(
            UNDER_INVESTIGATION,
            own="held_by_id",
            before="ended_at is null",
            after="ended_by_id is null or ended_by_id = (select wall.person())",
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="holds"
    )
    ground = models.CharField(max_length=20, choices=RetentionGround.choices)
    reason = models.TextField()
    held_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints = [
            one_of("ground", RetentionGround, name="retention_ground_is_known"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="a_hold_is_ended_by_somebody",
            ),
        ]


class EventPrecision(models.TextChoices):
    MINUTE = "minute", _("To the minute")
    DAY = "day", _("On that day")
    MONTH = "month", _("In that month")
    YEAR = "year", _("In that year")


class ChronologyEvent(Record):
    """Something that happened, as one item of the investigation tells it.

    Two times: when it happened, by that item, and when the investigation learnt it.
    Items that disagree about a thing share ``told_apart`` and stand side by side.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(withdrawn_at, withdrawn_by_id)",
        rows=replace(
            UNDER_INVESTIGATION,
            own="entered_by_id",
            before="withdrawn_at is null",
            after="withdrawn_by_id is null or withdrawn_by_id = (select wall.person())",
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="events"
    )
    happened_at = models.DateTimeField()
    precision = models.CharField(max_length=10, choices=EventPrecision.choices)
    learnt_at = models.DateTimeField()
    what = models.CharField(max_length=300)
    source_kind = models.CharField(max_length=20)
    source_id = models.UUIDField()
    told_apart = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="others", null=True
    )
    entered_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints = [
            one_of("precision", EventPrecision, name="event_precision_is_known"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="an_event_is_withdrawn_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["investigation", "happened_at"], name="events_as_they_happened"
            )
        ]
