-- Leavers: an engagement ends when each place on a team that comes with it has a home,
-- all in one transaction. Administrators see what a record is called, and nothing of it.

-- Whether a role's work meets records of this domain.
create or replace function wall.covers(role text, wanted text)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from wall.role_right r
   where r.role = covers.role and wanted = any(string_to_array(r.domains, ','))
);

-- The open places on teams that go with an engagement: those which no other one of the
-- person's keeps. ``is_needed``: without it nobody would decide the team, or be on it.
create or replace function wall.caseload(engagement uuid)
returns table(grant_id uuid, domain text, record uuid, reference text, team_role text,
              is_needed boolean)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  leaving public.agencies_engagement;
begin
  if (wall.purpose() = 'system_admin') is not true then
    perform wall.refuse('caseload');
  end if;
  select * into leaving from public.agencies_engagement e where e.id = engagement;
  return query
    select g.id, g.domain::text, g.record_id, wall.reference_of(g.domain, g.record_id),
           g.team_role::text, not wall.is_led_without(g.record_id, leaving.person_id)
      from public.access_grant g
      left join lateral wall.header(g.domain, g.record_id) h on true
     where g.person_id = leaving.person_id
       and g.basis = 'team'
       and g.ended_at is null
       and wall.covers(leaving.role, g.domain)
       and not exists (
         select from public.agencies_engagement o
          where o.person_id = leaving.person_id
            and o.id <> leaving.id
            and o.approved_at is not null and o.ended_at is null
            and (o.to_on is null or o.to_on >= wall.today())
            and wall.covers(o.role, g.domain)
            and (o.organisation_id = leaving.organisation_id
                 or h.organisation_id is distinct from leaving.organisation_id))
     order by g.domain, g.from_at, g.id;
end $$;

-- Whether somebody else is on the team who decides it, and is still at work.
create or replace function wall.is_led_without(record uuid, person uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.access_grant g
    join wall.team_right r on r.team_role = g.team_role and r.action = 'manage'
   where g.record_id = record and g.person_id <> person
     and g.basis = 'team' and g.ended_at is null
     and wall.is_at_work(g.person_id, g.domain)
);

-- Whether a colleague of the organisation may be given a place on the record's team.
-- wall.leave_engagement holds their engagements, so that none ends meanwhile.
create or replace function wall.may_take(
  person uuid, organisation uuid, wanted text, record uuid)
returns boolean language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  return person is distinct from wall.person()
    and exists (
      select from public.agencies_engagement e
        join public.agencies_person p on p.id = e.person_id and p.is_active
        left join lateral wall.header(wanted, record) h on true
       where e.person_id = may_take.person
         and e.organisation_id = organisation
         and e.approved_at is not null and e.ended_at is null
         and e.from_on <= wall.today()
         and (e.to_on is null or e.to_on >= wall.today())
         and wall.covers(e.role, wanted)
         and e.clearance >= coalesce(h.sensitivity, 0))
    and not exists (
      select from public.access_exclusion x
       where x.record_id = record and x.ended_at is null
         and (x.person_id = may_take.person or x.organisation_id = organisation));
end $$;

-- Give one place to a colleague: a new place, or the stronger role on their own.
create or replace function wall.hand_over(
  place public.access_grant, person uuid, at timestamptz)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  own public.access_grant;
begin
  select * into own from public.access_grant g
   where g.record_id = place.record_id and g.person_id = hand_over.person
     and g.basis = 'team' and g.ended_at is null;
  if found then
    if (select count(*) from wall.team_right r where r.team_role = own.team_role)
       >= (select count(*) from wall.team_right r where r.team_role = place.team_role) then
      return;
    end if;
    update public.access_grant g set ended_at = at, ended_by = wall.person()
     where g.id = own.id;
  end if;
  insert into public.access_grant
    (id, domain, record_id, person_id, basis, team_role, categories, purposes,
     granted_by, reason, from_at)
  values
    (gen_random_uuid(), place.domain, place.record_id, person, 'team', place.team_role,
     place.categories, place.purposes, wall.person(), '', at);
end $$;

-- End an engagement. ``homes`` is a list of {grant, person}: who takes each place; no
-- person where the team goes on by itself.
create or replace function wall.leave_engagement(
  engagement uuid, homes jsonb, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  leaving public.agencies_engagement;
  place public.access_grant;
  home jsonb;
  taker uuid;
begin
  select * into leaving from public.agencies_engagement e where e.id = engagement;
  -- Nobody is let in, and no second leaver takes over from this one, meanwhile. In one
  -- order, so that two leavers who take over from each other do not wait for ever; where
  -- nobody takes a place, null is nobody's row.
  for taker in
    select distinct p from unnest(
      array(select (h->>'person')::uuid from jsonb_array_elements(homes) h)
      || leaving.person_id) p
     order by p
  loop
    if leaving.person_id = taker then
      perform from public.agencies_engagement e
        where e.person_id = taker order by e.id for no key update;
    else
      perform from public.agencies_engagement e
        where e.person_id = taker order by e.id for share;
    end if;
  end loop;
  leaving := wall.hold_engagement(engagement);
  if (leaving.approved_at is not null) is not true then
    perform wall.refuse('leave_engagement');
  end if;
  perform from public.access_grant g
    where g.basis = 'team' and g.ended_at is null
      and g.record_id in (select c.record from wall.caseload(engagement) c)
    order by g.id for update;
  for place in
    select g.* from public.access_grant g
      join wall.caseload(engagement) c on c.grant_id = g.id
     order by g.record_id
  loop
    select h into home from jsonb_array_elements(homes) h
     where (h->>'grant')::uuid = place.id;
    taker := (home->>'person')::uuid;
    if (home is not null
        and (taker is not null
             or wall.is_led_without(place.record_id, leaving.person_id))) is not true then
      raise exception 'a place has no home' using errcode = '23514',
        constraint = 'every_place_of_a_leaver_has_a_home', detail = place.id::text;
    end if;
    if taker is not null then
      if (taker is distinct from leaving.person_id
          and wall.may_take(taker, leaving.organisation_id, place.domain,
                            place.record_id)) is not true then
        raise exception 'a place was given to somebody who may not take it'
          using errcode = '23514', constraint = 'who_takes_a_place_may_take_it',
          detail = place.id::text;
      end if;
      perform wall.hand_over(place, taker, at);
    end if;
    update public.access_grant g set ended_at = at, ended_by = wall.person()
     where g.id = place.id;
  end loop;
  update public.agencies_engagement e
     set ended_at = at, ended_by_id = wall.person()
   where e.id = engagement;
  -- What let this person alone in beside teams ends with the last of their work on it.
  update public.access_grant g set ended_at = at, ended_by = wall.person()
   where g.person_id = leaving.person_id and g.basis <> 'team' and g.ended_at is null
     and not wall.works_on(g.person_id, g.domain);
end $$;
