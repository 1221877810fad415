-- For the worker: which accesses have run out, each told once, with what their event says.
-- By the database's clock, or an earlier one.
create or replace function wall.note_ends(at timestamptz)
returns table(id uuid, person_id uuid, engagement_id uuid, organisation_id uuid,
              owner_id uuid, domain text, record_id uuid, purpose text, reason text,
              words text, opened_at timestamptz)
language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$
  with over as (
    update public.emergency_access a
       set ended_at = a.until_at
     where a.ended_at is null
       and a.until_at <= least(at, clock_timestamp())
    returning a.*)
  select o.id, o.person_id, o.engagement_id, o.organisation_id, o.owner_id,
         o.domain::text, o.record_id, o.purpose::text, o.reason::text, o.words::text,
         o.opened_at
    from over o order by o.until_at, o.id
$$;
