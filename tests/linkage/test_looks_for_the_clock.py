"""The bench of the page times looks that found what they read, and no others."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from benchmarks.linkage.pages import LOOK, timed
from tests.cast import Cast
from unhidden.agencies.models import Person
from unhidden.hosting.failing import StepFailure

TEXT = "A man called Gillian Eastland, born 1964."


class _Empty(Client):
    def post(self, *_: object, **__: object) -> HttpResponse:  # type: ignore[override]
        return HttpResponse("")


def test_a_look_that_shows_nothing_is_no_measure() -> None:
    with pytest.raises(StepFailure, match="not with all it read"):
        timed(_Empty(), TEXT)


@pytest.mark.django_db
def test_a_look_of_an_analyst_shows_all_that_it_reads(
    cast: Cast, client: Client
) -> None:
    client.force_login(Person.objects.get(pk=cast.people["analyst"]))

    assert timed(client, TEXT) > 0
    assert reverse("intelligence:look") == LOOK
