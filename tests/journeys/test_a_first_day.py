"""From an empty database to a first report that the desk reads, all of it by pages.

But for two things that an operator does on the server: the first organisation, and the
signatures for keys.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth
from django.conf import settings as now
from django.core.management import call_command
from django.test import Client, override_settings
from lxml import html
from pytest_django import Settings

from tests.support.public import PUBLIC_SITE
from tests.support.roles import as_role
from unhidden.access import context
from unhidden.agencies.models import Engagement, Organisation, Person
from unhidden.hosting.management.commands.first_links import SYSTEM, certify, requests
from unhidden.reporting.models import Report
from unhidden.reporting.tests.pages import Shown, last_page, plain
from unhidden.vault import requests as waiting

pytestmark = pytest.mark.django_db(transaction=True)

SEED: bytes = now.ROOT_SEED or b""
WORDS = "Four men sleep above the car wash, and somebody keeps their papers."
SET_UP = "/account/second-factor/"
ADMINISTRATORS = ("Ann Owen", "ann@example.org", "Bedwyr Rees", "bedwyr@example.org")


@pytest.fixture(autouse=True)
def real(settings: Settings) -> None:
    """An installation that is no demonstration, and whose root is elsewhere."""
    settings.IS_DEMONSTRATION = False
    settings.ROOT_SEED = None
    settings.CONTROLLER = settings.CONTROLLER_CONTACT = ""


@dataclass
class Colleague:
    """Somebody with a browser of their own."""

    email: str
    password: str
    browser: Client = field(default_factory=Client)

    def begin(self) -> None:
        """Sign in for the first time: a second step, and a password of one's own."""
        given = {"username": self.email, "password": self.password}
        assert self.browser.post("/sign-in/", given).headers["Location"] == "/"
        assert self.browser.get("/").headers["Location"] == SET_UP
        self.browser.get(f"{SET_UP}app/")
        secret = self.browser.session["mfa.totp.secret"]
        code = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
        self.browser.post(f"{SET_UP}app/", {"code": code})
        assert self.browser.get("/").headers["Location"] == "/account/password/"
        own = f"words that only {self.email} knows"
        chosen = {"old": self.password, "new": own, "again": own}
        answer = self.browser.post("/account/password/", chosen)
        assert answer.headers["Location"] == SET_UP, answer.text
        self.password = own

    def reads(self, page: str) -> str:
        answer = self.browser.get(page)
        assert answer.status_code == 200, (page, answer)
        return answer.text

    def steps(self) -> list[str]:
        """What the first page says is missing."""
        page = Shown(html.fromstring(self.reads("/")))
        return [plain(item) for item in page.all("//section//li/*[1]")]

    def sends(self, page: str, **told: Any) -> None:
        answer = self.browser.post(page, told)
        assert answer.status_code == 302, answer.text
        assert not answer.headers["Location"].startswith("/sign-in"), page


def make(capsys: pytest.CaptureFixture[str], *given: str) -> list[Colleague]:
    """Whom the operator's command makes, with what it prints of them."""
    call_command("first_organisation", *given)
    printed = capsys.readouterr().out
    found = re.findall(r"(\S+@\S+)\n\s+([a-z0-9-]{23})\n", printed)
    return [Colleague(email, password) for email, password in found]


def make_first(capsys: pytest.CaptureFixture[str]) -> list[Colleague]:
    named = ("north", "North Wales Police", "Heddlu Gogledd Cymru", "police", "en")
    return make(capsys, "make", *named, *ADMINISTRATORS)


def sign_keys(folder: Path) -> None:
    """What the operator does with the root, on a machine of their own."""
    asked, signed = folder / "asked.json", folder / "signed.json"
    with context.acting_as(SYSTEM):
        requests(asked)
    made = waiting.sign_requests(waiting.from_text(asked.read_text()), SEED)
    signed.write_text(waiting.to_text(made))
    with context.acting_as(SYSTEM):
        certify(signed)


def add(by: Colleague, approver: Colleague, name: str, role: str) -> Colleague:
    """One administrator adds somebody, and the other approves it."""
    new = Colleague(f"{name.lower()}@example.org", f"a first password for {name}")
    by.sends(
        "/people/add/",
        name=name,
        email=new.email,
        organisation=str(Organisation.objects.using("stored").get().id),
        role=role,
        clearance="2",
        language="en",
        password=new.password,
    )
    asked = Engagement.objects.using("stored").get(approved_at=None)
    approver.sends(f"/people/engagements/{asked.id}/decide/", decision="approve")
    return new


def may_sign_in(email: str, password: str) -> bool:
    given = {"username": email, "password": password}
    return "Location" in Client().post("/sign-in/", given).headers


def report(status: int = 200) -> str:
    """The public site's answer to a report."""
    with override_settings(**PUBLIC_SITE), as_role("public"):
        answer = Client().post("/report/", last_page(what=WORDS))
    assert answer.status_code == status
    return answer.text


def test_two_administrators_bring_a_desk_to_its_first_report(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "Nobody would read your report" in report(503)
    ann, bedwyr = make_first(capsys)
    ann.begin()
    assert ann.steps()[:2] == [
        "Two administrators who have signed in",
        "Signed keys of the desk",
    ]
    assert "unhidden keys requests" in ann.reads("/")
    bedwyr.begin()
    assert "Nobody would read your report" in report(503)

    sign_keys(tmp_path)
    assert ann.steps()[0] == "Two people who read reports at the desk"
    readers = [
        add(ann, bedwyr, "Carys", "analyst"),
        add(bedwyr, ann, "Dewi", "analyst"),
    ]
    assert ann.steps()[0] == "Two people who hold the keys of the desk"
    for reader in readers:
        reader.begin()
    assert ann.steps()[0] == "The set-up of the keys, finished"
    assert "We have your report" in report()

    sent = Report.objects.using("stored").get()
    assert str(sent.id) in readers[0].reads("/desk/")
    assert WORDS in readers[0].reads(f"/desk/reports/{sent.id}/")
    readers[0].sends("/keys/finish/")
    assert WORDS in readers[1].reads(f"/desk/reports/{sent.id}/")
    assert ann.steps() == ["The controller’s name", "A server for e-mail"]
    settings.CONTROLLER, settings.CONTROLLER_CONTACT = "The force", "dpo@example.org"
    monkeypatch.setenv("UNHIDDEN_MAIL_SERVER", "localhost")
    assert "Until the desk can work" not in ann.reads("/")


def test_a_first_password_is_printed_once_and_kept_as_a_digest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ann, bedwyr = make_first(capsys)

    rows = Person.objects.using("signin").select_related("credential")
    kept = [row.credential.password for row in rows.order_by("email")]
    assert len({ann.password, bedwyr.password}) == 2
    assert not any(ann.password in each or bedwyr.password in each for each in kept)
    first = ann.password
    ann.begin()
    assert not may_sign_in(ann.email, first)


def test_there_is_one_first_organisation(capsys: pytest.CaptureFixture[str]) -> None:
    make_first(capsys)

    with pytest.raises(SystemExit):
        make_first(capsys)
    assert "There is an organisation already" in capsys.readouterr().err
    assert Organisation.objects.using("stored").count() == 1
    assert Person.objects.using("stored").count() == 2


def test_a_demonstration_gets_none(
    capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.IS_DEMONSTRATION = True

    with pytest.raises(SystemExit):
        make_first(capsys)
    assert "This is a demonstration" in capsys.readouterr().err
    assert not Organisation.objects.using("stored").exists()


def test_a_lost_first_password_is_made_anew_until_one_was_chosen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ann, _ = make_first(capsys)
    (again,) = make(capsys, "again", ann.email)
    assert not may_sign_in(ann.email, ann.password)
    again.begin()

    with pytest.raises(SystemExit):
        make(capsys, "again", ann.email)
    assert "has chosen a password" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (("A", "ann@example.org", "B", "ANN@example.org"), "different addresses"),
        (("A", "ann@example.org", "B", "nowhere"), "no e-mail address"),
        (("A", "ann@example.org", "B\u043eb", "bob@example.org"), "one alphabet"),
    ],
)
def test_two_who_are_one_are_refused(
    people: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    named = ("north", "North Wales Police", "Heddlu Gogledd Cymru", "police", "en")

    with pytest.raises(SystemExit):
        make(capsys, "make", *named, *people)
    assert said in capsys.readouterr().err
