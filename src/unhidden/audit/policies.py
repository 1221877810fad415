"""Who may look at what was recorded."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REVIEW = "audit.review_events"
PERMISSIONS = {REVIEW: _("Review what people did and saw")}
REVIEWED = "audit.event_reviewed"  # the name of the event that a review is
