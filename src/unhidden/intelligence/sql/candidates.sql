-- Mentions that share keys with a new one, for this person, the likeliest first: rare keys
-- count for more (the logarithm of how many of all mentions a key leaves). Whatever is not
-- in view does not exist here: it is left out before anything is cut off.
create or replace function wall.candidates(wanted text, sought bigint[], cap integer, most integer)
returns table(mention_id uuid, profile jsonb, among bigint)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  mine uuid[] := wall.view('intelligence', 'read', 'operational');
  own uuid[] := wall.organisations('intelligence', 'read');
  closed uuid[] := wall.excluded();
  highest integer := wall.clearance();
  guess bigint := (select c.reltuples from pg_class c
                    where c.oid = 'public.intelligence_trace'::regclass);
begin
  return query
    with hits as (
      select h.mention_id, count(*) over (partition by k.key) as crowd
        from unnest(sought) k(key)
       cross join lateral (
         select t.mention_id from public.intelligence_tracekey t
          where t.key = k.key limit cap) h
    ), ranked as (
      select h.mention_id, sum(ln(2.0 * cap / h.crowd)) as shared
        from hits h group by h.mention_id
       order by 2 desc, 1 limit 5 * most
    )
    select r.mention_id, t.profile, guess
      from ranked r
      join public.intelligence_trace t on t.mention_id = r.mention_id and t.kind = wanted
      join public.intelligence_mention m on m.id = r.mention_id
      join public.intelligence_item i on i.id = m.item_id
      join public.intelligence_intelligencereport head on head.id = i.report_id
     where head.sensitivity <= highest
       and (head.id = any(mine)
            or (head.organisation_id = any(own)
                and not head.is_restricted
                and head.id <> all(closed)))
     order by r.shared desc, r.mention_id
     limit most;
end $$;
