"""The five questions of the guide."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unhidden.learning.rules import GuideAnswer, GuideQuestion
from unhidden.ui import forms

# "A oes ...?" in Welsh: there is, or there is not.
_THERE_IS = (
    (GuideAnswer.YES, pgettext_lazy("there is", "Yes")),
    (GuideAnswer.NO, pgettext_lazy("there is", "No")),
    (GuideAnswer.NOT_SURE, _("I am not sure")),
)


class GuideForm(forms.Form):
    """Every question may be left out: not to know is an answer too."""

    marks_optional = False

    danger = forms.OneOf(
        label=_("Is anybody in danger now, or is a crime happening now?"),
        choices=_THERE_IS,
        required=False,
    )
    child = forms.OneOf(
        label=_("Is anybody involved under 18, or could they be?"),
        choices=_THERE_IS,
        required=False,
    )
    who = forms.OneOf(
        label=_("Who are you worried about?"),
        choices=(
            (GuideAnswer.MYSELF, _("Myself")),
            (GuideAnswer.SOMEBODY_KNOWN, _("Somebody I know")),
            (GuideAnswer.STRANGERS, _("Somebody I do not know")),
            (GuideAnswer.A_PLACE, _("A place, or how it is run")),
        ),
        required=False,
    )
    seen = forms.OneOf(
        label=_("What do you know already?"),
        choices=(
            (
                GuideAnswer.CONTROL,
                _("Somebody asked for help, is afraid, or is not free to leave"),
            ),
            (GuideAnswer.SEVERAL, _("Several small things that do not fit")),
            (GuideAnswer.A_FEELING, _("One thing, or only a feeling")),
        ),
        hint=_("Please do not go to find out more."),
        required=False,
    )
    soon = forms.OneOf(
        label=_("Could anybody be moved, or anything be lost, if nobody acts soon?"),
        choices=(
            (GuideAnswer.YES, pgettext_lazy("it could", "Yes")),
            (GuideAnswer.NO, pgettext_lazy("it could", "No")),
            (GuideAnswer.NOT_SURE, _("I am not sure")),
        ),
        required=False,
    )

    def answers(self) -> dict[GuideQuestion, GuideAnswer]:
        """What was answered, after ``is_valid()``."""
        given = {question: self.cleaned_data[question] for question in GuideQuestion}
        return {question: GuideAnswer(one) for question, one in given.items() if one}
