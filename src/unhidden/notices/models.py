"""Whom to tell how soon, who is told nothing, and the letters that wait."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.notices.rules import NoticePace, NoticeTopic

_OWN = "person_id = (select wall.person())"
_ADMINISTERS = "(select wall.purpose()) = 'system_admin'"


class TopicChoices(models.TextChoices):
    DANGER = NoticeTopic.DANGER, _("A danger to life, while you are on call")
    REPORTS = NoticeTopic.REPORTS, _("What the public tells your desk")
    EMERGENCIES = NoticeTopic.EMERGENCIES, _("Emergency access to approve or review")
    DEADLINES = NoticeTopic.DEADLINES, _("Deadlines of cases that you work on")
    APPROVALS = (
        NoticeTopic.APPROVALS,
        _("Engagements to decide, and colleagues to let in to keys"),
    )
    OFFERS = NoticeTopic.OFFERS, _("Offers of partners, and agreements to sign")
    CONTACTS = NoticeTopic.CONTACTS, _("Contacts to make, and sources to look at")
    REQUESTS = NoticeTopic.REQUESTS, _("Requests to investigate")
    CREWS = (
        NoticeTopic.CREWS,
        _("Crews overdue for contact and welfare alarms, while you hold a post"),
    )
    ACCOUNTS = (
        NoticeTopic.ACCOUNTS,
        _("What was written of visits and waits for a decision"),
    )
    PHONES = NoticeTopic.PHONES, _("Phones that were reported lost")


class PaceChoices(models.TextChoices):
    AT_ONCE = NoticePace.AT_ONCE, _("At once")
    HOURS = NoticePace.HOURS, _("At each of the fixed hours")
    DAILY = NoticePace.DAILY, _("Once a day")
    OFF = NoticePace.OFF, _("Not at all")


class NoticeChoice(Record):
    """How soon a person wants to be told of a topic."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(pace)",
        worker="select",
        rows=RuledRows(select=_OWN, insert=_OWN, update=_OWN),
    )

    person = models.ForeignKey("agencies.Person", on_delete=models.PROTECT)
    topic = models.CharField(max_length=20, choices=TopicChoices.choices)
    pace = models.CharField(max_length=10, choices=PaceChoices.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic"], name="a_topic_is_chosen_once"
            ),
            one_of("topic", TopicChoices, name="notice_topic_is_known"),
            one_of("pace", PaceChoices, name="notice_pace_is_known"),
        ]


class MailBar(Record):
    """Whether an administrator bars a person from e-mail altogether.

    Why is nowhere: that somebody is of a unit that nobody may know of is not written.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(is_barred, changed_by_id, changed_at)",
        worker="select",
        rows=RuledRows(
            select=f"{_OWN} or {_ADMINISTERS}",
            insert=_ADMINISTERS,
            update=_ADMINISTERS,
        ),
    )

    person = models.OneToOneField("agencies.Person", on_delete=models.PROTECT)
    is_barred = models.BooleanField()
    changed_by = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()


class LetterState(models.TextChoices):
    """Where a letter stands: each word as an operator would say it."""

    WAITING = "waiting", "waiting"
    SENDING = "sending", "being sent"
    SENT = "sent", "sent"
    UNSURE = "unsure", "sent or not: its process ended meanwhile"
    REFUSED = "refused", "refused: the address"
    GIVEN_UP = "given_up", "given up after a day"
    DROPPED = "dropped", "dropped"


class NoticeLetter(Record):
    """That a person is to be told, or was. What waits for them is nowhere in it.

    It goes once they have signed in again. The address is asked for when it is sent.
    """

    access_policy: ClassVar = TableAccess(
        staff="select(id, person_id, state, changed_at, is_retried),"
        " update(is_retried)",
        worker="select, insert, update, delete",
        rows=RuledRows(select=_OWN, update=_OWN),
    )

    person = models.ForeignKey("agencies.Person", on_delete=models.PROTECT)
    is_warning = models.BooleanField()
    state = models.CharField(max_length=10, choices=LetterState.choices)
    queued_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    # Its address was refused, and its person wants to be written to again.
    is_retried = models.BooleanField(default=False)

    class Meta:
        db_table = "notices_letter"
        constraints = [
            one_of("state", LetterState, name="letter_state_is_known"),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state__in=["waiting", "sending"]),
                name="one_letter_a_person_waits",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(state="waiting"),
                name="letters_that_wait",
            )
        ]


class NoticeRound(models.Model):
    """A fixed hour at which people were told: each once, whatever was restarted."""

    access_policy: ClassVar = TableAccess(worker="select, insert, delete")

    at = models.DateTimeField(primary_key=True)
