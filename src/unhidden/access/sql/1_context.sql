-- The signed context: who is asking, for what, in this transaction only.
-- Everything here is read by row policies, always as (select wall.…()), so that it is
-- worked out once a statement. None is marked fit for parallel plans: a page's statements
-- are small, and starting a helper process for one takes longer than the statement.
-- docs/decisions tells why it is signed as it is.

create table if not exists wall.context_key (
  is_it boolean primary key default true check (is_it),
  inner_block bytea not null,
  outer_block bytea not null
);

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

-- HMAC-SHA256 (RFC 2104) with the two keyed blocks made beforehand.
create or replace function wall.hmac(inner_block bytea, outer_block bytea, message bytea)
returns text language sql immutable strict parallel safe
return encode(sha256(outer_block || sha256(inner_block || message)), 'hex');

create or replace function wall.mac(message text)
returns text language sql stable security definer parallel safe
set search_path = pg_catalog, pg_temp
return (
  select wall.hmac(k.inner_block, k.outer_block, convert_to(message, 'UTF8'))
    from wall.context_key k
);

-- The day in London by the database's own clock: no program's clock decides.
create or replace function wall.today()
returns date language sql stable
return (clock_timestamp() at time zone 'Europe/London')::date;

-- What a token must carry to be good in this transaction, and in no other.
create or replace function wall.challenge()
returns text language sql stable
return pg_backend_pid() || ':' || extract(epoch from now());

create or replace function wall.refuse(why text)
returns void language plpgsql
as $$
begin
  raise exception 'context refused: %', why using errcode = '42501';
end $$;

-- token: person|engagement|purpose|expiry and last proof of who it is, both in epoch
-- seconds|challenge|mac.
-- A token of the system, which sets up people and organisations, has no person.
create or replace function wall.enter(token text)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  parts text[] := string_to_array(token, '|');
  known record;
  body text;
begin
  perform set_config('unhidden.context', '', true);
  perform set_config('unhidden.opening', '', true);
  perform set_config('unhidden.looked_at', '', true);
  if cardinality(parts) is distinct from 7 then
    perform wall.refuse('malformed');
  end if;
  if wall.mac(array_to_string(parts[1:6], '|')) is distinct from parts[7] then
    perform wall.refuse('signature');
  end if;
  if parts[6] is distinct from wall.challenge() then
    perform wall.refuse('another transaction');
  end if;
  if clock_timestamp() >= to_timestamp(parts[4]::double precision) then
    perform wall.refuse('expired');
  end if;
  if parts[1] = 'system' then
    select null::uuid as organisation_id, 'system'::text as role, 0 as clearance,
           ''::text as domains, ''::text as organisation, ''::text as oversees,
           ''::text as emergencies
      into known;
  else
    select e.organisation_id, e.role::text, e.clearance::integer,
           r.domains, r.organisation, r.oversees, r.emergencies
      into known
      from public.agencies_engagement e
      join public.agencies_person p on p.id = e.person_id and p.is_active
      join wall.role_right r on r.role = e.role and r.purpose = parts[3]
     where e.id = parts[2]::uuid
       and e.person_id = parts[1]::uuid
       and e.approved_at is not null
       and e.ended_at is null
       and e.from_on <= wall.today()
       and (e.to_on is null or e.to_on >= wall.today());
    if not found then
      perform wall.refuse('engagement');
    end if;
  end if;
  -- A proof from the future is a wrong clock's: it proves nothing.
  if to_timestamp(parts[5]::double precision) > clock_timestamp() + interval '1 minute' then
    parts[5] := '0';
  end if;
  body := concat_ws('|', parts[1], parts[2], coalesce(known.organisation_id::text, ''),
    known.role, parts[3], known.clearance::text, parts[4], parts[6],
    known.domains, known.organisation, known.oversees, known.emergencies, parts[5]);
  perform set_config('unhidden.context', wall.mac(body) || '|' || body, true);
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
-- 12 domains of emergency access, 13 last proof of who it is.
-- Null without a context; a forged, moved or expired one is refused. No definer: it is
-- called by definers alone, and once for each that a statement asks.
create or replace function wall.claims()
returns text[] language plpgsql stable security invoker
as $$
declare
  held text := current_setting('unhidden.context', true);
  body text := substr(held, 66);
  inner_block bytea;
  outer_block bytea;
  parts text[];
begin
  if held is null or held = '' then
    return null;
  end if;
  select k.inner_block, k.outer_block into inner_block, outer_block
    from wall.context_key k;
  -- As wall.mac does it, without the cost of another call.
  if encode(sha256(outer_block || sha256(inner_block || convert_to(body, 'UTF8'))), 'hex')
     is distinct from left(held, 64) then
    raise exception 'context refused: signature' using errcode = '42501';
  end if;
  parts := string_to_array(body, '|');
  if parts[8] <> pg_backend_pid() || ':' || extract(epoch from now())
     or clock_timestamp() >= to_timestamp(parts[7]::double precision) then
    raise exception 'context refused: expired' using errcode = '42501';
  end if;
  return parts;
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

-- The record that this transaction is making, until its team is there.
create or replace function wall.opening(wanted text)
returns uuid language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held text := current_setting('unhidden.opening', true);
  parts text[];
begin
  if held is null or held = '' then
    return null;
  end if;
  parts := string_to_array(held, '|');
  if wall.mac(array_to_string(parts[1:4], '|')) is distinct from parts[5]
     or parts[4] <> wall.challenge()
     or parts[3] is distinct from (wall.claims())[1] then
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
  if me is null or not wanted = any(string_to_array(me[9], ',')) then
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
  if held is not null and held <> '' then
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
  if me is null or not wanted = any(string_to_array(me[9], ',')) then
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
  if me is null or not wanted = any(string_to_array(me[9], ',')) then
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
