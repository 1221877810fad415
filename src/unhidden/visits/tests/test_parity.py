"""A record is written on the page, or of an account: both write the same."""

from __future__ import annotations

import string
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from tests.cast import NOON, TODAY, Cast
from tests.made.accounts import change_row, read_row
from tests.made.visits import make_planned, make_record
from unhidden.visits.accounts.actions import decide_account
from unhidden.visits.actions.records import RecordDoesNotAddUp, record_visit
from unhidden.visits.models import (
    AllegedExploitation,
    InterpreterUse,
    ReferredTo,
    SignKnowledge,
    SignObservation,
)
from unhidden.visits.rules.records import (
    FoundVictim,
    HeadcountGroup,
    ReferralMade,
    SignAnswered,
    VisitRecord,
)

pytestmark = pytest.mark.django_db
_SIGNS = ("gen_cannot_leave", "gen_no_docs")
_texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
_blanks = st.text("\t\n\x1c\xa0\u2003\u3000 ", max_size=3)
_words = st.builds(
    lambda *parts: "".join(parts)[:190],
    *(_blanks, st.text(string.ascii_letters, min_size=1), _texts, _blanks),
)
_counts = st.integers(0, 999)


def _some(values: Any) -> Any:
    return st.sampled_from([str(each) for each in values])


records = st.builds(
    make_record,
    purpose_told=_words,
    entry_detail=_words,
    interpreter=_some(InterpreterUse.values),
    spoken_to=st.integers(0, 3),
    leaflets=_counts,
    notices=_counts,
    arrests=_counts,
    narrative=_words,
    follow_up_on=st.one_of(st.none(), st.just(TODAY + timedelta(days=3))),
    present=st.lists(
        st.builds(
            HeadcountGroup,
            st.just("adult"),
            _some(["male", "female"]),
            st.integers(3, 999),
        ),
        unique_by=lambda group: group.sex,
        min_size=1,
    ).map(tuple),
    signs=st.lists(
        st.builds(
            SignAnswered,
            _some(_SIGNS),
            _some(SignObservation.values),
            _some(["", *SignKnowledge.values]),
        ),
        unique_by=lambda sign: sign.code,
    ).map(tuple),
    referrals=st.lists(
        st.builds(ReferralMade, _some(ReferredTo.values), _words), max_size=3
    ).map(tuple),
    possible_victims=st.lists(
        st.builds(
            FoundVictim,
            st.just("adult"),
            _some(AllegedExploitation.values),
            st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
)


def read_written(planned_id: object) -> dict[str, Any]:
    """The record as it stands, every column of it and of its rows."""
    found: dict[str, Any] = read_row(
        "select to_jsonb(v) - 'revision' - 'recorded_at' || wall.record_of(v)"
        " || jsonb_build_object('numbers', (select jsonb_agg(p.number order by number)"
        " from visits_possiblevictim p where p.visit_id = v.id and not is_withdrawn))"
        " from visits_visit v where v.planned_id = %s",
        planned_id,
    )
    return found


class _IsDone(Exception):
    """Both have written: the plan is as it was for the next record."""


def test_both_writers_make_the_same_record(cast: Cast) -> None:
    planned, actor = make_planned(cast), cast.actor("officer")
    planner = cast.actor("planner")

    @given(record=records)
    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    def write_twice(record: VisitRecord) -> None:
        with suppress(_IsDone), transaction.atomic():
            try:
                record_visit(planned_id=planned.id, record=record, actor=actor, at=NOON)
            except RecordDoesNotAddUp:
                reject()
            before = read_written(planned.id)

            change_row("update visits_account set state = 'waits', reason = 'clock'")
            decide_account(
                account_id=UUID(before["account_id"]),
                decision="count",
                why="To write it again",
                actor=planner,
                at=NOON,
            )

            assert read_written(planned.id) == before
            raise _IsDone

    write_twice()


def test_every_column_of_a_record_is_written_by_both(cast: Cast) -> None:
    """A column that is added later must be written by the SQL, too, or be told here."""
    columns = read_row(
        "select jsonb_agg(attname) from pg_attribute where attnum > 0 and not"
        " attisdropped and attrelid = 'visits_visit'::regclass"
    )
    written = read_row(
        "select to_jsonb(pg_get_functiondef('wall.write_visit'::regproc))"
    )

    assert [name for name in columns if name not in written] == []
    assert cast
