-- Adding to the record of who did what: the only door to it. Who did it, for which
-- purpose and on which basis is not told by the caller but read from the context.

-- Why this person may see a record: the first basis that holds, in the order of
-- policy.Basis; '' when none does.
create or replace function wall.basis(wanted text, record uuid)
returns text language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  head record;
  let text;
begin
  -- Without a context it is null, which is no way in either.
  if (wanted = any(string_to_array(me[9], ','))) is not true then
    return '';
  end if;
  select * into head from wall.header(wanted, record);
  if not found
     or head.sensitivity > me[6]::integer
     or record = any(wall.excluded()) then
    return '';
  end if;
  select g.basis into let
    from public.access_grant g
   where g.record_id = record and g.domain = wanted and g.ended_at is null
     and (g.until_at is null or g.until_at > clock_timestamp())
     and (g.person_id = nullif(me[1], 'system')::uuid
          or g.organisation_id = nullif(me[3], '')::uuid)
     and (g.purposes = '{}' or me[5] = any(g.purposes))
     and (g.basis <> 'team'
          or exists (select from wall.team_right r
                      where r.team_role = g.team_role and r.action = 'read'))
   order by array_position(array['team', 'share', 'break_glass'], g.basis::text)
   limit 1;
  if let = 'team' then
    return let;
  end if;
  if head.organisation_id = nullif(me[3], '')::uuid and not head.is_restricted
     and wanted || ':read' = any(string_to_array(me[10], ',')) then
    return 'organisation';
  end if;
  if let is null and not head.is_restricted
     and wanted = any(string_to_array(me[11], ',')) then
    return 'oversight';
  end if;
  return coalesce(let, '');
end $$;

-- Add one event. Inside a context its person is the one who did it, and nobody else can
-- be claimed. Outside, as the missing engagement tells, only somebody who is signing
-- in, or who was refused, can be named. more: detail, justification, recipients, shown,
-- categories, query_hash, request_id, is_refused.
create or replace function wall.note(
  event_id uuid, name text, verb text, kind text, subject uuid, domain text,
  at timestamptz, claimed uuid, more jsonb)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  process text := coalesce(nullif(current_setting('role'), 'none'), session_user);
  is_at_the_door boolean := process = 'unhidden_staff'
    and (name like 'agencies.%' or name = 'audit.refused');
  moment timestamptz := clock_timestamp();
begin
  if claimed is distinct from nullif(me[1], 'system')::uuid then
    if not is_at_the_door and (claimed is not null or process = 'unhidden_staff') then
      perform wall.refuse(
        case when me is null then 'nobody is inside' else 'another person' end);
    end if;
    me := null;
  end if;
  insert into public.audit_event
    (id, recorded_at, at, name, verb, is_refused, subject_kind, subject_id,
     person_id, organisation_id, engagement_id, role, purpose, basis, process,
     detail, justification, recipients, shown, categories, query_hash, request_id)
  values
    (event_id, moment, at, name, verb, coalesce((more->>'is_refused')::boolean, false),
     kind, subject, claimed, nullif(me[3], '')::uuid, nullif(me[2], '')::uuid,
     coalesce(me[4], ''), coalesce(me[5], ''),
     case when domain <> '' then wall.basis(domain, subject) else '' end,
     replace(process, 'unhidden_', ''),
     coalesce(more->'detail', '{}'), coalesce(more->>'justification', ''),
     wall.words(more->'recipients')::uuid[], wall.words(more->'shown')::uuid[],
     wall.words(more->'categories'), coalesce(more->>'query_hash', ''),
     (more->>'request_id')::uuid);
  insert into public.audit_waiting (event_id, recorded_at) values (event_id, moment);
end $$;

create or replace function wall.words(list jsonb)
returns text[] language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
return case when list is null then '{}'
            else array(select jsonb_array_elements_text(list)) end;
