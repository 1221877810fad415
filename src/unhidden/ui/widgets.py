"""A date in three boxes: the one widget that Django does not have for us."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms


class DayText(NamedTuple):
    """A date as it was typed; each part may be anything."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(self)


class DayWidget(forms.Widget):
    """Reads ``<name>_day``, ``<name>_month`` and ``<name>_year``."""

    use_fieldset = True
    template_name = "ui/forms/day_widget.html"

    def value_from_datadict(
        self, data: Mapping[str, Any], files: object, name: str
    ) -> DayText:
        return DayText(
            *(str(data.get(f"{name}_{part}", "")).strip() for part in DayText._fields)
        )

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: object, name: str
    ) -> bool:
        return not any(f"{name}_{part}" in data for part in DayText._fields)

    def id_for_label(self, id_: str) -> str:
        """The first box, which is where an error about the whole date leads."""
        return f"{id_}_day"


def as_text(value: DayText | date | None) -> DayText:
    """What the three boxes show for a date, for what was typed, or for nothing."""
    if isinstance(value, DayText):
        return value
    if value is None:
        return DayText()
    return DayText(str(value.day), str(value.month), str(value.year))
