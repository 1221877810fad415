-- Letting in and keeping out: the only doors to the grant tables, each with its checks.

-- Row policies' own answer for one record, for the checks below.
create or replace function wall.may(wanted text, record uuid, action text)
returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  head record;
begin
  select * into head from wall.header(wanted, record);
  return coalesce(found
    and {{ may }}, false);
end $$;

-- Who was let in to a record, for those who read it.
create or replace function wall.ways_in(wanted text, record uuid)
returns setof public.access_grant language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.may(wanted, record, 'read') or wall.opening(wanted) = record then
    return query select * from public.access_grant g
                  where g.domain = wanted and g.record_id = record;
  end if;
end $$;

-- Whether somebody's work, for any organisation, meets records of this domain.
create or replace function wall.is_at_work(person uuid, wanted text)
returns boolean language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (
    select from public.agencies_engagement e
      join public.agencies_person p on p.id = e.person_id and p.is_active
      join wall.role_right r on r.role = e.role
     where e.person_id = is_at_work.person
       and e.approved_at is not null
       and e.ended_at is null
       and (e.to_on is null or e.to_on >= wall.today())
       and wanted = any(string_to_array(r.domains, ','))
  );
end $$;

-- The same, and their engagement cannot end meanwhile: who ends one waits
-- (wall.leave_engagement).
create or replace function wall.works_on(person uuid, wanted text)
returns boolean language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform from public.agencies_engagement e
    where e.person_id = works_on.person order by e.id for share;
  return wall.is_at_work(person, wanted);
end $$;

-- From here on this transaction may write the rows of a record that is not there yet.
create or replace function wall.begin(wanted text, record uuid)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
begin
  if (exists (select from wall.domain d where d.name = wanted)
      and wanted = any(string_to_array(me[9], ','))
      and wanted || ':create' = any(string_to_array(me[10], ','))
      and not exists (select from wall.header(wanted, record))
      and not exists (select from public.access_grant g where g.record_id = record)
     ) is not true then
    perform wall.refuse('begin');
  end if;
  perform set_config('unhidden.opening', wall.packed('opening',
    array[wanted, record::text, me[1], me[14], wall.challenge()]), true);
end $$;

-- Hand the record over to its first team, a list of {id, person, role}; it may be empty
-- where the organisation's own rights are enough.
create or replace function wall.open_team(wanted text, record uuid, members jsonb, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  head record;
  member record;
begin
  select * into head from wall.header(wanted, record);
  if (record = wall.opening(wanted) and head.opened_by = wall.person()) is not true then
    perform wall.refuse('open_team');
  end if;
  for member in
    select (m->>'id')::uuid as id, (m->>'person')::uuid as person, m->>'role' as role
      from jsonb_array_elements(members) m
  loop
    if wall.works_on(member.person, wanted) is not true then
      perform wall.refuse('open_team member');
    end if;
    insert into public.access_grant
      (id, domain, record_id, person_id, basis, team_role, categories, granted_by, reason, from_at)
    values
      (member.id, wanted, record, member.person, 'team', member.role, '{}',
       wall.person(), '', at);
  end loop;
  perform set_config('unhidden.opening', '', true);
end $$;

-- Let a colleague in to a record whose team this person decides; never oneself.
create or replace function wall.let_in(
  grant_id uuid, wanted text, record uuid, person uuid, role text, reason text, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (wall.may(wanted, record, 'manage')
      and person is distinct from wall.person()
      and wall.works_on(person, wanted)) is not true then
    perform wall.refuse('let_in');
  end if;
  insert into public.access_grant
    (id, domain, record_id, person_id, basis, team_role, categories, granted_by, reason, from_at)
  values
    (grant_id, wanted, record, person, 'team', role, '{}', wall.person(), reason, at);
end $$;

-- Let an organisation's people in to an operation that it takes part in.
create or replace function wall.let_organisation_in(
  grant_id uuid, wanted text, record uuid, organisation uuid, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (wanted = 'operation'
      and (wall.may(wanted, record, 'manage') or record = wall.opening(wanted))
     ) is not true then
    perform wall.refuse('let_organisation_in');
  end if;
  insert into public.access_grant
    (id, domain, record_id, organisation_id, basis, team_role, categories, granted_by, reason, from_at)
  values
    (grant_id, wanted, record, organisation, 'team', 'observer', '{}', wall.person(), '', at);
end $$;

-- End a place on a team, which is never left empty: the team's managers may, and the person themselves.
create or replace function wall.end_grant(grant_id uuid, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
begin
  -- Two of the last two may leave at once: one waits, and sees that it is the last.
  perform from public.access_grant g
    where g.basis = 'team' and g.ended_at is null and g.record_id = (
      select o.record_id from public.access_grant o where o.id = grant_id)
    order by g.id for update;
  select * into held from public.access_grant g
   where g.id = grant_id and g.basis = 'team' and g.ended_at is null;
  if (wall.may(held.domain, held.record_id, 'manage')
      or (held.person_id = wall.person()
          and wall.may(held.domain, held.record_id, 'read'))) is not true then
    perform wall.refuse('end_grant');
  end if;
  if exists (select from public.access_grant g
              where g.record_id = held.record_id and g.id is distinct from grant_id
                and g.basis = 'team' and g.ended_at is null
                and wall.is_at_work(g.person_id, g.domain)) is not true then
    raise exception 'a team is never left empty' using errcode = '23514';
  end if;
  update public.access_grant g
     set ended_at = at, ended_by = wall.person()
   where g.id = grant_id;
end $$;

-- Keep somebody out of a record, whatever else lets them in; never oneself.
create or replace function wall.exclude(
  exclusion_id uuid, wanted text, record uuid, person uuid, organisation uuid,
  reason text, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (wall.may(wanted, record, 'manage')
      and person is distinct from wall.person()
      and organisation is distinct from wall.organisation()) is not true then
    perform wall.refuse('exclude');
  end if;
  insert into public.access_exclusion
    (id, domain, record_id, person_id, organisation_id, reason, set_by, from_at)
  values
    (exclusion_id, wanted, record, person, organisation, reason, wall.person(), at);
end $$;

create or replace function wall.end_exclusion(exclusion_id uuid, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
begin
  select * into held from public.access_exclusion x
   where x.id = exclusion_id and x.ended_at is null for update;
  if (wall.may(held.domain, held.record_id, 'manage')
      and held.person_id is distinct from wall.person()) is not true then
    perform wall.refuse('end_exclusion');
  end if;
  update public.access_exclusion x
     set ended_at = at, ended_by = wall.person()
   where x.id = exclusion_id;
end $$;
