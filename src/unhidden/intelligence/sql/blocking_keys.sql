-- How many mentions of people have traces, as of the last analysis of their index: among so
-- many a match is weighed, in the list, on the page that judges it and with the judgement.
create or replace function wall.people_traced()
returns bigint
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select greatest(c.reltuples, 0)::bigint
    from (values ('public.traces_of_people'::regclass)) held(index)
    join pg_class c on c.oid = held.index
$$;

-- Gives each key of these mentions' traces a row. Who may add a trace is judged where that
-- is done, once a mention; here nothing is: what has no trace gets no key, and what has
-- keys is refused more by their primary key.
create or replace function wall.make_findable(mentions uuid[])
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.intelligence_tracekey (mention_id, key)
  select t.mention_id, jsonb_array_elements(t.keys -> 'found_by')::bigint
    from public.intelligence_trace t where t.mention_id = any(mentions);
  insert into public.intelligence_meetingkey (id, mention_id, key, is_within)
  select gen_random_uuid(), t.mention_id, met.key::bigint, met.is_within
    from public.intelligence_trace t
   cross join lateral (
     select jsonb_array_elements(t.keys -> 'met_at'), false
     union all
     select jsonb_array_elements(t.keys -> 'met_within'), true) met(key, is_within)
   where t.mention_id = any(mentions);
end $$;
