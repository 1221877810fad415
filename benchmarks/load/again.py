"""Forms that are sent again, as they were or changed; and what their receipts open.

With scripts, an answer is lost and the report sent once more. Without them, two tabs
show the last page of one form, and both are sent. Whichever arrives first is the
report, and the words of every receipt have to lead to it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing
from lxml import html

from benchmarks.load import clients
from benchmarks.load.clients import Ready, Sent
from unhidden.hosting.processes.ports import HOST
from unhidden.reporting.rules.answers import ReportAnswers

PAGES = "/report/"
STATUS = "/report/status/"
#: Only the page of a mailbox has it.
_OPEN = b'name="add-text"'

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """A form without scripts, from its first page on, and from where it is sent."""

    fields: Fields
    source: str

    @property
    def key(self) -> str:
        """The form's key, which its ticket names."""
        payload, *_ = self.fields["ticket"].split(":")
        key, *_ = json.loads(signing.b64_decode(payload.encode()))
        return str(key)


def mixed(ready: Sequence[Ready], told: ReportAnswers) -> list[Ready]:
    """Each of them twice, every other one changed the second time, in no order."""
    other = replace(told, what=f"{told.what} And a red stripe.")
    again = [
        clients.changed(each, other) if n % 2 else each for n, each in enumerate(ready)
    ]
    everything = [*ready, *again]
    random.Random(0).shuffle(everything)  # noqa: S311  # an order, and no secret
    return everything


def shown(ready: Sequence[Ready], sent: Sequence[Sent]) -> list[str]:
    """The words that each browser shows; none where it is told that they do not fit."""
    return [
        each.words if '"kept"' in answer.said or '"first"' in answer.said else ""
        for each, answer in zip(ready, sent, strict=True)
    ]


def begin(port: int, how_many: int, agent: str) -> list[Form]:
    """So many forms, each in another neighbourhood, with a first answer each: they have
    to age from then on before they go.
    """
    places = clients.neighbourhoods()
    sources = [next(places) for _ in range(how_many)]
    return [_begun(port, source, agent) for source in sources]


def send_twice(port: int, forms: Sequence[Form], at_once: int, agent: str) -> list[str]:
    """Two views of the last page of each form are sent, every other one changed; the
    words that come back, those of each receipt that was shown."""

    def both(numbered: tuple[int, Form]) -> list[str]:
        n, form = numbered
        texts = ("Synthetic.", "Synthetic, and more." if n % 2 else "Synthetic.")
        views = [_last(port, form, text, agent) for text in texts]
        return [_receipt(port, form, view, agent) for view in views]

    with ThreadPoolExecutor(at_once) as pool:
        return [words for pair in pool.map(both, enumerate(forms)) for words in pair]


def dead(port: int, receipts: Iterable[str], at_once: int, agent: str) -> int:
    """How many of these receipts open nothing, or have no words."""

    def opens(words: str) -> bool:
        if not words:
            return False
        told = {"words": words}
        return _OPEN in clients.ask(port, "POST", STATUS, told, HOST, agent)

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(opens, receipts)).count(False)


def _begun(port: int, source: str, agent: str) -> Form:
    page = clients.ask(port, "GET", PAGES, {}, source, agent)
    form = Form(_fields(page), source)
    return replace(form, fields=_last(port, form, "Synthetic.", agent))


def _last(port: int, form: Form, what: str, agent: str) -> Fields:
    told = {**form.fields, "what": what, "step": "what", "go": "to:check"}
    return _fields(clients.ask(port, "POST", PAGES, told, form.source, agent))


def _receipt(port: int, form: Form, view: Fields, agent: str) -> str:
    told = {**view, "go": "send"}
    page = clients.ask(port, "POST", PAGES, told, form.source, agent)
    return " ".join(_words(page))


def _words(page: bytes) -> Iterator[str]:
    root: Any = html.document_fromstring(page.decode())
    for item in root.xpath("//main//ol/li"):
        yield item.text_content().strip()


def _fields(page: bytes) -> Fields:
    """What the page's form holds, templates left out."""
    root: Any = html.document_fromstring(page.decode())
    templates: list[Any] = list(root.xpath("//template"))
    for template in templates:
        template.drop_tree()
    return dict(root.get_element_by_id("report").form_values())
