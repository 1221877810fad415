-- For notices: whoever leads or supervises a case that rests, and has come to the day on
-- which somebody looks at it.
create or replace function wall.cases_that_wake()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select distinct 'deadlines', 'safeguarding.work_case', null::uuid, g.person_id,
         wall.kept_from(c.id), '', null::timestamptz
    from public.safeguarding_case c
    join public.access_grant g on g.record_id = c.id
   where c.course = 'dormant'
     and c.wakes_on <= wall.today()
     and g.basis = 'team'
     and g.team_role in ('lead', 'supervisor')
     and g.person_id is not null
     and g.ended_at is null
$$;
