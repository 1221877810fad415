-- Who wrote an item: of one that replaces another, whoever replaced it.
create or replace function wall.writer_of(item uuid)
returns uuid language sql stable
set search_path = pg_catalog, pg_temp
return coalesce(
  (select p.replaced_by_id from public.intelligence_replacement p
    where p.new_id = writer_of.item),
  (select r.written_by_id from public.intelligence_item i
     join public.intelligence_intelligencereport r on r.id = i.report_id
    where i.id = writer_of.item));

-- Whether the newest check by another than its writer says that an item may not leave.
create or replace function wall.is_held_back(item uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return coalesce(
  (select not c.is_sound from public.intelligence_itemcheck c
    where c.item_id = is_held_back.item
      and c.checked_by_id <> wall.writer_of(is_held_back.item)
    order by c.turn desc limit 1), false);

-- Whether something in an intelligence report waits for a second person: an item that
-- nothing has replaced, that was ever handled with conditions, and of which the newest
-- check by another than its writer is none, says no, or read fewer mentions and links
-- than it has now.
create or replace function wall.waits_to_leave(record uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.intelligence_item i
   where i.report_id = waits_to_leave.record
     and not i.is_replaced
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
         where c.item_id = i.id and c.checked_by_id <> wall.writer_of(i.id)
         order by c.turn desc limit 1), false)
);
