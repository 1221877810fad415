"""The catalogue of signs as tables: read by every site, written by the owner."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import one_of
from unhidden.lib.rights import OpenRows, TableAccess

READ_ONLY = TableAccess(
    public="select", staff="select", worker="select", rows=OpenRows()
)


class SignWeight(models.TextChoices):
    STRONG = "strong", _("Strong")
    MEDIUM = "medium", _("Medium")
    WEAK = "weak", _("Weak")


class Section(models.Model):
    access_policy: ClassVar = READ_ONLY

    code = models.CharField(max_length=40, primary_key=True)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    intro_en = models.TextField()
    intro_cy = models.TextField()
    position = models.PositiveSmallIntegerField()
    is_public = models.BooleanField()

    def __str__(self) -> str:
        return self.code


class Sign(models.Model):
    """A sign keeps its code for ever; a changed catalogue has a new version.

    What a sign may mean, and what else it may be, is said of those the public is
    shown; the reasoning of its weight is written for trained people.
    """

    access_policy: ClassVar = replace(
        READ_ONLY, guard="select(code, phrase_en)", rows=OpenRows(public="is_public")
    )

    code = models.CharField(max_length=60, primary_key=True)
    section = models.ForeignKey(Section, on_delete=models.PROTECT)
    phrase_en = models.CharField(max_length=200)
    phrase_cy = models.CharField(max_length=200)
    reasoning_en = models.CharField(max_length=200)
    reasoning_cy = models.CharField(max_length=200)
    pictogram = models.CharField(max_length=20, blank=True)
    may_mean_en = models.CharField(max_length=200, blank=True)
    may_mean_cy = models.CharField(max_length=200, blank=True)
    or_else_en = models.CharField(max_length=200, blank=True)
    or_else_cy = models.CharField(max_length=200, blank=True)
    is_public = models.BooleanField()
    is_trained = models.BooleanField()
    weight = models.CharField(max_length=10, choices=SignWeight.choices)
    ilo = models.CharField(max_length=10)
    delphi = models.CharField(max_length=10)
    catalogue_version = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [one_of("weight", SignWeight, name="sign_weight_is_known")]

    def __str__(self) -> str:
        return self.code
