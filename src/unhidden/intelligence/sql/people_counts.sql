-- For the worker: counts anew how people are named and where they live, each name once, so
-- that a weight knows what is common here. Values of fewer than four names are not kept;
-- of no value who has it. Gives whether it was counted: not where the last count holds,
-- which a twentieth more mentions, or fewer, end.
create or replace function wall.count_people(at timestamptz)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  before integer := (select c.mentions from public.intelligence_peoplecount c
                      order by c.turn desc limit 1);
  there integer := (select count(*) from public.intelligence_trace t
                     where t.kind = 'person');
begin
  if there = coalesce(before, 0) or abs(there - before) * 20 < before then
    return false;
  end if;
  with told as materialized (
    select known ->> 'name' as name, known ->> 'born' as born,
           known ->> 'first' as first, known ->> 'last' as last,
           known ->> 'postcode' as postcode, known ->> 'outcode' as outcode
      from public.intelligence_trace t
     cross join lateral (select t.profile -> 'names' -> 0) named(known)
     where t.kind = 'person' and t.spec = wall.trace_spec() and known ->> 'name' <> ''
  ), held as (
    select c.what, c.value, count(distinct t.name) as names
      from told t
     cross join lateral (values
       ('first', t.first), ('last', t.last), ('postcode', t.postcode), ('outcode', t.outcode)
     ) c(what, value)
     where c.value is not null
     group by c.what, c.value having count(distinct t.name) >= 4
  ), kept as (
    select h.what, jsonb_object_agg(h.value, h.names) as names from held h group by h.what
  ), dated as (
    select count(*) as mentions from told t where t.born is not null group by t.name, t.born
  )
  insert into public.intelligence_peoplecount
         (id, turn, counted_at, mentions, names, dated, again, held)
  select gen_random_uuid(),
         coalesce((select max(c.turn) from public.intelligence_peoplecount c), 0) + 1,
         at, there, (select count(distinct t.name) from told t),
         (select coalesce(sum(d.mentions), 0) from dated d),
         (select coalesce(sum(d.mentions - 1), 0) from dated d),
         (select coalesce(jsonb_object_agg(k.what, k.names), '{}') from kept k);
  delete from public.intelligence_peoplecount c
   where c.turn < (select max(c.turn) from public.intelligence_peoplecount c);
  return true;
end $$;
