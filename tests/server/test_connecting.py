"""The operator's address: taken apart, put together, or refused with a sentence."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.config import environment
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Connection
from unhidden.hosting.refusal import Refusal

WORDS = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1
)


@given(user=WORDS, password=WORDS, dbname=WORDS)
def test_an_address_says_what_it_was_made_of(
    user: str, password: str, dbname: str
) -> None:
    parameters = {
        "user": user,
        "password": password,
        "dbname": dbname,
        "host": "/a folder/with:signs&more",
        "port": "5433",
    }

    made = connecting.make_address(parameters)

    assert connecting.parse_address(made) == parameters
    read = environment.read_database(made)
    assert read["USER"] == user
    assert read["PASSWORD"] == password
    assert read["NAME"] == dbname
    assert read["HOST"] == parameters["host"]
    assert read["PORT"] == "5433"


@pytest.mark.parametrize(
    "address", ["sqlite:///file", "nonsense", "postgresql://[", ""]
)
def test_what_is_no_address_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(Refusal, match="must look like postgresql://"):
        connecting.parse_address(address)


@pytest.mark.parametrize(
    ("named", "used"),
    [
        ("postgres", "unhidden"),
        ("template1", "unhidden"),
        ("", "unhidden"),
        ("region", "region"),
    ],
)
def test_the_database_is_the_one_named_unless_it_is_the_servers_own(
    named: str, used: str
) -> None:
    assert connecting.application_database({"dbname": named}) == used


def test_an_old_server_is_refused() -> None:
    old = SimpleNamespace(info=SimpleNamespace(server_version=140_012))

    with pytest.raises(Refusal, match="This is PostgreSQL 14; Unhidden needs 15"):
        connecting.check_age(cast(Connection, old))


def test_a_server_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(Refusal, match="does not take our connection"):
        connecting.connect({"host": "/nowhere", "user": "a", "dbname": "b"})
