"""Writing an item anew that was held back, on one page with two kinds of button."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.intelligence.gradings.queries import CONFIRMS
from unhidden.intelligence.reports.actions.replacing import RewrittenItem
from unhidden.intelligence.reports.forms.drafts import (
    WRITE,
    AtRisk,
    CheckForm,
    all_signs,
)
from unhidden.intelligence.reports.forms.items import ItemForm, ticked_premises
from unhidden.intelligence.reports.queries.replacing import HeldBack
from unhidden.intelligence.reports.rules.drafts import may_permit
from unhidden.ui import forms
from unhidden.ui.kept_words import CheckedForm


class KeptForm(CheckedForm):
    """Which of the mentions are said again."""

    kept = forms.ManyOf(
        label=_("Who and what it still speaks of"),
        hint=_("What was judged of these stays. Leave out what leads to the source."),
        required=False,
    )

    def __init__(self, *args: Any, held: HeldBack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kept", [(str(key), said.in_words) for key, said in held.mentions])
        self.fields["kept"].initial = [str(key) for key, _said in held.mentions]


class RewritingForms:
    """The page's forms, read together."""

    def __init__(
        self, data: QueryDict | None, *, viewer: Actor, held: HeldBack
    ) -> None:
        self.data = data.copy() if data else None
        self.viewer, self.held = viewer, held
        checked: dict[str, Any] = {
            "is_checked": bool(data) and data.get("do", WRITE) == WRITE  # type: ignore[union-attr]
        }
        grade = held.grade.grade
        self.item = ItemForm(
            self.data,
            prefix="item",
            viewer=viewer,
            suggestion=None,
            sections=all_signs(),
            ticked=ticked_premises(self.data, viewer),
            may_permit=may_permit(held.origin, "", confirms=viewer.may(CONFIRMS)),
            initial={
                "text": held.text,
                "source": grade.source,
                "assessment": grade.assessment,
                "handling": grade.handling,
                "conditions": grade.conditions,
                "signs": list(held.sign_codes),
            },
            **checked,
        )
        self.kept = KeptForm(self.data, held=held, **checked)
        self.check = CheckForm(self.data, **checked)

    def is_ready(self) -> bool:
        """Whether everything is right and, where needed, was looked at again."""
        given = (self.item, self.kept, self.check)
        problems = [one for one in given if not one.is_valid()]
        if problems or not self.check.is_checked:
            return False
        found = AtRisk.of(
            [self.item.new_item()], heard="", told_by="", viewer=self.viewer
        )
        return self.check.was_looked_at(found, self.data)

    def rewritten(self) -> RewrittenItem:
        """The item as typed, after ``is_ready()``."""
        return RewrittenItem(
            self.item.new_item(),
            frozenset(map(UUID, self.kept.cleaned_data["kept"])),
            tuple(self.check.cleaned_data["checks"]),
        )
