-- Mentions that share keys with each of some things, for this person, the likeliest first:
-- rare keys count for more (the logarithm of how few mentions a key leaves, in whole
-- thousandths, so that the order they are added in does not matter). ``sought`` holds the
-- keys of each thing, ``caps`` how many mentions of a key are looked at. A key that more
-- have says nothing of a person of whom a rarer key leads to somebody in view, nor of
-- anything else of which rarer keys lead to as many as are asked for; else as many of its
-- mentions are looked at as are in view. Whatever is not in view does not exist here: it is
-- left out before anything is cut off, and does not keep back what crowded keys lead to.
-- Who sees few reports has all of theirs read for crowded keys, instead of all that have
-- them. ``thing`` counts from 1. ``model`` is the one that was published last, by whose
-- weights people are compared; null for that which comes with the program. ``counted`` is
-- what was last counted of how people are named here. All are asked at once, so that who
-- may see what is worked out once.
-- Whose records are in view decides nothing of how they are read: one plan serves all, in
-- which each report is looked up where it is met (the inner ``select true``), and no key's
-- mentions are read twice (``offset 0``).
create or replace function wall.candidates(
  kinds text[], sought jsonb, caps integer[], most integer)
returns table(thing integer, mention_id uuid, profile jsonb, among bigint, model uuid,
              counted uuid)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
  {{ sight:intelligence }}
  guess bigint := wall.people_traced();
  newest uuid := (select p.model_id from public.intelligence_modelpublication p
                   order by p.turn desc limit 1);
  lately uuid := (select c.id from public.intelligence_peoplecount c
                   order by c.turn desc limit 1);
  wanted text;
  cap integer;
  keys bigint[];
  widely boolean;
begin
  for number in 1 .. cardinality(kinds) loop
    wanted := kinds[number];
    cap := caps[number];
    keys := array(select key::bigint from jsonb_array_elements_text(sought -> number - 1) key);
    foreach widely in array '{f,t}'::boolean[] loop
      return query
        with seen as not materialized (
          select head.id from public.intelligence_intelligencereport head
           where {{ seen:intelligence }}
        ), held as materialized (
          select k.key, h.mentions, cardinality(h.mentions) as crowd,
                 (1000 * ln(2.0::float8 * cap / greatest(1, least(cap, cardinality(h.mentions))))
                 )::integer as says
            from unnest(keys) k(key)
           cross join lateral (
             select array(select t.mention_id from public.intelligence_tracekey t
                           where t.key = k.key limit cap + 1) as mentions offset 0) h
        ), crowded as materialized (
          select array_agg(h.key) as keys, wall.few_in_view(10 * most) as theirs
            from held h where widely and h.crowd > cap having count(*) > 0
        ), hits as (
          select unnest(h.mentions) as mention, h.says
            from held h where h.crowd <= cap
          union all
          select c.mention, h.says
            from crowded
           cross join held h
           cross join lateral (
             select t.mention_id as mention
               from public.intelligence_tracekey t
               join public.intelligence_trace s on s.mention_id = t.mention_id
              where t.key = h.key
                and (select true from seen where seen.id = s.report_id)
              limit cap) c
           where crowded.theirs is null and h.crowd > cap
          union all
          select s.mention_id, h.says
            from crowded
           cross join unnest(crowded.theirs) report(id)
           cross join lateral (
             select s.mention_id from public.intelligence_trace s
              where s.report_id = report.id and s.kind = wanted offset 0) s
           cross join lateral (
             select t.key from public.intelligence_tracekey t
              where t.mention_id = s.mention_id and t.key = any(crowded.keys) offset 0) k
            join held h on h.key = k.key
        ), ranked as (
          select h.mention, sum(h.says) as shared
            from hits h group by h.mention
           order by 2 desc, 1
        ), best as materialized (
          select r.mention, r.shared, t.profile
            from ranked r
            join public.intelligence_trace t on t.mention_id = r.mention
           where t.kind = wanted
             and (select true from seen where seen.id = t.report_id)
           order by r.shared desc, r.mention
           limit most
        )
        select number, b.mention, b.profile, guess, newest, lately
          from best b
         where widely or wanted = 'person'
            or (select count(*) from best) = most
            or (select max(h.crowd) from held h) <= cap
         order by b.shared desc, b.mention;
      exit when found;
    end loop;
  end loop;
end $$;
