-- Where an operation may go: warrants, what a place may get, and who else has an interest.

-- Why nobody can enter there by that authority between two moments, and the hour that it
-- turns on; no row where they may. The number is not that of a warrant of another place or
-- operation, nor of one that was withdrawn. Of premises with warrants it is one of theirs, granted before, not ended, and
-- with an entry that no other visit made or is tasked with. Danger to life needs none: a
-- second visit may name another authority (Police and Criminal Evidence Act 1984, s.17).
create or replace function wall.find_entry_fault(
  planned uuid, operation uuid, premises uuid, authority text,
  first timestamptz, last timestamptz)
returns table(fault text, turns_at timestamptz) language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
  is_kept boolean;
begin
  select w.id, w.issued_at, w.expires_at, w.entries into held
    from public.operations_warrant w
   where w.operation_id = find_entry_fault.operation
     and w.premises_id = find_entry_fault.premises
     and w.number = find_entry_fault.authority
     and w.withdrawn_at is null;
  is_kept := held.id is not null;
  fault := case
    when (authority <> '') is not true then 'no_number'
    when not is_kept and exists (
      select from public.operations_warrant w
       where w.operation_id = find_entry_fault.operation
         and w.premises_id = find_entry_fault.premises
         and w.number = find_entry_fault.authority) then 'withdrawn'
    when not is_kept and exists (
      select from public.operations_warrant w
       where w.number = find_entry_fault.authority
         and w.withdrawn_at is null) then 'elsewhere'
    when not is_kept and exists (
      select from public.operations_warrant w
       where w.operation_id = find_entry_fault.operation
         and w.premises_id = find_entry_fault.premises
         and w.withdrawn_at is null)
      and not exists (
      select from public.operations_secondvisit s where s.second_id = planned)
      then 'another_number'
    when not is_kept then null
    when (held.entries > (
      select count(*) from (
        select e.planned_id from public.operations_warrantentry e
         where e.warrant_id = held.id
        union
        select p.id from public.operations_plannedvisit p
         where p.operation_id = find_entry_fault.operation
           and p.premises_id = find_entry_fault.premises
           and p.authority = find_entry_fault.authority
           and p.kind = 'enforcement' and p.status = 'planned'
           and p.team_id is not null) other
       where other.planned_id is distinct from planned)) is not true then 'used_up'
    when (case when first = last then first >= held.issued_at
               else last > held.issued_at end) is not true then 'not_granted_yet'
    when (first < held.expires_at) is not true then 'ended'
    when (first >= held.issued_at and last <= held.expires_at) is not true
      then 'hour_needed'
  end;
  if fault is not null then
    turns_at := case when fault = 'used_up' then null
                     when first < held.issued_at then held.issued_at
                     else held.expires_at end;
    return next;
  end if;
end $$;

-- Whether a visit at this day and hour may enter by that authority; without an hour, all
-- through the day. Asked by row policies, as whoever plans.
create or replace function wall.is_lawful_entry(
  planned uuid, operation uuid, premises uuid, authority text, on_day date, hour time)
returns boolean language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  first timestamptz := (on_day + coalesce(hour, time '00:00')) at time zone 'Europe/London';
  last timestamptz := case when hour is null
    then (on_day + 1)::timestamp at time zone 'Europe/London' else first end;
begin
  return not exists (select from wall.find_entry_fault(
    planned, operation, premises, authority, first, last));
end $$;

-- Whether a candidate is offered what its nature forbids: a safeguarding visit beside
-- any other. Asked by row policies, as whoever plans.
create or replace function wall.has_other_options(candidate uuid, is_safeguarding boolean)
returns boolean language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (
    select from public.operations_visitoption v
     where v.candidate_id = candidate
       and (v.kind = 'safeguarding') is distinct from has_other_options.is_safeguarding);
end $$;

-- The candidates and planned visits of an operation in which somebody else has an interest,
-- for whoever plans it: never who, nor what. It is an operation of others that visits, or visited in
-- the last three months, or intelligence of theirs at the ordinary level. Of safeguarding
-- visits nobody learns in this way; nor of what a planner has not written down, which is
-- recorded.
create or replace function wall.find_interests(operation uuid)
returns table(premises_id uuid) language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  mine uuid := wall.organisation();
begin
  if (wall.purpose() = 'operation_delivery'
      and wall.meets('safeguarding_plan', '{read}')
      and wall.may('operation', operation, 'manage')) is not true then
    return;
  end if;
  return query
    select c.premises_id
      from (select k.premises_id from public.operations_candidate k
             where k.operation_id = find_interests.operation and k.removed_at is null
            union
            select v.premises_id from public.operations_plannedvisit v
             where v.operation_id = find_interests.operation
               and v.status <> 'cancelled') c
     where (exists (
              select from public.operations_plannedvisit p
               where p.premises_id = c.premises_id
                 and wall.may('operation', p.operation_id, 'manage') is not true
                 and p.kind <> 'safeguarding' and p.status <> 'cancelled'
                 and p.on >= wall.today() - 90)
            or exists (
              select from public.intelligence_mention m
                join public.intelligence_item i on i.id = m.item_id
                join public.intelligence_intelligencereport r on r.id = i.report_id
               where m.kind = 'premises' and m.premises_id = c.premises_id
                 and r.organisation_id is distinct from mine
                 and r.sensitivity <= 1 and not r.is_restricted))
     order by 1;
end $$;

-- Count an entry under the warrant that a visit was tasked or turned by: one, however
-- often it is told.
create or replace function wall.count_entry(
  planned uuid, used_by uuid, at timestamptz)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.operations_warrantentry
    (id, warrant_id, planned_id, used_by_id, used_at)
  select md5('entry' || planned)::uuid, w.id, planned, count_entry.used_by, count_entry.at
    from public.operations_plannedvisit p
    left join public.operations_enforcementturn t on t.planned_id = p.id
    join public.operations_warrant w
      on w.operation_id = p.operation_id and w.premises_id = p.premises_id
     and w.number = case p.kind when 'enforcement' then p.authority else t.authority end
     and w.withdrawn_at is null
   where p.id = planned
  on conflict do nothing;
end $$;

-- The same for who is on the visit's team: they meet no warrant.
create or replace function wall.use_entry(planned uuid, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
begin
  select p.operation_id, p.team_id into held
    from public.operations_plannedvisit p where p.id = planned;
  if (wall.purpose() = 'operation_delivery'
      and wall.meets('visit', '{create}')
      and wall.may('operation', held.operation_id, 'read')
      and exists (select from public.operations_teammember m
                   where m.team_id = held.team_id
                     and m.person_id = wall.person()
                     and m.organisation_id = wall.organisation())) is not true then
    perform wall.refuse('use_entry');
  end if;
  perform wall.count_entry(planned, wall.person(), at);
end $$;

-- Write down that a visit by consent was turned into enforcement, and count its entry, for
-- who goes on it or plans it: they see neither every warrant nor every risk. Gives why it
-- is not, and the hour that this turns on; no row once it is written. The operation is
-- held, as it is by whoever tasks a visit: the last entry serves one.
create or replace function wall.turn_visit(
  planned uuid, power text, authority text, decided_by uuid, decided_at timestamptz,
  told text, at timestamptz)
returns table(fault text, turns_at timestamptz) language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
begin
  select p.operation_id, p.premises_id, p.kind, p.status, o.status as stands into held
    from public.operations_plannedvisit p
    join public.operations_operation o on o.id = p.operation_id
   where p.id = planned for no key update of o, p;
  if (wall.purpose() = 'operation_delivery'
      and (planned = any(wall.own_plans())
           or wall.may('operation', held.operation_id, 'manage')
              and wall.meets('safeguarding_plan', '{read}'))
      and held.kind in ('soft', 'hotel')
      and held.status = 'planned' and held.stands = 'running'
      and decided_at <= at) is not true then
    perform wall.refuse('turn_visit');
  end if;
  if exists (select from public.operations_enforcementturn t
              where t.planned_id = planned) then
    return query select 'turned', null::timestamptz;
  elsif exists (select from public.operations_commandrisk r
                 where r.operation_id = held.operation_id and r.closed_at is null
                   and r.likelihood * r.impact >= 15 and btrim(r.control) = '') then
    return query select 'risks', null::timestamptz;
  else
    return query select * from wall.find_entry_fault(
      planned, held.operation_id, held.premises_id, authority, decided_at, decided_at);
    if found is not true then
      insert into public.operations_enforcementturn
        (id, planned_id, power, authority, decided_by_id, decided_at, told,
         recorded_by_id, recorded_at)
      values (md5('turn' || planned)::uuid, planned, power, authority, decided_by,
              decided_at, told, wall.person(), at);
      perform wall.count_entry(planned, wall.person(), at);
    end if;
  end if;
end $$;

-- What was planned for the welfare of those inside never becomes anything else: a visit
-- in danger is another one, with a power, a leader and a record of its own.
create or replace function public.operations_visit_keeps_its_kind()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if (old.kind is distinct from 'safeguarding' or new.kind = 'safeguarding') is not true
  then
    raise exception 'a safeguarding visit stays one' using errcode = '42501';
  end if;
  return new;
end $$;
