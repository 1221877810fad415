-- Items and mentions in which the words stand, for this person, the fittest first. What
-- is not in view is left out before anything is cut off. The words come without accents,
-- as the columns of words are.
create or replace function wall.found_words(asked text, most integer)
returns table(item_id uuid, mention_id uuid, fits real)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
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
    with hits as (
      select i.report_id as report, i.id as item, null::uuid as mention,
             ts_rank(i.words, wanted, 32) as fit
        from public.intelligence_item i where i.words @@ wanted
      union all
      select i.report_id, m.item_id, m.id, ts_rank(m.words, wanted, 32)
        from public.intelligence_mention m
        join public.intelligence_item i on i.id = m.item_id
       where m.words @@ wanted
    )
    select h.item, h.mention, h.fit
      from hits h
      join public.intelligence_intelligencereport head on head.id = h.report
     where head.sensitivity <= highest
       and (head.id = any(mine)
            or (head.organisation_id = any(own)
                and not head.is_restricted
                and head.id <> all(closed)))
     order by h.fit desc, h.item, h.mention nulls first
     limit most;
end $$;
