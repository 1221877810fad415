"""A date in three boxes, with errors that name the box."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unhidden.ui import dates
from unhidden.ui.fields import FieldLook, FieldOptions, make_field_arguments
from unhidden.ui.widgets import DayText, DayWidget, as_text

if TYPE_CHECKING:
    from typing import Unpack

_YEAR_DIGITS = 4


class Day(forms.Field):
    """A date. The month may be a number or a name, English or Welsh.

    An error carries ``params["parts"]``, the boxes that are wrong.
    """

    default_error_messages = {
        "required": _("Enter a date"),
        "not_real": _("Enter a date that exists, like 17 10 2016"),
        "no_day": _("Enter the day as well"),
        "no_month": _("Enter the month as well"),
        "no_year": _("Enter the year as well"),
        "no_day_month": _("Enter the day and the month as well"),
        "no_day_year": _("Enter the day and the year as well"),
        "no_month_year": _("Enter the month and the year as well"),
        "short_year": _("Enter all 4 numbers of the year"),
    }

    def __init__(self, **options: Unpack[FieldOptions]) -> None:
        self.look = FieldLook()
        super().__init__(**make_field_arguments(options, DayWidget()))

    def to_python(self, value: DayText | date | None) -> date | None:
        """The date; raises ValidationError naming the parts that are wrong."""
        if isinstance(value, date):
            return value
        text = as_text(value)
        if text.is_blank:
            return None
        empty = tuple(part for part in text._fields if not getattr(text, part))
        if empty:
            raise self._error("_".join(("no", *empty)), empty)
        return self._date(text)

    def prepare_value(self, value: DayText | date | None) -> DayText:
        return as_text(value)

    def _date(self, text: DayText) -> date:
        if not (text.year.isdecimal() and len(text.year) == _YEAR_DIGITS):
            raise self._error("short_year", ("year",))
        month = dates.month_number(text.month)
        if month is None:
            raise self._error("not_real", ("month",))
        try:
            return date(int(text.year), month, int(text.day))
        except ValueError as error:
            raise self._error("not_real", ("day",)) from error

    def _error(self, code: str, parts: tuple[str, ...]) -> ValidationError:
        return ValidationError(
            self.error_messages[code], code=code, params={"parts": parts}
        )
