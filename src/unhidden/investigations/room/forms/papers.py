"""What is typed about documents, statements and interviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.models import (
    InterviewKind,
    InterviewStage,
    PaperKind,
    PaperStage,
)
from unhidden.investigations.room.actions.interviews import (
    NewInterview,
    NewInterviewStep,
)
from unhidden.investigations.room.actions.papers import NewPaper, NewPaperText
from unhidden.investigations.room.actions.statements import (
    NewStatement,
    NewTranslation,
)
from unhidden.investigations.room.forms.base import (
    SentOnceForm,
    StepForm,
    join_moment,
    name_languages,
    require_both,
)
from unhidden.ui import forms

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PRESENT: Mapping[str, StrOrPromise] = {
    "interpreter": _("Interpreter"),
    "intermediary": _("Intermediary"),
    "supporter": _("Supporter"),
    "solicitor": _("Solicitor"),
    "appropriate_adult": _("Appropriate adult"),
}
_SEALED = _("Sealed to the team. How somebody is reached does not belong here.")
_TITLE = _("The whole team reads it. No names, no addresses: people by number.")


class PaperForm(SentOnceForm):
    kind = forms.OneOf(
        label=_("Register"),
        choices=[
            (kind.value, f"{kind.value}: {kind.label}")
            for kind in PaperKind
            if kind != PaperKind.STATEMENT
        ],
        missing=_("Select the register"),
    )
    title = forms.Text(
        label=_("Title"), hint=_TITLE, missing=_("Enter the title"), max_length=200
    )
    came_from = forms.Text(
        label=_("Where it came from"),
        hint=_("An organisation or a place of work, and no name."),
        required=False,
        max_length=200,
    )
    received_on = forms.Day(
        label=_("Received on"), missing=_("Enter the day it was received")
    )
    action = forms.Count(
        label=_("Number of the action that produced it"), minimum=1, required=False
    )
    language = forms.PickOne(label=_("Language"), missing=_("Select the language"))
    text = forms.LongText(
        label=_("What it says"),
        hint=_SEALED,
        required=False,
        rows=10,
        max_length=200_000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", name_languages())
        self.fields["language"].initial = "en"

    @property
    def as_typed(self) -> NewPaper:
        """What was typed."""
        said = self.cleaned_data
        names = (
            *("kind", "title", "came_from", "received_on"),
            *("language", "text", "action"),
        )
        told = {name: said[name] for name in names}
        return NewPaper(self.entry_id, is_looked_at=self.is_looked_at, **told)


class PaperTextForm(StepForm):
    language = forms.PickOne(label=_("Language"), missing=_("Select the language"))
    text = forms.LongText(
        label=_("What it says"),
        hint=_SEALED,
        missing=_("Enter what it says"),
        rows=15,
        max_length=200_000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", name_languages())

    @property
    def as_typed(self) -> NewPaperText:
        """What was typed."""
        said = self.cleaned_data
        return NewPaperText(
            said["text"], said["language"], self.seen_count, self.is_looked_at
        )


class PaperFilterForm(forms.Form):
    marks_optional = False
    kind = forms.PickOne(
        label=_("Register"),
        choices=PaperKind.choices,
        blank=_("Every register"),
        required=False,
    )
    stage = forms.PickOne(
        label=_("Stage"),
        choices=PaperStage.choices,
        blank=_("Every stage"),
        required=False,
    )

    @property
    def as_filter(self) -> dict[str, str]:
        """What was asked for; everything where it says nothing that is offered."""
        self.is_valid()
        said = self.cleaned_data
        return {name: said.get(name) or "" for name in ("kind", "stage")}


class StatementForm(SentOnceForm):
    maker = forms.PickOne(
        label=_("Who made it"), missing=_("Select the person who made it")
    )
    title = forms.Text(
        label=_("Title"), hint=_TITLE, missing=_("Enter the title"), max_length=200
    )
    language = forms.PickOne(label=_("Language"), missing=_("Select the language"))
    interpreter = forms.PickOne(
        label=_("Who interpreted"), blank=_("Nobody"), required=False
    )
    taken_on = forms.Day(label=_("Taken on"), missing=_("Enter the day"))
    taken_time = forms.TimeOfDay(label=_("Taken at"), missing=_("Enter the time"))
    text = forms.LongText(
        label=_("The statement"),
        hint=_SEALED,
        missing=_("Enter the statement"),
        rows=15,
        max_length=200_000,
    )
    pages = forms.Count(label=_("Pages"), minimum=1, maximum=999, initial=1)
    has_declaration = forms.Tick(
        label=_("It bears the declaration of truth"), required=False
    )
    signed_on = forms.Day(
        label=_("Signed on"), required=False, missing=_("Enter the day")
    )
    signed_time = forms.TimeOfDay(
        label=_("Signed at"), required=False, missing=_("Enter the time")
    )

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", name_languages())
        self.offer("maker", people)
        self.offer("interpreter", people)

    def clean(self) -> None:
        require_both(self, "signed_on", "signed_time")

    @property
    def as_typed(self) -> NewStatement:
        """What was typed."""
        said = self.cleaned_data
        taken_at = join_moment(said["taken_on"], said["taken_time"])
        if taken_at is None:
            raise ValueError(taken_at)
        names = ("title", "text", "language", "pages", "has_declaration")
        return NewStatement(
            entry=self.entry_id,
            maker=int(said["maker"]),
            taken_at=taken_at,
            interpreter=int(said["interpreter"]) if said["interpreter"] else None,
            signed_at=join_moment(said["signed_on"], said["signed_time"]),
            is_looked_at=self.is_looked_at,
            **{name: said[name] for name in names},
        )


class TranslationForm(SentOnceForm):
    interpreter = forms.PickOne(
        label=_("Who translated it"), missing=_("Select who translated it")
    )
    language = forms.PickOne(
        label=_("Language of the translation"), missing=_("Select the language")
    )
    text = forms.LongText(
        label=_("The translation"),
        hint=_SEALED,
        missing=_("Enter the translation"),
        rows=15,
        max_length=200_000,
    )
    pages = forms.Count(label=_("Pages"), minimum=1, maximum=999, initial=1)
    translators_words = forms.LongText(
        label=_("The translator’s own statement"),
        hint=_("That they know both languages, and that it says what the other says."),
        missing=_("Enter the translator’s own statement"),
        rows=5,
        max_length=20_000,
    )
    signed_on = forms.Day(
        label=_("Signed on"), required=False, missing=_("Enter the day")
    )
    signed_time = forms.TimeOfDay(
        label=_("Signed at"), required=False, missing=_("Enter the time")
    )

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", name_languages())
        self.offer("interpreter", people)

    def clean(self) -> None:
        require_both(self, "signed_on", "signed_time")

    @property
    def as_typed(self) -> NewTranslation:
        """What was typed."""
        said = self.cleaned_data
        names = ("language", "text", "pages", "translators_words")
        return NewTranslation(
            entry=self.entry_id,
            translator=int(said["interpreter"]),
            signed_at=join_moment(said["signed_on"], said["signed_time"]),
            is_looked_at=self.is_looked_at,
            **{name: said[name] for name in names},
        )


class StatementBackForm(forms.Form):
    contact = forms.LongText(
        label=_("How the witness is reached"),
        hint=_(
            "Sealed. Read by the senior investigating officer and their deputy, the "
            "office manager and the contact broker, and by nobody else."
        ),
        missing=_("Enter how the witness is reached"),
        rows=5,
        max_length=2_000,
    )


class InterviewForm(SentOnceForm):
    person = forms.PickOne(label=_("Who is interviewed"), missing=_("Select who it is"))
    kind = forms.OneOf(
        label=_("Kind of interview"),
        choices=InterviewKind.choices,
        hints={
            InterviewKind.ACHIEVING_BEST_EVIDENCE: _("Of a possible victim or witness"),
            InterviewKind.UNDER_CAUTION: _("Of a suspect"),
            InterviewKind.SIGNIFICANT_WITNESS: _("Of a witness"),
        },
        missing=_("Select the kind of interview"),
    )
    language = forms.PickOne(label=_("Language"), missing=_("Select the language"))
    present = forms.ManyOf(
        label=_("Who is there with them"),
        choices=list(PRESENT.items()),
        hints={
            "intermediary": _("For Achieving Best Evidence"),
            "supporter": _("For a possible victim or witness"),
            "solicitor": _("Under caution"),
            "appropriate_adult": _("Under caution"),
        },
        required=False,
    )
    plan = forms.LongText(
        label=_("Plan"),
        hint=_(
            "Sealed to the team. What it is to cover, breaks, where it is recorded."
        ),
        missing=_("Enter the plan"),
        rows=8,
        max_length=20_000,
    )

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", name_languages())
        self.offer("person", people)

    @property
    def as_typed(self) -> NewInterview:
        """What was typed."""
        said = self.cleaned_data
        return NewInterview(
            self.entry_id,
            int(said["person"]),
            said["kind"],
            said["language"],
            said["present"],
            said["plan"],
            is_looked_at=self.is_looked_at,
        )


class InterviewStepForm(StepForm):
    stage = forms.PickOne(label=_("What became of it"), missing=_("Select what it was"))
    words = forms.LongText(
        label=_("What happened"),
        hint=_SEALED,
        required=False,
        rows=6,
        max_length=50_000,
    )
    paper = forms.Text(
        label=_("Document of the transcript"),
        hint=_("Its reference, such as D12."),
        required=False,
        max_length=10,
        width="10",
    )

    def __init__(self, *args: Any, stages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("stage", [(each, InterviewStage(each).label) for each in stages])

    @property
    def as_typed(self) -> NewInterviewStep:
        """What was typed."""
        said = self.cleaned_data
        return NewInterviewStep(
            said["stage"],
            self.seen_count,
            words=said["words"],
            paper=said["paper"],
            is_looked_at=self.is_looked_at,
        )


class InterviewFilterForm(forms.Form):
    marks_optional = False
    stage = forms.PickOne(
        label=_("Stage"),
        choices=InterviewStage.choices,
        blank=_("Every stage"),
        required=False,
    )

    @property
    def as_filter(self) -> str:
        """The stage asked for; "" for every one."""
        self.is_valid()
        return self.cleaned_data.get("stage") or ""
