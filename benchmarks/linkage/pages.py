"""What an analyst who types waits for: the look at a text, through the whole page."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from statistics import median

from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from benchmarks.linkage import asking, desk
from benchmarks.linkage.lines import measure, percentile
from benchmarks.linkage.population import Saying
from benchmarks.pages import HOST, signed_in
from unhidden.hosting.failing import StepFailure
from unhidden.intelligence.subjects.rules.offering import offer_mentions

LOOK = "/intelligence/look/"
MILLISECONDS, WARM_UP, ENTITIES = 1_000, 10, 10


def lines(sayings: Sequence[Saying]) -> Iterator[dict[str, object]]:
    """One person in a text, and ten, each request with its sign-in and its audit."""
    client = Client(headers={"host": HOST})
    client.cookies = signed_in(desk.analyst_email())
    texts = [_sentence(each) for each in sayings]
    tens = [" ".join(texts[n : n + ENTITIES]) for n in range(0, len(texts), ENTITIES)]
    one = [timed(client, text) for text in texts][WARM_UP:]
    ten = [timed(client, text) for text in tens]
    yield measure("http_p95_ms", percentile(one, 0.95), "ms", p50=round(median(one), 1))
    yield measure(
        "http_ten_entities_p95_ms", percentile(ten, 0.95), "ms", asked=len(ten)
    )


def timed(client: Client, text: str) -> float:
    """Milliseconds of one look; Failure where it does not show what it read."""
    began = time.perf_counter()
    answer = client.post(LOOK, {"item-0-text": text})
    seconds = time.perf_counter() - began
    for offer in offer_mentions(text, today=timezone.localdate()):
        if escape(offer.mention.text) not in answer.text:
            sentence = f"{LOOK} answers {answer.status_code}, and not with all it read."
            raise StepFailure(sentence)
    return seconds * MILLISECONDS


def _sentence(saying: Saying) -> str:
    """Words in which the desk's own reading finds the person."""
    of = asking.mention(saying.person)
    born, phone = of.details.get("born"), of.details.get("phone")
    told = f", born {born}" if born else ""
    return f"A man called {of.text}{told}" + (f", phone {phone}." if phone else ".")
