"""A public program that lies about keys, made of an honest one's answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from tests.browser.desk_links import of
from tests.cast import Cast
from tests.support.roles import as_role
from unhidden.reporting.models import Report
from unhidden.vault import chain, chains, links, sealing, signing
from unhidden.vault.links import SignedLink
from unhidden.vault.signing_keys import seed_of

Answer = dict[str, Any]
Lie = Callable[[Answer], Answer]
PUBLIC_KEY, PRIVATE_KEY = sealing.new_key_pair()
SEED = seed_of(PRIVATE_KEY)
NOBODY = uuid4()
DOOR, LINKS = "**/report/door/", "**/report/links/"


def sent(*signed: SignedLink) -> Answer:
    """As the door's answer has them."""
    return {
        "links": [
            {"header": each.header.decode(), "signatures": each.signatures.decode()}
            for each in signed
        ]
    }


def forged(before: chain.ChainState) -> SignedLink:
    """The link after that one to the attacker's key, signed by the attacker."""
    made = replace(
        before.link,
        number=before.link.number + 1,
        previous=before.hash,
        day=timezone.localdate(),
        generation=before.link.generation + 1,
        key=PUBLIC_KEY,
        roster=bytes(31) + b"1",
        signers=(signing.public_key_of(SEED),),
        threshold=1,
    )
    header = links.header_of(made)
    signatures = {signing.public_key_of(SEED): links.sign_header(header, SEED)}
    return SignedLink(header, links.signatures_of(signatures))


def no_links(_cast: Cast) -> Lie:
    return lambda _: sent()


def links_of_another_desk(cast: Cast) -> Lie:
    theirs = sent(*of(cast.organisations["council"]))
    return lambda _: theirs


def a_link_of_the_attacker(cast: Cast) -> Lie:
    team = cast.organisations["police"]
    with as_role("public"):
        made = sent(forged(chains.find_chain_states([team])[team]))
    return lambda _: made


def a_whole_chain_of_the_attacker(cast: Cast) -> Lie:
    root = signing.public_key_of(seed_of(PUBLIC_KEY))
    team = cast.organisations["police"]
    made = sent(forged(chain.make_first_state(root=root, team=team)))
    return lambda _: made


def other_words_in_a_link(_cast: Cast) -> Lie:
    return lambda told: _altered(told, "header", "key ")


def another_signature(_cast: Cast) -> Lie:
    return lambda told: _altered(told, "signatures", " ")


def _altered(told: Answer, part: str, before: str) -> Answer:
    """The digit that stands after that is another one in the first link."""
    (first, *others) = told["links"]
    start, end = first[part].split(before, 1)
    digit = "1" if end[0] == "0" else "0"
    return {"links": [{**first, part: start + before + digit + end[1:]}, *others]}


LIES: dict[str, Callable[[Cast], Lie]] = {
    each.__name__: each
    for each in (
        *(no_links, links_of_another_desk, a_link_of_the_attacker),
        *(a_whole_chain_of_the_attacker, other_words_in_a_link, another_signature),
    )
} | {
    "nothing that is a link": lambda _: lambda _: {"links": [{}]},
    "nothing at all": lambda _: lambda _: {},
}
AT_THE_DOOR: dict[str, Lie] = {
    "no number": lambda told: {**told, "number": 0},
    "a number that is none": lambda told: {**told, "number": None},
    "an older link": lambda told: {**told, "number": told["number"] - 2},
    "a link that is not there": lambda told: {**told, "number": told["number"] + 1},
    "a team without a chain": lambda told: {**told, "team": str(NOBODY), "number": 1},
    "no team": lambda told: {**told, "team": None},
}


@contextmanager
def lying(page: Page, address: str, lie: Lie) -> Iterator[list[Lie]]:
    """While this is open, the page gets that in place of an honest answer.

    Or the last of what is added to the list.
    """
    lies = [lie]

    def answer(route: Route) -> None:
        honest = route.fetch()
        route.fulfill(response=honest, json=lies[-1](honest.json()))

    page.route(address, answer)
    yield lies
    page.unroute_all(behavior="ignoreErrors")


@contextmanager
def changed(page: Page, address: str) -> Iterator[None]:
    """While this is open, a file at such an address has one more blank."""

    def answer(route: Route) -> None:
        honest = route.fetch()
        route.fulfill(response=honest, body=honest.text() + " ")

    page.route(re.compile(address), answer)
    yield
    page.unroute_all(behavior="ignoreErrors")


def refuses(page: Page) -> bool:
    """Whether pressing "Send" sends nothing, and the page says so."""
    posted: list[str] = []

    def note(request: Any) -> None:
        if request.method == "POST":
            posted.append(request.url)

    page.on("request", note)
    page.locator("[data-send]").click()
    expect(page.locator("[data-send]")).to_be_enabled()
    page.remove_listener("request", note)
    warning = page.locator("[data-unsafe]")
    assert not [url for url in posted if url.endswith(("/report/sealed/", "/report/"))]
    assert not Report.objects.using("stored").exists()
    return warning.is_visible() and "08000 121 700" in warning.inner_text()
