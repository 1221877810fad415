-- For notices: organisations that were asked to investigate and have not answered.
create or replace function wall.requests_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select 'requests', 'investigations.open', r.organisation_id, null::uuid,
         array[r.asked_by_id], '', r.asked_at
    from public.investigations_request r
   where not exists (select from public.investigations_answer a where a.request_id = r.id)
$$;
