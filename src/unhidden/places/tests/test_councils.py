"""The councils of the region, loaded by the owner after each migration."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from tests.support.postgres import Server
from unhidden.places.actions import councils
from unhidden.places.models import Council

REGION = {
    "W06000001": ("551", "Isle of Anglesey", "Ynys Môn"),
    "W06000002": ("554", "Gwynedd", "Gwynedd"),
    "W06000003": ("550", "Conwy", "Conwy"),
    "W06000004": ("559", "Denbighshire", "Sir Ddinbych"),
    "W06000005": ("560", "Flintshire", "Sir y Fflint"),
    "W06000006": ("571", "Wrexham", "Wrecsam"),
}


@pytest.fixture
def as_owner(transactional_db: None, test_server: Server) -> Iterator[None]:
    """Connect as the owner until the test ends; its database is then made anew."""
    settings = connection.settings_dict
    before = {**settings}
    connection.close()
    settings["USER"] = test_server.admin["user"]
    settings["PASSWORD"] = test_server.admin.get("password", "")
    settings["OPTIONS"] = {**settings["OPTIONS"], "assume_role": "unhidden_owner"}
    yield
    connection.close()
    settings.update(before)


def stored() -> dict[str, tuple[str, str, str]]:
    rows = Council.objects.values_list("code", "fhrs_code", "name_en", "name_cy")
    return {code: (fhrs, english, welsh) for code, fhrs, english, welsh in rows}


@pytest.mark.django_db
def test_the_six_councils_are_there_from_the_start() -> None:
    assert stored() == REGION


@pytest.mark.django_db(transaction=True)
def test_loading_again_puts_right_what_differs_and_adds_none(as_owner: None) -> None:
    Council.objects.filter(code="W06000001").update(name_cy="Môn")

    assert councils.load_councils() == 6

    assert stored() == REGION


@pytest.mark.django_db
def test_no_serving_role_may_load_them() -> None:
    with pytest.raises(DatabaseError, match="denied"), transaction.atomic():
        councils.load_councils()
