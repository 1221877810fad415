"""Each field as a page shows it: alone, filled in, and with its error."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from unhidden.ui import forms

KINDS = (("soft", "Soft"), ("other", "Other"))


class Everything(forms.Form):
    name = forms.Text(label="Name", hint="In full", missing="Enter a name", width="20")
    story = forms.LongText(label="Story", missing="Enter the story", rows=8)
    kind = forms.OneOf(
        label="Kind",
        choices=KINDS,
        hints={"soft": "By consent"},
        reveals={"other": "which"},
        missing="Select a kind",
    )
    which = forms.Text(label="Which", required=False, missing="Enter which kind")
    sure = forms.YesNo(label="Sure?", missing="Select yes or no")
    council = forms.PickOne(label="Council", choices=KINDS, missing="Select a council")
    signs = forms.ManyOf(
        label="Signs",
        choices=(*KINDS, ("none", "None")),
        alone="none",
        missing="Select the signs",
    )
    agreed = forms.Tick(label="Agreed", missing="Tick the box")
    at = forms.TimeOfDay(label="Start", missing="Enter the start")
    people = forms.Count(label="People", missing="Enter how many", maximum=500)
    tel = forms.Phone(label="Phone", missing="Enter the phone number")
    mail = forms.Email(label="Email", missing="Enter the email address")
    secret = forms.Password(label="Password", missing="Enter the password")
    picture = forms.FileUpload(
        label="Picture", missing="Select a picture", accept="image/*"
    )

    def clean(self) -> None:
        if self.cleaned_data.get("kind") == "other":
            self.require("which")


FIELDS = [name for name in Everything.base_fields if name != "which"]
GOOD: dict[str, Any] = {
    "name": "Tŷ Ŵyn",
    "story": "Four beds.\nOne door.",
    "kind": "other",
    "which": "Stall",
    "sure": "no",
    "council": "soft",
    "signs": ["soft", "other"],
    "agreed": "on",
    "at": "2.30pm",
    "people": "1,2 ",
    "tel": "01492 000 000",
    "mail": "a@example.com",
    "secret": "  spaced  ",
}


def form_of(data: dict[str, Any], **changed: Any) -> Everything:
    query = QueryDict(mutable=True)
    for name, value in {**data, **changed}.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    picture = SimpleUploadedFile("door.png", b"png")
    return Everything(query, {"picture": picture})


def group(form: forms.Form, name: str) -> str:
    return str(form[name].as_field_group())


def test_good_answers_become_plain_values() -> None:
    form = form_of(GOOD)

    assert form.is_valid(), form.errors
    picture = form.cleaned_data.pop("picture")
    assert picture.name == "door.png"
    assert form.cleaned_data == {
        **GOOD,
        "sure": False,
        "agreed": True,
        "at": time(14, 30),
        "people": 12,
    }


@pytest.mark.parametrize("name", FIELDS)
def test_an_empty_field_says_what_to_enter_and_is_described_by_it(name: str) -> None:
    form = Everything({}, {})
    error = str(form.fields[name].error_messages["required"])

    html = group(form, name)

    assert form.errors[name] == [error]
    assert error != "This field is required."
    assert "govuk-form-group--error" in html
    assert f'<p id="id_{name}-error" class="govuk-error-message">' in html
    described = html.split('aria-describedby="')[1].split('"')[0].split()
    assert described[-1] == f"id_{name}-error"


@pytest.mark.parametrize("name", FIELDS)
def test_an_untouched_field_shows_no_error(name: str) -> None:
    html = group(Everything(), name)

    assert "error" not in html
    assert "aria-invalid" not in html
    assert " required" not in html


@pytest.mark.parametrize("name", FIELDS)
def test_a_label_or_legend_names_the_field(name: str) -> None:
    html = group(Everything(), name)

    label = Everything.base_fields[name].label
    assert label is not None
    assert str(label) in html
    assert "<label" in html


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("name", "", 'value=""'),
        ("story", "  <b>", "&lt;b&gt;"),
        ("people", "many", 'value="many"'),
        ("people", "501", 'value="501"'),
        ("at", "half past", 'value="half past"'),
        ("mail", "nobody", 'value="nobody"'),
        ("tel", "1" * 31, "1" * 31),
    ],
)
def test_what_was_typed_is_kept(name: str, typed: str, shown: str) -> None:
    form = form_of({**GOOD, "name": ""}, **{name: typed})

    assert not form.is_valid()
    assert shown in group(form, name) or typed == ""


def test_what_was_chosen_is_kept() -> None:
    form = form_of(GOOD, name="")

    assert not form.is_valid()
    assert 'value="other"\n         checked' in group(form, "kind")
    assert '<option value="soft" selected>' in group(form, "council")
    assert group(form, "signs").count("checked") == 2
    assert "checked" in group(form, "agreed")
    assert 'value="no"\n         checked' in group(form, "sure")


def test_a_password_is_never_shown_again() -> None:
    assert "spaced" not in group(form_of(GOOD), "secret")


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("people", "-1", "Enter 0 or more"),
        ("people", "501", "Enter 500 or less"),
        ("people", "2.5", "Enter a whole number, like 4"),
        ("at", "25:00", "Enter a time, like 9:30am or 14:30"),
        ("mail", "nobody", "Enter an email address, like name@example.com"),
        ("name", "x" * 201, "Use 200 characters or fewer"),
        ("kind", "hard", "Select one of the answers"),
        ("council", "mars", "Select one from the list"),
        ("signs", ["mars"], "Select from the answers shown"),
        (
            "signs",
            ["soft", "none"],
            "Select the last answer alone, or others without it",
        ),
    ],
)
def test_a_wrong_answer_is_refused_in_plain_words(
    name: str, value: object, error: str
) -> None:
    form = form_of(GOOD, **{name: value})

    assert form.errors[name] == [error]


def test_the_last_answer_alone_is_an_answer() -> None:
    form = form_of(GOOD, signs=["none"])

    assert form.is_valid()
    assert 'data-behaviour="exclusive"' in group(form, "signs")
    assert "govuk-checkboxes__divider" in group(form, "signs")


def test_the_hint_comes_before_the_error_in_the_description() -> None:
    html = group(Everything({}, {}), "name")

    assert 'aria-describedby="id_name-hint id_name-error"' in html
    assert '<div id="id_name-hint" class="govuk-hint">In full</div>' in html


def test_an_option_has_its_own_hint() -> None:
    html = group(Everything(), "kind")

    assert 'aria-describedby="id_kind-item-hint"' in html
    assert "By consent" in html


def test_an_option_opens_its_field_and_makes_it_required() -> None:
    form = form_of(GOOD, which="")

    html = group(form, "kind")

    assert form.errors == {"which": ["Enter which kind"]}
    assert "govuk-radios__conditional" in html
    assert 'id="id_which"' in html
    assert str(form).count('id="id_which"') == 1


def test_a_field_that_another_answer_closed_is_not_required() -> None:
    assert form_of(GOOD, kind="soft", which="").is_valid()


def test_nought_and_no_are_answers_to_what_became_required() -> None:
    class Follow(forms.Form):
        people = forms.Count(label="People", required=False)
        sure = forms.YesNo(label="Sure?", required=False)

        def clean(self) -> None:
            self.require("people")
            self.require("sure")

    assert Follow({"people": "0", "sure": "no"}).is_valid()
    assert set(Follow({}).errors) == {"people", "sure"}


def test_the_first_option_carries_the_id_of_the_field() -> None:
    html = group(Everything(), "signs")

    assert 'id="id_signs"' in html
    assert 'id="id_signs-2"' in html


def test_a_field_that_may_stay_empty_says_so_unless_it_is_a_filter() -> None:
    class Optional(forms.Form):
        note = forms.Text(label="Note", required=False)

    class Filter(Optional):
        marks_optional = False

    assert "(optional)" in group(Optional(), "note")
    assert "(optional)" not in group(Filter(), "note")
    assert "(optional)" not in group(Everything(), "which")


def test_nothing_that_is_pasted_is_cut_off() -> None:
    assert "maxlength" not in str(Everything())


def test_attributes_and_widths_reach_the_input() -> None:
    class Address(forms.Form):
        postcode = forms.Text(
            label="Postcode",
            width="10",
            autocomplete="postal-code",
            inputmode="text",
            spellcheck=False,
        )
        login = forms.Email(label="Email", autocomplete="username", width="one-half")
        wage = forms.Count(label="Wage", prefix="£", suffix="a week")

    postcode = group(Address(), "postcode")
    wage = group(Address(), "wage")

    assert "govuk-input--width-10" in postcode
    assert 'autocomplete="postal-code"' in postcode
    assert 'spellcheck="false"' in postcode
    assert 'autocomplete="username"' in group(Address(), "login")
    assert "govuk-!-width-one-half" in group(Address(), "login")
    assert "govuk-input__prefix" in wage
    assert 'aria-hidden="true">£</div>' in wage
    assert 'aria-hidden="true">a week</div>' in wage
    assert 'inputmode="numeric"' in wage


def test_choices_can_be_offered_once_they_are_known() -> None:
    form = Everything()

    form.offer("council", [("mon", "Ynys Môn")])
    form.offer("kind", [("new", "A new kind")])

    assert '<option value="" selected>Choose</option>' in group(form, "council")
    assert '<option value="mon">Ynys Môn</option>' in group(form, "council")
    assert "A new kind" in group(form, "kind")


def test_grouped_choices_are_shown_in_order() -> None:
    class Grouped(forms.Form):
        sign = forms.OneOf(label="Sign", choices=[("Work", [("pay", "No pay")])])

    assert "No pay" in group(Grouped(), "sign")


def test_a_yes_known_beforehand_is_checked() -> None:
    html = group(Everything(initial={"sure": True}), "sure")

    assert 'value="yes"\n         checked' in html


def test_hidden_fields_travel_unseen() -> None:
    class Keyed(forms.Form):
        key = forms.Hidden(initial="k")

    html = str(Keyed())

    assert '<input type="hidden" name="key" value="k"' in html
    assert "<label" not in html


def test_plain_django_fields_are_drawn_the_same_way() -> None:
    class Plain(forms.Form):
        name = django_forms.CharField(label="Name", help_text="In full")

    html = group(Plain({}), "name")

    assert 'class="govuk-input govuk-input--error"' in html
    assert "id_name-hint" in html
