"""Clocks of an investigation: started by an event, stopped only lawfully."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.investigations.models.heads import Investigation
from unhidden.investigations.models.people import InvestigatedPerson
from unhidden.investigations.models.posts import CONTACT_POSTS
from unhidden.investigations.models.under import UNDER_INVESTIGATION, held_by
from unhidden.lib.rights import TableAccess

_COLLEAGUE = settings.AUTH_USER_MODEL


class ClockOf(models.TextChoices):
    """Whose time a clock tells."""

    CUSTODY = "custody", _("Custody")
    BAIL = "bail", _("Bail")
    RELEASED = "released", _("Released under investigation")
    CASH = "cash", _("Seized cash")
    ORDER = "order", _("An order")
    VICTIM = "victim", _("What a victim is to be told")
    COURT = "court", _("A court’s time")


class InvestigationClock(Record):
    """A time limit: the rule it is counted by, what started it, when it is due.

    ``rule`` is a row of data/clocks.json. A clock of custody is a copy, as entered from
    the custody record that ``reference`` numbers: the custody officer's record counts.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id, rule, of, person_id, started_at, due_at)",
        rows=replace(UNDER_INVESTIGATION, own="started_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="clocks"
    )
    person = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="clocks", null=True
    )
    of = models.CharField(max_length=20, choices=ClockOf.choices)
    rule = models.CharField(max_length=40)
    reference = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    started_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("of", ClockOf, name="investigation_clock_is_of_something"),
            models.CheckConstraint(
                condition=models.Q(due_at__gte=models.F("started_at")),
                name="a_clock_is_due_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="investigation_clocks_by_day")]


class ClockStepKind(models.TextChoices):
    MET = "met", _("Met")
    PAUSED = "paused", _("Paused")
    RESUMED = "resumed", _("Goes on")
    EXTENDED = "extended", _("Extended")
    LAPSED = "lapsed", _("Lapsed")


class ClockEvent(models.TextChoices):
    """What meets a clock."""

    REVIEWED = "reviewed", _("It was reviewed")
    CHARGED = "charged", _("They were charged")
    BAILED = "bailed", _("They were released on bail")
    RELEASED = "released", _("They were released under investigation")
    NO_ACTION = "no_action", _("They were released without further action")
    RETURNED = "returned", _("The cash was returned")
    FORFEITED = "forfeited", _("The court decided about the cash")
    NOTIFIED = "notified", _("They notified the police")
    HEARD = "heard", _("The court heard it")
    ENDED = "ended", _("The order or the proceedings ended")
    TOLD = "told", _("They were told")
    REFERRED = "referred", _("They were referred")
    SERVED = "served", _("It was served")


class ClockLapse(models.TextChoices):
    """Why a clock lapses."""

    MISSED = "missed", _("Nobody did it in time")
    OVERTAKEN = "overtaken", _("Another clock took its place")
    NOT_NEEDED = "not_needed", _("It was not needed any more")
    ENTERED_WRONGLY = "entered_wrongly", _("It was entered wrongly")


#: The provisions of data/clocks.json by which a clock stands still, or is extended.
PAUSES = ("hospital", "with_prosecutor", "asked_not_to_be_told")
EXTENSIONS = ("superintendent", "warrant", "warrant_extended", "inspector", "court")


class ClockStep(Record):
    """What was done to a clock: an event met it, a provision paused it, it lapsed.

    ``provision`` is the law that lets it pause or be extended, which says who
    authorises it; a lapse has its reason. The last step counts.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select",
        rows=replace(UNDER_INVESTIGATION, own="entered_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    clock = models.ForeignKey(
        InvestigationClock, on_delete=models.PROTECT, related_name="steps"
    )
    turn = models.PositiveIntegerField()
    step = models.CharField(max_length=20, choices=ClockStepKind.choices)
    happened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    event = models.CharField(max_length=20, choices=ClockEvent.choices, blank=True)
    provision = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=20, choices=ClockLapse.choices, blank=True)
    entered_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("step", ClockStepKind, name="clock_step_is_known"),
            models.UniqueConstraint(
                fields=["clock", "turn"], name="steps_of_a_clock_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    step="met", event__in=ClockEvent.values, provision="", reason=""
                )
                | models.Q(step="paused", event="", provision__in=PAUSES, reason="")
                | models.Q(step="resumed", event="", provision="", reason="")
                | models.Q(
                    step="extended", event="", provision__in=EXTENSIONS, reason=""
                )
                | models.Q(
                    step="lapsed", event="", provision="", reason__in=ClockLapse.values
                ),
                name="a_clock_stops_only_lawfully",
            ),
        ]


class UpdateChannel(models.TextChoices):
    IN_PERSON = "in_person", _("In person, at a place they chose")
    SAFE_NUMBER = "safe_number", _("By the number they gave as safe")
    SUPPORTER = "supporter", _("Through whoever supports them")
    LETTER = "letter", _("By a letter they asked for")


class UpdateResult(models.TextChoices):
    TOLD = "told", _("Told")
    ASKED_NOT = "asked_not", _("They asked not to be told")
    NOT_REACHED = "not_reached", _("Not reached")


class VictimUpdate(Record):
    """That a victim was to be told something, and what came of it.

    Through the contact broker and a safe channel alone; it stands still where the
    person has asked not to be told. No address, no words.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id, person_id, clock_id, result, happened_at)",
        rows=replace(
            UNDER_INVESTIGATION,
            own="entered_by_id",
            after=held_by(*CONTACT_POSTS),
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="victim_updates"
    )
    person = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="updates"
    )
    clock = models.ForeignKey(
        InvestigationClock, on_delete=models.PROTECT, related_name="updates"
    )
    channel = models.CharField(max_length=20, choices=UpdateChannel.choices)
    language = models.CharField(max_length=12)
    result = models.CharField(max_length=20, choices=UpdateResult.choices)
    happened_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("channel", UpdateChannel, name="victim_update_channel_is_known"),
            one_of("result", UpdateResult, name="victim_update_result_is_known"),
        ]
