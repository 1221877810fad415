"""One row for each thing done. Rows are added, never changed.

Nothing writes these tables but the procedures in ``sql``: they read from the signed
context who does it. How events are sealed is told in
docs/decisions/merkle-checkpoints.md.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from unhidden.access.records import Record, one_of
from unhidden.audit.verbs import Verb
from unhidden.lib.rights import RuledRows, TableAccess

_OVERSEES = "(select wall.purpose()) = 'audit'"
# Those who audit read all of it; others what concerns them.
READ_BY = RuledRows(
    select=f"{_OVERSEES} or person_id = (select wall.person())"
    " or subject_id = any((select wall.met())::uuid[])"
)


class Event(Record):
    """Ids only, and no foreign keys: the record outlives what it speaks of.

    ``at`` is when it happened as the process says, ``recorded_at`` when the database
    wrote it down, into the table of that month; of what the public did, both are the
    beginning of the day. ``person_id`` to ``basis`` are those
    of the signed context; without one there is no engagement, and the person is who
    tried to sign in. ``shown`` are the records of a list, ``query_hash`` tells two
    searches apart without telling what was looked for.
    """

    access_policy: ClassVar = TableAccess(
        staff="select", guard="select, insert", rows=READ_BY
    )

    recorded_at = models.DateTimeField()
    at = models.DateTimeField()
    name = models.CharField(max_length=80)
    verb = models.CharField(max_length=20, choices=Verb.choices)
    is_refused = models.BooleanField(default=False)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    engagement_id = models.UUIDField(null=True)
    role = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=40, blank=True)
    basis = models.CharField(max_length=20, blank=True)
    process = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)
    justification = models.CharField(max_length=500, blank=True)
    recipients = ArrayField(models.UUIDField(), default=list)
    shown = ArrayField(models.UUIDField(), default=list)
    categories = ArrayField(models.CharField(max_length=20), default=list)
    query_hash = models.CharField(max_length=64, blank=True)
    request_id = models.UUIDField(null=True)

    class Meta:
        constraints = [one_of("verb", Verb, name="event_verb_is_known")]
        indexes = [
            models.Index(fields=["subject_id", "at"], name="audit_of_a_subject"),
            GinIndex(
                fields=["shown"],
                name="audit_of_what_was_shown",
                condition=~models.Q(shown=[]),
            ),
        ]


class Waiting(models.Model):
    """An event that is not sealed yet; the only row here that ever goes.

    One of the public site is held until its day is over.
    """

    access_policy: ClassVar = TableAccess(guard="select, insert, delete")

    event_id = models.UUIDField(primary_key=True)
    recorded_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)


class Leaf(models.Model):
    """The place of an event in its checkpoint, and the hash of its line."""

    access_policy: ClassVar = TableAccess(guard="select, insert")

    event_id = models.UUIDField(primary_key=True)
    checkpoint = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["checkpoint", "position"], name="a_place_holds_one_event"
            )
        ]


class Checkpoint(models.Model):
    """What was sealed at once: the signed ``statement`` (``unhidden.audit.sealed``)."""

    access_policy: ClassVar = TableAccess(
        staff="select",
        worker="select",
        guard="select, insert",
        rows=RuledRows(select=_OVERSEES),
    )

    number = models.PositiveIntegerField(primary_key=True)
    statement = models.TextField()
    signature = models.BinaryField()
    public_key = models.BinaryField()
