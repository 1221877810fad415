"""What is good for once is good for one of two who come at the same moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Cast, make_cast
from tests.made.lost_factors import ask, confirm_as, make_second
from tests.support.together import together
from unhidden.agencies.lost_factors import actions
from unhidden.agencies.models import Person
from unhidden.agencies.people import actions as people
from unhidden.agencies.sign_in import one_time
from unhidden.agencies.sign_in.backends import select_people

TIMES = 50


def give_password(client: Client, person: Person, password: str) -> str:
    answer = client.post("/sign-in/", {"username": person.email, "password": password})
    return answer.headers.get("Location", answer.text)


@pytest.mark.django_db
def test_a_given_password_is_good_once_and_for_a_week(
    cast: Cast, client: Client
) -> None:
    def give(at: datetime) -> str:
        people.set_password(
            person_id=officer.id,
            password="four words of somebody",
            actor=cast.actor("administrator"),
            at=at,
        )
        return "four words of somebody"

    officer = Person.objects.get(id=cast.people["officer"])
    late = give(timezone.now() - timedelta(days=7, minutes=1))
    assert "given for one sign-in" in give_password(client, officer, late)
    given = give(timezone.now())
    assert give_password(client, officer, given) == "/"

    assert "given for one sign-in" in give_password(Client(), officer, given)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_at_once_one_is_shown_the_code_that_is_good() -> None:
    cast = make_cast()
    actors = [cast.actor(make_second(cast, part)) for part in ("stranger", "third")]
    person = cast.people["officer"]
    for _ in range(TIMES):
        reset_id = ask(cast, person)

        answers = together(*(partial(confirm_as, each, reset_id) for each in actors))

        codes = [each for each in answers if isinstance(each, str)]
        refusals = [each for each in answers if not isinstance(each, str)]
        assert len(codes) == 1
        assert [type(each) for each in refusals] == [actions.DecidedAlready]
        used = partial(one_time.use_up_enrolment_code, person, codes[0])
        assert used(at=timezone.now())
        one_time.end_enrolment(person)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_a_code_at_once_one_enrols() -> None:
    cast = make_cast()
    person, at = cast.people["officer"], timezone.now()
    for _ in range(TIMES):
        code = one_time.give_enrolment_code(person, by=person, at=at)
        use = partial(one_time.use_up_enrolment_code, person, code, at=at)

        assert sorted(map(str, together(use, use))) == ["False", "True"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_in_with_a_given_password_at_once_one_comes_in() -> None:
    cast = make_cast()
    person, at = cast.people["officer"], timezone.now()
    for _ in range(TIMES):
        row = select_people().get(id=person)
        row.set_password(PASSWORD, given=one_time.give_password(by=None, at=at))
        row.save(update_fields=[])
        use = partial(one_time.use_up_password, person, at=at)

        assert sorted(map(str, together(use, use))) == ["False", "True"]
