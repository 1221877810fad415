"""Why other weights of the panel are refused, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.risk.actions.panels import WeightsChangedSince
from unhidden.ui.refusals import Sentences

SENTENCES: Sentences = {
    WeightsChangedSince: _("Somebody has set other weights since: open the page again"),
}
