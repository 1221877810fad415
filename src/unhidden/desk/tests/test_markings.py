"""Nothing above OFFICIAL-SENSITIVE is typed into any form of the desk."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

from unhidden import desk, intelligence
from unhidden.desk.forms.entering import EnterForm
from unhidden.desk.forms.spam import SpamForm
from unhidden.desk.forms.triages import TriageForm
from unhidden.intelligence.reports.forms.mentions import MentionForm
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm, not_too_high

UNDECIDED = {"own_organisation": None, "is_decided": False}
#: What is typed here finds something, and is not kept.
ONLY_LOOKED_FOR = {
    "FindForm",
    "NetworkForm",
    "OtherForm",
    "QueueFilter",
    "RiskFilter",
    "SameAsForm",
}


def all_forms() -> list[type[forms.Form]]:
    names = [
        each.name
        for package in (desk, intelligence)
        for each in walk_packages(package.__path__, f"{package.__name__}.")
        if "forms" in each.name.split(".")
    ]
    modules = [import_module(name) for name in names]
    return [
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type)
        and issubclass(each, forms.Form)
        and each.__module__ == module.__name__
    ]


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.__name__)
def test_every_form_that_keeps_words_refuses_a_marking_above_the_ceiling(
    form: type[forms.Form],
) -> None:
    free = [
        field
        for field in form.base_fields.values()
        if isinstance(field, forms.Text | forms.LongText)
    ]

    assert (
        issubclass(form, DeskForm)
        or form.__name__ in ONLY_LOOKED_FOR
        or all(not_too_high in field.validators for field in free)
    )


@pytest.mark.parametrize(
    ("form", "more", "field", "typed"),
    [
        (EnterForm, {}, "what", "GSC: SECRET\nthe words"),
        (EnterForm, {}, "caller_name", "SECRET"),
        (TriageForm, UNDECIDED, "reason", "TOP SECRET STRAP1"),
        (SpamForm, {}, "reason", "SECRET (when complete)"),
        (MentionForm, {"kind": "phone"}, "text", "SECRET UK EYES ONLY"),
        (MentionForm, {"kind": "advert"}, "words", "CONFIDENTIAL"),
    ],
)
@pytest.mark.django_db
def test_a_marking_is_refused_at_its_field(
    form: type[forms.Form], more: dict[str, Any], field: str, typed: str
) -> None:
    (sentence, *_) = form({field: typed}, **more).errors[field]

    assert "take it out and speak to your security officer" in sentence
