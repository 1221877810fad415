"""What the script sends: lengths and shapes, since nothing else can be seen of it."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from unhidden.reporting.actions.sending import ReportLabel, SealedReport
from unhidden.reporting.models import UrgencyChoices
from unhidden.reporting.rules import areas, placemarks
from unhidden.reporting.rules.urgency import reasons_that_fit

# Own words of 15,000 characters of four bytes in JSON's six, and all else, in base64.
_LONGEST = 1_000_000
_SHORT = 4_000
_KEY = 32


class Bytes(forms.CharField):
    """Base64; ``length`` bytes where it is known. Empty is None."""

    def __init__(self, *, length: int = 0, longest: int, required: bool = True) -> None:
        self.length = length
        super().__init__(max_length=longest, required=required, strip=False)

    def clean(self, value: Any) -> bytes | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            found = b64decode(text, validate=True)
        except ValueError as error:
            raise ValidationError("base64") from error
        if self.length and len(found) != self.length:
            raise ValidationError("length")
        return found


class DoorForm(forms.Form):
    """Which form a puzzle is for, and what its report is routed by."""

    form_key = forms.UUIDField()
    area = forms.RegexField(r"[A-Za-z0-9]{0,9}", required=False)
    topic = forms.RegexField(r"[a-z_]{0,40}", required=False)

    def clean_area(self) -> str:
        """A council of the region or one of the answers that are none; or nothing."""
        known = {council.code for council in areas.list_councils()}
        area = str(self.cleaned_data["area"])
        return area if area in known | {areas.ELSEWHERE, areas.UNKNOWN} else ""


class LinksForm(forms.Form):
    """The desk whose links are asked for, and the number of the last one known."""

    team = forms.UUIDField()
    after = forms.IntegerField(min_value=0, max_value=999_999_999)


class SealedForm(DoorForm):
    """A sealed report with its label, and the answer to its puzzle."""

    id = forms.UUIDField()
    generation = forms.IntegerField(min_value=1, max_value=2**62)
    sealed_key = Bytes(longest=_SHORT)
    content = Bytes(longest=_LONGEST)
    answer = forms.CharField(max_length=_SHORT)
    urgency = forms.ChoiceField(choices=UrgencyChoices.choices)
    version = forms.IntegerField(min_value=1, max_value=1_000)
    # A page that was open before there were reasons and places sends neither.
    reasons = forms.CharField(max_length=100, required=False)
    sketch = Bytes(length=8, longest=20, required=False)
    place = Bytes(length=placemarks.BYTES, longest=4, required=False)
    address = Bytes(length=_KEY, longest=60, required=False)
    reply_key = Bytes(length=_KEY, longest=60, required=False)

    def report(self, *, language: str, is_rushed: bool) -> SealedReport:
        """What was sent, after the fields were checked."""
        said = self.cleaned_data
        sketch = said["sketch"]
        return SealedReport(
            id=said["id"],
            form_key=said["form_key"],
            generation_id=said["generation"],
            sealed_key=said["sealed_key"],
            content=said["content"],
            address=said["address"],
            reply_key=said["reply_key"],
            label=ReportLabel(
                language=language,
                urgency=said["urgency"],
                reasons=reasons_that_fit(said["reasons"].split(), said["urgency"]),
                area=said["area"],
                topic=said["topic"],
                form_version=said["version"],
                sketch=int.from_bytes(sketch, "big") if sketch else None,
                place=said["place"],
                is_rushed=is_rushed,
            ),
        )
