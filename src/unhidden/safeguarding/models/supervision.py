"""Supervision: talks between a supervisor and a worker, for the two of them alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.vault.fields import SealedField

_OWN = (
    "organisation_id = (select wall.organisation())"
    " and (select wall.purpose()) = 'safeguarding_support'"
)


class SupervisionTalk(Record):
    """A talk that was held, and the day of the next; what was said is sealed."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(
            select=f"{_OWN} and (select wall.person()) in (supervisor_id, worker_id)",
            insert=f"{_OWN} and supervisor_id = (select wall.person()) and"
            " organisation_id = any((select"
            " wall.organisations('safeguarding_case', 'manage'))::uuid[])",
        ),
    )

    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    supervisor = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, related_name="+"
    )
    worker = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, related_name="+"
    )
    held_on = models.DateField()
    next_on = models.DateField()
    words_sealed = SealedField(category="narrative", null=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supervisor", "worker", "held_on"],
                name="two_people_have_one_talk_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(supervisor=models.F("worker")),
                name="nobody_supervises_themselves",
            ),
            models.CheckConstraint(
                condition=models.Q(next_on__gt=models.F("held_on")),
                name="the_next_talk_is_later",
            ),
        ]
