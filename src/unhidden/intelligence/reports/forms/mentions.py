"""Adding what an item speaks of: of one kind at a time, or as it was offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unhidden.intelligence.forms import version_of
from unhidden.intelligence.models import LinkKind, MentionKind
from unhidden.intelligence.reports.forms.items import choice_of
from unhidden.intelligence.reports.queries.items import MentionView
from unhidden.intelligence.subjects.queries.subjects import DETAIL_LABELS
from unhidden.intelligence.subjects.rules.mentions import (
    DETAILS,
    LONGEST_ADVERT,
    LONGEST_DETAIL,
    LONGEST_MENTION,
    NewLink,
    NewMention,
    is_birth,
    is_partial_date,
)
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm

if TYPE_CHECKING:
    from unhidden.places.queries import PremisesCard

KINDS = MentionKind.choices
MOST_FOUND = 10
_DATE_HINT = _("A year, a month or a day: 1985, 1985-03 or 1985-03-07")
_HINTS = {
    "aliases": _("With a semicolon between them"),
    "born": _(
        "A year, a month or a day: 1985, 1985-03 or 1985-03-07. Where only an age is"
        " known, the first and the last year that it may be: 1985/1991"
    ),
    "on": _DATE_HINT,
}
_DATED = {"born": is_birth, "on": is_partial_date}
_NAMES = {
    "person": _("Name, as the source said it"),
    "vehicle": _("Number plate, with ? for what was not seen"),
    "phone": _("Phone number, or what is known of it: 07700… or …0123"),
    "account": _("E-mail address, account name or number"),
    "advert": _("What it offers, in a few words, or its web address"),
    "document": _("Number of the document"),
    "business": _("Name of the business"),
    "event": _("What happened, in a few words"),
}


class MentionForm(DeskForm):
    """One mention of a kind, with what was said of it."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["text"] = forms.Text(
            label=_NAMES[kind],
            missing=_("Enter who or what it is"),
            max_length=LONGEST_MENTION,
        )
        for name in DETAILS[kind]:
            self.fields[name] = _detail(name)

    def told(self) -> dict[str, Any]:
        """What was typed, without what was left empty, as the action takes it."""
        said = {name: self.cleaned_data[name].strip() for name in DETAILS[self.kind]}
        details = {name: value for name, value in said.items() if value}
        new = NewMention(self.kind, self.cleaned_data["text"], details=details)
        return {"mentions": [new]}


class PremisesForm(forms.Form):
    """Premises of the register that were looked for, to tick."""

    premises = forms.ManyOf(
        label=pgettext_lazy("several places", "Premises"), missing=_("Select premises")
    )

    def __init__(
        self, *args: Any, found: Iterable[PremisesCard], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("premises", [choice_of(card) for card in found])

    def told(self) -> dict[str, Any]:
        """Those that were ticked, as the action takes them."""
        chosen = self.cleaned_data["premises"]
        return {"mentions": [NewMention("premises", "", UUID(key)) for key in chosen]}


def _detail(name: str) -> Any:
    label, hint = DETAIL_LABELS[name], _HINTS.get(name, "")
    if name == "words":
        return forms.LongText(
            label=label, required=False, rows=6, max_length=LONGEST_ADVERT
        )
    checks: list[Callable[[Any], None]] = []
    if name in _DATED:
        checks.append(_dated(_DATED[name]))
    return forms.Text(
        label=label,
        hint=hint,
        required=False,
        max_length=LONGEST_DETAIL,
        validators=checks,
    )


def _dated(is_date: Callable[[str], bool]) -> Callable[[Any], None]:
    def check_date(text: str) -> None:
        if not is_date(text):
            raise ValidationError(
                _("Enter a year, a month or a day that there was, such as 1985-03-07"),
                code="no_such_day",
            )

    return check_date


class ChangeLinkForm(DeskForm):
    """Why a link is withdrawn, or that taken back; ``seen`` counts how often before."""

    seen = forms.Hidden()
    reason = forms.LongText(
        label=_("Why?"),
        hint=_("Colleagues read this beside the link. Name nobody here."),
        missing=_("Enter the reason"),
        rows=3,
        max_length=2000,
    )

    @property
    def count(self) -> int:
        return version_of(self.cleaned_data["seen"])


class LinkForm(forms.Form):
    """How two things of an item hang together."""

    left = forms.PickOne(
        label=_("Who or what"), missing=_("Select who or what it begins with")
    )
    kind = forms.PickOne(label=_("How"), missing=_("Select how they hang together"))
    right = forms.PickOne(
        label=_("Whom or what"), missing=_("Select who or what it ends with")
    )
    from_on = forms.Day(label=_("From"), required=False)
    to_on = forms.Day(label=_("Until"), required=False)

    def __init__(
        self, *args: Any, mentions: Sequence[MentionView], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        ends = [(str(each.id), f"{each.text} ({each.kind_label})") for each in mentions]
        self.offer("left", ends)
        self.offer("right", ends)
        said = [
            (each.value, each.label.format(one="…", other="…")) for each in LinkKind
        ]
        self.offer("kind", said)

    def clean(self) -> None:
        told = self.cleaned_data
        if told.get("left") and told.get("left") == told.get("right"):
            self.add_error("right", _("Select two different things"))
        begin, end = told.get("from_on"), told.get("to_on")
        if begin and end and begin > end:
            self.add_error("to_on", _("Enter a day after the first"))

    def told(self) -> dict[str, Any]:
        """What was chosen, as the action takes it."""
        told = self.cleaned_data
        new = NewLink(
            left_id=UUID(told["left"]),
            right_id=UUID(told["right"]),
            kind=told["kind"],
            from_on=told["from_on"],
            to_on=told["to_on"],
        )
        return {"new": new}
