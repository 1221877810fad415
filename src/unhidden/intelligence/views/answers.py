"""What a person told us, as lines to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unhidden.reporting.actions import OpenedReport
from unhidden.signs import queries as signs
from unhidden.ui.parts import Row

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_LABELS: dict[str, StrOrPromise] = {
    "what": _("What they saw or know"),
    "where": _("Where"),
    "postcode": _("Postcode"),
    "when": _("When"),
    "who": _("People"),
    "vehicles": _("Vehicles"),
    "phones": _("Phones and websites"),
}


def answered(report: OpenedReport) -> list[Row]:
    """The answers that were given, in the order of the form."""
    answers = report.answers
    rows = [
        Row(label, getattr(answers, name))
        for name, label in _LABELS.items()
        if getattr(answers, name)
    ]
    if answers.sign_codes:
        known = signs.signs_by_code(answers.sign_codes, get_language() or "en")
        phrases = "\n".join(card.phrase for card in known.values())
        rows.append(Row(_("Signs they ticked"), phrases))
    rows.append(Row(_("About a child"), _yes_no(answers.about_child)))
    rows.append(Row(_("Someone in danger now"), _yes_no(answers.danger_now)))
    if report.teller_label:
        rows.append(Row(_("Who they are"), report.teller_label))
    return rows


def _yes_no(answer: bool) -> StrOrPromise:
    return _("Yes") if answer else _("Not said")
