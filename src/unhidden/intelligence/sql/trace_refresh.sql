-- For the worker: the words of what has no trace by today's rules, so that one is made,
-- and of nothing else.
create or replace function wall.untraced(most integer)
returns table(id uuid, kind text, text text, details jsonb, premises_id uuid)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select m.id, m.kind::text, m.text::text, m.details, m.premises_id
    from public.intelligence_mention m
   where not exists (select from public.intelligence_trace t
                      where t.mention_id = m.id and t.spec = wall.trace_spec())
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
  waiting := array(
    select (made ->> 'mention')::uuid from jsonb_array_elements(traces) made
    except
    select t.mention_id from public.intelligence_trace t
     where t.spec = wall.trace_spec());
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
