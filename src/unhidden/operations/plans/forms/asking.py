"""What a planner says when asking for a plan, taking one, or copying one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.operations.targets.forms.asked import AskedForm
from unhidden.ui import forms

NOTHING, ASSIGNED, CHOSEN = "nothing", "assigned", "chosen"
_SECONDS = (
    ("30", _("Half a minute")),
    ("60", _("One minute")),
    ("180", _("Three minutes")),
    ("600", _("Ten minutes")),
)


class PlanAskForm(forms.Form):
    """How long to search, and which visits stay as they are."""

    seconds = forms.OneOf(
        label=_("How long to search"),
        hint=_("You can stop it at any moment and keep the best plan found by then"),
        missing=_("Select how long to search"),
        choices=_SECONDS,
        initial="60",
    )
    keep = forms.OneOf(
        label=_("Which visits stay as they are"),
        missing=_("Select which visits stay as they are"),
        choices=(
            (NOTHING, _("None: plan them all anew")),
            (ASSIGNED, _("All that have a team and an hour")),
            (CHOSEN, _("Those that I tick")),
        ),
        reveals={CHOSEN: "kept"},
        initial=NOTHING,
    )
    kept = forms.ManyOf(
        label=_("Visits to keep"),
        missing=_("Tick at least one visit to keep"),
        required=False,
    )

    def __init__(
        self, *args: Any, settled: Iterable[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        """``settled`` are the visits that have a team and an hour, with their words."""
        super().__init__(*args, **kwargs)
        self._settled = [(str(key), words) for key, words in settled]
        self.offer("kept", self._settled)
        if not self._settled:
            del self.fields["keep"], self.fields["kept"]

    def clean(self) -> None:
        if self.cleaned_data.get("keep") == CHOSEN:
            self.require("kept")

    @property
    def wanted_seconds(self) -> int:
        """The seconds chosen, after ``is_valid()``."""
        return int(self.cleaned_data["seconds"])

    @property
    def wanted_kept(self) -> frozenset[UUID]:
        """The visits that stay, after ``is_valid()``."""
        keep = self.cleaned_data.get("keep", NOTHING)
        if keep == ASSIGNED:
            return frozenset(UUID(key) for key, _words in self._settled)
        return frozenset(map(UUID, self.cleaned_data["kept"] if keep == CHOSEN else ()))


class PlanTakeForm(AskedForm):
    """Who else was asked, and why visits that the plan leaves out are cancelled."""

    reason = forms.LongText(
        label=_("Why are visits cancelled that the plan leaves out?"),
        hint=_("Colleagues read this with each of them"),
        missing=_("Enter the reason"),
        rows=2,
        max_length=1000,
    )
    revision = forms.Hidden()

    def __init__(
        self, *args: Any, interests: Mapping[UUID, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.interests = interests
        self.offer_asked(interests)
        if not interests:
            del self.fields["asked"]

    def clean(self) -> None:
        if self.interests:
            self.ask_about(self.interests)
