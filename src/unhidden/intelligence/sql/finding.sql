-- Items and mentions in which the words stand, for this person, the fittest first. What
-- is not in view is left out before anything is cut off; of words that stand almost
-- everywhere, five times as many as are asked for are weighed. The words come without
-- accents, as the columns of words are. How common they are decides how they are looked
-- for, so that no plan is kept.
create or replace function wall.found_words(asked text, most integer)
returns table(item_id uuid, mention_id uuid, fits real)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
  mine uuid[] := wall.view('intelligence', 'read', 'operational');
  own uuid[] := wall.organisations('intelligence', 'read');
  closed uuid[] := wall.excluded();
  highest integer := wall.clearance();
  wanted tsquery := websearch_to_tsquery('simple', asked)
                 || websearch_to_tsquery('english', asked);
begin
  return query
    with seen as not materialized (
      select head.id from public.intelligence_intelligencereport head
       where head.sensitivity <= highest
         and (head.id = any(mine)
              or (head.organisation_id = any(own)
                  and not head.is_restricted
                  and head.id <> all(closed)))
    ), hits as (
      (select i.id as item, null::uuid as mention, i.words
         from (select i.id, i.report_id, i.words from public.intelligence_item i
                where i.words @@ wanted offset 0) i
         join seen on seen.id = i.report_id
        limit 5 * most)
      union all
      (select m.item_id, m.id, m.words
         from (select m.id, m.item_id, m.words from public.intelligence_mention m
                where m.words @@ wanted offset 0) m
         join public.intelligence_item i on i.id = m.item_id
         join seen on seen.id = i.report_id
        limit 5 * most)
    )
    select h.item, h.mention, ts_rank(h.words, wanted, 32) as fit
      from hits h
     order by 3 desc, 1, 2 nulls first
     limit most;
end $$;
