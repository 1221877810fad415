-- Whether something in an intelligence report waits for a second person: an item that
-- was ever handled with conditions, and of which the newest check by another than its
-- writer is none, says no, or read fewer mentions and links than it has now.
create or replace function wall.waits_to_leave(record uuid)
returns boolean language sql stable security definer
set search_path = pg_catalog, pg_temp
return exists (
  select from public.intelligence_item i
    join public.intelligence_intelligencereport r on r.id = i.report_id
   where i.report_id = waits_to_leave.record
     and 'C' in (select i.handling
                  union all
                 select g.handling from public.intelligence_grading g
                  where g.item_id = i.id)
     and not coalesce(
       (select c.is_sound and c.things >=
                 (select count(*) from public.intelligence_mention m
                   where m.item_id = i.id)
                 + (select count(*) from public.intelligence_link l
                     where l.item_id = i.id)
          from public.intelligence_itemcheck c
         where c.item_id = i.id and c.checked_by_id <> r.written_by_id
         order by c.turn desc limit 1), false)
);
