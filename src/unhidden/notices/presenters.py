"""What the pages about notices say."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from unhidden.mailing import sending
from unhidden.notices.actions.choosing import OwnMailBar, PaceNotOffered
from unhidden.ui import dates
from unhidden.ui.refusals import Sentences

REFUSED: Sentences = {
    PaceNotOffered: _("Nobody is told of this as soon, or as late, as that"),
    OwnMailBar: _("Another administrator decides whether you are sent e-mail"),
}
_DEMONSTRATION = _("No e-mail goes out from a demonstration.")
_NOTHING_GOES = _("No e-mail goes out from this installation: no server is set for it.")


def describe_hours() -> str:
    """The fixed hours as a page writes them: ``8am, 1pm, 5pm``."""
    hours = [time.fromisoformat(hour) for hour in settings.NOTICE_HOURS]
    return ", ".join(dates.format_clock(hour) for hour in hours)


def why_nothing_goes() -> str:
    """Why nobody is told by e-mail whatever they choose; "" where people are."""
    if sending.can_send():
        return ""
    return str(_DEMONSTRATION if settings.IS_DEMONSTRATION else _NOTHING_GOES)
