-- Items and mentions in which the words stand, for this person, the fittest first. The
-- words come without accents, as the columns of words are. What is not in view is left
-- out before anything is cut off. Who sees few reports has all of them read, and every
-- word in them weighed: report after report, whatever the index of words offers. For
-- whoever sees more, how common the words are decides how they are looked for, by the
-- index or row after row until there are enough, so that no plan is kept and each table is
-- asked alone, from its first row on; of words that stand in more, twice as many as are
-- asked for are weighed, those kept first.
create or replace function wall.found_words(asked text, most integer)
returns table(item_id uuid, mention_id uuid, fits real)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set synchronize_seqscans = off
as $$
declare
  {{ sight:intelligence }}
  theirs uuid[] := wall.few_in_view(5 * most);
  plain tsquery := websearch_to_tsquery('simple', asked);
  stems tsquery := websearch_to_tsquery('english', asked);
  -- The same twice would take the index twice the time.
  wanted tsquery := case when plain = stems then plain else plain || stems end;
begin
  return query
    with seen as not materialized (
      select head.id from public.intelligence_intelligencereport head
       where {{ seen:intelligence }}
    ), hits as (
      (select i.id as item, null::uuid as mention, i.words
         from unnest(theirs) report(id)
        cross join lateral (
          select h.id, h.words from public.intelligence_item h
           where h.report_id = report.id offset 0) i
        where i.words @@ wanted)
      union all
      (select m.item_id, m.id, m.words
         from unnest(theirs) report(id)
        cross join lateral (
          select i.id from public.intelligence_item i
           where i.report_id = report.id offset 0) i
        cross join lateral (
          select h.id, h.item_id, h.words from public.intelligence_mention h
           where h.item_id = i.id offset 0) m
        where m.words @@ wanted)
      union all
      (select i.id, null, i.words
         from (select h.id, h.report_id, h.words from public.intelligence_item h
                where h.words @@ wanted offset 0) i
        where theirs is null
          and (select true from seen where seen.id = i.report_id)
        limit 2 * most)
      union all
      (select m.item_id, m.id, m.words
         from (select h.id, h.item_id, h.words from public.intelligence_mention h
                where h.words @@ wanted offset 0) m
        where theirs is null
          and (select true from public.intelligence_item i
                 join seen on seen.id = i.report_id
                where i.id = m.item_id)
        limit 2 * most)
    )
    select h.item, h.mention, ts_rank(h.words, wanted, 32) as fit
      from hits h
     order by 3 desc, 1, 2 nulls first
     limit most;
end $$;
