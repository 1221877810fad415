"""What was done to a record, in plain words: each module's ``event_words``."""

from __future__ import annotations

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "collection": _("Recorded it"),
    "alteration": _("Worked on it"),
    "consultation": _("Read it"),
    "disclosure": _("Told others of it"),
    "combination": _("Compared it with other records"),
    "erasure": _("Deleted something of it"),
}
WORDS: dict[str, str | Promise] = {
    f"{config.label}.{event}": words
    for config in apps.get_app_configs()
    for event, words in getattr(config, "event_words", {}).items()
}
