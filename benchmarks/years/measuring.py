"""How long the sweep over many cases takes, and the first page of who has many."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

import psycopg
from django.core.handlers.wsgi import WSGIHandler

from benchmarks.pages import OK, Visitor, percentile_95, signed_in
from benchmarks.years import acts
from benchmarks.years.ground import MANAGER, CareGround
from unhidden.hosting.failing import StepFailure

CASES, STAGES = 5_000, 4
OPEN, DORMANT, LOOKS = 60, 400, 30
#: Who has them.
BUSY = "worker_busy"
_MILLISECONDS = 1_000
_COPY_CASES = """
insert into safeguarding_case
select (jsonb_populate_record(null::safeguarding_case, to_jsonb(c)
          || jsonb_build_object(
          'id', gen_random_uuid(), 'urn', 'SYN-YEARS-' || n))).*
  from (select * from safeguarding_case where possible_victim_id is null limit 1) c,
       generate_series(1, %s) n
"""
#: Of each hundredth case one has passed; the others are to come.
_COPY_DEADLINES = """
insert into safeguarding_deadline
select (jsonb_populate_record(null::safeguarding_deadline, to_jsonb(d)
          || jsonb_build_object(
          'id', gen_random_uuid(), 'case_id', c.id,
          'code', (array['follow_up', 'dtn_due', 'rg_expected', 'move_on'])[n],
          'due_at', %s::timestamptz + case when n = 1 and c.place %% 100 = 0
                    then interval '-1 day' else interval '30 days' end,
          'met_at', null, 'met_by_id', null, 'told_overdue_at', null,
          'pauses', '[]'::jsonb, 'end_reason', ''))).*
  from (select * from safeguarding_deadline limit 1) d,
       (select id, row_number() over (order by id) as place
          from safeguarding_case where urn like 'SYN-YEARS-%%') c,
       generate_series(1, %s) n
"""


def measure_sweep(admin: psycopg.Connection[Any], at: datetime) -> float:
    """The seconds of a sweep over many cases, each with four deadlines."""
    admin.execute(_COPY_CASES, [CASES])
    admin.execute(_COPY_DEADLINES, [at, STAGES])
    began = time.perf_counter()
    acts.sweep(at)
    return time.perf_counter() - began


def measure_home(ground: CareGround, at: datetime) -> float:
    """The first page of a worker with many open and dormant cases, in milliseconds."""
    worker_id, manager = ground.add_worker(0, BUSY), ground.actor(0, MANAGER)
    worker = ground.actor(0, BUSY)
    for number in range(OPEN + DORMANT):
        case_id = acts.open_case(worker_id, manager, at)
        if number >= OPEN:
            acts.rest(case_id, worker, at)
    visitor = Visitor(WSGIHandler(), "/", signed_in(ground.email(0, BUSY)))
    seconds = []
    for _ in range(LOOKS):
        answer, _body, took = visitor.get("/")
        if answer.status_code != OK:
            sentence = f"The first page answers {answer.status_code}."
            raise StepFailure(sentence)
        seconds.append(took)
    return percentile_95(seconds) * _MILLISECONDS
