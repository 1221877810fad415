"""What is typed of an account: its words, a mark, and how a sentence was checked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.models import HowTold, SentenceCheck
from unhidden.safeguarding.referrals.rules.official import OfficialForm
from unhidden.ui import forms


class AccountForm(forms.Form):
    """What somebody told; it cannot be changed once it is kept."""

    day = forms.Day(
        label=_("When they told it"), missing=_("Enter the day on which they told it")
    )
    how = forms.OneOf(
        label=_("How they told it"),
        choices=HowTold.choices,
        missing=_("Select how they told it"),
    )
    language = forms.Text(
        label=_("Language they spoke"),
        missing=_("Enter the language they spoke"),
        max_length=60,
        width="20",
        autocomplete="off",
    )
    interpreter = forms.Text(
        label=_("Interpreter"),
        hint=_("Name or number of the interpreter. Never somebody who came with them."),
        required=False,
        max_length=120,
        autocomplete="off",
    )
    text = forms.LongText(
        label=_("What they told, word for word"),
        hint=_(
            "As they said it, in the order in which they said it. What you think of it "
            "belongs in a note."
        ),
        missing=_("Enter what they told"),
        rows=16,
        max_length=100_000,
    )
    is_read_aloud = forms.Tick(
        label=_("It was read aloud to them, and they said that it is right"),
        required=False,
    )


class MarkForm(forms.Form):
    """Which sentences speak to which question of the form."""

    sentences = forms.ManyOf(
        label=_("Sentences"), missing=_("Select one sentence at least")
    )
    question = forms.PickOne(
        label=_("Question of the form that they speak to"),
        missing=_("Select a question"),
    )

    def __init__(
        self,
        *args: Any,
        sentences: Iterable[str],
        official: OfficialForm,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("sentences", [(str(n), text) for n, text in enumerate(sentences)])
        language = get_language() or "en"
        groups = [
            (
                section.title.in_language(language),
                [
                    (question.code, question.label.in_language(language))
                    for question in section.told_questions
                ],
            )
            for section in official.sections
        ]
        self.offer("question", [group for group in groups if group[1]])  # type: ignore[misc]  # groups are choices too


class AccountSearchForm(forms.Form):
    marks_optional = False

    words = forms.Text(
        label=_("Find in what they told"),
        hint=_("So that nobody asks twice. Nothing of it is kept."),
        required=False,
        max_length=100,
        autocomplete="off",
        spellcheck=False,
    )


class TakenSentencesForm(forms.Form):
    """Which marked sentences go into the form, and how they were checked."""

    sentences = forms.ManyOf(
        label=_("In the person’s words"), missing=_("Select a sentence to take over")
    )
    check_made = forms.OneOf(
        label=_("How was it checked with the person?"),
        choices=SentenceCheck.choices,
        reveals={SentenceCheck.READ_BACK: "day"},
        missing=_("Select how it was checked with the person"),
    )
    day = forms.Day(
        label=_("On which day"),
        required=False,
        missing=_("Enter the day on which it was read back to them"),
    )

    def __init__(
        self, *args: Any, sentences: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("sentences", sentences)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("check_made") == SentenceCheck.READ_BACK:
            self.require("day")
        else:
            cleaned["day"] = None
        return cleaned


class BegunThereForm(forms.Form):
    day = forms.Day(
        label=_("Begun in the Home Office’s service on"),
        hint=_(
            "What is begun there is deleted 28 days later unless it is sent. Its "
            "reference is no proof of a referral."
        ),
        missing=_("Enter the day on which it was begun there"),
    )
