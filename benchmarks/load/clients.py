"""What a browser does, done here: ask for a puzzle, solve it, seal, send."""

from __future__ import annotations

import json
import time
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection
from itertools import count
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import altcha
from lxml import html

from unhidden.hosting.failing import StepFailure
from unhidden.hosting.processes.ports import HOST
from unhidden.reporting.actions.sending import SEALED_FIELD, new_words
from unhidden.reporting.rules import answers, receipts, sketches
from unhidden.reporting.rules.answers import ReportAnswers
from unhidden.vault import letters, links, sealing
from unhidden.vault.sealing import SealBroken, SealedSlot

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
OK = 200


@dataclass(frozen=True, slots=True)
class Ready:
    """A report to be sent: its body, its id, and what it cost whoever made it."""

    id: str
    form_key: str
    words: str = field(repr=False)
    fields: Mapping[str, object] = field(repr=False)
    body: bytes = field(repr=False)
    door: Mapping[str, Any] = field(repr=False)
    desk_key: bytes = field(repr=False)
    puzzle_seconds: float
    seal_seconds: float
    slot: SealedSlot
    data_key: bytes = field(repr=False)

    def opens(self, content: bytes) -> bool:
        """Whether these bytes are the report that was sealed."""
        try:
            sealing.unseal_text(
                replace(self.slot, content=content), data_key=self.data_key
            )
        except SealBroken:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer: its status, what it said, and the seconds it took."""

    status: int
    said: str
    seconds: float


def neighbourhoods() -> Iterator[str]:
    """Addresses of this machine, each in a part of the network of its own."""
    for n in count():
        yield f"127.{1 + n // 250 % 250}.{n % 250}.1"


def prepare(port: int, how_many: int, told: ReportAnswers, agent: str) -> list[Ready]:
    """So many reports with solved puzzles, each asked for in another neighbourhood."""
    places = neighbourhoods()
    return [
        _ready(port, next(places), told, agent, str(uuid4())) for _ in range(how_many)
    ]


def prepare_with_files(
    port: int, how_many: int, told: ReportAnswers, agent: str
) -> list[tuple[Ready, str]]:
    """The same, each with the ticket of its form's first page."""
    made = []
    for source, _ in zip(neighbourhoods(), range(how_many), strict=False):
        ticket, form_key = first_page(port)
        made.append((_ready(port, source, told, agent, form_key), ticket))
    return made


def first_page(port: int) -> tuple[str, str]:
    """The ticket and the key of a form that begins now."""
    open_one = HTTPConnection(HOST, port, timeout=60)
    open_one.request("GET", "/report/")
    page: Any = html.fromstring(open_one.getresponse().read())
    open_one.close()
    (data,) = page.xpath('//*[@id="journey-data"]')
    ticket, *_ = page.xpath('//main//input[@name="ticket"]/@value')
    return str(ticket), str(json.loads(data.text)["key"])


def _ready(
    port: int, source: str, told: ReportAnswers, agent: str, form_key: str
) -> Ready:
    row = uuid4()
    asked = {"form_key": form_key, "area": told.area, "topic": told.topic}
    door = json.loads(ask(port, "POST", "/report/door/", asked, source, agent))
    key = _key(port, door, source, agent)
    began = time.perf_counter()
    challenge = altcha.Challenge.from_dict(door["puzzle"])
    solution = altcha.solve_challenge(challenge)
    if solution is None:
        sentence = "A puzzle was not solved in 90 s."
        raise StepFailure(sentence)
    solved = time.perf_counter()
    slot, data_key, content = _sealed(door, key, told, row)
    alike = sketches.compute_simhash(answers.words_of(told))
    words = " ".join(new_words("en"))
    box = letters.box_of(receipts.normalise_receipt(words))
    fields = {
        **content,
        "form_key": form_key,
        "generation": door["generation"],
        "answer": altcha.Payload(challenge, solution).to_base64(),
        "urgency": "routine",
        "area": told.area,
        "topic": told.topic,
        "version": answers.FORM_VERSION,
        "sketch": _text(alike.to_bytes(8, "big")) if alike is not None else "",
        "address": _text(box.address),
        "reply_key": _text(box.public_key),
    }
    sealed = time.perf_counter()
    return Ready(
        id=str(row),
        form_key=form_key,
        words=words,
        fields=fields,
        body=urlencode(fields).encode(),
        door=door,
        desk_key=key,
        puzzle_seconds=solved - began,
        seal_seconds=sealed - solved,
        slot=slot,
        data_key=data_key,
    )


def _key(port: int, door: Mapping[str, Any], source: str, agent: str) -> bytes:
    """What the desk's last link says is sealed to; a browser would verify it, too."""
    number = 0
    while True:
        asked = {"team": door["team"], "after": number}
        found = json.loads(ask(port, "POST", "/report/links/", asked, source, agent))
        link = links.read_header(found["links"][-1]["header"].encode())
        number = link.number
        if number == door["number"]:
            return link.key


def _sealed(
    door: Mapping[str, Any], key: bytes, told: ReportAnswers, row: UUID
) -> tuple[SealedSlot, bytes, dict[str, str]]:
    """Answers sealed as the report of this id: the place, the key and the fields."""
    data_key = sealing.new_key()
    slot = SealedSlot(door["table"], SEALED_FIELD, row)
    box = sealing.seal_key(data_key, public_key=key)
    content = sealing.seal_text(answers.to_text(told), data_key=data_key, slot=slot)
    fields = {"id": str(row), "sealed_key": _text(box), "content": _text(content)}
    return slot, data_key, fields


def changed(ready: Ready, told: ReportAnswers) -> Ready:
    """The same form sent again with other answers: sealed anew, under another id."""
    row = uuid4()
    slot, data_key, content = _sealed(ready.door, ready.desk_key, told, row)
    fields = {**ready.fields, **content}
    body = urlencode(fields).encode()
    return replace(
        ready, id=str(row), fields=fields, body=body, slot=slot, data_key=data_key
    )


def puzzle_turns(port: int, source: str) -> int:
    """How many tries a puzzle takes that is asked for from this address."""
    asked = {"form_key": str(uuid4()), "area": "", "topic": ""}
    door = json.loads(ask(port, "POST", "/report/door/", asked, source, ""))
    solution = altcha.solve_challenge(altcha.Challenge.from_dict(door["puzzle"]))
    return solution.counter if solution else 0


def send(
    port: int, ready: Sequence[Ready], at_once: int, agent: str, source: str = HOST
) -> list[Sent]:
    """Send them all, so many at once, each sender over a connection of its own."""
    shares = _shares(ready, at_once)
    with ThreadPoolExecutor(at_once) as pool:
        done = pool.map(lambda share: _send(port, share, agent, source), shares)
        return [sent for share in done for sent in share]


def dealt(ready: Sequence[Ready], at_once: int) -> list[Ready]:
    """The reports in the order of the answers that ``send`` gives."""
    return [each for share in _shares(ready, at_once) for each in share]


def _shares(ready: Sequence[Ready], at_once: int) -> list[Sequence[Ready]]:
    return [ready[n::at_once] for n in range(at_once)]


def _send(port: int, share: Iterable[Ready], agent: str, source: str) -> list[Sent]:
    open_one = HTTPConnection(HOST, port, timeout=60, source_address=(source, 0))
    sent = []
    for ready in share:
        began = time.perf_counter()
        open_one.request(
            "POST", "/report/sealed/", ready.body, {**FORM, "User-Agent": agent}
        )
        answer = open_one.getresponse()
        said = answer.read().decode()
        sent.append(Sent(answer.status, said, time.perf_counter() - began))
    open_one.close()
    return sent


def attach(port: int, ticket: str, picture: bytes, agent: str) -> bool:
    """Add a picture to the form before it is sent; whether the server took it."""
    edge = "a-boundary"
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="ticket"\r\n\r\n'
        f"{ticket}\r\n--{edge}\r\nContent-Disposition: form-data;"
        ' name="files"; filename="photo.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    )
    body = head.encode() + picture + f"\r\n--{edge}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={edge}",
        "User-Agent": agent,
    }
    open_one = HTTPConnection(HOST, port, timeout=120)
    open_one.request("POST", "/report/file/", body, headers)
    shown = open_one.getresponse().read()
    open_one.close()
    return b'name="take_away"' in shown


def ask(
    port: int,
    method: str,
    path: str,
    fields: Mapping[str, object],
    source: str,
    agent: str,
) -> bytes:
    """The page that comes back; raises StepFailure for anything but a 200."""
    open_one = HTTPConnection(HOST, port, timeout=60, source_address=(source, 0))
    headers = {**FORM, "User-Agent": agent}
    open_one.request(method, path, urlencode(fields), headers)
    answer = open_one.getresponse()
    body = answer.read()
    open_one.close()
    if answer.status != OK:
        sentence = f"{path} answered {answer.status}."
        raise StepFailure(sentence)
    return body


def _text(content: bytes) -> str:
    return b64encode(content).decode()
