"""An investigation, whose team is the wall's (access), where it came from, and what
asks for one."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import GuardedRecord, Record, one_of
from unhidden.investigations.models.under import MANAGED, UNDER_INVESTIGATION
from unhidden.lib.rights import GuardedHeads, RuledRows, TableAccess

_COLLEAGUE = settings.AUTH_USER_MODEL
# Whoever asks reads what they ask about.
_ASKS = (
    "asked_by_id = (select wall.person()) and ("
    "kind = 'visit' and (select wall.purpose()) in ('investigation',"
    " 'operation_delivery') and exists (select from visits_visit v"
    " where v.id = source_id)"
    " or kind = 'intelligence' and (select wall.purpose()) in ('investigation',"
    " 'intel_assessment') and exists (select from intelligence_intelligencereport i"
    " where i.id = source_id))"
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
    WITH_PROSECUTOR = "with_prosecutor", _("With the prosecutor")
    CHARGED = "charged", _("Charged")
    TRIAL = "trial", _("On trial")
    CONCLUDED = "concluded", _("Concluded")
    FILED = "filed", _("Filed")
    CLOSED = "closed", _("Closed")


#: In which nothing is written any more, until it is opened again.
ENDED = (InvestigationStatus.FILED, InvestigationStatus.CLOSED)
_WRITTEN_IN = ", ".join(
    f"'{each}'" for each in InvestigationStatus if each not in ENDED
)


class Investigation(GuardedRecord):
    """Whose team works on it; where it came from are its origins.

    ``law_as_at`` is the day whose law its pages show: that of the conduct looked into.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(status, law_as_at)",
        guard="select(id, status)",
        rows=GuardedHeads(
            "investigation",
            organisation="organisation_id",
            opened_by="opened_by_id",
            reference="urn",
            open_while=f"status in ({_WRITTEN_IN})",
        ),
    )

    urn = models.CharField(max_length=30, unique=True)
    title = models.CharField(max_length=200)
    grounds = models.TextField()
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    status = models.CharField(
        max_length=20,
        choices=InvestigationStatus.choices,
        default=InvestigationStatus.OPEN,
    )
    law_as_at = models.DateField()
    opened_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("status", InvestigationStatus, name="investigation_status_is_known"),
        ]


class StatusStep(Record):
    """One row for each change of an investigation's status, with its reason."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(investigation_id, turn, to_status)",
        rows=replace(
            UNDER_INVESTIGATION,
            own="changed_by_id",
            after=MANAGED,
            even_closed="from_status in ('filed', 'closed')",
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="status_steps"
    )
    turn = models.PositiveIntegerField()
    from_status = models.CharField(max_length=20, choices=InvestigationStatus.choices)
    to_status = models.CharField(max_length=20, choices=InvestigationStatus.choices)
    reason = models.TextField(blank=True)
    changed_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("from_status", InvestigationStatus, name="status_step_comes_from"),
            one_of("to_status", InvestigationStatus, name="status_step_leads_to"),
            models.UniqueConstraint(
                fields=["investigation", "turn"],
                name="steps_of_an_investigation_are_numbered",
            ),
        ]


class OriginKind(models.TextChoices):
    """From what an investigation came."""

    VISIT = "visit", _("A visit")
    INTELLIGENCE = "intelligence", _("Intelligence")
    REPORT = "report", _("A report from the public")
    REFERRAL = "referral", _("A referral by another organisation")
    DISCLOSURE = "disclosure", _("What a survivor let pass")
    INVESTIGATION = "investigation", _("Another investigation")


class Origin(Record):
    """One of the things that an investigation came from, by its id alone.

    What ``source_id`` names is a record of another module, read there by whom that
    module lets read it. A recalled one stays, with when and by whom it was recalled;
    of what a survivor let pass nobody says by whom.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(recalled_at, recalled_by_id)",
        guard="select(id, investigation_id, kind, source_id, brought_at, recalled_at),"
        " update(recalled_at)",
        rows=replace(
            UNDER_INVESTIGATION,
            category="operational",
            own="brought_by_id",
            before="recalled_at is null and kind <> 'disclosure'",
            after="recalled_by_id is null or recalled_by_id = (select wall.person())",
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="origins"
    )
    kind = models.CharField(max_length=20, choices=OriginKind.choices)
    source_id = models.UUIDField(null=True)
    reference = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)
    brought_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    brought_at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True)
    recalled_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints = [
            one_of("kind", OriginKind, name="origin_kind_is_known"),
            models.UniqueConstraint(
                fields=["investigation", "kind", "source_id"],
                name="an_investigation_comes_from_a_thing_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="referral") ^ models.Q(source_id__isnull=False),
                name="an_origin_names_its_record",
            ),
            models.CheckConstraint(
                condition=models.Q(recalled_at__isnull=True, recalled_by__isnull=True)
                | models.Q(recalled_at__isnull=False, recalled_by__isnull=False)
                | models.Q(kind="disclosure", recalled_by__isnull=True),
                name="an_origin_is_recalled_by_somebody",
            ),
        ]


class RequestKind(models.TextChoices):
    VISIT = "visit", _("A visit")
    INTELLIGENCE = "intelligence", _("Intelligence")


class Request(Record):
    """Somebody asks investigators to look into what a visit or the desk found.

    They and whoever takes on investigations for that organisation read it. It is never
    changed: what became of it is an ``Answer``. ``turn`` counts what the same person
    asked the same organisation about the same record.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, organisation_id, asked_by_id, asked_at)",
        rows=RuledRows(
            select=f"asked_by_id = (select wall.person()) or ({_TAKES_ON})",
            insert=_ASKS,
        ),
    )

    kind = models.CharField(max_length=20, choices=RequestKind.choices)
    source_id = models.UUIDField()
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=200)
    grounds = models.TextField()
    turn = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", RequestKind, name="request_kind_is_known"),
            models.UniqueConstraint(
                fields=["kind", "source_id", "organisation", "asked_by", "turn"],
                name="requests_of_one_person_are_counted",
            ),
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
    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, null=True, related_name="answers"
    )
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(investigation__isnull=True) ^ models.Q(reason=""),
                name="a_request_is_accepted_or_declined_with_a_reason",
            )
        ]
