"""The record of a visit on one page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext as _

from unhidden.visits.forms import bases, people, rows, signs
from unhidden.visits.forms.questions import VisitQuestions
from unhidden.visits.forms.sentences import SENTENCES
from unhidden.visits.queries.cards import VisitToRecord
from unhidden.visits.rules import times
from unhidden.visits.rules.consistency import VisitInconsistency
from unhidden.visits.rules.records import VisitRecord

if TYPE_CHECKING:
    from django.forms import BoundField, Field
    from django.http import QueryDict

_DETAIL = {"consent": "consent_by", "power": "power"}
_TIMES = {"on", "starts_at", "ends_at"}
_AFTER_THE_SIGNS = ("outcome", "spoken_to", "leaflets", "notices", "arrests")
_LAST = ("follow_up_on", "narrative")


class RecordForm(VisitQuestions):
    """Everything of a ``VisitRecord``; ``record()`` gives it once ``is_complete``.

    A button that asks for more rows sends the form as well: then nothing is judged,
    and all that was typed is shown again with more rows.
    """

    def __init__(
        self, data: QueryDict | None = None, *, visit: VisitToRecord, now: datetime
    ) -> None:
        super().__init__(data, initial=_initial(visit, now))
        self.visit = visit
        self.is_contradicting = False
        self.row_counts = {kind: self._rows_of(kind) for kind in rows.KINDS}
        boxes = rows.build_row_fields(self.row_counts)
        # Looked at for every label that is drawn: worked out once.
        self._opened = super().opened | boxes.keys()
        self.fields = self._in_order(boxes)

    @property
    def asks_for_rows(self) -> bool:
        """Whether a button for more rows was pressed, and not the one to save."""
        return self.is_bound and "more" in self.data

    @property
    def is_complete(self) -> bool:
        """Whether the form was sent to be kept, and every answer is one."""
        return not self.asks_for_rows and self.is_valid()

    @property
    def opened(self) -> set[str]:
        """The boxes of rows count as opened: in a blank row nothing is "optional"."""
        return self._opened

    def full_clean(self) -> None:
        if self.asks_for_rows:
            self._errors = ErrorDict()
            self.cleaned_data = {}
            return
        super().full_clean()

    def clean(self) -> None:
        """What the answers need of each other; the rest is for the rules."""
        given = self.cleaned_data
        if detail := _DETAIL.get(given.get("entry_basis", "")):
            self.require(detail)
        for name in rows.half_filled(given, self.row_counts):
            self.add_error(name, self.fields[name].error_messages["required"])
        if given.keys() >= _TIMES:
            span = times.compute_span(given["on"], given["starts_at"], given["ends_at"])
            if span is None:
                sentence = _("Check the start and the end: that is too long a visit")
                self.add_error("ends_at", sentence)
            given["span"] = span

    def refuse(self, problems: Iterable[VisitInconsistency]) -> None:
        """Say what the rules found, each at the field where it is put right.

        Whoever saw it so may keep it as it happened.
        """
        self.is_contradicting = True
        for problem in problems:
            sentence = SENTENCES[problem]
            self.add_error(sentence.field, str(sentence.text))

    def record(self) -> VisitRecord:
        """The record as it was typed."""
        given = self.cleaned_data
        start, end = given["span"]
        return VisitRecord(
            purpose_told=given["purpose_told"],
            entry_basis=given["entry_basis"],
            entry_detail=given.get(_DETAIL.get(given["entry_basis"], ""), ""),
            interpreter=given["interpreter"],
            started_at=timezone.make_aware(start),
            ended_at=timezone.make_aware(end),
            outcome=given["outcome"],
            spoken_to=given["spoken_to"],
            leaflets=given["leaflets"],
            notices=given["notices"],
            arrests=given["arrests"],
            narrative=given["narrative"],
            follow_up_on=given["follow_up_on"],
            present=people.read_headcounts(given),
            signs=signs.read_sign_answers(given, self.visit.sections),
            referrals=rows.read_referrals(given, self.row_counts),
            possible_victims=rows.possible_victims(given, self.row_counts),
        )

    @property
    def people(self) -> list[people.HeadcountLine]:
        return people.list_headcount_lines(self)

    @property
    def sexes(self) -> list[str]:
        return people.list_headcount_columns()

    @property
    def wrong_boxes(self) -> list[BoundField]:
        """The boxes of the grid that are wrong, for the one place above it."""
        return [box for line in self.people for box in line.boxes if box.errors]

    @property
    def usual_bases(self) -> list[bases.ReferralBasis]:
        return bases.usual_bases()

    @property
    def distinct_bases(self) -> list[str]:
        return bases.distinct_bases()

    @property
    def sections(self) -> list[signs.SignSection]:
        return signs.list_sign_sections(self, self.visit.sections)

    @property
    def referral_rows(self) -> list[rows.OptionalRow]:
        return rows.list_shown_rows(self, rows.REFERRAL, self.row_counts)

    @property
    def victim_rows(self) -> list[rows.OptionalRow]:
        return rows.list_shown_rows(self, rows.VICTIM, self.row_counts)

    def _rows_of(self, kind: str) -> int:
        """As many as the page had, and some more where its button was pressed."""
        if not self.is_bound:
            return rows.AT_FIRST
        had = rows.number_of(self.data.get(f"{kind}_rows", ""))
        is_asked = self.data.get("more") == kind
        return min(had + rows.AT_FIRST, rows.MOST) if is_asked else had

    def _in_order(self, boxes: dict[str, Field]) -> dict[str, Field]:
        """The fields in the order of the page, which is that of the error summary."""
        fields = dict(self.fields)
        after = {name: fields.pop(name) for name in _AFTER_THE_SIGNS}
        last = {name: fields.pop(name) for name in _LAST}
        return {
            **fields,
            **people.build_headcount_fields(),
            **signs.build_sign_fields(self.visit.sections),
            **after,
            **boxes,
            **last,
        }


def _initial(visit: VisitToRecord, now: datetime) -> dict[str, object]:
    """The plan, and the clock: what a team would otherwise type again."""
    plan = visit.plan
    clock = timezone.make_naive(now)
    usual = times.suggest_times(plan.on, plan.starts_at, clock)
    return {
        "purpose_told": plan.purpose,
        "power": plan.power,
        "on": usual.on,
        "starts_at": usual.starts_at,
        "ends_at": usual.ends_at,
    }
