"""Where else the public can turn."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import one_of
from unhidden.lib.rights import Open, TableAccess


class ChannelGroup(models.TextChoices):
    """What a person needs; the order is the order of the page."""

    DANGER = "danger", _("Danger now")
    REPORT = "report", _("To report what you know")
    SUPPORT = "support", _("Help for you or for somebody you know")
    CHILDREN = "children", _("Children and young people")
    WORK = "work", _("Rights and safety at work")
    PROFESSIONALS = "professionals", _("For professionals")


class Channel(models.Model):
    """A line or office that the public can turn to.

    ``checked_on`` is the day somebody asked the provider whether it is all right;
    None means that nobody has, and the page says so.
    """

    access_policy: ClassVar = TableAccess(
        public="select", staff="select", worker="select", rows=Open()
    )

    code = models.CharField(max_length=40, primary_key=True)
    group = models.CharField(max_length=20, choices=ChannelGroup.choices)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)
    text_number = models.CharField(max_length=60, blank=True)
    web = models.URLField(blank=True)
    hours_en = models.CharField(max_length=120, blank=True)
    hours_cy = models.CharField(max_length=120, blank=True)
    takes_en = models.TextField()
    takes_cy = models.TextField()
    note_en = models.TextField(blank=True)
    note_cy = models.TextField(blank=True)
    is_anonymous = models.BooleanField()
    checked_on = models.DateField(null=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            one_of("group", ChannelGroup, name="channel_group_is_known"),
        ]

    def __str__(self) -> str:
        return self.code
