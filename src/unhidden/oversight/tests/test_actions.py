"""Results are counted from records, protected, and published by two people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError

from tests.cast import NOON, Cast
from tests.made.oversight import LATER, STATEMENT, make_publication, make_sheet
from tests.made.visits import make_planned
from tests.support import audited as audit
from tests.support.roles import as_role
from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.access.policy import Purpose
from unhidden.oversight.actions import results
from unhidden.oversight.actions.results import (
    AlreadyApproved,
    AlreadyWithdrawn,
    CorrectionUnexplained,
    ExactFigureAlreadyRequested,
    NoSuchFigure,
    NotApproved,
    NotTheLatest,
    OperationNotClosed,
    SlugTaken,
)
from unhidden.oversight.models import Publication, ResultSheet
from unhidden.oversight.queries import figures, published, sheets, sources

pytestmark = pytest.mark.django_db


def test_results_are_computed_only_when_the_operation_is_closed(cast: Cast) -> None:
    planned = make_planned(cast)

    with pytest.raises(OperationNotClosed):
        results.compute_results(
            operation_id=planned.operation_id, actor=cast.actor("planner"), at=NOON
        )


def test_the_sheet_counts_the_records(cast: Cast) -> None:
    _, sheet_id = make_sheet(cast)

    figures = ResultSheet.objects.using("stored").get(id=sheet_id).figures

    assert figures["interventions"] == 1
    assert figures["possible_victims"] == 1
    assert figures["brought_to_safety"] == 1
    assert figures["alleging_labour"] == 1
    assert figures["sector_nail_bar"] == 1


def test_every_figure_walks_back_to_records_that_add_up_to_it(cast: Cast) -> None:
    operation_id, sheet_id = make_sheet(cast)
    overseer = cast.actor("overseer")
    figures = ResultSheet.objects.using("stored").get(id=sheet_id).figures

    for code, value in figures.items():
        rows = sources.trace_figure(
            viewer=overseer, operation_id=operation_id, code=code
        )

        assert sum(row.amount for row in rows) == value
        for row in rows:
            assert audit.names_about(subject_id=row.id)


def test_only_whoever_may_trace_sees_the_records(cast: Cast) -> None:
    operation_id, _ = make_sheet(cast)

    with pytest.raises(Absent):
        sources.trace_figure(
            viewer=cast.actor("communications"),
            operation_id=operation_id,
            code="visits",
        )


def test_small_counts_are_protected_and_stay_so_in_the_publication(cast: Cast) -> None:
    publication = Publication.objects.using("stored").get(id=make_publication(cast))
    shown = {each["code"]: each for each in publication.figures}

    assert shown["possible_victims"]["how"] == "fewer"
    assert shown["possible_victims"]["value"] is None


def test_an_exact_small_figure_takes_a_source_and_two_people(cast: Cast) -> None:
    _, sheet_id = make_sheet(cast)
    press = cast.actor("communications")
    figure_id = _ask(sheet_id, "brought_to_safety", cast)

    with pytest.raises(Absent):
        results.approve_exact_figure(figure_id=figure_id, actor=press, at=LATER)
    with pytest.raises(ExactFigureAlreadyRequested):
        _ask(sheet_id, "brought_to_safety", cast)
    assert _how(sheet_id, "brought_to_safety") == "fewer"

    lead = cast.actor("safeguarding_lead")
    results.approve_exact_figure(figure_id=figure_id, actor=lead, at=LATER)

    assert _how(sheet_id, "brought_to_safety") == "exact"
    with pytest.raises(AlreadyApproved):
        results.approve_exact_figure(figure_id=figure_id, actor=lead, at=LATER)


def test_a_large_or_unknown_figure_needs_no_release(cast: Cast) -> None:
    _, sheet_id = make_sheet(cast)

    for code in ("sector_other", "no_such_figure"):
        with pytest.raises(NoSuchFigure):
            _ask(sheet_id, code, cast)


def test_nothing_is_published_without_the_safeguarding_lead(cast: Cast) -> None:
    _, sheet_id = make_sheet(cast)

    with pytest.raises(NotApproved):
        _publish(sheet_id, cast)


def test_a_newer_sheet_takes_the_place_of_an_approved_one(cast: Cast) -> None:
    operation_id, sheet_id = make_sheet(cast, is_approved=True)
    results.compute_results(
        operation_id=operation_id, actor=cast.actor("planner"), at=LATER
    )

    with pytest.raises(NotTheLatest):
        _publish(sheet_id, cast)


def test_a_second_publication_corrects_the_first(cast: Cast) -> None:
    first = Publication.objects.using("stored").get(id=make_publication(cast))
    second_id = _publish(first.sheet_id, cast, corrected_en="One.", corrected_cy="Un.")
    second = Publication.objects.using("stored").get(id=second_id)

    assert (first.number, second.number) == (1, 2)
    week = published.published_week(slug=STATEMENT.slug)
    assert (week.number, week.corrected) == (2, "One.")
    assert len(published.published_weeks()) == 1


def test_a_correction_says_what_it_corrects_in_both_languages(cast: Cast) -> None:
    first = Publication.objects.using("stored").get(id=make_publication(cast))

    for words in ({}, {"corrected_en": "One."}, {"corrected_cy": "Un."}):
        with pytest.raises(CorrectionUnexplained):
            _publish(first.sheet_id, cast, **words)


def test_a_figure_keeps_the_meaning_that_it_was_counted_with(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    operation_id, sheet_id = make_sheet(cast, is_approved=True)
    _publish(sheet_id, cast)

    monkeypatch.setitem(figures.LABELS, "visits", "Something else")

    week = published.published_week(slug=STATEMENT.slug)
    labels = {one.code: one.label for group in week.groups for one in group.figures}
    view = sheets.get_results(viewer=cast.actor("planner"), operation_id=operation_id)
    assert view.sheet is not None
    kept = {
        one.code: one.label for group in view.sheet.compared for one, _ in group.pairs
    }
    assert labels["visits"] == kept["visits"] == "Visits"


def test_nobody_rewrites_what_was_published(cast: Cast) -> None:
    publication_id = make_publication(cast)
    writer = cast.actor("communications").doing(Purpose.OVERSIGHT_STATISTICS)

    with pytest.raises(DatabaseError, match="denied"), context.acting_as(writer):
        Publication.objects.filter(id=publication_id).update(figures=[])


def test_what_only_few_may_know_is_on_the_sheet_and_never_public(cast: Cast) -> None:
    operation_id, sheet_id = make_sheet(cast, is_approved=True)
    _publish(sheet_id, cast)

    view = sheets.get_results(viewer=cast.actor("planner"), operation_id=operation_id)
    week = published.published_week(slug=STATEMENT.slug)

    assert view.sheet is not None
    how = {two.code: two.how for group in view.sheet.compared for _, two in group.pairs}
    public = {one.code for group in week.groups for one in group.figures}
    for code in ("refused", "interpreted", "children", "medical"):
        assert how[code] == "internal"
        assert code not in public
    with pytest.raises(NoSuchFigure):
        results.ask_exact_figure(
            sheet_id=sheet_id,
            code="children",
            source_en="Press",
            source_cy="Y wasg",
            actor=cast.actor("communications"),
            at=LATER,
        )


def test_an_address_belongs_to_one_operation(cast: Cast) -> None:
    make_publication(cast)
    _, other = make_sheet(cast, is_approved=True)

    with pytest.raises(SlugTaken):
        _publish(other, cast)


def test_a_withdrawn_publication_says_why_and_is_withdrawn_once(cast: Cast) -> None:
    publication_id = make_publication(cast)
    withdrawn: dict[str, Any] = {
        "publication_id": publication_id,
        "because_en": "A visit was counted twice.",
        "because_cy": "Cyfrifwyd un ymweliad ddwywaith.",
        "actor": cast.actor("communications"),
        "at": LATER,
    }
    results.withdraw_results(**withdrawn)

    week = published.published_week(slug=STATEMENT.slug)
    assert week.withdrawn_because == "A visit was counted twice."
    with pytest.raises(AlreadyWithdrawn):
        results.withdraw_results(**withdrawn)


def test_the_public_role_reads_the_publication_and_nothing_behind_it(
    cast: Cast,
) -> None:
    make_publication(cast)

    with as_role("public"):
        assert published.published_week(slug=STATEMENT.slug).title
        with pytest.raises(Exception, match="permission denied"):
            ResultSheet.objects.count()
    with (
        as_role("public"),
        pytest.raises(Exception, match="permission denied"),
    ):
        Publication.objects.values_list("approved_by_id").first()


def _ask(sheet_id: UUID, code: str, cast: Cast) -> UUID:
    return results.ask_exact_figure(
        sheet_id=sheet_id,
        code=code,
        source_en="A news release",
        source_cy="Datganiad i’r wasg",
        actor=cast.actor("communications"),
        at=LATER,
    )


def _how(sheet_id: UUID, code: str) -> object:
    shown = sheets.protect_figures(ResultSheet.objects.using("stored").get(id=sheet_id))
    return next(each["how"] for each in shown if each["code"] == code)


def _publish(sheet_id: UUID, cast: Cast, **corrected: str) -> UUID:
    return results.publish_results(
        sheet_id=sheet_id,
        statement=replace(STATEMENT, **corrected),
        actor=cast.actor("communications"),
        at=LATER,
    )
