"""The record of a visit on one page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from unhidden.visits.forms import people, rows, signs
from unhidden.visits.forms.bases import Basis, distinct_bases, usual_bases
from unhidden.visits.forms.questions import Questions
from unhidden.visits.forms.sentences import SENTENCES
from unhidden.visits.queries import VisitToRecord
from unhidden.visits.rules import times
from unhidden.visits.rules.consistency import Problem
from unhidden.visits.rules.records import VisitRecord

_DETAIL = {"consent": "consent_by", "power": "power"}
_MORE_ROWS = 4


class RecordForm(Questions):
    """Everything of a ``VisitRecord``; ``record()`` gives it once ``is_complete``.

    A button that asks for more rows sends the form as well: then nothing is judged,
    and all that was typed is shown again with more rows.
    """

    def __init__(
        self, data: QueryDict | None = None, *, visit: VisitToRecord, now: datetime
    ) -> None:
        super().__init__(data, initial=_initial(visit, now))
        self.visit = visit
        self.referral_rows = self._rows_of(rows.REFERRAL)
        self.victim_rows = self._rows_of(rows.VICTIM)
        self.fields |= people.boxes() | signs.questions(visit.sections)
        for number in range(1, self.referral_rows + 1):
            self.fields |= rows.referral_fields(number)
        for number in range(1, self.victim_rows + 1):
            self.fields |= rows.victim_fields(number)
        self.order_fields(_in_order(self.fields))

    @property
    def asks_for_rows(self) -> bool:
        """Whether the button for more rows was pressed, and not the one to save."""
        return self.is_bound and "more" in self.data

    @property
    def is_complete(self) -> bool:
        """Whether the form was sent to be kept, and every answer is one."""
        return not self.asks_for_rows and self.is_valid()

    def full_clean(self) -> None:
        if self.asks_for_rows:
            self._errors = ErrorDict()
            self.cleaned_data = {}
            return
        super().full_clean()

    def clean(self) -> None:
        """What the fields need of each other; the rest is for the rules."""
        given = self.cleaned_data
        if detail := _DETAIL.get(given.get("entry_basis", "")):
            self.require(detail)
        for row in (*self.rows_of_referrals, *self.rows_of_victims):
            names = [field.name for field in row.fields]
            for name in rows.half_filled(given, names):
                self.add_error(name, self.fields[name].error_messages["required"])
        if self._span() is None and {"on", "starts_at", "ends_at"} <= given.keys():
            sentence = _("Check the start and the end: the visit would be too long")
            self.add_error("ends_at", sentence)

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Say what the rules found, each at the field where it is put right."""
        for problem in problems:
            sentence = SENTENCES[problem]
            self.add_error(sentence.field, str(sentence.text))

    def record(self) -> VisitRecord:
        """The record as it was typed."""
        given = self.cleaned_data
        start, end = self._span() or (None, None)
        assert start and end  # noqa: S101  # is_complete
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
            present=people.counted(given),
            signs=signs.answered(given, self.visit.sections),
            referrals=rows.referrals(given, self.referral_rows),
            possible_victims=rows.possible_victims(given, self.victim_rows),
        )

