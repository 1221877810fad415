"""Who saw a record, in one page of text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from unhidden.hosting.postgres.connecting import Connection
from unhidden.hosting.refusal import Refusal

_LONDON = ZoneInfo("Europe/London")
_FIND = "select domain, record::text from wall.find(%s)"
_SEEN = """
select coalesce(p.name, 'Nobody known'), coalesce(o.name_en, ''), e.role, e.purpose,
       e.basis, e.verb, e.is_refused, count(*), min(e.at), max(e.at)
  from audit_event e
  left join agencies_person p on p.id = e.person_id
  left join agencies_organisation o on o.id = e.organisation_id
 where e.subject_id = %(record)s or %(record)s = any(e.shown)
 group by p.id, p.name, o.id, o.name_en, e.role, e.purpose, e.basis, e.verb,
          e.is_refused
 order by max(e.at), p.name, e.verb
"""
_HEADING = ("Person", "For", "As", "Purpose", "Basis", "Did", "Times", "First", "Last")


def record_of(connection: Connection, text: str) -> str:
    """The id of the record that people call so; Refusal if there is none."""
    try:
        return str(UUID(text))
    except ValueError:
        pass
    found = connection.execute(_FIND, [text]).fetchall()
    if len(found) != 1:
        raise Refusal(f"There is no record {text}; name its reference or its id.")
    return str(found[0][1])


def _when(moment: datetime) -> str:
    """The minute; of what the public did, the day."""
    local = moment.astimezone(_LONDON)
    return f"{local:%Y-%m-%d}" if local.time() == time(0) else f"{local:%Y-%m-%d %H:%M}"


def print_readers(connection: Connection, record: str) -> Iterator[str]:
    """Each person with what they did, for which purpose, how often and when."""
    rows = [_HEADING]
    for row in connection.execute(_SEEN, {"record": record}):
        *who, verb, is_refused, times, first, last = row
        did = f"{verb}, refused" if is_refused else verb
        rows.append((*who, did, str(times), _when(first), _when(last)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    yield f"Who saw {record}"
    for cells in rows:
        padded = (f"{cell:{width}}" for cell, width in zip(cells, widths, strict=True))
        yield "  ".join(padded).rstrip()
    if len(rows) == 1:
        yield "Nobody, as far as the record tells."
