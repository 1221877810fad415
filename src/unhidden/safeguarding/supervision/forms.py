"""Narrowing a caseload, handing cases over, and keeping a talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.safeguarding.supervision.queries import WorkerTalks
from unhidden.safeguarding.supervision.rules import CaseLine
from unhidden.ui import forms

WHAT = (
    ("", gettext_lazy("All open cases")),
    ("overdue", gettext_lazy("Something is overdue")),
    ("near", gettext_lazy("Something is due within two days")),
    ("quiet", gettext_lazy("No contact for too long")),
    ("review", gettext_lazy("A review is due")),
    ("woken", gettext_lazy("Its rest is over")),
    ("resting", gettext_lazy("At rest")),
    ("nobody", gettext_lazy("Nobody works on it")),
)
ORDERS = (
    ("due", gettext_lazy("What is due next")),
    ("contact", gettext_lazy("Longest without contact")),
    ("review", gettext_lazy("Next review")),
    ("reference", gettext_lazy("Reference")),
)


class CaseloadFilter(forms.Form):
    """All optional: what waits, whose cases, in which order."""

    marks_optional = False
    what = forms.PickOne(label=gettext_lazy("Cases"), choices=WHAT, required=False)
    worker = forms.PickOne(
        label=gettext_lazy("Worker"), blank=gettext_lazy("Everybody"), required=False
    )
    order = forms.PickOne(
        label=gettext_lazy("In the order of"),
        choices=ORDERS,
        required=False,
        initial="due",
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("worker", [(str(each), name) for each, name in people])

    def chosen_value(self, name: str) -> str:
        """What was chosen; "" for what is not on the list."""
        return str(self.cleaned_data.get(name, "")) if self.is_valid() else ""


class CaseloadHandOverForm(forms.Form):
    """Who takes everything, or each case by itself; a case may stay where it is."""

    marks_optional = False
    everything = forms.PickOne(
        label=gettext_lazy("Who takes everything that you give to nobody else"),
        blank=gettext_lazy("Nobody: it stays"),
        required=False,
    )

    def __init__(self, *args: Any, worker: WorkerTalks, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worker = worker
        takers = [(str(each), name) for each, name in worker.takers]
        self.offer("everything", takers)
        for line in worker.lines:
            self.fields[f"case_{line.id}"] = forms.PickOne(
                label=_("Who takes %(what)s") % {"what": line.urn},
                choices=takers,
                blank=gettext_lazy("As chosen for everything"),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.new_homes:
            self.add_error("everything", _("Select who takes the cases"))
        return self.cleaned_data

    @property
    def new_homes(self) -> dict[UUID, UUID]:
        """Who takes each case that is given away; closed ones go with everything."""
        given: dict[str, str] = self.cleaned_data
        rest = given.get("everything", "")
        chosen = {
            line.id: given.get(f"case_{line.id}", "") or rest
            for line in self.worker.lines
        } | dict.fromkeys(self.worker.closed, rest)
        return {case_id: UUID(taker) for case_id, taker in chosen.items() if taker}

    @property
    def case_lines(self) -> Iterator[tuple[CaseLine, BoundField]]:
        for line in self.worker.lines:
            yield line, self[f"case_{line.id}"]


class TalkForm(forms.Form):
    held_on = forms.Day(
        label=gettext_lazy("When did you talk?"),
        missing=gettext_lazy("Enter the day on which you talked"),
    )
    words = forms.LongText(
        label=gettext_lazy("What should be remembered"),
        hint=gettext_lazy("Sealed: only the two of you can read it."),
        required=False,
        rows=6,
        max_length=10_000,
    )
    next_on = forms.Day(
        label=gettext_lazy("When do you talk next?"),
        missing=gettext_lazy("Enter the day on which you talk next"),
    )
