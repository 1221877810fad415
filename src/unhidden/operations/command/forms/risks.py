"""A line of the risk register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.operations.command.actions.risks import RiskWords
from unhidden.operations.command.queries.owners import OWNERS
from unhidden.operations.command.queries.risks import SUBJECTS, CommandRiskCard
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm

_LIKELIHOOD = [
    ("1", _("1: very unlikely")),
    ("2", _("2: unlikely")),
    ("3", _("3: possible")),
    ("4", _("4: likely")),
    ("5", _("5: almost certain")),
]
_IMPACT = [
    ("1", _("1: hardly any harm")),
    ("2", _("2: little harm")),
    ("3", _("3: harm")),
    ("4", _("4: serious harm")),
    ("5", _("5: danger to life")),
]


class RiskForm(DeskForm):
    """A risk; ``version`` is the one that was read, 0 for a new one."""

    version = forms.Hidden(required=False)
    subject = forms.PickOne(
        label=_("Who or what is at risk"),
        choices=SUBJECTS,
        missing=_("Select who or what is at risk"),
    )
    risk = forms.LongText(
        label=_("What may happen"), missing=_("Enter what may happen"), rows=3
    )
    likelihood = forms.PickOne(
        label=_("Likelihood"), choices=_LIKELIHOOD, missing=_("Select how likely it is")
    )
    impact = forms.PickOne(
        label=_("Impact"), choices=_IMPACT, missing=_("Select how bad it would be")
    )
    control = forms.LongText(
        label=_("Control"),
        hint=_("What is done about it. While a high risk has none, no visit is tasked"),
        required=False,
        rows=3,
    )
    owner = forms.PickOne(
        label=_("Owner"), choices=OWNERS, missing=_("Select an owner")
    )
    review_on = forms.Day(
        label=_("Day of the next review"), missing=_("Enter the day of the review")
    )

    @property
    def read_version(self) -> int:
        """The version that was read; 0 for what says none."""
        return _read_version(self)

    @property
    def risk_words(self) -> RiskWords:
        """What was typed, after ``is_valid()``."""
        typed = self.cleaned_data
        return RiskWords(
            subject=typed["subject"],
            risk=typed["risk"],
            likelihood=int(typed["likelihood"]),
            impact=int(typed["impact"]),
            control=typed["control"],
            owner=typed["owner"],
            review_on=typed["review_on"],
        )


class ControlForm(DeskForm):
    """What the owner of a risk writes of it; ``version`` is the one that was read."""

    version = forms.Hidden(required=False)
    control = forms.LongText(
        label=_("Control"),
        hint=_("What is done about it. While a high risk has none, no visit is tasked"),
        missing=_("Enter what is done about the risk"),
        rows=3,
    )

    @property
    def read_version(self) -> int:
        """The version that was read; 0 for what says none."""
        return _read_version(self)


def as_typed(card: CommandRiskCard) -> dict[str, object]:
    """The risk as it would be typed into ``RiskForm``."""
    return {name: getattr(card, name) for name in RiskForm.base_fields}


def _read_version(form: forms.Form) -> int:
    typed = form.cleaned_data.get("version", "")
    return int(typed) if typed.isdecimal() else 0
