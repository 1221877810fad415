"""What is typed about lines of enquiry and actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.models import (
    ActionPriority,
    ActionQueue,
    EnquiryState,
    LineDirection,
)
from unhidden.investigations.room.actions.lines import NewLine, NewLineStep
from unhidden.investigations.room.actions.queues import NewActionStep, NewRoomAction
from unhidden.investigations.room.forms.base import IncidentForm, SentOnceForm, StepForm
from unhidden.investigations.room.queries.actions import (
    EVERYTHING,
    MINE,
    OPEN,
    ActionFilter,
)
from unhidden.ui import forms


class EnquiryForm(SentOnceForm):
    question = forms.Text(
        label=_("What the line is to find out"),
        hint=_("The whole team reads it. No names, no addresses: people by number."),
        missing=_("Enter what the line is to find out"),
        max_length=300,
    )
    direction = forms.OneOf(
        label=_("Where it may point"),
        choices=LineDirection.choices,
        missing=_("Select where it may point"),
    )
    why = forms.LongText(
        label=_("Why it is reasonable"),
        hint=_("What it comes from: an item, a decision, what the defence says."),
        missing=_("Enter why it is reasonable"),
        rows=4,
        max_length=5_000,
    )

    @property
    def as_typed(self) -> NewLine:
        """What was typed."""
        said = self.cleaned_data
        return NewLine(
            self.entry_id,
            said["question"],
            said["direction"],
            said["why"],
            is_looked_at=self.is_looked_at,
        )


class LineStepForm(StepForm):
    state = forms.PickOne(
        label=_("Where it stands now"), missing=_("Select the state it is in")
    )
    reason = forms.LongText(
        label=_("Reason"),
        hint=_("Needed where a line ends, and where it is opened again."),
        required=False,
        rows=3,
        max_length=5_000,
    )

    def __init__(self, *args: Any, states: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("state", [(each, EnquiryState(each).label) for each in states])

    @property
    def as_typed(self) -> NewLineStep:
        """What was typed."""
        said = self.cleaned_data
        return NewLineStep(
            said["state"], said["reason"], self.seen_count, self.is_looked_at
        )


class LineFilterForm(forms.Form):
    marks_optional = False
    state = forms.PickOne(
        label=_("State"),
        choices=EnquiryState.choices,
        blank=_("Every state"),
        required=False,
    )
    direction = forms.PickOne(
        label=_("Where it may point"),
        choices=LineDirection.choices,
        blank=_("Every direction"),
        required=False,
    )

    @property
    def as_filter(self) -> dict[str, str]:
        """What was asked for; everything where it says nothing that is offered."""
        self.is_valid()
        said = self.cleaned_data
        return {name: said.get(name) or "" for name in ("state", "direction")}


class ActionForm(SentOnceForm):
    text = forms.LongText(
        label=_("What is to be done"),
        hint=_("The whole team reads it. No names, no addresses: people by number."),
        missing=_("Enter what is to be done"),
        rows=4,
        max_length=5_000,
    )
    priority = forms.OneOf(
        label=_("Priority"),
        choices=ActionPriority.choices,
        missing=_("Select the priority"),
    )
    due_on = forms.Day(label=_("To be done by"), required=False)
    line = forms.Count(
        label=_("Number of the line of enquiry it comes from"),
        minimum=1,
        required=False,
    )
    decision = forms.Count(
        label=_("Number of the decision in the policy file it comes from"),
        minimum=1,
        required=False,
    )
    document = forms.Text(
        label=_("Document it comes from"),
        hint=_("Its reference, such as D12."),
        required=False,
        max_length=10,
        width="10",
    )

    @property
    def as_typed(self) -> NewRoomAction:
        """What was typed."""
        said = self.cleaned_data
        return NewRoomAction(
            self.entry_id,
            said["text"],
            said["priority"],
            due_on=said["due_on"],
            line=said["line"],
            decision=said["decision"],
            document=said["document"],
            is_looked_at=self.is_looked_at,
        )


class ActionStepForm(StepForm):
    queue = forms.PickOne(label=_("Move it to"), missing=_("Select where it goes"))
    allocated_to = forms.PickOne(
        label=_("Who does it, if it is given to somebody"), required=False
    )
    words = forms.LongText(
        label=_("Result or reason"),
        hint=_("A result that nothing was found is a result: say what was done."),
        required=False,
        rows=4,
        max_length=10_000,
    )
    is_nil = forms.Tick(label=_("Nothing was found"), required=False)

    def __init__(
        self,
        *args: Any,
        steps: Sequence[str],
        people: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("queue", [(each, ActionQueue(each).label) for each in steps])
        self.offer("allocated_to", [(str(key), name) for key, name in people.items()])
        if ActionQueue.ALLOCATED not in steps:
            del self.fields["allocated_to"]
        if ActionQueue.RESULTED not in steps:
            del self.fields["is_nil"]

    def clean(self) -> None:
        if self.cleaned_data.get("queue") != ActionQueue.ALLOCATED:
            return
        if not self.cleaned_data.get("allocated_to"):
            self.add_error("allocated_to", _("Select who does it"))

    @property
    def as_typed(self) -> NewActionStep:
        """What was typed."""
        said = self.cleaned_data
        person = said.get("allocated_to")
        return NewActionStep(
            said["queue"],
            self.seen_count,
            words=said["words"],
            allocated_to=UUID(person) if person else None,
            is_nil=bool(said.get("is_nil")),
            is_looked_at=self.is_looked_at,
        )


class AllocateForm(IncidentForm):
    """Many actions for one colleague."""

    numbers = forms.ManyOf(label=_("Actions"), missing=_("Select at least one action"))
    person = forms.PickOne(label=_("Who does them"), missing=_("Select who does them"))

    def __init__(
        self,
        *args: Any,
        rows: Sequence[tuple[str, str]],
        people: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("numbers", rows)
        self.offer("person", [(str(key), name) for key, name in people.items()])

    @property
    def as_chosen(self) -> tuple[list[int], UUID]:
        """The numbers of the actions, and the colleague."""
        said = self.cleaned_data
        return [int(number) for number in said["numbers"]], UUID(said["person"])


class ActionFilterForm(forms.Form):
    marks_optional = False
    queue = forms.PickOne(
        label=_("Queue"),
        choices=[
            (MINE, _("Given to me, and open")),
            *ActionQueue.choices,
            (EVERYTHING, _("Every one")),
        ],
        blank=_("Every open one"),
        required=False,
    )
    person = forms.PickOne(label=_("Colleague"), blank=_("Everybody"), required=False)
    due = forms.PickOne(
        label=_("To be done by"),
        choices=[("late", _("Past its day"))],
        blank=_("Any day"),
        required=False,
    )
    sort = forms.PickOne(
        label=_("Sort by"),
        choices=[
            ("priority", _("Priority")),
            ("number", _("Their numbers")),
        ],
        blank=_("Day it is due"),
        required=False,
    )

    def __init__(self, *args: Any, people: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", [(str(key), name) for key, name in people.items()])

    @property
    def as_filter(self) -> ActionFilter:
        """What was asked for; the open ones by day where it says nothing offered."""
        self.is_valid()
        said = self.cleaned_data
        person = said.get("person")
        return ActionFilter(
            said.get("queue") or OPEN,
            UUID(person) if person else None,
            said.get("due") or "",
            said.get("sort") or "due",
        )
