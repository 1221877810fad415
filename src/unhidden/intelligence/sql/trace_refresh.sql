-- For the worker: the words of what was traced by other rules than today's, in the order of
-- mentions, from behind one on, so that each part begins where the last one ended. It asks
-- the index of what waits, which holds nothing else; nothing is counted through for it.
create or replace function wall.traces_to_renew(behind uuid, most integer)
returns table(id uuid, kind text, text text, details jsonb, premises_id uuid)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select m.id, m.kind::text, m.text::text, m.details, m.premises_id
    from public.intelligence_trace t
    join public.intelligence_mention m on m.id = t.mention_id
   where t.spec <> wall.trace_spec()
     and t.mention_id > coalesce(behind, '00000000-0000-0000-0000-000000000000')
   order by t.mention_id
   limit most
$$;

-- For the worker: the words of what has no trace at all, likewise. Each mention is looked
-- at for it, so it is asked by night.
create or replace function wall.untraced(behind uuid, most integer)
returns table(id uuid, kind text, text text, details jsonb, premises_id uuid)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select m.id, m.kind::text, m.text::text, m.details, m.premises_id
    from public.intelligence_mention m
   where m.id > coalesce(behind, '00000000-0000-0000-0000-000000000000')
     and not exists (select from public.intelligence_trace t where t.mention_id = m.id)
   order by m.id
   limit most
$$;

-- For the worker: gives these mentions traces by today's rules, and their keys, each an
-- object with mention, profile and keys. What has one keeps it.
create or replace function wall.trace_anew(spec text, traces jsonb)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
  waiting uuid[];
begin
  if (trace_anew.spec = wall.trace_spec()) is not true then
    perform wall.refuse('trace_anew');
  end if;
  -- Those named are asked for one by one: who asked for all that have a trace of today
  -- would read the more of them the further the work had come.
  waiting := array(
    select (made ->> 'mention')::uuid from jsonb_array_elements(traces) made
     where not exists (select from public.intelligence_trace t
                        where t.mention_id = (made ->> 'mention')::uuid
                          and t.spec = wall.trace_spec()));
  delete from public.intelligence_tracekey k where k.mention_id = any(waiting);
  delete from public.intelligence_meetingkey k where k.mention_id = any(waiting);
  delete from public.intelligence_trace t where t.mention_id = any(waiting);
  insert into public.intelligence_trace
         (id, mention_id, report_id, kind, spec, profile, keys)
  select gen_random_uuid(), m.id, i.report_id, m.kind, wall.trace_spec(),
         made -> 'profile', made -> 'keys'
    from jsonb_array_elements(traces) made
    join public.intelligence_mention m on m.id = (made ->> 'mention')::uuid
    join public.intelligence_item i on i.id = m.item_id
   where m.id = any(waiting);
  perform wall.make_findable(waiting);
end $$;
