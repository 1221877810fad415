"""A closed case takes no writes, whatever address they are sent to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern

from tests.cast import PASSWORD, Cast
from tests.made.courses import make_closed_case
from unhidden.safeguarding.urls import urlpatterns

pytestmark = pytest.mark.django_db

#: What is not written in the case: who is on its team, so that somebody can open it
#: again; the one door back; and that somebody read what was opened at night.
BESIDE = {"team", "end_member", "turn", "opening_seen"}
_VALUES: dict[str, Callable[[], object]] = {
    "uuid": uuid4,
    "slug": lambda: "support",
    "int": lambda: 1,
    "str": lambda: "x",
}
#: Something for each kind of field that a form of a case may have.
TYPED = {
    **dict.fromkeys(
        ("text", "words", "name", "called", "reference", "language", "needs"), "Words"
    ),
    **{
        f"{name}_{part}": value
        for name in ("on", "day", "happened_on", "starts_on", "last", "due_on")
        for part, value in (("day", "5"), ("month", "1"), ("year", "2026"))
    },
    "kind": "support", "answer": "yes", "born": "", "contact": "", "interpreter": "",
    "submitted": "on", "tonight": "Words", "hours": "2", "number": "1", "before": "",
}  # fmt: skip


def _routes() -> Iterator[URLPattern]:
    for pattern in urlpatterns:
        if "<uuid:case_id>" in str(pattern.pattern) and pattern.name not in BESIDE:
            yield pattern


def _rows() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of cases, with its version."""
    return {
        model._meta.label: sorted(
            model._default_manager.using("stored")
            .extra(select={"version": "xmin::text"})
            .values_list("pk", "version"),
            key=str,
        )
        for model in apps.get_app_config("safeguarding").get_models()
    }


def _address(pattern: URLPattern, case_id: UUID) -> str:
    text = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        kind = {"string": "str"}.get(kind, kind)
        value = case_id if name == "case_id" else _VALUES[kind]()
        text = text.replace(f"<{kind}:{name}>", str(value))
    return f"/cases/{text}"


def test_no_address_of_a_closed_case_writes_anything_in_it(cast: Cast) -> None:
    case_id = make_closed_case(cast)
    client = Client()
    client.login(email=cast.email("support_worker"), password=PASSWORD)
    before = _rows()

    for pattern in _routes():
        answer = client.post(_address(pattern, case_id), TYPED)
        assert answer.status_code < 500, pattern.name
        assert _rows() == before, pattern.name
