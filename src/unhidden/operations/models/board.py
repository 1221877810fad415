"""The board of a running week: what crews said, and how often they are heard from.

A visit's entries are never changed: what was wrong is undone by a further one.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, new_id, one_of
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.operations.models.plans import (
    UNDER_OPERATION,
    Operation,
    PlannedVisit,
    Team,
    VisitKind,
)

_KNOWS = "(select wall.meets('safeguarding_plan', '{read}'))"
_DELIVERS = "(select wall.purpose()) = 'operation_delivery'"
# Of the operation ``o``: planned by one's organisation, or managed by oneself.
_PLANNED_HERE = (
    "(o.lead_id = any((select wall.organisations('operation', 'manage'))::uuid[])"
    " or o.id = any((select wall.view('operation', 'manage'))::uuid[])"
    " and (select wall.meets('operation', '{manage}')))"
)
_ON_CREW = """exists (select from operations_teammember m
  where (m.team_id = p.team_id or m.team_id in (select s.team_id
      from operations_supportingcrew s where s.visit_id = p.id))
    and m.person_id = (select wall.person())
    and m.organisation_id = (select wall.organisation()))"""
# Whoever meets the plan meets what is said of it; its crew, planners and posts add.
_ON_PLAN = """exists (select from operations_plannedvisit p
  join operations_operation o on o.id = p.operation_id
  where p.id = operations_boardentry.visit_id and {})"""
_ENTERS = (
    f"o.status = 'running' and ({_ON_CREW}"
    f" or {_PLANNED_HERE} and {_DELIVERS} and {_KNOWS}"
    " or wall.holds_post(o.id, array['controller', 'bronze', 'silver', 'gold',"
    " 'safeguarding']))"
)
_ENTRIES = RuledRows(
    select=_ON_PLAN.format("true"),
    insert="entered_by_id = (select wall.person()) and " + _ON_PLAN.format(_ENTERS),
)
_AT_THE = """exists (select from operations_operation o
  where o.id = operations_safetyplace.operation_id and {})"""
# Silver, the safeguarding lead, and who looks after the place, while they do: by their
# posts, and nobody else.
_LOOKS_AFTER = "wall.holds_post(o.id, array['silver', 'safeguarding'])"
_MANAGES = (
    "manager_id = (select wall.person())"
    " and wall.holds_post(o.id, array['place_of_safety'])"
)
_KEEPS = _AT_THE.format(f"o.status <> 'closed' and {_LOOKS_AFTER}")
_PLACES = RuledRows(
    select=_AT_THE.format(f"({_LOOKS_AFTER} or {_MANAGES})"),
    insert=_KEEPS,
    update=_KEEPS,
)
_AT_PLACE = """exists (select from operations_safetyplace s
  join operations_operation o on o.id = s.operation_id
  where s.id = place_id and {})"""
_DECLARATIONS = RuledRows(
    select=_AT_PLACE.format("true"),
    insert="declared_by_id = (select wall.person()) and "
    + _AT_PLACE.format(
        f"o.status <> 'closed' and s.removed_at is null and s.{_MANAGES}"
    ),
)


class EntryKind(models.TextChoices):
    """The states of a visit in their order, and what else is said of it."""

    TO_BRIEF = "to_brief", _("To brief")
    TASKED = "tasked", _("Tasked")
    ON_THE_WAY = "on_the_way", _("On the way")
    THERE = "there", _("There")
    INSIDE = "inside", _("Inside")
    LEFT = "left", _("Left")
    CLOSED = "closed", _("Closed")
    CONTACT = "contact", _("Spoken with")
    ALARM = "alarm", _("Welfare alarm")
    RECEIVED = "received", _("Alarm received")
    UNDONE = "undone", _("Taken back")
    FOLLOWED_UP = "followed_up", _("Followed up")


ABOUT_ANOTHER = (EntryKind.RECEIVED, EntryKind.UNDONE)


class BoardEntry(Record):
    """What was said of a visit: by whom, for which crew, and by radio or not.

    ``number`` counts the entries of a visit, so that two who write at once find out.
    ``about`` is the alarm that was received, or the entry that was taken back.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, visit_id, number, what, entered_at, entered_by_id, about_id),"
        " insert",
        rows=_ENTRIES,
    )

    visit = models.ForeignKey(
        PlannedVisit, on_delete=models.PROTECT, related_name="entries"
    )
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=20, choices=EntryKind.choices)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    entered_at = models.DateTimeField()
    is_by_radio = models.BooleanField(default=False)
    about = models.ForeignKey("self", on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [
            one_of("what", EntryKind, name="entry_kind_is_known"),
            models.UniqueConstraint(
                fields=["visit", "number"], name="entries_of_a_visit_are_counted"
            ),
            models.CheckConstraint(
                condition=Q(what__in=ABOUT_ANOTHER) ^ Q(about__isnull=True),
                name="an_answer_names_what_it_answers",
            ),
            models.UniqueConstraint(
                fields=["about", "what"], name="an_entry_is_answered_once"
            ),
        ]


class ToldPost(models.TextChoices):
    CONTROLLER = "controller", _("Controller")
    BRONZE = "bronze", _("Bronze")
    SILVER = "silver", _("Silver")
    SAFEGUARDING = "safeguarding", _("Safeguarding lead")


class SignOfLife(models.TextChoices):
    ANY = "any", _("Any change of state, or a call")
    CALL = "call", _("A call alone")


class ContactRule(Record):
    """How often a crew on a kind of visit must be heard from, in one operation."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        guard="select(operation_id, kind, period, told, heard_by, further)",
        rows=UNDER_OPERATION,
    )

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=VisitKind.choices)
    period = models.PositiveSmallIntegerField()
    warning = models.PositiveSmallIntegerField()
    told = models.CharField(max_length=20, choices=ToldPost.choices)
    heard_by = models.CharField(max_length=20, choices=SignOfLife.choices)
    # Minutes after which Silver is told, too, while nobody has heard from the crew.
    further = models.PositiveSmallIntegerField(default=10)

    class Meta:
        constraints = [
            one_of("kind", VisitKind, name="contact_rule_kind_is_known"),
            one_of("told", ToldPost, name="told_post_is_known"),
            one_of("heard_by", SignOfLife, name="sign_of_life_is_known"),
            models.UniqueConstraint(
                fields=["operation", "kind"], name="a_kind_has_one_contact_rule"
            ),
            models.CheckConstraint(
                condition=Q(period__gte=5) & Q(period__lte=480),
                name="a_crew_is_heard_from_within_a_shift",
            ),
            models.CheckConstraint(
                condition=Q(warning__gte=1) & Q(warning__lt=F("period")),
                name="a_warning_comes_before_the_end",
            ),
            models.CheckConstraint(
                condition=Q(further__gte=1) & Q(further__lte=240),
                name="silver_is_told_within_hours",
            ),
            models.CheckConstraint(
                condition=~Q(kind="safeguarding")
                | Q(told__in=["silver", "safeguarding"]),
                name="of_a_quiet_crew_only_who_knows_is_told",
            ),
        ]


class SafetyPlace(Record):
    """A place where people are looked after, and who declares what room it has.

    One that was removed stays with what was declared of it, and is shown no more.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(manager_id, removed_at)",
        guard="select(id, operation_id, manager_id, removed_at), update(manager_id)",
        rows=_PLACES,
    )

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "name"],
                condition=Q(removed_at__isnull=True),
                name="places_of_safety_differ_by_name",
            )
        ]


class RoomLeft(models.TextChoices):
    ENOUGH = "enough", _("Enough")
    FEW = "few", _("Few")
    NONE = "none", _("None")


class RoomDeclaration(Record):
    """What its manager says of a place by hand; arrivals are counted nowhere."""

    access_policy: ClassVar = TableAccess(staff="select, insert", rows=_DECLARATIONS)

    place = models.ForeignKey(
        SafetyPlace, on_delete=models.PROTECT, related_name="declarations"
    )
    room = models.CharField(max_length=10, choices=RoomLeft.choices)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("room", RoomLeft, name="room_left_is_known")]


class BoardChannel(Record):
    """The random name by which those of one scope hear that something changed."""

    access_policy: ClassVar = TableAccess(guard="select, insert")

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT)
    scope = models.CharField(max_length=80)
    name = models.UUIDField(default=new_id)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "scope"], name="a_scope_has_one_channel"
            )
        ]


class BoardListening(Record):
    """The name that the live process listens to; who knows it hears the channels."""

    access_policy: ClassVar = TableAccess(guard="select(name)")

    name = models.CharField(max_length=40)
