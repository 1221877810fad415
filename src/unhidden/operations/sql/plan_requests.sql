-- How searches for plans of a week begin, and what comes back from them. The worker that
-- runs them reads no candidate, person or place: it is given what whoever may plan put
-- into the request, and gives back ids and numbers.

-- The search to run now, if one waits and none runs. One that was not heard of for half
-- a minute was broken off; the best plan that it had found by then is kept.
create or replace function wall.begin_plan_request(at timestamptz)
returns table(request_id uuid, kind text, seconds integer, problem jsonb, plan jsonb,
              given jsonb)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  chosen uuid;
begin
  perform wall.take_turn('plans');
  update public.operations_searchrequest r
     set outcome = 'broken_off', ended_at = begin_plan_request.at
   where r.begun_at is not null
     and r.ended_at is null
     and r.beat_at < begin_plan_request.at - interval '30 seconds';
  if exists (select from public.operations_searchrequest r
              where r.begun_at is not null and r.ended_at is null) then
    return;
  end if;
  select r.id into chosen
    from public.operations_searchrequest r
   where r.begun_at is null and r.stop_asked_at is null
   order by r.asked_at, r.id
   limit 1;
  update public.operations_searchrequest r
     set begun_at = begin_plan_request.at, beat_at = begin_plan_request.at
   where r.id = chosen;
  return query
    select r.id, r.kind::text, r.seconds, v.problem, v.plan, r.given
      from public.operations_searchrequest r
      join public.operations_planversion v on v.id = r.version_id
     where r.id = chosen;
end $$;

-- What comes from a search that runs: how far it is, its best plan, and at last what
-- came of it. Nothing from one that was not begun or has ended, nothing larger than four
-- million bytes. Gives "stop" once somebody asked for that, and "go on" before.
create or replace function wall.tell_plan_request(
  request uuid, at timestamptz, told jsonb)
returns text language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
  came text := told ->> 'outcome';
begin
  select r.version_id, r.begun_at, r.ended_at, r.stop_asked_at into held
    from public.operations_searchrequest r
   where r.id = request
     for no key update;
  if (held.begun_at is not null
      and held.ended_at is null
      and jsonb_typeof(told) = 'object'
      and octet_length(told::text) <= 4000000) is not true then
    perform wall.refuse('tell_plan_request');
  end if;
  if came = 'done' and held.stop_asked_at is not null then
    came := 'stopped';
  end if;
  update public.operations_searchrequest r
     set beat_at = tell_plan_request.at,
         progress = coalesce(told -> 'progress', r.progress),
         outcome = coalesce(came, ''),
         said = left(coalesce(told ->> 'sentence', ''), 4000),
         ended_at = case when came is not null then tell_plan_request.at end
   where r.id = request;
  update public.operations_planversion v
     set plan = told -> 'plan',
         visits = (told ->> 'visits')::integer,
         value = (told ->> 'value')::integer,
         bound = (told ->> 'bound')::double precision,
         prices = coalesce(told -> 'prices', v.prices),
         reasons = coalesce(told -> 'reasons', v.reasons),
         solver_version = coalesce(told ->> 'solver_version', v.solver_version)
   where v.id = held.version_id and jsonb_typeof(told -> 'plan') = 'object';
  return case when held.stop_asked_at is null then 'go on' else 'stop' end;
end $$;

-- How many searches come before one that waits, whoever asked for them: a number, and
-- nothing of what they are for.
create or replace function wall.plan_requests_before(request uuid)
returns integer language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select count(*)::integer
    from public.operations_searchrequest r
    join public.operations_searchrequest mine on mine.id = request
   where r.ended_at is null
     and (r.begun_at is not null or r.stop_asked_at is null)
     and (r.asked_at, r.id) < (mine.asked_at, mine.id)
     and wall.purpose() = 'operation_delivery'
$$;
