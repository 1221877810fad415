"""Fields that are picked and not typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unhidden.ui.fields import FieldLook, FieldOptions, make_field_arguments

if TYPE_CHECKING:
    from typing import Unpack

    from django_stubs_ext import StrOrPromise

    from unhidden.ui.fields import Choices

_CHOOSE = _("Choose")
YES = "yes"
NO = "no"


class OneOf(forms.ChoiceField):
    """One of a few: radios.

    ``hints`` gives a hint to an option by its value; ``reveals`` names the field
    that an option opens below itself (the form must have it, not required; ask for
    it in ``clean``). ``is_inline`` puts two short options side by side.
    """

    default_error_messages = {
        "required": _("Select an answer"),
        "invalid_choice": _("Select one of the answers"),
    }

    def __init__(
        self,
        *,
        choices: Choices = (),
        hints: Mapping[str, StrOrPromise] | None = None,
        reveals: Mapping[str, str] | None = None,
        is_inline: bool = False,
        **options: Unpack[FieldOptions],
    ) -> None:
        self.look = FieldLook(
            hints=hints or {}, reveals=reveals or {}, is_inline=is_inline
        )
        super().__init__(
            choices=choices, **make_field_arguments(options, forms.RadioSelect())
        )


class YesNo(OneOf):
    """Yes or no, as a bool; None when it is not required and not answered."""

    def __init__(
        self,
        *,
        hints: Mapping[str, StrOrPromise] | None = None,
        reveals: Mapping[str, str] | None = None,
        **options: Unpack[FieldOptions],
    ) -> None:
        super().__init__(
            choices=((YES, _("Yes")), (NO, _("No"))),
            hints=hints,
            reveals=reveals,
            is_inline=not (hints or reveals),
            **options,
        )

    def clean(self, value: Any) -> Any:
        answer = super().clean(value)
        return answer == YES if answer else None

    def prepare_value(self, value: object) -> object:
        if isinstance(value, bool):
            return YES if value else NO
        return value


class StartsUnchosen(forms.Select):
    """A drop-down list whose first line is no answer."""

    def __init__(self, blank: StrOrPromise) -> None:
        super().__init__()
        self.blank = blank

    def optgroups(
        self, name: str, value: list[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        is_unchosen = value in ([], [""])
        nothing = self.create_option(name, "", str(self.blank), is_unchosen, 0)
        return [(None, [nothing], 0), *super().optgroups(name, value, attrs)]


class PickOne(forms.ChoiceField):
    """One of many: a drop-down list. ``blank`` is its first line, no answer."""

    default_error_messages = {
        "required": _("Select an answer"),
        "invalid_choice": _("Select one from the list"),
    }

    def __init__(
        self,
        *,
        choices: Choices = (),
        blank: StrOrPromise = _CHOOSE,
        **options: Unpack[FieldOptions],
    ) -> None:
        self.look = FieldLook()
        super().__init__(
            choices=choices, **make_field_arguments(options, StartsUnchosen(blank))
        )


class ManyOf(forms.MultipleChoiceField):
    """Any number of a few: checkboxes. ``alone`` is the value of "none of these"."""

    default_error_messages = {
        "required": _("Select an answer"),
        "invalid_choice": _("Select from the answers shown"),
        "not_alone": _("Select the last answer alone, or others without it"),
    }

    def __init__(
        self,
        *,
        choices: Choices = (),
        hints: Mapping[str, StrOrPromise] | None = None,
        alone: str = "",
        **options: Unpack[FieldOptions],
    ) -> None:
        self.look = FieldLook(hints=hints or {}, alone=alone)
        super().__init__(
            choices=choices,
            **make_field_arguments(options, forms.CheckboxSelectMultiple()),
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.look.alone in value and len(value) > 1:
            raise ValidationError(self.error_messages["not_alone"], code="not_alone")


class Tick(forms.BooleanField):
    """A single box to tick; the label stands beside it."""

    default_error_messages = {"required": _("Tick the box to go on")}

    def __init__(self, **options: Unpack[FieldOptions]) -> None:
        self.look = FieldLook()
        super().__init__(**make_field_arguments(options, forms.CheckboxInput()))


def options_of(field: forms.Field) -> Iterator[tuple[str, StrOrPromise]]:
    """The field's options in order, groups opened, as values and labels."""
    for value, label in getattr(field, "choices", ()):
        if isinstance(label, Sequence) and not isinstance(label, str):
            yield from ((str(key), text) for key, text in label)
        else:
            yield str(value), label
