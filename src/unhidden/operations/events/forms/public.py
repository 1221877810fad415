"""What is told to the public of an event, and what they may leave."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unhidden.operations.events.actions.attending import NewFeedback
from unhidden.operations.events.actions.publishing import PublicWords
from unhidden.operations.events.queries import public
from unhidden.operations.events.queries.attending import PublicView
from unhidden.operations.events.queries.cards import EventCard
from unhidden.operations.rules import MOST_PLACES
from unhidden.ui import forms

_MATERIALS = _(
    "One line for each. A line may end with an address that begins with https://"
)


class PublicWordsForm(forms.Form):
    """An event in public words, in both languages."""

    version = forms.Hidden(required=False)
    title_en = forms.Text(
        label=_("Title in English"),
        missing=_("Enter the English title"),
        max_length=120,
    )
    title_cy = forms.Text(
        label=_("Title in Welsh"), missing=_("Enter the Welsh title"), max_length=120
    )
    audience = forms.OneOf(
        label=_("Whom it is for"), missing=_("Select whom it is for")
    )
    about_en = forms.LongText(
        label=_("What it is about, in English"),
        missing=_("Enter in English what it is about"),
        max_length=4000,
    )
    about_cy = forms.LongText(
        label=_("What it is about, in Welsh"),
        missing=_("Enter in Welsh what it is about"),
        max_length=4000,
    )
    place_en = forms.Text(
        label=_("Where it is, in English"),
        hint=_("So that somebody finds it who was never there"),
        missing=_("Enter in English where it is"),
    )
    place_cy = forms.Text(
        label=_("Where it is, in Welsh"), missing=_("Enter in Welsh where it is")
    )
    starts_at = forms.TimeOfDay(
        label=_("Start"),
        hint=_("For example, 6:30pm"),
        missing=_("Enter when it starts"),
    )
    ends_at = forms.TimeOfDay(
        label=_("End"), hint=_("For example, 8pm"), missing=_("Enter when it ends")
    )
    materials_en = forms.LongText(
        label=_("What there is to read, in English"),
        hint=_MATERIALS,
        required=False,
        max_length=2000,
        rows=3,
    )
    materials_cy = forms.LongText(
        label=_("What there is to read, in Welsh"),
        hint=_MATERIALS,
        required=False,
        max_length=2000,
        rows=3,
    )
    takes_sign_ups = forms.YesNo(
        label=_("Can people sign up?"),
        missing=_("Select whether people can sign up"),
    )
    capacity = forms.Count(
        label=_("How many can come"),
        hint=_("Leave it empty if there is room for everyone"),
        required=False,
        minimum=1,
        maximum=5000,
        width="5",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("audience", public.list_event_audiences())

    def clean_materials_en(self) -> str:
        return _checked(self.cleaned_data["materials_en"])

    def clean_materials_cy(self) -> str:
        return _checked(self.cleaned_data["materials_cy"])

    def clean(self) -> dict[str, Any]:
        """What there is to read is told in both languages."""
        typed = self.cleaned_data
        for name, other in (("en", "cy"), ("cy", "en")):
            if typed.get(f"materials_{other}") and not typed.get(f"materials_{name}"):
                self.add_error(
                    f"materials_{name}", _("Enter it in the other language too")
                )
        return typed

    @property
    def new(self) -> PublicWords:
        """What was typed, after ``is_valid()``."""
        typed = dict(self.cleaned_data)
        version: str = typed.pop("version")
        is_number = version.isascii() and version.isdecimal()
        return PublicWords(version=int(version) if is_number else 0, **typed)


def as_published(view: PublicView | None, event: EventCard) -> dict[str, object]:
    """What the form begins with: the public words, or what the plan already says."""
    if view is None:
        return {
            "version": 0,
            "place_en": event.place,
            "place_cy": event.place,
            "starts_at": event.starts_at,
            "takes_sign_ups": True,
        }
    return {
        **view.fields,
        "version": view.version,
        "starts_at": timezone.localtime(view.starts_at).time(),
        "ends_at": timezone.localtime(view.ends_at).time(),
    }


class _OnceForm(forms.Form):
    """A form that counts once, however often its page is sent."""

    form_key = forms.Hidden(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"form_key": str(uuid4())}, **kwargs)

    def key(self) -> UUID:
        """The form's own key; a new one where a browser lost or spoilt it."""
        try:
            return UUID(self.cleaned_data["form_key"])
        except ValueError:
            return uuid4()


class SignUpForm(_OnceForm):
    """How many come; and an address, if they want to hear about changes."""

    places = forms.Count(
        label=_("How many of you will come?"),
        missing=_("Enter how many of you will come"),
        minimum=1,
        maximum=MOST_PLACES,
    )
    email = forms.Email(
        label=_("Your email address, if you want to hear about changes"),
        hint=_(
            "Only the organiser can read it. It is deleted two weeks after the event."
        ),
        required=False,
    )


class FeedbackForm(_OnceForm):
    """Three questions, and room for words; none about who answers."""

    useful = forms.OneOf(
        label=_("How useful was it?"), missing=_("Select how useful it was")
    )
    knows_signs = forms.OneOf(
        label=_("Are you sure what signs to look for?"),
        missing=_("Select whether you are sure what signs to look for"),
    )
    knows_whom = forms.OneOf(
        label=_("Are you sure whom to tell?"),
        missing=_("Select whether you are sure whom to tell"),
    )
    words = forms.LongText(
        label=_("What should we do otherwise?"),
        hint=_("Only the organiser can read it. Leave out who you are."),
        required=False,
        max_length=2000,
        autocomplete="off",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("useful", public.kinds_of_usefulness())
        self.offer("knows_signs", public.kinds_of_sureness())
        self.offer("knows_whom", public.kinds_of_sureness())

    @property
    def new(self) -> NewFeedback:
        """What was typed, after ``is_valid()``."""
        typed = self.cleaned_data
        names = ("useful", "knows_signs", "knows_whom", "words")
        return NewFeedback(**{name: typed[name] for name in names})


def _checked(text: str) -> str:
    """The lines; raises ValidationError for an address that is not https."""
    for line in text.splitlines():
        last = line.strip().rpartition(" ")[2]
        if "://" in last and not _is_site(last):
            raise ValidationError(_("Enter addresses that begin with https://"))
    return text


def _is_site(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    has_nobody = parts.username is None and parts.password is None
    return parts.scheme == "https" and bool(parts.hostname) and has_nobody
