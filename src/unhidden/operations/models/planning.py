"""Plans of a week as versions, the requests for them, and what people changed by hand.

What is planned of a whole week is met by who plans the operation, and by nobody else:
safeguarding visits stand among the others.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.operations.models.plans import (
    AT_PLANNING,
    Operation,
    planners_condition,
)

_ME = "(select wall.person())"
_PLANNER = planners_condition("operations_planversion")
# A what-if is its author's alone until it is taken.
_OWN_OR_SHARED = f"(state <> 'what_if' or author_id = {_ME})"
_OF_VERSION = """exists (select from operations_planversion v
  where v.id = {table}.version_id)"""


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WHAT_IF = "what_if", _("What-if, seen by you alone")
    TAKEN = "taken", _("Taken")
    SUPERSEDED = "superseded", _("Replaced by a later one")


class PlanVersion(Record):
    """One plan of an operation's week, with the whole problem that it answers.

    ``problem`` and ``plan`` are data of ``unhidden.planning.week``; ``named`` says
    which premises, visits and teams their ids stand for. ``revision`` counts every
    change, so that of two planners who change it at once the second is told. A what-if
    gets its ``number`` when it is taken: the numbers that others see have no gaps.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(state, number, revision, plan, visits, value,"
        " bound, prices, reasons, taken_at, taken_by_id)",
        guard="select, update(plan, visits, value, bound,"
        " prices, reasons, solver_version)",
        rows=RuledRows(
            select=f"{_PLANNER} and {_OWN_OR_SHARED}",
            insert=f"{_PLANNER} and author_id = {_ME} and state in ('draft', 'what_if')"
            " and revision = 0 and taken_at is null",
            update=f"{_PLANNER} and {_OWN_OR_SHARED}",
        ),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="plan_versions"
    )
    number = models.PositiveIntegerField(null=True)
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    state = models.CharField(
        max_length=12, choices=PlanState.choices, default=PlanState.DRAFT
    )
    revision = models.PositiveIntegerField(default=0)
    solver = models.CharField(max_length=40)
    solver_version = models.CharField(max_length=40, blank=True)
    travel_provider = models.CharField(max_length=40)
    travel_version = models.CharField(max_length=80)
    problem = models.JSONField()
    named = models.JSONField()
    plan = models.JSONField(null=True)
    visits = models.PositiveIntegerField(null=True)
    value = models.IntegerField(null=True)
    bound = models.FloatField(null=True)
    prices = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        constraints = [
            one_of("state", PlanState, name="plan_state_is_known"),
            models.UniqueConstraint(
                fields=["operation", "number"],
                name="plan_numbers_differ_in_an_operation",
            ),
            models.CheckConstraint(
                condition=models.Q(state="what_if") | models.Q(number__isnull=False),
                name="a_plan_that_others_see_has_a_number",
            ),
            models.UniqueConstraint(
                fields=["operation"],
                condition=models.Q(state="taken"),
                name="one_plan_of_an_operation_is_taken",
            ),
        ]

    @property
    def share_of_bound(self) -> float | None:
        """How much of the best possible it has for certain; None until proven."""
        if self.value is None or not self.bound or self.bound <= 0:
            return None
        return min(self.value / self.bound, 1.0)


class SearchKind(models.TextChoices):
    WEEK = "week", _("Plan the week")
    REPLAN = "replan", _("Plan again what is left")


class SearchOutcome(models.TextChoices):
    """What came of a search; empty while it waits or runs."""

    DONE = "done", _("Finished")
    STOPPED = "stopped", _("Stopped: the best plan found by then is kept")
    BROKEN_OFF = "broken_off", _("Broken off: the worker ended meanwhile")
    CHILD_ENDED = "child_ended", _("Broken off: the search ended by itself")
    FAULTY = "faulty", _("Not searched: something in the week is not possible")


class SearchRequest(Record):
    """Somebody asked for a plan to be searched; the worker says how far that is.

    ``begun_at``, ``beat_at``, ``progress``, ``outcome`` and ``said`` are written by
    ``wall.begin_plan_request`` and ``wall.tell_plan_request`` alone.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(stop_asked_at, stop_asked_by_id)",
        guard="select, update(begun_at, beat_at, ended_at, outcome, said, progress)",
        rows=RuledRows(
            select=_OF_VERSION.format(table="operations_searchrequest"),
            insert=f"{_OF_VERSION.format(table='operations_searchrequest')}"
            f" and asked_by_id = {_ME} and begun_at is null and outcome = ''"
            " and stop_asked_at is null",
            update=_OF_VERSION.format(table="operations_searchrequest"),
        ),
    )

    version = models.ForeignKey(
        PlanVersion, on_delete=models.PROTECT, related_name="requests"
    )
    kind = models.CharField(max_length=10, choices=SearchKind.choices)
    seconds = models.PositiveIntegerField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    given = models.JSONField(default=dict)
    # The plan's own when this was asked: what was changed since, no search writes over.
    revision = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    progress = models.JSONField(default=dict)
    stop_asked_at = models.DateTimeField(null=True)
    stop_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    said = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("kind", SearchKind, name="search_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(outcome="")
                | models.Q(outcome__in=SearchOutcome.values),
                name="search_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(seconds__gte=1, seconds__lte=900),
                name="a_search_lasts_at_most_fifteen_minutes",
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], name="oldest_searches_first")]


class EditKind(models.TextChoices):
    MOVE = "move", _("Visit moved")
    ADD = "add", _("Visit added")
    DROP = "drop", _("Visit taken out")
    UNDO = "undo", _("Change undone")


class PlanEdit(Record):
    """One change of a plan by hand: the routes before and after, to be undone."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(
            select=_OF_VERSION.format(table="operations_planedit"),
            insert=f"{_OF_VERSION.format(table='operations_planedit')}"
            f" and made_by_id = {_ME}",
        ),
    )

    version = models.ForeignKey(
        PlanVersion, on_delete=models.PROTECT, related_name="edits"
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=EditKind.choices)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    before = models.JSONField()
    after = models.JSONField()
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [
            one_of("kind", EditKind, name="plan_edit_kind_is_known"),
            models.UniqueConstraint(
                fields=["version", "number"], name="edits_of_a_plan_have_an_order"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="undo", undoes__isnull=False)
                | (~models.Q(kind="undo") & models.Q(undoes__isnull=True)),
                name="an_undo_names_what_it_undoes",
            ),
        ]


class TravelLeg(Record):
    """What an officer says of the road between two towns; the newest row counts.

    Without minutes the road is closed, or, with ``is_as_shipped``, as the program's
    own graph has it. No row is ever changed.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(
            select=f"{_ME} is not null",
            insert=f"{AT_PLANNING} and said_by_id = {_ME} and organisation_id ="
            " any((select wall.organisations('operation', 'manage'))::uuid[])",
        ),
    )

    start = models.CharField(max_length=60)
    end = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField(null=True)
    is_as_shipped = models.BooleanField(default=False)
    reason = models.TextField()
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")),
                name="a_leg_names_its_towns_in_order",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_leg_is_changed_for_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(is_as_shipped=False)
                | models.Q(minutes__isnull=True),
                name="a_leg_as_shipped_names_no_minutes",
            ),
        ]
        indexes = [
            models.Index(fields=["start", "end", "-said_at"], name="newest_of_a_leg")
        ]
