"""Why a search cannot be kept, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.search import actions
from unhidden.ui.refusals import Sentences

SENTENCES: Sentences = {
    actions.NothingToSave: _("Search for something first"),
    actions.FindsTooMuch: _(
        "It finds too much to be watched. Add a word and search again"
    ),
    actions.TooManySearches: _("Remove a search that you keep first: you keep 20"),
}
