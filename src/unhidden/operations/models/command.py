"""Who commands an operation, its texts and risks, and how its calendar stands."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.operations.models.plans import Operation

_SEEN = "exists (select from operations_operation o where o.id = operation_id)"
_COMMANDED = "operation_id = any((select wall.commanded())::uuid[])"
_IN_CHARGE = "operation_id = any((select wall.in_charge())::uuid[])"
_DECIDED = (
    "exists (select from operations_operation o where o.id = operation_id"
    " and (o.lead_id = any((select wall.organisations('operation', 'manage'))::uuid[])"
    " or o.id = any((select wall.view('operation', 'manage'))::uuid[])))"
    " and (select wall.purpose()) = 'operation_delivery'"
)
# Nobody makes themselves Gold, and who leads the operation alone gives Gold and Silver.
# A post begins now or later. Who ends a post or hands it over: sql/command.sql.
_APPOINTED = (
    f"({_DECIDED}) and (post <> 'gold' or person_id <> (select wall.person()))"
    " and (post not in ('gold', 'silver') or wall.leads_operation(operation_id))"
    " and (from_at > clock_timestamp() or wall.is_now(from_at))"
    " and closed_at is null and handed_to_id is null and offered_to_id is null"
)


class PostName(models.TextChoices):
    """The posts of command, the highest first."""

    GOLD = "gold", _("Gold (strategic)")
    SILVER = "silver", _("Silver (tactical)")
    BRONZE = "bronze", _("Bronze (operational)")
    SAFEGUARDING = "safeguarding", _("Safeguarding lead")
    CONTROLLER = "controller", _("Controller")
    PLACE_OF_SAFETY = "place_of_safety", _("Manager of the place of safety")


class CommandPost(Record):
    """A person in a post from one moment to another; it gives nothing outside of them.

    ``to_at`` is planned until somebody ended the post or handed it over, which
    ``closed_at`` says. ``strand`` is what a Bronze is responsible for. Who was offered
    the post has it when they take it, for the organisation ``offered_for``.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, insert, update(to_at, closed_at, handed_to_id, offered_to_id,"
        " offered_for_id, offered_at)",
        rows=RuledRows(select=_SEEN, insert=_APPOINTED),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="posts"
    )
    post = models.CharField(max_length=20, choices=PostName.choices)
    strand = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    handed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    offered_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    offered_for = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    offered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("post", PostName, name="command_post_is_known"),
            models.CheckConstraint(
                condition=models.Q(post="bronze") & ~models.Q(strand="")
                | ~models.Q(post="bronze") & models.Q(strand=""),
                name="a_bronze_names_their_strand",
            ),
            models.CheckConstraint(
                condition=models.Q(to_at__isnull=True)
                | models.Q(to_at__gte=models.F("from_at")),
                name="a_post_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True)
                | models.Q(to_at__isnull=False),
                name="a_closed_post_has_an_end",
            ),
            models.UniqueConstraint(
                fields=["operation", "post", "strand"],
                condition=models.Q(to_at__isnull=True)
                & ~models.Q(post="place_of_safety"),
                name="a_post_has_one_holder_without_an_end",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    offered_to__isnull=True,
                    offered_for__isnull=True,
                    offered_at__isnull=True,
                )
                | models.Q(
                    offered_to__isnull=False,
                    offered_for__isnull=False,
                    offered_at__isnull=False,
                    closed_at__isnull=True,
                ),
                name="an_offered_post_says_to_whom_for_whom_and_when",
            ),
        ]


class TextKind(models.TextChoices):
    THEME = "theme", _("Theme")
    OBJECTIVES = "objectives", _("Objectives")
    LEGAL_BASIS = "legal_basis", _("Legal basis")
    EQUALITY_IMPACT = "equality_impact", _("Equality impact")
    MEDIA_LINES = "media_lines", _("Media lines")


#: What the public may ask for is there in both languages alike.
IN_BOTH_LANGUAGES = (TextKind.EQUALITY_IMPACT, TextKind.MEDIA_LINES)


class CommandText(Record):
    """One version of a text of the operation; the highest version counts."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert", rows=RuledRows(select=_SEEN, insert=_COMMANDED)
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="texts"
    )
    kind = models.CharField(max_length=20, choices=TextKind.choices)
    version = models.PositiveIntegerField()
    text_en = models.TextField(blank=True)
    text_cy = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", TextKind, name="command_text_kind_is_known"),
            models.UniqueConstraint(
                fields=["operation", "kind", "version"],
                name="versions_of_a_command_text_are_numbered",
            ),
            models.CheckConstraint(
                condition=~models.Q(text_en="", text_cy=""),
                name="a_command_text_is_in_one_language_or_both",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["equality_impact", "media_lines"])
                | ~models.Q(text_en="") & ~models.Q(text_cy=""),
                name="media_lines_and_equality_impact_are_in_both_languages",
            ),
        ]


class RiskSubject(models.TextChoices):
    """Whom or what a risk is to."""

    OCCUPANTS = "occupants", _("People found inside")
    CHILDREN = "children", _("Children")
    TEAM = "team", _("The team")
    CHARITY = "charity", _("Charity staff")
    INTERPRETERS = "interpreters", _("Interpreters")
    COMMUNITY = "community", _("Community")
    EVIDENCE = "evidence", _("Evidence")
    SECRECY = "secrecy", _("Secrecy")
    REPUTATION = "reputation", _("Reputation")
    MEDIA = "media", _("Media")


class CommandRisk(Record):
    """A line of the risk register: likelihood and impact from 1 to 5.

    ``version`` grows with each change, so that nobody overwrites a colleague. All who
    command read it, since it stops their visits; who is in charge writes it, and its
    owner its control (sql/command.sql).
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(subject, risk, likelihood, impact, control,"
        " owner, review_on, closed_at, version)",
        guard="select, update(control, version)",
        rows=RuledRows(select=_COMMANDED, insert=_IN_CHARGE, update=_IN_CHARGE),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="risks"
    )
    subject = models.CharField(max_length=20, choices=RiskSubject.choices)
    risk = models.TextField()
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    control = models.TextField(blank=True)
    owner = models.CharField(max_length=20)
    review_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("subject", RiskSubject, name="command_risk_subject_is_known"),
            models.CheckConstraint(
                condition=models.Q(likelihood__gte=1, likelihood__lte=5)
                & models.Q(impact__gte=1, impact__lte=5),
                name="a_risk_is_rated_from_one_to_five",
            ),
            models.CheckConstraint(
                condition=~models.Q(risk=""), name="a_risk_says_what_may_happen"
            ),
        ]


class LineState(models.TextChoices):
    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    NOT_NEEDED = "not_needed", _("Not needed")


class CalendarEntry(Record):
    """What is known of one line of the calendar: how it stands, and who owns it.

    ``line`` is the code of a template's line, with its day where it has several. A line
    of the operation's own has its title and day here.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(title, due_on, owner, state, note, set_by_id,"
        " set_at)",
        rows=RuledRows(select=_COMMANDED, insert=_COMMANDED, update=_COMMANDED),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="calendar"
    )
    line = models.CharField(max_length=60)
    title = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    owner = models.CharField(max_length=20, blank=True)
    state = models.CharField(
        max_length=20, choices=LineState.choices, default=LineState.OPEN
    )
    note = models.CharField(max_length=300, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    set_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("state", LineState, name="calendar_line_state_is_known"),
            models.UniqueConstraint(
                fields=["operation", "line"], name="a_calendar_has_each_line_once"
            ),
            models.CheckConstraint(
                condition=models.Q(title="", due_on__isnull=True)
                | ~models.Q(title="") & models.Q(due_on__isnull=False),
                name="a_calendar_line_of_its_own_has_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="not_needed") | ~models.Q(note=""),
                name="what_is_not_needed_has_a_reason",
            ),
        ]
