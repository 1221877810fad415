"""Giving an item another grade."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.forms import conditions_fit, version_of
from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.models import AssessmentGrade, HandlingCode, SourceGrade
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm


class GradeForm(DeskForm):
    """``seen`` is the version that stood when the page was shown."""

    seen = forms.Hidden()
    source = forms.OneOf(
        label=_("How reliable is the source?"),
        choices=SourceGrade.choices,
        missing=_("Select how reliable the source is"),
    )
    assessment = forms.OneOf(
        label=_("How does the source know it?"),
        choices=AssessmentGrade.choices,
        missing=_("Select how the source knows it"),
    )
    handling = forms.OneOf(
        label=_("How may it be shared?"),
        choices=HandlingCode.choices,
        missing=_("Select how it may be shared"),
    )
    conditions = forms.LongText(
        label=_("Conditions"),
        hint=_(
            "Needed for handling C. For example: consult the originator before any "
            "overt action."
        ),
        required=False,
        missing=_("Enter at least one condition for handling C"),
        rows=2,
        max_length=2000,
    )
    reason = forms.LongText(
        label=_("Why?"),
        hint=_("Colleagues read this beside the grade. Do not say who the source is."),
        missing=_("Enter the reason"),
        rows=3,
        max_length=2000,
    )

    def clean(self) -> None:
        conditions_fit(self)

    @property
    def version(self) -> int:
        """The version that was seen; one that was tampered with never stands."""
        return version_of(self.cleaned_data["seen"])

    @property
    def grade(self) -> Grade:
        """The grade as chosen, after ``is_valid()``."""
        chosen = self.cleaned_data
        return Grade(
            chosen["source"],
            chosen["assessment"],
            chosen["handling"],
            chosen["conditions"],
        )
