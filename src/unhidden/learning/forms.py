"""The five questions of the guide."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unhidden.learning.rules import Answer, Question
from unhidden.ui import forms

# "A oes ...?" in Welsh: there is, or there is not.
_THERE_IS = (
    (Answer.YES, pgettext_lazy("there is", "Yes")),
    (Answer.NO, pgettext_lazy("there is", "No")),
    (Answer.NOT_SURE, _("I am not sure")),
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
            (Answer.MYSELF, _("Myself")),
            (Answer.SOMEBODY_KNOWN, _("Somebody I know")),
            (Answer.STRANGERS, _("Somebody I do not know")),
            (Answer.A_PLACE, _("A place, or how it is run")),
        ),
        required=False,
    )
    seen = forms.OneOf(
        label=_("What do you know already?"),
        choices=(
            (
                Answer.CONTROL,
                _("Somebody asked for help, is afraid, or is not free to leave"),
            ),
            (Answer.SEVERAL, _("Several small things that do not fit")),
            (Answer.A_FEELING, _("One thing, or only a feeling")),
        ),
        hint=_("Please do not go to find out more."),
        required=False,
    )
    soon = forms.OneOf(
        label=_("Could anybody be moved, or anything be lost, if nobody acts soon?"),
        choices=(
            (Answer.YES, pgettext_lazy("it could", "Yes")),
            (Answer.NO, pgettext_lazy("it could", "No")),
            (Answer.NOT_SURE, _("I am not sure")),
        ),
        required=False,
    )

    def answers(self) -> dict[Question, Answer]:
        """What was answered, after ``is_valid()``."""
        given = {question: self.cleaned_data[question] for question in Question}
        return {question: Answer(one) for question, one in given.items() if one}
