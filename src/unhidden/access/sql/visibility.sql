-- Which records come into view: the answers from which row policies, and procedures that
-- ask once, make the visibility rule (src/unhidden/access/rls/walls.py).

-- The records that whoever these claims are of must not see, whatever lets them in. For
-- the functions of this file, which have verified them.
create or replace function wall.closed_to(me text[])
returns uuid[] language plpgsql stable
as $$
begin
  return (
    select coalesce(array_agg(x.record_id), '{}')
      from public.access_exclusion x
     where x.ended_at is null
       and {{ theirs:x }}
  );
end $$;

-- The records of a domain that an open grant lets this person do the action to, as far
-- as data of the category goes, and that they are not kept out of. Without the
-- operational data nothing is shared at all.
create or replace function wall.view(
  wanted text, action text, category text default 'operational')
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  held text := current_setting('unhidden.opening', true);
  closed uuid[];
  found uuid[];
begin
  if (wanted = any(string_to_array(me[9], ','))) is not true then
    found := '{}';
  else
    closed := wall.closed_to(me);
    select coalesce(array_agg(g.record_id), '{}') into found
      from (
        select t.record_id, t.domain, t.basis, t.team_role, t.categories, t.purposes,
               t.until_at
          from public.access_grant t
         where t.person_id = me[1]::uuid and t.ended_at is null
        union all
        select t.record_id, t.domain, t.basis, t.team_role, t.categories, t.purposes,
               t.until_at
          from public.access_grant t
         where t.organisation_id = nullif(me[3], '')::uuid and t.ended_at is null
      ) g
     where g.domain = wanted
       and g.record_id <> all(closed)
       and {{ lasts:g }}
       and (g.basis <> 'break_glass' or g.record_id = wall.looked_at())
       and case when g.basis = 'team'
             then exists (select from wall.team_right r
                           where r.team_role = g.team_role and r.action = view.action)
             else view.action = 'read'
                  and array['operational', view.category] <@ g.categories::text[] end;
  end if;
  if (held = '') is false then
    found := array_append(found, wall.opening(wanted));
  end if;
  return found;
end $$;

-- Organisations whose records of a domain come into view without being on a team.
create or replace function wall.organisations(wanted text, action text)
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
begin
  if (wanted = any(string_to_array(me[9], ','))) is not true then
    return '{}';
  end if;
  if action = 'read' and wanted = any(string_to_array(me[11], ',')) then
    return (select array_agg(o.id) from public.agencies_organisation o);
  end if;
  if wanted || ':' || action = any(string_to_array(me[10], ',')) then
    return array[me[3]::uuid];
  end if;
  return '{}';
end $$;

-- The records that this person must not see, whatever lets them in.
create or replace function wall.excluded()
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return wall.closed_to(wall.claims());
end $$;

-- Whether this domain's records, or what was worked out from them, come into view.
create or replace function wall.meets(wanted text, actions text[])
returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
begin
  if (wanted = any(string_to_array(me[9], ','))) is not true then
    return false;
  end if;
  return ('read' = any(actions) and wanted = any(string_to_array(me[11], ',')))
    or exists (select from unnest(actions) a
                where wanted || ':' || a = any(string_to_array(me[10], ',')));
end $$;

-- Records of any domain of this purpose that somebody let this person in to.
create or replace function wall.met()
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  closed uuid[] := wall.closed_to(me);
begin
  return (
    select coalesce(array_agg(t.record_id), '{}')
      from public.access_grant t
     where t.ended_at is null
       and {{ lasts:t }}
       and {{ theirs:t }}
       and t.domain = any(string_to_array(me[9], ','))
       and (t.basis <> 'break_glass' or t.record_id = wall.looked_at())
       and t.record_id <> all(closed)
  );
end $$;

-- Those of them whose team this person decides, and their organisation's own that
-- somebody is kept out of.
create or replace function wall.managed()
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  closed uuid[] := wall.closed_to(me);
begin
  return (
    select coalesce(array_agg(t.record_id), '{}')
      from public.access_grant t
      join wall.team_right r on r.team_role = t.team_role and r.action = 'manage'
     where t.ended_at is null
       and t.basis = 'team'
       and t.person_id = nullif(me[1], 'system')::uuid
       and t.domain = any(string_to_array(me[9], ','))
       and t.record_id <> all(closed)
  ) || (
    select coalesce(array_agg(x.record_id), '{}')
      from public.access_exclusion x
      cross join lateral wall.header(x.domain, x.record_id) h
     where x.ended_at is null
       and {{ own:manage of x.domain }}
       and x.record_id <> all(closed)
  );
end $$;

-- Whoever is kept out of a record. For functions of jobs, which nobody stands behind.
create or replace function wall.kept_from(record uuid)
returns uuid[] language sql stable
set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(x.person_id), '{}')
    from public.access_exclusion x
   where x.record_id = record and x.ended_at is null
$$;
