"""The worker's batch: everything is held against everything, and pairs are proposed.

Asked for by a person or the operator. Who links is handed in, since what Splink and
DuckDB need is loaded by the worker alone (``tasks.py``). Nothing is merged here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import orjson

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.intelligence.models import BatchFailure, BatchStage, LinkageBatch
from unhidden.intelligence.subjects.actions.retraining import work_alone
from unhidden.intelligence.subjects.queries.serving import (
    find_newest_count,
    weights_of,
)
from unhidden.intelligence.subjects.rules import matching
from unhidden.intelligence.subjects.rules.matching import (
    ASK,
    SUGGEST,
    ModelWeights,
    Profile,
)
from unhidden.linkage.model import TrainedModel

RELINK = "intelligence.relink_mentions"
RELINKER = Actor(None, None, frozenset({RELINK}))
#: A batch that was killed so often is not begun again by itself.
MOST_TRIES = 3
#: So many traces are read at once; of a hundred so much is done after each step.
AT_ONCE = 2_000
READ, WEIGHED = 40, 85

Clock = Callable[[], datetime]
#: Two mentions as the linker numbers them, their bits, and whether they are relatives.
NumberedLink = tuple[int, int, float, bool]
Progress = Callable[[str, int], None]


class Linker(Protocol):
    """Whoever links: ``unhidden.linkage.relinking.MentionLinker``."""

    cluster: str

    def add_mentions(self, mentions: Iterable[Any]) -> None: ...
    def weigh_people(self, model: TrainedModel) -> None: ...
    def weigh_things(
        self, compare: Callable[[str, Profile, Profile], float | None]
    ) -> None: ...
    def list_links(self, ask: float) -> Iterator[list[NumberedLink]]: ...


Linking = Callable[[], AbstractContextManager[Linker]]
MakeMention = Callable[[str, Profile, tuple[int, ...]], Any]


@dataclass(frozen=True, slots=True)
class BatchRun:
    """A batch at work: who waits for it, and by what it weighs among how many."""

    batch: LinkageBatch
    weights: ModelWeights
    among: int
    progress: Progress

    def tell_progress(self, stage: str, share: int) -> None:
        """Say how far it is, to whoever looks at the page."""
        procedures.call_procedure("note_batch", self.batch.id, str(stage), share)
        self.progress(str(stage), share)


def relink_mentions(
    *,
    linking: Linking,
    make: MakeMention,
    actor: Actor,
    clock: Clock,
    clear: Callable[[], object] = lambda: None,
    progress: Progress = lambda stage, share: None,
) -> bool | None:
    """Do the batch that waits; whether there was one, None where another is at it.

    ``make`` makes what the linker takes; ``clear`` takes away what a run that was
    killed left on disk, also where it is given up or another ended it. It may take
    minutes, so no transaction spans it. What was killed begins again, a few times.
    """
    actor.must(RELINK)
    with work_alone() as is_alone:
        if not is_alone:
            return None
        run = _begin(actor=actor, at=clock(), progress=progress)
        if run is None:
            clear()
            return False
        with linking() as linker:
            mentions = _read(run, linker, make)
            if linker.cluster:
                _note_files(run.batch, actor=actor, at=clock())
            pairs = _link(run, linker, mentions)
        _end(run.batch, len(mentions), pairs, actor=actor, at=clock())
        progress("", 100)
    return True


@action
def _begin(*, actor: Actor, at: datetime, progress: Progress) -> BatchRun | None:
    batch = LinkageBatch.objects.filter(ended_at=None).order_by("asked_at").first()
    if batch is None:
        return None
    if batch.tries >= MOST_TRIES:
        failure = str(BatchFailure.BROKEN_OFF)
        procedures.call_procedure("end_batch", batch.id, failure, at)
        _record("batch_failed", batch, actor, at, failure=failure)
        return None
    ((model_id, among),) = procedures.ask_rows("begin_batch", batch.id, at)
    _record("batch_begun", batch, actor, at, tries=batch.tries + 1)
    return BatchRun(batch, weights_of(model_id, find_newest_count()), among, progress)


def _read(run: BatchRun, linker: Linker, make: MakeMention) -> list[UUID]:
    """Hand every traced mention to the linker; the mentions, as it numbers them."""
    known: list[UUID] = []
    run.tell_progress(BatchStage.READING, 0)
    while some := _ask_mentions(known[-1] if known else None):
        linker.add_mentions(
            make(kind, orjson.loads(profile), tuple(keys))
            for _, kind, profile, keys in some
        )
        known += [mention_id for mention_id, *_ in some]
        share = READ * len(known) // max(len(known), run.among)
        run.tell_progress(BatchStage.READING, min(share, READ))
    return known


def _ask_mentions(behind: UUID | None) -> list[tuple[Any, ...]]:
    return procedures.ask_rows("mentions_to_relink", behind, AT_ONCE)


def _link(run: BatchRun, linker: Linker, mentions: Sequence[UUID]) -> int:
    """Weigh, and keep what was found; how many pairs."""
    run.tell_progress(BatchStage.WEIGHING, READ)
    linker.weigh_people(weigh_among(run.weights, run.among))
    linker.weigh_things(compare_things)
    run.tell_progress(BatchStage.KEEPING, WEIGHED)
    kept = 0
    for some in linker.list_links(ASK):
        _keep_links(run.batch, some, mentions)
        kept += len(some)
    return kept


def _keep_links(
    batch: LinkageBatch, links: Sequence[NumberedLink], mentions: Sequence[UUID]
) -> None:
    procedures.call_procedure(
        "keep_proposals",
        batch.id,
        [mentions[one] for one, _, _, _ in links],
        [mentions[other] for _, other, _, _ in links],
        [bits for _, _, bits, _ in links],
        [is_related for *_, is_related in links],
    )


def weigh_among(weights: ModelWeights, among: int) -> TrainedModel:
    """The model with the prior that the desk has among so many."""
    odds = 2.0 ** weights.make_scorer(among).prior
    return replace(weights.model, chance=odds / (1 + odds))


def compare_things(kind: str, one: Profile, other: Profile) -> float | None:
    """The bits of two things of a kind; None where a group is not to rest on them.

    Mentions of one entry of the list are one without anybody's judgement. What is only
    alike, as a number with one other digit, is shown beside a mention and groups
    nothing: neighbours have such numbers, and a firm's are one after the other.
    """
    found = matching.compare_mention_profiles(kind, one, other)
    if any(part.level == "same_entry" for part in found.evidence):
        return None
    return None if ASK <= found.bits < SUGGEST else found.bits


@action
def _note_files(batch: LinkageBatch, *, actor: Actor, at: datetime) -> None:
    """Names lie in clear where the executors read them, until the batch ends."""
    _record("batch_files_made", batch, actor, at)


@action
def _end(
    batch: LinkageBatch, mentions: int, pairs: int, *, actor: Actor, at: datetime
) -> None:
    procedures.call_procedure("end_batch", batch.id, "", at)
    _record("batch_ended", batch, actor, at, mentions=mentions, pairs=pairs)


def _record(
    what: str, row: LinkageBatch, actor: Actor, at: datetime, **detail: str | int
) -> None:
    name = f"intelligence.{what}"
    audit.record_event(name=name, actor=actor, subject=row, at=at, detail=detail)
