-- What is met of shares, and of the records that are shared.

create or replace function wall.domains_in_view()
returns text[] language sql stable parallel restricted
set search_path = pg_catalog, pg_temp
return coalesce(string_to_array((wall.claims())[9], ','), '{}');

-- The shares that this person meets: of records they see, and to their organisation.
create or replace function wall.shares_in_view()
returns uuid[] language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  own uuid := nullif(me[3], '')::uuid;
  held uuid[] := wall.met();
  closed uuid[] := wall.excluded();
begin
  return (
    select coalesce(array_agg(s.id), '{}')
      from public.sharing_share s
      cross join lateral wall.header(s.domain, s.record_id) h
     where s.domain = any(string_to_array(me[9], ','))
       and {{ cleared }}
       and s.record_id <> all(closed)
       and (s.to_organisation_id = own and s.state <> 'draft'
            or s.record_id = any(held)
               and s.to_organisation_id <> own
               and exists (select from public.access_grant g
                            where g.record_id = s.record_id and g.basis = 'team'
                              and g.ended_at is null
                              and {{ theirs:g }})
            or {{ own:read of s.domain }})
  );
end $$;

-- How many of them wait for this person's organisation, at whatever task of theirs.
create or replace function wall.shares_waiting()
returns bigint language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  closed uuid[] := wall.excluded();
begin
  return (
    select count(*) from public.sharing_share s
     where s.to_organisation_id = nullif(me[3], '')::uuid
       and (s.state = 'offered' or s.state = 'ended' and s.deleted_at is null)
       and s.record_id <> all(closed)
       and exists (select from wall.role_right r
                    where r.role = me[4] and s.domain = any(string_to_array(r.domains, ','))));
end $$;

-- Where something is sealed of a record that this person sees, and of which category.
create or replace function wall.sealed_slots(wanted text, record uuid)
returns table(row_id uuid, slot text, category text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.may(wanted, record, 'read') is not true then
    perform wall.refuse('sealed_slots');
  end if;
  return query select * from wall.sealed_rows(wanted, record);
end $$;

-- The organisations that read a category of a record by a share or will, once they
-- accept: what is sealed from now on is sealed to them, too.
create or replace function wall.receivers(record uuid, category text)
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  found uuid[];
begin
  select coalesce(array_agg(s.to_organisation_id), '{}') into found
    from public.sharing_share s
   where s.record_id = record and s.state in ('offered', 'accepted')
     and receivers.category = any(s.categories)
     and wall.may(s.domain, s.record_id, 'read');
  return found;
end $$;

-- What the receiver did with a record while it was shared: the same list on both sides.
create or replace function wall.copied(share_id uuid)
returns table(name text, verb text, person_id uuid, at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select e.name::text, e.verb::text, e.person_id, e.at
      from public.sharing_share s
      join public.audit_event e
        on e.subject_id = s.record_id and e.organisation_id = s.to_organisation_id
       and e.at between s.answered_at and coalesce(s.ended_at, 'infinity')
     where s.id = share_id and s.id = any(wall.shares_in_view())
       and not e.is_refused and e.name not like 'sharing.%'
     order by e.at, e.id;
end $$;

-- Who did what with a record, the latest first, for those who read it: whatever lets
-- them in, the answer is the same and whole.
create or replace function wall.events_of(wanted text, record uuid)
returns table(name text, verb text, is_refused boolean, person_id uuid,
              organisation_id uuid, at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.may(wanted, record, 'read') then
    return query
      select e.name::text, e.verb::text, e.is_refused, e.person_id, e.organisation_id, e.at
        from public.audit_event e
       where e.subject_id = record
       order by e.at desc, e.id;
  end if;
end $$;
