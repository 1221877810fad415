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
