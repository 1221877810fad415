"""The states of a referral to the National Referral Mechanism, and of a case."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NrmState(models.TextChoices):
    """Where a person stands, from being found to the case's end; and aside of it."""

    IDENTIFIED = "identified", _("Identified")
    IMMEDIATE_SAFETY_DONE = "immediate_safety_done", _("Safe for now")
    CONSENT_PENDING = "consent_pending", _("Waiting for the adult's decision")
    CONSENT_GIVEN = "consent_given", _("Consent given")
    CONSENT_REFUSED = "consent_refused", _("Consent refused")
    NOT_REQUIRED_CHILD = "not_required_child", _("Consent not needed: child")
    CAPACITY_BEST_INTERESTS = (
        "capacity_best_interests",
        _("Decided in their best interests"),
    )
    DRAFT = "draft", _("Referral being prepared")
    SUBMITTED = "submitted", _("Referred to the NRM")
    RG_PENDING = "rg_pending", _("Waiting for reasonable grounds")
    RG_POSITIVE = "rg_positive", _("Reasonable grounds: positive")
    RG_NEGATIVE = "rg_negative", _("Reasonable grounds: negative")
    RG_SUSPENDED = "rg_suspended", _("Reasonable grounds: suspended")
    RECOVERY = "recovery", _("Recovery period")
    CG_PENDING = "cg_pending", _("Waiting for conclusive grounds")
    CG_POSITIVE = "cg_positive", _("Conclusive grounds: positive")
    CG_NEGATIVE = "cg_negative", _("Conclusive grounds: negative")
    MOVE_ON = "move_on", _("Moving on from support")
    EXIT = "exit", _("Left the contract’s support")
    REACH_IN = "reach_in", _("Reach-In: support after leaving")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person")
    RECONSIDERATION_REQUESTED = (
        "reconsideration_requested",
        _("Reconsideration asked for"),
    )
    RECONSIDERATION_UPHELD = (
        "reconsideration_upheld",
        _("Reconsidered: the decision stands"),
    )
    RECONSIDERATION_OVERTURNED = (
        "reconsideration_overturned",
        _("Reconsidered: the decision is overturned"),
    )
    DISQUALIFIED_PUBLIC_ORDER = (
        "disqualified_public_order",
        _("Disqualified: threat to public order"),
    )
    DISQUALIFIED_BAD_FAITH = "disqualified_bad_faith", _("Disqualified: bad faith")
    LOST_CONTACT = "lost_contact", _("Contact lost")
    TURNED_18_TRANSITION = "turned_18_transition", _("Turned 18: to be asked anew")
    DIED = "died", _("Died")
    LEFT_UK = "left_uk", _("Left the United Kingdom")
    DTN_REQUIRED = "dtn_required", _("Duty to Notify report needed")
    DTN_SUBMITTED = "dtn_submitted", _("Duty to Notify report made")


class CourseState(models.TextChoices):
    """How a case stands as a whole, whatever becomes of its referral."""

    ACTIVE = "active", pgettext_lazy("case", "Going on")
    LOST = "lost", _("Contact lost")
    DORMANT = "dormant", pgettext_lazy("case", "At rest")
    CLOSED = "closed", pgettext_lazy("case", "Closed")
