-- Engagements after the asking: approved, turned down, ended. One administrator asks,
-- another decides, and nobody decides about themselves.

-- The engagement, held, if it is for this person to decide about; refuses otherwise.
create or replace function wall.hold_engagement(engagement uuid)
returns public.agencies_engagement language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  held public.agencies_engagement;
begin
  select * into held from public.agencies_engagement e
   where e.id = engagement and e.ended_at is null for update;
  if (found
      and wall.purpose() = 'system_admin'
      and held.person_id is distinct from wall.person()) is not true then
    perform wall.refuse('engagement');
  end if;
  return held;
end $$;

create or replace function wall.approve_engagement(engagement uuid, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held public.agencies_engagement := wall.hold_engagement(engagement);
begin
  if (held.approved_at is null
      and held.asked_by_id is distinct from wall.person()) is not true then
    perform wall.refuse('approve_engagement');
  end if;
  update public.agencies_engagement e
     set approved_at = at, approved_by_id = wall.person()
   where e.id = engagement;
end $$;

-- Turn down what was asked for; whoever asked may take it back so.
create or replace function wall.decline_engagement(engagement uuid, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held public.agencies_engagement := wall.hold_engagement(engagement);
begin
  if (held.approved_at is null) is not true then
    perform wall.refuse('decline_engagement');
  end if;
  update public.agencies_engagement e
     set ended_at = at, ended_by_id = wall.person()
   where e.id = engagement;
end $$;
