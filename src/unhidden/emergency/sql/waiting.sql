-- For notices: emergency accesses that wait for the approval, or the review, of somebody
-- else of the organisation that owns the record.
create or replace function wall.emergencies_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select 'emergencies', 'emergency.review', a.owner_id, null::uuid,
         a.person_id || wall.kept_from(a.record_id), a.domain::text,
         coalesce(a.opened_at, a.asked_at)
    from public.emergency_access a
   where case when a.opened_at is null
           then a.ended_at is null and a.until_at > clock_timestamp()
           else a.reviewed_at is null end
$$;
