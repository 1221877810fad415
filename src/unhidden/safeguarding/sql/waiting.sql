-- For notices: whoever is on the team of a case of which a deadline ends within a day, or
-- has ended unmet.
create or replace function wall.deadlines_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select distinct 'deadlines', 'safeguarding.work_case', null::uuid, g.person_id,
         wall.kept_from(d.case_id), '', null::timestamptz
    from public.safeguarding_deadline d
    join public.access_grant g on g.record_id = d.case_id
   where d.met_at is null
     and d.due_at < clock_timestamp() + interval '1 day'
     and g.basis = 'team'
     and g.person_id is not null
     and g.ended_at is null
     and (g.until_at is null or g.until_at > clock_timestamp())
$$;
