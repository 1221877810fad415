"""Through Debian's nginx everything works, and nothing of a reporter stays there."""

from __future__ import annotations

import asyncio
import os
import re
import ssl
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urlencode
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from lxml import html
from PIL import Image

from benchmarks.load import traces
from benchmarks.load.bench import AGENT, PHRASE
from tests.cast import PASSWORD, Cast, make_cast
from tests.packaged.conftest import Behind
from tests.packaged.nginx import Nginx
from tests.packaged.programs import needs
from tests.packaged.visiting import PUBLIC, STAFF, Visitor
from tests.support import strangers
from unhidden.agencies.models import Credential
from unhidden.agencies.sign_in.backends import select_people
from unhidden.hosting.front import bodies
from unhidden.reporting.models import Report, ReportFile
from unhidden.reporting.tests.pages import Shown, last_page, old_ticket

pytestmark = [
    needs("nginx"),
    pytest.mark.servers,
    pytest.mark.xdist_group("front"),
]
commits = pytest.mark.django_db(transaction=True)
SOURCE = "127.66.77.88"
A_YEAR = "max-age=31536000"


def visitor(front: Nginx, site: str = PUBLIC) -> Visitor:
    return Visitor(front.place, site, source=SOURCE)


@commits
def test_a_report_a_file_and_the_mailbox_leave_nothing_behind_in_nginx(
    behind: Behind, front: Nginx
) -> None:
    make_cast()

    words = leave_a_report(front)

    assert Report.objects.using("stored").count() == 1
    assert ReportFile.objects.using("stored").count() == 1
    things = {**front.files(), "the sites": behind.log.read_bytes().lower()}
    assert traces.hits(canaries(words), things) == []


@commits
def test_the_same_search_finds_what_nginx_would_leave(
    behind: Behind, front: Nginx, tmp_path: Path
) -> None:
    make_cast()
    ours = behind.file(tmp_path, "nginx.conf")
    log = front.folder / "log"
    front.use(
        ours.replace("access_log off", f"access_log {log}/planted.log combined")
        .replace("client_body_in_file_only off", "client_body_in_file_only on")
        .replace("proxy_request_buffering off", "proxy_request_buffering on"),
        may_write=True,
    )

    words = leave_a_report(front)

    found = " ".join(traces.hits(canaries(words), front.files()))
    front.use(ours)
    for file in (*log.glob("planted*"), *front.folder.glob("temporary/*/*")):
        file.unlink()
    assert f"{SOURCE} in {log}/planted.log" in found
    assert f"{quote_plus(words)} in {front.folder}/temporary/client_body" in found
    assert f"{quote_plus(PHRASE)} in {front.folder}/temporary/client_body" in found


@pytest.mark.parametrize("level", ["error", "emerg"])
def test_what_goes_wrong_is_told_nowhere_with_an_address(
    behind: Behind, front: Nginx, tmp_path: Path, level: str
) -> None:
    """A site that is away is an error of nginx's, which names who asked."""
    ours = behind.file(tmp_path, "nginx.conf")
    log = front.folder / "log" / "planted.log"
    away = re.sub(r"proxy_pass http://[^;]+", "proxy_pass http://127.0.0.1:9", ours)
    is_planted = level == "error"
    told = away.replace("/dev/null emerg", f"{log} error") if is_planted else away
    front.use(told)

    answer = visitor(front).get("/")

    found = traces.hits([SOURCE], front.files())
    front.use(ours)
    log.unlink(missing_ok=True)
    assert answer.status == 502
    assert found == ([f"{SOURCE} in {log}"] if is_planted else [])


def leave_a_report(front: Nginx) -> str:
    """A report with a picture of 1.5 MB, then its mailbox: the receipt words."""
    reporter = visitor(front)
    ticket, told = old_ticket(), {"User-Agent": AGENT, **reporter.own_page()}
    attached = strangers.upload(picture(), ticket=ticket)
    shown = reporter.ask("POST", "/report/file/", attached, {**strangers.FILES, **told})
    assert "Take away" in shown.text
    sent = last_page(ticket=ticket, what=PHRASE)
    page = reporter.ask(
        "POST", "/report/", urlencode(sent).encode(), {**strangers.FORM, **told}
    )
    words = " ".join(Shown(html.fromstring(page.text)).words)
    more = {"step": "add", "add-text": PHRASE, "add-form_key": str(uuid4())}
    body = urlencode({"words": words, **more}).encode()
    box = reporter.ask("POST", "/report/status/", body, {**strangers.FORM, **told})
    assert len(words.split()) == 7
    assert "We have what you wrote." in box.text
    return words


def canaries(words: str) -> list[str]:
    """Each as it is, and as a form sends it."""
    return [SOURCE, AGENT, PHRASE, quote_plus(PHRASE), words, quote_plus(words)]


def picture() -> bytes:
    """A photograph of 1.5 MB: noise, which no format makes smaller."""
    made = BytesIO()
    size = (1300, 1000)
    noise = Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3))
    noise.save(made, "JPEG", quality=95)
    assert len(made.getvalue()) > 1_500_000
    return made.getvalue()


@commits
def test_staff_sign_in_with_a_second_factor_and_send_forms(
    behind: Behind, front: Nginx
) -> None:
    staff = visitor(front, STAFF)

    sign_in(staff, make_cast())

    assert staff.get("/").status == 200
    assert staff.send("/", to="/language/", language="cy").status == 302
    assert 'lang="cy"' in staff.get("/").text
    assert staff.send("/", to="/sign-out/").status == 302
    assert staff.get("/").headers["Location"].startswith("/sign-in/")
    assert SOURCE not in behind.log.read_text()


def sign_in(staff: Visitor, cast: Cast) -> None:
    """Give the password, then the code of the authenticator app."""
    person = select_people().get(email=cast.email("analyst"))
    auth.TOTP.activate(person, auth.generate_totp_secret())
    slowly = make_password(PASSWORD, hasher=PBKDF2PasswordHasher())
    Credential.objects.update(password=slowly)
    found = Authenticator.objects.get(user_id=person.pk, type="totp")
    number = auth.hotp_value(decrypt(found.data["secret"]), int(time.time()) // 30)
    first = staff.send("/sign-in/", username=person.email, password=PASSWORD)
    assert first.headers["Location"] == "/sign-in/code/", first.text
    second = staff.send("/sign-in/code/", code=auth.format_hotp_value(number))
    assert second.headers["Location"] == "/", second.text


FROM_ELSEWHERE = {
    "foreign-origin": {"Origin": "https://elsewhere.example"},
    "foreign-referer": {"Referer": "https://elsewhere.example/words"},
    "insecure-referer": {"Referer": f"http://{STAFF}/"},
    "no-referer": {},
}


def test_a_form_from_elsewhere_is_refused_and_the_log_has_a_code_for_it(
    behind: Behind, front: Nginx
) -> None:
    staff = visitor(front, STAFF)
    staff.get("/sign-in/")

    for code, told in FROM_ELSEWHERE.items():
        headers = {**strangers.FORM, **told}
        assert staff.ask("POST", "/sign-in/", b"username=x", headers).status == 403
        assert f"A form was refused: {code}." in behind.log.read_text()
    assert "elsewhere" not in behind.log.read_text()


@pytest.mark.parametrize(("site", "path"), [(PUBLIC, "/"), (STAFF, "/sign-in/")])
def test_both_sites_are_there_by_tls_alone_for_a_year(
    front: Nginx, site: str, path: str
) -> None:
    answer = visitor(front, site).get(path, **{"X-Forwarded-Proto": "http"})

    assert answer.status == 200
    assert answer.headers.get_all("Strict-Transport-Security") == [A_YEAR]
    assert answer.headers["Server"] == "nginx"
    plain = in_clear(front, site, "/signs/?a=b")
    assert plain.startswith("HTTP/1.1 301 ")
    assert f"Location: https://{site}/signs/?a=b\r\n" in plain
    assert "Strict-Transport-Security" not in plain


def ask_apart(asking: Coroutine[Any, Any, strangers.Answer]) -> strangers.Answer:
    """Ask in a thread of its own: where a browser is open, this one has a loop."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, asking).result()


def in_clear(front: Nginx, name: str, path: str) -> str:
    sent = named(strangers.request(path), name)
    answer = ask_apart(strangers.ask(front.place.plain, sent, source=SOURCE))
    return f"{answer.head}\r\n"


def test_without_a_proxy_the_sites_say_nothing_of_tls(
    behind: Behind, front: Nginx
) -> None:
    port = int(behind.sites.public.rpartition(":")[2])

    answer = ask_apart(strangers.ask(port, named(strangers.request("/"))))

    assert answer.status == 200
    assert "strict-transport-security" not in answer.head.lower()


def test_who_asks_for_another_name_is_not_answered(front: Nginx) -> None:
    with pytest.raises(ssl.SSLError):
        front.place.connect("elsewhere.example")
    other = Visitor(front.place, PUBLIC)
    with pytest.raises(ConnectionError):
        other.ask("GET", "/", b"", {"Host": "elsewhere.example"})
    assert in_clear(front, "elsewhere.example", "/") == "\r\n"


def test_what_is_too_long_is_refused_at_once(front: Nginx) -> None:
    told = {"Content-Length": str(bodies.MOST + 1), **strangers.FORM}

    answer = visitor(front).ask("POST", "/report/", b"x", told)

    assert answer.status == 413


def test_who_is_slow_is_let_go_and_holds_nobody_up(front: Nginx) -> None:
    """The headers by nginx, the body by the site behind it."""
    began, found = time.monotonic(), []
    with (
        front.place.connect(PUBLIC) as slow_headers,
        front.place.connect(PUBLIC) as slow_body,
    ):
        whole, at_once = strangers.slow("/report/status/", "headers")
        slow_headers.sendall(named(whole[:at_once]))
        whole, at_once = strangers.slow("/report/status/", "body")
        slow_body.sendall(named(whole[:at_once]))
        ends = {slow_headers: 0.0, slow_body: 0.0}
        while not all(ends.values()) and time.monotonic() < began + 40:
            for each in (one for one, ended in ends.items() if not ended):
                ends[each] = drip(each) and time.monotonic() - began
            asked = time.monotonic()
            assert visitor(front).get("/signs/").status == 200
            found.append(time.monotonic() - asked)
            time.sleep(0.5)
    assert bodies.HEADER_SECONDS - 1 < ends[slow_headers] < bodies.HEADER_SECONDS + 5
    assert bodies.GRACE - 1 < ends[slow_body] < bodies.GRACE + 10
    assert sorted(found)[len(found) // 2] < 1


def named(sent: bytes, name: str = PUBLIC) -> bytes:
    """The same request, of the site that is called so."""
    return sent.replace(b"Host: 127.0.0.1", b"Host: " + name.encode())


def drip(slow: ssl.SSLSocket) -> bool:
    """Send a byte more; whether an answer, or the end, has come."""
    slow.settimeout(0.1)
    try:
        slow.sendall(b"y")
        slow.recv(1)
    except TimeoutError:
        return False
    except OSError:
        return True
    return True
