-- Who is told that a board changed, and never what (docs/decisions/a-live-process.md).

-- The name that the live process listens to: any role of the database may listen, but
-- not to what it cannot name.
create or replace function wall.live_name()
returns text language sql stable security definer
set search_path = pg_catalog, pg_temp
return (select l.name from public.operations_boardlistening l);

-- Tell those of the scopes that meet a visit of this team, day and kind; whoever may not
-- see it has another channel, and hears nothing. Nobody is told what a channel is of.
-- Gives how many were told.
create or replace function wall.tell_board(
  operation uuid, team uuid, on_day date, kind text)
returns bigint language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select count(pg_notify(l.name, replace(c.name::text, '-', ''))::text)
      from public.operations_boardchannel c
     cross join public.operations_boardlistening l
     where c.operation_id = tell_board.operation
       and c.scope = any(case kind
         when 'safety' then array['safety']
         when 'safeguarding'
           then array['all ' || on_day, 'quiet ' || on_day || ' ' || team]
         else array['all ' || on_day, 'ordinary ' || on_day,
                    'team ' || on_day || ' ' || team] end));
end $$;

-- The channels of this person for a day of the operation: one for each scope of visits
-- that they meet whole (as in plans.sql), made when somebody first asks. With a team, of
-- its visits alone.
create or replace function wall.board_channels(operation uuid, on_day date, team uuid)
returns text[] language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  person uuid := wall.person();
  knows boolean := wall.meets('safeguarding_plan', '{read}');
  goes boolean := wall.purpose() = 'operation_delivery'
                  and wall.meets('visit', '{read,create}');
  leads boolean;
  scopes text[];
begin
  if wall.may('operation', operation, 'read') is not true then
    perform wall.refuse('board_channels');
  end if;
  leads := exists (
    select from public.operations_operation o
     where o.id = board_channels.operation
       and (o.lead_id = any(wall.organisations('visit', 'read'))
            or (o.id = any(wall.view('operation', 'manage'))
                and wall.meets('operation', '{manage}'))));
  with crew as (
    select m.team_id, m.person_id
      from public.operations_operation o
      join public.operations_team t on t.operation_id = o.id
      join public.operations_teammember m on m.team_id = t.id
     where o.id = board_channels.operation
       and o.status in ('planned', 'running')
       and on_day >= wall.today()
       and m.organisation_id = wall.organisation()
       and exists (select from public.agencies_engagement e
                    where e.person_id = m.person_id
                      and e.organisation_id = m.organisation_id
                      and e.approved_at is not null
                      and e.ended_at is null
                      and e.from_on <= on_day
                      and (e.to_on is null or e.to_on >= on_day))),
  wide as (
    select 'all ' || on_day as scope where leads and knows
    union select 'ordinary ' || on_day where leads and not knows
    union select 'team ' || on_day || ' ' || c.team_id from crew c where goes and not leads
    union select 'quiet ' || on_day || ' ' || c.team_id from crew c
           where not (leads and knows) and (knows or (goes and c.person_id = person))
    union select 'team ' || on_day || ' ' || team where leads and team is not null
    union select 'quiet ' || on_day || ' ' || team
           where leads and knows and team is not null
    union select 'safety' where wall.holds_post(operation, array['silver', 'safeguarding'])
    union select 'safety' from public.operations_safetyplace s
           where s.operation_id = board_channels.operation and s.manager_id = person
             and s.removed_at is null
             and wall.holds_post(s.operation_id, array['place_of_safety']))
  select coalesce(array_agg(w.scope), '{}') into scopes from wide w
   where team is null or w.scope = 'safety' or w.scope like '% % ' || team;
  insert into public.operations_boardchannel (id, operation_id, scope, name)
  select gen_random_uuid(), board_channels.operation, s, gen_random_uuid()
    from unnest(scopes) s
  on conflict do nothing;
  return (
    select coalesce(array_agg(replace(c.name::text, '-', '') order by c.name), '{}')
      from public.operations_boardchannel c
     where c.operation_id = board_channels.operation
       and c.scope = any(scopes));
end $$;

-- All that the board of a day shows, as far as the caller meets it: in one look, since a
-- change is followed by as many as have the board open. It runs as its caller, under the
-- rules of each table. The nearest day of the operation where it has no such day.
create or replace function wall.board_of(operation uuid, on_day date, team uuid)
returns json language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select json_build_object(
      'operation', json_build_array(o.id, o.name_en, o.name_cy, o.lead_id, o.starts_on,
                                    o.ends_on, o.status),
      'on', d.day,
      'visits', (
        select json_agg(json_build_array(
                 p.id, p.kind, p.starts_at, p.status, p.team_id, t.name, m.name,
                 m.address, m.postcode, m.latitude, m.longitude, (
                   select json_agg(json_build_array(
                            e.id, e.number, e.what, extract(epoch from e.entered_at),
                            e.entered_by_id, a.name, c.name, e.is_by_radio, e.about_id)
                            order by e.number)
                     from public.operations_boardentry e
                     join public.agencies_person a on a.id = e.entered_by_id
                     left join public.operations_team c on c.id = e.team_id
                    where e.visit_id = p.id), (
                   select json_agg(json_build_array(s.team_id, c.name) order by c.name)
                     from public.operations_supportingcrew s
                     join public.operations_team c on c.id = s.team_id
                    where s.visit_id = p.id))
                 order by p.starts_at nulls last, m.name, p.id)
          from public.operations_plannedvisit p
          join public.places_premises m on m.id = p.premises_id
          left join public.operations_team t on t.id = p.team_id
         where p.operation_id = o.id and p.on = d.day and p.status <> 'cancelled'
           and (board_of.team is null or p.team_id = board_of.team
                or board_of.team in (select s.team_id
                     from public.operations_supportingcrew s where s.visit_id = p.id))),
      'rules', (
        select json_agg(json_build_array(r.kind, r.period, r.warning, r.told, r.heard_by,
                                         r.further))
          from public.operations_contactrule r where r.operation_id = o.id),
      'crews', (
        select json_agg(b.team_id)
          from public.operations_teammember b
          join public.operations_team t on t.id = b.team_id
         where t.operation_id = o.id
           and b.person_id = (select wall.person())
           and b.organisation_id = (select wall.organisation())),
      'outfits', (
        select json_agg(json_build_array(f.team_id, f.call_sign, f.radio_channel))
          from public.operations_crewoutfit f where f.operation_id = o.id),
      'places', (
        select json_agg(json_build_array(s.id, s.name, s.manager_id, a.name, x.room,
                                         extract(epoch from x.declared_at))
                        order by s.name, s.id)
          from public.operations_safetyplace s
          join public.agencies_person a on a.id = s.manager_id
          left join lateral (
            select y.room, y.declared_at from public.operations_roomdeclaration y
             where y.place_id = s.id order by y.declared_at desc, y.id desc limit 1) x
            on true
         where s.operation_id = o.id and s.removed_at is null))
      from public.operations_operation o
     cross join lateral (
       select least(greatest(on_day, o.starts_on), o.ends_on) as day) d
     where o.id = board_of.operation);
end $$;

-- A plan was made or changed: its old scopes and its new ones are told.
create or replace function public.operations_visit_moved()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform wall.tell_board(new.operation_id, c.team, new.on, new.kind)
     from (select new.team_id as team union select s.team_id
             from public.operations_supportingcrew s where s.visit_id = new.id) c;
  if tg_op = 'UPDATE' and (old.team_id, old.on, old.kind)
     is distinct from (new.team_id, new.on, new.kind) then
    perform wall.tell_board(old.operation_id, c.team, old.on, old.kind)
       from (select old.team_id as team union select s.team_id
               from public.operations_supportingcrew s where s.visit_id = old.id) c;
  end if;
  return null;
end $$;

-- Something was said of a visit: those who meet it are told.
create or replace function public.operations_entry_added()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform wall.tell_board(p.operation_id, c.team, p.on, p.kind)
     from public.operations_plannedvisit p
    cross join lateral (
      select p.team_id as team union select s.team_id
        from public.operations_supportingcrew s where s.visit_id = p.id) c
    where p.id = new.visit_id;
  return null;
end $$;

-- A crew comes along on a visit, or no more: it is told, as the one that leads is.
create or replace function public.operations_support_changed()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  row record := coalesce(new, old);
begin
  perform wall.tell_board(p.operation_id, row.team_id, p.on, p.kind)
     from public.operations_plannedvisit p where p.id = row.visit_id;
  return null;
end $$;

-- The manager of a place of safety declared what room it has.
create or replace function public.operations_room_declared()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform wall.tell_board(s.operation_id, null, null, 'safety')
     from public.operations_safetyplace s where s.id = new.place_id;
  return null;
end $$;
