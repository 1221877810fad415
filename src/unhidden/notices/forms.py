"""How soon one wants to be told, and whether somebody is written to at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.notices.models import PaceChoices, TopicChoices
from unhidden.notices.rules import PACES, NoticePace, NoticeTopic
from unhidden.ui import forms

_HINTS = {
    NoticeTopic.DANGER: _(
        "If nobody at your desk is on call, everybody there who is told what the public"
        " says is told at once."
    ),
    NoticeTopic.EMERGENCIES: _("Emergency access lasts four hours."),
}


class PacesForm(forms.Form):
    """One question for each of the person's topics."""

    def __init__(
        self, *args: Any, paces: Mapping[NoticeTopic, NoticePace], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {str(topic): pace for topic, pace in paces.items()}
        super().__init__(*args, **kwargs)
        for topic in paces:
            self.fields[str(topic)] = forms.OneOf(
                label=TopicChoices(topic).label,
                hint=_HINTS.get(topic, ""),
                choices=[
                    (p, PaceChoices(p).label) for p in NoticePace if p in PACES[topic]
                ],
                missing=_("Select how soon you want to be told"),
            )

    @property
    def chosen_paces(self) -> dict[NoticeTopic, NoticePace]:
        """What was chosen."""
        return {
            NoticeTopic(topic): NoticePace(pace)
            for topic, pace in self.cleaned_data.items()
        }


class BarForm(forms.Form):
    marks_optional = False
    may_be_written_to = forms.YesNo(
        label=_("May they be sent e-mail?"),
        hint=_(
            "Choose “No” for somebody in a unit that must stay hidden: an e-mail from"
            " here would show that they work in it."
        ),
        missing=_("Select whether they may be sent e-mail"),
    )
