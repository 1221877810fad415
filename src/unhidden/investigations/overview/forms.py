"""What is typed to find an investigation, to join two, and to split one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.frame.queries import InvestigationCard
from unhidden.investigations.origins.queries import OriginView
from unhidden.investigations.overview.actions.joining import NewSplit
from unhidden.ui import forms

_WHICH = (
    ("open", _("Those that go on")),
    ("ended", _("Filed and closed")),
)


class WhichForm(forms.Form):
    marks_optional = False
    which = forms.PickOne(
        label=_("Show"), choices=_WHICH, blank=_("All of them"), required=False
    )

    @property
    def as_chosen(self) -> str:
        """Which to list; all where it says nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        return said.get("which") or "all"


class JoinInvestigationForm(forms.Form):
    into = forms.PickOne(
        label=_("The investigation that goes on"),
        missing=_("Select the investigation that goes on"),
    )
    reason = forms.LongText(
        label=_("Reason"),
        hint=_("Both teams read it: no names and no addresses."),
        missing=_("Enter the reason"),
        rows=3,
        max_length=1_000,
    )
    understood = forms.Tick(
        label=_("This one is filed, and nothing more is written in it"),
        missing=_("Tick the box to go on"),
    )

    def __init__(
        self, *args: Any, own: Sequence[InvestigationCard], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("into", [(str(one.id), f"{one.urn}, {one.title}") for one in own])

    @property
    def into_id(self) -> UUID:
        """Which one goes on."""
        return UUID(self.cleaned_data["into"])


class SplitInvestigationForm(forms.Form):
    title = forms.Text(
        label=_("Title"),
        hint=_("Name the place or the conduct, never a possible victim."),
        missing=_("Enter a title"),
        max_length=200,
    )
    grounds = forms.LongText(
        label=_("Grounds"),
        hint=_("What calls for an investigation. No words of a source."),
        missing=_("Enter the grounds"),
        rows=4,
        max_length=5000,
    )
    origins = forms.ManyOf(
        label=_("What goes with it"), missing=_("Select what goes with it")
    )
    people = forms.ManyOf(
        label=_("Who is in it too"),
        hint=_(
            "Their identity is sealed anew for its team. A possible victim comes "
            "without being a suspect: section 45 is recorded again."
        ),
        required=False,
    )
    reason = forms.LongText(
        label=_("Reason"),
        hint=_("Both teams read it: no names and no addresses."),
        missing=_("Enter the reason"),
        rows=3,
        max_length=1_000,
    )

    seen = forms.Hidden(required=False)

    def __init__(
        self,
        *args: Any,
        origins: Sequence[OriginView],
        people: Sequence[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("origins", [(str(one.id), _name(one)) for one in origins])
        self.offer(
            "people",
            [
                (str(number), _("Person %(number)d") % {"number": number})
                for number in people
            ],
        )
        if not people:
            del self.fields["people"]

    @property
    def as_typed(self) -> NewSplit:
        """What was typed."""
        said = self.cleaned_data
        seen = said["seen"]
        return NewSplit(
            title=said["title"],
            grounds=said["grounds"],
            reason=said["reason"],
            origins=tuple(UUID(each) for each in said["origins"]),
            people=tuple(int(each) for each in said.get("people", ())),
            seen=int(seen) if seen.isascii() and seen.isdecimal() else None,
        )


def _name(origin: OriginView) -> str:
    named = [str(origin.kind_label), origin.reference]
    if origin.item:
        named.append(str(_("Item %(number)d") % {"number": origin.item}))
    return ", ".join(each for each in named if each)
