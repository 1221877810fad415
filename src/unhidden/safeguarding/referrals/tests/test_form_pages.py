"""The pages of the official form, and of what was told."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pikepdf
import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import PASSWORD, Cast
from tests.made.safeguarding import make_case
from unhidden.safeguarding.referrals.forms.steps import field_name
from unhidden.safeguarding.referrals.rules import forks
from unhidden.safeguarding.referrals.rules.forks import Answer
from unhidden.safeguarding.referrals.rules.official import NrmStep
from unhidden.safeguarding.referrals.tests.official_forms import FORM, typical_adult

pytestmark = pytest.mark.django_db
MOST_INTERACTIONS = 140


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    return make_case(cast)


@pytest.fixture
def client(cast: Cast) -> Client:
    return sign_in(cast, "support_worker")


def sign_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def begin(client: Client, case_id: UUID) -> str:
    url = f"/cases/{case_id}/nrm-form/"
    client.post(f"{url}begin/")
    return url


def posted(
    step: NrmStep, answers: Mapping[str, Answer], number: int
) -> dict[str, object]:
    """What a browser sends of a step that is answered so."""
    sent: dict[str, object] = {"number": str(number)}
    for question in step.questions:
        answer, name = answers.get(question.code), field_name(question)
        if not answer or not forks.is_asked(question, answers):
            continue
        if question.kind == "day":
            born = date.fromisoformat(str(answer))
            parts = {"day": born.day, "month": born.month, "year": born.year}
            sent |= {f"{name}_{part}": str(value) for part, value in parts.items()}
        elif question.kind == "picks":
            sent[name] = "\n".join(answer)
        else:
            sent[name] = answer
    return sent


def test_a_typical_adult_takes_140_interactions_at_most(
    client: Client, case_id: UUID
) -> None:
    """Each field that is answered and each button that is pressed counts as one."""
    url = begin(client, case_id)
    answers = typical_adult()
    known = {"reference", "pv-under-age", "fr-details"}
    interactions, step = 1, FORM.find_step("reference")

    while step is not None:
        number = 1 if step.kept_under in known else 0
        sent = posted(step, answers, number)
        answer = client.post(f"{url}step/{step.code}/", sent)
        assert answer.status_code == 302, (step.code, answer.text)
        interactions += 1 + (
            0 if number and step.kept_under != "fr-details" else len(sent) - 1
        )
        code = answer["Location"].rstrip("/").rsplit("/", 1)[-1]
        step = FORM.find_step(code)

    assert interactions <= MOST_INTERACTIONS
    assert "Nothing that the Home Office needs is missing" in client.get(url).text
    with CaptureQueriesContext(connections["default"]) as done:
        client.get(url)
    assert len(done) <= 30


def test_a_step_keeps_what_was_typed_where_the_official_form_would_refuse_it(
    client: Client, case_id: UUID
) -> None:
    url = begin(client, case_id)
    long = {"number": "0", "who-exploited-pv": "x" * 15_001}
    town = {"number": "0", "current-pv-location-uk-city": "Wrexam"}

    too_long = client.post(f"{url}step/who-exploited-pv/", long)
    unlisted = client.post(f"{url}step/current-pv-location/", town)
    phone = client.post(
        f"{url}step/pv-phone-number/",
        {"number": "0", "pv-phone-number": "yes", "pv-phone-number-yes": "12"},
    )

    assert "Use 15000 characters or fewer" in too_long.text
    assert "x" * 15_001 in too_long.text
    assert "Nearest to it: Wrexham / Wrecsam" in unlisted.text
    assert 'value="Wrexam"' in unlisted.text
    assert "Enter a phone number with its country’s code" in phone.text


def test_a_birth_date_of_a_child_says_what_it_changes(
    client: Client, case_id: UUID
) -> None:
    url = begin(client, case_id)

    told = client.post(
        f"{url}step/pv-dob/",
        {"number": "0", "pv-dob_day": "1", "pv-dob_month": "6", "pv-dob_year": "2012"},
        follow=True,
    )

    assert "This date of birth makes them a child" in told.text


def test_of_two_who_write_the_second_reads_what_the_first_saved(
    cast: Cast, client: Client, case_id: UUID
) -> None:
    url = begin(client, case_id)
    step = f"{url}step/who-exploited-pv/"
    lead = sign_in(cast, "safeguarding_lead")
    lead.post(step, {"number": "0", "who-exploited-pv": "What the lead saved."})

    told = client.post(step, {"number": "0", "who-exploited-pv": "What I typed."})
    again = client.post(step, {"number": "1", "who-exploited-pv": "Both together."})

    assert "Somebody else saved this step while you wrote" in told.text
    assert "What the lead saved." in told.text
    assert "What I typed." in told.text
    assert again.status_code == 302
    assert "Both together." in lead.get(step).text


def test_what_is_typed_is_kept_for_its_author_and_put_back(
    cast: Cast, client: Client, case_id: UUID
) -> None:
    url = begin(client, case_id)
    step = f"{url}step/pv-phone-number/"
    half = {"number": "0", "pv-phone-number": "yes", "pv-phone-number-yes": "+44 7999"}

    kept = client.post(f"{step}keep/", half)

    assert kept.status_code == 204
    assert "You typed this here and did not save it" in client.get(step).text
    assert "+44 7999" in client.get(f"{step}?unsaved=1").text
    lead = sign_in(cast, "safeguarding_lead")
    assert "did not save it" not in lead.get(step).text
    assert "+44 7999" not in lead.get(f"{step}?unsaved=1").text
    client.post(f"{step}drop/")
    assert "did not save it" not in client.get(step).text


def test_the_browser_seals_a_draft_with_another_key_for_each_person(
    cast: Cast, client: Client, case_id: UUID
) -> None:
    url = f"{begin(client, case_id)}step/who-exploited-pv/"
    lead = sign_in(cast, "safeguarding_lead")

    keys = {key_of(each.get(url).text) for each in (client, client, lead)}

    assert len(keys) == 2


def key_of(page: str) -> str:
    return page.split('data-draft-key="')[1].split('"')[0]


def test_the_form_is_absent_for_everybody_else(
    cast: Cast, client: Client, case_id: UUID
) -> None:
    url = begin(client, case_id)
    for part in ("officer", "other_support_worker", "investigator", "partner"):
        other = sign_in(cast, part)
        for page in ("", "copy/", "print/", "step/who-exploited-pv/", "begun-there/"):
            assert other.get(f"{url}{page}").status_code == 404
        assert other.get(f"/cases/{case_id}/told/").status_code == 404


def test_an_account_is_written_marked_and_taken_over_by_pages(
    client: Client, case_id: UUID
) -> None:
    url = begin(client, case_id)
    told = f"/cases/{case_id}/told/"
    given = {"day_day": "4", "day_month": "1", "day_year": "2026", "how": "spoken",
             "language": "Polish", "text": "I had no bed. It was cold."}  # fmt: skip
    kept = client.post(f"{told}write/", given)
    account = kept["Location"]
    marked = {"sentences": ["0", "1"], "question": "living-conditions"}
    client.post(account, marked)

    step = client.get(f"{url}step/how-they-were-treated/")
    take = client.get(f"{url}take/living-conditions/")
    mark_id = take.text.split('name="sentences"')[1].split('value="')[1].split('"')[0]
    nothing = client.post(f"{url}take/living-conditions/", {"sentences": mark_id})
    client.post(
        f"{url}take/living-conditions/", {"sentences": mark_id, "check_made": "not_yet"}
    )

    assert "They told something that speaks to “How did they live?”" in step.text
    assert "“I had no bed.”" in step.text
    assert "Select how it was checked with the person" in nothing.text
    assert "“I had no bed.”: Not yet read back" in client.get(f"{url}copy/").text


def test_what_was_told_of_a_town_stands_beside_the_answer_and_under_it_on_paper(
    client: Client, case_id: UUID
) -> None:
    url, town = begin(client, case_id), "where-exploitation-happened-uk-city-{1..10}"
    given = {"day_day": "4", "day_month": "1", "day_year": "2026", "how": "spoken",
             "language": "Polish", "text": "It was in Wrexham."}  # fmt: skip
    account = client.post(f"/cases/{case_id}/told/write/", given)["Location"]
    client.post(account, {"sentences": ["0"], "question": town})
    where = "where-exploitation-happened"
    client.post(f"{url}step/{where}/", {"number": "0", where: "uk"})

    step = client.get(f"{url}step/{where}-uk/")
    take = client.get(f"{url}take/{town}/")
    mark_id = take.text.split('name="sentences"')[1].split('value="')[1].split('"')[0]
    sent = {"sentences": mark_id, "check_made": "not_yet"}
    noted = client.post(f"{url}take/{town}/", sent, follow=True)

    assert "“It was in Wrexham.”" in step.text
    assert "The answer is yours to give" in take.text
    assert "It is noted" in noted.text
    copied = client.get(f"{url}copy/").text
    assert copied.count("It was in Wrexham") == 1
    assert "“It was in Wrexham.”: Not yet read back" in copied


def test_the_printed_form_is_tagged_and_says_that_nothing_was_sent(
    client: Client, case_id: UUID
) -> None:
    url = begin(client, case_id)
    hostile = '#include "x" $ _a_ // / [b] \\ @c <d>'
    client.post(
        f"{url}step/who-exploited-pv/", {"number": "0", "who-exploited-pv": hostile}
    )

    answer = client.get(f"{url}print/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="form.pdf"'
    with pikepdf.open(io.BytesIO(answer.content)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert str(paper.Root.Lang) == "en"


def test_without_a_form_its_pages_say_how_to_begin_or_are_absent(
    client: Client, case_id: UUID
) -> None:
    url = f"/cases/{case_id}/nrm-form/"

    assert "Begin the form" in client.get(url).text
    for page in ("copy/", "print/", "set-aside/", "step/reference/", "step/nowhere/"):
        assert client.get(f"{url}{page}").status_code == 404


def test_words_are_sought_by_the_body_and_by_no_address(
    cast: Cast, client: Client, case_id: UUID
) -> None:
    told = f"/cases/{case_id}/told/"
    given = {"day_day": "4", "day_month": "1", "day_year": "2026", "how": "spoken",
             "language": "Polish", "text": "I had no bed. It was cold."}  # fmt: skip
    kept = client.post(f"{told}write/", given)["Location"]

    found = client.post(told, {"words": "BED"})
    nothing = client.post(told, {"words": "passport"})
    by_address = client.get(f"{told}?words=passport")
    reader = sign_in(cast, "support_manager").post(told, {"words": "bed"})

    assert f'href="{kept}"' in found.text
    assert "Nothing that they told holds these words" in nothing.text
    assert f'href="{kept}"' in by_address.text
    assert 'name="words" value="passport"' not in by_address.text
    assert reader.status_code == 404
