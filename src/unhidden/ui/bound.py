"""A field in a form, with all that its template needs to draw it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unhidden.ui.choices import options_of
from unhidden.ui.fields import FieldLook
from unhidden.ui.widgets import DayText, DayWidget

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_COMPONENTS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DayWidget, "day"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "tick"),
    (forms.PasswordInput, "password"),
)
_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.widgets.Input, "govuk-input"),
)
_PART_LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
_PART_WIDTHS = {"day": "2", "month": "2", "year": "4"}


@dataclass(frozen=True, slots=True)
class Option:
    """One radio or checkbox."""

    id: str
    value: str
    label: StrOrPromise
    hint: StrOrPromise
    is_checked: bool
    is_alone: bool
    reveals: BoundField | None


@dataclass(frozen=True, slots=True)
class DatePart:
    """One box of a date."""

    id: str
    name: str
    label: StrOrPromise
    value: str
    width: str
    is_wrong: bool


class BoundField(forms.BoundField):
    """Django's, with the identifiers and classes of GOV.UK Frontend."""

    @property
    def look(self) -> FieldLook:
        found = getattr(self.field, "look", None)
        return found if isinstance(found, FieldLook) else FieldLook()

    @property
    def is_optional(self) -> bool:
        """Whether the label says so."""
        form: Any = self.form
        return (
            not self.field.required
            and getattr(form, "marks_optional", True)
            and self.name not in getattr(form, "opened", ())
        )

    @property
    def component(self) -> str:
        """Which template under ``ui/forms`` draws the field."""
        widget = self.field.widget
        for kind, name in _COMPONENTS:
            if isinstance(widget, kind):
                return name
        return "plain"

    @property
    def component_template(self) -> str:
        return f"ui/forms/{self.component}.html"

    @property
    def error(self) -> str:
        """The first error; the others show once that one is put right."""
        return str(self.errors[0]) if self.errors else ""

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-hint" if self.help_text else ""

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-error" if self.errors else ""

    @property
    def described_by(self) -> str:
        """What a screen reader reads after the label: the hint, then the error."""
        return " ".join(filter(None, (self.hint_id, self.error_id)))

    @property
    def target_id(self) -> str:
        """Where the error summary's link leads."""
        if self.component == "day":
            return next((p.id for p in self.parts if p.is_wrong), self.id_for_label)
        return self.auto_id

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        built.pop("aria-describedby", None)
        if self.described_by and not self.use_fieldset:
            built["aria-describedby"] = self.described_by
        if classes := self._classes():
            built["class"] = classes
        return built

    def _classes(self) -> str:
        widget = self.field.widget
        base = next((name for kind, name in _CLASSES if isinstance(widget, kind)), "")
        if not base or widget.is_hidden or self.component == "tick":
            return ""
        found = [base, str(widget.attrs.get("class", ""))]
        if self.errors:
            found.append(f"{base}--error")
        if self.component == "password":
            found.append("govuk-password-input__input govuk-js-password-input-input")
        if width := self.look.width:
            is_fixed = width.isdecimal()
            found.append(
                f"{base}--width-{width}" if is_fixed else f"govuk-!-width-{width}"
            )
        return " ".join(filter(None, found))

    @cached_property
    def options(self) -> list[Option]:
        """The radios or checkboxes. The first has the id of the field itself."""
        value = self.value()
        chosen = value if isinstance(value, list | tuple | set) else [value]
        values = {str(one) for one in chosen if one is not None}
        return [
            Option(
                id=self.auto_id if position == 1 else f"{self.auto_id}-{position}",
                value=key,
                label=label,
                hint=self.look.hints.get(key, ""),
                is_checked=key in values,
                is_alone=bool(key) and key == self.look.alone,
                reveals=self._revealed(key),
            )
            for position, (key, label) in enumerate(options_of(self.field), start=1)
        ]

    def _revealed(self, key: str) -> BoundField | None:
        name = self.look.reveals.get(key)
        found = self.form[name] if name else None
        return found if isinstance(found, BoundField) else None

    @cached_property
    def parts(self) -> list[DatePart]:
        """The three boxes of a date; the wrong ones marked."""
        text = self.value()
        wrong = self._wrong_parts()
        return [
            DatePart(
                id=f"{self.auto_id}_{name}",
                name=f"{self.html_name}_{name}",
                label=_PART_LABELS[name],
                value=getattr(text, name),
                width=_PART_WIDTHS[name],
                is_wrong=name in wrong,
            )
            for name in DayText._fields
        ]

    def _wrong_parts(self) -> set[str]:
        if not self.errors:
            return set()
        wrong: set[str] = set()
        for error in self.errors.as_data():
            wrong |= set((error.params or {}).get("parts", DayText._fields))
        return wrong
