-- Calls for help that phones sent: onto the board of their visit, or told as waiting.

-- Whether the phone is in the books as the author's own, and nobody has said that it is
-- gone: whoever finds a phone calls nobody to a place. It need not be approved.
create or replace function wall.is_own_phone(device uuid, author uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.field_device d
   where d.id = device and d.person_id = author
     and d.lost_at is null and d.ended_at is null);

-- For the worker: put a call for help onto the board of the visit that it names, with the
-- hour of its landing. Gives the entry, whose id is the row's: again it is the same one;
-- null where it cannot stand there, as its visit is over or not the author's.
create or replace function wall.enter_landed_alarm(
  row_id uuid, planned uuid, at timestamptz)
returns uuid language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  sent public.field_submission;
  crew uuid;
begin
  select s.* into sent from public.field_submission s
   where s.id = row_id and s.kind = 'alarm' for no key update;
  -- What is not there landed at no hour.
  if (at >= sent.landed_at) is not true then
    perform wall.refuse('enter_landed_alarm');
  end if;
  if exists (select from public.operations_boardentry e where e.id = row_id) then
    return row_id;
  end if;
  select p.team_id into crew
    from public.operations_plannedvisit p
    join public.operations_operation o on o.id = p.operation_id
   where p.id = planned and p.id = sent.planned_named
     and p.status = 'planned' and o.status = 'running'
     and exists (
       select from public.operations_teammember m
        where m.person_id = sent.author_id
          and (m.team_id = p.team_id
               or exists (select from public.operations_supportingcrew c
                           where c.visit_id = p.id and c.team_id = m.team_id)));
  if (found and wall.is_own_phone(sent.device_id, sent.author_id)) is not true then
    return null;
  end if;
  -- Whoever writes at the same moment takes the number: the next one then.
  for turn in 1..20 loop
    insert into public.operations_boardentry (
      id, visit_id, number, what, team_id, entered_by_id, entered_at, is_by_radio)
    select row_id, planned, coalesce(max(e.number), 0) + 1, 'alarm', crew,
           sent.author_id, sent.landed_at, false
      from public.operations_boardentry e where e.visit_id = planned
    on conflict (visit_id, number) do nothing;
    if found then
      return row_id;
    end if;
  end loop;
  raise exception 'the board did not take an alarm';
end $$;

-- Calls for help that stand on no board, each with the operation of its visit; where nobody
-- knows that, also with those that run and have the author, as the phone's owner, on a team.
create or replace function wall.loose_alarms()
returns table(operation_id uuid, since timestamptz) language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with waits as (
    select s.planned_named, s.landed_at, d.person_id
      from public.field_submission s
      left join public.field_device d on d.id = s.device_id
     where s.kind = 'alarm' and s.state = 'waits'
       and s.landed_at > clock_timestamp() - interval '1 day'),
  named as (
    select w.*, p.operation_id from waits w
      left join public.operations_plannedvisit p on p.id = w.planned_named)
  select n.operation_id, n.landed_at from named n
  union
  select t.operation_id, n.landed_at
    from named n
    join public.operations_teammember m on m.person_id = n.person_id
    join public.operations_team t on t.id = m.team_id
    join public.operations_operation o on o.id = t.operation_id and o.status = 'running'
   where n.operation_id is null
$$;

-- For notices, as of overdue crews: who controls such an operation, and where nobody does, who plans for its
-- lead. That something waits, and not what.
create or replace function wall.alarms_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select 'crews', 'decision_log.keep', h.organisation_id, h.person_id,
         '{}'::uuid[], '', a.since
    from wall.loose_alarms() a
    cross join lateral wall.post_holders(a.operation_id, 'controller') h
  union
  select 'crews', 'operations.plan', o.lead_id, null, '{}'::uuid[], '', a.since
    from wall.loose_alarms() a
    join public.operations_operation o on o.id = a.operation_id
   where not exists (select from wall.post_holders(a.operation_id, 'controller'))
$$;
