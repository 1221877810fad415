"""One row for each thing done. Rows are added, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from unhidden.access.records import Record, one_of
from unhidden.audit.verbs import Verb
from unhidden.lib.rights import Ruled, TableAccess

# Those who audit and oversee read all of it; others what concerns them.
READ_BY = Ruled(
    select="(select wall.purpose()) in ('audit', 'oversight_statistics')"
    " or person_id = (select wall.person())"
    " or subject_id = any((select wall.met())::uuid[])",
    insert="true",
)


class Event(Record):
    """Ids only, and no foreign keys: the record outlives what it speaks of."""

    access_policy: ClassVar = TableAccess(
        public="insert", staff="insert, select", worker="insert",
        guard="select(id, name, person_id, organisation_id, subject_id, at)",
        rows=READ_BY,
    )

    name = models.CharField(max_length=80)
    verb = models.CharField(
        max_length=20, choices=Verb.choices, default=Verb.ALTERATION
    )
    justification = models.CharField(max_length=500, blank=True)
    recipients = ArrayField(models.UUIDField(), default=list)
    person_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)

    class Meta:
        constraints = [one_of("verb", Verb, name="event_verb_is_known")]
        indexes = [models.Index(fields=["subject_id", "at"], name="audit_of_a_subject")]
