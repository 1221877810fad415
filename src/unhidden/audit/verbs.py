"""What is done with data, in the words of the law."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewResult(models.TextChoices):
    """What somebody found who reviewed an event."""

    PROPER = "proper", _("In order")
    ASKED = "asked", _("To be asked about")
    IMPROPER = "improper", _("Not in order")


class Verb(models.TextChoices):
    """The six that must be logged (Data Protection Act 2018 s.62)."""

    COLLECTION = "collection", _("Collection")
    ALTERATION = "alteration", _("Alteration")
    CONSULTATION = "consultation", _("Consultation")
    DISCLOSURE = "disclosure", _("Disclosure")
    COMBINATION = "combination", _("Combination")
    ERASURE = "erasure", _("Erasure")
