"""An archive that takes long to pack is released nevertheless, or the page says so."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made.leaving import OpenedInvestigation, open_with_officer, sign_schedule
from unhidden.investigations.leaving.actions import archives as actions
from unhidden.investigations.leaving.queries import contents, papers
from unhidden.investigations.models import Archive

pytestmark = pytest.mark.django_db
ASKED = actions.NewArchive("open", "Crown Prosecution Service", "Schedules", "en")
OTHER = "other_investigator"
_END = "select set_config('unhidden.context', 'ended', true)"


@pytest.fixture(name="opened")
def _opened(cast: Cast) -> OpenedInvestigation:
    opened = open_with_officer(cast)
    sign_schedule(opened, "MG6C", ["Notebook of PC Bevan, pages 1 to 4"])
    return opened


def ask(opened: OpenedInvestigation) -> UUID:
    return actions.ask_for_archive(new=ASKED, **opened.told())


def outlast(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> None:
    """After this step the context is good no more, as if it had taken a minute."""
    step: Callable[..., Any] = getattr(module, name)

    def last(*given: Any, **named: Any) -> Any:
        found = step(*given, **named)
        with connection.cursor() as cursor:
            cursor.execute(_END)
        return found

    monkeypatch.setattr(module, name, last)


def test_papers_may_take_longer_than_a_minute(
    opened: OpenedInvestigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive_id = ask(opened)
    outlast(monkeypatch, papers, "set_papers")

    actions.release_archive(archive_id=archive_id, **opened.told(OTHER))
    packed = actions.fetch_archive(archive_id=archive_id, **opened.told())

    assert packed.sha256 == Archive.objects.using("stored").get(id=archive_id).sha256


def test_what_takes_too_long_to_read_is_not_released_and_the_page_says_so(
    cast: Cast, opened: OpenedInvestigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"/investigations/{opened.id}/archives/{ask(opened)}/release/"
    other = Client()
    other.login(email=cast.email(OTHER), password=PASSWORD)
    outlast(monkeypatch, contents, "read_sheets")

    late = other.post(page, follow=True)
    is_released = Archive.objects.using("stored").get().released_at is not None
    monkeypatch.undo()

    assert "This took too long, so nothing was written" in late.text
    assert not is_released
    assert "Released. Hand it over now." in other.post(page, follow=True).text
