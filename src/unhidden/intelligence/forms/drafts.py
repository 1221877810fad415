"""Everything on the page that writes a report, with its kinds of button."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.intelligence.forms.checking import CheckedForm, not_too_high
from unhidden.intelligence.forms.items import Items
from unhidden.intelligence.models import Line
from unhidden.intelligence.queries.gradings import CONFIRMS
from unhidden.intelligence.queries.small_places import SmallPlace, small_places
from unhidden.intelligence.rules.drafts import MOST_ITEMS, NewReport, may_permit
from unhidden.intelligence.rules.grades import MARKINGS, suggested
from unhidden.linkage.identifiers import Identifier, shared_identifiers
from unhidden.signs import queries as signs
from unhidden.ui import forms

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
        validators=[not_too_high],
    )
    provenance = forms.LongText(
        label=_("How does the source know?"),
        hint=_("How, when and where they came to know it. Sealed as well."),
        missing=_("Enter how the source knows"),
        rows=3,
        max_length=2000,
        validators=[not_too_high],
    )
    told_by = forms.Text(
        label=_("Who told you?"),
        hint=_(
            "A name, a phone number, an e-mail address or your own number for them."
            " Sealed as well. Leave it empty if it was you."
        ),
        required=False,
        validators=[not_too_high],
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

    def __init__(self, *args: Any, origin: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["key"].initial = uuid4
        if origin == "public_report":
            del self.fields["raw"], self.fields["told_by"]

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


class CheckForm(CheckedForm):
    """The writer's own check that nothing points at the source."""

    checks = forms.ManyOf(
        label=_("Check each item before you save it"),
        hint=_("Could the people it is about guess who said this?"),
        choices=Line.choices,
        missing=_("Tick each line once you have checked it"),
    )
    looked_again = forms.Hidden(required=False)

    def clean_checks(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["checks"]
        if len(ticked) < len(Line):
            missing = self.fields["checks"].error_messages["required"]
            self.add_error("checks", missing)
        return ticked


class Draft:
    """The page's forms, read together.

    ``heard`` is what the source said where the page does not ask for it (a report
    from the public). ``shared`` is what stands both there and in an item, and ``small``
    are places that few know.
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
    ) -> None:
        self.origin, self.report_id, self.heard = origin, report_id, heard
        self.data = data.copy() if data else None
        self.button = data.get("do", WRITE) if data else ""
        self.viewer = viewer
        self.shared: tuple[Identifier, ...] = ()
        self.small: tuple[SmallPlace, ...] = ()
        if self.data and self.button == ADD:
            _make_room(self.data)
        checked: dict[str, Any] = {"is_checked": self.button == WRITE}
        self.about = AboutForm(self.data, origin=origin, today=today, **checked)
        self.items = Items(
            self.data,
            prefix="item",
            form_kwargs=checked
            | {
                "viewer": viewer,
                "suggestion": suggested(origin),
                "sections": _all_signs(),
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
        """Whether the writer has seen what may give the source away.

        A gentle stop, once: the number of a suspect belongs in both.
        """
        new = self.new_report()
        texts = "\n".join(item.text for item in new.items)
        shared = shared_identifiers(self.heard or new.raw, texts)
        small = small_places(
            viewer=self.viewer,
            text=texts,
            premises_ids={
                said.premises_id
                for item in new.items
                for said in item.mentions
                if said.premises_id
            },
        )
        seen = [f"{one.kind}:{one.key}" for one in shared]
        seen += [f"place:{place.name}" for place in small]
        token = " ".join(seen)
        if self.check.cleaned_data["looked_again"] == token:
            return True
        self.shared, self.small = shared, small
        if self.data is not None:
            self.data["looked_again"] = token
        return not token


def _make_room(data: QueryDict) -> None:
    """One more item on the page, up to the most there may be."""
    typed = data.get(_COUNT, "")
    count = int(typed) if typed.isdecimal() else 1
    data[_COUNT] = str(min(count + 1, MOST_ITEMS))


def _all_signs() -> list[signs.SectionOfSigns]:
    language = get_language() or "en"
    codes = [section.code for section in signs.sections(language)]
    return signs.signs_for_visit(codes, language)
