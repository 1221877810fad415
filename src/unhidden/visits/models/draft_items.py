"""What a visit offers the desk: a draft, until an analyst makes intelligence of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.visits.models.accounts import VisitAccount
from unhidden.visits.models.visits import Visit

_ME = "(select wall.person())"
_IN_VIEW = "exists (select from visits_visit v where v.id = visit_id)"
# An analyst assesses: not a planner, who reads at the same task.
_ASSESSES = (
    "(select wall.purpose()) = 'intel_assessment'"
    " and (select wall.meets('intelligence', '{manage}'))"
    f" and {_IN_VIEW} and (not is_of_safeguarding or released_by_id is not null)"
)
_LEADS_SAFEGUARDING = (
    "is_of_safeguarding and (select wall.purpose()) = 'safeguarding_support'"
    " and (select wall.meets('visit', '{read}'))"
    f" and (select wall.meets('safeguarding_plan', '{{read}}')) and {_IN_VIEW}"
)
# The leader of the crew that made a safeguarding visit.
_LED = (
    "exists (select from visits_visit v"
    " join operations_plannedvisit p on p.id = v.planned_id"
    " join operations_teammember m on m.team_id = p.team_id"
    " where v.id = visit_id and p.kind = 'safeguarding' and p.status = 'done'"
    f" and m.is_leader and m.person_id = {_ME})"
)


class DraftItemState(models.TextChoices):
    OFFERED = "offered", _("Waits for the safeguarding lead")
    READY = "ready", _("Waits for the desk")
    WRITTEN = "written", _("Made into intelligence")
    SET_ASIDE = "set_aside", _("Set aside")


class DraftItem(Record):
    """One thing that a visit offers the desk, and what became of it.

    Of a safeguarding visit it is a sentence about the place, that the leader offered
    and a safeguarding lead let go; others are made with the record, and offered by
    nobody. ``corrects`` is an item already written that stood
    on an account which no longer counts.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(state, released_by_id, released_at,"
        " decided_by_id, decided_at)",
        guard="select, insert, update(state, decided_at)",
        rows=RuledRows(
            select=f"offered_by_id = {_ME} or {_ASSESSES} or {_LEADS_SAFEGUARDING}",
            insert=f"is_of_safeguarding and state = 'offered' and offered_by_id = {_ME}"
            f" and released_by_id is null and decided_by_id is null and {_LED}",
            # A trigger has each step signed, and none goes back (sql/draft_items.sql).
            update=f"{_LEADS_SAFEGUARDING} and offered_by_id <> {_ME} or {_ASSESSES}",
        ),
    )

    account = models.ForeignKey(
        VisitAccount, on_delete=models.PROTECT, null=True, related_name="+"
    )
    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, related_name="draft_items"
    )
    text = models.TextField()
    sign_codes = ArrayField(models.CharField(max_length=60), default=list)
    source = models.CharField(max_length=1, default="1")
    assessment = models.CharField(max_length=1, default="A")
    handling = models.CharField(max_length=1, default="C")
    state = models.CharField(max_length=10, choices=DraftItemState.choices)
    is_of_safeguarding = models.BooleanField()
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    offered_at = models.DateTimeField()
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            one_of("state", DraftItemState, name="draft_item_state_is_known"),
            models.CheckConstraint(
                condition=~Q(text=""), name="a_draft_item_says_something"
            ),
            models.CheckConstraint(
                condition=Q(is_of_safeguarding=False)
                | Q(state__in=["offered", "set_aside"])
                | Q(released_by__isnull=False, offered_by__isnull=False)
                & ~Q(released_by=F("offered_by")),
                name="a_safeguarding_lead_lets_a_sentence_go",
            ),
        ]
        indexes = [
            models.Index(
                fields=["offered_at"],
                condition=Q(state="ready"),
                name="draft_items_for_the_desk",
            )
        ]
