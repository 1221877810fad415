"""Why accounts of visits, and whatever else phones sent, wait: each in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: By the code that stands with what waits.
REASONS: dict[str, StrOrPromise] = {
    "no_right": _("The writer has no right to record visits any more"),
    "not_on_team": _("The writer is not on the team of this visit"),
    "operation_closed": _("The operation was closed before this came"),
    "not_running": _("The operation has not begun"),
    "plan_cancelled": _("The visit was cancelled"),
    "recorded_already": _("Another account of this visit counts already"),
    "sign_unknown": _("It answers a sign that the catalogue does not have"),
    "does_not_add_up": _("It contradicts itself, or leaves something open"),
    "device_unknown": _("The phone is not in our books"),
    "device_waits": _("The phone is not approved"),
    "device_lost": _("The phone was reported lost"),
    "device_ended": _("The phone was handed back"),
    "person_left": _("The writer has left, or is not in our books"),
    "another_content": _("The same visit came twice with different words"),
    "unfinished": _("The draft was not finished; what there was is here"),
    "author_differs": _("It names another person than the phone’s owner"),
    "plan_unknown": _("Its visit is not in our books"),
    "premises_gone": _("Its premises are not in our books any more"),
    "form_unknown": _("It was written on a form that this version does not know"),
    "about_unknown": _("It adds to an account that has not come, or does not count"),
    "clock": _("The phone’s clock was wrong, and its times lie ahead"),
    "sealed_elsewhere": _("It cannot be opened with any key kept here"),
    "unreadable": _("It was changed on its way"),
    "signature": _("It is not signed by the phone that it names"),
    "fault": _("Our program failed on it five times: tell those who run it"),
}
_UNNAMED = _("It waits for a reason that this version does not know")


def name_reason(code: str) -> str:
    """Why something waits, in a sentence; empty where it does not."""
    return str(REASONS.get(code, _UNNAMED)) if code else ""
