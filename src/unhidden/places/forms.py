"""Looking for premises, and adding some."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.lib import postcodes
from unhidden.places import queries
from unhidden.places.actions.adding import NewPremises
from unhidden.places.queries import PremisesCard
from unhidden.places.rules import text as texts
from unhidden.ui import forms
from unhidden.ui.parts import ChosenFilter


class FilterForm(forms.Form):
    """What to look for. A kind or a council that there is not is passed over."""

    marks_optional = False

    text = forms.Text(
        label=_("Search"),
        hint=_("Name, address or postcode"),
        required=False,
        spellcheck=False,
    )
    kind = forms.PickOne(label=_("Kind of premises"), required=False)
    council = forms.PickOne(label=_("Council"), required=False)
    closed = forms.Tick(label=_("Show closed premises too"), required=False)

    def __init__(self, given: QueryDict) -> None:
        self._labels = {
            "kind": dict(queries.list_premises_kinds()),
            "council": dict(_councils()),
        }
        super().__init__(
            {
                name: value
                for name, value in given.items()
                if value in self._labels.get(name, (value,))
            }
        )
        for name, labels in self._labels.items():
            self.offer(name, labels.items())

    @property
    def asked(self) -> dict[str, Any]:
        """The search as ``queries.search_premises`` takes it."""
        self.is_valid()
        answers = self.cleaned_data
        return {
            "text": answers.get("text", ""),
            "kind": answers["kind"],
            "council": answers["council"],
            "include_closed": answers["closed"],
        }

    @property
    def chosen(self) -> list[ChosenFilter]:
        """The filters in force, each with the address that takes it away."""
        asked = self.asked
        labels = {
            "text": asked["text"],
            "kind": self._labels["kind"].get(asked["kind"]),
            "council": self._labels["council"].get(asked["council"]),
            "closed": _("Closed ones too") if asked["include_closed"] else None,
        }
        return [
            ChosenFilter(label, self._without(name))
            for name, label in labels.items()
            if label
        ]

    def _without(self, name: str) -> str:
        query = QueryDict(mutable=True)
        for key in self.fields:
            if key != name and self.data.get(key):
                query[key] = self.data[key]
        return f"?{query.urlencode()}"


class AddPremisesForm(forms.Form):
    """Premises that no published register has."""

    name = forms.Text(
        label=_("Name"),
        hint=_("As it stands over the door, or what people call it"),
        missing=_("Enter the name of the premises"),
    )
    kind = forms.PickOne(
        label=_("Kind of premises"), missing=_("Select the kind of premises")
    )
    address = forms.Text(
        label=_("Address"),
        hint=_("Street and town, without the postcode"),
        missing=_("Enter the address, or where to find the premises"),
        max_length=300,
    )
    postcode = forms.Text(
        label=_("Postcode"), required=False, width="10", max_length=20, spellcheck=False
    )
    uprn = forms.Text(
        label=_("UPRN"),
        hint=_("The Unique Property Reference Number, if you know it"),
        required=False,
        width="10",
        max_length=20,
        spellcheck=False,
        inputmode="numeric",
    )
    council = forms.PickOne(
        label=_("Council"),
        hint=_("You may leave it out if we know the postcode"),
        missing=_("Select the council: we do not know it from the postcode"),
        required=False,
    )
    is_other = forms.Tick(
        label=_("Mine are none of these: add them as well"), required=False
    )

    alike: list[PremisesCard]

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        self.alike = []
        self.offer("kind", queries.list_premises_kinds())
        self.offer("council", _councils())

    def clean_postcode(self) -> str:
        """The postcode as it is written; raises ValidationError."""
        typed: str = self.cleaned_data["postcode"]
        code = postcodes.normalise_postcode(typed) if typed else ""
        if code is None:
            raise ValidationError(_("Enter a full UK postcode, like LL11 1AY"))
        return code

    def clean_uprn(self) -> str:
        """The number alone; raises ValidationError."""
        number = texts.parse_uprn(self.cleaned_data["uprn"])
        if number is None:
            raise ValidationError(_("Enter a UPRN of at most 12 digits"))
        return number

    def clean(self) -> None:
        if not self.cleaned_data.get("council") and "postcode" not in self.errors:
            self.cleaned_data["council"] = self._council_of_postcode()
            self.require("council")

    def _council_of_postcode(self) -> str:
        point = queries.postcode_point(code=self.cleaned_data.get("postcode", ""))
        is_ours = point is not None and point.council_code in dict(_councils())
        return point.council_code if point and is_ours else ""

    def may_be_new(self, *, viewer: Actor) -> bool:
        """Whether no premises are alike, or the person says that theirs are others."""
        given = self.cleaned_data
        self.alike = queries.find_similar_premises(
            viewer=viewer, name=given["name"], postcode=given["postcode"]
        )
        if self.alike and not given["is_other"]:
            self.add_error(
                "is_other",
                _("Look at the premises we have, and tick the box if yours are others"),
            )
        return self.is_valid()

    @property
    def new(self) -> NewPremises:
        """What was typed, as ``actions.add_premises`` takes it."""
        given = self.cleaned_data
        return NewPremises(
            name=given["name"],
            kind=given["kind"],
            address=given["address"],
            postcode=given["postcode"],
            council_code=given["council"],
            uprn=given["uprn"],
        )


def _councils() -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in queries.list_councils()]
