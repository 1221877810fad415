"""What a whole site gives somebody: every page, search and export they may ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import ndiff
from itertools import product
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from tests.cast import PASSWORD
from tests.security.routes import Route, routes
from unhidden.vault import chains

STAFF = "unhidden.config.urls.staff"
#: The pages that look for words.
SEARCHES = ("intelligence:find", "places:premises_list", "intelligence:items")
#: What is one's own to keep: to ask for the first two ends what one asks with.
OWN = ("/sign-out/", "/sign-in/", "/account/second-factor/", "/account/again/")
DOMAINS = ("safeguarding_case", "visit")
#: What may stand for a word in an address: a case's questions, turns, risks and parts.
WORDS: Mapping[str, Sequence[str]] = {
    "domain": DOMAINS,
    "kind": ("support", "share", "closed", "transferred", "controller"),
    "part": ("goals",),
    "code": ("a-word", "reasonable_grounds"),
    "step": ("pv-dob",),
}
#: Whose ids stand where an address says no more than that it is another row of a case.
OTHERS = ("note", "case_need", "support_contact", "service_referral", "case_file")
#: What is drawn anew for each answer: tokens, longer than any id, and keys of forms.
_NEW = re.compile(r'"[\w+/=:-]{40,}"|name="(?:key|once)" value="[^"]*"|nonce="[^"]*"')

#: What an address calls otherwise than its table.
_CALLED = {
    "told_id": "survivor_account_id",
    "way_id": "safe_contact_id",
    "exclusion_id": "excluded_interpreter_id",
    "holdings_id": "holdings_request_id",
    "provider_id": "service_provider_id",
    "mark_id": "account_mark_id",
    "link_id": "link_wish_id",
    "asked_id": "referral_handover_id",
    "offer_id": "case_offer_id",
}

Ids = Mapping[str, Sequence[UUID]]


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What one address gives, and how many queries that took."""

    status: int
    text: str
    queries: int

    def tell_difference(self, other: PageAnswer) -> str:
        """In which lines the two differ, for whoever reads that they do."""
        lines = ndiff(self.text.splitlines(), other.text.splitlines())
        changed = [each for each in lines if each.startswith(("+", "-"))]
        counts = f"{self.status}/{other.status}, {self.queries}/{other.queries} queries"
        return f"{counts} {changed[:4]}"


def ask_everything(
    email: str, permissions: frozenset[str], ids: Ids, words: Sequence[str]
) -> dict[str, PageAnswer]:
    """All answers that this colleague gets, by address; nothing of it stays done."""
    # Both worlds begin as a process does that has read no chain of keys yet.
    chains.forget_chains()
    with transaction.atomic():
        client = Client()
        client.login(email=email, password=PASSWORD)
        client.get("/")
        addresses = list_addresses(permissions, ids, words)
        answers = {address: _ask(client, address) for address in addresses}
        transaction.set_rollback(True)
    return answers


def list_addresses(
    permissions: frozenset[str], ids: Ids, words: Sequence[str]
) -> list[str]:
    """Every address that may be opened, with every id that fits; and each search."""
    open_to = list_open_routes(permissions)
    found = {address for route in open_to for address in fill_route(route, ids)}
    names = {resolve(route.path, STAFF).view_name for route in open_to}
    searches = [
        f"{reverse(name, STAFF)}?{urlencode({'text': word})}"
        for name in SEARCHES
        if name in names
        for word in words
    ]
    return [*sorted(each for each in found if not each.startswith(OWN)), *searches]


def list_open_routes(permissions: frozenset[str]) -> list[Route]:
    """Every page of the staff site that they may open, in the order of addresses."""
    return [
        route
        for route in routes(STAFF)
        if getattr(route.view, "needs", None) in {None, *permissions}
    ]


def fill_route(route: Route, ids: Ids) -> Iterator[str]:
    """Every address of a page, with every id that fits."""
    match = resolve(route.path, STAFF)
    values = [
        [(name, each) for each in _list_fitting(name, value, ids)]
        for name, value in match.kwargs.items()
    ]
    for chosen in product(*values):
        yield reverse(match.view_name, STAFF, kwargs=dict(chosen))


def _list_fitting(name: str, value: object, ids: Ids) -> Sequence[object]:
    """What may stand there: what is called so, else the sample as it is."""
    if name == "other_id":
        found = [each for other in OTHERS for each in ids.get(f"{other}_id", ())]
        return found or [value]
    called = _CALLED.get(name, name)
    return WORDS.get(name) or ids.get(called) or [value]


def _ask(client: Client, address: str) -> PageAnswer:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    # A page names itself.
    body = answer.getvalue().decode(errors="replace").replace(address, "")
    return PageAnswer(answer.status_code, _NEW.sub("", body), len(captured))
