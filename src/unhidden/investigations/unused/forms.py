"""What is typed about unused material."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.models import (
    LookAgainTrigger,
    MaterialAxis,
    MaterialKind,
    MaterialValue,
    PresumedCategory,
    PresumedReply,
)
from unhidden.investigations.unused.actions.answering import NewLook
from unhidden.investigations.unused.actions.deciding import NewMaterialDecision
from unhidden.investigations.unused.actions.describing import (
    NewDescription,
    NewSensitive,
)
from unhidden.investigations.unused.rules.axes import (
    list_axes,
    list_sensitive_reasons,
    list_transitions,
)
from unhidden.investigations.unused.rules.signing import read_numbers
from unhidden.lib.sent_numbers import read_number
from unhidden.ui import forms

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHAT = (
    ("all", _("Every item")),
    ("relevance", _("Relevance undecided")),
    ("use", _("Use undecided")),
    ("sensitivity", _("Sensitivity undecided")),
    ("test", _("Test undecided for an accused")),
    ("look_again", _("To be looked at again")),
    ("words", _("Not described")),
    ("second", _("Another person must agree")),
    ("evidence", _("Evidence")),
    ("MG6C", _("Not sensitive, for the schedule")),
    ("MG6D", _("Sensitive, for the schedule")),
    ("not_relevant", _("Not relevant")),
)
# What the Code of Practice counts among its examples; each is judged by itself.
REASONS: Mapping[str, StrOrPromise] = {
    "national_security": _("National security"),
    "intelligence_source": _("It came from the intelligence or security agencies"),
    "informant_identity": _("It gives away who told it"),
    "observation_post": _("It gives away an observation post"),
    "surveillance_method": _("It gives away a method of surveillance"),
    "in_confidence": _("It was given in confidence"),
    "child_or_social_services_record": _("It is about a child, or of social services"),
    "location_of_witness_at_risk": _("It gives away where a witness at risk is"),
    "other_investigation": _("It would harm another investigation"),
    "third_party_confidential": _("It is a third party’s confidence"),
}
_TEAM = ("relevance", "use")


class ItemFilterForm(forms.Form):
    marks_optional = False
    what = forms.PickOne(
        label=_("Show"), choices=WHAT, blank=_("Anything undecided"), required=False
    )
    kind = forms.PickOne(
        label=_("Kind"),
        choices=MaterialKind.choices,
        blank=_("Every kind"),
        required=False,
    )

    @property
    def as_filter(self) -> tuple[str, str]:
        """What to list and of which kind; what is undecided where it says nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        return said.get("what") or "undecided", said.get("kind") or ""


class DecideForm(forms.Form):
    """One decision on one axis; ``accused`` are the numbers of people by id."""

    decision = forms.PickOne(label=_("Decide"), missing=_("Select what you decide"))
    accused = forms.ManyOf(label=_("For which accused"), required=False)
    category = forms.PickOne(
        label=_("Category, if it is presumed to meet the test"),
        choices=PresumedCategory.choices,
        required=False,
    )
    reference = forms.Text(
        label=_("Reference of the letter, or day of the court’s order"),
        hint=_("Such as D12, or 2026-01-05."),
        required=False,
        max_length=40,
        width="10",
    )
    reason = forms.LongText(
        label=_("Reason"),
        hint=_(
            "The whole team reads it. Write nothing sensitive here: no names, no "
            "addresses, no source. Of a copy that was served, its SHA-256."
        ),
        required=False,
        rows=3,
        max_length=2_000,
    )
    seen = forms.Hidden(required=False)

    def __init__(
        self,
        *args: Any,
        accused: Mapping[UUID, int],
        may_schedule: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("decision", _decisions(may_schedule=may_schedule))
        people = [
            (str(key), _("Person %(number)d") % {"number": number})
            for key, number in accused.items()
        ]
        self.offer("accused", people)
        self.fields["accused"].initial = [key for key, _label in people]
        if not people or not may_schedule:
            del self.fields["accused"]
        if not may_schedule:
            del self.fields["category"], self.fields["reference"]

    def show_seen(self, count: int) -> None:
        """Ask again, having shown so many decisions."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # as it was posted
        data["seen"] = str(count)
        self.data = data

    @property
    def as_typed(self) -> NewMaterialDecision:
        """What was decided."""
        said = self.cleaned_data
        axis, value = said["decision"].split(":")
        accused = tuple(UUID(key) for key in said.get("accused", ()))
        code = said.get("category") if value == "presumed" else said.get("reference")
        return NewMaterialDecision(
            axis,
            value,
            accused if list_axes()[axis].is_per_accused else (),
            code=code or "",
            reason=said["reason"],
        )

    @property
    def seen_count(self) -> int | None:
        """How many decisions the page showed."""
        return read_number(self.cleaned_data["seen"])


class MaterialBulkForm(DecideForm):
    """The same of many: ``items`` of this page, or everything that is listed."""

    items = forms.ManyOf(label=_("Items"), required=False)
    everything = forms.Tick(
        label=_("Every item that this list has, also on other pages"), required=False
    )

    def __init__(
        self,
        *args: Any,
        rows: Sequence[tuple[str, str]],
        hints: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("items", rows)
        field: Any = self.fields["items"]
        field.look = replace(field.look, hints=hints)
        self.order_fields(["items", "everything", "decision"])

    def clean(self) -> None:
        said = self.cleaned_data
        if not said.get("everything") and not said.get("items"):
            self.add_error("items", _("Select at least one item"))

    def choose_numbers(self, listed: Sequence[int]) -> list[int]:
        """The numbers of what was chosen."""
        if self.cleaned_data["everything"]:
            return list(listed)
        return [int(number) for number in self.cleaned_data["items"]]


class DescribeForm(forms.Form):
    """A description for the defence; it asks for a second look where there is why."""

    numbers = forms.Text(
        label=_("Items"),
        hint=_("Their numbers, such as 3–7, 9."),
        missing=_("Enter the numbers of the items"),
        max_length=2_000,
    )
    text = forms.LongText(
        label=_("Description for the schedule"),
        hint=_(
            "The defence reads it. Say what it is and what it says, so that the "
            "prosecutor can decide without seeing it."
        ),
        missing=_("Describe the item"),
        rows=4,
        max_length=2_000,
    )
    quantity = forms.Count(
        label=_("How many things each item is"), minimum=1, initial=1
    )
    is_block = forms.Tick(label=_("List them together, under one line"), required=False)
    how_sampled = forms.Text(
        label=_("If they were sampled or searched: how"), required=False, max_length=300
    )
    looked = forms.Tick(label=_("I have looked at it again, and it stays as it is"))

    def __init__(self, *args: Any, is_second: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_second and "looked" not in self.data:
            del self.fields["looked"]

    def clean_numbers(self) -> list[int]:
        """The numbers, or an error that says how to type them."""
        found = read_numbers(self.cleaned_data["numbers"])
        if found is None:
            self.add_error(
                "numbers", _("Enter numbers such as 3–7, 9: at most 1,000 of them")
            )
        return found or []

    @property
    def as_typed(self) -> NewDescription:
        """What was typed."""
        said = self.cleaned_data
        return NewDescription(
            said["text"],
            said["quantity"],
            said["is_block"],
            said["how_sampled"],
            is_looked_twice=bool(said.get("looked")),
        )


class SensitiveForm(forms.Form):
    code = forms.PickOne(
        label=_("Why it is sensitive"),
        choices=[(code, REASONS[code]) for code in list_sensitive_reasons()],
        missing=_("Select why it is sensitive"),
    )
    why = forms.LongText(
        label=_("The harm that showing it would do"),
        hint=_("Sealed. Also what it says of the issues."),
        missing=_("Enter the harm that showing it would do"),
        rows=3,
        max_length=5_000,
    )
    text = forms.LongText(
        label=_("Description for the sensitive schedule"),
        hint=_("Sealed. The prosecutor reads it, and never the defence."),
        missing=_("Describe the item"),
        rows=4,
        max_length=5_000,
    )
    seen = forms.Hidden(required=False)

    @property
    def as_typed(self) -> NewSensitive:
        """What was typed."""
        said = self.cleaned_data
        return NewSensitive(said["code"], said["why"], said["text"])

    @property
    def seen_count(self) -> int | None:
        """How many decisions the page showed."""
        return read_number(self.cleaned_data["seen"])


class ScheduleSignForm(forms.Form):
    exceptions = forms.LongText(
        label=_("Exceptions: what was not inspected, and why"),
        hint=_("The prosecutor reads it. Name items by their number."),
        required=False,
        rows=3,
        max_length=5_000,
    )
    certify = forms.Tick(
        label=_("I certify this"), missing=_("Tick the box to certify this")
    )


class PresumedForm(forms.Form):
    answer = forms.OneOf(
        label=_("Is there any?"),
        choices=PresumedReply.choices,
        missing=_("Select an answer"),
    )
    reason = forms.LongText(
        label=_("Why the presumption does not hold, if it does not"),
        hint=_("The whole team reads it. Write nothing sensitive here."),
        required=False,
        rows=3,
        max_length=2_000,
    )


class LookAgainForm(forms.Form):
    trigger = forms.PickOne(
        label=_("What happened"),
        choices=LookAgainTrigger.choices,
        missing=_("Select what happened"),
    )
    happened_on = forms.Day(label=_("On which day"), missing=_("Enter the day"))
    accused = forms.PickOne(
        label=_("Whose test it concerns"), blank=_("Everybody’s"), required=False
    )
    reference = forms.Text(
        label=_("Reference of the document"),
        hint=_("Such as D12. None of its words."),
        required=False,
        max_length=20,
        width="10",
    )

    def __init__(self, *args: Any, accused: Mapping[UUID, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "accused",
            [
                (str(key), _("Person %(number)d") % {"number": number})
                for key, number in accused.items()
            ],
        )

    @property
    def as_typed(self) -> NewLook:
        """What was typed."""
        said = self.cleaned_data
        return NewLook(
            said["trigger"],
            said["happened_on"],
            UUID(said["accused"]) if said["accused"] else None,
            said["reference"],
        )


def _decisions(*, may_schedule: bool) -> list[tuple[str, StrOrPromise]]:
    """Every step that a person decides on these axes, the sensitive one apart."""
    found: dict[str, StrOrPromise] = {}
    for rule in list_transitions():
        if rule.by == "signing" or rule.ends == "sensitive":
            continue
        if may_schedule or rule.axis in _TEAM:
            axis, value = MaterialAxis(rule.axis), MaterialValue(rule.ends)
            found[f"{axis}:{value}"] = f"{axis.label}: {value.label}"
    return list(found.items())
