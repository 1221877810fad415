-- The keys of the landing, for the worker, which makes them and reads no table of them.

-- Add the key pair of a week. It is made two weeks before its first day, so that backups
-- of the days between hold it before any phone seals to it; but for the very first, while
-- there is none to seal to. A week that has one keeps it. Gives whether it was added.
create or replace function wall.add_landing_key(
  id uuid, public_key bytea, closed bytea, from_on date, at timestamptz)
returns boolean language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  moment timestamptz := least(at, clock_timestamp());
begin
  if (octet_length(public_key) = 32
      and octet_length(closed) = 72
      and id = encode(substr(sha256(public_key), 1, 16), 'hex')::uuid
      and extract(isodow from from_on) = 1) is not true then
    perform wall.refuse('add_landing_key');
  end if;
  if from_on < wall.today() + 14 and exists (
       select from public.field_landingkey k
        where k.closed is not null and k.until_on >= wall.today()) then
    return false;
  end if;
  insert into public.field_landingkey as k
    (id, public_key, closed, from_on, until_on, made_at)
  values (add_landing_key.id, add_landing_key.public_key, add_landing_key.closed,
          add_landing_key.from_on, add_landing_key.from_on + 6, moment)
  on conflict do nothing;
  return found;
end $$;

-- Take away the private halves that no phone needs any more: 90 days after the week, if
-- all that took the key said after it that they have nothing waiting, or were handed
-- back, and nothing that waits was sealed to it; and in any case after two years. A phone
-- that was lost keeps its keys until then. What phones seal to stays, however old, while
-- no later key has begun. Gives how many.
create or replace function wall.end_landing_keys(at timestamptz)
returns integer language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  moment timestamptz := least(at, clock_timestamp());
  today date := (moment at time zone 'Europe/London')::date;
  gone integer;
begin
  update public.field_landingkey k
     set closed = null, gone_at = moment
   where k.closed is not null
     and exists (select from public.field_landingkey n
                  where n.from_on > k.from_on and n.from_on <= today
                    and n.closed is not null)
     and (k.until_on + interval '2 years' < today
          or (k.until_on + 90 < today
              and not exists (
                select from public.field_taking t
                  join public.field_device d on d.id = t.device_id
                 where t.landing_key_id = k.id
                   and d.ended_at is null
                   and (d.lost_at is not null
                        or (d.empty_since at time zone 'Europe/London')::date > k.until_on
                           is not true))
              and not exists (
                select from public.field_submission s
                 where s.state <> 'applied'
                   and convert_from(s.header, 'UTF8')::jsonb ->> 'landing_key'
                       = k.id::text)));
  get diagnostics gone = row_count;
  return gone;
end $$;

-- Keep the public half of the key that receipts are signed with, from when it was known:
-- receipts of an earlier one are still checked by it.
create or replace function wall.note_receipt_key(public_key bytea, at timestamptz)
returns void language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (octet_length(public_key) = 32) is not true then
    perform wall.refuse('note_receipt_key');
  end if;
  insert into public.field_receiptkey (id, name, public_key, since)
  values (gen_random_uuid(), substr(encode(sha256(public_key), 'hex'), 1, 16),
          public_key, least(at, clock_timestamp()))
  on conflict do nothing;
end $$;

-- At how many organisations somebody leads safeguarding, and no team of keys beside the
-- organisation's own, that was signed for, has one of them in it; while phones go out.
create or replace function wall.leads_without_keys()
returns bigint language sql stable
set search_path = pg_catalog, pg_temp
return (
  select count(distinct e.organisation_id) from public.agencies_engagement e
   where e.role = 'safeguarding_lead' and e.approved_at is not null and e.ended_at is null
     and exists (select from public.field_device d
                  where d.approved_at is not null and d.lost_at is null
                    and d.ended_at is null)
     and not exists (
       select from public.vault_team t
         join public.vault_link l on l.team_id = t.id
         join public.vault_membership m on m.team_id = t.id and m.ended_at is null
         join public.agencies_engagement o
           on o.person_id = m.member_id and o.organisation_id = e.organisation_id
              and o.role = e.role and o.approved_at is not null and o.ended_at is null
        where t.organisation_id = e.organisation_id and t.id <> t.organisation_id));
