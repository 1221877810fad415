-- Changes of keys: no role writes their tables, and the program itself does so only by
-- these procedures. What is to be changed comes as one text, and with it a voucher: the
-- staff program signed that text in this transaction, for whoever is at work in it, after
-- it had looked at what may be changed. SQL in its place has no key to sign with.

-- What is to be changed, of a text that is vouched for. team and number are those of the
-- keys that it was worked out from; '' and 0 where it is no team's.
create or replace function wall.vouched(voucher text, change text, team text, number integer)
returns jsonb language plpgsql stable
as $$
declare
  parts text[] := wall.unpacked('link', voucher);
begin
  if (parts[1] = team
      and parts[2] = number::text
      and parts[3] = encode(sha256(convert_to(change, 'UTF8')), 'hex')
      and parts[4] = (wall.claims())[1]
      and parts[6] = wall.challenge()) is not true then
    perform wall.refuse('voucher');
  end if;
  return change::jsonb;
end $$;

-- By which engagement somebody may act for the organisation whose keys these are: the one
-- that lasts longest, or null.
create or replace function wall.engagement_of(person uuid, organisation uuid)
returns public.agencies_engagement language plpgsql stable
as $$
declare
  found public.agencies_engagement;
begin
  select e.* into found
    from public.agencies_engagement e
    join public.agencies_person p on p.id = e.person_id and p.is_active
   where e.person_id = engagement_of.person
     and e.organisation_id = engagement_of.organisation
     and e.approved_at is not null
     and e.ended_at is null
     and (e.to_on is null or e.to_on >= wall.today())
   order by e.to_on desc nulls first, e.id limit 1;
  return found;
end $$;

-- Who may be given the keys of a team: who is in it and is still engaged at its
-- organisation, and the key that is split into shares. What the system sets up, before
-- anybody is engaged, is its own.
create or replace function wall.entitled(team uuid)
returns setof uuid language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select m.member_id
      from public.vault_membership m
      join public.vault_team t on t.id = m.team_id
     where m.team_id = entitled.team
       and m.ended_at is null
       and m.admitted_at is not null
       and ((wall.engagement_of(m.member_id, t.organisation_id)).id is not null
            or (wall.claims())[1] = 'system'
            or exists (select from public.vault_member k
                        where k.id = m.member_id and k.is_recovery));
end $$;

-- One change of a team's keys at a time, {team}: whether there is such a team. A stranger
-- who held it would keep leavers their keys.
create or replace function wall.lock_team(voucher text, change text)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  said jsonb := wall.vouched(voucher, change, '', 0);
begin
  perform from public.vault_team t where t.id = (said->>'team')::uuid for update;
  return found;
end $$;
