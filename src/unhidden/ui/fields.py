"""Fields that say in plain words what they want and what is wrong.

Each is a Django field that also knows how it looks: hint, width, hints of single
options. ``missing`` is the sentence for an empty required field ("Enter …",
"Select …"): name the thing in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unhidden.ui import dates

if TYPE_CHECKING:
    from typing import TypeAlias, Unpack

    from django_stubs_ext import StrOrPromise

    Group: TypeAlias = Iterable[tuple[str, StrOrPromise]]
    Listed: TypeAlias = Iterable[tuple[str, StrOrPromise | Group]]
    Choices: TypeAlias = Listed | Callable[[], Listed]

Width = Literal["", "2", "3", "4", "5", "10", "20", "30", "one-half", "two-thirds"]

_SEPARATORS = re.compile(r"[,\s]")


@dataclass(frozen=True, slots=True)
class FieldLook:
    """What a field shows besides its label, hint and value."""

    width: Width = ""
    prefix: StrOrPromise = ""
    suffix: StrOrPromise = ""
    hints: Mapping[str, StrOrPromise] = field(default_factory=dict)
    reveals: Mapping[str, str] = field(default_factory=dict)
    alone: str = ""
    is_inline: bool = False


class FieldOptions(TypedDict, total=False):
    """What every field may be told."""

    label: StrOrPromise
    hint: StrOrPromise
    missing: StrOrPromise
    required: bool
    initial: Any
    disabled: bool
    error_messages: dict[str, StrOrPromise]
    validators: list[Callable[[Any], None]]


class Typed(FieldOptions, total=False):
    """What a field that is typed into may be told as well."""

    width: Width
    autocomplete: str
    inputmode: str
    spellcheck: bool
    prefix: StrOrPromise
    suffix: StrOrPromise


def make_field_arguments(
    options: Mapping[str, Any], widget: forms.Widget
) -> dict[str, Any]:
    """Our options as the keyword arguments of a Django field."""
    ours = dict(options)
    missing = {"required": ours.pop("missing")} if "missing" in ours else {}
    arguments: dict[str, Any] = {
        "error_messages": missing | ours.pop("error_messages", {}),
        "help_text": ours.pop("hint", ""),
        "widget": widget,
    }
    for attribute in ("autocomplete", "inputmode", "spellcheck"):
        if attribute in ours:
            widget.attrs[attribute] = str(ours.pop(attribute)).lower()
    for look in ("width", "prefix", "suffix"):
        ours.pop(look, None)
    return ours | arguments


def look_of(options: Mapping[str, Any], width: Width = "") -> FieldLook:
    return FieldLook(
        width=options.get("width", width),
        prefix=options.get("prefix", ""),
        suffix=options.get("suffix", ""),
    )


class Text(forms.CharField):
    """One line of text."""

    default_error_messages = {
        "required": _("Enter an answer"),
        "max_length": _("Use %(limit_value)d characters or fewer"),
        "min_length": _("Use %(limit_value)d characters or more"),
    }
    kind: type[forms.TextInput] | type[forms.Textarea] = forms.TextInput

    def __init__(
        self,
        *,
        max_length: int = 200,
        min_length: int | None = None,
        **options: Unpack[Typed],
    ) -> None:
        self.look = look_of(options)
        super().__init__(
            max_length=max_length,
            min_length=min_length,
            **make_field_arguments(options, self.kind()),
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No ``maxlength``: it would cut off what is pasted without a word."""
        return {}


class LongText(Text):
    """Several lines of text."""

    kind = forms.Textarea

    def __init__(
        self, *, max_length: int = 10_000, rows: int = 5, **options: Unpack[Typed]
    ) -> None:
        super().__init__(max_length=max_length, **options)
        self.widget.attrs["rows"] = str(rows)
        self.widget.attrs.pop("cols", None)


class Email(forms.EmailField):
    """An e-mail address."""

    default_error_messages = {
        "required": _("Enter an email address"),
        "invalid": _("Enter an email address, like name@example.com"),
    }

    def __init__(self, **options: Unpack[Typed]) -> None:
        self.look = look_of(options)
        widget = forms.EmailInput({"autocomplete": "email", "spellcheck": "false"})
        super().__init__(**make_field_arguments(options, widget))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class Password(forms.CharField):
    """A password: never shown again, never trimmed."""

    default_error_messages = {"required": _("Enter a password")}

    def __init__(self, **options: Unpack[Typed]) -> None:
        self.look = look_of(options, "20")
        widget = forms.PasswordInput(
            {
                "autocomplete": "current-password",
                "spellcheck": "false",
                "autocapitalize": "none",
            }
        )
        super().__init__(strip=False, **make_field_arguments(options, widget))


class Phone(Text):
    """A telephone number, as typed."""

    default_error_messages = {"required": _("Enter a phone number")}

    def __init__(self, **options: Unpack[Typed]) -> None:
        super().__init__(max_length=30, **options)
        self.look = look_of(options, "20")
        self.widget.input_type = "tel"
        self.widget.attrs.setdefault("inputmode", "tel")


class Count(forms.IntegerField):
    """A whole number; spaces and commas between thousands do not matter."""

    default_error_messages = {
        "required": _("Enter a number"),
        "invalid": _("Enter a whole number, like 4"),
        "min_value": _("Enter %(limit_value)s or more"),
        "max_value": _("Enter %(limit_value)s or less"),
    }

    def __init__(
        self, *, minimum: int = 0, maximum: int = 1_000_000, **options: Unpack[Typed]
    ) -> None:
        self.look = look_of(options, "3")
        super().__init__(
            min_value=minimum,
            max_value=maximum,
            **make_field_arguments(options, forms.TextInput({"inputmode": "numeric"})),
        )

    def to_python(self, value: object) -> int | None:
        return super().to_python(
            _SEPARATORS.sub("", value) if isinstance(value, str) else value
        )


class TimeOfDay(forms.Field):
    """A time in one box: 2:30pm, 14:30, 9am, midday."""

    default_error_messages = {
        "required": _("Enter a time"),
        "invalid": _("Enter a time, like 9:30am or 14:30"),
    }

    def __init__(self, **options: Unpack[Typed]) -> None:
        self.look = look_of(options, "5")
        super().__init__(**make_field_arguments(options, forms.TextInput()))

    def to_python(self, value: object) -> time | None:
        """The time; raises ValidationError for what is none."""
        if isinstance(value, time):
            return value
        if not isinstance(value, str) or not value.strip():
            return None
        found = dates.time_from(value)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def prepare_value(self, value: object) -> object:
        return dates.format_clock(value) if isinstance(value, time) else value


class FileUpload(forms.FileField):
    """A file to send."""

    default_error_messages = {
        "required": _("Select a file"),
        "invalid": _("The file did not arrive. Select it again"),
        "missing": _("The file did not arrive. Select it again"),
        "empty": _("The file is empty. Select another"),
    }

    def __init__(self, *, accept: str = "", **options: Unpack[FieldOptions]) -> None:
        self.look = FieldLook()
        widget = forms.FileInput({"accept": accept} if accept else {})
        super().__init__(**make_field_arguments(options, widget))


class Hidden(forms.CharField):
    """A value that travels with the form unseen."""

    def __init__(self, *, required: bool = True, initial: Any = None) -> None:
        self.look = FieldLook()
        super().__init__(required=required, initial=initial, widget=forms.HiddenInput())
