"""Walking the report in a browser, step by step, and what the desk reads of it."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.cast import NOON, Cast
from unhidden.reporting import actions
from unhidden.reporting.actions import doors
from unhidden.reporting.models import Report
from unhidden.reporting.tests.pages import aged

SAW = (
    "Synthetic: ŵyth o bobl, 八个人, "
    + "they sleep behind the nail bar, " * 5
    + "all of them."
)


def start(page: Page, public: str, language: str = "en") -> None:
    page.goto(public + {"en": "", "cy": "/cy"}[language] + "/report/")


def step_of(page: Page) -> str:
    return page.locator("#report").get_attribute("data-step") or ""


def walk(page: Page, told: dict[str, str], *, to: str = "check") -> list[str]:
    """Answer and go on to a step; gives the steps on the way."""
    walked = [step_of(page)]
    while walked[-1] != to:
        go_on(page, told)
        walked.append(step_of(page))
    return walked


def go_on(page: Page, told: dict[str, str]) -> None:
    """Answer what this step asks, and go to the next."""
    here = step_of(page)
    for name, value in told.items():
        answer(page, name, value)
    page.locator('#report button[value="next"]').click()
    expect(page.locator("#report")).not_to_have_attribute("data-step", here)


def answer(page: Page, name: str, value: str) -> None:
    """Answer this question if it is on the page."""
    box = page.locator(f'#report [name="{name}"]')
    if not box.count():
        return
    if box.first.get_attribute("type") in {"radio", "checkbox"}:
        page.locator(f'#report [name="{name}"][value="{value}"]').check(force=True)
    else:
        box.fill(value)


def older(ticket: str) -> str:
    """The same form's ticket, had it been begun ten minutes ago."""
    found = doors.read_ticket(ticket, at=timezone.now())
    assert found is not None
    return aged(found)


def send_late(page: Page) -> None:
    """Send where the server seals: the form has to be some seconds old, and is."""
    page.locator("[data-send]").click()
    page.locator("[data-wait]").wait_for()
    box = page.locator('[name="ticket"]')
    box.evaluate("(box, old) => { box.value = old }", older(box.input_value()))
    page.locator("[data-send]").click()
    page.locator(".govuk-panel").wait_for()


def send(page: Page) -> list[str]:
    """Send, and give the words of the receipt."""
    page.locator("[data-send]").click()
    page.locator(".govuk-panel").wait_for()
    return page.locator("main ol li").all_inner_texts()


def opened(cast: Cast) -> tuple[Report, actions.OpenedReport]:
    """The only report, as it lies there and as the desk opens it."""
    (row,) = Report.objects.using("stored").all()
    actor = cast.actor("analyst")
    return row, actions.open_report(report_id=row.id, actor=actor, at=NOON)
