"""The 3x5x2 standard, and what a draft must hold before it is taken in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.made.intelligence import make_draft, make_item
from unhidden.intelligence import grades, models
from unhidden.intelligence.reports.rules.drafts import (
    FROM_THE_QUEUE,
    ORIGINS,
    DraftFault,
    fault_in,
)
from unhidden.intelligence.subjects.rules import mentions
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.lib import markings

TODAY = date(2016, 10, 17)
SOMETHING = UUID(int=1)


def test_a_sound_draft_has_no_fault() -> None:
    assert fault_in(make_draft(), today=TODAY) is None


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"origin": "rumour"}, DraftFault.ORIGIN_NOT_NAMED),
        ({"origin": "public_report"}, DraftFault.ORIGIN_NOT_NAMED),
        ({"origin": "call_101"}, DraftFault.ORIGIN_NOT_NAMED),
        ({"origin": "helpline"}, DraftFault.ORIGIN_NOT_NAMED),
        ({"origin": "visit"}, DraftFault.ORIGIN_NOT_NAMED),
        ({"visit_id": SOMETHING}, DraftFault.ORIGIN_NOT_NAMED),
        ({"report_id": SOMETHING}, DraftFault.ORIGIN_NOT_NAMED),
        ({"raw": "  "}, DraftFault.RAW_MISSING),
        ({"provenance": "\n"}, DraftFault.PROVENANCE_MISSING),
        ({"event_on": TODAY + timedelta(days=1)}, DraftFault.EVENT_IN_THE_FUTURE),
        ({"marking": "SECRET"}, DraftFault.MARKING_TOO_HIGH),
        ({"marking": "TOP SECRET"}, DraftFault.MARKING_TOO_HIGH),
        ({"raw": "SECRET\nthe words"}, DraftFault.MARKING_TOO_HIGH),
        ({"provenance": "UK TOP SECRET"}, DraftFault.MARKING_TOO_HIGH),
        ({"items": ()}, DraftFault.ITEMS_NOT_ONE_TO_TEN),
        ({"items": (make_item(),) * 11}, DraftFault.ITEMS_NOT_ONE_TO_TEN),
    ],
)
def test_a_draft_with_a_fault_is_told_which(
    wrong: dict[str, Any], fault: DraftFault
) -> None:
    assert fault_in(make_draft(**wrong), today=TODAY) == fault


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"text": " "}, DraftFault.TEXT_MISSING),
        ({"text": "TOP SECRET"}, DraftFault.MARKING_TOO_HIGH),
        ({"source": "4"}, DraftFault.GRADE_UNKNOWN),
        ({"source": "A"}, DraftFault.GRADE_UNKNOWN),
        ({"assessment": "F"}, DraftFault.GRADE_UNKNOWN),
        ({"assessment": "1"}, DraftFault.GRADE_UNKNOWN),
        ({"handling": "A"}, DraftFault.GRADE_UNKNOWN),
        ({"handling": "C", "conditions": " "}, DraftFault.CONDITION_MISSING),
        ({"handling": "P", "conditions": "Ask."}, DraftFault.CONDITION_WITH_P),
        ({"mentions": (NewMention("event", "SECRET"),)}, DraftFault.MARKING_TOO_HIGH),
        (
            {"mentions": (NewMention("person", "A", details={"aliases": "SECRET"}),)},
            DraftFault.MARKING_TOO_HIGH,
        ),
        ({"mentions": (NewMention("rumour", "x"),)}, DraftFault.MENTION_UNCLEAR),
        ({"mentions": (NewMention("person", " "),)}, DraftFault.MENTION_UNCLEAR),
        ({"mentions": (NewMention("person", "x" * 201),)}, DraftFault.MENTION_UNCLEAR),
        ({"mentions": (NewMention("premises", "x"),)}, DraftFault.MENTION_UNCLEAR),
        (
            {"mentions": (NewMention("phone", "x", SOMETHING),)},
            DraftFault.MENTION_UNCLEAR,
        ),
    ],
)
def test_an_item_with_a_fault_is_told_which(
    wrong: dict[str, Any], fault: DraftFault
) -> None:
    draft = make_draft(make_item(), make_item(**wrong))

    assert fault_in(draft, today=TODAY) == fault


def test_handling_p_needs_no_condition() -> None:
    draft = make_draft(make_item(handling="P", conditions=""))

    assert fault_in(draft, today=TODAY) is None


def test_premises_need_no_words_of_their_own() -> None:
    item = make_item(mentions=(NewMention("premises", "", SOMETHING),))

    assert fault_in(make_draft(item), today=TODAY) is None


@pytest.mark.parametrize("origin", FROM_THE_QUEUE)
def test_a_report_of_the_queue_needs_no_words_beside_it(origin: str) -> None:
    draft = make_draft(origin=origin, report_id=SOMETHING, raw="")

    assert fault_in(draft, today=TODAY) is None
    visited = replace(draft, visit_id=SOMETHING)
    assert fault_in(visited, today=TODAY) == DraftFault.ORIGIN_NOT_NAMED


def test_whoever_gives_no_name_is_not_asked_and_a_caller_may_be() -> None:
    draft = make_draft(report_id=SOMETHING, raw="", told_by="Mair")

    anonymous, caller = (
        replace(draft, origin=origin) for origin in ("public_report", "call_101")
    )

    assert fault_in(anonymous, today=TODAY) == DraftFault.SOURCE_NOT_ASKED
    assert fault_in(caller, today=TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "SECRET",
        "TOP SECRET",
        "  UK SECRET  ",
        "a\nTOP  SECRET - UK EYES ONLY\nb",
        "[SECRET]",
        "Protective marking: SECRET",
        "GSC: SECRET",
        "Classification: SECRET",
        "This document is classified TOP SECRET",
        "SECRET UK EYES ONLY",
        "TOP SECRET STRAP1",
        "SECRET UMBRA",
        "NATO SECRET",
        "OFFICIAL-SENSITIVE / SECRET",
        "SECRET (when complete)",
        "SECRET when complete",
        "CONFIDENTIAL",
    ],
)
def test_a_marking_above_the_ceiling_is_seen(text: str) -> None:
    assert markings.is_marked_too_high(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "OFFICIAL-SENSITIVE",
        "they keep it secret",
        "Secret",
        "The door says SECRET on it",
        "SECRETARY",
        "it was a secret",
        "SECRET ROOM BEHIND THE KITCHEN",
        "Security: a secret exit",
        "OFFICIAL SECRETS ACT",
        "PRIVATE AND CONFIDENTIAL",
    ],
)
def test_a_word_in_a_sentence_is_no_marking(text: str) -> None:
    assert not markings.is_marked_too_high(text)


@pytest.mark.parametrize(
    ("origin", "source", "assessment", "handling"),
    [
        ("public_report", "2", "D", "C"),
        ("call_101", "2", "D", "C"),
        ("helpline", "2", "C", "C"),
        ("officer", "1", "A", "P"),
        ("visit", "1", "A", "C"),
        ("partner", "1", "C", "C"),
        ("nobody knows", "2", "D", "C"),
    ],
)
def test_grades_are_suggested_by_origin(
    origin: str, source: str, assessment: str, handling: str
) -> None:
    assert grades.suggest_grades(origin) == grades.GradeSuggestion(
        source, assessment, handling
    )


def test_every_suggestion_is_a_grade_of_the_standard() -> None:
    for origin in ORIGINS:
        found = grades.suggest_grades(origin)

        assert (
            fault_in(
                make_draft(
                    replace(
                        make_item(),
                        source=found.source,
                        assessment=found.assessment,
                        handling=found.handling,
                        conditions="Ask." if found.handling == "C" else "",
                    )
                ),
                today=TODAY,
            )
            is None
        )


def test_rules_and_tables_know_the_same_codes() -> None:
    assert list(grades.SOURCES) == models.SourceGrade.values
    assert list(grades.ASSESSMENTS) == models.AssessmentGrade.values
    assert sorted(grades.HANDLINGS) == sorted(models.HandlingCode.values)
    assert sorted(ORIGINS) == sorted(models.ReportOrigin.values)
    assert sorted(mentions.DETAILS) == sorted(models.MentionKind.values)
