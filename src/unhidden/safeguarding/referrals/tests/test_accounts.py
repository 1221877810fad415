"""What a person told: kept word for word, marked once, and offered to the form."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connections

from tests.cast import NOON, Cast
from tests.made.safeguarding import make_case
from unhidden.access.absent import Absent
from unhidden.safeguarding.referrals.actions import accounts, filling, refusals
from unhidden.safeguarding.referrals.presenters.offers import note_sentences
from unhidden.safeguarding.referrals.queries import filled, told

pytestmark = pytest.mark.django_db
TEXT = "I was born in an invented village. Two men took my passport. I was afraid."
TREATED = "how-they-were-treated"


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    return make_case(cast)


def keep(cast: Cast, case_id: UUID, text: str = TEXT, **changed: object) -> UUID:
    given: dict[str, object] = {
        "text": text,
        "told_on": date(2026, 1, 4),
        "how": "interpreted",
        "language": "Polish",
        "interpreter": "Number 7",
        "is_read_aloud": True,
    }
    new = accounts.NewAccount(**(given | changed))  # type: ignore[arg-type]  # by name
    worker = cast.actor("support_worker")
    return accounts.keep_account(case_id=case_id, new=new, actor=worker, at=NOON)


def get(
    cast: Cast, case_id: UUID, told_id: UUID, part: str = "support_worker"
) -> told.AccountView:
    return told.get_account(viewer=cast.actor(part), case_id=case_id, told_id=told_id)


def mark(
    cast: Cast, case_id: UUID, told_id: UUID, *places: int, question: str = TREATED
) -> int:
    return accounts.mark_sentences(
        case_id=case_id,
        told_id=told_id,
        places=places,
        question=question,
        actor=cast.actor("support_worker"),
        at=NOON,
    )


def offers(
    cast: Cast, case_id: UUID, question: str = TREATED
) -> tuple[told.OfferedSentence, ...]:
    worker = cast.actor("support_worker")
    form = filled.find_filled_form(viewer=worker, case_id=case_id)
    assert form is not None
    return told.list_offers(
        viewer=worker, case_id=case_id, form_id=form.id, questions={question}
    )


def take(
    cast: Cast,
    case_id: UUID,
    read_back_on: date | None,
    *marks: UUID,
    question: str = TREATED,
) -> None:
    accounts.take_sentences(
        case_id=case_id,
        question=question,
        marks=marks,
        read_back_on=read_back_on,
        actor=cast.actor("support_worker"),
        at=NOON,
    )


def read_answer(cast: Cast, case_id: UUID, question: str = TREATED) -> str:
    worker = cast.actor("support_worker")
    form = filled.find_filled_form(viewer=worker, case_id=case_id)
    assert form is not None
    return str(form.all_answers.get(question, ""))


def notes(cast: Cast, case_id: UUID, question: str = TREATED) -> tuple[str, ...]:
    """What stands on paper below an answer."""
    worker = cast.actor("support_worker")
    form = filled.find_filled_form(viewer=worker, case_id=case_id)
    assert form is not None
    taken = told.list_taken(viewer=worker, case_id=case_id, form_id=form.id)
    return note_sentences(form, taken).get(question, ())


def take_back(cast: Cast, case_id: UUID, mark_id: UUID) -> None:
    accounts.take_mark_back(
        case_id=case_id, mark_id=mark_id, actor=cast.actor("support_worker"), at=NOON
    )


def begin(cast: Cast, case_id: UUID) -> None:
    worker = cast.actor("support_worker")
    filling.begin_form(case_id=case_id, actor=worker, at=NOON)


def test_an_account_is_kept_word_for_word_and_lies_sealed(
    cast: Cast, case_id: UUID
) -> None:
    told_id = keep(cast, case_id)

    view = get(cast, case_id, told_id, "safeguarding_lead")

    assert (view.text, view.language, view.interpreter) == (TEXT, "Polish", "Number 7")
    with connections["stored"].cursor() as cursor:
        cursor.execute("select t::text from safeguarding_survivoraccount t")
        (row,) = cursor.fetchone()
    for words in ("village", "Polish", "Number 7"):
        assert words not in row
        assert words.encode().hex() not in row


def test_a_correction_is_added_and_the_account_stays(cast: Cast, case_id: UUID) -> None:
    first = keep(cast, case_id)

    later = keep(cast, case_id, "It was three men.", adds_to=first)

    view = get(cast, case_id, first)
    assert view.text == TEXT
    assert [line.id for line in view.additions] == [later]
    assert get(cast, case_id, later).line.adds_to == first


def test_nothing_was_told_on_a_day_to_come(cast: Cast, case_id: UUID) -> None:
    with pytest.raises(refusals.DayToCome):
        keep(cast, case_id, told_on=NOON.date() + timedelta(days=1))


def test_an_account_of_another_case_is_absent(cast: Cast, case_id: UUID) -> None:
    other = make_case(cast)
    told_id = keep(cast, other)

    with pytest.raises(Absent):
        get(cast, case_id, told_id)
    with pytest.raises(Absent):
        keep(cast, case_id, adds_to=told_id)
    with pytest.raises(Absent):
        mark(cast, case_id, told_id, 0)


def test_a_sentence_is_marked_once_for_a_question(cast: Cast, case_id: UUID) -> None:
    told_id = keep(cast, case_id)

    assert mark(cast, case_id, told_id, 1, 2) == 2
    assert mark(cast, case_id, told_id, 1) == 0
    assert mark(cast, case_id, told_id, 1, question="who-exploited-pv") == 1

    view = get(cast, case_id, told_id)
    assert [m.text for m in view.marks if m.question == TREATED] == [
        "Two men took my passport.",
        "I was afraid.",
    ]


def test_which_question_a_sentence_speaks_to_is_sealed(
    cast: Cast, case_id: UUID
) -> None:
    mark(cast, case_id, keep(cast, case_id), 1)

    with connections["stored"].cursor() as cursor:
        cursor.execute("select t::text from safeguarding_accountmark t")
        (row,) = cursor.fetchone()
    assert TREATED not in row
    assert TREATED.encode().hex() not in row


@pytest.mark.parametrize(("place", "question"), [(3, TREATED), (0, "fr-location")])
def test_no_mark_stands_where_there_is_no_sentence_or_question(
    cast: Cast, case_id: UUID, place: int, question: str
) -> None:
    told_id = keep(cast, case_id)

    with pytest.raises(Absent):
        mark(cast, case_id, told_id, place, question=question)


def test_a_mark_taken_back_is_offered_no_more(cast: Cast, case_id: UUID) -> None:
    begin(cast, case_id)
    told_id = keep(cast, case_id)
    mark(cast, case_id, told_id, 1)
    (offer,) = offers(cast, case_id)

    for _ in range(2):
        take_back(cast, case_id, offer.sentence.id)

    assert offers(cast, case_id) == ()
    assert mark(cast, case_id, told_id, 1) == 1


def test_nothing_is_in_the_form_before_it_is_taken_over(
    cast: Cast, case_id: UUID
) -> None:
    begin(cast, case_id)
    mark(cast, case_id, keep(cast, case_id), 1)

    (offer,) = offers(cast, case_id)

    assert offer.check == ""
    assert read_answer(cast, case_id) == ""


def test_what_is_taken_over_is_in_their_words_and_says_how_it_was_checked(
    cast: Cast, case_id: UUID
) -> None:
    begin(cast, case_id)
    mark(cast, case_id, keep(cast, case_id), 1)
    (offer,) = offers(cast, case_id)

    take(cast, case_id, None, offer.sentence.id)
    (unread,) = offers(cast, case_id)
    take(cast, case_id, date(2026, 1, 5), offer.sentence.id)
    (read,) = offers(cast, case_id)

    assert read_answer(cast, case_id) == "“Two men took my passport.”"
    assert (unread.check, unread.read_back_on) == ("not_yet", None)
    assert (read.check, read.read_back_on) == ("read_back", date(2026, 1, 5))


def test_a_sentence_goes_to_the_end_of_what_is_written(
    cast: Cast, case_id: UUID
) -> None:
    begin(cast, case_id)
    filling.save_step(
        case_id=case_id,
        step_code="how-they-were-treated",
        answers={TREATED: "Badly.", "living-conditions": "A shed."},
        number=0,
        actor=cast.actor("support_worker"),
        at=NOON,
    )
    mark(cast, case_id, keep(cast, case_id), 1, 2)

    take(cast, case_id, None, *(offer.sentence.id for offer in offers(cast, case_id)))

    lines = ["Badly.", "“Two men took my passport.”", "“I was afraid.”"]
    assert read_answer(cast, case_id).split("\n") == lines


def test_nothing_is_taken_that_is_not_offered_for_the_question(
    cast: Cast, case_id: UUID
) -> None:
    begin(cast, case_id)
    told_id = keep(cast, case_id)
    mark(cast, case_id, told_id, 1, question="who-exploited-pv")
    (offer,) = offers(cast, case_id, "who-exploited-pv")

    with pytest.raises(accounts.NothingTaken):
        take(cast, case_id, None, offer.sentence.id)


def test_what_they_told_of_a_choice_stands_beside_it_and_is_no_answer(
    cast: Cast, case_id: UUID
) -> None:
    begin(cast, case_id)
    choice = "types-of-exploitation-wages-taken"
    mark(cast, case_id, keep(cast, case_id), 1, question=choice)
    (offer,) = offers(cast, case_id, choice)

    take(cast, case_id, None, offer.sentence.id, question=choice)

    assert read_answer(cast, case_id, choice) == ""
    assert notes(cast, case_id, choice) == (
        "“Two men took my passport.”: Not yet read back",
    )


def test_what_is_in_the_form_says_how_it_was_read_though_its_mark_is_taken_back(
    cast: Cast, case_id: UUID
) -> None:
    begin(cast, case_id)
    told_id = keep(cast, case_id)
    mark(cast, case_id, told_id, 1)
    (offer,) = offers(cast, case_id)
    take(cast, case_id, None, offer.sentence.id)

    take_back(cast, case_id, offer.sentence.id)

    assert notes(cast, case_id) == ("“Two men took my passport.”: Not yet read back",)
    take(cast, case_id, date(2026, 1, 5), offer.sentence.id)
    assert "Read back to the person" in notes(cast, case_id)[0]


def test_a_sentence_marked_again_is_in_the_form_once(cast: Cast, case_id: UUID) -> None:
    begin(cast, case_id)
    told_id = keep(cast, case_id)
    for _ in range(2):
        mark(cast, case_id, told_id, 1)
        last = offers(cast, case_id)[-1].sentence.id
        take(cast, case_id, None, *(each.sentence.id for each in offers(cast, case_id)))
        take_back(cast, case_id, last)

    assert read_answer(cast, case_id) == "“Two men took my passport.”"


def test_a_sentence_that_was_left_out_since_is_not_on_paper(
    cast: Cast, case_id: UUID
) -> None:
    begin(cast, case_id)
    mark(cast, case_id, keep(cast, case_id), 1)
    take(cast, case_id, None, offers(cast, case_id)[0].sentence.id)
    filling.save_step(
        case_id=case_id,
        step_code="how-they-were-treated",
        answers={TREATED: "Badly."},
        number=1,
        actor=cast.actor("support_worker"),
        at=NOON,
    )

    (note,) = notes(cast, case_id)

    assert "passport" not in note
    assert "Not yet read back" in note


def test_what_they_told_is_found_again_by_its_words(cast: Cast, case_id: UUID) -> None:
    told_id = keep(cast, case_id)
    keep(cast, case_id, "We talked about the weather.")

    found = told.search_accounts(
        viewer=cast.actor("support_worker"), case_id=case_id, words="PASSPORT men"
    )

    assert [line.id for line in found] == [told_id]
