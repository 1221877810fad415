"""Everything on the page that writes a report, with its kinds of button."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.intelligence.grades import MARKINGS, suggest_grades
from unhidden.intelligence.gradings.queries import CONFIRMS
from unhidden.intelligence.models import SourceClue
from unhidden.intelligence.reports.forms.items import Items, ticked_premises
from unhidden.intelligence.reports.queries.small_places import SmallPlace, small_places
from unhidden.intelligence.reports.rules.drafts import (
    MOST_ITEMS,
    NewItem,
    NewReport,
    may_permit,
)
from unhidden.intelligence.reports.rules.giving_away import all_said, find_shared_words
from unhidden.signs import queries as signs
from unhidden.ui import forms
from unhidden.ui.kept_words import CheckedForm

WRITE, ADD, LOOK = "write", "add", "look"
_COUNT = "item-TOTAL_FORMS"


class AboutForm(CheckedForm):
    """What is sealed, and what holds for every item."""

    key = forms.Hidden()
    raw = forms.LongText(
        label=_("What you were told or saw, word for word"),
        hint=_(
            "Sealed: only you and your organisation’s desk can open it, and that is "
            "recorded."
        ),
        missing=_("Enter what you were told or saw"),
        rows=8,
    )
    provenance = forms.LongText(
        label=_("How does the source know?"),
        hint=_("How, when and where they came to know it. Sealed as well."),
        missing=_("Enter how the source knows"),
        rows=3,
        max_length=2000,
    )
    told_by = forms.Text(
        label=_("Who told you?"),
        hint=_(
            "A name, a phone number, an e-mail address or your own number for them."
            " Sealed as well. Leave it empty if it was you."
        ),
        required=False,
        autocomplete="off",
    )
    event_on = forms.Day(
        label=_("When did it happen?"),
        hint=_("For example, 17 10 2016. Leave it empty if nobody knows."),
        required=False,
    )
    marking = forms.OneOf(
        label=_("Marking"),
        hint=_("SECRET and TOP SECRET material must not be kept here."),
        choices=[(marking, marking) for marking in MARKINGS],
        initial=MARKINGS[0],
        missing=_("Select the marking"),
    )

    def __init__(
        self, *args: Any, origin: str, is_from_queue: bool, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["key"].initial = uuid4
        if is_from_queue:
            del self.fields["raw"]
            self.fields["told_by"].help_text = _(
                "What was taken down of them counts by itself. Add your own number for"
                " them, if you have one. Sealed as well."
            )
        if origin == "public_report":
            del self.fields["told_by"]

    def clean_event_on(self) -> date | None:
        day: date | None = self.cleaned_data["event_on"]
        if day is not None and day > self.today:
            self.add_error("event_on", _("Enter a date that is not in the future"))
        return day

    def clean_key(self) -> UUID:
        """A key that was tampered with counts as a new page."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()


@dataclass(frozen=True, slots=True)
class AtRisk:
    """What may give the source away: ``shared`` stands in their own words, too, and
    ``small`` are places that few know."""

    shared: tuple[str, ...] = ()
    small: tuple[SmallPlace, ...] = ()

    @classmethod
    def of(
        cls, items: Iterable[NewItem], *, heard: str, told_by: str, viewer: Actor
    ) -> Self:
        """What there is of it in these items."""
        given = list(items)
        said = "\n".join(map(all_said, given))
        places = {each.premises_id for item in given for each in item.mentions}
        return cls(
            find_shared_words(heard=heard, told_by=told_by, said=said),
            small_places(viewer=viewer, text=said, premises_ids=places),
        )

    @property
    def token(self) -> str:
        """The same for the same, so that a page can tell that it was shown."""
        places = (f"place:{place.name}" for place in self.small)
        return " ".join((*self.shared, *places))


class CheckForm(CheckedForm):
    """The writer's own check that nothing points at the source.

    ``at_risk`` is what the page shows for another look.
    """

    at_risk = AtRisk()

    checks = forms.ManyOf(
        label=_("Check each item before you save it"),
        hint=_("Could the people it is about guess who said this?"),
        choices=SourceClue.choices,
        missing=_("Tick each line once you have checked it"),
    )
    looked_again = forms.Hidden(required=False)

    def clean_checks(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["checks"]
        if len(ticked) < len(SourceClue):
            missing = self.fields["checks"].error_messages["required"]
            self.add_error("checks", missing)
        return ticked

    def was_looked_at(self, found: AtRisk, data: QueryDict | None) -> bool:
        """Whether the page that came back had shown this already.

        A gentle stop, once: the number of a suspect belongs in both.
        """
        if self.cleaned_data["looked_again"] == found.token:
            return True
        self.at_risk = found
        if data is not None:
            data["looked_again"] = found.token
        return not found.token


class ReportDraftForms:
    """The page's forms, read together.

    ``heard`` is what the source said where the page does not ask for it (a report
    of the queue), and ``told_by`` who that is, where somebody took it down.
    """

    def __init__(
        self,
        data: QueryDict | None,
        *,
        viewer: Actor,
        origin: str,
        today: date,
        report_id: UUID | None = None,
        heard: str = "",
        told_by: str = "",
    ) -> None:
        self.origin, self.report_id = origin, report_id
        self.heard, self.told_by = heard, told_by
        self.data = data.copy() if data else None
        self.button = data.get("do", WRITE) if data else ""
        self.viewer = viewer
        if self.data and self.button == ADD:
            _make_room(self.data)
        checked: dict[str, Any] = {"is_checked": self.button == WRITE}
        self.about = AboutForm(
            self.data,
            origin=origin,
            is_from_queue=report_id is not None,
            today=today,
            **checked,
        )
        self.items = Items(
            self.data,
            prefix="item",
            form_kwargs=checked
            | {
                "viewer": viewer,
                "suggestion": suggest_grades(origin),
                "sections": all_signs(),
                "ticked": ticked_premises(self.data, viewer),
                "may_permit": may_permit(origin, "", confirms=viewer.may(CONFIRMS)),
            },
        )
        self.check = CheckForm(self.data, **checked)

    @property
    def may_add(self) -> bool:
        """Whether there is room for another item."""
        return self.items.total_form_count() < MOST_ITEMS

    def is_ready(self) -> bool:
        """Whether everything is right and, where needed, was looked at again."""
        if self.button != WRITE:
            return False
        given = (self.about, self.items, self.check)
        # Every form is checked, so that the page shows all that is wrong.
        problems = [one for one in given if not one.is_valid()]
        return not problems and self._was_looked_at()

    def new_report(self) -> NewReport:
        """The report as typed, after ``is_ready()``."""
        about = self.about.cleaned_data
        return NewReport(
            origin=self.origin,
            raw=about.get("raw", ""),
            provenance=about["provenance"],
            event_on=about["event_on"],
            items=tuple(one.new_item() for one in self.items if one.has_changed()),
            report_id=self.report_id,
            marking=about["marking"],
            id=about["key"],
            told_by=about.get("told_by", ""),
            confirmed=tuple(self.check.cleaned_data["checks"]),
        )

    def _was_looked_at(self) -> bool:
        """Whether the writer has seen what may give the source away."""
        new = self.new_report()
        found = AtRisk.of(
            new.items,
            heard=f"{self.heard or new.raw}\n{new.provenance}",
            told_by=self.told_by or new.told_by,
            viewer=self.viewer,
        )
        return self.check.was_looked_at(found, self.data)


def _make_room(data: QueryDict) -> None:
    """One more item on the page, up to the most there may be."""
    typed = data.get(_COUNT, "")
    count = int(typed) if typed.isdecimal() else 1
    data[_COUNT] = str(min(count + 1, MOST_ITEMS))


def all_signs() -> list[signs.SectionOfSigns]:
    """Every sign of the list, section by section."""
    language = get_language() or "en"
    codes = [section.code for section in signs.list_sections(language)]
    return signs.signs_for_visit(codes, language)
