-- Adding to the record of who did what: the only door to it. Who did it, for which
-- purpose and on which basis is not told by the caller but read from the context.

-- Why this person may see a record: the first basis that holds, in the order of
-- policy.Basis; '' when none does.
create or replace function wall.basis(wanted text, record uuid)
returns text language plpgsql stable parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  h record;
  let text;
begin
  -- Without a context it is null, which is no way in either.
  if (wanted = any(string_to_array(me[9], ','))) is not true then
    return '';
  end if;
  select * into h from wall.header(wanted, record);
  if ({{ cleared }}
      and array_position(wall.excluded(), record) is null) is not true then
    return '';
  end if;
  select g.basis into let
    from public.access_grant g
   where g.record_id = record and g.domain = wanted and g.ended_at is null
     and {{ lasts:g }}
     and {{ theirs:g }}
     and (g.basis <> 'team'
          or exists (select from wall.team_right r
                      where r.team_role = g.team_role and r.action = 'read'))
   order by array_position(array['team', 'share', 'break_glass'], g.basis::text)
   limit 1;
  if let = 'team' then
    return let;
  end if;
  if {{ own:read of wanted }} then
    return 'organisation';
  end if;
  if let is null and not h.is_restricted
     and wanted = any(string_to_array(me[11], ',')) then
    return 'oversight';
  end if;
  return coalesce(let, '');
end $$;

-- What each process may write: the modules' ``wall_events``. Only what is of the door may
-- be written while nobody is inside.
create table if not exists wall.event_name (
  process text not null,
  name text not null,
  is_of_the_door boolean not null,
  primary key (process, name)
);

-- The logins that may write under an old date: the one that the administrator makes for
-- as long as the demonstration replays the past, and that of the tests.
create table if not exists wall.replays (login text primary key);

-- The moment at which a day begins in London.
create or replace function wall.midnight(day date)
returns timestamptz language sql stable parallel safe
set search_path = pg_catalog, pg_temp
return day::timestamp at time zone 'Europe/London';

-- Add one event. Inside a context its person is the one who did it, and nobody else can
-- be claimed. Outside, as the missing engagement tells, only somebody who is signing
-- in, or who was refused, can be named. When it happened is the caller's word only as
-- far as the database's clock bears it out; of what the public did nothing is kept that
-- is finer than the day, and it waits to be sealed until that day is over. Its id is made
-- here: one that was sealed already could never be sealed again, nor what waits with it.
-- more: detail, justification, recipients, shown, categories, query_hash, request_id,
-- is_refused.
create or replace function wall.note(
  name text, verb text, kind text, subject uuid, domain text,
  at timestamptz, claimed uuid, more jsonb)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  event_id uuid := gen_random_uuid();
  writer text := replace(
    coalesce(nullif(current_setting('role'), 'none'), session_user), 'unhidden_', '');
  -- Jobs and the public are nobody, whoever's page may have been before.
  me text[] := case writer when 'staff' then wall.claims() end;
  moment timestamptz := clock_timestamp();
  earliest timestamptz := moment
    - case writer when 'worker' then interval '1 hour' else interval '10 minutes' end;
  latest timestamptz := moment + interval '1 minute';
  held_until timestamptz;
  is_of_the_door boolean;
begin
  select e.is_of_the_door into is_of_the_door
    from wall.event_name e where e.process = writer and e.name = note.name;
  if is_of_the_door is null then
    perform wall.refuse('no event of this process');
  end if;
  if (case when writer = 'staff' and me is null then is_of_the_door
           else claimed is not distinct from nullif(me[1], 'system')::uuid
      end) is not true then
    perform wall.refuse(
      case when me is null then 'nobody is inside' else 'another person' end);
  end if;
  -- What is larger could not be written as one line, and nothing be sealed beside it.
  if (jsonb_typeof(coalesce(more->'detail', '{}')) = 'object'
      and octet_length(more::text) <= 100000) is not true then
    perform wall.refuse('no event');
  end if;
  if writer = 'public' then
    at := wall.midnight((at at time zone 'Europe/London')::date);
    earliest := wall.midnight((earliest at time zone 'Europe/London')::date);
    held_until := wall.midnight((moment at time zone 'Europe/London')::date + 1);
    moment := wall.midnight((moment at time zone 'Europe/London')::date);
  end if;
  if (at >= earliest and at <= latest
      or exists (select from wall.replays r where r.login = session_user)) is not true then
    perform wall.refuse('another time');
  end if;
  insert into public.audit_event
    (id, recorded_at, at, name, verb, is_refused, subject_kind, subject_id,
     person_id, organisation_id, engagement_id, role, purpose, basis, process,
     detail, justification, recipients, shown, categories, query_hash, request_id)
  values
    (event_id, moment, at, name, verb, coalesce((more->>'is_refused')::boolean, false),
     kind, subject, claimed, nullif(me[3], '')::uuid, nullif(me[2], '')::uuid,
     coalesce(me[4], ''), coalesce(me[5], ''),
     case when domain <> '' then wall.basis(domain, subject) else '' end, writer,
     coalesce(more->'detail', '{}'), coalesce(more->>'justification', ''),
     wall.words(more->'recipients')::uuid[], wall.words(more->'shown')::uuid[],
     wall.words(more->'categories'), coalesce(more->>'query_hash', ''),
     (more->>'request_id')::uuid);
  insert into public.audit_waiting (event_id, recorded_at, held_until)
  values (event_id, moment, held_until);
end $$;

create or replace function wall.words(list jsonb)
returns text[] language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
return case when list is null then '{}'
            else array(select jsonb_array_elements_text(list)) end;

-- What was added stays: tables of events, places and checkpoints call it for whoever
-- changes, deletes or empties.
create or replace function public.audit_event_is_final()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  raise exception 'an audit event is never changed or deleted';
end
$$;
