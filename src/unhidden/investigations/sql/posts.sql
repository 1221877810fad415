-- Posts in an investigation: what they let somebody read and write, while they last.

-- The investigations in which this person holds one of these posts now, at work on
-- investigations, and is not kept from what is sealed there. Null is no post.
create or replace function wall.investigations_by_post(functions text[])
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (wall.purpose() = 'investigation') is not true then
    return '{}';
  end if;
  return coalesce((
    select array_agg(distinct p.investigation_id)
      from public.investigations_post p
     where p.person_id = wall.person()
       and p.function = any(functions)
       and p.began_at <= clock_timestamp()
       and p.ended_at is null
       and exists (
             select from public.access_grant g
              where g.record_id = p.investigation_id
                and g.person_id = p.person_id
                and g.basis = 'team' and g.ended_at is null)
       and not exists (
             select from public.investigations_post s
              where s.investigation_id = p.investigation_id
                and s.person_id = p.person_id
                and s.is_sterile and s.ended_at is null)), '{}');
end $$;

-- The investigations in which this person is shown nothing sealed that others wrote:
-- as sterile, for whoever interviews, or since an emergency alone let them in.
create or replace function wall.investigations_kept_from(why text[])
returns uuid[] language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select array(
    select p.investigation_id
      from public.investigations_post p
     where 'sterile' = any(why)
       and p.person_id = wall.person()
       and p.is_sterile and p.ended_at is null
    union
    select g.record_id
      from public.access_grant g
     where 'emergency' = any(why)
       and g.person_id = wall.person()
       and g.domain = 'investigation'
       and g.basis = 'break_glass' and g.ended_at is null
       and not exists (
             select from public.access_grant t
              where t.record_id = g.record_id
                and t.person_id = g.person_id
                and t.basis = 'team' and t.ended_at is null))
$$;

-- The policy files that this person reads, and those that they write in: of the
-- investigations whose accounts they meet.
create or replace function wall.policy_files_read()
returns uuid[] language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if (wall.purpose() = 'investigation') is not true then
    return '{}';
  end if;
  return array(
    select unnest(wall.view('investigation', 'read', 'narrative'))
    except
    select unnest(wall.investigations_kept_from('{sterile,emergency}')));
end $$;

create or replace function wall.policy_files_written()
returns uuid[] language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return array(
    select i.id from public.investigations_investigation i
     where i.id = any(wall.view('investigation', 'write', 'narrative'))
       and i.id <> all(wall.investigations_kept_from('{sterile}'))
       and wall.purpose() = 'investigation'
       and i.status not in ('filed', 'closed'));
end $$;

-- Nobody is addressed in a policy file.
create or replace function wall.policy_file_parts()
returns text[] language sql immutable
set search_path = pg_catalog, pg_temp as $$
  select '{}'::text[]
$$;

-- The sealed logs that this person reads, and those that they write in: by their post.
create or replace function wall.sealed_logs_read()
returns uuid[] language sql stable
set search_path = pg_catalog, pg_temp as $$
  select array(select unnest(wall.policy_files_read())
               intersect
               select unnest(wall.investigations_by_post(
                 '{sio,deputy_sio,disclosure_officer,deputy_disclosure}')))
$$;

create or replace function wall.sealed_logs_written()
returns uuid[] language sql stable
set search_path = pg_catalog, pg_temp as $$
  select array(select unnest(wall.policy_files_written())
               intersect
               select unnest(wall.investigations_by_post(
                 '{sio,deputy_sio,disclosure_officer,deputy_disclosure}')))
$$;

-- The posts that this person holds in an investigation now, as a list of names.
create or replace function wall.room_posts(investigation uuid)
returns text language sql stable
set search_path = pg_catalog, pg_temp as $$
  select coalesce(string_agg(p.function, ',' order by p.function), '')
    from public.investigations_post p
   where p.investigation_id = investigation and p.person_id = wall.person()
     and p.began_at <= clock_timestamp() and p.ended_at is null
$$;

-- Nobody with a conflict of interest schedules material. Posts are given and ended in
-- the order of time: five minutes are left to whoever waited for another.
create or replace function public.investigations_post_is_fit()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  moment timestamptz := coalesce(new.ended_at, new.began_at);
  latest timestamptz;
begin
  select greatest(max(p.began_at), max(p.ended_at)) into latest
    from public.investigations_post p
   where p.investigation_id = new.investigation_id;
  if ((tg_op = 'INSERT') = (new.ended_at is null)
      and moment <= clock_timestamp() + interval '5 minutes'
      and moment >= coalesce(latest, moment) - interval '5 minutes') is not true then
    raise exception 'a post begins when it is given, and ends when it is ended'
      using errcode = '23514', constraint = 'a_post_begins_when_it_is_given';
  end if;
  if tg_op = 'UPDATE' then
    return new;
  end if;
  if new.function in ('disclosure_officer', 'deputy_disclosure') and exists (
       select from public.investigations_interestconflict c
        where c.investigation_id = new.investigation_id
          and c.person_id = new.person_id) then
    raise exception 'a disclosure officer has no conflict of interest'
      using errcode = '23514', constraint = 'a_disclosure_officer_has_no_conflict';
  end if;
  return new;
end $$;

-- Who has a conflict of interest holds no post that schedules material.
create or replace function public.investigations_conflict_is_alone()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
       select from public.investigations_post p
        where p.investigation_id = new.investigation_id
          and p.person_id = new.person_id and p.ended_at is null
          and p.function in ('disclosure_officer', 'deputy_disclosure')) then
    raise exception 'end the post first'
      using errcode = '23514', constraint = 'a_disclosure_officer_has_no_conflict';
  end if;
  return new;
end $$;

-- An investigation begins open and has the status to which its last step led. The senior
-- investigating officer says of which day its pages show the law.
create or replace function public.investigations_head_is_stepped()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  stands text := 'open';
begin
  if tg_op = 'UPDATE' then
    stands := coalesce((
      select s.to_status from public.investigations_statusstep s
       where s.investigation_id = new.id order by s.turn desc limit 1), 'open');
    if (new.law_as_at = old.law_as_at
        or exists (
             select from public.investigations_post p
              where p.investigation_id = new.id and p.function = 'sio'
                and p.person_id = wall.person() and p.ended_at is null)) is not true
    then
      raise exception 'the senior investigating officer says the day of the law'
        using errcode = '23514', constraint = 'the_sio_says_the_day_of_the_law';
    end if;
  end if;
  if (new.status = stands) is not true then
    raise exception 'a status changes by a step'
      using errcode = '23514', constraint = 'a_status_changes_by_a_step';
  end if;
  return new;
end $$;

-- A step leads from where the investigation stands to where it may go from there.
create or replace function public.investigations_statusstep_follows()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  turns integer;
  stands text;
begin
  select i.status into stands from public.investigations_investigation i
   where i.id = new.investigation_id;
  select coalesce(max(s.turn), 0) into turns from public.investigations_statusstep s
   where s.investigation_id = new.investigation_id;
  if (new.turn = turns + 1
      and new.from_status = stands
      and case new.from_status
          when 'open' then
            new.to_status in ('with_prosecutor', 'charged', 'filed', 'closed')
          when 'with_prosecutor' then
            new.to_status in ('charged', 'open', 'filed', 'closed')
          when 'charged' then new.to_status in
            ('trial', 'concluded', 'with_prosecutor', 'filed', 'closed')
          when 'trial' then new.to_status in ('concluded', 'filed', 'closed')
          when 'concluded' then new.to_status in ('filed', 'trial', 'closed')
          when 'filed' then new.to_status = 'open' and new.reason <> ''
          when 'closed' then new.to_status = 'open' and new.reason <> ''
          else false end) is not true then
    raise exception 'an investigation does not go there from here'
      using errcode = '23514', constraint = 'a_status_follows_another';
  end if;
  return new;
end $$;

-- Nobody writes a step and leaves the investigation where it was.
create or replace function public.investigations_statusstep_is_done()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
       select from public.investigations_investigation i
        where i.id = new.investigation_id
          and i.status = (
                select s.to_status from public.investigations_statusstep s
                 where s.investigation_id = new.investigation_id
                 order by s.turn desc limit 1)) is not true then
    raise exception 'a step is taken by the investigation too'
      using errcode = '23514', constraint = 'a_status_step_is_taken';
  end if;
  return null;
end $$;
