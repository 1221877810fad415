"""A file of intelligence, and the grade that a person gives each row of it.

The page carries the file itself from its first sight to its keeping, as the page that
writes a report carries what was typed: nothing of it lies on a disk meanwhile.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.intelligence.exchange.queries.imports import IncomingRow
from unhidden.intelligence.exchange.rules.imports import (
    KINDS,
    MOST_BYTES,
    SuggestedGrade,
    suggested_for,
)
from unhidden.intelligence.exchange.rules.imports.rows import LONGEST_TEXT, MOST_ROWS
from unhidden.intelligence.forms import conditions_fit
from unhidden.intelligence.grades import WITH_CONDITIONS
from unhidden.intelligence.models import (
    AssessmentGrade,
    HandlingCode,
    MentionKind,
    SourceGrade,
)
from unhidden.intelligence.reports.forms.drafts import AtRisk, CheckForm
from unhidden.intelligence.reports.queries.small_places import small_places
from unhidden.intelligence.reports.rules.drafts import NewItem
from unhidden.intelligence.reports.rules.giving_away import all_said, find_shared_words
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.ui import forms
from unhidden.ui.kept_words import CheckedForm
from unhidden.ui.problems import FieldProblem, problems_of

KEEP = "keep"
_LONGEST_NAME = 100
#: What a 5x5x5 handling code asks for, in words to keep or to change.
_OLD_HANDLING: Mapping[str, Promise] = {
    "2": _("Ask its originator before sharing it (5x5x5 handling code 2)."),
    "3": _("Ask its originator before sharing it (5x5x5 handling code 3)."),
    "4": _("Only inside the organisation it came from (5x5x5 handling code 4)."),
    "5": _("Share it only as its originator says (5x5x5 handling code 5)."),
}


class ImportForm(forms.Form):
    """The file, or what the page carries of it; ``content`` and ``name`` are its."""

    file = forms.FileUpload(
        label=_("The file"),
        hint=_("CSV, STIX 2.1 (.json) or FollowTheMoney (.ftm). Up to 1 MB."),
        accept=",".join(f".{ending}" for ending in KINDS),
        required=False,
        missing=_("Select a file"),
    )
    carried = forms.Hidden(required=False)
    name = forms.Hidden(required=False)
    marks_optional = False

    def __init__(self, *args: Any, size: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.size, self.content = size, b""

    def clean(self) -> None:
        sent, typed = self.cleaned_data.get("file"), self.cleaned_data
        if sent is not None:
            self.content, typed["name"] = sent.read(), sent.name
        elif "file" not in self.errors:
            self.content = _carried(typed.get("carried", ""))
        # What is larger than a form is left out before it comes here.
        if max(len(self.content), 0 if self.content else self.size) > MOST_BYTES:
            self.add_error("file", _("The file is larger than 1 MB. Split it"))
        elif not self.content and "file" not in self.errors:
            self.require("file")

    @property
    def file_name(self) -> str:
        """What it was called where it came from."""
        return str(self.cleaned_data.get("name", ""))[-_LONGEST_NAME:]

    @property
    def to_carry(self) -> str:
        """The file in letters, for the page to bring back."""
        return b64encode(self.content).decode()


class RowForm(CheckedForm):
    """The words of one row, to be sanitised, and its grade: as suggested, where there
    is one answer to suggest.
    """

    text = forms.LongText(
        label=_("What is known, sanitised"),
        hint=_(
            "These are the words of the file, which is sealed as it came. Take out "
            "whatever could tell a reader who said it."
        ),
        missing=_("Enter what is known"),
        rows=4,
        max_length=LONGEST_TEXT,
    )
    source = forms.PickOne(
        label=_("How reliable is the source?"),
        choices=SourceGrade.choices,
        missing=_("Select how reliable the source is"),
    )
    assessment = forms.PickOne(
        label=_("How does the source know it?"),
        choices=AssessmentGrade.choices,
        missing=_("Select how the source knows it"),
    )
    handling = forms.PickOne(
        label=_("How may it be shared?"),
        choices=HandlingCode.choices,
        missing=_("Select how it may be shared"),
    )
    conditions = forms.LongText(
        label=_("Conditions"),
        required=False,
        missing=_("Enter at least one condition for handling C"),
        rows=2,
        max_length=2000,
    )

    def __init__(self, *args: Any, incoming: IncomingRow, **kwargs: Any) -> None:
        self.incoming = incoming
        self.suggested = suggested_for(incoming.row.grade) or SuggestedGrade()
        row = incoming.row
        said = str(_OLD_HANDLING.get(self.suggested.old_handling, ""))
        initial = {
            "text": row.text,
            "source": self.suggested.source,
            "assessment": self.suggested.assessment,
            # Whoever wrote conditions meant them, whatever the old grade says.
            "handling": WITH_CONDITIONS if row.conditions else self.suggested.handling,
            "conditions": row.conditions or said,
        }
        super().__init__(*args, initial=initial, **kwargs)
        for field in self.fields.values():
            messages = field.error_messages
            messages["required"] = on_line(row.line, str(messages["required"]))

    def clean(self) -> None:
        conditions_fit(self)

    @property
    def item(self) -> NewItem:
        """The item as it would be kept, after ``is_valid()``."""
        row = self.incoming.row
        return NewItem(
            **self.cleaned_data, mentions=row.mentions, original_grade=row.grade
        )

    @property
    def by_hand(self) -> str:
        """What the old grade leaves to a person, in a sentence."""
        if not self.incoming.row.grade.strip():
            return gettext("It came without a grade: choose each part.")
        if not self.suggested.source and not self.suggested.assessment:
            return gettext("The source and the information are yours to judge.")
        if not self.suggested.source:
            return gettext("Source C is not one of today’s grades: yours to judge.")
        if not self.suggested.assessment:
            return gettext("Information 2 may be B or C today: yours to judge.")
        return ""

    @property
    def mentions(self) -> list[str]:
        """Who and what it speaks of, a line each."""
        return [
            f"{MentionKind(each.kind).label}: {_said_of(each)}"
            for each in self.incoming.row.mentions
        ]


class ImportChoices:
    """A form for each new row, and the checklist, read together."""

    def __init__(
        self, data: QueryDict, rows: Iterable[IncomingRow], *, viewer: Actor
    ) -> None:
        is_checked = data.get("do") == KEEP
        self.data = given = data.copy() if is_checked else None
        self.viewer = viewer
        self.is_checked = is_checked
        self.rows = [
            RowForm(
                given,
                prefix=f"row-{each.row.line}-{number}",
                incoming=each,
                is_checked=is_checked,
            )
            for number, each in enumerate(rows)
        ]
        self.check = CheckForm(given, is_checked=is_checked)

    def is_ready(self) -> bool:
        """Whether every row is graded, the checklist gone through, and what may give
        a source away was looked at."""
        problems = [one for one in (*self.rows, self.check) if not one.is_valid()]
        is_sound = self.is_checked and not problems
        return is_sound and self.check.was_looked_at(self._at_risk(), self.data)

    def _at_risk(self) -> AtRisk:
        """What of the file's own words stands in the items, line by line."""
        said = [(each.incoming.row, all_said(each.item)) for each in self.rows]
        alike = tuple(
            on_line(row.line, one)
            for row, text in said
            for one in find_shared_words(
                heard=row.verbatim, told_by=row.provenance, said=text
            )
        )
        named = {one.premises_id for row, _said in said for one in row.mentions}
        small = small_places(
            viewer=self.viewer,
            text="\n".join(text for _row, text in said),
            premises_ids=named,
            most=MOST_ROWS,
        )
        return AtRisk(alike, small)

    @property
    def problems(self) -> list[FieldProblem]:
        """What is wrong, for the summary at the top of the page."""
        return problems_of([*self.rows, self.check]) if self.is_checked else []

    @property
    def items(self) -> dict[UUID, NewItem]:
        """The item of each row, after ``is_ready()``."""
        return {each.incoming.id: each.item for each in self.rows}

    @property
    def confirmed(self) -> tuple[str, ...]:
        """The lines of the checklist, after ``is_ready()``."""
        return tuple(self.check.cleaned_data["checks"])


def _said_of(said: NewMention) -> str:
    """Its name, and what else was said of it."""
    more = ", ".join(said.details.values())
    return f"{said.text} ({more})" if more else said.text


def on_line(line: int, text: str) -> str:
    """A sentence about one line of the file."""
    return gettext("Line %(line)s: %(text)s") % {"line": line, "text": text}


def _carried(text: str) -> bytes:
    """What a page carried; nothing where that was tampered with."""
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return b""
