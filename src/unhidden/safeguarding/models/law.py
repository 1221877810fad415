"""How long a clock runs, and who is told when it has passed, as codes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClockUnit(models.TextChoices):
    DAYS = "days", _("Calendar days")
    WORKING_DAYS = "working_days", _("Working days")
    MONTHS = "months", _("Months")
    HOURS = "hours", _("Hours")
    NO = "no", _("No time limit")


class EscalationRole(models.TextChoices):
    """Who is told besides the case's worker when a deadline has passed."""

    LEAD = "lead", _("The lead of the case’s team")
    SUPERVISOR = "supervisor", _("The supervisor of the case’s team")


class ClockSource(models.TextChoices):
    """Where a rule of clocks stands: a closed list, so that no name stands in it."""

    ACT_2015 = "act_2015", _("Modern Slavery Act 2015")
    ACT_2022 = "act_2022", _("Nationality and Borders Act 2022")
    REGULATIONS = "regulations", _("Duty to Notify Regulations 2015")
    GUIDANCE = "guidance", _("Statutory guidance of the Home Office")
    TOOLKIT = "toolkit", _("First Responder Toolkit")
    CONTRACT = "contract", _("Modern Slavery Victim Care Contract")
    PARLIAMENT = "parliament", _("An answer in Parliament")
    PROGRAM = "program", _("The Home Office’s own program")
    PRACTICE = "practice", _("Practice in Wales")
    OURS = "ours", _("Our own lead time")


class ClockBasis(models.TextChoices):
    """How well it is known what a rule of clocks says."""

    SOURCED = "sourced", _("Written down from its source")
    GENERAL = "general", _("From general knowledge: the source is still to be read")
    OURS = "ours", _("Our own lead time, and no law")


class ClockRuleStepKind(models.TextChoices):
    CHECKED = "checked", _("Read against its source")
    WITHDRAWN = "withdrawn", _("Withdrawn: it was wrong")
