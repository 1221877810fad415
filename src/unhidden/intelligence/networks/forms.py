"""Which links of a network are shown, and in which form they leave the house."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.networks.queries import networks
from unhidden.intelligence.networks.rules import pictures
from unhidden.intelligence.networks.rules.pictures import MOST_DRAWN, DrawnLinks
from unhidden.intelligence.subjects.queries.near import LinkFilter
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm

FILES = (
    ("graphml", _("GraphML, for Gephi, yEd or i2")),
    ("stix", _("STIX 2.1, for OpenCTI or MISP")),
    ("ftm", _("FollowTheMoney, for OpenAleph")),
)
PICTURES = (("png", _("Save as PNG")), ("svg", _("Save as SVG")))


class NetworkForm(forms.Form):
    """All of it may be left out: then every link of one step is shown."""

    marks_optional = False

    kind = forms.PickOne(label=_("Kind of link"), required=False, blank=_("Any"))
    since = forms.Day(label=_("From"), required=False)
    until = forms.Day(
        label=_("To"),
        hint=_("Links with no date are always shown."),
        required=False,
    )
    depth = forms.PickOne(
        label=_("How far"),
        required=False,
        choices=[("2", _("Two steps"))],
        blank=_("One step"),
    )
    together = forms.Tick(
        label=_("Also what is only named in the same item"), required=False
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.offer("kind", networks.link_kinds_in_short())

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("Enter a last day that is not before the first"))
        return given

    @property
    def look(self) -> LinkFilter:
        """What is asked for; an answer that makes no sense is left out."""
        self.is_valid()
        kind = self.cleaned_data.get("kind")
        return LinkFilter(
            kinds=(kind,) if kind else (),
            since=self.cleaned_data.get("since"),
            until=self.cleaned_data.get("until"),
            is_together=bool(self.cleaned_data.get("together")),
        )

    @property
    def steps(self) -> int:
        self.is_valid()
        return 2 if self.cleaned_data.get("depth") == "2" else 1


class ExportForm(DeskForm):
    form = forms.OneOf(
        label=_("What do you need?"),
        missing=_("Select a kind of file"),
        choices=FILES,
    )
    reason = forms.LongText(
        label=_("Why do you take it out?"),
        hint=_("The record keeps the reason with what you took."),
        missing=_("Enter the reason"),
        rows=3,
        max_length=2000,
    )


class PictureForm(ExportForm):
    """For the script, which draws the picture after the record has the reason.

    ``links`` are the keys of what the chart shows; cleaned they are ``DrawnLinks``.
    """

    links = forms.Hidden(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("form", PICTURES)

    def clean_links(self) -> DrawnLinks:
        try:
            return pictures.keys_of(self.cleaned_data["links"])
        except pictures.TooManyToDraw:
            text = _("A picture holds at most %(most)s links: show fewer")
            raise ValidationError(text, params={"most": MOST_DRAWN}) from None
        except pictures.NotOfAChart:
            text = _("Load the page again: that is no chart of ours")
            raise ValidationError(text) from None

    @property
    def first_error(self) -> str:
        return str(next(iter(self.errors.values()))[0])


class OtherForm(forms.Form):
    """Whom or what else: by name, number plate, phone number or address."""

    marks_optional = False

    text = forms.Text(
        label=_("Who or what else?"),
        hint=_("A name, a phone number, a number plate or an address"),
        required=False,
        width="20",
        autocomplete="off",
    )
