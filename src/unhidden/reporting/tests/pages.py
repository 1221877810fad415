"""Reading a page as a person does: its text, its errors, what its fields hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from lxml import html

from unhidden.reporting.actions import doors
from unhidden.reporting.actions.doors import FormTicket


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that came back."""

    root: Any

    def all(self, path: str) -> list[Any]:
        """The elements at an XPath."""
        return list(self.root.xpath(path))

    @property
    def text(self) -> str:
        return plain(self.root)

    @property
    def title(self) -> str:
        return plain(self.all("//title")[0])

    @property
    def heading(self) -> str:
        (heading,) = self.all("//h1")
        return plain(heading)

    @property
    def errors(self) -> list[str]:
        """The sentences of the summary; each must lead to a field that is there."""
        links = self.all("//*[@role='alert']//a")
        for link in links:
            assert self.all(f"//*[@id='{link.get('href').removeprefix('#')}']")
        return [plain(link) for link in links]

    @property
    def fields(self) -> dict[str, list[str]]:
        """What the page's form would send if it were sent now."""
        (form,) = self.all("//main//form")
        found: dict[str, list[str]] = {}
        for name, value in form.form_values():
            # The line end right after <textarea> is not of its text (HTML, 13.2.6.4.7).
            found.setdefault(name, []).append(value.removeprefix("\n"))
        return found

    @property
    def words(self) -> list[str]:
        """The receipt words."""
        return [plain(item) for item in self.all("//main//ol/li")]


def old_ticket(*, seconds: int = 600) -> str:
    """A ticket for a form that was begun, and shown, some minutes ago."""
    return aged(doors.begin_form(at=timezone.now()), seconds=seconds)


def aged(ticket: FormTicket, *, seconds: int = 600) -> str:
    """The same form's ticket, had it been begun and shown some minutes ago."""
    then = timezone.now() - timedelta(seconds=seconds)
    return FormTicket(ticket.form_key, begun=then, due=then).text


def last_page(**told: Any) -> dict[str, Any]:
    """What the last page of the journey sends, with these answers."""
    return {"ticket": old_ticket(), **told, "step": "check", "go": "send"}


def plain(element: Any) -> str:
    """The text of an element, spaces made single."""
    return " ".join(element.text_content().split())


def shown(answer: Any, *, status: int = 200) -> Shown:
    """The page of an answer, after a look at what every public page owes."""
    assert answer.status_code == status
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    root: Any = html.fromstring(answer.content.decode())
    # A browser shows nothing of them; the parser knows no such element.
    templates: list[Any] = list(root.xpath("//template"))
    for template in templates:
        template.drop_tree()
    return Shown(root)
