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
