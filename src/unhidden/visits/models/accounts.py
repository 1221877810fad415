"""What people say of a visit: every account is kept, and one of them counts."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess

_ME = "(select wall.person())"
_OWN = f"author_id = {_ME} and author_organisation_id = (select wall.organisation())"
# Planners and safeguarding leads of the organisation; beside a record, those of them
# who read it.
_DECIDES = (
    "organisation_id = (select wall.organisation())"
    " and (select wall.purpose()) = 'operation_delivery'"
    " and (select wall.meets('safeguarding_plan', '{read}'))"
    " and (state in ('waits', 'set_aside') or exists (select from visits_visit v"
    " where v.planned_id = visits_account.planned_id))"
)
# Whoever records a visit adds the account of it that counts, and no other that does.
_RECORDS = (
    "exists (select from visits_visit v where v.planned_id ="
    f" visits_account.planned_id and v.account_id = visits_account.id"
    f" and v.recorded_by_id = {_ME})"
)
# What is added to a record is read with it, and added by whoever reads it.
_WITH_RECORD = (
    "kind = 'addendum' and state = 'beside' and exists (select from visits_visit v"
    " where v.planned_id = visits_account.planned_id)"
)


class AccountSource(models.TextChoices):
    PHONE = "phone", _("Phone")
    WEB = "web", _("Web page")


class AccountKind(models.TextChoices):
    FINISHED = "finished", _("Finished")
    UNFINISHED = "unfinished", _("Not finished")
    ADDENDUM = "addendum", _("Addendum")
    CORRECTION = "correction", _("Correction")


class AccountState(models.TextChoices):
    WAITS = "waits", _("Waits for a decision")
    COUNTS = "counts", _("Counts")
    BESIDE = "beside", _("Kept beside")
    SET_ASIDE = "set_aside", _("Set aside")


class VisitAccount(Record):
    """One person's account of a visit, as it came; never changed but in its standing.

    ``planned_named`` and ``author_named`` are what it claims: what they name may not
    be in the books. ``reason`` is why it waits, the first of ``problems``. ``about`` is
    the submission that an addendum or a correction adds to. ``clock_off``: by how many
    seconds the phone's clock ran behind.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, insert, update(state, reason, problems, form, content,"
        " inner_there, planned_id, operation_id, organisation_id, author_id,"
        " author_organisation_id, decided_by_id, decided_at, decided_why)",
        rows=RuledRows(
            select=f"{_DECIDES} or {_OWN} and state in ('waits', 'counts')"
            f" or {_WITH_RECORD}",
            insert=f"{_OWN} and source = 'web' and decided_by_id is null"
            f" and (state = 'waits' or state = 'counts' and {_RECORDS}"
            f" or {_WITH_RECORD})",
        ),
    )

    submission_id = models.UUIDField()
    digest = models.BinaryField()
    planned = models.ForeignKey(
        "operations.PlannedVisit",
        on_delete=models.PROTECT,
        null=True,
        related_name="accounts",
    )
    planned_named = models.UUIDField(null=True)
    operation = models.ForeignKey(
        "operations.Operation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    author_named = models.UUIDField(null=True)
    author_organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    source = models.CharField(max_length=10, choices=AccountSource.choices)
    kind = models.CharField(max_length=10, choices=AccountKind.choices)
    about = models.UUIDField(null=True)
    form = models.CharField(max_length=10)
    content = models.JSONField()
    inner_there = models.PositiveSmallIntegerField(default=0)
    photos_there = models.PositiveSmallIntegerField(default=0)
    problems = ArrayField(models.CharField(max_length=40), default=list)
    clock_off = models.IntegerField(null=True)
    landed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=AccountState.choices)
    reason = models.CharField(max_length=40, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_why = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "visits_account"
        constraints = [
            one_of("source", AccountSource, name="account_source_is_known"),
            one_of("kind", AccountKind, name="account_kind_is_known"),
            one_of("state", AccountState, name="account_state_is_known"),
            models.UniqueConstraint(
                fields=["submission_id", "digest"], name="an_account_is_kept_once"
            ),
            models.UniqueConstraint(
                fields=["planned"],
                condition=Q(state="counts"),
                name="one_account_of_a_visit_counts",
            ),
            models.CheckConstraint(
                condition=~Q(state="waits") | ~Q(reason=""),
                name="an_account_that_waits_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="counts") | Q(planned__isnull=False),
                name="an_account_that_counts_is_of_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(decided_why=""),
                name="a_decision_on_an_account_says_who_when_and_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "landed_at"],
                condition=Q(state="waits"),
                name="accounts_that_wait",
            )
        ]
