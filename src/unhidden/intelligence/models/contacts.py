"""Where two organisations know of one thing, and whom each of them is to contact."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.intelligence.models.mentions import Mention
from unhidden.lib.rights import RowsUnder, RuledRows, TableAccess

# Desks are told of records that they see; of a sensitive one, those who answer for
# intelligence, who need not see it.
_TOLD = (
    "organisation_id = (select wall.organisation()) and case when is_sensitive"
    " then (select wall.answers_for('intelligence'))"
    " and record_id <> all((select wall.excluded())::uuid[])"
    " else (select wall.meets('intelligence', '{manage}')) and exists (select from"
    " intelligence_intelligencereport r where r.id = record_id) end"
)
_OF_CONTACT = "exists (select from intelligence_contact c where c.id = contact_id)"


class MeetingKey(Record):
    """A key that only one thing has: where it meets another's, both are one thing.

    One that ``is_within`` may be many's, a name: ``wall.guard_sources`` alone lets it
    meet, and that within one organisation. ``wall.make_findable`` alone adds them.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert, delete",
        rows=RowsUnder("mention_id", "intelligence_mention"),
    )

    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    key = models.BigIntegerField()
    is_within = models.BooleanField(db_default=False)

    class Meta:
        indexes = [
            models.Index(fields=["key"], include=["mention"], name="meetings_by_key"),
            models.Index(fields=["mention"], name="meetings_by_mention"),
        ]


class Contact(Record):
    """An organisation is told to contact another about a record of its own.

    Added by ``wall.deconflict`` alone and never changed. It holds nothing of the
    other's record; ``meeting`` is the same on both sides, for them to speak of.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select(id, record_id, organisation_id, is_sensitive), insert, delete",
        rows=RuledRows(select=_TOLD),
    )

    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    other = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    record_id = models.UUIDField()
    urn = models.CharField(max_length=30)
    meeting = models.UUIDField()
    is_sensitive = models.BooleanField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "-made_at"], name="newest_contacts_first"
            )
        ]


class ContactState(models.TextChoices):
    CONTACTED = "contacted", _("Contacted")
    CLOSED = "closed", _("Closed")


class ContactStep(Record):
    """What was done about a contact; the newest step is its state. Never changed."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, contact_id), delete",
        rows=RuledRows(
            select=_OF_CONTACT,
            insert=f"{_OF_CONTACT} and taken_by_id = (select wall.person())",
        ),
    )

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=ContactState.choices)
    outcome = models.TextField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("state", ContactState, name="contact_state_is_known"),
            models.CheckConstraint(
                condition=~models.Q(outcome=""), name="a_step_says_what_came_of_it"
            ),
        ]
