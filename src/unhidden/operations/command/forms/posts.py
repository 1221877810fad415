"""Who is to hold a post, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.agencies.queries import Colleague
from unhidden.lib.working_days import LONDON
from unhidden.operations.command.actions.posts import NewPost
from unhidden.operations.command.queries.posts import POST_CHOICES
from unhidden.operations.command.rules.posts import PLANNING_POSTS
from unhidden.ui import forms


def name_holders(colleagues: Iterable[Colleague]) -> list[tuple[str, str]]:
    """People as they are offered: a name and an organisation."""
    return [
        (str(one.person_id), f"{one.name}, {one.organisation}") for one in colleagues
    ]


def _tell_planners(planners: Iterable[Colleague]) -> str:
    """Who may be Gold or Silver, by name, and why nobody else."""
    text = gettext(
        "Gold and Silver must be able to take a plan, so they are planners of the "
        "organisation that leads: %(names)s."
    )
    names = ", ".join(one.name for one in planners)
    return text % {"names": names or gettext("nobody yet")}


class PostForm(forms.Form):
    """A post from one moment to another; without an end until it is handed over."""

    post = forms.OneOf(
        label=_("Post"),
        choices=POST_CHOICES,
        missing=_("Select a post"),
        reveals={"bronze": "strand"},
    )
    strand = forms.Text(
        label=_("Strand"),
        hint=_("What this Bronze is responsible for, such as visits or custody"),
        missing=_("Enter the strand that this Bronze is responsible for"),
        required=False,
        max_length=60,
        width="20",
        autocomplete="off",
    )
    person = forms.PickOne(
        label=_("Person"),
        missing=_("Select a person"),
    )
    from_on = forms.Day(label=_("First day"), missing=_("Enter the first day"))
    from_time = forms.TimeOfDay(
        label=_("From"), hint=_("For example, 7am"), missing=_("Enter a time")
    )
    to_on = forms.Day(
        label=_("Last day"),
        hint=_("Leave it empty if the post lasts until it is handed over"),
        required=False,
    )
    to_time = forms.TimeOfDay(label=_("Until"), required=False)

    def __init__(
        self,
        *args: Any,
        colleagues: Iterable[Colleague],
        planners: Iterable[Colleague],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", name_holders(colleagues))
        known = gettext("People of the organisation that leads, and of its partners.")
        self.fields["person"].help_text = f"{known} {_tell_planners(planners)}"

    def clean(self) -> None:
        if self.cleaned_data.get("post") == "bronze":
            self.require("strand")
        if self.cleaned_data.get("to_on"):
            self.require("to_time")
        if self.cleaned_data.get("to_time"):
            self.require("to_on")

    @property
    def new_post(self) -> NewPost:
        """What was typed, after ``is_valid()``."""
        typed = self.cleaned_data
        ends = bool(typed["to_on"])
        return NewPost(
            post=typed["post"],
            strand=typed["strand"],
            person_id=UUID(typed["person"]),
            from_at=datetime.combine(typed["from_on"], typed["from_time"], LONDON),
            to_at=datetime.combine(typed["to_on"], typed["to_time"], LONDON)
            if ends
            else None,
        )


class PostHandOverForm(forms.Form):
    """Who takes over."""

    person = forms.PickOne(
        label=_("Who takes over"), missing=_("Select who takes over")
    )

    def __init__(
        self, *args: Any, colleagues: Sequence[Colleague], post: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", name_holders(colleagues))
        if post in PLANNING_POSTS:
            self.fields["person"].help_text = _tell_planners(colleagues)
