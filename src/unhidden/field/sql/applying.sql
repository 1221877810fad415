-- What phones sent becomes accounts of visits. The worker opens outer envelopes and calls
-- these; it reads none of the tables. What speaks against an account is a reason for a
-- person, and never refuses it.

-- The next submission to be applied, held until this transaction ends: alarms and states
-- first, then in the order of landing. One that waited comes again once its phone is
-- known or approved, what it adds to has come, or somebody has decided; an entry of a
-- register also from time to time, and once its writer keeps that. ``setting`` is
-- what its visit is judged against, where its plan is in the books; ``copies`` are the
-- sealed pieces of photos that nobody is in, by their digests.
create or replace function wall.begin_landed(at timestamptz)
returns table(row_id uuid, kind text, header bytea, signature bytea, key bytea,
              sealed bytea, landing_public bytea, closed bytea, landed_at timestamptz,
              setting jsonb, copies jsonb)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.field_submission;
  h jsonb;
begin
  select x.* into s from public.field_submission x
   where (x.next_try_at is null or x.next_try_at <= begin_landed.at)
     and (x.state = 'landed' or x.state = 'waits' and (
           x.kind = 'register' and x.next_try_at <= begin_landed.at
             and x.reason in ('fault', 'sealed_elsewhere')
        or x.kind = 'register' and x.reason = 'about_unknown' and wall.may_keep_entries(x)
        or exists (select from public.field_device d
                    where d.id = x.device_id
                      and (x.reason = 'device_unknown'
                           or x.reason = 'device_waits' and d.approved_at is not null))
        or exists (select from public.visits_account a
                    where a.id = x.id and (a.state <> 'waits'
                      or x.reason = 'about_unknown' and exists (
                           select from public.visits_account o
                            where o.submission_id = a.about
                              and (a.kind <> 'addendum' or exists (
                                select from public.visits_visit v
                                 where v.planned_id = a.planned_id)))))))
   order by x.kind not in ('alarm', 'state'), x.position
   limit 1 for no key update skip locked;
  if s.id is null then
    return;
  end if;
  h := convert_from(s.header, 'UTF8')::jsonb;
  return query
    select s.id, s.kind::text, s.header, s.signature, s.device_key,
           (select p.sealed from public.field_part p
             where p.submission_id = s.submission_id
               and encode(p.digest, 'hex') = h ->> 'outer'),
           k.public_key, k.closed, s.landed_at,
           (select jsonb_build_object(
                     'kind', p.kind, 'first_day', o.starts_on, 'lead', o.lead_id)
              from public.operations_plannedvisit p
              join public.operations_operation o on o.id = p.operation_id
             where p.id = s.planned_named),
           wall.copies_of(s)
      from (select 1) one
      left join public.field_landingkey k on k.id::text = h ->> 'landing_key';
end $$;

-- What the books say against the phone of a submission, and whom it names.
create or replace function wall.reasons_of_device(s public.field_submission)
returns text[] language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  d public.field_device;
begin
  select x.* into d from public.field_device x where x.id = s.device_id;
  return array_remove(array[
    case when d.id is null then 'device_unknown'
         when d.lost_at <= s.landed_at then 'device_lost'
         when d.ended_at <= s.landed_at then 'device_ended'
         when d.approved_at is null then 'device_waits' end,
    case when d.person_id is distinct from s.author_id and d.id is not null
         then 'author_differs' end], null);
end $$;

-- Keep what a phone sent as an account, with its inner envelopes, and let it count if
-- nothing speaks against it; gives why it waits, or ''. ``facts`` are what the program
-- read in the header and the outer envelope, and what it found against them. The same
-- submission may be told again: what could not be opened before is filled in.
create or replace function wall.keep_landed(
  row_id uuid, content jsonb, facts jsonb, at timestamptz)
returns text language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.field_submission;
  reasons text[];
  unsealed text[];
  why text;
  stands text;
  told jsonb;
begin
  select x.* into s from public.field_submission x
   where x.id = row_id and x.state in ('landed', 'waits')
     and x.kind not in ('alarm', 'state', 'register') for no key update;
  if (s.id is not null
      and jsonb_typeof(content) = 'object'
      and jsonb_typeof(facts -> 'reasons') = 'array'
      and jsonb_typeof(facts -> 'inner') = 'array'
      and jsonb_typeof(facts -> 'photos') = 'array') is not true then
    perform wall.refuse('keep_landed');
  end if;
  -- Whoever decides locks the visit, and then the account: so does this.
  if jsonb_typeof(facts -> 'turn') = 'object' then
    perform from public.operations_plannedvisit p
      join public.operations_operation o on o.id = p.operation_id
     where p.id = s.planned_named for no key update of o, p;
  end if;
  perform from public.operations_plannedvisit p
   where p.id = s.planned_named for no key update;
  perform wall.write_account(s, content, facts);
  unsealed := wall.keep_inner(s, facts -> 'inner', at)
    || wall.keep_photos(s, facts -> 'photos', at);
  reasons := wall.words(facts -> 'reasons') || wall.reasons_of_device(s);
  -- Whoever holds some phone's key names whom they like: it turns nobody's visit.
  if wall.reasons_of_device(s) = '{}' and (reasons && '{signature}') is false then
    perform wall.turn_by_account(s.id, facts -> 'turn', at);
  end if;
  stands := wall.settle_account(s.id, reasons || unsealed, at);
  select case a.state when 'waits' then a.reason else '' end into why
    from public.visits_account a where a.id = s.id;
  update public.field_submission x
     set state = case stands when 'waits' then 'waits' else 'applied' end, reason = why
   where x.id = s.id;
  told := jsonb_build_object('detail', jsonb_build_object(
    'submission', s.submission_id, 'digest', encode(s.digest, 'hex'),
    'author', s.author_id, 'planned', s.planned_named, 'reason', why));
  if stands = 'waits' then
    perform wall.note('field.submission_waits', 'collection', 'field.submission', s.id, '',
                      at, null, told);
  else
    perform wall.note('field.submission_applied', 'collection', 'field.submission', s.id,
                      '', at, null, told);
  end if;
  return why;
end $$;

-- The account of a submission, under its id: whose it is, and of which visit, as far as
-- the books know them. Where they know neither, it is the desk's to decide.
create or replace function wall.write_account(
  s public.field_submission, content jsonb, facts jsonb)
returns void language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  works_for uuid[] := wall.records_for(s.author_id);
  home uuid := (select d.organisation_id from public.field_device d where d.id = s.device_id);
  plan record;
begin
  select p.id, p.operation_id, o.lead_id, (
           select m.organisation_id from public.operations_teammember m
            where m.person_id = s.author_id
              and (m.team_id = p.team_id or m.team_id in (
                     select c.team_id from public.operations_supportingcrew c
                      where c.visit_id = p.id))
            order by m.organisation_id limit 1) as crew
    into plan
    from public.operations_plannedvisit p
    join public.operations_operation o on o.id = p.operation_id
   where p.id = s.planned_named;
  insert into public.visits_account as a
    (id, submission_id, digest, planned_id, planned_named, operation_id, organisation_id,
     author_id, author_named, author_organisation_id, source, kind, about, form, content,
     inner_there, photos_there, problems, clock_off, landed_at, state, reason, decided_why)
  values
    (s.id, s.submission_id, s.digest, plan.id, s.planned_named, plan.operation_id,
     coalesce(plan.lead_id, works_for[1], home,
              (select o.id from public.agencies_organisation o where o.is_desk)),
     (select p.id from public.agencies_person p where p.id = s.author_id), s.author_id,
     coalesce(plan.crew, works_for[1], home), 'phone',
     case s.kind when 'account' then 'finished' else s.kind end,
     (facts ->> 'about')::uuid, left(coalesce(facts ->> 'form', ''), 10), content,
     jsonb_array_length(facts -> 'inner'), jsonb_array_length(facts -> 'photos'),
     '{}', (facts ->> 'clock_off')::integer, s.landed_at, 'waits', 'fault', '')
  on conflict (id) do update
    set planned_id = coalesce(a.planned_id, excluded.planned_id),
        operation_id = coalesce(a.operation_id, excluded.operation_id),
        organisation_id = excluded.organisation_id,
        author_id = coalesce(a.author_id, excluded.author_id),
        author_organisation_id = excluded.author_organisation_id,
        content = case a.content when '{}' then excluded.content else a.content end,
        form = case a.content when '{}' then excluded.form else a.form end
    where a.state = 'waits';
end $$;

-- Keep inner envelopes with their keys; gives what speaks against the account: that one
-- is sealed to keys which are no team's. It stays in its part. Where another account
-- brought the same id, this one's is kept beside under a new one: its words are bound to
-- what the phone chose.
create or replace function wall.keep_inner(
  s public.field_submission, envelopes jsonb, at timestamptz)
returns text[] language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  told jsonb;
  chosen uuid;
  place uuid;
  sealed bytea;
  is_elsewhere boolean := false;
begin
  for told in select jsonb_array_elements(envelopes) loop
    chosen := (told ->> 'id')::uuid;
    sealed := (select p.sealed from public.field_part p
                where p.submission_id = s.submission_id
                  and p.digest = decode(told ->> 'part', 'hex'));
    continue when exists (select from public.field_innerenvelope e
                           where e.account_id = s.id and e.sealed_as = chosen);
    place := case when exists (select from public.field_innerenvelope e
                                where e.id = chosen)
                  then md5(s.id::text || '/' || chosen)::uuid else chosen end;
    if (sealed is not null and wall.keep_landed_key(
          place, 'field_innerenvelope.content_sealed', told, at)) is not true then
      is_elsewhere := true;
      continue;
    end if;
    insert into public.field_innerenvelope
      (id, sealed_as, account_id, planned_named, what, team_id, content_sealed, landed_at)
    values (place, chosen, s.id, s.planned_named, told ->> 'what', (told ->> 'team')::uuid,
            sealed, s.landed_at);
  end loop;
  return case when is_elsewhere then array['sealed_elsewhere'] else '{}' end;
end $$;

-- Keep the one key that a phone tells of a record's place; gives whether it is a team's.
create or replace function wall.keep_landed_key(
  record uuid, slot text, told jsonb, at timestamptz)
returns boolean language sql volatile
set search_path = pg_catalog, pg_temp
return wall.keep_landed_keys(jsonb_build_array(jsonb_build_object(
  'record', record, 'slot', slot, 'team', told ->> 'team',
  'generation', told -> 'generation', 'sealed_key', told ->> 'key')), at) = '{}';

-- Write down that a visit by consent was turned into enforcement, as its account tells,
-- under the rules of wall.turn_visit; where they do not hold nothing is written, and the
-- account does not add up.
create or replace function wall.turn_by_account(account uuid, turn jsonb, at timestamptz)
returns void language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  a public.visits_account;
  held record;
  decided timestamptz := (turn ->> 'decided_at')::timestamptz;
begin
  select x.* into a from public.visits_account x where x.id = account;
  select p.id, p.operation_id, p.premises_id into held
    from public.operations_plannedvisit p
   where p.id = a.planned_id and p.kind in ('soft', 'hotel') and p.status = 'planned';
  if (decided <= a.landed_at
      and length(btrim(turn ->> 'power')) > 0 and length(btrim(turn ->> 'told')) > 0
      and array_remove(wall.reasons_against(a), 'does_not_add_up') = '{}'
      and exists (select from public.operations_teammember m
                    join public.operations_team t on t.id = m.team_id
                   where t.operation_id = held.operation_id
                     and m.person_id = (turn ->> 'decided_by')::uuid)
      and not exists (select from public.operations_enforcementturn t
                       where t.planned_id = held.id)
      and not exists (select from public.operations_commandrisk r
                       where r.operation_id = held.operation_id and r.closed_at is null
                         and r.likelihood * r.impact >= 15 and btrim(r.control) = '')
      and not exists (select from wall.find_entry_fault(
            held.id, held.operation_id, held.premises_id, turn ->> 'authority', decided,
            decided))) is not true then
    return;
  end if;
  insert into public.operations_enforcementturn
    (id, planned_id, power, authority, decided_by_id, decided_at, told, recorded_by_id,
     recorded_at)
  values (md5('turn' || held.id)::uuid, held.id, left(turn ->> 'power', 200),
          left(turn ->> 'authority', 60), (turn ->> 'decided_by')::uuid, decided,
          turn ->> 'told', a.author_id, at);
end $$;

-- Try a submission again a little later; after five times it waits for a person, with an
-- account that says so, and can be told again once the program was mended.
create or replace function wall.put_off_landed(row_id uuid, at timestamptz)
returns void language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.field_submission;
begin
  select x.* into s from public.field_submission x
   where x.id = row_id and x.state in ('landed', 'waits') for no key update;
  if s.id is null then
    perform wall.refuse('put_off_landed');
  end if;
  update public.field_submission x
     set tries = x.tries + 1,
         next_try_at = put_off_landed.at + make_interval(secs => 5 ^ least(x.tries, 7)),
         state = case when x.tries >= 4 then 'waits' else x.state end,
         reason = case when x.tries >= 4 then 'fault' else x.reason end
   where x.id = row_id;
  -- One that somebody decided on comes again, ever more seldom, and is told once.
  if s.tries = 4 and s.kind not in ('alarm', 'state', 'register') then
    perform wall.write_account(s, '{}', '{"inner": [], "photos": []}');
    perform wall.note(
      'field.submission_waits', 'collection', 'field.submission', s.id, '', at, null,
      '{"detail": {"reason": "fault"}}');
  end if;
end $$;

-- Enter on the board how a visit stands, as its crew said from a phone: at the hour of
-- landing, unless somebody said something later, or it stands so already. Gives what
-- speaks against it, or ''.
create or replace function wall.enter_landed_state(
  row_id uuid, reasons text[], stands text, at timestamptz)
returns text language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.field_submission;
  told public.visits_account;
  found text[];
begin
  select x.* into s from public.field_submission x
   where x.id = row_id and x.kind = 'state' and x.state in ('landed', 'waits')
     for no key update;
  if s.id is null then
    perform wall.refuse('enter_landed_state');
  end if;
  told.planned_id := (select p.id from public.operations_plannedvisit p
                       where p.id = s.planned_named);
  told.author_id := s.author_id;
  told.submission_id := s.submission_id;
  told.kind := 'addendum';
  found := wall.sort_reasons(
    reasons || wall.reasons_of_device(s) || wall.reasons_against(told));
  if found = '{}' and stands in (
       'on_the_way', 'there', 'inside', 'left') and exists (
       select from public.operations_plannedvisit p
        where p.id = told.planned_id and p.status = 'planned') and not exists (
       select from public.operations_boardentry e
        where e.visit_id = told.planned_id
          and (e.entered_at > s.landed_at
               or e.what = stands and e.number = (
                    select max(o.number) from public.operations_boardentry o
                     where o.visit_id = e.visit_id))) then
    insert into public.operations_boardentry
      (id, visit_id, number, what, entered_by_id, entered_at, is_by_radio)
    select s.id, told.planned_id, coalesce(max(e.number), 0) + 1, stands, s.author_id,
           s.landed_at, false
      from public.operations_boardentry e where e.visit_id = told.planned_id
    on conflict (id) do nothing;
  end if;
  update public.field_submission x
     set state = case found when '{}' then 'applied' else 'waits' end,
         reason = coalesce(found[1], '')
   where x.id = row_id;
  return coalesce(found[1], '');
end $$;

-- Say what became of a call for help: applied where it stands on the board; else it waits,
-- and for what. Gives the reason, or ''.
create or replace function wall.settle_landed_alarm(row_id uuid, reasons text[])
returns text language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.field_submission;
  why text := '';
begin
  select x.* into s from public.field_submission x
   where x.id = row_id and x.kind = 'alarm' and x.state in ('landed', 'waits')
     for no key update;
  if s.id is null then
    perform wall.refuse('settle_landed_alarm');
  end if;
  if exists (select from public.operations_boardentry e where e.id = row_id) is not true
  then
    why := coalesce((wall.sort_reasons(reasons || wall.reasons_of_device(s)))[1],
                    'plan_unknown');
  end if;
  update public.field_submission x
     set state = case why when '' then 'applied' else 'waits' end, reason = why
   where x.id = row_id;
  return why;
end $$;
