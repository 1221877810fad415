-- Emergency access: the only doors to its tables, each with its checks. One record,
-- named by its reference; four hours; both organisations told; reviewed by the owner.

-- The kinds of record for which this person's role answers after an emergency.
create or replace function wall.reviewed_domains()
returns text[] language plpgsql stable parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
begin
  return (select string_to_array(r.reviews, ',') from wall.role_right r
           where r.role = me[4] and r.purpose = me[5]);
end $$;

-- The accesses that this person is told of, besides their own: to records on whose
-- team they are, and those that their organisation is told of, for whoever reviews.
create or replace function wall.emergencies_told()
returns uuid[] language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  mine uuid[] := wall.met();
  closed uuid[] := wall.excluded();
  reviewed text[] := wall.reviewed_domains();
begin
  return (
    select coalesce(array_agg(a.id), '{}')
      from public.emergency_access a
     where a.domain = any(string_to_array(me[9], ','))
       and a.record_id <> all(closed)
       and (a.record_id = any(mine)
            or (nullif(me[3], '')::uuid in (a.owner_id, a.organisation_id)
                and a.domain = any(reviewed)))
       and exists (select from wall.header(a.domain, a.record_id) h
                    where {{ cleared }})
  );
end $$;

-- Whether this person may answer for an access: approve it, and review it. Somebody
-- else of the organisation that owns the record, who decides its team or whose role
-- reviews its kind; so never the asking side alone.
create or replace function wall.may_answer(access_id uuid)
returns boolean language plpgsql stable parallel restricted
set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (
    select from public.emergency_access a
     where a.id = access_id
       and a.id = any(wall.emergencies_told())
       and a.owner_id = wall.organisation()
       and a.person_id <> wall.person()
       and (a.domain = any(wall.reviewed_domains())
            or wall.may(a.domain, a.record_id, 'manage'))
  );
end $$;

-- Those that wait for this person's approval or review.
create or replace function wall.emergencies_to_answer()
returns uuid[] language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  told uuid[] := wall.emergencies_told();
begin
  return (
    select coalesce(array_agg(w.id), '{}')
      from (
        select a.id from public.emergency_access a
         where a.id = any(told)
           and case when a.opened_at is null
                 then a.ended_at is null and a.until_at > clock_timestamp()
                 else a.reviewed_at is null end
        offset 0
      ) w
     where wall.may_answer(w.id)
  );
end $$;

-- Whether this person proved who they are five minutes ago at most.
create or replace function wall.is_fresh()
returns boolean language plpgsql stable parallel restricted
set search_path = pg_catalog, pg_temp
as $$
begin
  return to_timestamp((wall.claims())[13]::double precision)
    >= clock_timestamp() - interval '5 minutes';
end $$;

-- Why this person may open nothing in an emergency, whatever the record; null if they may.
create or replace function wall.emergency_stop()
returns text language plpgsql stable parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  me uuid := wall.person();
begin
  if wall.is_fresh() is not true then
    return 'stale';
  end if;
  if exists (select from public.emergency_access a
              where a.person_id = me and a.opened_at is not null and a.reviewed_at is null
                and a.review_due_on
                    < (clock_timestamp() at time zone 'Europe/London')::date) then
    return 'suspended';
  end if;
  if 3 <= (select count(*) from public.emergency_access a
            where a.person_id = me
              and a.asked_at > clock_timestamp() - interval '24 hours') then
    return 'locked';
  end if;
  return null;
end $$;

-- The grant that opens the record: to be read, whatever in it but immigration, for
-- those tasks of the role of which this is an emergency, but not to disclose it.
create or replace function wall.let_in_emergency(access_id uuid, at timestamptz)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update public.access_grant g
     set ended_at = g.until_at
    from public.emergency_access a
   where a.id = access_id and g.record_id = a.record_id and g.person_id = a.person_id
     and g.basis = 'break_glass' and g.ended_at is null and g.until_at <= clock_timestamp();
  insert into public.access_grant
    (id, domain, record_id, person_id, basis, team_role, categories, purposes, source_id,
     granted_by, reason, from_at, until_at)
  select a.id, a.domain, a.record_id, a.person_id, 'break_glass', '',
         '{operational,identity,contact,narrative,health,criminal,third_party}',
         array(select r.purpose
                 from public.agencies_engagement e
                 join wall.role_right r on r.role = e.role
                where e.id = a.engagement_id and r.purpose <> 'disclosure'
                  and a.domain = any(string_to_array(r.emergencies, ','))),
         a.id, wall.person(), a.reason, at, a.until_at
    from public.emergency_access a
   where a.id = access_id;
end $$;

-- Everything that one person asks, is granted and ends comes one after the other.
create or replace function wall.one_at_a_time(person uuid)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform wall.take_turn('emergency', person);
end $$;

-- Open a record by its reference. Gives what came of it: opened; waiting, for the
-- approval of a restricted one; able, for one that this person reads anyway; asked, for
-- one that is open or waits already; stale, suspended, locked. A record that is not
-- there, is kept from this person or is no emergency of their role is refused, all alike.
create or replace function wall.open_in_emergency(
  access_id uuid, called text, why text, told text, due_on date, at timestamptz)
returns table(outcome text, domain text, record uuid)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  asked_at timestamptz := least(at, clock_timestamp());
  head record;
begin
  if (me is not null and me[1] is distinct from 'system') is not true then
    perform wall.refuse('open_in_emergency');
  end if;
  perform wall.one_at_a_time(me[1]::uuid);
  outcome := wall.emergency_stop();
  if outcome is not null then
    return next;
    return;
  end if;
  select f.domain, f.record, h.organisation_id, h.is_restricted into head
    from wall.find(called) f
    cross join lateral wall.header(f.domain, f.record) h
   where f.domain = any(string_to_array(me[12], ','))
     and f.record <> all(wall.excluded())
     and {{ cleared }};
  if found is not true then
    outcome := 'refused';
    return next;
    return;
  end if;
  domain := head.domain;
  record := head.record;
  if wall.may(head.domain, head.record, 'read') then
    outcome := 'able';
  elsif exists (select from public.emergency_access a
                 where a.person_id = me[1]::uuid and a.record_id = head.record
                   and a.ended_at is null and a.until_at > clock_timestamp()) then
    outcome := 'asked';
  else
    outcome := case when head.is_restricted then 'waiting' else 'opened' end;
    insert into public.emergency_access
      (id, person_id, engagement_id, organisation_id, owner_id, domain, record_id,
       reference, purpose, reason, words, needs_approval, asked_at, until_at, opened_at,
       review_due_on, outcome, review_words)
    values
      (access_id, me[1]::uuid, me[2]::uuid, me[3]::uuid, head.organisation_id,
       head.domain, head.record, called, me[5], why, told, head.is_restricted, asked_at,
       asked_at + interval '4 hours',
       case when not head.is_restricted then asked_at end,
       least(due_on, asked_at::date + 14), '', '');
    insert into public.emergency_notice (id, access_id, organisation_id, told_at)
    select md5(access_id::text || o.id)::uuid, access_id, o.id, asked_at
      from (select head.organisation_id as id union select me[3]::uuid) o;
    if head.is_restricted is false then
      perform wall.let_in_emergency(access_id, asked_at);
    end if;
  end if;
  return next;
end $$;

-- Agree to the opening of a restricted record, or refuse it: opened, refused; over, if
-- there is nothing to answer any more; stale.
create or replace function wall.answer_emergency(
  access_id uuid, is_agreed boolean, at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
begin
  -- Null is no answer.
  if (is_agreed is not null and wall.may_answer(access_id)) is not true then
    perform wall.refuse('answer_emergency');
  end if;
  if wall.is_fresh() is not true then
    return 'stale';
  end if;
  perform wall.one_at_a_time(
    (select a.person_id from public.emergency_access a where a.id = access_id));
  select * into held from public.emergency_access a where a.id = access_id for update;
  if held.opened_at is not null or held.ended_at is not null or held.until_at <= at then
    return 'over';
  end if;
  update public.emergency_access a
     set answered_by_id = wall.person(), answered_at = at,
         opened_at = case when is_agreed then at end,
         ended_at = case when not is_agreed then at end,
         ended_by_id = case when not is_agreed then wall.person() end
   where a.id = access_id;
  if is_agreed is not true then
    return 'refused';
  end if;
  perform wall.let_in_emergency(access_id, at);
  return 'opened';
end $$;

-- End one's own before its time: ended; over, if it had ended.
create or replace function wall.end_emergency(access_id uuid, at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me uuid := wall.person();
  held record;
begin
  perform wall.one_at_a_time(me);
  select * into held from public.emergency_access a
   where a.id = access_id and a.person_id = me for update;
  if found is not true then
    perform wall.refuse('end_emergency');
  end if;
  if held.ended_at is not null or held.until_at <= at then
    return 'over';
  end if;
  update public.emergency_access a
     set ended_at = at, ended_by_id = me where a.id = access_id;
  update public.access_grant g
     set ended_at = at, ended_by = me
   where g.source_id = access_id and g.basis = 'break_glass' and g.ended_at is null;
  return 'ended';
end $$;

-- Say afterwards whether it was right: reviewed; over, if somebody has, or it never opened.
create or replace function wall.review_emergency(
  access_id uuid, found_so text, told text, at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.may_answer(access_id) is not true then
    perform wall.refuse('review_emergency');
  end if;
  update public.emergency_access a
     set reviewed_by_id = wall.person(), reviewed_at = at, outcome = found_so,
         review_words = told
   where a.id = access_id and a.opened_at is not null and a.reviewed_at is null;
  return case when found then 'reviewed' else 'over' end;
end $$;

-- For oversight: that there were emergencies, whose and when; nothing of the records.
create or replace function wall.emergency_figures()
returns table(person uuid, organisation uuid, owner uuid, domain text, reason text,
  asked_at timestamptz, until_at timestamptz, opened_at timestamptz, ended_at timestamptz,
  review_due_on date, reviewed_at timestamptz, outcome text)
language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
begin
  if (me[5] in ('oversight_statistics', 'audit') and length(me[11]) > 0) is not true then
    return;
  end if;
  return query
    select a.person_id, a.organisation_id, a.owner_id, a.domain::text, a.reason::text,
           a.asked_at, a.until_at, a.opened_at, a.ended_at,
           a.review_due_on, a.reviewed_at, a.outcome::text
      from public.emergency_access a
     order by a.asked_at desc, a.id;
end $$;
