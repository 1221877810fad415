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
       and not exists (
             select from public.investigations_post s
              where s.investigation_id = p.investigation_id
                and s.person_id = p.person_id
                and s.is_sterile and s.ended_at is null)), '{}');
end $$;

-- The policy files that this person reads, and those that they write in: of the
-- investigations whose accounts they meet.
create or replace function wall.policy_files_read()
returns uuid[] language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return case when (wall.purpose() = 'investigation') is true
              then wall.view('investigation', 'read', 'narrative') else '{}' end;
end $$;

create or replace function wall.policy_files_written()
returns uuid[] language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return array(
    select i.id from public.investigations_investigation i
     where i.id = any(wall.view('investigation', 'write', 'narrative'))
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

-- Nobody with a conflict of interest schedules material; a post begins now.
create or replace function public.investigations_post_is_fit()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
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
