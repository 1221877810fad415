"""Reports with ten things each, written as the desk writes them, and what they meet.

Each thing is looked up among all and weighed; then the product's own action writes the
report: words sealed, items, mentions, traces and keys kept, in one transaction that
waits for the disk. On one process, and on two at once.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Sequence

import django
from django.utils import timezone

from benchmarks.linkage import desk
from benchmarks.linkage.asking import mention
from benchmarks.linkage.lines import measure
from benchmarks.linkage.population import Saying
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.intelligence import actions
from unhidden.intelligence.actions import NewItem, NewMention, NewReport
from unhidden.intelligence.subjects.queries.matching import Thing, list_candidates
from unhidden.intelligence.subjects.rules.traces import trace_of

PEOPLE, OF_A_PERSON = 5, 2  # of a report: people, and things told of each
WARM_UP = 6  # reports of each process, in which its statements are planned
OF_A_REPORT = PEOPLE * OF_A_PERSON


def lines(sayings: Sequence[Saying]) -> Iterator[dict[str, object]]:
    """Mentions a second on one process, and on two."""
    third = len(sayings) // 3 // PEOPLE * PEOPLE
    parts = [sayings[n * third : (n + 1) * third] for n in range(3)]
    for name, some in (("ingest_per_s", parts[:1]), ("ingest_per_s_two", parts[1:])):
        context = multiprocessing.get_context("spawn")
        with context.Pool(len(some), initializer=django.setup) as pool:
            warm = [each[: WARM_UP * PEOPLE] for each in some]
            pool.map(take_in, warm, chunksize=1)
            began = time.perf_counter()
            links = sum(pool.map(take_in, some, chunksize=1))
            seconds = time.perf_counter() - began
        mentions = sum(map(len, some)) * OF_A_PERSON
        yield measure(
            name, mentions / seconds, "mentions/s",
            mentions=mentions, of_a_report=OF_A_REPORT, links=links,
        )  # fmt: skip


def take_in(sayings: Sequence[Saying]) -> int:
    """Write all, each report durably; how many candidates were worth a look."""
    actor = desk.analyst()
    return sum(
        _one(actor, sayings[start : start + PEOPLE])
        for start in range(0, len(sayings), PEOPLE)
    )


def _one(actor: Actor, sayings: Sequence[Saying]) -> int:
    mentions = [each for saying in sayings for each in _things(saying)]
    with acting_as(actor):
        links = sum(map(len, list_candidates(_traced(mentions))))
    item = NewItem("Made for a measurement.", "2", "C", "P", mentions=tuple(mentions))
    new = NewReport(
        origin="officer",
        raw="Made for a measurement.",
        provenance="A made population.",
        event_on=None,
        items=(item,),
    )
    actions.write_report(new=new, actor=actor, at=timezone.now())
    return links


def _traced(mentions: Sequence[NewMention]) -> list[Thing]:
    return [
        (said.kind, trace_of(said.kind, said.text, said.details)) for said in mentions
    ]


def _things(saying: Saying) -> Iterator[NewMention]:
    """The person, and a phone: their own, or one that nobody else has."""
    yield mention(saying.person)
    phone = next(iter(saying.person.phones), f"07700 {saying.human % 1_000_000:06}")
    yield NewMention("phone", phone)
