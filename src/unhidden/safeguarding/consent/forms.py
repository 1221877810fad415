"""What was asked, what the person said, and how far it goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import Category
from unhidden.lib import languages
from unhidden.safeguarding.consent.actions.recording import NewConsent
from unhidden.safeguarding.consent.rules import standing
from unhidden.safeguarding.models import (
    ConsentAnswer,
    ConsentBasis,
    ConsentInterpreter,
    ConsentKind,
)
from unhidden.ui import forms

_ASKED = [
    choice for choice in ConsentAnswer.choices if choice[0] != ConsentAnswer.WITHDRAWN
]
_SCOPES = [choice for choice in Category.choices if choice[0] != Category.OPERATIONAL]


class _AskedForm(forms.Form):
    """How somebody was asked."""

    language = forms.PickOne(
        label=_("Language you spoke"), missing=_("Select the language you spoke")
    )
    interpreter = forms.PickOne(
        label=_("Interpreter"),
        hint=_("Never somebody who came with them."),
        choices=[each for each in ConsentInterpreter.choices if each[0]],
        blank=ConsentInterpreter.NONE.label,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", languages.list_languages(get_language() or "en"))


class ConsentForm(_AskedForm):
    """One question; the words that were read stand on the page."""

    answer = forms.OneOf(
        label=_("What did they say?"),
        choices=_ASKED,
        missing=_("Select what they said"),
    )
    receiver = forms.PickOne(
        label=_("With which organisation?"),
        hint=_("Ask about each organisation apart."),
        missing=_("Select the organisation"),
    )
    categories = forms.ManyOf(
        label=_("What may they see?"),
        hint=_(
            "Dates, states and deadlines are always shared. "
            "Add nothing more than the person agreed to."
        ),
        choices=_SCOPES,
        required=False,
    )
    until_on = forms.Day(
        label=_("Until and including"),
        hint=_("Leave it empty for a year."),
        required=False,
    )
    ask_again_on = forms.Day(
        label=_("When may we gently ask again?"),
        hint=_("Leave it empty for the usual time. A no is never asked about again."),
        required=False,
    )
    basis = forms.OneOf(
        label=_("Whose word is it?"),
        choices=ConsentBasis.choices,
        hints={
            ConsentBasis.BEST_INTERESTS: _(
                "You decide it in your own name, after hearing those who know them. "
                "Only where they cannot understand, weigh up or say it, even with "
                "help."
            ),
        },
        reveals={ConsentBasis.BEST_INTERESTS: "best_interests"},
        missing=_("Select whose word it is"),
    )
    best_interests = forms.LongText(
        label=_("Why it is in their best interests, and who was heard"),
        hint=_("Sealed: only this case’s team can read it."),
        required=False,
        rows=5,
        max_length=5000,
        missing=_("Enter why it is in their best interests"),
    )
    review_on = forms.Day(
        label=_("When will it be looked at again?"),
        hint=_("Only for a decision in their best interests."),
        required=False,
        missing=_("Enter when it will be looked at again"),
    )

    field_order = (
        "answer",
        "receiver",
        "categories",
        "language",
        "interpreter",
        "until_on",
        "ask_again_on",
        "basis",
        "best_interests",
        "review_on",
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        is_child: bool,
        receivers: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._kind = kind
        if kind == ConsentKind.SHARE:
            self.offer("receiver", receivers)
        else:
            del self.fields["receiver"]
        if kind not in standing.SCOPED:
            del self.fields["categories"]
        if kind not in standing.TERM_DAYS:
            del self.fields["until_on"]
        if is_child or kind not in standing.DECIDED_FOR:
            for name in ("basis", "best_interests", "review_on"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("basis") == ConsentBasis.BEST_INTERESTS:
            self.require("best_interests")
            self.require("review_on")
        return cleaned

    @property
    def new_consent(self) -> NewConsent:
        """What was said, after ``is_valid()``."""
        typed = self.cleaned_data
        is_yes = typed["answer"] == ConsentAnswer.YES
        is_decided = typed.get("basis") == ConsentBasis.BEST_INTERESTS
        return NewConsent(
            kind=self._kind,
            answer=typed["answer"],
            language=typed["language"],
            interpreter=typed["interpreter"],
            receiver_id=UUID(typed["receiver"]) if typed.get("receiver") else None,
            categories=tuple(typed.get("categories", ())) if is_yes else (),
            until_on=typed.get("until_on") if is_yes else None,
            ask_again_on=typed["ask_again_on"],
            best_interests=typed["best_interests"] if is_decided else "",
            review_on=typed["review_on"] if is_decided else None,
        )


class WithdrawConsentForm(_AskedForm):
    """That the person takes it back, and was told again what that does."""

    is_told = forms.Tick(
        label=_("I have said these words to the person, in their language"),
        missing=_("Confirm that you have said these words"),
    )

    def make_new(self, kind: str, receiver_id: UUID | None) -> NewConsent:
        """The word that takes it back, after ``is_valid()``."""
        typed = self.cleaned_data
        return NewConsent(
            kind=kind,
            answer=ConsentAnswer.WITHDRAWN,
            language=typed["language"],
            interpreter=typed["interpreter"],
            receiver_id=receiver_id,
        )
