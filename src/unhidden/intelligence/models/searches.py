"""Searches that somebody keeps, to be told when they find more."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RuledRows, TableAccess

_OWN = "person_id = (select wall.person())"


class SavedSearch(Record):
    """One person's; nobody else learns that it is there.

    ``known`` are the ids of what it had found when its owner looked, ``news`` how much
    more it found at ``checked_at``, both in the owner's own view
    (docs/decisions/saved-searches.md).
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(known, news, checked_at, reason, until_on,"
        " paused_at, removed_at)",
        rows=RuledRows(select=_OWN, insert=_OWN, update=_OWN),
    )

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=80)
    reason = models.TextField()
    text = models.CharField(max_length=200)
    known = models.JSONField(default=list)
    news = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    checked_at = models.DateTimeField()
    until_on = models.DateField()
    paused_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name="")
                & ~models.Q(reason="")
                & ~models.Q(text=""),
                name="a_saved_search_says_what_and_why",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="searches_of_a_person")]
