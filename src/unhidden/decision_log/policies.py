"""What may be permitted in this module."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

KEEP = "decision_log.keep"

PERMISSIONS = {KEEP: _("Read and write the decision logs of what they command")}
