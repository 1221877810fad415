"""Out of hours: the rota, what a lead wrote for the night, and who opened it.

Nobody who answers at night is let in to a case. They open a sheet that the case's lead
wrote for them, section by section, and it shuts by itself.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, RuledRows, TableAccess
from unhidden.safeguarding.models.people import ENDED_BY_SELF, NOT_ENDED, Case
from unhidden.vault.fields import SealedField

_SUPPORTS = (
    "(select wall.purpose()) = 'safeguarding_support'"
    " and (select wall.meets('safeguarding_plan', '{read}'))"
)
_OWN = "organisation_id = (select wall.organisation())"
_MANAGED = "(select wall.organisations('safeguarding_case', 'manage'))::uuid[]"
_KEEPS_ROTA = f"organisation_id = any({_MANAGED})"
_LEADS = (
    "exists (select from safeguarding_case c where c.id = case_id"
    " and c.lead_id = organisation_id and c.closed_at is null"
    " and (c.id = any((select wall.view('safeguarding_case', 'manage'))::uuid[])"
    f" or c.lead_id = any({_MANAGED})))"
)
_ON_DUTY = (
    "d.person_id = (select wall.person())"
    " and d.organisation_id = (select wall.organisation()) and d.ended_at is null"
    " and d.from_at <= now() and d.until_at > now()"
)


def _of_case(sheet: str) -> str:
    """Whoever reads the case, of the organisation that leads it."""
    return (
        f"exists (select from safeguarding_case c where c.id = {sheet}.case_id"
        " and c.lead_id = (select wall.organisation()))"
    )


def _tonight(sheet: str, more: str = "") -> str:
    """Whoever is on duty now, where the sheet is for now, and ``more`` holds."""
    return (
        f"{sheet}.withdrawn_at is null and {sheet}.from_at <= now()"  # noqa: S608
        f" and {sheet}.until_at > now()"
        f" and {sheet}.case_id <> all((select wall.excluded())::uuid[])"
        f" and exists (select from safeguarding_coverduty d where {_ON_DUTY}{more})"
    )


def _of_sheet(condition: str) -> str:
    return (
        "exists (select from safeguarding_coversheet s"
        f" where s.id = sheet_id and {condition})"
    )


_SHEET = "safeguarding_coversheet"
_OPENED = (
    "exists (select from safeguarding_coveropening o where o.sheet_id = s.id"
    " and o.person_id = (select wall.person()) and o.ended_at is null"
    " and o.until_at > now())"
)
_SHUTS = (
    " and safeguarding_coveropening.until_at <= least(d.until_at, s.until_at,"
    " safeguarding_coveropening.opened_at + s.hours * interval '1 hour')"
)
_NIGHT = f"s.{_OWN} and {_tonight('s', _SHUTS)}"


class CoverDuty(Record):
    """One person of an organisation answers from one moment to another."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(ended_at, ended_by_id)",
        rows=RuledRows(
            select=f"{_OWN} and {_SUPPORTS}",
            insert=f"{_KEEPS_ROTA} and set_by_id = (select wall.person())"
            " and ended_at is null",
            update=_KEEPS_ROTA,
            before=NOT_ENDED,
            after=ENDED_BY_SELF,
        ),
    )

    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    person = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, related_name="+"
    )
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    set_by = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("from_at")),
                name="a_duty_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["organisation", "person", "from_at"],
                condition=models.Q(ended_at__isnull=True),
                name="nobody_is_on_a_duty_twice",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "until_at"], name="duties_by_end")
        ]


class CoverSheet(Record):
    """What the lead of a case wrote for whoever answers, and for which nights.

    ``called`` is how the person will say who they are. It and the sections are sealed
    to the organisation that leads the case, and to nobody else.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(withdrawn_at, withdrawn_by_id)",
        guard="select(id, case_id, organisation_id, from_at, until_at, withdrawn_at)",
        rows=RuledRows(
            select=f"{_OWN} and ({_of_case(_SHEET)} or ({_tonight(_SHEET)}))",
            insert=f"{_OWN} and written_by_id = (select wall.person())"
            f" and withdrawn_at is null and {_LEADS}",
            update=f"{_OWN} and {_LEADS}",
            before="withdrawn_at is null",
            after="withdrawn_at is null or withdrawn_by_id = (select wall.person())",
        ),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    called_sealed = SealedField(category="identity")
    hours = models.PositiveSmallIntegerField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    written_by = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="a_case_has_one_sheet_for_the_night",
            ),
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("from_at")),
                name="a_sheet_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(hours__gte=1, hours__lte=8),
                name="a_sheet_is_open_for_eight_hours_at_most",
            ),
        ]


class CoverSectionKind(models.TextChoices):
    """The sections from which a lead chooses."""

    TONIGHT = "tonight", _("What matters these nights")
    SAFE_CONTACT = "safe_contact", _("How to reach them safely")
    SAFETY_PLAN = "safety_plan", _("What keeps them safe")
    PEOPLE = "people", _("Whom to call for them")


class CoverSection(Record):
    """One section of a sheet, read by whoever opened the sheet, while it is open."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(
            select=_of_sheet(f"({_of_case('s')} or {_OPENED})"),
            insert=_of_sheet(
                f"s.written_by_id = (select wall.person()) and {_of_case('s')}"
                " and s.withdrawn_at is null"
            ),
        ),
    )

    sheet = models.ForeignKey(
        CoverSheet, on_delete=models.PROTECT, related_name="sections"
    )
    kind = models.CharField(max_length=20, choices=CoverSectionKind.choices)
    text_sealed = SealedField(category="narrative")

    class Meta:
        constraints = [
            one_of("kind", CoverSectionKind, name="cover_section_is_known"),
            models.UniqueConstraint(
                fields=["sheet", "kind"], name="a_section_stands_once_on_a_sheet"
            ),
        ]


class CoverReason(models.TextChoices):
    """Why somebody opens a sheet at night; no words of anybody."""

    CALLED = "called", _("The person is calling")
    DANGER = "danger", _("The person may be in danger")
    HEALTH = "health", _("The person needs a doctor")
    HOME = "home", _("Something is wrong where they live")
    OTHERS = "others", _("Police, hospital or a landlord asks about them")


class CoverOpening(Record):
    """Somebody on duty opened a sheet; it shuts with their duty at the latest."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(ended_at)",
        guard="select(id, sheet_id, person_id, opened_at, until_at, ended_at)",
        rows=RuledRows(
            select=_of_sheet(
                f"(person_id = (select wall.person()) or {_of_case('s')})"
            ),
            insert="person_id = (select wall.person()) and ended_at is null"
            f" and opened_at <= clock_timestamp() and {_of_sheet(_NIGHT)}",
            update="person_id = (select wall.person())",
            before=NOT_ENDED,
            after="ended_at is null or ended_at <= clock_timestamp()",
        ),
    )

    sheet = models.ForeignKey(
        CoverSheet, on_delete=models.PROTECT, related_name="openings"
    )
    person = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=20, choices=CoverReason.choices)
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("reason", CoverReason, name="cover_reason_is_known"),
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("opened_at")),
                name="what_is_opened_shuts_later",
            ),
            models.UniqueConstraint(
                fields=["sheet", "person"],
                condition=models.Q(ended_at__isnull=True),
                name="a_sheet_is_opened_once_at_a_time",
            ),
        ]


class CoverCall(Record):
    """What whoever answered wrote down, for the team of the case; they read it no more.

    ``wall.keep_cover_call`` alone adds it.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select(id, case_id), insert",
        rows=RowsUnder("case_id", "safeguarding_case", "narrative"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    opening = models.ForeignKey(
        CoverOpening, on_delete=models.PROTECT, related_name="calls"
    )
    text_sealed = SealedField(category="narrative")
    written_by = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()


class CoverSeen(Record):
    """Somebody of the case's team has taken note that its sheet was opened."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(opening_id)",
        # Nothing is written in the case by it: who was opened at night is noted after.
        rows=RowsUnder(
            "case_id", "safeguarding_case", own="seen_by_id", even_closed="true"
        ),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    opening = models.OneToOneField(
        CoverOpening, on_delete=models.PROTECT, related_name="seen"
    )
    seen_by = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, related_name="+"
    )
    seen_at = models.DateTimeField()
