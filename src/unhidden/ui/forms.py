"""Forms the GOV.UK way: every form of the house is a ``Form`` of this module.

Import the module, not its names: ``from unhidden.ui import forms``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.forms.renderers import TemplatesSetting

from unhidden.ui.bound import BoundField
from unhidden.ui.choices import ManyOf, OneOf, PickOne, Tick, YesNo
from unhidden.ui.days import Day
from unhidden.ui.fields import (
    Count,
    Email,
    FileUpload,
    Hidden,
    LongText,
    Password,
    Phone,
    Text,
    TimeOfDay,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict
    from django_stubs_ext import StrOrPromise

__all__ = [
    "Count",
    "Day",
    "Email",
    "FileUpload",
    "Form",
    "FormRenderer",
    "Hidden",
    "LongText",
    "ManyOf",
    "OneOf",
    "Password",
    "Phone",
    "PickOne",
    "Text",
    "Tick",
    "TimeOfDay",
    "YesNo",
    "make_repeated_rows",
    "posted",
]


class FormRenderer(TemplatesSetting):
    """Draws forms and fields with the templates under ``ui/forms``."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = BoundField


class Form(forms.Form):
    """A plain form. The browser checks nothing: our own sentences do."""

    default_renderer = FormRenderer
    use_required_attribute = False
    # A filter is all optional and says so by being one.
    marks_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def offer(self, name: str, choices: Iterable[tuple[str, StrOrPromise]]) -> None:
        """Set what ``name`` may be, once it is known."""
        field: Any = self.fields[name]
        field.choices = list(choices)

    def require(self, name: str) -> None:
        """In ``clean``: ask for a field that another answer made necessary."""
        field = self.fields[name]
        is_empty = self.cleaned_data.get(name) in field.empty_values
        if is_empty and name not in self.errors:
            self.add_error(name, field.error_messages["required"])

    @property
    def opened(self) -> set[str]:
        """The names of the fields that an option of another field opens."""
        looks = (getattr(field, "look", None) for field in self.fields.values())
        return {name for look in looks if look for name in look.reveals.values()}

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields in order, without hidden ones and those an option opens."""
        opened = self.opened
        return [field for field in self.visible_fields() if field.name not in opened]


F = TypeVar("F", bound=Form)


def make_repeated_rows(form: type[F], *, blank: int = 3) -> type[forms.BaseFormSet[F]]:
    """Repeated rows without JavaScript: those given and a few blank ones.

    A row left blank is no error: it has not changed.
    """
    return forms.formset_factory(form, extra=blank, renderer=FormRenderer())


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, be it nothing at all; None for a page that is only read."""
    return request.POST if request.method == "POST" else None
