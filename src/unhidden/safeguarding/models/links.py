"""Families and fellow survivors: who wishes to be seen with whom."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import TableAccess
from unhidden.safeguarding.models.people import (
    ENDED_BY_SELF,
    NOT_ENDED,
    UNDER_CASE,
    Case,
)


class PersonLinkKind(models.TextChoices):
    PARTNER = "partner", _("Partner")
    PARENT = "parent", _("Parent of them")
    CHILD = "child", _("Child of theirs")
    SIBLING = "sibling", _("Brother or sister")
    FAMILY = "family", _("Of one family")
    CAME_WITH = "came_with", _("Came with them")
    FELLOW = "fellow", _("Was held at the same place")


class LinkWish(Record):
    """Somebody agrees that another person's team sees that they belong together.

    It names the other by pseudonym alone, whether there is such a person or not. Two
    wishes that name each other are a link; one alone shows nobody anything.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(ended_at, ended_by_id)",
        guard="select(id, case_id, kind, pseudonym, ended_at)",
        rows=replace(
            UNDER_CASE, own="recorded_by_id", before=NOT_ENDED, after=ENDED_BY_SELF
        ),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="link_wishes")
    kind = models.CharField(max_length=20, choices=PersonLinkKind.choices)
    pseudonym = models.CharField(max_length=20)
    agreed_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("kind", PersonLinkKind, name="a_link_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(pseudonym__regex=r"^NW-P-[0-9A-F]{5}-[0-9A-F]{5}$"),
                name="a_link_names_a_pseudonym",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True)
                ^ models.Q(ended_by__isnull=False),
                name="an_ended_link_says_by_whom",
            ),
            models.UniqueConstraint(
                fields=["case", "pseudonym"],
                condition=models.Q(ended_at__isnull=True),
                name="somebody_is_linked_once",
            ),
        ]
