"""The states of a referral to the National Referral Mechanism, and of a case."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NrmState(models.TextChoices):
    """The first states on the way into the National Referral Mechanism."""

    IDENTIFIED = "identified", _("Identified")
    CONSENT_PENDING = "consent_pending", _("Waiting for the adult's decision")
    CONSENT_GIVEN = "consent_given", _("Consent given")
    CONSENT_REFUSED = "consent_refused", _("Consent refused")
    NOT_REQUIRED_CHILD = "not_required_child", _("Consent not needed: child")
    SUBMITTED = "submitted", _("Referred to the NRM")
    DTN_SUBMITTED = "dtn_submitted", _("Duty to Notify report made")


class CourseState(models.TextChoices):
    """How a case stands as a whole, whatever becomes of its referral."""

    ACTIVE = "active", pgettext_lazy("case", "Going on")
    LOST = "lost", _("Contact lost")
    DORMANT = "dormant", pgettext_lazy("case", "At rest")
    CLOSED = "closed", pgettext_lazy("case", "Closed")
