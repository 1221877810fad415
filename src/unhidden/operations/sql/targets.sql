-- Where an operation may go: warrants, what a place may get, and who else has an interest.

-- Whether a visit at this day and hour may enter by that authority. Of premises with
-- warrants it is one of theirs, granted before, not ended, with an entry left; without
-- an hour, all through the day. Asked by row policies, as whoever plans.
create or replace function wall.is_lawful_entry(
  operation uuid, premises uuid, authority text, on_day date, hour time)
returns boolean language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  first timestamptz := (on_day + coalesce(hour, time '00:00')) at time zone 'Europe/London';
  last timestamptz := case when hour is null
    then (on_day + 1)::timestamp at time zone 'Europe/London' else first end;
begin
  return not exists (
      select from public.operations_warrant w
       where w.operation_id = is_lawful_entry.operation
         and w.premises_id = is_lawful_entry.premises)
    or exists (
      select from public.operations_warrant w
       where w.operation_id = is_lawful_entry.operation
         and w.premises_id = is_lawful_entry.premises
         and w.number = is_lawful_entry.authority
         and w.issued_at <= first and last <= w.expires_at
         and (hour is null or first < w.expires_at)
         and w.entries > (select count(*) from public.operations_warrantentry e
                           where e.warrant_id = w.id));
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

-- The candidates of an operation in which somebody else has an interest, for whoever
-- plans it: never who, nor what. It is an operation of others that visits, or visited in
-- the last three months, or intelligence of theirs at the ordinary level. Of safeguarding
-- visits nobody learns in this way; nor of what a planner has not written down as a
-- candidate, which is recorded.
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
      from public.operations_candidate c
     where c.operation_id = find_interests.operation and c.removed_at is null
       and (exists (
              select from public.operations_plannedvisit p
               where p.premises_id = c.premises_id
                 and p.operation_id <> c.operation_id
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

-- Count an entry under the warrant that the visit's authority names, for who is on its
-- team: they meet no warrant. A visit uses one, however often it is told.
create or replace function wall.use_entry(planned uuid, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
begin
  select p.operation_id, p.premises_id, p.team_id, p.kind, p.authority into held
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
  insert into public.operations_warrantentry
    (id, warrant_id, planned_id, used_by_id, used_at)
  select md5('entry' || planned)::uuid, w.id, planned, wall.person(), use_entry.at
    from public.operations_warrant w
   where held.kind = 'enforcement'
     and w.operation_id = held.operation_id and w.premises_id = held.premises_id
     and w.number = held.authority
  on conflict do nothing;
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
