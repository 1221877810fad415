"""Who may read a case in an emergency, or by a share, finds no page that changes it.

Every address of the case is asked for, with every row of it that an address may name:
a form is not there for them, neither shown nor sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made.emergency import make_ask, make_colleagues
from tests.made.safeguarding import make_person
from tests.made.sharing import READER, make_accepted, make_agreement
from tests.made.survivors import MadeSurvivor, find_survivor, make_survivor
from tests.security.crossing import list_addresses
from unhidden.agencies.models import Person

pytestmark = pytest.mark.django_db

#: What only answers that something is not done this way, or not there.
REFUSES = (404, 405)
#: To open who they are, how they are reached, or a file is to read: by a form too.
_READ = re.compile(r"/identity/|/contacts/$|/files/[0-9a-f-]{36}/$")
_FORM = re.compile(r'<form[^>]*method="post"[^>]*>')


@pytest.mark.parametrize("way", ["emergency", "share"])
def test_who_may_only_read_finds_no_form(way: str, cast: Cast) -> None:
    made = make_survivor(cast, possible_victim_id=make_person(cast))
    reader = _let_in(cast, made, way)
    client = Client()
    client.login(email=reader.email, password=PASSWORD)

    asked = list(_list_own(cast, made))
    shown = {each: client.get(each) for each in asked}
    open_to = {each for each, found in shown.items() if found.status_code == 200}
    before = find_survivor(made.case_id)
    sent = {each: client.post(each, {}).status_code for each in asked}

    assert f"/cases/{made.case_id}/notes/" in open_to
    assert len(asked) > len(open_to)
    assert [
        f"{each}: {form}"
        for each in sorted(open_to)
        if shown[each]["Content-Type"].startswith("text/html")
        for form in _FORM.findall(shown[each].text)
        if "/cases/" in form or "action" not in form
        if not _READ.search(each) and not _READ.search(form)
    ] == []
    assert {
        each: status
        for each, status in sent.items()
        if status not in REFUSES and each not in open_to and not _READ.search(each)
    } == {}
    assert find_survivor(made.case_id) == before


def _let_in(cast: Cast, made: MadeSurvivor, way: str) -> Person:
    """Somebody who reads the case, and does not work on it."""
    if way == "share":
        make_accepted(cast, made.case_id, make_agreement(cast))
        person_id = cast.people[READER]
    else:
        (colleague,) = make_colleagues(cast, 1, code="bawso")
        make_ask(cast, made.case_id, by=colleague)
        person_id = colleague.person
    return Person.objects.using("stored").get(id=person_id)


def _list_own(cast: Cast, made: MadeSurvivor) -> Iterator[str]:
    """Every address under the case."""
    ids = {**made.ids, "case_id": [made.case_id]}
    for each in list_addresses(cast.actor(READER).permissions, ids, ()):
        if each.startswith(f"/cases/{made.case_id}/"):
            yield each
