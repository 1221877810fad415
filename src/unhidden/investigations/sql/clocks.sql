-- Clocks end by an event, stand still by law, lapse for a reason; victims are left in peace.

-- A clock's steps follow one another in time. What ended it ends it for good; only going
-- on and being extended move the end. A victim is told by who reaches them, never while
-- they ask not to be, and nobody else lets lapse what they are to be told.
create or replace function public.investigations_clockstep_follows()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  clock record;
  before record;
  since timestamptz;
  due timestamptz;
begin
  select c.of, c.person_id, c.started_at, c.due_at into clock
    from public.investigations_investigationclock c
   where c.id = new.clock_id and c.investigation_id = new.investigation_id;
  select s.turn, s.step, s.happened_at, s.due_at into before
    from public.investigations_clockstep s
   where s.clock_id = new.clock_id order by s.turn desc limit 1;
  since := coalesce(before.happened_at, clock.started_at);
  due := coalesce(before.due_at, clock.due_at);
  if (new.turn = coalesce(before.turn, 0) + 1
      and case coalesce(before.step, '')
          when 'met' then false
          when 'lapsed' then false
          when 'paused' then new.step in ('resumed', 'lapsed', 'met')
          else new.step <> 'resumed' end) is not true then
    raise exception 'a clock does not go on so'
      using errcode = '23514', constraint = 'a_clock_ends_once';
  end if;
  if (new.happened_at >= since and new.happened_at <= clock_timestamp()
      and case new.step
          when 'resumed' then new.due_at = due + (new.happened_at - since)
          when 'extended' then new.due_at > due and new.happened_at <= due
          else new.due_at = due end) is not true then
    raise exception 'a clock is moved by law alone'
      using errcode = '23514', constraint = 'a_clock_is_moved_by_law';
  end if;
  if clock.of = 'victim' and (
       case new.step
         when 'paused' then exists (
           select from public.investigations_victimupdate u
            where u.investigation_id = new.investigation_id
              and u.person_id = clock.person_id and u.result = 'asked_not')
         when 'met' then
           new.investigation_id = any(wall.investigations_by_post(
             '{sio,deputy_sio,office_manager,victim_liaison}'))
           and (new.event <> 'told' or exists (
             select from public.investigations_victimupdate u
              where u.clock_id = new.clock_id and u.result = 'told'
                and u.happened_at = new.happened_at))
         when 'resumed' then
           new.investigation_id = any(wall.investigations_by_post(
             '{sio,deputy_sio,office_manager,victim_liaison}'))
         when 'lapsed' then
           new.investigation_id = any(wall.investigations_by_post(
             '{sio,deputy_sio,office_manager,victim_liaison}'))
         else true end) is not true then
    raise exception 'a victim is told by who reaches them'
      using errcode = '23514', constraint = 'a_victim_is_told_by_who_reaches_them';
  end if;
  return new;
end $$;

-- Nobody tells somebody whose clock stands still because they asked for it.
create or replace function public.investigations_victimupdate_is_wished()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (exists (
        select from public.investigations_investigationclock c
         where c.id = new.clock_id and c.investigation_id = new.investigation_id
           and c.person_id = new.person_id and c.of = 'victim'
           and c.started_at <= new.happened_at)
      and new.happened_at <= clock_timestamp()
      and (new.result <> 'told' or coalesce((
        select s.step from public.investigations_clockstep s
         where s.clock_id = new.clock_id order by s.turn desc limit 1), '')
           not in ('paused', 'met', 'lapsed'))) is not true then
    raise exception 'they asked not to be told'
      using errcode = '23514', constraint = 'nobody_is_told_who_asked_not_to_be';
  end if;
  return new;
end $$;

-- For notices: whoever holds a post in an investigation, and is on its team, of which a
-- clock ends within a day, or has ended unmet. What a victim is to be told waits for who
-- reaches them; of a period nothing is to be done, and ends of orders are told early.
create or replace function wall.clocks_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select distinct 'deadlines', 'investigations.work', null::uuid, p.person_id,
         wall.kept_from(c.investigation_id), '', null::timestamptz
    from public.investigations_investigationclock c
    join public.investigations_investigation i on i.id = c.investigation_id
    join public.investigations_post p on p.investigation_id = c.investigation_id
    join public.access_grant g
      on g.record_id = c.investigation_id and g.person_id = p.person_id
    left join lateral (
           select s.step, s.due_at from public.investigations_clockstep s
            where s.clock_id = c.id order by s.turn desc limit 1) last on true
   where i.status not in ('filed', 'closed')
     and coalesce(last.step, '') not in ('met', 'paused', 'lapsed')
     and c.rule not in ('order_discharge_lock_stpo', 'order_discharge_lock_stro',
                        'appeal_order', 'vc_vrr')
     and coalesce(last.due_at, c.due_at) < clock_timestamp()
         + case c.rule when 'order_travel_end' then interval '90 days'
                       when 'order_end' then interval '28 days'
                       else interval '1 day' end
     and p.began_at <= clock_timestamp()
     and p.ended_at is null
     and g.basis = 'team'
     and g.ended_at is null
     and (g.until_at is null or g.until_at > clock_timestamp())
     and (c.of <> 'victim'
          or p.function in ('sio', 'deputy_sio', 'office_manager', 'victim_liaison'))
$$;
