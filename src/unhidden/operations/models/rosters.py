"""Who works when in an operation, with what, and how much of the rest there is."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.operations.models.plans import (
    AT_PLANNING,
    LED,
    Operation,
    Team,
    rule_for_planners,
)
from unhidden.operations.rules import CrewSkill

_OWN = (
    "organisation_id = any((select wall.organisations('operation', 'manage'))::uuid[])"
)
# On a team of an operation that is planned here, in their organisation's name.
_ON_A_TEAM = """exists (select from operations_teammember m
  join operations_team t on t.id = m.team_id
  join operations_operation o on o.id = t.operation_id
 where m.person_id = {0}.person_id and m.organisation_id = {0}.organisation_id
   and {1})"""
# On any team that one meets, in their organisation's name.
_SERVES = """exists (select from operations_teammember m
 where m.person_id = {0}.person_id and m.organisation_id = {0}.organisation_id)"""
_TAKES_PART = """exists (select from operations_partner p
  join operations_operation o on o.id = p.operation_id
 where p.organisation_id = {0}.organisation_id and {1})"""


# Who enters what comes by radio calls each crew by what it goes out with.
_BY_POST = """wall.holds_post(operations_crewoutfit.operation_id,
 array['controller', 'bronze', 'silver', 'gold', 'safeguarding'])"""
# Who goes out with a crew meets its hours and what it goes out with.
_GOES_OUT = """(select wall.purpose()) = 'operation_delivery' and exists (
 select from operations_teammember m join operations_team t on t.id = m.team_id
  where m.person_id = (select wall.person())
    and m.organisation_id = (select wall.organisation()) and {})"""
_WITH_OUTFIT = "exists (select from operations_crewoutfit f where f.{}_id = {}.id)"


def _rule_for_crews(table: str, met: str) -> RuledRows:
    """Rows of a roster: its planners', and read by the crews that they are about."""
    rule = rule_for_planners(table)
    return replace(rule, select=f"({rule.select}) or ({met})")


def _rule_for_skills(table: str) -> RuledRows:
    """Rows that their own organisation keeps, or who noted them for its crew.

    Both of people who serve: a note is its writer's no more once they serve elsewhere.
    What others noted of its own staff, an organisation takes back and says itself.
    """
    others, serves = _ON_A_TEAM.format(table, LED), _SERVES.format(table)
    noted = _OWN.replace("organisation_id", "noted_by_id")
    return RuledRows(
        select=f"({_OWN} or {others}) and {AT_PLANNING}",
        insert=f"({_OWN} and noted_by_id is null and {serves}"
        f" or {others} and {noted}) and {AT_PLANNING}",
        update=f"({_OWN} and noted_by_id is null or {others} and {noted})"
        f" and {AT_PLANNING}",
        delete=f"({_OWN} or {others} and {noted}) and {AT_PLANNING}",
    )


def _rule_for_own(table: str, others: str) -> RuledRows:
    """Rows of an organisation: its planners', and those whose operation they serve."""
    planned = f"({_OWN} or {others.format(table, LED)}) and {AT_PLANNING}"
    return RuledRows(select=planned, insert=planned, update=planned)


class StartPlace(Record):
    """Where crews set out from and come back to; without a position, not yet found."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update, delete",
        rows=_rule_for_crews(
            "operations_startplace",
            _WITH_OUTFIT.format("start_place", "operations_startplace"),
        ),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="start_places"
    )
    name = models.CharField(max_length=80)
    postcode = models.CharField(max_length=8, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "name"],
                name="start_places_differ_in_an_operation",
            )
        ]


class CrewVehicle(Record):
    access_policy: ClassVar = TableAccess(
        staff="select, insert, update, delete",
        rows=_rule_for_crews(
            "operations_crewvehicle",
            _WITH_OUTFIT.format("vehicle", "operations_crewvehicle"),
        ),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="vehicles"
    )
    name = models.CharField(max_length=40)
    seats = models.PositiveSmallIntegerField()
    call_sign = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "name"], name="vehicles_differ_in_an_operation"
            ),
            models.CheckConstraint(
                condition=models.Q(seats__gte=1), name="a_vehicle_has_a_seat"
            ),
        ]


class CrewOutfit(Record):
    """What a crew goes out with: call sign, radio channel, vehicle, start place."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update, delete",
        rows=_rule_for_crews(
            "operations_crewoutfit",
            _GOES_OUT.format("t.id = operations_crewoutfit.team_id")
            + f" or {_BY_POST}",
        ),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="outfits"
    )
    team = models.OneToOneField(Team, on_delete=models.PROTECT, related_name="outfit")
    call_sign = models.CharField(max_length=20, blank=True)
    radio_channel = models.CharField(max_length=40, blank=True)
    vehicle = models.ForeignKey(CrewVehicle, on_delete=models.PROTECT, null=True)
    start_place = models.ForeignKey(StartPlace, on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "call_sign"],
                condition=~models.Q(call_sign=""),
                name="call_signs_differ_in_an_operation",
            )
        ]


class ShiftKind(models.TextChoices):
    EARLY = "early", _("Early")
    LATE = "late", _("Late")
    OFF = "off", _("Off")


class RosterShift(Record):
    """The hours of a crew, or of one person, on a day; an end may lie on the next."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update, delete",
        rows=_rule_for_crews(
            "operations_rostershift",
            _GOES_OUT.format(
                "(t.id = operations_rostershift.team_id"
                " or t.operation_id = operations_rostershift.operation_id"
                " and m.person_id = operations_rostershift.person_id)"
            ),
        ),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="shifts"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True
    )
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=ShiftKind.choices)
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    is_reserve = models.BooleanField(default=False)

    class Meta:
        constraints = [
            one_of("kind", ShiftKind, name="shift_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(team__isnull=True) ^ models.Q(person__isnull=True),
                name="a_shift_is_a_crews_or_a_persons",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind="off", starts_at__isnull=True, ends_at__isnull=True
                )
                | (
                    ~models.Q(kind="off")
                    & models.Q(starts_at__isnull=False, ends_at__isnull=False)
                ),
                name="a_shift_has_hours_unless_it_is_off",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True)
                | ~models.Q(starts_at=models.F("ends_at")),
                name="a_shift_ends_at_another_hour",
            ),
            models.CheckConstraint(
                condition=models.Q(is_reserve=False)
                | (models.Q(team__isnull=False) & ~models.Q(kind="off")),
                name="a_reserve_is_a_crew_that_works",
            ),
            models.UniqueConstraint(
                fields=["team", "on"], name="a_crew_has_one_shift_a_day"
            ),
            models.UniqueConstraint(
                fields=["operation", "person", "on"],
                name="a_person_has_one_shift_a_day",
            ),
            models.UniqueConstraint(
                fields=["operation", "on"],
                condition=models.Q(is_reserve=True),
                name="one_crew_is_in_reserve_a_day",
            ),
        ]


class AbstractionKind(models.TextChoices):
    COURT = "court", _("Court")
    LEAVE = "leave", _("Leave")
    TRAINING = "training", _("Training")
    OTHER = "other", _("Something else")


class PersonAbstraction(Record):
    """Days on which somebody is away from what they are rostered for."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, delete",
        rows=_rule_for_own("operations_personabstraction", _ON_A_TEAM),
    )

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=AbstractionKind.choices)
    from_on = models.DateField()
    to_on = models.DateField()

    class Meta:
        constraints = [
            one_of("kind", AbstractionKind, name="abstraction_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(to_on__gte=models.F("from_on")),
                name="an_abstraction_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "from_on"], name="abstractions_of_a_person")
        ]


class SkillKind(models.TextChoices):
    """What somebody is accredited in, of what a crew can bring."""

    LANGUAGE = "language", _("Speaks a language")
    FEMALE_OFFICER = CrewSkill.FEMALE_OFFICER.value, _("Female officer")
    METHOD_OF_ENTRY = CrewSkill.METHOD_OF_ENTRY.value, _("Method of entry")
    LICENSING = CrewSkill.LICENSING.value, _("Licensing")
    FIRE = CrewSkill.FIRE.value, _("Fire safety")
    CHARITY = CrewSkill.CHARITY.value, _("Charity worker")
    SAFEGUARDING = CrewSkill.SAFEGUARDING.value, _("Trained for safeguarding visits")


class PersonAccreditation(Record):
    """What somebody can do for a crew, until when.

    ``noted_by`` is who plans with them and noted it; None where their own organisation
    keeps it, and nobody else changes it.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(expires_on), delete",
        rows=_rule_for_skills("operations_personaccreditation"),
    )

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    skill = models.CharField(max_length=20, choices=SkillKind.choices)
    language = models.CharField(max_length=10, blank=True)
    expires_on = models.DateField(null=True)
    noted_by = models.ForeignKey(
        "agencies.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        constraints = [
            one_of("skill", SkillKind, name="skill_is_known"),
            models.CheckConstraint(
                condition=models.Q(skill="language") ^ models.Q(language=""),
                name="a_language_is_named",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "skill", "language"],
                name="a_person_has_a_skill_once",
            ),
        ]


class CapacityKind(models.TextChoices):
    CUSTODY = "custody", _("Custody places")
    INTERPRETER = "interpreter", _("Interpreters")


class DayCapacity(Record):
    """How much of something there is on one day of the operation."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update, delete",
        rows=rule_for_planners("operations_daycapacity"),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="capacities"
    )
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=CapacityKind.choices)
    language = models.CharField(max_length=10, blank=True)
    amount = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            one_of("kind", CapacityKind, name="capacity_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(kind="interpreter") ^ models.Q(language=""),
                name="an_interpreter_has_a_language",
            ),
            models.UniqueConstraint(
                fields=["operation", "on", "kind", "language"],
                name="a_capacity_is_counted_once_a_day",
            ),
        ]


class RestRule(Record):
    """An organisation's own rule of rest, beside those of the law."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(to_on, checked_on), delete",
        rows=_rule_for_own("operations_restrule", _TAKES_PART),
    )

    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    source = models.CharField(max_length=200)
    rest_minutes = models.PositiveSmallIntegerField(default=0)
    break_after_minutes = models.PositiveSmallIntegerField(default=0)
    break_minutes = models.PositiveSmallIntegerField(default=0)
    longest_minutes = models.PositiveSmallIntegerField(null=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    checked_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True)
                | models.Q(to_on__gte=models.F("from_on")),
                name="a_rest_rule_ends_after_it_starts",
            ),
        ]
