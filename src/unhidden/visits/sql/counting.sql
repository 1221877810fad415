-- The record of a visit, from the account that counts. visits/actions/records.py writes
-- the same under row-level security, of an account written on the page
-- (visits/tests/test_parity.py).

-- A record as accounts tell it.
create or replace function wall.record_of(visit public.visits_visit)
returns jsonb language sql stable
set search_path = pg_catalog, pg_temp
return jsonb_build_object(
  'purpose_told', visit.purpose_told, 'entry_basis', visit.entry_basis,
  'entry_detail', visit.entry_detail, 'interpreter', visit.interpreter,
  'started_at', visit.started_at, 'ended_at', visit.ended_at, 'outcome', visit.outcome,
  'spoken_to', visit.spoken_to, 'leaflets', visit.leaflets, 'notices', visit.notices,
  'arrests', visit.arrests, 'narrative', visit.narrative,
  'follow_up_on', visit.follow_up_on,
  'present', (
    select coalesce(jsonb_agg(jsonb_build_object(
             'age', p.age, 'sex', p.sex, 'count', p.count) order by p.age, p.sex), '[]')
      from public.visits_peoplepresent p where p.visit_id = visit.id),
  'signs', (
    select coalesce(jsonb_agg(jsonb_build_object(
             'code', s.sign_id, 'answer', s.answer, 'how', s.how) order by s.sign_id), '[]')
      from public.visits_signanswer s where s.visit_id = visit.id),
  'referrals', (
    select coalesce(jsonb_agg(jsonb_build_object(
             'to', r."to", 'legal_basis', r.legal_basis)
             order by r."to", r.legal_basis), '[]')
      from public.visits_referral r where r.visit_id = visit.id),
  'possible_victims', (
    select coalesce(jsonb_agg(jsonb_build_object(
             'age_group', v.age_group, 'alleges', v.alleges,
             'is_brought_to_safety', v.is_brought_to_safety) order by v.number), '[]')
      from public.visits_possiblevictim v
     where v.visit_id = visit.id and not v.is_withdrawn));

-- A record from before accounts were kept becomes one, before another takes its place.
create or replace function wall.keep_former_account(planned uuid)
returns void language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  insert into public.visits_account
    (id, submission_id, digest, planned_id, planned_named, operation_id, organisation_id,
     author_id, author_named, source, kind, form, content, inner_there, photos_there,
     problems, landed_at, state, reason, decided_why)
  select gen_random_uuid(), v.id, sha256(convert_to(v.id::text, 'UTF8')), planned, planned,
         p.operation_id, v.organisation_id, v.recorded_by_id, v.recorded_by_id, 'web',
         'finished', '2026-11', jsonb_build_object('record', wall.record_of(v)), 0, 0, '{}',
         v.recorded_at, 'beside', '', ''
    from public.visits_visit v
    join public.operations_plannedvisit p on p.id = v.planned_id
   where v.planned_id = planned and v.account_id is null
$$;

-- Who stands behind a change, for the record of it: of a job nobody does.
create or replace function wall.claimed()
returns uuid language sql stable
set search_path = pg_catalog, pg_temp
return case when coalesce(nullif(current_setting('role'), 'none'), session_user)
              <> 'unhidden_worker' then wall.person() end;

-- Make the record of an account that does not count yet, or put it in the place of the one
-- that did, which stays beside it. ``by`` stands in where the author is in no book of ours.
create or replace function wall.visit_of_account(account uuid, by uuid, at timestamptz)
returns uuid language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  a public.visits_account;
  former uuid;
  visit public.visits_visit;
begin
  select * into a from public.visits_account x where x.id = account;
  update public.operations_plannedvisit p set status = 'done'
   where p.id = a.planned_id and p.status <> 'done';
  perform wall.keep_former_account(a.planned_id);
  update public.visits_account x set state = 'beside'
   where x.planned_id = a.planned_id and x.state = 'counts'
  returning x.author_id into former;
  update public.visits_account x set state = 'counts', reason = '', problems = '{}'
   where x.id = account;
  visit := wall.write_visit(a, coalesce(a.author_id, by));
  perform wall.write_counts(visit.id, a.content -> 'record');
  perform wall.write_victims(visit, a.content -> 'record', at);
  if a.content #>> '{record,entry_basis}' = 'power' then
    perform wall.count_entry(a.planned_id, coalesce(a.author_id, by), at);
  end if;
  perform wall.keep_look(visit, a.content #>> '{record,came_of}', at);
  perform wall.offer_item(visit, at);
  perform wall.note(
    'visits.visit_recorded', 'collection', 'visits.visit', visit.id, '', at, wall.claimed(),
    jsonb_build_object('detail', jsonb_build_object(
      'account', account, 'author', a.author_id, 'planned_visit', a.planned_id,
      'operation', a.operation_id, 'revision', visit.revision,
      'outcome', visit.outcome)));
  perform wall.hand_to_author(visit.id, former, a.author_id, by, at);
  return visit.id;
end $$;

-- The row of the record itself, made or put in the place of the one before.
create or replace function wall.write_visit(a public.visits_account, by uuid)
returns public.visits_visit language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  r jsonb := a.content -> 'record';
  made public.visits_visit;
begin
  insert into public.visits_visit as v
    (id, sensitivity, is_restricted, planned_id, organisation_id, premises_id,
     purpose_told, entry_basis, entry_detail, interpreter, started_at, ended_at, outcome,
     spoken_to, leaflets, notices, arrests, narrative, follow_up_on, recorded_by_id,
     recorded_at, account_id, revision, inner_there, photos_there)
  select gen_random_uuid(), 1, false, p.id, o.lead_id, p.premises_id,
         btrim(r ->> 'purpose_told', wall.blanks()), r ->> 'entry_basis',
         btrim(r ->> 'entry_detail', wall.blanks()), r ->> 'interpreter',
         (r ->> 'started_at')::timestamptz, (r ->> 'ended_at')::timestamptz,
         r ->> 'outcome', (r ->> 'spoken_to')::smallint, (r ->> 'leaflets')::smallint,
         (r ->> 'notices')::smallint, (r ->> 'arrests')::smallint,
         btrim(r ->> 'narrative', wall.blanks()), (r ->> 'follow_up_on')::date, by,
         a.landed_at, a.id, 1, a.inner_there, a.photos_there
    from public.operations_plannedvisit p
    join public.operations_operation o on o.id = p.operation_id
   where p.id = a.planned_id
  on conflict (planned_id) do update
    set (purpose_told, entry_basis, entry_detail, interpreter, started_at, ended_at,
         outcome, spoken_to, leaflets, notices, arrests, narrative, follow_up_on,
         recorded_by_id, recorded_at, account_id, revision, inner_there, photos_there)
      = (excluded.purpose_told, excluded.entry_basis, excluded.entry_detail,
         excluded.interpreter, excluded.started_at, excluded.ended_at, excluded.outcome,
         excluded.spoken_to, excluded.leaflets, excluded.notices, excluded.arrests,
         excluded.narrative, excluded.follow_up_on, excluded.recorded_by_id,
         excluded.recorded_at, excluded.account_id, v.revision + 1,
         excluded.inner_there, excluded.photos_there)
  returning v.* into made;
  return made;
end $$;

-- What Python's strip takes from both ends of a text.
create or replace function wall.blanks()
returns text language sql immutable
set search_path = pg_catalog, pg_temp
return E' \t\n\r\u000b\f\u001c\u001d\u001e\u001f\u0085\u00a0\u1680\u2000\u2001\u2002'
  '\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000';

-- The counts of a record, in the place of those before. A sign that the catalogue does
-- not have stands in the account alone.
create or replace function wall.write_counts(visit uuid, r jsonb)
returns void language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from public.visits_peoplepresent p where p.visit_id = visit;
  delete from public.visits_signanswer s where s.visit_id = visit;
  delete from public.visits_referral f where f.visit_id = visit;
  insert into public.visits_peoplepresent (id, visit_id, age, sex, count)
  select gen_random_uuid(), visit, n.age, n.sex, n.count
    from jsonb_to_recordset(r -> 'present') n(age text, sex text, count smallint)
   where n.count > 0;
  insert into public.visits_signanswer (id, visit_id, sign_id, answer, how)
  select gen_random_uuid(), visit, n.code, n.answer, n.how
    from jsonb_to_recordset(r -> 'signs') n(code text, answer text, how text)
    join public.signs_sign g on g.code = n.code;
  insert into public.visits_referral (id, visit_id, "to", legal_basis)
  select gen_random_uuid(), visit, n."to", btrim(n.legal_basis, wall.blanks())
    from jsonb_to_recordset(r -> 'referrals') n("to" text, legal_basis text);
end $$;

-- The possible victim of a visit that an account tells of, among those whom nobody else of
-- the account is: the same in every word; else the only one of that age where the account
-- has but one, too. Null where there is none, or nobody can say which.
create or replace function wall.find_victim(
  visit uuid, told jsonb, is_alone boolean, others uuid[])
returns uuid language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with left_over as (
    select v.*, count(*) over () as of_age,
           (v.alleges, v.is_brought_to_safety)
             = (told ->> 'alleges', (told ->> 'is_brought_to_safety')::boolean) as is_same
      from public.visits_possiblevictim v
     where v.visit_id = find_victim.visit and v.id <> all(others)
       and v.age_group = told ->> 'age_group')
  select l.id from left_over l
   where l.is_same or is_alone and l.of_age = 1
   order by l.is_same desc, l.is_withdrawn, l.number limit 1
$$;

-- Possible victims keep their numbers and their rows, since cases stand on them. Another
-- account may tell of them in another order: no row becomes somebody else. Whom the account
-- does not know is marked, and not taken away.
create or replace function wall.write_victims(
  visit public.visits_visit, r jsonb, at timestamptz)
returns void language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  told jsonb;
  found uuid;
  known uuid[] := '{}';
  number smallint;
begin
  -- Whoever is the same in every word first, so that nobody else is taken for them.
  for told in
    select n.one || jsonb_build_object('is_alone', count(*) over (
             partition by n.one ->> 'age_group') = 1)
      from jsonb_array_elements(r -> 'possible_victims') with ordinality n(one, place)
     order by wall.find_victim(visit.id, n.one, false, '{}') is null, n.place
  loop
    found := wall.find_victim(visit.id, told, (told ->> 'is_alone')::boolean, known);
    if found is null then
      found := gen_random_uuid();
      number := (select coalesce(max(v.number), 0) + 1
                   from public.visits_possiblevictim v where v.visit_id = visit.id);
      insert into public.visits_possiblevictim
        (id, visit_id, number, age_group, alleges, is_brought_to_safety, is_withdrawn)
      values (found, visit.id, number, told ->> 'age_group', told ->> 'alleges',
              (told ->> 'is_brought_to_safety')::boolean, false);
      perform wall.note(
        'visits.possible_victim_found', 'collection', 'visits.possiblevictim', found,
        '', at, wall.claimed(), jsonb_build_object('detail', jsonb_build_object(
          'visit', visit.id, 'number', number)));
    else
      update public.visits_possiblevictim v
         set alleges = told ->> 'alleges', is_withdrawn = false,
             is_brought_to_safety = (told ->> 'is_brought_to_safety')::boolean
       where v.id = found;
    end if;
    known := known || found;
  end loop;
  update public.visits_possiblevictim v set is_withdrawn = true
   where v.visit_id = visit.id and v.id <> all(known);
end $$;

-- Of the crew, whose account counts reads the record, if they may read records at all;
-- whose account counts no more, does not.
create or replace function wall.hand_to_author(
  visit uuid, former uuid, author uuid, by uuid, at timestamptz)
returns void language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  -- No other basis than a team has a team role.
  update public.access_grant g
     set ended_at = hand_to_author.at, ended_by = by
   where g.record_id = visit and g.person_id = former
     and g.team_role = 'observer' and g.ended_at is null
     and former is distinct from author;
  insert into public.access_grant
    (id, domain, record_id, person_id, basis, team_role, categories, purposes,
     granted_by, reason, from_at)
  select gen_random_uuid(), 'visit', visit, author, 'team', 'observer', '{}', '{}',
         coalesce(by, author), '', hand_to_author.at
   where wall.works_on(author, 'visit')
     and not exists (select from public.access_grant g
                      where g.record_id = visit and g.person_id = author
                        and g.basis = 'team' and g.ended_at is null);
end $$;
