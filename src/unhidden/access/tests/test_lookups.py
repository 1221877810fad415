"""A list is asked about as one array, and finds what it found before."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db.models import F, Q, Value
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from unhidden.agencies.models import (
    Engagement,
    Organisation,
    OrganisationKind,
    Person,
)


def sql_of(many: int) -> str:
    keys = [uuid4() for _ in range(many)]
    rows = Engagement.objects.filter(Q(id__in=keys) | Q(organisation__in=keys))
    return str(rows.query.sql_with_params()[0])


def test_a_list_is_the_same_statement_however_long(cast: Cast) -> None:
    assert sql_of(1) == sql_of(400)
    assert sql_of(400).count("= ANY(%s::uuid[])") == 2


@pytest.mark.parametrize("with_none", [False, True])
def test_it_finds_what_is_in_the_list(cast: Cast, *, with_none: bool) -> None:
    every = list(Organisation.objects.order_by("id"))
    some = every[::2]
    more = [None] if with_none else []

    def found(**sought: object) -> set[Organisation]:
        return set(Organisation.objects.filter(**sought))

    assert found(id__in=[*(each.id for each in some), *more]) == set(some)
    assert found(code__in=[*(each.code for each in some), *more]) == set(some)
    assert found(pk__in={each.pk: None for each in some}) == set(some)
    of_some = Engagement.objects.filter(organisation__in=some)
    assert {each.organisation for each in of_some} <= set(some)
    assert of_some.count() > 0


def test_it_leaves_out_what_is_in_the_list(cast: Cast) -> None:
    police = Organisation.objects.filter(kind__in=[OrganisationKind.POLICE])
    others = Organisation.objects.exclude(kind__in=[OrganisationKind.POLICE])

    assert police.exists()
    assert others.exists()
    assert not police.filter(id__in=others.values("id")).exists()


def test_an_empty_list_asks_the_database_nothing(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert list(Organisation.objects.filter(id__in=[])) == []
        assert list(Organisation.objects.filter(id__in=[None])) == []


def test_expressions_in_a_list_and_rows_of_a_query_stay_as_they_are(cast: Cast) -> None:
    every = set(Organisation.objects.all())

    assert set(Organisation.objects.filter(code__in=[F("code"), Value("x")])) == every
    assert set(Organisation.objects.filter(id__in=Organisation.objects.all())) == every


def test_what_is_longer_than_its_column_is_not_cut_to_fit(cast: Cast) -> None:
    assert Person.objects.filter(language__in=["en"]).exists()
    assert not Person.objects.filter(language__in=["english"]).exists()


def test_signs_that_an_array_is_written_with_are_only_signs(cast: Cast) -> None:
    one = Organisation.objects.order_by("id").first()
    assert one is not None
    hostile = ["{", "}", ",", '"', "\\", "NULL", "%s::", "'); --", "é", one.code]

    assert list(Organisation.objects.filter(code__in=hostile)) == [one]
