"""How long a report is kept: what it is about, the four tests, and what is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.forms import version_of
from unhidden.intelligence.models import ReportMatter, ReviewDecision
from unhidden.intelligence.retention import rules
from unhidden.intelligence.retention.rules import NewReview, RetentionAnswer
from unhidden.ui import forms
from unhidden.ui.choices import options_of
from unhidden.ui.kept_words import DeskForm, not_too_high
from unhidden.ui.parts import ChosenFilter

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_LONGEST = 2000
_MISSING = _("Select yes or no")
_HELD = "held"


def group_label(group: int) -> StrOrPromise:
    """The review group in words."""
    return _("Group %(group)s") % {"group": group}


class QueueFilter(forms.Form):
    """What the queue is narrowed to: a group, or what is held."""

    marks_optional = False

    narrowed = forms.PickOne(
        label=_("Review group"), required=False, blank=_("All that is due")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(str(group), group_label(group)) for group in rules.PERIODS]
        self.offer("narrowed", [*groups, (_HELD, _("On legal hold"))])

    @property
    def chosen(self) -> str:
        """The choice; none where it makes no sense."""
        self.is_valid()
        return str(self.cleaned_data.get("narrowed", ""))

    @property
    def labels(self) -> list[ChosenFilter]:
        """The choice in words, with the address of the whole list."""
        words = dict(options_of(self.fields["narrowed"]))
        return [ChosenFilter(words[self.chosen], "?")] if self.chosen else []


class MatterForm(DeskForm):
    """``seen`` counts how often it was set when the page was shown."""

    seen = forms.Hidden()
    matter = forms.OneOf(
        label=_("What is the report about?"),
        choices=[(matter.value, matter.label) for matter in ReportMatter],
        hints={
            matter: _("Group %(group)s") % {"group": group}
            for matter, group in rules.GROUP_OF.items()
        },
        missing=_("Select what the report is about"),
    )
    reason = forms.LongText(
        label=_("Why?"),
        hint=_("Name nobody here."),
        missing=_("Enter the reason"),
        rows=3,
        max_length=_LONGEST,
        validators=[not_too_high],
    )

    @property
    def count(self) -> int:
        """How often it was set; what was tampered with never fits."""
        return version_of(self.cleaned_data["seen"])


class _DecisionForm(DeskForm):
    """``seen`` counts the decisions when the page was shown."""

    seen = forms.Hidden()

    @property
    def count(self) -> int:
        return version_of(self.cleaned_data["seen"])


def _reason() -> forms.LongText:
    return forms.LongText(
        label=_("Reason"),
        hint=_("Name nobody here."),
        missing=_("Enter the reason"),
        rows=3,
        max_length=_LONGEST,
        validators=[not_too_high],
    )


def _yes_no(label: StrOrPromise, hint: StrOrPromise) -> forms.YesNo:
    return forms.YesNo(label=label, hint=hint, required=False, missing=_MISSING)


def _words(label: StrOrPromise, missing: StrOrPromise) -> forms.LongText:
    return forms.LongText(
        label=label,
        required=False,
        missing=missing,
        rows=2,
        max_length=_LONGEST,
        validators=[not_too_high],
    )


class RetentionReviewForm(_DecisionForm):
    """The National Retention Assessment Criteria, and what is decided on them."""

    marks_optional = False

    decision = forms.OneOf(
        label=_("What becomes of the report?"),
        choices=[
            (ReviewDecision.RETAIN.value, ReviewDecision.RETAIN.label),
            (ReviewDecision.DISPOSE.value, ReviewDecision.DISPOSE.label),
            (ReviewDecision.ANONYMISE.value, ReviewDecision.ANONYMISE.label),
            (ReviewDecision.HOLD.value, ReviewDecision.HOLD.label),
        ],
        hints={
            ReviewDecision.RETAIN.value: _("It is reviewed again in its time."),
            ReviewDecision.DISPOSE.value: _(
                "Everything of it goes, once a colleague agrees."
            ),
            ReviewDecision.ANONYMISE.value: _(
                "Words and names go, once a colleague agrees; signs, grades and dates "
                "stay."
            ),
            ReviewDecision.HOLD.value: _(
                "Give only the reason below: the four tests can wait."
            ),
        },
        missing=_("Select what becomes of the report"),
    )
    necessity = _yes_no(
        _("Necessity: is it still needed for a policing purpose?"),
        _("To protect life, keep order, prevent crime or bring offenders to justice."),
    )
    necessity_words = _words(
        _("Why is it needed, or not?"), _("Enter why it is needed, or not")
    )
    pattern = _yes_no(
        _("Pattern: is it part of behaviour that has come again, or may?"),
        _("Look at everything that is known of the same people and places."),
    )
    pattern_words = _words(
        _("What pattern is there, or why none?"),
        _("Enter what pattern there is, or why none"),
    )
    risk = _yes_no(
        _("Risk of harm: could somebody be harmed if it were not kept?"),
        _("The public, a child, a victim, a witness or an officer."),
    )
    risk_words = _words(_("What harm, or why none?"), _("Enter what harm, or why none"))
    vulnerability = _yes_no(
        _("Vulnerability: is it about somebody vulnerable, or a danger to them?"),
        _("A child, or an adult who cannot well protect themselves."),
    )
    vulnerability_words = _words(
        _("Who is vulnerable, or why nobody?"),
        _("Enter how somebody is vulnerable, or why nobody is"),
    )
    reason = _reason()

    def clean(self) -> None:
        if self.cleaned_data.get("decision") in rules.TESTED:
            for test in ("necessity", "pattern", "risk", "vulnerability"):
                if self.cleaned_data.get(test) is None and test not in self.errors:
                    self.add_error(test, _MISSING)
                self.require(f"{test}_words")

    @property
    def new(self) -> NewReview:
        """What was typed, after ``is_valid()``."""
        typed = self.cleaned_data
        if typed["decision"] not in rules.TESTED:
            return NewReview(typed["decision"], typed["reason"])
        answers = {
            test: RetentionAnswer(typed[test], typed[f"{test}_words"])
            for test in ("necessity", "pattern", "risk", "vulnerability")
        }
        return NewReview(typed["decision"], typed["reason"], **answers)


class LiftForm(_DecisionForm):
    reason = _reason()

    @property
    def new(self) -> NewReview:
        """What was typed, after ``is_valid()``."""
        return NewReview(rules.LIFT, self.cleaned_data["reason"])


class AgreeForm(_DecisionForm):
    """The second person's answer; whoever proposed it may only take it back."""

    decision = forms.OneOf(
        label=_("Do you agree?"), missing=_("Select whether you agree")
    )
    reason = _reason()

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            offered = [(rules.REFUSE, _("Take it back"))]
            self.fields["decision"].label = _("Do you want to take it back?")
        else:
            choices = ReviewDecision.AGREE, ReviewDecision.REFUSE
            offered = [(each.value, each.label) for each in choices]
        self.offer("decision", offered)

    @property
    def new(self) -> NewReview:
        """What was typed, after ``is_valid()``."""
        return NewReview(self.cleaned_data["decision"], self.cleaned_data["reason"])
