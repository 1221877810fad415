-- For notices: which desks have something from the public that nobody has opened, and
-- which of them a danger to life. Never since when, nor how much.
create or replace function wall.reports_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select distinct 'reports', 'reporting.read_reports', r.desk_id, null::uuid,
         '{}'::uuid[], '', null::timestamptz
    from public.reporting_report r
   where r.status = 'waiting' or r.has_news
  union all
  select distinct 'danger', 'reporting.read_reports', r.desk_id, null::uuid,
         '{}'::uuid[], '', null::timestamptz
    from public.reporting_report r
   where r.status = 'waiting' and r.urgency = 'danger'
$$;
