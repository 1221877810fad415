-- Crews that were not heard from in time, and alarms that nobody has received: who is told.

-- Each matter of a running week that somebody must see to now, for each post that is told:
-- an overdue crew for the post that its rule names, until somebody follows it up; for
-- Silver, too, once the rule's further time has passed since; an alarm for the controller
-- and Silver at once. As board/rules.py judges it.
create or replace function wall.urgent_matters()
returns table(operation_id uuid, post text, is_alarm boolean, since timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with standing as (
    select e.id, e.visit_id, e.number, e.what, e.entered_at, e.about_id
      from public.operations_boardentry e
     where e.entered_at > clock_timestamp() - interval '1 day'
       and not exists (select from public.operations_boardentry u
                        where u.about_id = e.id and u.what = 'undone')),
  planned as (
    select p.id, p.operation_id, c.period, c.further, c.told, c.heard_by
      from (select distinct s.visit_id as id from standing s) v
      join public.operations_plannedvisit p using (id)
      join public.operations_operation o on o.id = p.operation_id
      cross join lateral (
        select r.period, r.further, r.told, r.heard_by
          from public.operations_contactrule r
         where r.operation_id = p.operation_id and r.kind = p.kind
        union all
        select u.period, u.further, u.told, u.heard_by from wall.usual_periods() u
         where u.kind = p.kind
         limit 1) c
     where o.status = 'running' and p.status = 'planned'),
  heard as (
    select p.*, (
        select max(s.entered_at) from standing s
         where s.visit_id = p.id
           and (s.what = 'contact'
                or case p.heard_by when 'any' then s.what = any(wall.visit_states())
                   else s.number = (select min(f.number) from standing f
                                     where f.visit_id = p.id
                                       and f.what in ('on_the_way', 'there', 'inside'))
                   end)) as heard_at, (
        select max(s.entered_at) from standing s
         where s.visit_id = p.id and s.what = 'followed_up') as followed_at
      from planned p
     where (select s.what from standing s
             where s.visit_id = p.id and s.what = any(wall.visit_states())
             order by s.number desc limit 1) in ('on_the_way', 'there', 'inside')),
  late as (
    select h.*, h.heard_at + make_interval(mins => h.period) as late_at,
           make_interval(mins => h.further) as longer
      from heard h)
  select l.operation_id, l.told, false, l.late_at from late l
   where l.late_at <= clock_timestamp()
     and (l.followed_at is null or l.followed_at < l.late_at)
  union
  select l.operation_id, 'silver', false, greatest(l.late_at, l.followed_at) + l.longer
    from late l
   where greatest(l.late_at, l.followed_at) + l.longer <= clock_timestamp()
  union
  select p.operation_id, t.post, true, s.entered_at
    from standing s
    join public.operations_plannedvisit p on p.id = s.visit_id
    join public.operations_operation o on o.id = p.operation_id
    cross join (values ('controller'), ('silver')) t(post)
   where s.what = 'alarm' and o.status = 'running'
     and not exists (select from standing r where r.about_id = s.id)
$$;

-- Who holds the post in the operation now; where nobody does, who is Silver, and else
-- Gold: a matter always reaches somebody, if anybody commands.
create or replace function wall.post_holders(operation uuid, wanted text)
returns table(person_id uuid, organisation_id uuid) language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with held as (
    select p.person_id, p.organisation_id,
           array_position(array[wanted, 'silver', 'gold'], p.post::text) as place
      from public.operations_commandpost p
     where p.operation_id = operation
       and p.from_at <= clock_timestamp()
       and (p.to_at is null or p.to_at > clock_timestamp()))
  select h.person_id, h.organisation_id from held h
   where h.place = (select min(f.place) from held f)
$$;

-- The operations where something urgent waits for this person: how many crews that were
-- not heard from, and how many alarms. Without what, and where: the board says it.
create or replace function wall.own_urgent_matters()
returns table(operation_id uuid, crews bigint, alarms bigint)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select m.operation_id, count(*) filter (where not m.is_alarm),
         count(*) filter (where m.is_alarm)
    from wall.urgent_matters() m
   where exists (select from public.operations_commandpost p
                  where p.person_id = wall.person()
                    and p.organisation_id = wall.organisation())
     and exists (select from wall.post_holders(m.operation_id, m.post) h
                  where h.person_id = wall.person()
                    and h.organisation_id = wall.organisation())
   group by m.operation_id
$$;

-- For notices: the same for everybody; where nobody commands, for the lead's planners.
create or replace function wall.crews_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select 'crews', 'decision_log.keep', h.organisation_id, h.person_id,
         '{}'::uuid[], '', m.since
    from wall.urgent_matters() m
    cross join lateral wall.post_holders(m.operation_id, m.post) h
  union
  select 'crews', 'operations.plan', o.lead_id, null, '{}'::uuid[], '', m.since
    from wall.urgent_matters() m
    join public.operations_operation o on o.id = m.operation_id
   where not exists (select from wall.post_holders(m.operation_id, m.post))
$$;
