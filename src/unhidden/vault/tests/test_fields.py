"""A sealed field is declared, and never silently read, compared or written out."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection
from django.db.models import Max
from django.db.models.functions import Length, Substr
from django.forms.models import model_to_dict
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from tests.made.vault import WORDS, make_member, make_row, make_team
from unhidden.intelligence.models import IntelligenceReport
from unhidden.reporting.models import Report
from unhidden.vault import actions
from unhidden.vault.fields import (
    CATEGORIES,
    NeverRead,
    PlainTextRefused,
    SealedField,
    SealedFieldUsed,
    SealedValue,
)

pytestmark = pytest.mark.django_db

CATEGORY_OF = {
    "field_innerenvelope.content_sealed": "narrative",
    "intelligence_intelligencereport.provenance_sealed": "third_party",
    "intelligence_intelligencereport.raw_sealed": "narrative",
    "investigations_interestconflict.words_sealed": "narrative",
    "investigations_interview.plan_sealed": "narrative",
    "investigations_interviewstep.words_sealed": "narrative",
    "investigations_papertext.text_sealed": "narrative",
    "investigations_personcontact.contact_sealed": "contact",
    "investigations_personidentity.identity_sealed": "identity",
    "investigations_redaction.copy_sealed": "narrative",
    "investigations_section45record.reasons_sealed": "narrative",
    "investigations_sensitivedescription.text_sealed": "narrative",
    "investigations_sensitiveline.words_sealed": "narrative",
    "investigations_statementcontact.contact_sealed": "contact",
    "investigations_subjectlink.reason_sealed": "narrative",
    "operations_eventfeedback.sealed_words": "narrative",
    "operations_signup.sealed_email": "contact",
    "oversight_disclosureitem.words_sealed": "narrative",
    "reporting_message.body": "narrative",
    "reporting_report.sealed_answers": "narrative",
    "safeguarding_accountmark.content_sealed": "narrative",
    "safeguarding_nrmformanswer.content_sealed": "narrative",
    "safeguarding_nrmformunsaved.content_sealed": "narrative",
    "safeguarding_survivoraccount.content_sealed": "narrative",
    "safeguarding_bestinterestsdecision.words_sealed": "narrative",
    "safeguarding_case.identity_sealed": "identity",
    "safeguarding_casetransfer.words_sealed": "narrative",
    "safeguarding_caseturn.words_sealed": "narrative",
    "safeguarding_covercall.text_sealed": "narrative",
    "safeguarding_coversection.text_sealed": "narrative",
    "safeguarding_coversheet.called_sealed": "identity",
    "safeguarding_holdingsanswer.words_sealed": "narrative",
    "safeguarding_holdingsletter.words_sealed": "identity",
    "safeguarding_nrmchange.words_sealed": "narrative",
    "safeguarding_note.text_sealed": "narrative",
    "safeguarding_registerentry.content_sealed": "narrative",
    "safeguarding_safetyregister.place_sealed": "contact",
    "safeguarding_supervisiontalk.words_sealed": "narrative",
    "safeguarding_excludedinterpreter.name_sealed": "third_party",
    "safeguarding_safecontact.terms_sealed": "contact",
    "safeguarding_safetyrisk.words_sealed": "narrative",
    "safeguarding_serviceprovider.name_sealed": "operational",
    "safeguarding_caseneed.words_sealed": "narrative",
    "safeguarding_supportcontact.words_sealed": "narrative",
    "safeguarding_supportplantext.text_sealed": "narrative",
}


def test_what_is_sealed_in_the_house() -> None:
    found = {
        f"{model._meta.db_table}.{field.column}": field.category
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    }

    assert found == CATEGORY_OF


def test_a_sealed_field_names_a_known_category() -> None:
    with pytest.raises(ValueError, match="gossip"):
        SealedField(category="gossip")
    assert "identity" in CATEGORIES


def test_a_row_gives_a_sealed_value_that_a_ring_opens() -> None:
    team_id = make_team()
    row = make_row(team_id)

    assert isinstance(row.sealed_answers, SealedValue)
    assert row.sealed_answers.open(make_member(team_id)) == WORDS


def test_a_sealed_value_is_not_printed_compared_or_written_out() -> None:
    sealed = make_row(make_team()).sealed_answers

    assert repr(sealed) == "<sealed>"
    attempts: list[Any] = [
        lambda: str(sealed),
        lambda: f"{sealed}",
        lambda: bytes(sealed),
        lambda: sealed == sealed,
        lambda: sealed != "text",
        lambda: sealed < sealed,
        lambda: hash(sealed),
        lambda: len(sealed),
        lambda: list(sealed),
        lambda: json.dumps(sealed),
        lambda: pickle.dumps(sealed),
        lambda: Template("{{ sealed }}").render(Context({"sealed": sealed})),
    ]
    for attempt in attempts:
        with pytest.raises(TypeError):
            attempt()


def test_a_row_with_a_sealed_field_is_not_written_out() -> None:
    row = make_row(make_team())

    with pytest.raises(NeverRead):
        serializers.serialize("json", [row])
    with pytest.raises(NeverRead):
        SealedField(category="identity").value_from_object(row)
    assert "sealed_answers" not in model_to_dict(row)


@pytest.mark.parametrize("value", ["plain words", b"plain words", 7, ""])
def test_plain_text_is_never_kept_by_accident(value: object) -> None:
    row = make_row(make_team())

    with pytest.raises(PlainTextRefused):
        row.sealed_answers = value
    with pytest.raises(PlainTextRefused):
        Report(sealed_answers=value)
    with pytest.raises(PlainTextRefused):
        Report.objects.filter(id=row.id).update(sealed_answers=value)


def test_what_was_sealed_for_one_place_is_kept_in_no_other() -> None:
    one, other = make_row(make_team()), make_row(make_team())

    with pytest.raises(PlainTextRefused):
        other.sealed_answers = one.sealed_answers
    with pytest.raises(PlainTextRefused):
        IntelligenceReport(id=one.id, raw_sealed=one.sealed_answers)


def test_only_a_sealed_field_of_a_row_with_a_key_is_sealed() -> None:
    with pytest.raises(TypeError):
        actions.seal_field(Report(), "language", WORDS, teams=[make_team()])


@pytest.mark.parametrize(
    "lookup",
    ["", "__exact", "__in", "__contains", "__gt", "__startswith", "__length"],
)
def test_nothing_is_filtered_by_it(lookup: str) -> None:
    value: Any = [b"x"] if lookup == "__in" else b"x"

    with pytest.raises(SealedFieldUsed):
        Report.objects.filter(**{f"sealed_answers{lookup}": value})
    with pytest.raises(SealedFieldUsed):
        Report.objects.exclude(**{f"sealed_answers{lookup}": value})


def test_whether_there_is_something_may_be_asked() -> None:
    make_row(make_team())

    kept = Report.objects.using("stored").filter(sealed_answers__isnull=False)
    assert kept.count() == 1


@pytest.mark.parametrize("order", ["sealed_answers", "-sealed_answers"])
def test_nothing_is_ordered_by_it_and_no_query_is_sent(order: str) -> None:
    with CaptureQueriesContext(connection) as sent, pytest.raises(SealedFieldUsed):
        list(Report.objects.order_by(order))
    assert len(sent) == 0


def test_it_can_be_left_out_of_a_query_and_fetched_later() -> None:
    team_id = make_team()
    row = make_row(team_id)

    late = Report.objects.using("stored").defer("sealed_answers").get(id=row.id)

    assert late.sealed_answers.open(make_member(team_id)) == WORDS


def test_what_a_query_of_values_gives_is_not_text() -> None:
    make_row(make_team())

    kept = Report.objects.using("stored")
    (found,) = kept.values_list("sealed_answers", flat=True)

    assert repr(found) == "<sealed>"
    assert WORDS.encode() not in bytes(found)


@pytest.mark.parametrize(
    "expression",
    [Max("sealed_answers"), Length("sealed_answers"), Substr("sealed_answers", 1, 1)],
)
def test_no_expression_reads_plain_text_from_it(expression: Any) -> None:
    make_row(make_team())

    try:
        found = list(Report.objects.annotate(x=expression).values_list("x", flat=True))
    except Exception:  # noqa: BLE001  # a refusal is as good
        return
    assert WORDS not in repr(found)
