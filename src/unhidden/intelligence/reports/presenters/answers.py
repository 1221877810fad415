"""What a person told us, as lines to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unhidden.reporting.actions import OpenedReport
from unhidden.reporting.queries import labels_of_choices, point_in_words
from unhidden.signs import queries as signs
from unhidden.ui.parts import SummaryRow

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_LABELS: dict[str, StrOrPromise] = {
    "what": _("What they saw or know"),
    "town": _("Town or village"),
    "where": _("Where"),
    "postcode": _("Postcode"),
    "area": _("Council area"),
    "timing": _("Is it still going on?"),
    "when": _("When"),
    "who": _("People"),
    "vehicles": _("Vehicles"),
    "phones": _("Phones and websites"),
    "who_you_are": _("Who they are"),
    "your_part": _("Which business it is about"),
    "your_place": _("What kind of place it is"),
    "your_work": _("Their work"),
    "topic": _("What it is about"),
    "caller_name": _("Who said it"),
    "caller_contact": _("How to reach them"),
    "their_reference": _("Their own reference"),
}
_BESIDE_SIGNS: dict[bool | None, StrOrPromise] = {
    False: _("No, though child signs were ticked"),
    None: _("Not said, but child signs were ticked"),
}
_BESIDE_TOPIC: dict[bool | None, StrOrPromise] = {
    False: _("No, though they said that it is about children and young people"),
    None: _("Not said, but they said that it is about children and young people"),
}


def answered(report: OpenedReport) -> list[SummaryRow]:
    """The answers that were given, in the order of the form."""
    answers, chosen = report.answers, labels_of_choices()
    rows = [
        SummaryRow(label, chosen.get((name, value), value))
        for name, label in _LABELS.items()
        if (value := getattr(answers, name))
    ]
    if answers.point:
        where = f"{point_in_words(answers.point)} ({answers.point})"
        rows.append(SummaryRow(_("On the map, to about 100 metres"), where))
    if answers.needs:
        needs = (chosen.get(("needs", need), need) for need in answers.needs)
        rows.append(
            SummaryRow(_("What would help them most"), "\n".join(map(str, needs)))
        )
    if answers.sign_codes:
        known = signs.signs_by_code(answers.sign_codes, get_language() or "en")
        phrases = "\n".join(card.phrase for card in known.values())
        rows.append(SummaryRow(_("Signs they ticked"), phrases))
    rows.append(SummaryRow(_("About a child"), _about_child(report)))
    danger = _yes_no(answers.danger_now, report.tells_no)
    rows.append(SummaryRow(_("Someone in danger now"), danger))
    return rows


def _about_child(report: OpenedReport) -> StrOrPromise:
    """The answer, and what else they chose where that is of a child."""
    answers = report.answers
    said = _yes_no(answers.about_child, report.tells_no)
    if not report.tells_no:
        return said
    if signs.speak_of_a_child(answers.sign_codes):
        return _BESIDE_SIGNS.get(answers.about_child, said)
    if signs.speak_of_a_child((), answers.topic):
        return _BESIDE_TOPIC.get(answers.about_child, said)
    return said


def _yes_no(answer: bool | None, tells_no: bool) -> StrOrPromise:
    if answer is None:
        return _("Not said") if tells_no else _("No, or not said")
    return _("Yes") if answer else _("No")
