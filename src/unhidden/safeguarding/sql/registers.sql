-- Registers of places of safety: who keeps one, what phones wrote in it, and the one
-- figure that leaves it.

-- The registers that whoever asks keeps, at support work for the organisation whose they
-- are: of one without any keeper yet, who opened it.
create or replace function wall.kept_registers()
returns uuid[] language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
as $$
begin
  if (wall.purpose() = 'safeguarding_support') is not true then
    return '{}';
  end if;
  return array(
    select r.id from public.safeguarding_safetyregister r
     where r.organisation_id = wall.organisation()
       and (exists (select from public.safeguarding_registerkeeper k
                     where k.register_id = r.id and k.person_id = wall.person()
                       and k.ended_at is null)
            or r.opened_by_id = wall.person() and not exists (
                 select from public.safeguarding_registerkeeper k
                  where k.register_id = r.id)));
end $$;

-- Keep what a phone wrote, for who keeps the register or kept it: the phone's owner is who
-- wrote it, whoever its header names. What the books say against it is kept with it. What
-- is sealed to other keys, or is of nobody who ever kept it, stays where it landed.
create or replace function wall.keep_register_entries(
  s public.field_submission, register uuid, entries jsonb, doubts text[], at timestamptz)
returns text language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  told jsonb;
  team uuid := (select r.team_id from public.safeguarding_safetyregister r
                 where r.id = register);
  writer uuid := (select d.person_id from public.field_device d where d.id = s.device_id);
  chosen uuid;
  place uuid;
  sealed bytea;
  why text := '';
begin
  if (exists (select from public.safeguarding_registerkeeper k
               where k.register_id = register and k.person_id = writer)) is not true then
    return 'about_unknown';
  end if;
  if (exists (select from public.safeguarding_registerkeeper k
               where k.register_id = register and k.person_id = writer
                 and k.ended_at is null)) is not true then
    doubts := doubts || 'keeper_ended'::text;
  end if;
  for told in select jsonb_array_elements(entries) loop
    chosen := (told ->> 'id')::uuid;
    sealed := (select p.sealed from public.field_part p
                where p.submission_id = s.submission_id
                  and p.digest = decode(told ->> 'part', 'hex'));
    continue when exists (
      select from public.safeguarding_registerentry e
       where e.register_id = register and e.content_sealed = sealed);
    place := case when exists (select from public.safeguarding_registerentry e
                                where e.id = chosen)
                  then md5(s.id::text || '/' || chosen)::uuid else chosen end;
    if (sealed is not null and (told ->> 'team')::uuid = team
        and wall.keep_landed_key(
          place, 'safeguarding_registerentry.content_sealed', told, at)) is not true then
      why := 'sealed_elsewhere';
      continue;
    end if;
    insert into public.safeguarding_registerentry
      (id, register_id, sealed_as, content_sealed, written_by_id, written_at, is_by_phone,
       doubts)
    values (place, register, chosen, sealed, writer, s.landed_at, true, doubts);
    perform wall.note(
      'safeguarding.register_entry_landed', 'collection', 'safeguarding.safetyregister',
      register, '', at, null, '{}');
  end loop;
  return why;
end $$;

-- The register that a submission names, in letters; nothing where it names none.
create or replace function wall.register_named(s public.field_submission)
returns text language sql stable
set search_path = pg_catalog, pg_temp
return convert_from(s.header, 'UTF8')::jsonb ->> 'about';

-- Whether the owner of its phone came to keep the register that a submission names.
create or replace function wall.may_keep_entries(s public.field_submission)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.safeguarding_registerkeeper k
    join public.field_device d on d.person_id = k.person_id
   where d.id = s.device_id and k.register_id::text = wall.register_named(s));

-- What phones sent for registers that whoever asks keeps, and waits. Without a register
-- where it came from a phone of their organisation and names none of that: a colleague's
-- register that they do not keep is told in no way.
create or replace function wall.unkept_submissions()
returns table(row_id uuid, register_id uuid, reason text, landed_at timestamptz)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  kept uuid[] := wall.kept_registers();
  own uuid := wall.organisation();
begin
  if cardinality(kept) = 0 then
    return;
  end if;
  return query
    select s.id, r.id, s.reason::text, s.landed_at
      from public.field_submission s
      left join public.safeguarding_safetyregister r
        on r.id::text = wall.register_named(s) and r.organisation_id = own
     where s.kind = 'register' and s.state = 'waits'
       and (r.id = any(kept)
            or r.id is null and exists (
              select from public.field_device d
               where d.id = s.device_id and d.organisation_id = own));
end $$;

-- How many wait, why, and since when: never of whom, from which phone, or what they say.
create or replace function wall.entries_that_wait()
returns table(register_id uuid, reason text, entries bigint, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
begin atomic
  select u.register_id, u.reason, count(*), min(u.landed_at)
    from wall.unkept_submissions() u
   group by u.register_id, u.reason;
end;

-- Have those of one register tried again, or those that name none; gives how many. What
-- the worker keeps at this very moment is kept once, although it comes again.
create or replace function wall.try_entries_again(register uuid, at timestamptz)
returns integer language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  begun integer;
begin
  update public.field_submission s
     set state = 'landed', reason = '', tries = 0,
         next_try_at = least(try_entries_again.at, clock_timestamp())
   where s.id in (
     select u.row_id from wall.unkept_submissions() u
      where u.register_id is not distinct from register);
  get diagnostics begun = row_count;
  return begun;
end $$;

-- Data keys may land for entries of registers as well.
create or replace function wall.is_landing_slot(slot text)
returns boolean language sql immutable
set search_path = pg_catalog, pg_temp
return starts_with(slot, 'field_')
  or slot = 'safeguarding_registerentry.content_sealed';

-- How many people the registers of an operation's organisations took in, as it was told
-- after each evening's conference: for who plans it, or leads safeguarding, and meets it.
-- Null below five; and from then on it moves by five or more, so that nobody learns of
-- one to four who came between two readings. It names no register, no day and no place.
create or replace function wall.told_by_registers(operation uuid)
returns integer language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  shown integer := 0;
  total integer;
begin
  if (wall.meets('possible_victims', '{read}')
      and wall.may('operation', operation, 'read')) is not true then
    return null;
  end if;
  for total in
    with held as (
      select d.register_id, d.day, d.people
        from public.safeguarding_registerday d
        join public.safeguarding_safetyregister r on r.id = d.register_id
        join public.operations_operation o on o.id = told_by_registers.operation
       where r.night between o.starts_on and o.ends_on
         and (r.organisation_id = o.lead_id or exists (
               select from public.operations_partner p
                where p.operation_id = o.id and p.organisation_id = r.organisation_id)))
    select (select sum(l.people)
              from (select distinct on (h.register_id) h.people
                      from held h where h.day <= days.day
                     order by h.register_id, h.day desc) l)
      from (select distinct h.day from held h) days
     order by days.day
  loop
    if abs(total - shown) >= 5 then
      shown := total;
    end if;
  end loop;
  return nullif(shown, 0);
end $$;
