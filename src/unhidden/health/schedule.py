"""Which jobs the worker has by the clock, and when one of them is late.

A test compares the list with the jobs that the program registers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

_MINUTES, _HOUR, _DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)

#: How long after its last turn each job is late. A training of models takes hours, and
#: the next one waits for it.
JOBS: Mapping[str, timedelta] = {
    "agencies.forget_ended": 3 * _HOUR,
    "audit.look_for_settings": _MINUTES,
    "audit.make_months": 3 * _HOUR,
    "audit.seal": _MINUTES,
    "emergency.note_ends": 3 * _MINUTES,
    "field.apply_landed": _MINUTES,
    "field.complete_photos": _MINUTES,
    "field.forget": _DAY + 4 * _HOUR,
    "field.keep_keys": _HOUR,
    "health.look": 3 * _MINUTES,
    "health.tell": _MINUTES,
    "intelligence.count_people": 4 * _HOUR,
    "intelligence.refresh_all_risk": _DAY + 4 * _HOUR,
    "intelligence.refresh_traces": _HOUR,
    "intelligence.relink": _DAY,
    "intelligence.trace_untraced": _DAY + 4 * _HOUR,
    "intelligence.train_models": _DAY,
    "intelligence.watch_drift": 3 * _HOUR,
    "investigations.check_exhibits": _HOUR,
    "notices.send": 3 * _MINUTES,
    "operations.forget_sign_ups": _DAY + 4 * _HOUR,
    "operations.replan_days": _MINUTES,
    "operations.search_plans": _HOUR,
    "oversight.lapse_disclosures": _HOUR,
    "queue.forget_old_jobs": _DAY + 4 * _HOUR,
    "reporting.delete_reports": _DAY + 4 * _HOUR,
    "reporting.purge_files": 3 * _HOUR,
    "safeguarding.find_again": _DAY + 4 * _HOUR,
    "safeguarding.tell_overdue": _HOUR,
    "sharing.expire_shares": _HOUR,
    "vault.help": _MINUTES,
}


def list_late_jobs(
    last: Mapping[str, datetime],
    *,
    begun_at: datetime | None,
    at: datetime,
    may_sleep: bool = False,
) -> list[str]:
    """The jobs whose last turn is too long ago, or that never had one since.

    ``begun_at`` is when the worker first worked on this database: until then none is
    late. A machine that ``may_sleep`` at night is asked for no job of the night.
    """
    return [
        name
        for name, allowed in JOBS.items()
        if not (may_sleep and allowed > _DAY)
        and (since := last.get(name, begun_at)) is not None
        and at - since > allowed
    ]
