-- The signed context: who is asking, for what, in this transaction only.
-- Everything here is read by row policies, always as (select wall.…()), so that it is
-- worked out once a statement. None is marked fit for parallel plans: a page's statements
-- are small, and starting a helper process for one takes longer than the statement.
-- docs/decisions tells why it is signed as it is.

-- What may be named where a domain is asked; nothing else is ever signed as one.
create table if not exists wall.domain (name text primary key);

create table if not exists wall.role_right (
  role text not null,
  purpose text not null,
  domains text not null,
  organisation text not null,
  oversees text not null,
  emergencies text not null,
  primary key (role, purpose)
);
alter table wall.role_right add column if not exists reviews text not null default '';

create table if not exists wall.team_right (
  team_role text not null,
  action text not null,
  primary key (team_role, action)
);

-- The engagement that a token names, if it is good today, and what it is worth.
create or replace function wall.engaged(parts text[])
returns table(organisation_id uuid, role text, clearance integer, domains text,
              organisation text, oversees text, emergencies text)
language plpgsql stable
as $$
begin
  return query
    select e.organisation_id, e.role::text, e.clearance::integer,
           r.domains, r.organisation, r.oversees, r.emergencies
      from public.agencies_engagement e
      join public.agencies_person p on p.id = e.person_id and p.is_active
      join wall.role_right r on r.role = e.role and r.purpose = parts[3]
     where e.id = parts[2]::uuid
       and e.person_id = parts[1]::uuid
       and e.approved_at is not null
       and e.ended_at is null
       and e.from_on <= wall.today()
       and (e.to_on is null or e.to_on >= wall.today());
end $$;

-- token, system: person, engagement, purpose, expiry and last proof of who it is, both in
-- epoch seconds, nonce, challenge. The system's, which sets up people and organisations,
-- has no person, and is signed with a key that no site is given.
create or replace function wall.enter(token text)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  is_system boolean := coalesce(split_part(token, '|', 2) = 'unhidden system 2', false);
  parts text[];
  known record;
begin
  perform wall.leave();
  parts := wall.unpacked(case when is_system then 'system' else 'token' end, token);
  if (parts[7] = wall.challenge()) is not true then
    perform wall.refuse('another transaction');
  end if;
  if (to_timestamp(parts[4]::double precision) between clock_timestamp()
      and clock_timestamp() + interval '60 seconds') is not true then
    perform wall.refuse('expired');
  end if;
  if is_system then
    select null::uuid as organisation_id, 'system'::text as role, 0 as clearance,
           ''::text as domains, ''::text as organisation, ''::text as oversees,
           ''::text as emergencies
      into known;
  else
    select * into known from wall.engaged(parts);
    if found is not true then
      perform wall.refuse('engagement');
    end if;
  end if;
  -- A proof from the future is a wrong clock's: it proves nothing.
  if to_timestamp(parts[5]::double precision) > clock_timestamp() + interval '1 minute' then
    parts[5] := '0';
  end if;
  perform set_config('unhidden.context', wall.packed('context', array[
    case when is_system then 'system' else parts[1] end, parts[2],
    coalesce(known.organisation_id::text, ''), known.role, parts[3],
    known.clearance::text, parts[4], parts[7], known.domains, known.organisation,
    known.oversees, known.emergencies, parts[5], parts[6]]), true);
end $$;

create or replace function wall.leave()
returns void language sql
begin atomic
  select set_config('unhidden.context', '', true);
  select set_config('unhidden.opening', '', true);
  select set_config('unhidden.looked_at', '', true);
end;

-- 1 person, 2 engagement, 3 organisation, 4 role, 5 purpose, 6 clearance, 7 expiry,
-- 8 challenge, 9 domains, 10 domain:action of the organisation's records, 11 overseen,
-- 12 domains of emergency access, 13 last proof of who it is, 14 nonce.
-- Null without a context; a forged, moved or expired one is refused. No definer: it is
-- called by definers alone, and once for each that a statement asks.
create or replace function wall.claims()
returns text[] language plpgsql stable security invoker
as $$
declare
  held text := current_setting('unhidden.context', true);
  inner_block bytea;
  outer_block bytea;
  found text[];
begin
  if held is null or held = '' then
    return null;
  end if;
  select k.inner_block, k.outer_block into inner_block, outer_block
    from wall.signing_key k where k.kind = 'context';
  found := string_to_array(held, '|');
  -- As wall.unpacked does it, without the cost of other calls; wall.packed alone signs a
  -- context, and wrote its lengths.
  if (encode(sha256(outer_block || sha256(inner_block
        || convert_to(substr(held, 66), 'UTF8'))), 'hex') = found[1]
      and found[2] = 'unhidden context 2'
      and cardinality(found) = 17) is not true then
    raise exception 'context refused: signature' using errcode = '42501';
  end if;
  if (found[11] = pg_backend_pid() || ':' || extract(epoch from pg_postmaster_start_time())
        || ':' || extract(epoch from now())
      and clock_timestamp() < to_timestamp(found[10]::double precision)) is not true then
    raise exception 'context refused: expired' using errcode = '42501';
  end if;
  return found[4:];
end $$;

create or replace function wall.is_signed()
returns boolean language sql stable security definer
set search_path = pg_catalog, pg_temp
return wall.claims() is not null;

create or replace function wall.person()
returns uuid language sql stable security definer
set search_path = pg_catalog, pg_temp
return nullif((wall.claims())[1], 'system')::uuid;

create or replace function wall.organisation()
returns uuid language sql stable security definer
set search_path = pg_catalog, pg_temp
return nullif((wall.claims())[3], '')::uuid;

create or replace function wall.purpose()
returns text language sql stable security definer
set search_path = pg_catalog, pg_temp
return (wall.claims())[5];

create or replace function wall.clearance()
returns integer language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (wall.claims())[6]::integer;
end $$;

-- The record that this transaction is making, until its team is there: domain, record,
-- person and nonce of the context that began it, challenge.
create or replace function wall.opening(wanted text)
returns uuid language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held text := current_setting('unhidden.opening', true);
  me text[];
  parts text[];
begin
  if held is null or held = '' then
    return null;
  end if;
  me := wall.claims();
  parts := wall.unpacked('opening', held);
  if (parts[3] = me[1] and parts[4] = me[14] and parts[5] = wall.challenge()) is not true then
    raise exception 'context refused: opening' using errcode = '42501';
  end if;
  return case when parts[1] = wanted then parts[2]::uuid end;
end $$;

-- The one record that this statement reads. It opens nothing; what an emergency opened
-- is met only so, and stands in no list and no search.
create or replace function wall.looked_at()
returns uuid language sql stable
return nullif(current_setting('unhidden.looked_at', true), '')::uuid;

-- The records that whoever these claims are of must not see, whatever lets them in. For
-- the functions of this file, which have verified them.
create or replace function wall.closed_to(me text[])
returns uuid[] language plpgsql stable
as $$
begin
  return (
    select coalesce(array_agg(x.record_id), '{}')
      from public.access_exclusion x
     where x.ended_at is null
       and (x.person_id = nullif(me[1], 'system')::uuid
            or x.organisation_id = nullif(me[3], '')::uuid)
  );
end $$;

-- The records of a domain that an open grant lets this person do the action to, as far
-- as data of the category goes, and that they are not kept out of. Without the
-- operational data nothing is shared at all.
drop function if exists wall.view(text, text) cascade;
create or replace function wall.view(
  wanted text, action text, category text default 'operational')
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  held text := current_setting('unhidden.opening', true);
  closed uuid[];
  found uuid[];
begin
  if (wanted = any(string_to_array(me[9], ','))) is not true then
    found := '{}';
  else
    closed := wall.closed_to(me);
    select coalesce(array_agg(g.record_id), '{}') into found
      from (
        select t.record_id, t.domain, t.basis, t.team_role, t.categories, t.purposes,
               t.until_at
          from public.access_grant t
         where t.person_id = me[1]::uuid and t.ended_at is null
        union all
        select t.record_id, t.domain, t.basis, t.team_role, t.categories, t.purposes,
               t.until_at
          from public.access_grant t
         where t.organisation_id = nullif(me[3], '')::uuid and t.ended_at is null
      ) g
     where g.domain = wanted
       and g.record_id <> all(closed)
       and (g.purposes = '{}' or me[5] = any(g.purposes))
       and (g.until_at is null or g.until_at > clock_timestamp())
       and (g.basis <> 'break_glass' or g.record_id = wall.looked_at())
       and case when g.basis = 'team'
             then exists (select from wall.team_right r
                           where r.team_role = g.team_role and r.action = view.action)
             else view.action = 'read'
                  and array['operational', view.category] <@ g.categories::text[] end;
  end if;
  if (held = '') is false then
    found := array_append(found, wall.opening(wanted));
  end if;
  return found;
end $$;

-- Organisations whose records of a domain come into view without being on a team.
create or replace function wall.organisations(wanted text, action text)
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
begin
  if (wanted = any(string_to_array(me[9], ','))) is not true then
    return '{}';
  end if;
  if action = 'read' and wanted = any(string_to_array(me[11], ',')) then
    return (select array_agg(o.id) from public.agencies_organisation o);
  end if;
  if wanted || ':' || action = any(string_to_array(me[10], ',')) then
    return array[me[3]::uuid];
  end if;
  return '{}';
end $$;

-- The records that this person must not see, whatever lets them in.
create or replace function wall.excluded()
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return wall.closed_to(wall.claims());
end $$;

drop function if exists wall.withheld(text, text) cascade;

-- Whether this domain's records, or what was worked out from them, come into view.
create or replace function wall.meets(wanted text, actions text[])
returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
begin
  if (wanted = any(string_to_array(me[9], ','))) is not true then
    return false;
  end if;
  return ('read' = any(actions) and wanted = any(string_to_array(me[11], ',')))
    or exists (select from unnest(actions) a
                where wanted || ':' || a = any(string_to_array(me[10], ',')));
end $$;

-- Records of any domain of this purpose that somebody let this person in to.
create or replace function wall.met()
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  closed uuid[] := wall.closed_to(me);
begin
  return (
    select coalesce(array_agg(t.record_id), '{}')
      from public.access_grant t
     where t.ended_at is null
       and (t.until_at is null or t.until_at > clock_timestamp())
       and (t.person_id = nullif(me[1], 'system')::uuid
            or t.organisation_id = nullif(me[3], '')::uuid)
       and t.domain = any(string_to_array(me[9], ','))
       and (t.purposes = '{}' or me[5] = any(t.purposes))
       and (t.basis <> 'break_glass' or t.record_id = wall.looked_at())
       and t.record_id <> all(closed)
  );
end $$;

-- Those of them whose team this person decides, and their organisation's own that
-- somebody is kept out of.
create or replace function wall.managed()
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  closed uuid[] := wall.closed_to(me);
begin
  return (
    select coalesce(array_agg(t.record_id), '{}')
      from public.access_grant t
      join wall.team_right r on r.team_role = t.team_role and r.action = 'manage'
     where t.ended_at is null
       and t.basis = 'team'
       and t.person_id = nullif(me[1], 'system')::uuid
       and t.domain = any(string_to_array(me[9], ','))
       and t.record_id <> all(closed)
  ) || (
    select coalesce(array_agg(x.record_id), '{}')
      from public.access_exclusion x
      cross join lateral wall.header(x.domain, x.record_id) h
     where x.ended_at is null
       and x.domain || ':manage' = any(string_to_array(me[10], ','))
       and h.organisation_id = nullif(me[3], '')::uuid and not h.is_restricted
       and x.record_id <> all(closed)
  );
end $$;
