"""An investigator's days: acts in an investigation, and the pages looked at between."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.pages import HOST, signed_in
from tests.cast import NOON, Cast
from tests.made.exhibits import LEDGER, TAKEN, move, register
from tests.made.room import MadeRoom
from tests.security.crossing import (
    OWN,
    SEARCHES,
    STAFF,
    fill_route,
    list_open_routes,
)
from tests.security.routes import Route
from unhidden.access.context import acting_as
from unhidden.agencies.sign_in.unlocking import COOKIE, RING
from unhidden.investigations.clocks.actions.starting import NewClock, start_clock
from unhidden.investigations.clocks.actions.telling import NewUpdate, record_update
from unhidden.investigations.people.actions.adding import add_person, write_contact
from unhidden.investigations.people.actions.roles import give_role
from unhidden.investigations.unused.actions.showing import open_source
from unhidden.vault import rings

#: What an address calls otherwise than its table, in the order in which rows came.
_CALLED = {
    "InvestigatedPerson": "person_id",
    "InvestigationClock": "clock_id",
    "ChronologyEvent": "event_id",
    "OrderReference": "order_id",
    "ExhibitFile": "file_id",
}
#: These say at which minute of the database's clock somebody looked.
_LOOKED_AT = "/records/"
#: What is drawn anew for each answer: tokens, keys of forms, nonces.
_NEW = re.compile(
    r'"[\w+/=:-]{40,}"|name="(?:key|once|entry)" value="[^"]*"'
    r'|nonce="[^"]*"|nonce-[\w+/=-]+'
)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ALWAYS = (
    "home",
    "investigations:list",
    "investigations:requests",
    "oversight:waiting",
)
#: How often something is done, and how often searched for.
ACTS, SEARCHED = 0.3, 0.05
_WORDS = ("Quillfeather", "07700 900739", "varnish")


@dataclass(frozen=True, slots=True)
class WalkAnswer:
    """What somebody got: every header, and the body without what is drawn anew."""

    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    size: int
    text: str
    queries: int


@dataclass(frozen=True, slots=True)
class WalkGround:
    """Where the walk begins: an investigation of a visit, and who was found there."""

    room: MadeRoom
    visit_id: UUID
    possible_victim_id: UUID
    ids: Mapping[str, list[UUID]]


@dataclass(slots=True)
class InvestigatorWalk:
    """One walk; the same dice take the same way. ``part`` looks at the pages."""

    ground: WalkGround
    dice: Random
    part: str
    client: Client
    routes: list[Route]
    answers: list[WalkAnswer] = field(default_factory=list)
    _victim: UUID | None = None
    _clock: UUID | None = None
    _exhibits: int = 0
    _numbers: dict[str, int] = field(default_factory=dict)
    _ids: dict[str, list[UUID]] = field(default_factory=dict)

    def take_step(self) -> None:
        """Do something or look at a page; what is done is looked at, too."""
        drawn = self.dice.random()
        if drawn < ACTS:
            self.dice.choice(self._acts)()
            self._ids = self._list_ids()
            self.look(self._page)
        elif drawn < ACTS + SEARCHED:
            name, word = self.dice.choice(SEARCHES), self.dice.choice(_WORDS)
            self.look(f"{reverse(name, STAFF)}?{urlencode({'text': word})}")
        else:
            self._ids = self._ids or self._list_ids()
            route = self.dice.choice(self.routes)
            self.look(self.dice.choice(list(fill_route(route, self._ids))))

    def look_at_lists(self) -> None:
        """What waits for them, at the end of every walk."""
        for name in ALWAYS:
            self.look(reverse(name, STAFF))

    def look(self, address: str) -> None:
        """Ask for a page, and keep what comes."""
        with CaptureQueriesContext(connection) as captured:
            answer = self.client.get(address)
        body = answer.getvalue()
        self.answers.append(
            WalkAnswer(
                address=self._rename(address),
                status=answer.status_code,
                headers=tuple(
                    (name, self._rename(_NEW.sub("", value)))
                    for name, value in answer.items()
                ),
                size=len(body),
                text=self._rename(_NEW.sub("", body.decode(errors="replace"))),
                queries=len(captured),
            )
        )

    @property
    def _page(self) -> str:
        return f"/investigations/{self.ground.room.made.id}/"

    @property
    def _told(self) -> dict[str, Any]:
        made = self.ground.room.made
        return made.by(made.leader)

    @property
    def _acts(self) -> list[Callable[[], object]]:
        room = self.ground.room
        return [
            lambda: room.raise_line(is_looked_at=True),
            lambda: room.raise_action(is_looked_at=True),
            lambda: room.register(is_looked_at=True),
            lambda: room.take(is_looked_at=True),
            lambda: room.plan(is_looked_at=True),
            self._find_victim,
            self._find_victim,
            self._tell_victim,
            self._seize,
            self._open_visit,
        ]

    def _find_victim(self) -> None:
        """Who was found at the visit becomes a person of the investigation."""
        if self._victim is not None:
            write_contact(person_id=self._victim, words="By the office.", **self._told)
            return
        self._victim = add_person(
            possible_victim_id=self.ground.possible_victim_id, **self._told
        )
        give_role(person_id=self._victim, role="victim", **self._told)

    def _tell_victim(self) -> None:
        """They are to be told of something, and are; or it waits."""
        if self._victim is None:
            self._find_victim()
        if self._clock is None:
            new = NewClock("vc_told_enhanced", NOON, self._victim)
            self._clock = start_clock(new=new, **self._told)
            return
        result = self.dice.choice(("not_reached", "asked_not"))
        update = NewUpdate("safe_number", "ro", result, NOON)
        record_update(clock_id=self._clock, new=update, **self._told)

    def _seize(self) -> None:
        self._exhibits += 1
        reference = f"AB/{self._exhibits}"
        register(self.ground.room.made, reference=reference)
        hands = (LEDGER.holder, "Store A")
        at = TAKEN + timedelta(hours=1)
        move(self.ground.room.made, [reference], hands, at)

    def _open_visit(self) -> None:
        open_source(kind="visit", source_id=self.ground.visit_id, **self._told)

    def _list_ids(self) -> dict[str, list[UUID]]:
        """Of each table of the investigation its ids, as addresses name them."""
        made = self.ground.room.made
        found = {name: list(ids) for name, ids in self.ground.ids.items()}
        with acting_as(made.leader):
            for model in apps.get_app_config("investigations").get_models():
                fields = {each.name for each in model._meta.fields}
                if "investigation" in fields:
                    rows = model._default_manager.filter(investigation_id=made.id)
                    name = _CALLED.get(model.__name__) or _name(model.__name__)
                    ids = sorted(rows.values_list("pk", flat=True))
                    found[name] = ids[:3]
        return found

    def _rename(self, text: str) -> str:
        """The text with a number for each id, by when it was met first."""

        def number(match: re.Match[str]) -> str:
            known = self._numbers.setdefault(match[0], len(self._numbers))
            return f"#{known}"

        return _UUID.sub(number, text)


def list_walked(cast: Cast, part: str) -> list[Route]:
    """Every page that somebody may open; not those that end what one asks with, nor
    those that say when somebody looked. Investigations are half of what is walked."""
    left_out = (*OWN, _LOOKED_AT)
    found = [
        route
        for route in list_open_routes(cast.actor(part).permissions)
        if not route.path.startswith(left_out)
    ]
    own = [route for route in found if route.path.startswith("/investigations/")]
    return [*found, *own * (len(found) // len(own))]


def warm_pages(client: Client, routes: list[Route]) -> None:
    """Look at every page once: what a process remembers, it remembers then."""
    for route in dict.fromkeys(routes):
        client.get(route.path)


def _name(model: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model).lower() + "_id"


def open_browser(cast: Cast, part: str) -> Client:
    """A browser in which somebody is signed in, their keys unlocked."""
    client = Client(headers={"host": HOST}, raise_request_exception=False)
    client.cookies = signed_in(cast.email(part))
    ring = cast.actor(part).keys
    assert isinstance(ring, rings.KeyRing)
    key = rings.new_cookie_key()
    session = client.session
    session[RING] = b64encode(ring.sealed_for_session(key)).decode()
    session.save()
    client.cookies[COOKIE] = b64encode(key).decode()
    client.get("/")
    return client
