"""What the worker found when it looked, and which alarms were sent on which day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from unhidden.lib.rights import RuledRows, TableAccess

OBSERVED_SUBJECTS = ["anchors", "begun", "chains", "mail", "matching", "queue"]


class WorkerObservation(models.Model):
    """The last of each subject: the row is replaced, and nothing piles up."""

    access_policy: ClassVar = TableAccess(
        worker="select, insert, update", guard="select", rows=RuledRows(public="false")
    )

    subject = models.CharField(primary_key=True, max_length=20)
    is_well = models.BooleanField()
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "health_observation"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(subject__in=OBSERVED_SUBJECTS),
                name="what_is_observed_is_known",
            )
        ]


class SentAlarm(models.Model):
    """An alarm of a topic goes out once a day; those of earlier days are deleted."""

    access_policy: ClassVar = TableAccess(
        worker="select, insert, delete", rows=RuledRows(public="false")
    )

    topic = models.CharField(max_length=20)
    day = models.DateField()

    class Meta:
        db_table = "health_alarm"
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "day"], name="an_alarm_goes_out_once_a_day"
            )
        ]
