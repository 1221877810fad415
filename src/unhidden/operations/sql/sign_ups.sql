-- For the worker: the addresses for events that ended more than two weeks ago, of no use
-- once what was said there has been sent, are forgotten. Gives how many of each event;
-- that somebody came stays.
create or replace function wall.forget_sign_ups(at timestamptz)
returns table(event_id uuid, addresses bigint)
language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$
  with forgotten as (
    update public.operations_signup s
       set sealed_email = null, has_email = false
      from public.operations_publicevent e
     where e.id = s.event_id
       and s.has_email
       and e.ends_at < least(at, clock_timestamp()) - interval '14 days'
    returning s.event_id)
  select f.event_id, count(*) from forgotten f group by f.event_id order by f.event_id
$$;
