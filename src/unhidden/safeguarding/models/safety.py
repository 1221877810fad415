"""A place of safety's register: its keepers, its sealed entries, and what it tells.

No column names a place or a person who came, and none says what somebody needs: all of
that is in the entries, sealed to those who keep registers for the organisation.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.vault.fields import SealedField

_ME = "(select wall.person())"
_KEPT = "{} = any((select wall.kept_registers())::uuid[])"
_KEPT_ROW = _KEPT.format("register_id")
_THEIR_KEYS = (
    "exists (select from vault_team t where t.id = team_id"
    " and t.organisation_id = safeguarding_safetyregister.organisation_id)"
)
_IS_OPEN = (
    "exists (select from safeguarding_safetyregister r"
    " where r.id = register_id and r.closed_at is null)"
)


class SafetyRegister(Record):
    """The register of one night, kept by people of one organisation.

    ``until_at``: until when a phone writes in it. Closed, it takes no entry of a page;
    what a phone wrote before is received all the same.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(closed_at)",
        guard="select(id, organisation_id, team_id, night, opened_by_id)",
        rows=RuledRows(
            select=_KEPT.format("id"),
            insert=f"opened_by_id = {_ME} and closed_at is null"
            " and organisation_id = (select wall.organisation())"
            " and (select wall.purpose()) = 'safeguarding_support'"
            f" and {_THEIR_KEYS}",
            update=_KEPT.format("id"),
            delete="false",
        ),
    )

    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    team_id = models.UUIDField()
    night = models.DateField()
    place_sealed = SealedField(category="contact")
    until_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)


class RegisterKeeper(Record):
    """Somebody who keeps a register, until that is ended; named by who keeps it."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(ended_at)",
        guard="select(register_id, person_id, ended_at)",
        rows=RuledRows(
            select=_KEPT_ROW,
            insert=f"{_KEPT_ROW} and named_by_id = {_ME} and ended_at is null",
            update=f"{_KEPT_ROW}",
            delete="false",
            before="ended_at is null",
            after="ended_at is null or ended_at <= clock_timestamp()",
        ),
    )

    register = models.ForeignKey(
        SafetyRegister, on_delete=models.PROTECT, related_name="keepers"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "person"],
                condition=models.Q(ended_at__isnull=True),
                name="a_keeper_is_named_once",
            )
        ]


class RegisterEntry(Record):
    """One entry, only ever added; sealed under the id ``sealed_as`` of who wrote it.

    ``doubts`` are what the books say against the phone that sent it, in codes.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, register_id, content_sealed), insert",
        rows=RuledRows(
            select=_KEPT_ROW,
            insert=f"{_KEPT_ROW} and {_IS_OPEN} and written_by_id = {_ME}"
            " and not is_by_phone and doubts = '{}' and sealed_as = id",
        ),
    )

    register = models.ForeignKey(
        SafetyRegister, on_delete=models.PROTECT, related_name="entries"
    )
    sealed_as = models.UUIDField()
    content_sealed = SealedField(category="narrative")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    is_by_phone = models.BooleanField(default=False)
    doubts = ArrayField(models.CharField(max_length=30), default=list)


class RegisterDay(Record):
    """How many had come by the end of a day, told at that evening's conference.

    Its keepers alone read it; what others learn is ``wall.told_by_registers``.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(register_id, day, people)",
        rows=RuledRows(
            select=_KEPT_ROW,
            insert=f"{_KEPT_ROW} and told_by_id = {_ME}",
        ),
    )

    register = models.ForeignKey(
        SafetyRegister, on_delete=models.PROTECT, related_name="days"
    )
    day = models.DateField()
    people = models.PositiveSmallIntegerField()
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "day"], name="a_day_of_a_register_is_told_once"
            )
        ]
