-- A lost second factor: one administrator asks, and another of the same organisation
-- confirms. Nobody decides about themselves, nor alone.

-- The reset, held, if it waits for a decision of this person; refuses otherwise.
create or replace function wall.hold_factor_reset(reset uuid)
returns public.agencies_factorreset language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  held public.agencies_factorreset;
begin
  select * into held from public.agencies_factorreset f
   where f.id = reset and f.confirmed_at is null and f.ended_at is null for update;
  if (wall.purpose() = 'system_admin'
      and held.organisation_id = wall.organisation()
      and held.person_id is distinct from wall.person()) is not true then
    perform wall.refuse('factor_reset');
  end if;
  return held;
end $$;

-- By the clock of the database: three days after the asking it is over. Whoever asked
-- must be an administrator there still, so that two of them stand behind it.
create or replace function wall.confirm_factor_reset(reset uuid, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held public.agencies_factorreset := wall.hold_factor_reset(reset);
begin
  if (held.asked_by_id is distinct from wall.person()
      and held.asked_at > clock_timestamp() - interval '3 days'
      and exists (
        select from public.agencies_engagement e
          join public.agencies_person p on p.id = e.person_id and p.is_active
         where e.person_id = held.asked_by_id
           and e.organisation_id = held.organisation_id
           and e.role = 'administrator'
           and e.approved_at is not null and e.ended_at is null
           and e.from_on <= wall.today()
           and (e.to_on is null or e.to_on >= wall.today()))) is not true then
    perform wall.refuse('confirm_factor_reset');
  end if;
  update public.agencies_factorreset f
     set confirmed_at = at, confirmed_by_id = wall.person()
   where f.id = reset;
end $$;

-- Turn down what was asked for; whoever asked may take it back so.
create or replace function wall.decline_factor_reset(reset uuid, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform wall.hold_factor_reset(reset);
  update public.agencies_factorreset f
     set ended_at = at, ended_by_id = wall.person()
   where f.id = reset;
end $$;
