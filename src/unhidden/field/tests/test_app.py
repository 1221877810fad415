"""The app's own pages: private, the same for everybody, whole, and light."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import brotli
import pytest
import rjsmin
from django.test import Client

from tests.cast import PASSWORD, Cast
from unhidden.field.app import queries
from unhidden.field.app.words import WORDS
from unhidden.field.models import UnlockKind
from unhidden.ui import pins
from unhidden.visits import queries as visits
from unhidden.visits.presenters.reasons import REASONS

pytestmark = pytest.mark.django_db
STATIC = Path(queries.__file__).parents[1] / "static"
#: What is fetched once, packed, but for the typeface and the pictures.
MOST_KB = 60
#: What those fetch besides who keep a register, in both languages.
MOST_KB_OF_A_REGISTER = 8


@pytest.fixture
def phone(cast: Cast, client: Client) -> Client:
    """The officer's phone, signed in."""
    client.login(email=cast.email("officer"), password=PASSWORD)
    return client


def test_the_shell_holds_nothing_of_anybody(cast: Cast, phone: Client) -> None:
    page = phone.get("/field/app/en/")
    phone.login(email=cast.email("partner"), password=PASSWORD)

    assert phone.get("/field/app/en/").content == page.content
    assert "csrf" not in page.text
    assert not re.search(
        r"<(style|script(?![^>]* (src|type=\"application/json)))", page.text
    )


def test_the_app_has_a_worker_and_pictures_of_its_own_and_nothing_else(
    phone: Client,
) -> None:
    policy = phone.get("/field/app/en/").headers["Content-Security-Policy"]

    assert "worker-src 'self'" in policy
    assert "img-src 'self' data: blob:" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("language", ["en", "cy"])
def test_each_language_has_its_page_and_its_questions(
    phone: Client, language: str
) -> None:
    page = phone.get(f"/field/app/{language}/").text
    asked = phone.get(f"/field/questions/{visits.newest_form()}/{language}/").json()
    manifest = phone.get(f"/field/app/{language}/app.webmanifest").json()

    assert f'<html lang="{language}">' in page
    assert asked["form"] == visits.newest_form()
    assert manifest["start_url"] == f"/field/app/{language}/"
    said = phone.get(f"/field/said/{language}/").json()
    assert set(said["words"]) == set(WORDS)
    assert set(said["reasons"]) == set(REASONS)
    assert said["days"][6] == {"en": "Sunday", "cy": "Dydd Sul"}[language]
    assert said["months"][4] == {"en": "May", "cy": "Mai"}[language]


@pytest.mark.parametrize(
    "address",
    [
        "/field/app/fr/",
        "/field/app/fr/app.webmanifest",
        "/field/said/fr/",
        "/field/questions/2026-12/fr/",
        "/field/questions/2026-11/en/",
        "/field/questions/none/en/",
    ],
)
def test_what_there_is_not_is_absent(phone: Client, address: str) -> None:
    assert phone.get(address).status_code == 404


def test_the_app_opens_in_the_language_of_the_site(phone: Client) -> None:
    assert phone.get("/field/").headers["Location"] == "/field/app/en/"


def packs(client: Client) -> dict[str, dict[str, tuple[dict[str, str], str]]]:
    """What the service worker fetches in packs, by the address of each."""
    addresses = read_kept(client)["packs"].values()
    return {each: client.get(each).json() for each in addresses}


def read_kept(client: Client) -> dict[str, Any]:
    """What the service worker says that it keeps."""
    first, _newline, _rest = client.get("/field/sw.js").text.partition("\n")
    kept: dict[str, Any] = json.loads(
        first.removeprefix("self.KEPT = ").removesuffix(";")
    )
    return kept


def test_what_the_page_names_is_kept_and_in_no_pack_a_second_time(
    phone: Client,
) -> None:
    named = re.findall(r'(?:src|href)="(/static/[^"]+\.(?:js|css))"', shell(phone))
    packed = {address for pack in packs(phone).values() for address in pack}

    assert len(named) == 2
    assert set(named) <= set(read_kept(phone)["files"])
    assert not set(named) & packed


def shell(client: Client) -> str:
    return client.get("/field/app/en/").text


def test_the_worker_keeps_each_file_and_no_answer_about_anybody(
    phone: Client,
) -> None:
    answer = phone.get("/field/sw.js")
    kept = [address for pack in packs(phone).values() for address in pack]

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert len(kept) == len(set(kept))
    pages = [each for each in kept if not each.startswith("/static/")]
    assert sorted(pages) == sorted(
        [
            *(f"/field/app/{each}/" for each in ("en", "cy")),
            *(f"/field/questions/2026-12/{each}/" for each in ("en", "cy")),
            *(f"/field/said/{each}/" for each in ("en", "cy")),
            *(f"/field/register/{each}/" for each in ("en", "cy")),
        ]
    )
    assert all(phone.get(page).status_code == 200 for page in pages)
    assert "/field/tasking/" not in answer.text


def test_the_shell_comes_out_of_the_pack_as_the_site_gives_it(phone: Client) -> None:
    page = phone.get("/field/app/cy/")
    headers, text = phone.get("/field/pack/cy/").json()["/field/app/cy/"]

    assert text == page.text
    assert (
        headers["Content-Security-Policy"] == (page.headers["Content-Security-Policy"])
    )


def test_a_pack_is_packed_for_whoever_can_open_it(phone: Client) -> None:
    plain = phone.get("/field/pack/app/")
    packed = phone.get("/field/pack/app/", headers={"Accept-Encoding": "gzip, br"})

    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.content) == plain.content
    assert phone.get("/field/pack/all/").status_code == 404


def test_the_pack_holds_what_the_app_imports_and_no_other_page_s_scripts() -> None:
    """An offline start that lacks one file is none."""
    kept = set(queries.list_scripts())

    assert kept >= {"field/outbox.js", "vault/chain.js", "noble-hashes/argon2.js"}
    assert not kept & {"field/worker_body.js", "field/import_file.js"}


def test_the_page_of_a_register_is_fetched_by_those_who_keep_one() -> None:
    """Its scripts are in a pack of its own, and what it shares is in the app's."""
    assert queries.list_register_scripts() == [queries.REGISTER]
    assert queries.REGISTER not in queries.list_scripts()
    pack = queries.build_pack(queries.list_register_files())
    assert len(brotli.compress(pack)) / 1000 <= MOST_KB_OF_A_REGISTER


def test_a_script_as_it_is_served_imports_what_it_imports_as_it_is_written() -> None:
    """Else a phone lacks all but the first, and hears of it when it is offline."""
    for name in queries.list_scripts():
        text = pins.find_served(name).read_text()
        found = queries.find_imports(text)

        assert queries.find_imports(rjsmin.jsmin(text)) == found
        assert len(found) == text.count(' from "') + text.count("await import(")


def test_another_file_or_text_is_another_version_of_the_worker() -> None:
    one, other = {"app": b"one"}, {"app": b"other"}

    assert queries.build_worker(one) == queries.build_worker(one)
    assert queries.build_worker(one) != queries.build_worker(other)


def test_of_another_version_than_the_worker_s_there_is_no_pack(phone: Client) -> None:
    """A site that is made new while a phone asks would give half of each."""
    own = queries.digest_pack(phone.get("/field/pack/app/").content)

    assert phone.get(f"/field/pack/app/?of={own}").status_code == 200
    assert phone.get("/field/pack/app/?of=0123456789abcdef").status_code == 404


def test_a_record_of_an_older_form_finds_its_questions_on_the_phone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forms = ["2026-11", "2026-12", "2027-03", "2027-09"]
    monkeypatch.setattr(visits, "list_forms", lambda: forms)
    monkeypatch.setattr(visits, "in_language", lambda form, _language: {"form": form})

    kept = queries.list_packed_texts("en")

    asked = [text.text for at, text in kept.items() if "/questions/" in at]
    assert asked == [f'{{"form": "{form}"}}' for form in forms[1:]]


def test_whatever_the_app_says_is_among_its_words() -> None:
    """A code without words would be shown as it is."""
    said = {
        found
        for path in (STATIC / "field").rglob("*.js")
        for found in re.findall(r'\bsay\("([a-z_0-9]+)"[,)]', path.read_text())
    }
    ways = {f"way_{kind}" for kind in UnlockKind.values}
    states = {f"state_{each}" for each in ("on_the_way", "there", "inside", "left")}

    assert said | ways | states <= set(WORDS)


def test_the_exact_words_of_sending_and_of_help() -> None:
    said = {code: str(text) for code, text in WORDS.items()}

    assert said["on_phone"] == "On this phone only"
    assert said["sending"] == "Sending ({in} of {all} parts)"
    assert said["received"] == "Received at {time}"
    assert said["needs_you"] == "Needs you ({reason})"
    assert said["n_waiting"] == "{n} waiting, everything else received at {time}"
    assert said["help_first"] == "Use your radio. Call 999"
    assert said["not_sent"] == "NOT SENT: no signal"
    assert said["sent"] == "Sent {time}, nobody has seen it yet"


def test_four_words_are_drawn_from_the_house_s_list(phone: Client) -> None:
    assert len(set(phone.get("/field/words/").json()["words"])) == 2_048


def test_whoever_has_just_signed_in_goes_on_to_make_the_phone_known(
    phone: Client,
) -> None:
    assert phone.get("/field/start/cy/").headers["Location"].endswith("/cy/#/enrol")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_app_weighs_no_more_than_it_may(phone: Client, language: str) -> None:
    """In each language; scripts as they are served, without comments and blanks."""

    def read_served(name: str) -> str:
        text = pins.find_served(name).read_text()
        return str(rjsmin.jsmin(text)) if name.endswith(".js") else text

    pack = queries.build_pack(
        {
            name: queries.PackedFile({}, read_served(name))
            for name in (*queries.list_scripts(), queries.STYLE)
        }
    )
    addresses = (f"/field/pack/{language}/", "/field/sw.js", f"/field/app/{language}/")
    others = [phone.get(address).content for address in addresses]

    weight = sum(len(brotli.compress(each)) for each in (pack, *others))

    assert weight / 1000 <= MOST_KB
