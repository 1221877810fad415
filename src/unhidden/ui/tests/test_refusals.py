"""A refusal is told in a sentence, where it belongs, and nothing typed is lost."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest

from unhidden.lib.refusals import ActionRefused
from unhidden.ui import forms
from unhidden.ui.refusals import RefusalSentence, Sentences, attempt, attempt_or_tell


class Taken(ActionRefused):
    """It is there."""


class TakenByUs(Taken):
    """It is there, and ours."""


class TooMany(ActionRefused):
    """``left`` is how many there may be."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class Wrong(ActionRefused):
    """``code`` says what is wrong."""

    code = "wrong name"


SENTENCES: Sentences = {
    Taken: RefusalSentence("Choose another name", "name"),
    TooMany: lambda refusal: RefusalSentence(f"{refusal.left} are left", "number"),
    "wrong name": "Enter a name",
}


class NameForm(forms.Form):
    name = forms.Text(label="Name")


class Kept(BaseStorage):
    """Messages of one request alone."""

    def _get(self, *_args: object, **_kwargs: object) -> tuple[list[object], bool]:
        return [], True

    def _store(self, *_args: object, **_kwargs: object) -> list[object]:
        return []


@pytest.fixture
def form() -> NameForm:
    form = NameForm({"name": "Bryn"})
    assert form.is_valid()
    return form


def test_a_refusal_is_the_error_of_its_field_and_what_was_typed_stays(
    form: NameForm,
) -> None:
    with attempt(form, SENTENCES):
        raise Taken

    assert form.errors == {"name": ["Choose another name"]}
    assert form["name"].value() == "Bryn"


def test_a_field_that_the_form_has_not_leaves_it_to_the_whole_form(
    form: NameForm,
) -> None:
    with attempt(form, SENTENCES):
        raise TooMany(2)

    assert form.non_field_errors() == ["2 are left"]


def test_what_is_refused_more_exactly_has_the_sentence_of_its_code(
    form: NameForm,
) -> None:
    with attempt(form, SENTENCES):
        raise Wrong

    assert form.non_field_errors() == ["Enter a name"]


def test_what_is_refused_for_a_kind_of_reason_has_the_sentence_of_that_kind(
    form: NameForm,
) -> None:
    with attempt(form, SENTENCES):
        raise TakenByUs

    assert form.errors == {"name": ["Choose another name"]}


@pytest.mark.parametrize("raised", [ActionRefused(), ValueError()])
def test_what_has_no_sentence_is_raised(form: NameForm, raised: Exception) -> None:
    with pytest.raises(type(raised)), attempt(form, SENTENCES):
        raise raised

    assert form.is_valid()


def test_a_page_without_fields_leaves_the_sentence_to_the_next(
    request_of_page: HttpRequest,
) -> None:
    with attempt_or_tell(request_of_page, SENTENCES):
        raise Taken

    assert [str(each) for each in get_messages(request_of_page)] == [
        "Choose another name"
    ]


@pytest.fixture
def request_of_page() -> HttpRequest:
    request = HttpRequest()
    request._messages = Kept(request)  # type: ignore[attr-defined]
    return request
