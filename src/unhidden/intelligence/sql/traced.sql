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
