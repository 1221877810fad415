"""What the worker does for its own queue."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app

#: Days for which a job that failed is kept. It is an alarm until then, told each day:
#: a week outlasts any holidays at which nobody reads it, and no longer troubles whoever
#: has read it.
KEPT = 7
#: A job lasts minutes: what still runs after so long was left by a worker that died.
_DELETE = """
delete from procrastinate_jobs j
 where j.status <> 'todo'
   and not exists (select from procrastinate_events e
                    where e.job_id = j.id and e.at > now() - make_interval(days => %s))
"""


@app.periodic(cron="50 3 * * *")
@app.task(name="queue.forget_old_jobs", queueing_lock="queue.forget_old_jobs")
def forget_old_jobs(timestamp: int) -> int:
    """Each night: delete jobs that ended long ago; gives how many."""
    with connection.cursor() as cursor:
        cursor.execute(_DELETE, [KEPT])
        return int(cursor.rowcount)
