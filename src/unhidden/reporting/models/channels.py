"""Where else the public can turn."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import OpenRows, TableAccess

# The line of the file that every page begins with.
EMERGENCY, EMERGENCY_NUMBER = "emergency", "999"
# What a colleague may change of a line, and what a release fills.
WORDS = (
    "name",
    "read_by",
    "hours",
    "cost",
    "languages",
    "takes",
    "excludes",
    "next",
    "note",
)
FIELDS = (
    "need",
    *(f"{name}_{tongue}" for name in WORDS for tongue in ("en", "cy")),
    "number",
    "text_number",
    "email",
    "web",
    "anonymity",
)
_SHOWN = ("id", "code", "position", "is_shown", "checked_on")
_KEPT = ("position", "is_shown", "version", "checked_on", "checked_by_id")


class ChannelGroup(models.TextChoices):
    """What a person needs; the order is the order of the page."""

    DANGER = "danger", _("Danger now")
    REPORT = "report", _("To report what you know")
    SUPPORT = "support", _("Help for you or for somebody you know")
    CHILDREN = "children", _("Children and young people")
    WORK = "work", _("Rights and safety at work")
    PROFESSIONALS = "professionals", _("For professionals")


class CallerAnonymity(models.TextChoices):
    """Whether who calls is known there; never "anonymous" where anything is kept."""

    POSSIBLE = "possible", _("You can stay anonymous.")
    NOT_BY_DEFAULT = "not_by_default", _("You are not anonymous unless you ask.")
    UNKNOWN = "unknown", _("We do not know: ask first, if it matters to you.")


class Channel(Record):
    """A line or office that the public can turn to.

    ``code`` names it in the file of a release; a line that was added here has none.
    ``version`` is 1 as long as nobody here has changed, checked or hidden the line: so
    long, a release may. ``checked_on`` is the day somebody asked the provider whether
    it is all right; None means that nobody has, and the page says so.
    """

    access_policy: ClassVar = TableAccess(
        public=f"select({', '.join((*_SHOWN, *FIELDS))})",
        staff=f"select, insert, update({', '.join((*FIELDS, *_KEPT))})",
        rows=OpenRows(public="is_shown", write=("report_triage",)),
    )

    code = models.CharField(max_length=40, blank=True)
    need = models.CharField(max_length=20, choices=ChannelGroup.choices)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    read_by_en = models.CharField(max_length=200, blank=True)
    read_by_cy = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=60, blank=True)
    text_number = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    web = models.URLField(blank=True)
    hours_en = models.CharField(max_length=120, blank=True)
    hours_cy = models.CharField(max_length=120, blank=True)
    cost_en = models.CharField(max_length=120, blank=True)
    cost_cy = models.CharField(max_length=120, blank=True)
    languages_en = models.CharField(max_length=200, blank=True)
    languages_cy = models.CharField(max_length=200, blank=True)
    takes_en = models.TextField()
    takes_cy = models.TextField()
    excludes_en = models.TextField(blank=True)
    excludes_cy = models.TextField(blank=True)
    next_en = models.TextField(blank=True)
    next_cy = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    note_cy = models.TextField(blank=True)
    anonymity = models.CharField(max_length=20, choices=CallerAnonymity.choices)
    position = models.PositiveSmallIntegerField()
    is_shown = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            one_of("need", ChannelGroup, name="channel_group_is_known"),
            one_of("anonymity", CallerAnonymity, name="channel_anonymity_is_known"),
            models.UniqueConstraint(
                fields=["code"],
                condition=~models.Q(code=""),
                name="a_release_names_a_channel_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(code=EMERGENCY)
                | models.Q(
                    need=ChannelGroup.DANGER, is_shown=True, number=EMERGENCY_NUMBER
                ),
                name="the_emergency_number_is_always_shown",
            ),
        ]

    def __str__(self) -> str:
        return self.code or str(self.id)
