"""What was confirmed of an item's words, and by whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record
from unhidden.intelligence.models.items import Item
from unhidden.lib.rights import RowsUnder, TableAccess


class SourceClue(models.TextChoices):
    """What gives a source away, openly or by inference.

    College of Policing, intelligence report: sanitisation.
    """

    NAME = "name", _("No name, nickname or family tie of the source")
    ADDRESS = "address", _("No address, phone number or e-mail address of the source")
    JOB = "job", _("Nothing about the source’s work or role")
    ACCESS = "access", _("Nothing only somebody with their access could know")
    VIEWPOINT = (
        "viewpoint",
        _("No viewpoint that only they have, such as “from upstairs”"),
    )
    TIME = "time", _("No exact time that only they could know")
    LANGUAGE = "language", _("No wording or language that sounds like them")


class ItemCheck(Record):
    """Somebody confirmed that an item does not give its source away, or refused to.

    Turn 1 is the writer's own before saving, where they made one; a second person's
    newest decides whether an item with handling C may leave.
    ``version`` is the grade that stood, and ``things`` how many mentions and links
    of the item were read: of what is added later nothing was checked. Rows are only
    ever added.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(item_id, turn, is_sound, things, checked_by_id), delete",
        rows=RowsUnder("item_id", "intelligence_item", own="checked_by_id"),
    )

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="checks")
    turn = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    things = models.PositiveIntegerField()
    is_sound = models.BooleanField()
    confirmed = ArrayField(models.CharField(max_length=20, choices=SourceClue.choices))
    reason = models.TextField(blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed__contained_by=SourceClue.values),
                name="what_is_confirmed_stands_on_the_checklist",
            ),
            models.CheckConstraint(
                condition=models.Q(is_sound=False)
                | models.Q(confirmed__contains=SourceClue.values),
                name="a_sound_item_is_checked_line_by_line",
            ),
            models.CheckConstraint(
                condition=models.Q(is_sound=True) | ~models.Q(reason=""),
                name="who_holds_an_item_back_says_why",
            ),
            models.UniqueConstraint(
                fields=["item", "turn"], name="checks_of_an_item_are_counted"
            ),
        ]
