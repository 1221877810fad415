"""The two-way mailbox: sealed both ways, in scripts, and gone when they want it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, TODAY, Cast
from tests.made.conversing import heard, look, looked, say, words_of, write
from tests.made.reporting import make_receipt
from tests.support import audited as audit
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.actor import PUBLIC
from unhidden.desk.actions import holding
from unhidden.desk.queries import conversation as conversation_queries
from unhidden.reporting.actions import conversation as conversation_actions
from unhidden.reporting.actions import mailbox, reports
from unhidden.reporting.actions.conversation import (
    DayNotNear,
    NoWayBack,
    ScriptUnknown,
    TooManyQuestions,
)
from unhidden.reporting.actions.mailbox import (
    AlreadyWritten,
    NoSuchMailbox,
    NoSuchQuestion,
)
from unhidden.reporting.models import Message, Report
from unhidden.reporting.queries.scripts import said_in
from unhidden.reporting.queries.wording import WORDING
from unhidden.reporting.rules import scripts
from unhidden.reporting.rules.mailbox import compute_mailbox_status
from unhidden.ui import dates

pytestmark = pytest.mark.django_db
ANSWER = "I am at my aunt's house, and safe."
STORED = (
    "select string_agg(t::text, '') from {} t",
    ("reporting_message", "reporting_report", "audit_event", "vault_recordkey"),
)


def test_the_desk_asks_and_the_reporter_answers_and_adds(cast: Cast) -> None:
    receipt = make_receipt()
    words = words_of(receipt)
    say(cast, receipt.report_id, "safe_now")

    (question,) = looked(words).questions
    write(words, ANSWER, question.position)
    write(words, "There are four men now.")

    assert question.said
    assert question.said.text.startswith("Are you safe now?")
    assert looked(words).questions == ()
    assert [line.is_from_desk for line in looked(words).lines] == [True, False, False]
    asked, answered, added = heard(cast, receipt.report_id)
    assert (answered.text, answered.answers) == (ANSWER, asked.text)
    assert (added.text, added.answers) == ("There are four men now.", "")
    with override("cy"):
        (line, *_) = looked(words).lines
    assert line.said
    assert line.said.text != question.said.text


def test_a_letter_is_read_in_the_language_of_whoever_opens_it(cast: Cast) -> None:
    receipt = make_receipt()
    day = TODAY + timedelta(days=3)
    say(cast, receipt.report_id, "look_again", look_again_on=day)

    for language, begins, inside in (
        ("vi", "Xin hãy quay lại đây", f"ngày {day.day} tháng {day.month} năm"),
        ("ar", "من فضلك عُد إلى هنا", f"{day.day} "),
        ("en", "Please look here again", f"{dates.format_day(day)}"),
    ):
        with override(language):
            (line,) = looked(words_of(receipt)).lines
        assert line.said
        assert line.said.language == language
        assert line.said.text.startswith(begins)
        assert inside in line.said.text


def test_an_older_letter_of_two_languages_is_read_in_english() -> None:
    older = '{"script": "we_read", "look_again_on": "", "en": "Read.", "cy": "Darll."}'

    said = {}
    for language in ("vi", "cy"):
        with override(language):
            said[language] = said_in(older)

    assert (said["vi"].text, said["vi"].language) == ("Read.", "en")
    assert (said["cy"].text, said["cy"].language) == ("Darll.", "cy")


def test_nothing_that_was_said_is_readable_in_any_table(cast: Cast) -> None:
    receipt = make_receipt()
    say(cast, receipt.report_id, "safe_now")
    write(words_of(receipt), ANSWER, 1)

    statement, tables = STORED
    with connections["stored"].cursor() as cursor:
        stored = [cursor.execute(statement.format(t)).fetchone()[0] for t in tables]
    spellings = [
        text.encode().hex() if is_hex else text
        for text in ("Are you safe", ANSWER, receipt.words[0] + " " + receipt.words[1])
        for is_hex in (False, True)
    ]
    assert all(stored)
    assert not [each for each in spellings for text in stored if each in text]


def test_other_words_open_nothing_and_tell_nothing(cast: Cast) -> None:
    mine, other = make_receipt(), make_receipt()
    say(cast, mine.report_id)

    assert looked(words_of(other)).lines == ()
    wrong = words_of(mine).replace(mine.words[0], other.words[1], 1)
    assert look(wrong) is None
    with pytest.raises(NoSuchMailbox):
        write(wrong, ANSWER)
    with pytest.raises(NoSuchQuestion):
        write(words_of(other), ANSWER, 1)


def test_the_mailbox_leaves_no_event_and_no_day_that_tells_of_a_look(
    cast: Cast,
) -> None:
    receipt = make_receipt()
    before = audit.names_about(subject_id=receipt.report_id)

    looked(words_of(receipt))
    write(words_of(receipt), ANSWER, at=NOON + timedelta(days=3, hours=5))

    assert audit.names_about(subject_id=receipt.report_id) == before
    assert {type(f).__name__ for f in Message._meta.fields} & {"DateTimeField"} == set()
    assert _report(receipt.report_id).active_on == TODAY + timedelta(days=3)


def test_a_form_sent_twice_is_one_message_and_a_question_has_one_answer(
    cast: Cast,
) -> None:
    receipt, key = make_receipt(), uuid4()
    say(cast, receipt.report_id)
    write(words_of(receipt), ANSWER, 1, key=key)

    for again in (key, uuid4()):
        with pytest.raises(AlreadyWritten):
            write(words_of(receipt), ANSWER, 1, key=again)

    assert len(heard(cast, receipt.report_id)) == 2


def test_deleting_ends_the_conversation_and_leaves_the_report(cast: Cast) -> None:
    receipt = make_receipt()
    words = words_of(receipt)
    say(cast, receipt.report_id)
    write(words, ANSWER, 1)

    with as_role("public"):
        mailbox.delete_conversation(words=words, actor=PUBLIC, at=NOON)

    assert look(words) is None
    assert heard(cast, receipt.report_id) == ()
    with pytest.raises(NoWayBack):
        say(cast, receipt.report_id)
    analyst = cast.actor("analyst")
    opened = reports.open_report(report_id=receipt.report_id, actor=analyst, at=NOON)
    assert opened.answers.what
    with connections["stored"].cursor() as cursor:
        cursor.execute("select slot from vault_recordkey")
        assert {row[0] for row in cursor} == {"reporting_report.sealed_answers"}


def test_what_is_held_for_a_court_loses_the_way_back_alone(cast: Cast) -> None:
    receipt = make_receipt()
    write(words_of(receipt), ANSWER)
    holding.hold_report(
        report_id=receipt.report_id,
        reason="Inquiry 12",
        actor=cast.actor("analyst"),
        at=NOON,
    )

    with as_role("public"):
        mailbox.delete_conversation(words=words_of(receipt), actor=PUBLIC, at=NOON)

    assert look(words_of(receipt)) is None
    assert [one.text for one in heard(cast, receipt.report_id)] == [ANSWER]


def test_news_comes_up_again_until_the_desk_opens_it(cast: Cast) -> None:
    receipt, analyst = make_receipt(), cast.actor("analyst")
    reports.mark_done(report_id=receipt.report_id, actor=analyst, at=NOON)
    write(words_of(receipt), ANSWER)

    (news,) = conversation_queries.with_news(viewer=analyst)
    reports.open_report(report_id=receipt.report_id, actor=analyst, at=NOON)

    assert news.id == receipt.report_id
    assert conversation_queries.with_news(viewer=analyst) == []


def test_the_desk_asks_few_questions_and_says_nothing_but_scripts(cast: Cast) -> None:
    receipt = make_receipt()
    for _ in range(scripts.MOST_UNANSWERED):
        say(cast, receipt.report_id, "know_when")

    with pytest.raises(TooManyQuestions):
        say(cast, receipt.report_id, "know_who")
    say(cast, receipt.report_id, "thank_you")
    with pytest.raises(ScriptUnknown):
        say(cast, receipt.report_id, "Please follow the van")
    with pytest.raises(DayNotNear):
        say(cast, receipt.report_id, "look_again")
    with pytest.raises(Absent):
        conversation_actions.send_script(
            report_id=receipt.report_id,
            script="safe_now",
            look_again_on=None,
            actor=cast.actor("officer"),
            at=NOON,
        )

    names = audit.names_about(subject_id=receipt.report_id)
    assert names.count("reporting.script_sent") == scripts.MOST_UNANSWERED + 1
    assert WORDING.keys() == scripts.SCRIPTS.keys()


@given(
    status=st.sampled_from(["waiting", "read", "done"]),
    is_seen=st.booleans(),
    has_question=st.booleans(),
)
def test_a_question_is_told_before_anything_else(
    status: str, is_seen: bool, has_question: bool
) -> None:
    told = compute_mailbox_status(
        status=status, is_seen=is_seen, has_question=has_question
    )

    assert (told == "question") == has_question
    assert told != "waiting" or not is_seen


def _report(report_id: UUID) -> Report:
    return Report.objects.using("stored").defer("sealed_answers").get(id=report_id)
