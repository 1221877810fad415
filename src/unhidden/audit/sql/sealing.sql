-- Sealing what was added: docs/decisions/merkle-checkpoints.md.

-- A moment as it stands in the record: always as wide, whatever the session's zone.
create or replace function wall.moment(at timestamptz)
returns text language sql stable parallel safe
set search_path = pg_catalog, pg_temp
return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- An event as one line of text: what is hashed, sealed and exported. It begins with
-- when it was recorded, so that the order of lines is that of time; what is empty is
-- left out.
create or replace function wall.line(e public.audit_event)
returns text language sql stable parallel safe
set search_path = pg_catalog, pg_temp
return wall.moment(e.recorded_at) || ' ' || (jsonb_strip_nulls(jsonb_build_object(
  'id', e.id, 'at', wall.moment(e.at), 'name', e.name, 'verb', e.verb,
  'refused', nullif(e.is_refused, false), 'subject', e.subject_id,
  'kind', e.subject_kind, 'person', e.person_id, 'organisation', e.organisation_id,
  'engagement', e.engagement_id, 'role', nullif(e.role, ''),
  'purpose', nullif(e.purpose, ''), 'basis', nullif(e.basis, ''),
  'process', e.process, 'justification', nullif(e.justification, ''),
  'recipients', nullif(e.recipients, '{}'), 'shown', nullif(e.shown, '{}'),
  'categories', nullif(e.categories, '{}'), 'query_hash', nullif(e.query_hash, ''),
  'request', e.request_id)) || jsonb_build_object('detail', e.detail))::text;

-- Give at most so many waiting events their places in the next checkpoint. Two
-- sealers go one after the other; whoever adds events waits for neither. What waits
-- for an event that is gone, waits on as a witness. Events of the public have a
-- checkpoint of their own, of_days, when their day is over: all lines of a day begin
-- alike, so that their random ids decide the order.
create or replace function wall.take_waiting(most integer, of_days boolean)
returns table(hash bytea, recorded_at text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  next integer;
begin
  perform wall.take_turn('sealing');
  select coalesce(max(c.number), 0) + 1 into next from public.audit_checkpoint c;
  return query
    with taken as (
      delete from public.audit_waiting w
       using (select o.event_id from public.audit_waiting o
               where case when of_days then o.held_until <= clock_timestamp()
                          else o.held_until is null end
               order by case when of_days then o.event_id end limit most) o,
             public.audit_event e
       where w.event_id = o.event_id
         and e.id = w.event_id and e.recorded_at = w.recorded_at
      returning e.id, e.recorded_at, wall.line(e) as line
    ), leaves as (
      insert into public.audit_leaf (event_id, checkpoint, position, hash)
      select l.id, next, row_number() over (order by l.line collate "C") - 1,
             sha256('\x00'::bytea || convert_to(l.line, 'UTF8'))
        from taken l
      returning event_id, position, audit_leaf.hash
    )
    select f.hash, wall.moment(l.recorded_at)
      from leaves f join taken l on l.id = f.event_id order by f.position;
end $$;

-- Close the checkpoint whose places were given in this transaction.
create or replace function wall.close_checkpoint(
  statement text, signature bytea, public_key bytea)
returns void language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into public.audit_checkpoint (number, statement, signature, public_key)
  values ((select coalesce(max(c.number), 0) + 1 from public.audit_checkpoint c),
          close_checkpoint.statement, close_checkpoint.signature,
          close_checkpoint.public_key);
$$;

-- How sealing stands: events that could be sealed now, since when, and until when
-- months are made.
create or replace function wall.sealing()
returns table(waiting bigint, since timestamptz, lasts_until timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select count(*), min(coalesce(w.held_until, w.recorded_at)), (
    select (to_date(max(right(c.relname, 7)), 'YYYY_MM') + interval '1 month')
             at time zone 'UTC'
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'audit' and c.relkind = 'r' and c.relname like 'event\_2%')
    from public.audit_waiting w
   where w.held_until is null or w.held_until <= clock_timestamp();
$$;

-- Make the tables of this month and of so many to come; gives how many are new. It
-- runs as the owner of the tables, and can do nothing else. A month of which events
-- lie in the rest already stays there.
create or replace function wall.make_months(ahead integer)
returns integer language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  first date := date_trunc('month', now() at time zone 'UTC');
  month date;
  name text;
  made integer := 0;
begin
  for i in 0..least(ahead, 24) loop
    month := first + make_interval(months => i);
    name := to_char(month, '"event_"YYYY_MM');
    continue when to_regclass('audit.' || name) is not null;
    begin
      execute format('create table audit.%I (like public.audit_event including all)', name);
      execute format('alter table audit.%I enable row level security', name);
      execute format('alter table audit.%I force row level security', name);
      execute format('create trigger audit_event_is_not_emptied before truncate on'
        ' audit.%I execute function public.audit_event_is_final()', name);
      execute format('alter table public.audit_event attach partition audit.%I'
        ' for values from (%L) to (%L)', name, month || ' 00:00:00+00',
        (month + interval '1 month')::date || ' 00:00:00+00');
      made := made + 1;
    exception when check_violation then
      null;
    end;
  end loop;
  return made;
end $$;
