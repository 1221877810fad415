-- What phones send, for the field process, which reads no table: it has checked the
-- phone's signature, which PostgreSQL cannot, and the worker checks it again. Nothing is
-- refused for who sends it; what does not fit its own names is no submission.

-- Which device a public key is: its id says so, without any table.
create or replace function wall.device_of(key bytea)
returns uuid language sql immutable
return encode(substr(sha256(convert_to('unhidden device', 'UTF8') || '\x00'::bytea
                            || key), 1, 16), 'hex')::uuid;

-- Whether so many bytes more may come from a device: what it sent and was not applied yet
-- is counted, each part as 64 kB at least, so that there are never so many that counting
-- them keeps others waiting. Those that nobody knows have a small room each, and one
-- together; alarms and states of theirs have as much again.
create or replace function wall.has_landing_room(
  device uuid, is_known boolean, more bigint, is_urgent boolean)
returns boolean language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  own bigint;
  times bigint := case when is_urgent then 2 else 1 end;
begin
  with held as (
    select greatest(p.bytes, 65536)::bigint as bytes
      from public.field_part p
     where p.device_id = device and p.moved_at is null
       and not exists (select from public.field_submission s
                        where s.submission_id = p.submission_id and s.state = 'applied')
    union all
    select greatest(octet_length(s.header), 65536)::bigint
      from public.field_submission s
     where s.device_id = device and s.state <> 'applied')
  select coalesce(sum(h.bytes), 0) into own from held h;
  if is_known then
    return own + more <= times * 4294967296;
  end if;
  return own + more <= times * 67108864 and more + (
    select coalesce(sum(greatest(p.bytes, 65536)::bigint), 0) from public.field_part p
     where not p.is_known and p.moved_at is null
       and not exists (select from public.field_submission s
                        where s.submission_id = p.submission_id and s.state = 'applied')
  ) + (
    select coalesce(sum(greatest(octet_length(s.header), 65536)::bigint), 0)
      from public.field_submission s where not s.is_known and s.state <> 'applied'
  ) <= times * 1073741824;
end $$;

-- Keep one sealed part of a submission: 'kept', 'there' if it was, or 'later' where there
-- is no room for it now.
create or replace function wall.land_part(
  device uuid, key bytea, submission uuid, digest bytea, part bytea)
returns text language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  is_known boolean;
begin
  if (octet_length(key) = 32
      and device = wall.device_of(key)
      and submission is not null
      and octet_length(part) between 1 and 262400
      and sha256(part) = digest) is not true then
    perform wall.refuse('land_part');
  end if;
  if exists (select from public.field_part p
              where p.submission_id = submission and p.digest = land_part.digest) then
    return 'there';
  end if;
  is_known := exists (select from public.field_device d where d.id = device);
  if wall.has_landing_room(device, is_known, octet_length(part), false) is not true then
    return 'later';
  end if;
  insert into public.field_part
    (id, submission_id, digest, sealed, bytes, device_id, is_known, landed_at)
  values (gen_random_uuid(), submission, digest, part, octet_length(part), device,
          is_known, clock_timestamp())
  on conflict do nothing;
  return 'kept';
end $$;

-- The parts that a header names, in bytes, those that must be there before it lands, or
-- all: of a photo the pieces of its copy, and those of the original when they come.
create or replace function wall.named_parts(header jsonb, is_all boolean)
returns bytea[] language sql immutable
return array(
  select decode(p ->> 'sha256', 'hex') from jsonb_array_elements(header -> 'parts') p
   where is_all or (p ->> 'now')::boolean
  union all
  select decode(n.name, 'hex')
    from jsonb_array_elements(header -> 'photos') photo,
         unnest(case when is_all then '{copy,original}' else '{copy}' end::text[]) half,
         jsonb_array_elements_text(nullif(photo -> half, 'null') -> 'parts') n(name));

-- What a receipt tells of a submission: its place, when it landed, and which of its parts
-- are in.
create or replace function wall.landed_facts(landed public.field_submission)
returns jsonb language sql stable
set search_path = pg_catalog, pg_temp
return jsonb_build_object(
  'position', landed.position,
  'landed_at', to_char(landed.landed_at at time zone 'UTC',
                       'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'in', (select coalesce(jsonb_agg(encode(p.digest, 'hex') order by p.digest), '[]')
           from public.field_part p
          where p.submission_id = landed.submission_id
            and p.digest in (select unnest(wall.named_parts(
                  convert_from(landed.header, 'UTF8')::jsonb, true)))));

-- Take a signed header with the parts that came along: 'received', with what its receipt
-- tells; 'missing', with the parts that must come first, and nothing is taken; or
-- 'later'. The same header again is answered as at first; another one of the same
-- submission is taken beside it. Whoever forgets parts waits until this is over.
create or replace function wall.commit_landing(
  key bytea, header bytea, signature bytea, inline bytea[])
returns jsonb language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  h jsonb := convert_from(header, 'UTF8')::jsonb;
  device uuid := wall.device_of(key);
  whole bytea := sha256(header);
  sent uuid := (h ->> 'submission')::uuid;
  wanted bytea[];
  came bigint := (select coalesce(sum(octet_length(i)), 0) from unnest(inline) i);
  is_known boolean := exists (select from public.field_device d where d.id = device);
  found public.field_submission;
begin
  if (octet_length(key) = 32
      and octet_length(signature) = 64
      and octet_length(header) <= 131072
      and h ->> 'v' = '1'
      and (h ->> 'device')::uuid = device
      and sent is not null
      and jsonb_typeof(h -> 'parts') = 'array'
      and jsonb_typeof(h -> 'photos') = 'array'
      and not exists (select from jsonb_array_elements(h -> 'parts') p
                       where (length(p ->> 'sha256') = 64
                              and (p ->> 'now')::boolean is not null) is not true)
      and came <= 65536
      and not exists (select from unnest(inline) i
                       where (sha256(i) in (select unnest(wall.named_parts(h, true))))
                             is not true)
     ) is not true then
    perform wall.refuse('commit_landing');
  end if;
  select s.* into found from public.field_submission s
   where s.submission_id = sent and s.digest = whole;
  if found.id is not null then
    return wall.landed_facts(found) || '{"is": "received"}';
  end if;
  if wall.has_landing_room(device, is_known, came + octet_length(header),
                           h ->> 'kind' in ('alarm', 'state')) is not true then
    return '{"is": "later"}';
  end if;
  wanted := array(
    select w from unnest(wall.named_parts(h, false)) w
     where w not in (select sha256(i) from unnest(inline) i)
       and w not in (select p.digest from public.field_part p
                      where p.submission_id = sent for key share));
  if cardinality(wanted) > 0 then
    return jsonb_build_object('is', 'missing', 'missing',
      (select jsonb_agg(encode(w, 'hex')) from unnest(wanted) w));
  end if;
  insert into public.field_part
    (id, submission_id, digest, sealed, bytes, device_id, is_known, landed_at)
  select gen_random_uuid(), sent, sha256(i), i, octet_length(i), device, is_known,
         clock_timestamp()
    from unnest(inline) i
  on conflict do nothing;
  insert into public.field_submission
    (id, submission_id, digest, planned_named, device_id, device_key, author_id, kind,
     header, signature, is_known, landed_at, state, reason, tries)
  values (gen_random_uuid(), sent, whole, (h ->> 'planned')::uuid, device, key,
          (h ->> 'author')::uuid, h ->> 'kind', header, signature, is_known,
          date_trunc('milliseconds', clock_timestamp()), 'landed', '', 0)
  on conflict do nothing
  returning * into found;
  if found.id is null then
    -- The same came at the same moment, and has landed.
    return wall.commit_landing(key, header, signature, inline);
  end if;
  perform wall.note(
    'field.submission_landed', 'collection', 'field.landedsubmission', found.id, '',
    clock_timestamp(), null, jsonb_build_object('detail', jsonb_build_object(
      'submission', sent, 'digest', encode(whole, 'hex'), 'device', device,
      'kind', case found.kind when 'register' then 'account' else found.kind end)));
  return wall.landed_facts(found) || '{"is": "received"}';
end $$;

-- What came of what a device sent, its own alone: in the order in which it asks, 200 at
-- most. An alarm tells who received it, and when. What the device says that it still
-- holds is noted, of one that is known.
create or replace function wall.ask_receipts(
  device uuid, key bytea, asked jsonb, holds jsonb)
returns jsonb language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  shifts uuid[];
begin
  if (octet_length(key) = 32
      and device = wall.device_of(key)
      and jsonb_typeof(asked) = 'array'
      and jsonb_array_length(asked) <= 200
      and jsonb_typeof(holds -> 'shifts') = 'array'
      and (holds ->> 'waiting')::integer >= 0) is not true then
    perform wall.refuse('ask_receipts');
  end if;
  shifts := wall.words(holds -> 'shifts')::uuid[];
  update public.field_device d
     set last_asked_at = clock_timestamp(),
         waiting = (holds ->> 'waiting')::integer,
         empty_since = case when (holds ->> 'waiting')::integer = 0
                         then coalesce(d.empty_since, clock_timestamp()) end
   where d.id = device;
  -- What was taken a moment ago may not be told yet.
  update public.field_taking t
     set gone_at = clock_timestamp()
   where t.device_id = device and t.gone_at is null
     and t.taken_at < clock_timestamp() - interval '10 minutes'
     and t.shift_id <> all(shifts);
  return jsonb_build_object('told', (
    select coalesce(jsonb_agg(jsonb_build_object(
             'submission', a.one ->> 'submission', 'digest', a.one ->> 'digest')
             || case when s.id is null then '{"is": "unknown"}'::jsonb
                  else wall.landed_facts(s) || jsonb_build_object(
                    'is', 'received', 'work', s.state, 'reason', s.reason,
                    'alarm', (select jsonb_build_object('seen_at',
                                       extract(epoch from r.entered_at) * 1000,
                                       'seen_by', p.name)
                                from public.operations_boardentry r
                                join public.agencies_person p on p.id = r.entered_by_id
                               where r.about_id = s.id and r.what = 'received'
                                 and s.kind = 'alarm')) end
             order by a.place), '[]')
      from jsonb_array_elements(asked) with ordinality a(one, place)
      left join public.field_submission s
             on s.submission_id = (a.one ->> 'submission')::uuid
            and s.digest = decode(a.one ->> 'digest', 'hex')
            and s.device_id = ask_receipts.device));
end $$;

-- Whether somebody may see that a submission landed: who plans, or leads safeguarding,
-- where its device is of their organisation, or the operation that it names.
create or replace function wall.sees_landing(device uuid, planned uuid)
returns boolean language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return wall.purpose() = 'operation_delivery'
    and wall.meets('safeguarding_plan', '{read}')
    and (exists (select from public.field_device d
                  where d.id = device and d.organisation_id = wall.organisation())
         or exists (select from public.operations_plannedvisit p
                      join public.operations_operation o on o.id = p.operation_id
                     where p.id = planned and o.lead_id = wall.organisation()));
end $$;

-- Have a submission tried again, by somebody who sees it: its device is known by now, or
-- the program was mended.
create or replace function wall.try_landed_again(row_id uuid, at timestamptz)
returns void language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  waits public.field_submission;
begin
  select s.* into waits from public.field_submission s
   where s.id = row_id and s.state = 'waits' and s.kind <> 'register'
     for no key update;
  -- What is not there is of no phone and no visit: nobody sees it.
  if wall.sees_landing(waits.device_id, waits.planned_named) is not true then
    perform wall.refuse('try_landed_again');
  end if;
  update public.field_submission s
     set state = 'landed', reason = '', tries = 0,
         next_try_at = least(at, clock_timestamp())
   where s.id = row_id;
end $$;

-- What a receipt was given for stays as it came, whoever changes the row.
create or replace function public.field_submission_is_final()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  if (new.submission_id, new.digest, new.device_id, new.device_key, new.kind, new.header,
      new.signature, new.position, new.landed_at)
     is distinct from
     (old.submission_id, old.digest, old.device_id, old.device_key, old.kind, old.header,
      old.signature, old.position, old.landed_at) then
    raise exception 'what a phone sent is never changed';
  end if;
  return new;
end
$$;

-- Since when what a phone sent waits to be applied, for who watches the installation.
create or replace function wall.unapplied_since()
returns timestamptz language sql stable
set search_path = pg_catalog, pg_temp
return (select min(s.landed_at) from public.field_submission s where s.state = 'landed');

-- For the worker: forget parts of which nothing came in 60 days. Who commits meanwhile
-- waits, or is waited for: no receipt names a part that is just forgotten.
create or replace function wall.forget_parts(at timestamptz)
returns integer language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  gone integer;
begin
  lock table public.field_part in exclusive mode;
  delete from public.field_part p
   where p.landed_at < least(at, clock_timestamp()) - interval '60 days'
     and not exists (select from public.field_submission s
                      where s.submission_id = p.submission_id);
  get diagnostics gone = row_count;
  return gone;
end $$;
