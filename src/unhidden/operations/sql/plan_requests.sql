-- How searches for plans of a week begin, and what comes back from them. The worker that
-- runs them reads no candidate, person or place: it is given what whoever may plan put
-- into the request, and gives back ids and numbers.

-- The searches that wait, each with its place among those of its kind: the organisation
-- that was served longest ago is the next, and of its own the one that was asked first.
create or replace function wall.plan_queue()
returns table(request_id uuid, kind text, place integer)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select q.id, q.kind,
         row_number() over (partition by q.kind
                            order by q.turn, q.served_at nulls first, q.asked_at, q.id
                           )::integer
    from (select r.id, r.kind::text as kind, r.asked_at,
                 row_number() over (partition by r.kind, o.lead_id
                                    order by r.asked_at, r.id) as turn,
                 (select max(b.begun_at)
                    from public.operations_searchrequest b
                    join public.operations_planversion w on w.id = b.version_id
                    join public.operations_operation p on p.id = w.operation_id
                   where p.lead_id = o.lead_id and b.kind = r.kind) as served_at
            from public.operations_searchrequest r
            join public.operations_planversion v on v.id = r.version_id
            left join public.operations_operation o on o.id = v.operation_id
           where r.begun_at is null and r.stop_asked_at is null) q
$$;

-- The search of a kind to run now, if one waits and none of its kind runs. One that was
-- not heard of for half a minute was broken off; the best plan that it had found by then
-- is kept.
create or replace function wall.begin_plan_request(at timestamptz, wanted text)
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
              where r.begun_at is not null and r.ended_at is null
                and r.kind = wanted) then
    return;
  end if;
  select q.request_id into chosen
    from wall.plan_queue() q where q.kind = wanted order by q.place limit 1;
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
-- came of it. Nothing from one that was not begun, has ended or fell silent, nothing for
-- a plan that was changed or taken since, nothing larger than four million bytes. Gives "stop" once somebody asked for that, and "go on" before.
create or replace function wall.tell_plan_request(
  request uuid, at timestamptz, told jsonb)
returns text language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
  version record;
  came text := told ->> 'outcome';
begin
  select r.version_id, r.begun_at, r.beat_at, r.ended_at, r.stop_asked_at, r.revision
    into held
    from public.operations_searchrequest r
   where r.id = request
     for no key update;
  select v.state, v.revision into version
    from public.operations_planversion v
   where v.id = held.version_id
     for no key update;
  if (held.begun_at is not null
      and held.ended_at is null
      and held.beat_at >= tell_plan_request.at - interval '30 seconds'
      and version.state in ('draft', 'what_if')
      and version.revision = held.revision
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

-- How many searches of its kind come before one that waits, whoever asked for them, one
-- that runs among them: a number, and nothing of what they are for.
create or replace function wall.plan_requests_before(request uuid)
returns integer language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select q.place - 1 + (
           select count(*) from public.operations_searchrequest r
            where r.kind = q.kind and r.begun_at is not null and r.ended_at is null
         )::integer
    from wall.plan_queue() q
   where q.request_id = request
     and wall.purpose() = 'operation_delivery'
$$;
