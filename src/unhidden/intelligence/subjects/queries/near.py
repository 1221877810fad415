"""What lies next to some subjects: their links, so many of each, in one query."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from unhidden.intelligence.subjects.rules import subjects
from unhidden.intelligence.subjects.rules.subjects import Pair, PairJudgement

#: The kind of what is no link: two things that one item names.
TOGETHER = "together"
#: Of one subject so many links are looked at; one with more says so.
MOST_COUNTED = 1000

# Judgements, and in the same columns mentions of the places that are named.
_ONE_WITH = """
select left_id, right_id, turn, verdict, decision
  from intelligence_judgement
 where left_id = any(%(new)s) or right_id = any(%(new)s)
union all
select id, premises_id, null, null, null
  from intelligence_mention
 where kind = 'premises' and premises_id in (
       select premises_id from intelligence_mention
        where id = any(%(new)s) and kind = 'premises'
          and premises_id <> all(%(known)s))
"""
_SEEN = """
    join intelligence_item i on i.id = l.item_id
    join intelligence_intelligencereport r on r.id = i.report_id
"""
# A link without dates of its own is of the day of the event, if that is known.
_WHEN = """
    and (cardinality(%(kinds)s::text[]) = 0 or l.kind = any(%(kinds)s))
    and (%(since)s::date is null or coalesce(l.to_on,
         case when l.from_on is null then r.event_on end, %(since)s) >= %(since)s)
    and (%(until)s::date is null or coalesce(l.from_on,
         case when l.to_on is null then r.event_on end, %(until)s) <= %(until)s)
"""
# The newest of what was decided on a link; one that nobody withdrew stands.
_STANDS = """
    and coalesce((select not w.is_withdrawn from intelligence_linkwithdrawal w
                   where w.link_id = l.id order by w.turn desc limit 1), true)
"""
_ONE_SIDE = """
    select l.id, l.item_id, l.left_id, l.right_id, l.kind, l.from_on, l.to_on,
           r.written_at, {other} as other
      from intelligence_link l {seen}
     where {near} = f.mention {when}
     limit %(most)s + 1
"""
_UNLINKED = f"""
       and (%(since)s::date is null or coalesce(r.event_on, %(since)s) >= %(since)s)
       and (%(until)s::date is null or coalesce(r.event_on, %(until)s) <= %(until)s)
       and not exists (
           select from intelligence_link l
            where l.item_id = m.item_id
              and ((l.left_id = m.id and l.right_id = o.id)
                or (l.left_id = o.id and l.right_id = m.id)) {_STANDS})
"""
_TOGETHER = """
    select null::uuid, i.id, least(m.id, o.id), greatest(m.id, o.id), 'together',
           null::date, null::date, r.written_at, o.id as other
      from intelligence_mention m
      join intelligence_mention o on o.item_id = m.item_id and o.id <> m.id
      join intelligence_item i on i.id = m.item_id
      join intelligence_intelligencereport r on r.id = i.report_id
     where m.id = f.mention
       {unlinked}
     limit %(most)s + 1
"""
# The inner bounds keep to the index of each mention; the outer ends the search.
_OF_A_SUBJECT = """
    select f.mention, e.*
      from frontier f cross join lateral ({found}) e
     where f.subject = s.subject
       and not exists (select from frontier own
                        where own.subject = s.subject and own.mention = e.other)
     limit %(most)s + 1
"""
_NEAR = """
with frontier as materialized (
    select * from unnest(%(subjects)s::uuid[], %(mentions)s::uuid[])
        as f(subject, mention)
), found as (
    select s.subject, e.*
      from (select distinct subject from frontier) s
     cross join lateral (({left}) union all ({right}) {together}) e
), placed as (
    select found.*, count(*) over (partition by subject) as total,
           row_number() over (partition by subject
                              order by written_at desc, from_on desc nulls last, id,
                                       left_id, right_id) as place
      from found
)
select subject, mention, other, id, item_id, left_id, right_id, kind, from_on, to_on,
       total
  from placed
 where place > %(start)s and place <= %(start)s + %(width)s
 order by subject, place
"""


# What links each of some subjects with another of them, whichever end says it.
_BETWEEN = """
with shown as materialized (
    select * from unnest(%(subjects)s::uuid[], %(mentions)s::uuid[])
        as s(subject, mention)
), found as (
    (select l.id, l.item_id, l.left_id, l.right_id, l.kind, l.from_on, l.to_on,
            r.written_at
       from intelligence_link l {seen}
      where l.left_id = any(%(mentions)s) and l.right_id = any(%(mentions)s) {when}
      limit %(counted)s)
    {together}
)
select near.subject, left_id, right_id, id, item_id, left_id, right_id, kind, from_on,
       to_on, 0
  from found
  join shown near on near.mention = left_id
  join shown far on far.mention = right_id and far.subject <> near.subject
 where not coalesce(found.id::text, left_id || '.' || right_id) = any(%(known)s)
 order by written_at desc, from_on desc nulls last, id, left_id, right_id
 limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class LinkFilter:
    """Which links are wanted: kinds (none means all), days, and named-together."""

    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    is_together: bool = False


ALL = LinkFilter()


@dataclass(frozen=True, slots=True)
class NearLink:
    """One link as it stands: which subject's mention it leaves, and where it leads.

    ``id`` is None for what is only named together; ``total`` counts its subject's.
    """

    subject: UUID
    mention: UUID
    other: UUID
    id: UUID | None
    item_id: UUID
    left: UUID
    right: UUID
    kind: str
    from_on: date | None
    to_on: date | None
    total: int

    @property
    def key(self) -> str:
        """The same from both of its ends."""
        return str(self.id or f"{self.left}.{self.right}")


@dataclass(slots=True)
class SubjectIndex:
    """The subjects met so far, each by the least of its mentions.

    A place of the register is one here, whichever reports name it.
    """

    members: dict[UUID, frozenset[UUID]] = field(default_factory=dict)
    of: dict[UUID, UUID] = field(default_factory=dict)

    def meet(self, mentions: Iterable[UUID]) -> set[UUID]:
        """Find the subjects of mentions; gives those that are new."""
        wanted = set(mentions) - self.of.keys()
        if not wanted:
            return set()
        now, places = _one_with(wanted)
        found = subjects.group_subjects(wanted, now, subjects.same_place(places, now))
        new = {min(each): each for each in found if not wanted.isdisjoint(each)}
        self.members |= new
        self.of |= {each: key for key, group in new.items() for each in group}
        return set(new)


def list_subject_links(
    frontier: Mapping[UUID, Collection[UUID]],
    look: LinkFilter = ALL,
    *,
    start: int = 0,
    width: int,
) -> list[NearLink]:
    """The newest links of each subject of the frontier, from ``start`` on.

    A transaction in the wall meets only links of items that it may see.
    """
    given = {"most": MOST_COUNTED, "start": start, "width": width}
    asked = _WITH_TOGETHER if look.is_together else _LINKS_ALONE
    return _read(asked, frontier, look, given)


def list_links_between(
    shown: Mapping[UUID, Collection[UUID]],
    look: LinkFilter = ALL,
    *,
    known: Collection[str],
    most: int,
) -> list[NearLink]:
    """The newest links that these subjects have with each other, but for the known."""
    given = {"counted": MOST_COUNTED, "known": list(known), "most": most}
    asked = _BETWEEN_TOGETHER if look.is_together else _BETWEEN_LINKED
    return _read(asked, shown, look, given)


def _read(
    asked: str,
    subjects: Mapping[UUID, Collection[UUID]],
    look: LinkFilter,
    given: Mapping[str, Any],
) -> list[NearLink]:
    pairs = [(key, each) for key, group in subjects.items() for each in group]
    told: dict[str, Any] = {
        "subjects": [key for key, _ in pairs],
        "mentions": [each for _, each in pairs],
        "kinds": list(look.kinds),
        "since": look.since,
        "until": look.until,
    }
    with connection.cursor() as cursor:
        cursor.execute(asked, told | dict(given))
        return [NearLink(*row) for row in cursor.fetchall()]


def _one_with(
    mentions: Iterable[UUID],
) -> tuple[dict[Pair, PairJudgement], dict[UUID, UUID]]:
    """What stands between these mentions and all that are one with them.

    With the places of the register that these mentions name. ``judged.around`` without
    the people and the reasons, which a network does not show: it meets thousands.
    """
    now: dict[Pair, PairJudgement] = {}
    places: dict[UUID, UUID] = {}
    asked: set[UUID] = set()
    new = set(mentions)
    while new:
        asked |= new
        given = {"new": list(new), "known": list(set(places.values()))}
        with connection.cursor() as cursor:
            cursor.execute(_ONE_WITH, given)
            rows = cursor.fetchall()
        met = {left: right for left, right, turn, *_ in rows if turn is None}
        for left, right, turn, verdict, decision in rows:
            known = now.get((left, right))
            if turn is not None and (known is None or known.turn < turn):
                now[left, right] = PairJudgement((left, right), turn, verdict, decision)
        same = (pair for pair, row in now.items() if row.verdict == subjects.SAME)
        new = {end for pair in same if not asked.isdisjoint(pair) for end in pair}
        new = (new | met.keys()) - asked
        places |= met
    return now, places


def _side(near: str, other: str) -> str:
    found = _ONE_SIDE.format(near=near, other=other, seen=_SEEN, when=_STANDS + _WHEN)
    return _OF_A_SUBJECT.format(found=found)


def _whole(together: str) -> str:
    return _NEAR.format(
        left=_side("l.left_id", "l.right_id"),
        right=_side("l.right_id", "l.left_id"),
        together=together,
    )


_PAIRS = """
    union all
    (select null::uuid, i.id, m.id, o.id, 'together', null::date, null::date,
            r.written_at
       from intelligence_mention m
       join intelligence_mention o on o.item_id = m.item_id and m.id < o.id
       join intelligence_item i on i.id = m.item_id
       join intelligence_intelligencereport r on r.id = i.report_id
      where m.id = any(%(mentions)s) and o.id = any(%(mentions)s) {unlinked}
      limit %(counted)s)
"""
_LINKS_ALONE = _whole("")
_BETWEEN_LINKED = _BETWEEN.format(seen=_SEEN, when=_STANDS + _WHEN, together="")
_BETWEEN_TOGETHER = _BETWEEN.format(
    seen=_SEEN, when=_STANDS + _WHEN, together=_PAIRS.format(unlinked=_UNLINKED)
)
_NAMED = _OF_A_SUBJECT.format(found=_TOGETHER.format(unlinked=_UNLINKED))
_WITH_TOGETHER = _whole(f"union all ({_NAMED})")
